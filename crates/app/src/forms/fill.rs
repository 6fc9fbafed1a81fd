//! Who has filled a form: the state of one unit in one period, and whether it was late.

use record::figures::Figures;
use record::object::{Form, Submission, Unit};
use terms::{Day, Period, Ref, SubmissionState};

/// Where a unit stands with a form in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FillState {
    /// The unit did not exist at the end of the period: nothing is asked of it.
    NotExpected,
    /// Nothing has been begun.
    Missing,
    /// Being entered.
    Draft,
    /// Handed in.
    Submitted,
    /// Returned.
    Returned,
    /// Approved.
    Approved,
}

impl FillState {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotExpected => "not_expected",
            Self::Missing => "missing",
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
        }
    }

    /// The Vietnamese label that people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotExpected => "không phải báo cáo",
            Self::Missing => "chưa báo cáo",
            Self::Draft => "đang nhập",
            Self::Submitted => "đã gửi, chờ duyệt",
            Self::Returned => "trả lại",
            Self::Approved => "đã duyệt",
        }
    }

    /// Whether the report is handed in.
    pub fn is_handed_in(self) -> bool {
        matches!(self, Self::Submitted | Self::Approved)
    }
}

impl From<SubmissionState> for FillState {
    fn from(state: SubmissionState) -> Self {
        match state {
            SubmissionState::Draft => Self::Draft,
            SubmissionState::Submitted => Self::Submitted,
            SubmissionState::Returned => Self::Returned,
            SubmissionState::Approved => Self::Approved,
        }
    }
}

/// One unit in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    /// Where it stands.
    pub state: FillState,
    /// Whether it was handed in late, or is late today.
    pub late: bool,
    /// The submission, when one was begun.
    pub submission: Option<Ref>,
}

/// A form with its figures, asked about units and periods on a day.
pub(crate) struct Fill<'a> {
    pub(crate) form: &'a Form,
    pub(crate) figures: &'a Figures<'a>,
    pub(crate) today: Day,
}

impl<'a> Fill<'a> {
    /// The units that are asked for a period.
    pub(crate) fn expected(&self, period: Period) -> Vec<&'a Unit> {
        let level = self.form.facts_for(period).filled_by;
        self.figures.tree().of_level(level, period.to()).collect()
    }

    /// The submission of a unit.
    pub(crate) fn submission(&self, unit: &Ref, period: Period) -> Option<&'a Submission> {
        self.figures.submission(&self.form.at, unit, period)
    }

    /// Where a unit stands.
    pub(crate) fn cell(&self, unit: &Unit, period: Period) -> MatrixCell {
        let found = self.submission(&unit.at, period);
        let level = self.form.facts_for(period).filled_by;
        let asked = unit.level == level && unit.exists_on(period.to());
        let state = match found {
            Some(s) => s.state.into(),
            None if asked => FillState::Missing,
            None => FillState::NotExpected,
        };
        let late = state != FillState::NotExpected && self.late(found, period);
        MatrixCell { state, late, submission: found.map(|s| s.at.clone()) }
    }

    /// Whether a report was handed in late, or is missing when it should be there.
    pub(crate) fn late(&self, found: Option<&Submission>, period: Period) -> bool {
        let Some(open) = self.form.periods.get(&period) else { return false };
        let day = found.and_then(|s| s.first_submitted_on).unwrap_or(self.today);
        day > open.on_time_until
    }
}
