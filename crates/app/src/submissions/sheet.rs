//! A report as a spreadsheet: what goes out comes back, and nothing half-enters.

use super::change::Scene;
use crate::error::Error;
use crate::evidence::{Upload, pass};
use crate::facts::Find;
use crate::office::Office;
use crate::permit::Viewer;
use record::figures::Facts;
use record::payload::{CellEntry, SubmissionAct};
use render::xlsx::{CellFault, FormKey, FormRow, FormSheet, read_form, write_form};
use terms::{Aggregation, Cell, Period, Ref, Role};

/// A fault of a returned spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFault {
    /// Stable code (`BM15`).
    pub code: String,
    /// The sheet; empty for faults of the whole file.
    pub sheet: String,
    /// The cell as `D7`; empty when there is none.
    pub cell: String,
    /// What stands there.
    pub value: String,
    /// What happened.
    pub message: String,
    /// What is taken, or what to do.
    pub accepted: String,
}

impl From<CellFault> for SheetFault {
    fn from(f: CellFault) -> Self {
        Self {
            code: f.code.code().to_owned(),
            sheet: f.sheet,
            cell: f.cell.unwrap_or_default(),
            value: f.value.into(),
            message: f.message,
            accepted: f.accepted.into(),
        }
    }
}

/// What came of a returned spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetOutcome {
    /// Every cell was entered into this submission.
    Taken {
        /// The submission.
        at: Ref,
        /// How many cells.
        cells: usize,
    },
    /// Nothing was written.
    Faulty(Vec<SheetFault>),
}

impl Office {
    /// The form of a unit for a period as an .xlsx file, with the cells as they stand.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn sheet(
        &self,
        viewer: &Viewer,
        form: &Ref,
        unit: &Ref,
        period: Period,
    ) -> Result<Vec<u8>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let scene = Scene::of(&facts, form, unit, period)?;
        if let Some(report) = scene.existing {
            self.must_read(viewer, report).await?;
        }
        Ok(write_form(&form_sheet(&facts, &scene, period))?)
    }

    /// Takes a returned .xlsx file in: all cells or none. The submission is begun when it was not yet.
    ///
    /// # Errors
    /// `submission.no-reporter`; a marked file is refused with nothing kept; the rules of `decide::submission`.
    pub async fn take_sheet(
        &self,
        viewer: &Viewer,
        form: &Ref,
        unit: &Ref,
        period: Period,
        file: Upload,
    ) -> Result<SheetOutcome, Error> {
        let file = pass(file)?;
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let scene = Scene::of(&facts, form, unit, period)?;
        let actor = self.reporter(viewer, &facts, unit, period)?;
        let sheet = match read_form(&file.bytes, &form_sheet(&facts, &scene, period)) {
            Ok(sheet) => sheet,
            Err(faults) => {
                let faults = faults.into_iter().map(SheetFault::from).collect();
                return Ok(SheetOutcome::Faulty(faults));
            }
        };
        let at = match scene.existing {
            Some(at) => at.clone(),
            None => {
                let (at, drafts) = self.begin_drafts(&scene, actor, period)?;
                writer.append(drafts, self.now()).await?;
                at
            }
        };
        let cells = entries(&facts, &at, sheet);
        let n = cells.len();
        let says = SubmissionAct::Entered { cells, file: Some((file.sha256.clone(), file.name)) };
        let drafts = self.reported(&mut writer, &facts, viewer, &at, says).await?;
        writer.put_blob(&file.sha256, file.bytes).await?;
        writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        Ok(SheetOutcome::Taken { at, cells: n })
    }
}

/// The cells of a sheet; remarks made on the page stay.
fn entries(facts: &Facts, at: &Ref, sheet: FormSheet) -> Vec<CellEntry> {
    let now = facts.submission(at);
    let note = |code: &str| now.and_then(|s| s.cells.get(code)).and_then(|c| c.note.clone());
    let entry =
        |row: FormRow| CellEntry { note: note(&row.code), cell: row.cell, indicator: row.code };
    sheet.rows.into_iter().map(entry).collect()
}

/// The form as it is asked for the period; ratios are computed and not asked.
fn form_sheet(facts: &Facts, scene: &Scene<'_>, period: Period) -> FormSheet {
    let asked = scene.form.facts_for(period);
    let now = scene.existing.and_then(|at| facts.submission(at));
    let rows = asked.indicators.iter().filter(|i| i.aggregation != Aggregation::Ratio);
    let unit = scene.unit.named_on(period.to()).name;
    let code = scene.unit.code_on(period.to());
    FormSheet {
        key: FormKey {
            form: asked.code.clone(),
            version: version(scene, period),
            period: period.to_string(),
            unit: code.map_or_else(|| unit.clone(), |c| format!("{c} {unit}")),
        },
        title: asked.title.clone(),
        unit_name: unit,
        period_name: period.label(),
        rows: rows
            .map(|i| FormRow {
                code: i.code.clone(),
                name: i.name.clone(),
                measure: i.measure.clone(),
                scale: i.scale,
                cell: now.map_or(Cell::NotReported, |s| s.cell(&i.code)),
            })
            .collect(),
    }
}

/// Which version of the form is asked for the period, from 1.
fn version(scene: &Scene<'_>, period: Period) -> u32 {
    let asked = scene.form.facts_for(period);
    let spans = scene.form.versions.spans().zip(1u32..);
    spans.filter(|((dated, _), _)| dated.value == *asked).map(|(_, n)| n).last().unwrap_or(1)
}
