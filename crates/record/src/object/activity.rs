//! An activity: a conference, an exercise, an inspection and the like.

use super::{Fold, Misfit, Stamp};
use crate::act::{Act, Evidence};
use crate::payload::{ActivityAct, ActivityFacts, Attendance};
use terms::{Named, Ref};

/// Hoạt động: an activity on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// What it is called.
    pub at: Ref,
    /// The facts as they stand.
    pub facts: ActivityFacts,
    /// The documents that it makes known or reviews, beside those of the facts.
    pub documents: Vec<Named>,
    /// The bodies that have to come.
    pub convened: Vec<Named>,
    /// How many of whom have to come.
    pub summoned: Vec<Attendance>,
    /// How many of each body came.
    pub attended: Vec<Attended>,
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

/// How many of one body came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attended {
    /// The body.
    pub body: Named,
    /// How many came.
    pub present: u64,
    /// How many had to come.
    pub summoned: Option<u64>,
    /// By whom and when it was entered.
    pub by: Stamp,
}

impl Fold for Activity {
    type Says = ActivityAct;
    super::alike!(Activity);

    fn begin(act: &Act, says: &ActivityAct) -> Option<Self> {
        let ActivityAct::Recorded(facts) = says.clone() else { return None };
        Some(Self {
            at: act.subject.clone(),
            facts,
            documents: Vec::new(),
            convened: Vec::new(),
            summoned: Vec::new(),
            attended: Vec::new(),
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
            ActivityAct::Convened { documents, bodies, summoned } => {
                (self.documents, self.convened, self.summoned) = (documents, bodies, summoned);
            }
            ActivityAct::Attended { body, present, summoned } => {
                self.attended.retain(|a| a.body.at != body.at);
                self.attended.push(Attended { body, present, summoned, by: Stamp::of(act) });
            }
        }
        Ok(())
    }
}
