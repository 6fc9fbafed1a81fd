//! The list of forms, and one form with who has filled it.

use super::fill::{Fill, FillState, MatrixCell};
use crate::error::Error;
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use crate::view::{ActView, sort_by_name};
use record::figures::{Facts, Figures, Percent};
use record::object::{Body, Form, Unit};
use record::payload::{Indicator, Target};
use std::collections::BTreeMap;
use terms::{
    Aggregation, Amount, Day, Field, Named, Period, Ref, Role, SubmissionState, UnitLevel,
};

/// A period that takes in reports today, with how many are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenNow {
    /// The period.
    pub period: Period,
    /// The period in words.
    pub label: String,
    /// Last day on which a report is on time.
    pub on_time_until: Day,
    /// Last day on which a report is taken in.
    pub open_until: Day,
    /// How many have handed in.
    pub filled: usize,
    /// How many are asked.
    pub expected: usize,
}

/// One form of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// The form.
    pub at: Ref,
    /// Short code.
    pub code: String,
    /// Title.
    pub title: String,
    /// The body that asks.
    pub asked_by: Named,
    /// Level of the units that fill it.
    pub filled_by: UnitLevel,
    /// Number of indicators.
    pub indicators: usize,
    /// Its periods in order, with label.
    pub periods: Vec<(Period, String)>,
    /// The period open today, the last one when several are.
    pub open: Option<OpenNow>,
    /// Whether it is not asked any more.
    pub closed: bool,
}

/// A report that the viewer's own body has to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnReport {
    /// The form.
    pub form: Named,
    /// The unit that reports.
    pub unit: Named,
    /// The period.
    pub period: Period,
    /// The period in words.
    pub label: String,
    /// Where it stands.
    pub state: FillState,
    /// Whether it is late.
    pub late: bool,
    /// The submission, when it was begun.
    pub submission: Option<Ref>,
    /// Last day on which it is on time.
    pub on_time_until: Day,
    /// Last day on which it is taken in.
    pub open_until: Day,
}

/// The list of forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormsView {
    /// The forms by code.
    pub rows: Vec<FormRow>,
    /// What the viewer's bodies have to report now.
    pub mine: Vec<OwnReport>,
    /// Whether the viewer may lay down forms somewhere.
    pub may_define: bool,
}

/// A target as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetView {
    /// The year.
    pub year: i16,
    /// The value with its unit of measure.
    pub printed: String,
    /// The document that sets it.
    pub basis: String,
}

/// One indicator of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorView {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// Digits after the decimal mark.
    pub scale: u8,
    /// How it is aggregated.
    pub aggregation: Aggregation,
    /// Numerator and denominator of a ratio.
    pub parts: Option<(String, String)>,
    /// Line of work.
    pub field: Field,
    /// Targets by year.
    pub targets: Vec<TargetView>,
}

/// One period of a form with how it was filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodView {
    /// The period.
    pub period: Period,
    /// The period in words.
    pub label: String,
    /// Last day on which a report is on time.
    pub on_time_until: Day,
    /// Last day on which a report is taken in.
    pub open_until: Day,
    /// How many units are asked.
    pub expected: usize,
    /// How many reports are approved.
    pub approved: usize,
    /// How many wait for approval.
    pub submitted: usize,
    /// How many of those handed in were late.
    pub late: usize,
    /// The units that have not handed in.
    pub missing: Vec<Named>,
    /// The submissions that the viewer may approve now.
    pub approvable: Vec<Ref>,
}

/// One unit through the periods of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// The unit.
    pub unit: Named,
    /// A cell for each period.
    pub cells: Vec<MatrixCell>,
}

/// A form with everything its page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormView {
    /// The form.
    pub at: Ref,
    /// Short code.
    pub code: String,
    /// Title.
    pub title: String,
    /// The body that asks.
    pub asked_by: Named,
    /// Level of the units that fill it.
    pub filled_by: UnitLevel,
    /// Why and since when it is not asked any more.
    pub closed: Option<(Day, String)>,
    /// Indicators.
    pub indicators: Vec<IndicatorView>,
    /// Periods, the latest first.
    pub periods: Vec<PeriodView>,
    /// Heads of the matrix, in order of time.
    pub matrix_heads: Vec<(Period, String)>,
    /// Units by name.
    pub matrix: Vec<MatrixRow>,
    /// Whether the viewer may change it and open periods.
    pub may_change: bool,
    /// What was done with it.
    pub history: Vec<ActView>,
}

impl Office {
    /// The forms, and what the viewer has to report.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn forms(&self, viewer: &Viewer) -> Result<FormsView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let figures = Figures::of(&facts);
        let today = self.today();
        let mut forms: Vec<&Form> = facts.forms.iter().collect();
        forms.sort_by_key(|f| (f.closed.is_some(), f.facts.code.clone()));
        let rows = forms.iter().map(|form| row(&Fill { form, figures: &figures, today })).collect();
        let own = own_units(viewer, &facts, today);
        let mine =
            forms.iter().flat_map(|form| mine(&Fill { form, figures: &figures, today }, &own));
        Ok(FormsView { rows, mine: mine.collect(), may_define: viewer.is(Role::Officer) })
    }

    /// One form; with `within`, the matrix shows only units under that one.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn form(
        &self,
        viewer: &Viewer,
        at: &Ref,
        within: Option<&Ref>,
    ) -> Result<FormView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let history = self.history(viewer, at).await?;
        let facts = self.facts().await?;
        let figures = Figures::of(&facts);
        let form = Find::form(&*facts, at).ok_or_else(|| not_found(at))?;
        let fill = Fill { form, figures: &figures, today: self.today() };
        let heads: Vec<Period> = form.periods.keys().copied().collect();
        Ok(FormView {
            at: at.clone(),
            code: form.facts.code.clone(),
            title: form.facts.title.clone(),
            asked_by: form.facts.asked_by.clone(),
            filled_by: form.facts.filled_by,
            closed: form.closed.clone(),
            indicators: form.facts.indicators.iter().map(indicator).collect(),
            periods: heads.iter().rev().map(|p| period(&fill, viewer, *p)).collect(),
            matrix: matrix(&fill, &heads, within),
            matrix_heads: heads.iter().map(|p| (*p, p.label())).collect(),
            may_change: viewer.may(Role::Officer, &form.facts.asked_by.at),
            history,
        })
    }
}

fn row(fill: &Fill<'_>) -> FormRow {
    let f = &fill.form.facts;
    FormRow {
        at: fill.form.at.clone(),
        code: f.code.clone(),
        title: f.title.clone(),
        asked_by: f.asked_by.clone(),
        filled_by: f.filled_by,
        indicators: f.indicators.len(),
        periods: fill.form.periods.keys().map(|p| (*p, p.label())).collect(),
        open: open_now(fill),
        closed: fill.form.closed.is_some(),
    }
}

fn open_now(fill: &Fill<'_>) -> Option<OpenNow> {
    let mut open = fill.form.periods.iter().rev();
    let (period, p) = open.find(|(period, _)| fill.form.takes_in(**period, fill.today))?;
    let expected = fill.expected(*period);
    let filled = expected.iter().filter(|u| fill.cell(u, *period).state.is_handed_in()).count();
    Some(OpenNow {
        period: *period,
        label: period.label(),
        on_time_until: p.on_time_until,
        open_until: p.open_until,
        filled,
        expected: expected.len(),
    })
}

/// The units on whose bodies the viewer enters reports.
fn own_units<'a>(viewer: &Viewer, facts: &'a Facts, today: Day) -> Vec<&'a Unit> {
    let clerk_of = |b: &&Body| {
        let direct = viewer.grants.iter().any(|g| g.body.at == b.at);
        b.exists_on(today) && direct && viewer.may(Role::Clerk, &b.at)
    };
    let bodies = facts.bodies.iter().filter(clerk_of);
    let mut units: Vec<&Unit> = bodies.filter_map(|b| facts.unit(&b.unit.as_ref()?.at)).collect();
    units.dedup_by(|a, b| a.at == b.at);
    units
}

fn mine(fill: &Fill<'_>, own: &[&Unit]) -> Vec<OwnReport> {
    let periods = fill
        .form
        .periods
        .iter()
        .rev()
        .filter(|(period, _)| fill.form.takes_in(**period, fill.today));
    let of = |(period, open): (&Period, &record::object::OpenPeriod)| {
        let asked = own.iter().filter(|u| fill.cell(u, *period).state != FillState::NotExpected);
        asked
            .map(|unit| {
                let cell = fill.cell(unit, *period);
                OwnReport {
                    form: Named { at: fill.form.at.clone(), name: fill.form.facts.title.clone() },
                    unit: unit.named_on(period.to()),
                    period: *period,
                    label: period.label(),
                    state: cell.state,
                    late: cell.late,
                    submission: cell.submission,
                    on_time_until: open.on_time_until,
                    open_until: open.open_until,
                }
            })
            .collect::<Vec<_>>()
    };
    periods.flat_map(of).collect()
}

pub(crate) fn indicator(i: &Indicator) -> IndicatorView {
    IndicatorView {
        code: i.code.clone(),
        name: i.name.clone(),
        measure: i.measure.clone(),
        scale: i.scale,
        aggregation: i.aggregation,
        parts: i.parts.clone(),
        field: i.field,
        targets: i.targets.iter().map(|t| target(i, t)).collect(),
    }
}

/// A target of a ratio stands in hundredths of a per cent.
fn target(i: &Indicator, t: &Target) -> TargetView {
    let printed = match i.aggregation {
        Aggregation::Ratio => {
            let percent = Percent::of(Amount::new(t.value, 4), Amount::new(1, 0));
            percent.map_or_else(String::new, |p| p.print(2, record::figures::Coverage::Whole))
        }
        _ => format!("{} {}", Amount::new(t.value, i.scale), i.measure),
    };
    TargetView { year: t.year, printed, basis: t.basis.clone() }
}

fn period(fill: &Fill<'_>, viewer: &Viewer, period: Period) -> PeriodView {
    let expected = fill.expected(period);
    let cells: Vec<(&Unit, MatrixCell)> =
        expected.iter().map(|u| (*u, fill.cell(u, period))).collect();
    let count = |state| cells.iter().filter(|(_, c)| c.state == state).count();
    let mut missing: Vec<Named> = cells
        .iter()
        .filter(|(_, c)| !c.state.is_handed_in())
        .map(|(u, _)| u.named_on(period.to()))
        .collect();
    sort_by_name(&mut missing, |n| &n.name);
    let open = fill.form.periods.get(&period);
    let last = |of: fn(&record::object::OpenPeriod) -> Day| open.map_or(period.to(), of);
    PeriodView {
        period,
        label: period.label(),
        on_time_until: last(|p| p.on_time_until),
        open_until: last(|p| p.open_until),
        expected: expected.len(),
        approved: count(FillState::Approved),
        submitted: count(FillState::Submitted),
        late: cells.iter().filter(|(_, c)| c.late && c.state.is_handed_in()).count(),
        missing,
        approvable: approvable(fill, viewer, period),
    }
}

fn approvable(fill: &Fill<'_>, viewer: &Viewer, period: Period) -> Vec<Ref> {
    if !viewer.may(Role::Approver, &fill.form.facts.asked_by.at) {
        return Vec::new();
    }
    let own = |s: &record::object::Submission| {
        s.submitted.as_ref().is_some_and(|by| by.actor.login == viewer.login)
    };
    let units = fill.expected(period).into_iter();
    let found = units.filter_map(|u| fill.submission(&u.at, period));
    let waiting = found.filter(|s| s.state == SubmissionState::Submitted && !own(s));
    waiting.map(|s| s.at.clone()).collect()
}

fn matrix(fill: &Fill<'_>, heads: &[Period], within: Option<&Ref>) -> Vec<MatrixRow> {
    let tree = fill.figures.tree();
    let mut units: BTreeMap<&Ref, (&Unit, Day)> = BTreeMap::new();
    for period in heads {
        for unit in fill.expected(*period) {
            let inside = within.is_none_or(|w| tree.is_within(&unit.at, w, period.to()));
            if inside {
                units.insert(&unit.at, (unit, period.to()));
            }
        }
    }
    let mut rows: Vec<MatrixRow> = units
        .into_values()
        .map(|(unit, day)| MatrixRow {
            unit: unit.named_on(day),
            cells: heads.iter().map(|p| fill.cell(unit, *p)).collect(),
        })
        .collect();
    sort_by_name(&mut rows, |r| &r.unit.name);
    rows
}
