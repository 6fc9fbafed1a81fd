//! An activity: a conference, an exercise, an inspection and the like.

use super::{Fold, Misfit, Stamp};
use crate::act::{Act, Evidence};
use crate::payload::{ActivityAct, ActivityFacts};
use terms::Ref;

/// Hoạt động: an activity on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// What it is called.
    pub at: Ref,
    /// The facts as they stand.
    pub facts: ActivityFacts,
    /// Corrections: facts as they were before, why, by whom.
    pub corrected: Vec<(ActivityFacts, String, Stamp)>,
    /// Why it was withdrawn and by whom.
    pub withdrawn: Option<(String, Stamp)>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

impl Fold for Activity {
    type Says = ActivityAct;

    fn begin(act: &Act, says: &ActivityAct) -> Option<Self> {
        let ActivityAct::Recorded(facts) = says.clone() else { return None };
        Some(Self {
            at: act.subject.clone(),
            facts,
            corrected: Vec::new(),
            withdrawn: None,
            evidence: act.evidence.clone(),
            created: Stamp::of(act),
            misfits: Vec::new(),
        })
    }

    fn step(&mut self, act: &Act, says: &ActivityAct) -> Result<(), &'static str> {
        if self.withdrawn.is_some() {
            return Err("activity.withdrawn");
        }
        match says.clone() {
            ActivityAct::Recorded(_) => return Err("activity.already-recorded"),
            ActivityAct::Corrected { facts, reason } => {
                let before = std::mem::replace(&mut self.facts, facts);
                self.corrected.push((before, reason, Stamp::of(act)));
            }
            ActivityAct::Withdrawn { reason } => self.withdrawn = Some((reason, Stamp::of(act))),
        }
        Ok(())
    }
}
