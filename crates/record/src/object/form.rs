//! A form with its versions and the periods opened for reporting.

use super::{Classed, Dated, Fold, History, Misfit, Stamp};
use crate::act::Act;
use crate::payload::{FormAct, FormFacts, Indicator};
use std::collections::BTreeMap;
use terms::{AccessClass, Day, Named, Period, Ref};

/// Biểu mẫu: what is asked, of whom, for when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What it is called.
    pub at: Ref,
    /// What it asks, through time.
    pub versions: History<FormFacts>,
    /// What it asks now.
    pub facts: FormFacts,
    /// Why it was amended and by whom, each time.
    pub amended: Vec<(String, Stamp)>,
    /// Periods opened.
    pub periods: BTreeMap<Period, OpenPeriod>,
    /// Who may read which of its figures, each time it was stated.
    pub classes: Vec<FiguresClassed>,
    /// The day from which it is not asked any more, and why.
    pub closed: Option<(Day, String)>,
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// Who may read some figures of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiguresClassed {
    /// Code of the indicator; `None` for all.
    pub indicator: Option<String>,
    /// The unit; `None` for all, and then the totals too.
    pub unit: Option<Named>,
    /// What was stated.
    pub stated: Classed,
}

/// A period opened for reporting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenPeriod {
    /// Last day on which a report is on time.
    pub on_time_until: Day,
    /// Last day on which a report is taken in.
    pub open_until: Day,
    /// By whom and when it was opened; it is open from that act's day.
    pub by: Stamp,
}

impl Form {
    /// What was asked for a period: the version in force on the day the period was opened, or on its last day.
    pub fn facts_for(&self, period: Period) -> &FormFacts {
        let asked = self.periods.get(&period).map_or(period.to(), |p| p.by.effective_on);
        self.versions.on(asked).unwrap_or(&self.facts)
    }

    /// An indicator asked for a period.
    pub fn indicator(&self, period: Period, code: &str) -> Option<&Indicator> {
        self.facts_for(period).indicators.iter().find(|i| i.code == code)
    }

    /// Who may read an indicator as a whole, its totals and targets too: as stated last for it, else for the form.
    pub fn class_of(&self, indicator: &str) -> AccessClass {
        let own = self.stated(|c| c.unit.is_none() && c.indicator.as_deref() == Some(indicator));
        let all = || self.stated(|c| c.unit.is_none() && c.indicator.is_none());
        own.or_else(all).unwrap_or_default()
    }

    /// Who may read what a unit reports of an indicator: as stated last for just that; else the higher of what holds for the
    /// indicator and for the unit.
    pub fn class_of_cell(&self, indicator: &str, unit: &Ref) -> AccessClass {
        let of_unit = |c: &FiguresClassed| c.unit.as_ref().is_some_and(|u| u.at == *unit);
        let own = self.stated(|c| of_unit(c) && c.indicator.as_deref() == Some(indicator));
        let unit = || self.stated(|c| of_unit(c) && c.indicator.is_none()).unwrap_or_default();
        own.unwrap_or_else(|| self.class_of(indicator).with(unit()))
    }

    fn stated(&self, of: impl Fn(&FiguresClassed) -> bool) -> Option<AccessClass> {
        self.classes.iter().rfind(|c| of(c)).map(|c| c.stated.class)
    }

    /// Whether reports for a period are taken in on a day.
    pub fn takes_in(&self, period: Period, day: Day) -> bool {
        let open = self.periods.get(&period);
        open.is_some_and(|p| p.by.effective_on <= day && day <= p.open_until)
            && self.closed.as_ref().is_none_or(|(from, _)| day < *from)
    }
}

impl Fold for Form {
    type Says = FormAct;
    super::alike!(Form);

    fn begin(act: &Act, says: &FormAct) -> Option<Self> {
        let FormAct::Defined(facts) = says.clone() else { return None };
        let mut versions = History::default();
        let value = facts.clone();
        versions.set(Dated { from: act.effective_on, value, basis: None, act: act.key() });
        Some(Self {
            at: act.subject.clone(),
            versions,
            facts,
            amended: Vec::new(),
            periods: BTreeMap::new(),
            classes: Vec::new(),
            closed: None,
            created: Stamp::of(act),
            misfits: Vec::new(),
        })
    }

    fn step(&mut self, act: &Act, says: &FormAct) -> Result<(), &'static str> {
        let from = act.effective_on;
        if let FormAct::ClassStated { indicator, unit, class, basis, reason } = says.clone() {
            let stated = Classed { class, basis, reason, by: Stamp::of(act) };
            self.classes.push(FiguresClassed { indicator, unit, stated });
            return Ok(());
        }
        if self.closed.is_some() {
            return Err("form.closed");
        }
        match says.clone() {
            FormAct::Defined(_) => return Err("form.already-defined"),
            FormAct::Amended { facts, reason } => {
                self.amended.push((reason.clone(), Stamp::of(act)));
                let basis = Some(reason);
                self.versions.set(Dated { from, value: facts, basis, act: act.key() });
                self.facts = self.versions.last().unwrap_or(&self.facts).clone();
            }
            // Opening a period again moves its last days; it stays open since the first time.
            FormAct::PeriodOpened { period, on_time_until, open_until } => {
                if open_until < on_time_until {
                    return Err("form.open-ends-before-on-time");
                }
                let by = self.periods.get(&period).map_or_else(|| Stamp::of(act), |p| p.by.clone());
                self.periods.insert(period, OpenPeriod { on_time_until, open_until, by });
            }
            FormAct::ClassStated { .. } => {}
            FormAct::Closed { reason } => self.closed = Some((from, reason)),
        }
        Ok(())
    }
}
