//! What of the figures on record may be shown at a class: one plan for each indicator and period, the same for every table,
//! paper and page.
//!
//! A plan takes in every table that can be asked of the indicator in the period: by unit, by each level above, by areas of
//! commands, whole, on the map of the period and on each map since, with and without what is not approved, and the
//! parts of its ratios. So two tables, however they are chosen, do not give away together what neither shows alone. Sums over
//! several periods are shown when each period's is.

use super::{Cell, Exposed, Fate, Figure, Rule, Tables};
use crate::figures::{Facts, Figures, Formula, Grouping, MapChoice, Question, Show, Total};
use crate::object::{Form, Unit};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use terms::{AccessClass, Aggregation, Day, Kind, Named, Period, Ref, UnitLevel};

/// Form, indicator and period of a plan.
type Asked = (Ref, String, Period);

/// A plan as it was made, once.
type Made = Arc<Result<Plan, Exposed>>;

/// What may be shown at a class.
#[derive(Debug)]
pub struct Shown<'f, 'a> {
    figures: &'f Figures<'a>,
    at: AccessClass,
    rule: Rule,
    plans: Mutex<HashMap<Asked, Made>>,
}

/// A figure that may not be read at the class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldFigure {
    /// The unit that reported it, with its name at the end of the period.
    pub unit: Named,
    /// What it reported, at the scale of the indicator.
    pub value: i64,
    /// Digits after the decimal mark.
    pub scale: u8,
}

/// Kind of body whose areas are rows of tables beside the levels.
const COMMAND: &str = "area_defence_command";

/// What is shown of one indicator in one period.
#[derive(Debug)]
enum Plan {
    /// Nothing is above the class.
    Open,
    /// The indicator as a whole is above the class.
    Closed,
    /// Some is.
    Some {
        /// For each set of units whether its sum is shown.
        sums: BTreeMap<BTreeSet<Ref>, bool>,
        /// What is above the class.
        held: Vec<HeldFigure>,
    },
}

impl Plan {
    fn shows(&self, units: &BTreeSet<Ref>, divided: bool) -> bool {
        match self {
            Self::Open => true,
            Self::Closed => false,
            // Of a unit whose figures are divided by known shares one part tells the whole.
            Self::Some { .. } if divided => false,
            Self::Some { sums, .. } => sums.get(units).copied().unwrap_or_else(|| {
                let alone = |u: &Ref| sums.get(&BTreeSet::from([u.clone()])) == Some(&true);
                units.iter().all(alone)
            }),
        }
    }
}

impl<'f, 'a> Shown<'f, 'a> {
    /// What may be shown of some figures at a class by a rule.
    pub fn of(figures: &'f Figures<'a>, at: AccessClass, rule: Rule) -> Self {
        Self { figures, at, rule, plans: Mutex::default() }
    }

    /// The class.
    pub fn at(&self) -> AccessClass {
        self.at
    }

    /// The facts.
    pub(super) fn facts(&self) -> &'a Facts {
        self.figures.facts()
    }

    /// Makes the plan of everything of which something is stated.
    ///
    /// # Errors
    /// As [`Shown::total`].
    pub(super) fn every_plan(&self) -> Result<(), Exposed> {
        for form in self.facts().forms.iter().filter(|f| !f.classes.is_empty()) {
            for period in form.periods.keys() {
                let asked = form.facts_for(*period).indicators.iter();
                for i in asked.filter(|i| i.aggregation != Aggregation::Ratio) {
                    if let Err(exposed) = self.plan(&form.at, &i.code, *period).as_ref() {
                        return Err(exposed.clone());
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a total of an indicator is shown.
    ///
    /// # Errors
    /// When nothing held back would help: the table that gives a figure away.
    pub fn total(&self, form: &Ref, total: &Total) -> Result<bool, Exposed> {
        let mut parts: BTreeMap<(&str, Period), BTreeSet<Ref>> = BTreeMap::new();
        for c in &total.contributing {
            parts.entry((&c.indicator, c.period)).or_default().insert(c.unit.at.clone());
        }
        for ((indicator, period), units) in parts {
            let divided = total.apportioned.iter().any(|s| s.period == period);
            let shown = match self.plan(form, indicator, period).as_ref() {
                Ok(plan) => plan.shows(&units, divided),
                Err(exposed) => return Err(exposed.clone()),
            };
            if !shown {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether what a formula comes to is shown.
    ///
    /// # Errors
    /// As [`Shown::total`].
    pub fn formula(&self, formula: &Formula) -> Result<bool, Exposed> {
        match formula {
            Formula::Total(q, Show::Value | Show::Numerator | Show::Denominator) => Ok(self
                .indicator(&q.form, &q.indicator)
                && self.total(&q.form, &self.figures.total(q))?),
            Formula::Target { form, indicator, .. } => Ok(self.indicator(form, indicator)),
            Formula::Ratio(a, b) | Formula::Difference(a, b) => {
                Ok(self.formula(a)? && self.formula(b)?)
            }
            Formula::Quote { at, .. } => Ok(self.object(at)),
            Formula::Total(..) | Formula::Count(_) | Formula::Attendance(..) => Ok(true),
        }
    }

    /// Whether an object may be read at the class: what its texts say, who issued it.
    pub fn object(&self, at: &Ref) -> bool {
        let facts = self.figures.facts();
        let class = match at.kind {
            Kind::Document => facts.documents.iter().find(|d| d.at == *at).map(|d| d.class()),
            Kind::Finding => facts.findings.iter().find(|f| f.at == *at).map(|f| f.class()),
            _ => None,
        };
        class.is_none_or(|class| self.at.may_read(class))
    }

    /// Whether an indicator as a whole may be read: else neither its totals nor its targets are shown.
    pub fn indicator(&self, form: &Ref, code: &str) -> bool {
        self.figures.form(form).is_none_or(|f| self.at.may_read(f.class_of(code)))
    }

    /// Whether something of an indicator is held back in some period, so that words that compare must go with it.
    ///
    /// # Errors
    /// As [`Shown::total`].
    pub fn holds_back(&self, form: &Ref, indicator: &str) -> Result<bool, Exposed> {
        let Some(found) = self.figures.form(form) else { return Ok(false) };
        for period in found.periods.keys() {
            for code in self.codes(found, *period, indicator) {
                match self.plan(form, &code, *period).as_ref() {
                    Ok(Plan::Open) => {}
                    Ok(_) => return Ok(true),
                    Err(exposed) => return Err(exposed.clone()),
                }
            }
        }
        Ok(false)
    }

    /// The figures above the class of everything asked so far: what must not stand in anything produced at it.
    pub fn held(&self) -> Vec<HeldFigure> {
        let plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |plan: &Made| match plan.as_ref() {
            Ok(Plan::Some { held, .. }) => held.clone(),
            _ => Vec::new(),
        };
        plans.values().flat_map(of).collect()
    }

    /// The summed indicators that an indicator is made of.
    fn codes(&self, form: &Form, period: Period, indicator: &str) -> Vec<String> {
        match form.indicator(period, indicator).and_then(|i| i.parts.clone()) {
            Some((num, den)) => vec![num, den],
            None => vec![indicator.to_owned()],
        }
    }

    fn plan(&self, form: &Ref, indicator: &str, period: Period) -> Made {
        let key = (form.clone(), indicator.to_owned(), period);
        let kept = || self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(plan) = kept().get(&key) {
            return plan.clone();
        }
        let plan = Arc::new(self.make(form, indicator, period));
        kept().insert(key, plan.clone());
        plan
    }

    fn make(&self, form: &Ref, code: &str, period: Period) -> Result<Plan, Exposed> {
        let Some(form) = self.figures.form(form) else { return Ok(Plan::Open) };
        let shares = self.ratios(form, period, code);
        let whole = std::iter::once(code).chain(shares.iter().map(String::as_str));
        if whole.clone().any(|code| !self.at.may_read(form.class_of(code))) {
            return Ok(Plan::Closed);
        }
        let codes: Vec<&str> = whole.collect();
        if !self.something_above(form, &codes) {
            return Ok(Plan::Open);
        }
        let mut sheet = Sheet::default();
        for (code, question) in self.questions(form, code, period) {
            self.lay_out(form, &code, &question, &mut sheet);
        }
        let class = |unit: &Ref| self.class(form, &codes, unit);
        sheet.plan(self.at, &self.rule, class)
    }

    /// Whether some unit's figures are above the class.
    fn something_above(&self, form: &Form, codes: &[&str]) -> bool {
        let stated = form.classes.iter().filter_map(|c| c.unit.as_ref());
        let mut stated = stated.map(|u| &u.at);
        stated.any(|u| codes.iter().any(|c| !self.at.may_read(form.class_of_cell(c, u))))
    }

    /// Who may read what a unit reports. What was stated of a unit holds for those that it went into and that went into it.
    fn class(&self, form: &Form, codes: &[&str], unit: &Ref) -> AccessClass {
        let stated = form.classes.iter().filter_map(|c| c.unit.as_ref()).map(|u| &u.at);
        let kin = self.kin(unit);
        let near: Vec<&Ref> = stated.filter(|u| kin.contains(*u)).chain([unit]).collect();
        let classes = near.iter().flat_map(|u| codes.iter().map(|c| form.class_of_cell(c, u)));
        classes.max().unwrap_or_default()
    }

    /// A unit, what went into it and what it went into, step by step each way; and the unit it was entered twice of.
    fn kin(&self, unit: &Ref) -> BTreeSet<Ref> {
        let units = &self.figures.facts().units;
        let find = |at: &Ref| units.iter().find(|u| u.at == *at);
        let before = |at: &Ref| -> Vec<Ref> {
            let went = find(at).into_iter().flat_map(|u| &u.predecessors);
            went.map(|(_, p, _)| p.unit.at.clone()).collect()
        };
        let after = |at: &Ref| -> Vec<Ref> {
            let took = |u: &&Unit| u.predecessors.iter().any(|(_, p, _)| p.unit.at == *at);
            units.iter().filter(took).map(|u| u.at.clone()).collect()
        };
        let mut kin = BTreeSet::from([unit.clone()]);
        kin.extend(find(unit).and_then(|u| u.same_as.as_ref()).map(|(same, _)| same.at.clone()));
        kin.extend(all(unit, before));
        kin.extend(all(unit, after));
        kin
    }

    /// Every question whose table the indicator stands in: on each map, with and without what is not approved, alone and
    /// as a part of a ratio; asked of each unit that lies under none.
    fn questions(&self, form: &Form, code: &str, period: Period) -> Vec<(String, Question)> {
        let asked = form.facts_for(period).indicators.iter();
        let within = |i: &&crate::payload::Indicator| {
            i.parts.as_ref().is_some_and(|(n, d)| n == code || d == code)
        };
        let mut indicators = vec![code.to_owned()];
        indicators.extend(asked.filter(within).map(|i| i.code.clone()));
        let mut out = Vec::new();
        for map in self.maps(period) {
            let day = match map {
                MapChoice::AsReported => period.to(),
                MapChoice::OnDay(day) => day,
            };
            for unit in self.roots(day) {
                for (indicator, include_unapproved) in
                    indicators.iter().flat_map(|i| [(i, false), (i, true)])
                {
                    let (form, periods) = (form.at.clone(), vec![period]);
                    let (unit, indicator) = (unit.clone(), indicator.clone());
                    let question =
                        Question { form, indicator, unit, periods, map, include_unapproved };
                    out.push((code.to_owned(), question));
                }
            }
        }
        out
    }

    /// The maps on which a period can be asked: its own, and one for each day on which a unit began, ended or moved.
    fn maps(&self, period: Period) -> Vec<MapChoice> {
        let mut days: BTreeSet<Day> = BTreeSet::new();
        for unit in &self.figures.facts().units {
            days.insert(unit.created_on);
            days.extend(unit.abolished_on);
            days.extend(unit.parents.spans().map(|(p, _)| p.from));
        }
        days.insert(period.to());
        std::iter::once(MapChoice::AsReported)
            .chain(days.into_iter().map(MapChoice::OnDay))
            .collect()
    }

    /// The units of a day that lie under none.
    fn roots(&self, day: Day) -> Vec<Ref> {
        let units = self.figures.facts().units.iter();
        let root = |u: &&Unit| {
            u.exists_on(day) && u.counts() && self.figures.tree().above(&u.at, day).is_none()
        };
        units.filter(root).map(|u| u.at.clone()).collect()
    }

    /// The ratios of which an indicator is the numerator, and whose denominator may be read: with it, it tells them.
    fn ratios(&self, form: &Form, period: Period, code: &str) -> Vec<String> {
        let told = |i: &&crate::payload::Indicator| {
            i.aggregation == Aggregation::Ratio
                && i.parts
                    .as_ref()
                    .is_some_and(|(num, den)| num == code && self.at.may_read(form.class_of(den)))
        };
        let asked = form.facts_for(period).indicators.iter();
        asked.filter(told).map(|i| i.code.clone()).collect()
    }

    fn lay_out(&self, form: &Form, code: &str, question: &Question, sheet: &mut Sheet) {
        let period = question.periods.first().map(|p| p.label()).unwrap_or_default();
        let name = form.facts.indicators.iter().find(|i| i.code == *code).map(|i| i.name.as_str());
        let table = format!("biểu {}, “{}”, {period}", form.facts.code, name.unwrap_or(code));
        let levels = UnitLevel::ALL.iter().map(|l| Grouping::Level(*l));
        let groupings = levels.chain([Grouping::Unit, Grouping::Area(COMMAND)]);
        sheet.put(&self.figures.total(question), code, &table);
        for grouping in groupings {
            for group in self.figures.groups(question, grouping) {
                sheet.put(&group.total, code, &table);
            }
        }
    }
}

/// Everything that is reached from something step by step.
fn all(from: &Ref, next: impl Fn(&Ref) -> Vec<Ref>) -> BTreeSet<Ref> {
    let mut seen = BTreeSet::new();
    let mut open = next(from);
    while let Some(at) = open.pop() {
        if seen.insert(at.clone()) {
            open.extend(next(&at));
        }
    }
    seen
}

/// The tables of one indicator in one period, laid out by what units reported.
#[derive(Default)]
struct Sheet {
    units: Vec<(Named, i64, u8)>,
    places: BTreeMap<Ref, usize>,
    cells: BTreeMap<BTreeSet<usize>, String>,
}

impl Sheet {
    fn put(&mut self, total: &Total, code: &str, table: &str) {
        if !total.apportioned.is_empty() {
            return;
        }
        let scale = total.value.or(total.parts.map(|(num, _)| num)).map_or(0, |a| a.scale);
        let mut set = BTreeSet::new();
        for c in total.contributing.iter().filter(|c| c.indicator == code) {
            let Some(value) = c.cell.value() else { continue };
            let next = self.units.len();
            let place = *self.places.entry(c.unit.at.clone()).or_insert(next);
            if place == next {
                self.units.push((c.unit.clone(), value, scale));
            }
            set.insert(place);
        }
        if !set.is_empty() {
            self.cells.entry(set).or_insert_with(|| table.to_owned());
        }
    }

    fn plan(
        self,
        at: AccessClass,
        rule: &Rule,
        class: impl Fn(&Ref) -> AccessClass,
    ) -> Result<Plan, Exposed> {
        let classes: Vec<AccessClass> = self.units.iter().map(|(u, ..)| class(&u.at)).collect();
        let figure =
            |(part, class): (usize, &AccessClass)| Figure { parts: vec![part], class: *class };
        let tables = Tables {
            values: self.units.iter().map(|(_, value, _)| *value).collect(),
            figures: classes.iter().enumerate().map(figure).collect(),
            cells: self
                .cells
                .iter()
                .map(|(set, table)| Cell::new(set.iter().copied().collect(), table.clone()))
                .collect(),
        };
        let release = tables.publish(at, rule)?;
        let named = |set: &BTreeSet<usize>| -> BTreeSet<Ref> {
            set.iter().filter_map(|p| self.units.get(*p)).map(|(u, ..)| u.at.clone()).collect()
        };
        let fates = self.cells.keys().zip(&release.fates);
        let sums = fates.map(|(set, fate)| (named(set), *fate == Fate::Shown)).collect();
        let above = self.units.iter().zip(&classes).filter(|(_, c)| !at.may_read(**c));
        let held = above.map(|((unit, value, scale), _)| HeldFigure {
            unit: unit.clone(),
            value: *value,
            scale: *scale,
        });
        Ok(Plan::Some { sums, held: held.collect() })
    }
}
