//! Acts on forms and submissions.

use terms::{AccessClass, Aggregation, Cell, Named, Period, Ref, UnitLevel};

/// One indicator (chỉ tiêu) of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Code, unique in the form.
    pub code: String,
    /// Name.
    pub name: String,
    /// Unit of measure (`người`, `lớp`, `%`).
    pub measure: String,
    /// Digits after the decimal mark of its integers, 0–6.
    pub scale: u8,
    /// How it is aggregated.
    pub aggregation: Aggregation,
    /// For a ratio: codes of its numerator and denominator.
    pub parts: Option<(String, String)>,
    /// Line of work.
    pub field: terms::Field,
    /// Targets by year, at the indicator's scale, with the document that sets them as written.
    pub targets: Vec<Target>,
}

/// A target (chỉ tiêu được giao) of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The year.
    pub year: i16,
    /// The value for the whole tree, at the indicator's scale; for a ratio in hundredths of a per cent.
    pub value: i64,
    /// The document that sets it, as written.
    pub basis: String,
}

/// What a form (biểu mẫu) asks, of whom, for when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFacts {
    /// Short code (`QP-01`).
    pub code: String,
    /// Title.
    pub title: String,
    /// The body that asks.
    pub asked_by: Named,
    /// Level of the units that fill it.
    pub filled_by: UnitLevel,
    /// Indicators in the order of the form.
    pub indicators: Vec<Indicator>,
}

/// An act on a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormAct {
    /// It was laid down.
    Defined(FormFacts),
    /// It was changed; submissions of earlier periods keep what they were asked.
    Amended {
        /// The form from then on.
        facts: FormFacts,
        /// Why.
        reason: String,
    },
    /// A period was opened for reporting.
    PeriodOpened {
        /// The period.
        period: Period,
        /// Last day on which a report is on time (đúng hạn đến hết ngày).
        on_time_until: terms::Day,
        /// Last day on which a report is taken in (nhận báo cáo đến hết ngày).
        open_until: terms::Day,
    },
    /// Who may read its figures was stated: those of an indicator, of a unit, of both together, or all.
    ClassStated {
        /// Code of the indicator; `None` for all.
        indicator: Option<String>,
        /// The unit; `None` for all.
        unit: Option<Named>,
        /// Who may read them.
        class: AccessClass,
        /// What says so, as written.
        basis: Option<String>,
        /// Why.
        reason: String,
    },
    /// It is not asked any more.
    Closed {
        /// Why.
        reason: String,
    },
}

/// One cell as entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellEntry {
    /// Code of the indicator.
    pub indicator: String,
    /// What was entered.
    pub cell: Cell,
    /// Remark.
    pub note: Option<String>,
}

/// An act on a submission: one unit's report by one form for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmissionAct {
    /// It was begun.
    Begun {
        /// The form.
        form: Named,
        /// The unit that reports.
        unit: Named,
        /// The period.
        period: Period,
    },
    /// Cells were entered or changed before submitting.
    Entered {
        /// The cells.
        cells: Vec<CellEntry>,
        /// The spreadsheet it came from, when it came from one: hash and file name.
        file: Option<(String, String)>,
    },
    /// It was handed in.
    Submitted,
    /// It was approved.
    Approved,
    /// It was returned.
    Returned {
        /// Why.
        reason: String,
    },
    /// Cells of an approved submission were put right.
    Corrected {
        /// The cells as they should have been.
        cells: Vec<CellEntry>,
        /// Why.
        reason: String,
    },
}

/// The key by which the one submission of a unit, form and period is found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubmissionKey {
    /// The form.
    pub form: Ref,
    /// The unit.
    pub unit: Ref,
    /// The period.
    pub period: Period,
}
