//! Questions about an indicator: what is asked of which units, for which periods, on which map.

use super::facts::Figures;
use super::tree::Portion;
use crate::object::{CellNow, Form, Submission, Unit};
use crate::payload::Indicator;
use terms::{Aggregation, Cell, Day, Named, Period, Ref, SubmissionState};

/// On which map units are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapChoice {
    /// Như đã báo cáo: each report under the units of its own period's last day.
    AsReported,
    /// Theo địa giới ngày: reports of units that went into others count under the units of that day.
    OnDay(Day),
}

/// A question about one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The form.
    pub form: Ref,
    /// Code of the indicator.
    pub indicator: String,
    /// The unit whose whole subtree is asked.
    pub unit: Ref,
    /// The periods, none in another one.
    pub periods: Vec<Period>,
    /// On which map.
    pub map: MapChoice,
    /// Whether what is handed in counts before it is approved.
    pub include_unapproved: bool,
}

/// Why a unit says nothing in a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Silence {
    /// Chưa báo cáo: nothing was handed in.
    NoReport,
    /// Báo cáo thiếu ô: the report leaves the cell, or one part of the ratio, open.
    CellOpen,
    /// Chờ duyệt: handed in, not approved.
    NotApproved,
}

impl Silence {
    /// The Vietnamese label that people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::NoReport => "chưa gửi báo cáo",
            Self::CellOpen => "để trống chỉ tiêu",
            Self::NotApproved => "báo cáo chưa được duyệt",
        }
    }
}

/// A unit in a period, and why it says nothing where it is silent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Silent {
    /// The unit with its name at the end of the period.
    pub unit: Named,
    /// The period.
    pub period: Period,
    /// Why; `None` where silence is not the point.
    pub why: Option<Silence>,
}

/// Where a unit's figures lie in relation to what is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place<'a> {
    /// Wholly inside, under these units of the map; more than one where it is not known how they are divided among them.
    Inside(Vec<&'a Ref>),
    /// Inside in a part that nobody has stated.
    Divided,
}

/// What a unit says.
#[derive(Debug, Clone)]
pub(crate) enum Said<'a> {
    Silent(Silence),
    NotApplicable,
    Value(Cell, &'a Submission, &'a CellNow),
    Pair((i64, &'a CellNow), (i64, &'a CellNow), &'a Submission),
}

/// One unit in one period.
#[derive(Debug, Clone)]
pub(crate) struct Slot<'a> {
    pub unit: &'a Unit,
    pub period: Period,
    pub asked: &'a Indicator,
    pub scales: (u8, u8),
    /// The day of the map it is placed on.
    pub map: Day,
    /// Its part of the unit's figures: before it, its own, all; one of one where nothing is divided.
    pub portion: Portion<'a>,
    pub place: Place<'a>,
    pub said: Said<'a>,
}

impl Slot<'_> {
    pub(crate) fn named(&self, why: Option<Silence>) -> Silent {
        Silent { unit: self.unit.named_on(self.period.to()), period: self.period, why }
    }
}

impl<'a> Figures<'a> {
    /// Every unit and period that the question is about, with what is said there.
    pub(crate) fn slots(&self, q: &Question) -> Vec<Slot<'a>> {
        let Some(form) = self.form(&q.form) else { return Vec::new() };
        let mut slots = Vec::new();
        for period in counted_periods(form, q) {
            let Some(asked) = form.indicator(period, &q.indicator) else { continue };
            let scales = scales(form, period, asked);
            for unit in self.tree.of_level(form.facts_for(period).filled_by, period.to()) {
                for (map, portion) in self.portions(q, unit, period) {
                    let Some(place) = self.place(q, &portion, map) else { continue };
                    let said = self.said(q, form, unit, period, asked);
                    slots.push(Slot { unit, period, asked, scales, map, portion, place, said });
                }
            }
        }
        slots
    }

    /// The day of the map, and the parts in which a unit's figures lie there.
    fn portions(&self, q: &Question, unit: &'a Unit, period: Period) -> Vec<(Day, Portion<'a>)> {
        let end = period.to();
        let (map, portions) = match q.map {
            MapChoice::AsReported => (end, self.tree.portions(&unit.at, end, end)),
            MapChoice::OnDay(day) => (day, self.tree.portions(&unit.at, end, day)),
        };
        portions.into_iter().map(|p| (map, p)).collect()
    }

    fn place(&self, q: &Question, portion: &Portion<'a>, map: Day) -> Option<Place<'a>> {
        let spread = &portion.places;
        let inside = |at: &&Ref| self.tree.is_within(at, &q.unit, map);
        // A unit that holds what is asked, such as a province for one commune, may lie in it in part.
        let around = |at: &&Ref| self.tree.is_within(&q.unit, at, map);
        match () {
            () if spread.iter().all(inside) => {
                Some(Place::Inside(spread.iter().copied().collect()))
            }
            () if spread.iter().any(|at| inside(at) || around(at)) => Some(Place::Divided),
            () => None,
        }
    }

    fn said(
        &self,
        q: &Question,
        form: &Form,
        unit: &Unit,
        period: Period,
        asked: &Indicator,
    ) -> Said<'a> {
        let found = self.submission(&form.at, &unit.at, period);
        let Some(s) = found.filter(|s| handed_in(s)) else {
            return Said::Silent(Silence::NoReport);
        };
        if s.state != SubmissionState::Approved && !q.include_unapproved {
            return Said::Silent(Silence::NotApproved);
        }
        match &asked.parts {
            Some((num, den)) if asked.aggregation == Aggregation::Ratio => pair(s, num, den),
            _ => single(s, &asked.code),
        }
    }
}

fn handed_in(s: &Submission) -> bool {
    matches!(s.state, SubmissionState::Submitted | SubmissionState::Approved)
}

fn single<'a>(s: &'a Submission, code: &str) -> Said<'a> {
    match s.cells.get(code) {
        None => Said::Silent(Silence::CellOpen),
        Some(now) => match now.cell {
            Cell::NotReported => Said::Silent(Silence::CellOpen),
            Cell::NotApplicable => Said::NotApplicable,
            cell => Said::Value(cell, s, now),
        },
    }
}

/// A ratio counts where both parts are said.
fn pair<'a>(s: &'a Submission, num: &str, den: &str) -> Said<'a> {
    match (single(s, num), single(s, den)) {
        (Said::Value(n, _, num), Said::Value(d, _, den)) => {
            Said::Pair((n.value().unwrap_or(0), num), (d.value().unwrap_or(0), den), s)
        }
        (Said::NotApplicable, _) | (_, Said::NotApplicable) => Said::NotApplicable,
        _ => Said::Silent(Silence::CellOpen),
    }
}

/// A stock is asked of the last period only, and so is a ratio with a stock in it.
fn counted_periods(form: &Form, q: &Question) -> Vec<Period> {
    let mut periods = q.periods.clone();
    periods.sort();
    periods.dedup();
    let last = periods.iter().copied().max_by_key(|p| p.to());
    let stock = last.is_some_and(|p| is_stock(form, p, &q.indicator));
    if stock { last.into_iter().collect() } else { periods }
}

fn is_stock(form: &Form, period: Period, code: &str) -> bool {
    let Some(asked) = form.indicator(period, code) else { return false };
    match (asked.aggregation, &asked.parts) {
        (Aggregation::Stock, _) => true,
        (Aggregation::Ratio, Some((num, den))) => [num, den].into_iter().any(|part| {
            let part = form.indicator(period, part);
            part.is_some_and(|p| p.aggregation == Aggregation::Stock)
        }),
        _ => false,
    }
}

/// A chain of another site may bring any scale; an amount keeps no more digits than this.
const MAX_SCALE: u8 = 9;

/// The scale of the indicator, or those of a ratio's two parts.
fn scales(form: &Form, period: Period, asked: &Indicator) -> (u8, u8) {
    let of = |code: &String| form.indicator(period, code).map_or(0, |i| i.scale.min(MAX_SCALE));
    match &asked.parts {
        Some((num, den)) => (of(num), of(den)),
        None => (asked.scale.min(MAX_SCALE), asked.scale.min(MAX_SCALE)),
    }
}
