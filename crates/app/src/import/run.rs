//! Preview and apply: the same plan twice, once to be looked at and once to be written, all or nothing.

use super::{Change, Context, Planned, Register, Row, RowFault, SheetForm, dispatch, kinds};
use crate::error::{Error, Problem};
use crate::evidence::{Upload, pass};
use crate::office::Office;
use crate::permit::Viewer;
use crate::secret::sha256_hex;
use record::figures::Facts;
use record::{Draft, Evidence};
use render::xlsx::{Column, Table, read_list, write_table};
use terms::{Kind, Role};

/// A row of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewRow {
    /// The row of the sheet, from 1.
    pub row: u32,
    /// What it is about.
    pub what: String,
    /// What it would do.
    pub change: Change,
}

/// What taking a sheet in would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The sheet.
    pub form: SheetForm,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file, under which it waits to be applied; empty where it cannot be.
    pub sha256: String,
    /// The plan in a few letters: what is applied is what was looked at, or nothing.
    pub plan: String,
    /// The rows that are well.
    pub rows: Vec<PreviewRow>,
    /// What is wrong, by row and cell.
    pub faults: Vec<RowFault>,
}

impl Preview {
    /// How many rows bring something new, change something, and say what is on record.
    pub fn counts(&self) -> (usize, usize, usize) {
        let of =
            |wanted: fn(&Change) -> bool| self.rows.iter().filter(|r| wanted(&r.change)).count();
        (
            of(|c| *c == Change::New),
            of(|c| matches!(c, Change::Changed(_))),
            of(|c| *c == Change::Same),
        )
    }

    /// Whether it can be applied: nothing is wrong, and there is something to do.
    pub fn can_be_applied(&self) -> bool {
        let (new, changed, _) = self.counts();
        self.faults.is_empty() && new + changed > 0
    }
}

/// What taking a sheet in has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// Rows that brought something new.
    pub new: usize,
    /// Rows that changed something.
    pub changed: usize,
    /// Rows that said what was on record.
    pub same: usize,
}

/// A sheet planned whole.
struct Plan {
    rows: Vec<(u32, Planned)>,
    faults: Vec<RowFault>,
}

impl Office {
    /// The empty sheet to be filled in.
    ///
    /// # Errors
    /// `not-found` for an unknown code, or that it cannot be packed.
    pub fn import_template(&self, code: &str) -> Result<Vec<u8>, Error> {
        let form = form(code)?;
        let hint = |c: &super::SheetColumn| {
            let must = if c.must { "phải ghi" } else { "có thể để trống" };
            let hint = if c.hint.is_empty() { String::new() } else { format!("; {}", c.hint) };
            format!("{}: {must}{hint}.", c.title)
        };
        let mut notes = vec![
            "Mỗi hàng dưới hàng tiêu đề là một nội dung; cơ quan cấp trên ghi trước cơ quan trực thuộc. Không dùng công thức.".to_owned(),
        ];
        notes.extend(form.columns.iter().map(hint));
        let columns = form.columns.iter();
        Ok(write_table(&Table {
            sheet: form.name.to_owned(),
            title: format!("Mẫu nhập: {}", form.name),
            notes,
            columns: columns.map(|c| Column { title: c.title.into(), width: c.width }).collect(),
            rows: Vec::new(),
        })?)
    }

    /// What taking a sheet in would do. Nothing goes on record; a file that can be applied is kept by its hash to wait for it.
    ///
    /// # Errors
    /// `permit.missing`; `not-found` for an unknown code; a marked file, one that cannot be read, has no such columns or
    /// too many rows is refused.
    pub async fn import_preview(
        &self,
        viewer: &Viewer,
        code: &str,
        file: Upload,
    ) -> Result<Preview, Error> {
        viewer.acting_at_home(Role::Officer)?;
        let form = form(code)?;
        let passed = pass(file)?;
        let facts = self.facts().await?;
        let planned = self.plan_of(viewer, code, &facts, &passed.bytes, &passed.evidence())?;
        let rows = planned.rows.iter().map(|(row, p)| PreviewRow {
            row: *row,
            what: p.what.clone(),
            change: p.change.clone(),
        });
        let mut preview = Preview {
            form,
            file: passed.name.clone(),
            sha256: String::new(),
            plan: digest(&planned),
            rows: rows.collect(),
            faults: planned.faults,
        };
        if preview.can_be_applied() {
            let mut writer = self.store.begin_write().await?;
            writer.put_blob(&passed.sha256, passed.bytes).await?;
            writer.commit().await?;
            preview.sha256 = passed.sha256;
        }
        Ok(preview)
    }

    /// Takes a sheet in that was looked at before: everything, or nothing.
    ///
    /// # Errors
    /// `permit.missing`, `import.gone` when the file does not wait here, `import.changed` when the register has changed in
    /// between so that the plan is another, and what is wrong with a row.
    pub async fn import_apply(
        &self,
        viewer: &Viewer,
        code: &str,
        (sha256, file_name): (&str, &str),
        plan: &str,
    ) -> Result<Applied, Error> {
        viewer.acting_at_home(Role::Officer)?;
        let gone = || Error::refused("import.gone");
        let bytes = self.store.blob(sha256).await?.ok_or_else(gone)?;
        let file = pass(Upload { name: file_name.to_owned(), bytes })?;
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let planned = self.plan_of(viewer, code, &facts, &file.bytes, &file.evidence())?;
        if !planned.faults.is_empty() || digest(&planned) != plan {
            return Err(Error::refused("import.changed"));
        }
        let of = |wanted: fn(&Change) -> bool| {
            planned.rows.iter().filter(|(_, p)| wanted(&p.change)).count()
        };
        let applied = Applied {
            new: of(|c| *c == Change::New),
            changed: of(|c| matches!(c, Change::Changed(_))),
            same: of(|c| *c == Change::Same),
        };
        let drafts: Vec<Draft> = planned.rows.into_iter().flat_map(|(_, p)| p.drafts).collect();
        writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        Ok(applied)
    }

    fn plan_of(
        &self,
        viewer: &Viewer,
        code: &str,
        facts: &Facts,
        bytes: &[u8],
        evidence: &Evidence,
    ) -> Result<Plan, Error> {
        let fresh = |kind: Kind| self.fresh(kind);
        let context = Context {
            viewer,
            actor: viewer.acting_at_home(Role::Officer)?,
            today: self.today(),
            evidence: vec![evidence.clone()],
            fresh: &fresh,
        };
        let planned = dispatch!(code, R => plan::<R>(facts, &context, bytes));
        planned.ok_or_else(|| Error::NotFound { what: "mẫu nhập".to_owned() })?
    }
}

fn form(code: &str) -> Result<SheetForm, Error> {
    let found = kinds().into_iter().find(|form| form.code == code);
    found.ok_or_else(|| Error::NotFound { what: "mẫu nhập".to_owned() })
}

fn plan<R: Register>(facts: &Facts, context: &Context<'_>, bytes: &[u8]) -> Result<Plan, Error> {
    let form = R::SHEET;
    let titles: Vec<&str> = form.columns.iter().map(|c| c.title).collect();
    let must = form.columns.iter().enumerate().filter(|(_, c)| c.must).map(|(i, _)| i);
    let list = read_list(bytes, &titles, &must.collect::<Vec<_>>()).map_err(unreadable)?;
    let mut world = R::world(facts);
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for of_list in &list.rows {
        let mut row = Row::new(&form, &list, of_list);
        let planned = R::plan(&mut world, context, &mut row);
        faults.extend(row.faults());
        rows.extend(planned.map(|p| (of_list.number, p)));
    }
    if list.rows.is_empty() {
        return Err(Error::refused("import.empty"));
    }
    if faults.is_empty() {
        faults
            .extend(R::finish(&world, facts).into_iter().map(|(row, problem)| whole(row, problem)));
    }
    Ok(Plan { rows, faults })
}

/// A fault of a row as a whole.
fn whole(row: u32, problem: Problem) -> RowFault {
    RowFault {
        row,
        cell: String::new(),
        column: String::new(),
        value: String::new(),
        words: problem.words(),
        code: problem.code,
    }
}

fn unreadable(fault: render::xlsx::CellFault) -> Error {
    let facts = [
        ("code", fault.code.code().to_owned()),
        ("why", fault.message.clone()),
        ("what", fault.accepted.to_string()),
    ];
    Error::Refused(Problem::new("import.unreadable", facts))
}

/// What a plan does, in a few letters; ids of new objects are left out, for they are given anew each time.
fn digest(plan: &Plan) -> String {
    let lines: Vec<String> = plan
        .rows
        .iter()
        .map(|(row, p)| format!("{row}|{}|{:?}|{}", p.what, p.change, p.drafts.len()))
        .collect();
    sha256_hex(lines.join("\n").as_bytes())[..16].to_owned()
}
