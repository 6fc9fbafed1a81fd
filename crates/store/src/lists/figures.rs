//! Forms, submissions and cells in lists.

use super::{Page, Paging, among, asked, row};
use crate::engine::Got;
use crate::error::Error;
use crate::sql::{forms, submissions};
use crate::store::Store;
use crate::value::args;
use record::ActKey;
use record::payload::SubmissionKey;
use terms::{Cell, Day, Kind, Period, Ref, SubmissionState, UnitLevel};

row! {
    /// A form in a list.
    FormRow(Form) {
        /// Short code.
        code: String = text;
        /// Title.
        title: String = text;
        /// The body that asks.
        asked_by: Ref = parsed;
        /// Its name when it was said.
        asked_by_name: String = text;
        /// Level of the units that fill it.
        filled_by: UnitLevel = code(UnitLevel::from_code);
        /// The day from which it is not asked any more.
        closed_on: Option<Day> = maybe_parsed;
        /// How many indicators it asks now.
        n_indicators: u64 = count;
    }
}

row! {
    /// A period opened for a form.
    FormPeriodRow(Form) {
        /// Short code of the form.
        code: String = text;
        /// Title of the form.
        title: String = text;
        /// First day of the period.
        from: Day = parsed;
        /// Last day of the period.
        to: Day = parsed;
        /// Last day on which a report is on time.
        on_time_until: Day = parsed;
        /// Last day on which a report is taken in.
        open_until: Day = parsed;
    }
}

row! {
    /// A submission in a list.
    SubmissionRow(Submission) {
        /// The form.
        form: Ref = parsed;
        /// Its title when the submission was begun.
        form_name: String = text;
        /// The unit that reports.
        unit: Ref = parsed;
        /// Its name when the submission was begun.
        unit_name: String = text;
        /// First day of the period.
        from: Day = parsed;
        /// Last day of the period.
        to: Day = parsed;
        /// State.
        state: SubmissionState = code(SubmissionState::from_code);
        /// The day on which it was first handed in.
        first_submitted_on: Option<Day> = maybe_parsed;
        /// The day on which it was last handed in.
        submitted_on: Option<Day> = maybe_parsed;
        /// The day on which it was approved.
        approved_on: Option<Day> = maybe_parsed;
    }
}

/// One cell of one submission, for totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellRow {
    /// The submission.
    pub at: Ref,
    /// The unit that reports.
    pub unit: Ref,
    /// Its name when the submission was begun.
    pub unit_name: String,
    /// The period.
    pub period: Period,
    /// State of the submission.
    pub state: SubmissionState,
    /// Code of the indicator.
    pub indicator: String,
    /// What the cell says.
    pub cell: Cell,
    /// Remark.
    pub note: Option<String>,
    /// Whether it was corrected after approval.
    pub corrected: bool,
    /// The act that said it.
    pub act: ActKey,
}

impl CellRow {
    fn read(row: &Got) -> Result<Self, Error> {
        let wrong =
            || Error::Stored { statement: "submissions.cells", column: 4, found: "period".into() };
        let (state, value) = (row.text(8)?, row.maybe_int(9)?);
        Ok(Self {
            at: super::object(row, Kind::Submission)?,
            unit: row.parsed(2)?,
            unit_name: row.text(3)?,
            period: Period::new(row.parsed(4)?, row.parsed(5)?).map_err(|_| wrong())?,
            state: row.code(6, SubmissionState::from_code)?,
            indicator: row.text(7)?,
            cell: Cell::from_code(&state, value).ok_or(Error::Stored {
                statement: "submissions.cells",
                column: 8,
                found: state,
            })?,
            note: row.maybe_text(10)?,
            corrected: row.flag(11)?,
            act: ActKey { site: row.parsed(12)?, seq: row.count(13)? },
        })
    }
}

/// Which submissions are asked for; what is `None` or empty filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubmissionFilter {
    /// Words of the unit's and the form's name.
    pub search: String,
    /// The form.
    pub form: Option<Ref>,
    /// The units that report.
    pub units: Vec<Ref>,
    /// Periods that lie wholly in this one.
    pub within: Option<Period>,
    /// State.
    pub state: Option<SubmissionState>,
}

impl Store {
    /// Forms by code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forms(&self, search: &str, paging: Paging) -> Result<Page<FormRow>, Error> {
        let filter = self.searched(search, args![]);
        self.page((forms::LIST, forms::COUNT), filter, paging, FormRow::read).await
    }

    /// Periods opened, of one form or of all, where a day is given only those that still take reports in on it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn form_periods(
        &self,
        form: Option<&Ref>,
        open_on: Option<Day>,
    ) -> Result<Vec<FormPeriodRow>, Error> {
        self.all(forms::PERIODS, args![asked(form), asked(open_on)], FormPeriodRow::read).await
    }

    /// Submissions, the latest period first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn submissions(
        &self,
        f: &SubmissionFilter,
        paging: Paging,
    ) -> Result<Page<SubmissionRow>, Error> {
        let filter = args![
            asked(f.form.as_ref()),
            among(&f.units),
            asked(f.within.map(Period::from)),
            asked(f.within.map(Period::to)),
            asked(f.state),
        ];
        let filter = self.searched(&f.search, filter);
        self.page((submissions::LIST, submissions::COUNT), filter, paging, SubmissionRow::read)
            .await
    }

    /// The submissions of a unit by a form for a period: one, or several when sites began it apart; the first comes first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn submissions_by_key(
        &self,
        key: &SubmissionKey,
    ) -> Result<Vec<SubmissionRow>, Error> {
        let args = args![&key.form, &key.unit, key.period.from(), key.period.to()];
        self.all(submissions::BY_KEY, args, SubmissionRow::read).await
    }

    /// Every cell of a form's submissions whose period lies in a span of days.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cells(&self, form: &Ref, within: Period) -> Result<Vec<CellRow>, Error> {
        let args = args![form, within.from(), within.to()];
        self.all(submissions::CELLS, args, CellRow::read).await
    }
}
