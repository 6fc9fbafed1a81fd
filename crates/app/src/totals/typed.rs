//! A table of totals as somebody types it at a terminal: form and indicator by code, unit by name, days and years as written.

use super::view::{Rows, TotalsQuery};
use crate::error::{Error, Problem};
use crate::office::Office;
use crate::permit::Viewer;
use crate::units::unit_typed;
use record::figures::{Facts, MapChoice};
use terms::{Day, Period, Role};

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedTotals {
    /// Code of the form.
    pub form: String,
    /// Code of the indicator; the first one when `None`.
    pub indicator: Option<String>,
    /// Name or code of the unit whose subtree is asked; the highest one when `None`.
    pub unit: Option<String>,
    /// Years of the periods; all periods when empty.
    pub years: Vec<i16>,
    /// On which map; that of today when `None`.
    pub map: Option<MapChoice>,
    /// What the rows are; the reporting units themselves when `None`.
    pub rows: Option<Rows>,
    /// Whether only approved reports count.
    pub approved_only: bool,
}

impl Office {
    /// The query that was meant.
    ///
    /// # Errors
    /// `permit.missing`; `totals.form-unknown` and `totals.year-unknown`, naming what there is; `unit.unknown`, `unit.ambiguous`.
    pub async fn totals_typed(
        &self,
        viewer: &Viewer,
        typed: &TypedTotals,
    ) -> Result<TotalsQuery, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        query(&facts, typed, self.today())
    }
}

fn query(facts: &Facts, typed: &TypedTotals, today: Day) -> Result<TotalsQuery, Error> {
    let form = facts.forms.iter().find(|f| f.facts.code == typed.form.trim());
    let codes = || facts.forms.iter().map(|f| f.facts.code.clone()).collect();
    let form = form.ok_or_else(|| unknown("totals.form-unknown", &typed.form, codes()))?;
    let of_year = |year: &i16| {
        let found: Vec<Period> =
            form.periods.keys().copied().filter(|p| p.calendar_years().contains(year)).collect();
        let labels = || form.periods.keys().map(|p| p.label()).collect();
        let none = || unknown("totals.year-unknown", &year.to_string(), labels());
        if found.is_empty() { Err(none()) } else { Ok(found) }
    };
    let periods = typed.years.iter().map(of_year).collect::<Result<Vec<_>, _>>()?.concat();
    let day = match typed.map {
        Some(MapChoice::OnDay(day)) => day,
        Some(MapChoice::AsReported) => periods.iter().map(|p| p.to()).max().unwrap_or(today),
        None => today,
    };
    let unit = typed.unit.as_deref().map(|name| unit_typed(facts, name, day)).transpose()?;
    Ok(TotalsQuery {
        indicator: typed.indicator.clone(),
        unit: unit.map(|u| u.at.clone()),
        periods,
        map: typed.map,
        rows: typed.rows,
        approved_only: typed.approved_only,
        ..TotalsQuery::of(form.at.clone())
    })
}

fn unknown(code: &'static str, typed: &str, known: Vec<String>) -> Error {
    let facts = [("typed", typed.trim().to_owned()), ("known", known.join("; "))];
    Error::Refused(Problem::new(code, facts))
}
