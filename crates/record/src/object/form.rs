//! A form with its versions and the periods opened for reporting.

use super::{Dated, Fold, History, Misfit, Stamp};
use crate::act::Act;
use crate::payload::{FormAct, FormFacts, Indicator};
use std::collections::BTreeMap;
use terms::{Day, Period, Ref};

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
    /// The day from which it is not asked any more, and why.
    pub closed: Option<(Day, String)>,
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
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
            closed: None,
            created: Stamp::of(act),
            misfits: Vec::new(),
        })
    }

    fn step(&mut self, act: &Act, says: &FormAct) -> Result<(), &'static str> {
        let from = act.effective_on;
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
            FormAct::Closed { reason } => self.closed = Some((from, reason)),
        }
        Ok(())
    }
}
