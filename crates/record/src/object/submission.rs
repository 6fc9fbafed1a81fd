//! A submission: what one unit says by one form for one period, with the act behind every cell.

use super::{Fold, Misfit, Stamp};
use crate::act::Act;
use crate::payload::{CellEntry, SubmissionAct, SubmissionKey};
use std::collections::BTreeMap;
use terms::{Cell, Day, Named, Period, Ref, SubmissionState};

/// Báo cáo số liệu: one unit's report by one form for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// What it is called.
    pub at: Ref,
    /// The form.
    pub form: Named,
    /// The unit that reports.
    pub unit: Named,
    /// The period.
    pub period: Period,
    /// Cells by code of the indicator.
    pub cells: BTreeMap<String, CellNow>,
    /// State.
    pub state: SubmissionState,
    /// The day on which it was first handed in.
    pub first_submitted_on: Option<Day>,
    /// By whom and when it was last handed in.
    pub submitted: Option<Stamp>,
    /// By whom and when it was approved.
    pub approved: Option<Stamp>,
    /// Why it was last returned and by whom.
    pub returned: Option<(String, Stamp)>,
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// A cell as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellNow {
    /// What it says.
    pub cell: Cell,
    /// Remark.
    pub note: Option<String>,
    /// The act that said so: who entered it and when.
    pub by: Stamp,
    /// The spreadsheet it came from: hash and file name.
    pub file: Option<(String, String)>,
    /// What it said before each correction made after approval, oldest first.
    pub was: Vec<CellWas>,
}

/// A cell before a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellWas {
    /// What it said.
    pub cell: Cell,
    /// The act that had said so.
    pub by: Stamp,
    /// Why it was corrected.
    pub reason: String,
    /// The correcting act.
    pub corrected_by: Stamp,
}

impl Submission {
    /// The key by which it is found.
    pub fn key(&self) -> SubmissionKey {
        let (form, unit) = (self.form.at.clone(), self.unit.at.clone());
        SubmissionKey { form, unit, period: self.period }
    }

    /// What it says of an indicator; a cell nobody has filled is not reported.
    pub fn cell(&self, indicator: &str) -> Cell {
        self.cells.get(indicator).map_or(Cell::NotReported, |c| c.cell)
    }

    fn enter(&mut self, act: &Act, entries: Vec<CellEntry>, file: Option<(String, String)>) {
        for CellEntry { indicator, cell, note } in entries {
            let (by, file) = (Stamp::of(act), file.clone());
            self.cells.insert(indicator, CellNow { cell, note, by, file, was: Vec::new() });
        }
    }

    fn correct(&mut self, act: &Act, entries: Vec<CellEntry>, reason: &str) {
        for CellEntry { indicator, cell, note } in entries {
            let blank = || CellNow {
                cell: Cell::NotReported,
                note: None,
                by: self.created.clone(),
                file: None,
                was: Vec::new(),
            };
            let before = self.cells.remove(&indicator).unwrap_or_else(blank);
            let (corrected_by, reason) = (Stamp::of(act), reason.to_owned());
            let mut was = before.was;
            was.push(CellWas { cell: before.cell, by: before.by, reason, corrected_by });
            let by = Stamp::of(act);
            self.cells.insert(indicator, CellNow { cell, note, by, file: None, was });
        }
    }
}

impl Fold for Submission {
    type Says = SubmissionAct;
    super::alike!(Submission);

    fn begin(act: &Act, says: &SubmissionAct) -> Option<Self> {
        let SubmissionAct::Begun { form, unit, period } = says.clone() else { return None };
        Some(Self {
            at: act.subject.clone(),
            form,
            unit,
            period,
            cells: BTreeMap::new(),
            state: SubmissionState::Draft,
            first_submitted_on: None,
            submitted: None,
            approved: None,
            returned: None,
            created: Stamp::of(act),
            misfits: Vec::new(),
        })
    }

    fn step(&mut self, act: &Act, says: &SubmissionAct) -> Result<(), &'static str> {
        use SubmissionState::{Approved, Draft, Returned, Submitted};
        match (says.clone(), self.state) {
            (SubmissionAct::Begun { .. }, _) => return Err("submission.already-begun"),
            (SubmissionAct::Entered { cells, file }, Draft | Returned) => {
                self.enter(act, cells, file)
            }
            (SubmissionAct::Entered { .. }, _) => return Err("submission.not-open-for-entry"),
            (SubmissionAct::Submitted, Draft | Returned) => {
                self.state = Submitted;
                self.first_submitted_on.get_or_insert(act.effective_on);
                self.submitted = Some(Stamp::of(act));
            }
            (SubmissionAct::Submitted, _) => return Err("submission.already-submitted"),
            (SubmissionAct::Approved, Submitted) => {
                (self.state, self.approved) = (Approved, Some(Stamp::of(act)));
            }
            (SubmissionAct::Returned { reason }, Submitted) => {
                (self.state, self.returned) = (Returned, Some((reason, Stamp::of(act))));
            }
            (SubmissionAct::Approved | SubmissionAct::Returned { .. }, _) => {
                return Err("submission.not-submitted");
            }
            (SubmissionAct::Corrected { cells, reason }, Approved) => {
                self.correct(act, cells, &reason);
            }
            (SubmissionAct::Corrected { .. }, _) => return Err("submission.not-approved"),
        }
        Ok(())
    }
}
