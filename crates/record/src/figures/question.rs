//! Questions about an indicator: what is asked of which units, for which periods, on which map.

use super::facts::Figures;
use super::tree::{No, Portion, Spreads, UnitTree};
use crate::object::{CellNow, Form, Submission, Unit};
use crate::payload::Indicator;
use std::sync::Arc;
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
    /// Đã chia tách: its figures are divided among several units of the map, and nobody has signed how.
    Divided,
    /// Đơn vị được hỏi không còn: the unit asked is not on the map, and what was in it went several ways.
    AskedIsGone,
}

impl Silence {
    /// The Vietnamese label that people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::NoReport => "chưa gửi báo cáo",
            Self::CellOpen => "để trống chỉ tiêu",
            Self::NotApproved => "báo cáo chưa được duyệt",
            Self::Divided => {
                "đã chia cho nhiều đơn vị, chưa có tỷ lệ được ký xác nhận; không so sánh được"
            }
            Self::AskedIsGone => {
                "đơn vị được hỏi không còn theo địa giới đã chọn; không so sánh được"
            }
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
pub(crate) enum Place {
    /// Wholly inside, under these units of the map; more than one where it is not known how they are divided among them.
    Inside(Vec<No>),
    /// Inside in a part that nobody has stated; why.
    Divided(Silence),
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
    pub no: No,
    pub period: Period,
    pub asked: &'a Indicator,
    pub scales: (u8, u8),
    /// The day of the map it is placed on.
    pub map: Day,
    /// Its part of the unit's figures: before it, its own, all; one of one where nothing is divided.
    pub portion: Portion,
    pub place: Place,
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
            let end = period.to();
            let map = match q.map {
                MapChoice::AsReported => end,
                MapChoice::OnDay(day) => day,
            };
            let Some(ground) = Ground::of(&self.tree, &q.unit, end, map) else { continue };
            let level = form.facts_for(period).filled_by;
            for &no in self.tree.numbers_of_level(level, end).iter() {
                for (portion, place) in ground.places(&self.tree, no, end, map) {
                    let Some(unit) = self.tree.unit(no) else { continue };
                    let said = self.said(q, form, unit, period, asked);
                    let slot = Slot { unit, no, period, asked, scales, map, portion, place, said };
                    slots.push(slot);
                }
            }
        }
        slots
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

/// The map of a day as a question about one unit sees it.
struct Ground {
    /// Where figures of the period lie on the map.
    spreads: Arc<Spreads>,
    /// For each unit whether it lies in what is asked.
    inside: Vec<bool>,
    /// Units that hold what is asked, such as its province for a commune.
    around: Vec<No>,
    /// Where what is asked is not on the map: units whose figures lay in it on its last day, whole or in part.
    gone: Option<(Arc<Spreads>, Vec<bool>)>,
}

impl Ground {
    /// `None` where nothing on record speaks of what is asked.
    fn of(tree: &UnitTree<'_>, asked: &Ref, end: Day, map: Day) -> Option<Self> {
        let whole = tree.no(asked)?;
        let on = tree.map(map);
        Some(Self {
            spreads: tree.spreads(end, map),
            inside: on.within(whole),
            around: on.line_above(whole).collect(),
            gone: gone(tree, whole, end, map),
        })
    }

    /// Where the portions of a unit's figures lie that lie in what is asked, wholly or in part.
    fn places(
        &self,
        tree: &UnitTree<'_>,
        no: No,
        end: Day,
        map: Day,
    ) -> impl Iterator<Item = (Portion, Place)> {
        let spread = self.spreads.places(no);
        let divided = spread.len() > 1 && map >= end;
        let signed = divided.then(|| tree.portions(no, end, map)).flatten();
        let whole = signed.is_none().then(|| (Portion::WHOLE, self.place(no, spread)));
        let portions = signed.into_iter().flatten();
        let placed = portions.map(move |(spread, portion)| (portion, self.place(no, &spread)));
        whole.into_iter().chain(placed).filter_map(|(portion, place)| Some((portion, place?)))
    }

    fn place(&self, no: No, spread: &[No]) -> Option<Place> {
        let inside = |no: &No| self.inside.get(*no as usize).copied().unwrap_or(false);
        let around = |no: &No| self.around.contains(no);
        if spread.iter().all(inside) {
            return Some(Place::Inside(spread.to_vec()));
        }
        // A unit that holds what is asked, such as a province for one commune, may lie in it in part.
        if spread.iter().any(|at| inside(at) || around(at)) {
            return Some(Place::Divided(Silence::Divided));
        }
        let (spreads, inside) = self.gone.as_ref()?;
        let lay = spreads.places(no).iter().any(|at| inside.get(*at as usize) == Some(&true));
        lay.then_some(Place::Divided(Silence::AskedIsGone))
    }
}

/// What lay in a unit that is not on a map and went nowhere as a whole, such as a district after the last of them. What went
/// wholly into one unit is asked there.
fn gone(tree: &UnitTree<'_>, no: No, end: Day, map: Day) -> Option<(Arc<Spreads>, Vec<bool>)> {
    let unit = tree.unit(no)?;
    if unit.exists_on(map) || !unit.counts() || tree.went_wholly(no, map) {
        return None;
    }
    let last = unit.abolished_on.filter(|end| *end <= map)?.plus_days(-1);
    let day = end.min(last).max(unit.created_on);
    Some((tree.spreads(end, day), tree.map(day).within(no)))
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
