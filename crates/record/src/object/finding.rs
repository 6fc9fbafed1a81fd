//! A finding: a result, strength, shortcoming, cause, lesson or direction.

use super::{Classed, Fold, Misfit, Stamp};
use crate::act::{Act, Evidence};
use crate::payload::{FindingAct, FindingFacts};
use terms::{AccessClass, Day, Ref};

/// Nhận định: a finding on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is called.
    pub at: Ref,
    /// The facts as they stand.
    pub facts: FindingFacts,
    /// Corrections: facts as they were before, why, by whom.
    pub corrected: Vec<(FindingFacts, String, Stamp)>,
    /// How it was seen to be overcome, and by whom.
    pub resolved: Option<(String, Stamp)>,
    /// Who may read it, each time it was stated.
    pub classes: Vec<Classed>,
    /// Why it was withdrawn and by whom.
    pub withdrawn: Option<(String, Stamp)>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// The founding act; its day is the day it was found.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

impl Finding {
    /// Who may read it, as stated last.
    pub fn class(&self) -> AccessClass {
        self.classes.last().map_or(AccessClass::Open, |c| c.class)
    }

    /// The day it was found.
    pub fn found_on(&self) -> Day {
        self.created.effective_on
    }
}

impl Fold for Finding {
    type Says = FindingAct;
    super::alike!(Finding);

    fn begin(act: &Act, says: &FindingAct) -> Option<Self> {
        let FindingAct::Recorded(facts) = says.clone() else { return None };
        Some(Self {
            at: act.subject.clone(),
            facts,
            corrected: Vec::new(),
            resolved: None,
            classes: Vec::new(),
            withdrawn: None,
            evidence: act.evidence.clone(),
            created: Stamp::of(act),
            misfits: Vec::new(),
        })
    }

    fn step(&mut self, act: &Act, says: &FindingAct) -> Result<(), &'static str> {
        if self.withdrawn.is_some() {
            return Err("finding.withdrawn");
        }
        match says.clone() {
            FindingAct::Recorded(_) => return Err("finding.already-recorded"),
            FindingAct::Corrected { facts, reason } => {
                let before = std::mem::replace(&mut self.facts, facts);
                self.corrected.push((before, reason, Stamp::of(act)));
            }
            FindingAct::Resolved { text } => {
                if self.resolved.is_some() {
                    return Err("finding.already-resolved");
                }
                self.resolved = Some((text, Stamp::of(act)));
            }
            FindingAct::ClassStated { class, basis, reason } => {
                self.classes.push(Classed { class, basis, reason, by: Stamp::of(act) });
            }
            FindingAct::Withdrawn { reason } => self.withdrawn = Some((reason, Stamp::of(act))),
        }
        Ok(())
    }
}
