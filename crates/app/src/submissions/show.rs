//! One submission with its cells, what stood before, and what the viewer may do now.

use crate::error::Error;
use crate::facts::Find;
use crate::forms::Fill;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use crate::view::{ActView, Shown};
use record::figures::{Coverage, Facts, Figures, Percent};
use record::object::{CellNow, Form, Submission};
use record::payload::Indicator;
use terms::{Aggregation, Amount, Cell, Day, Named, Period, Ref, Role, SubmissionState};

/// What a person can do with a submission now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubmissionMove {
    /// Enter cells.
    Enter,
    /// Hand it in.
    Submit,
    /// Approve it.
    Approve,
    /// Return it.
    Return,
    /// Correct cells after approval.
    Correct,
}

impl SubmissionMove {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Enter => "save",
            Self::Submit => "submit",
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Correct => "correct",
        }
    }
}

/// One indicator of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Code of the indicator.
    pub code: String,
    /// Name.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// Digits after the decimal mark.
    pub scale: u8,
    /// How it is aggregated; a ratio is not entered.
    pub aggregation: Aggregation,
    /// The cell; `answered` tells an open one from a stated "not reported".
    pub cell: Shown,
    /// Whether somebody has answered it.
    pub answered: bool,
    /// The cell of the period before.
    pub before: Shown,
    /// Remark.
    pub note: String,
    /// For a ratio: its percentage, or its two numbers.
    pub computed: Option<String>,
    /// Corrections made after approval, as sentences.
    pub corrected: Vec<String>,
}

/// A submission with everything its page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmissionView {
    /// The submission.
    pub at: Ref,
    /// The form.
    pub form: Named,
    /// Its code.
    pub form_code: String,
    /// The unit that reports.
    pub unit: Named,
    /// The period.
    pub period: Period,
    /// The period in words.
    pub label: String,
    /// State.
    pub state: SubmissionState,
    /// Whether it is or was late.
    pub late: bool,
    /// Last day on which it is on time.
    pub on_time_until: Option<Day>,
    /// Last day on which it is taken in.
    pub open_until: Option<Day>,
    /// Why it was returned, while it is.
    pub returned_for: Option<String>,
    /// Who handed it in, and when.
    pub submitted_by: Option<String>,
    /// Who approved it, and when.
    pub approved_by: Option<String>,
    /// Its rows, in the order of the form.
    pub rows: Vec<EntryRow>,
    /// What the viewer may do now.
    pub moves: Vec<SubmissionMove>,
    /// What was done with it.
    pub history: Vec<ActView>,
}

impl Office {
    /// The submission of a unit by a form for a period, when it was begun.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn submission_of(
        &self,
        viewer: &Viewer,
        form: &Ref,
        unit: &Ref,
        period: Period,
    ) -> Result<Option<Ref>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let figures = Figures::of(&facts);
        Ok(figures.submission(form, unit, period).map(|s| s.at.clone()))
    }

    /// One submission.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn submission(&self, viewer: &Viewer, at: &Ref) -> Result<SubmissionView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let history = self.history(viewer, at).await?;
        let facts = self.facts().await?;
        let figures = Figures::of(&facts);
        let now = facts.submission(at).ok_or_else(|| not_found(at))?;
        let form = Find::form(&*facts, &now.form.at).ok_or_else(|| not_found(&now.form.at))?;
        let fill = Fill { form, figures: &figures, today: self.today() };
        let open = form.periods.get(&now.period);
        let returned = now.returned.as_ref().filter(|_| now.state == SubmissionState::Returned);
        let stamp = |s: &record::object::Stamp| format!("{}, {}", s.actor.name, s.recorded_at.vn());
        Ok(SubmissionView {
            at: at.clone(),
            form: Named { at: form.at.clone(), name: form.facts.title.clone() },
            form_code: form.facts.code.clone(),
            unit: now.unit.clone(),
            period: now.period,
            label: now.period.label(),
            state: now.state,
            late: fill.late(Some(now), now.period),
            on_time_until: open.map(|p| p.on_time_until),
            open_until: open.map(|p| p.open_until),
            returned_for: returned.map(|(reason, _)| reason.clone()),
            submitted_by: now.submitted.as_ref().map(stamp),
            approved_by: now.approved.as_ref().map(stamp),
            rows: rows(&fill, now),
            moves: self.submission_moves(viewer, &facts, form, now),
            history,
        })
    }

    fn submission_moves(
        &self,
        viewer: &Viewer,
        facts: &Facts,
        form: &Form,
        now: &Submission,
    ) -> Vec<SubmissionMove> {
        use SubmissionMove::{Approve, Correct, Enter, Return, Submit};
        let reports = self.reporter(viewer, facts, &now.unit.at, now.period).is_ok();
        let asked_by = &form.facts.asked_by.at;
        let own = now.submitted.as_ref().is_some_and(|by| by.actor.login == viewer.login);
        let mut moves = Vec::new();
        match now.state {
            SubmissionState::Draft | SubmissionState::Returned => {
                if reports && form.takes_in(now.period, self.today()) {
                    moves.extend([Enter, Submit]);
                }
            }
            SubmissionState::Submitted => {
                if viewer.may(Role::Approver, asked_by) && !own {
                    moves.push(Approve);
                }
                if viewer.may(Role::Officer, asked_by) {
                    moves.push(Return);
                }
            }
            SubmissionState::Approved if reports => moves.push(Correct),
            SubmissionState::Approved => {}
        }
        moves
    }
}

fn rows(fill: &Fill<'_>, now: &Submission) -> Vec<EntryRow> {
    let earlier = fill.form.periods.range(..now.period).next_back();
    let before = earlier.and_then(|(period, _)| fill.submission(&now.unit.at, *period));
    let asked = &fill.form.facts_for(now.period).indicators;
    asked.iter().map(|i| row(asked, i, now, before)).collect()
}

fn row(
    asked: &[Indicator],
    i: &Indicator,
    now: &Submission,
    before: Option<&Submission>,
) -> EntryRow {
    let cell = now.cells.get(&i.code);
    EntryRow {
        code: i.code.clone(),
        name: i.name.clone(),
        measure: i.measure.clone(),
        scale: i.scale,
        aggregation: i.aggregation,
        cell: Shown::of(now.cell(&i.code), i.scale),
        answered: cell.is_some(),
        before: Shown::of(before.map_or(Cell::NotReported, |s| s.cell(&i.code)), i.scale),
        note: cell.and_then(|c| c.note.clone()).unwrap_or_default(),
        computed: computed(asked, i, now),
        corrected: cell.map(|c| corrections(c, i.scale)).unwrap_or_default(),
    }
}

/// The percentage of a ratio in this one report.
fn computed(asked: &[Indicator], i: &Indicator, now: &Submission) -> Option<String> {
    let (num, den) = i.parts.as_ref()?;
    let of = |code: &String| {
        let part = asked.iter().find(|p| p.code == *code)?;
        Some(Amount::new(now.cell(code).value()?, part.scale))
    };
    Some(match of(num).zip(of(den)) {
        Some((n, d)) => match Percent::of(n, d) {
            Some(percent) => format!("{} ({n}/{d})", percent.print(2, Coverage::Whole)),
            None => format!("{n}/{d}"),
        },
        None => "chưa đủ số liệu".to_owned(),
    })
}

fn corrections(cell: &CellNow, scale: u8) -> Vec<String> {
    let mut out = Vec::new();
    for (i, was) in cell.was.iter().enumerate() {
        let after = cell.was.get(i + 1).map_or(cell.cell, |next| next.cell);
        let (before, after) = (Shown::of(was.cell, scale), Shown::of(after, scale));
        let by = &was.corrected_by;
        out.push(format!(
            "{} đính chính ngày {}: từ {} thành {}; lý do: {}",
            by.actor.name,
            by.effective_on.vn(),
            before.printed,
            after.printed,
            was.reason
        ));
    }
    out
}
