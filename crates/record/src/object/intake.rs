//! A file that came in, with what people decided on each proposal that its reading made.

use super::{Fold, Misfit, Stamp};
use crate::act::Act;
use crate::payload::IntakeAct;
use std::collections::BTreeMap;
use terms::{Decision, Named, Ref};

/// Tiếp nhận văn bản: a file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// What it is called.
    pub at: Ref,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// Name of the file as it came.
    pub file_name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Format: `text`, `html` or `docx`.
    pub format: String,
    /// Encoding of the text.
    pub encoding: String,
    /// Title found in the text.
    pub title: String,
    /// Mark that limits circulation.
    pub circulation: Option<String>,
    /// Keys of the proposals that the reading made.
    pub proposals: Vec<String>,
    /// What was decided, by key.
    pub decided: BTreeMap<String, Decided>,
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// A decision on one proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What was decided.
    pub decision: Decision,
    /// The object that came of it.
    pub outcome: Option<Named>,
    /// Why, where a reason was given.
    pub reason: Option<String>,
    /// By whom and when.
    pub by: Stamp,
}

impl Intake {
    /// The keys that nobody has decided yet.
    pub fn undecided(&self) -> impl Iterator<Item = &str> {
        self.proposals.iter().map(String::as_str).filter(|key| !self.decided.contains_key(*key))
    }
}

impl Fold for Intake {
    type Says = IntakeAct;
    super::alike!(Intake);

    fn begin(act: &Act, says: &IntakeAct) -> Option<Self> {
        let IntakeAct::Received {
            sha256,
            file_name,
            bytes,
            format,
            encoding,
            title,
            circulation,
            proposals,
        } = says.clone()
        else {
            return None;
        };
        let (decided, created, misfits) = (BTreeMap::new(), Stamp::of(act), Vec::new());
        Some(Self {
            at: act.subject.clone(),
            sha256,
            file_name,
            bytes,
            format,
            encoding,
            title,
            circulation,
            proposals,
            decided,
            created,
            misfits,
        })
    }

    fn step(&mut self, act: &Act, says: &IntakeAct) -> Result<(), &'static str> {
        let IntakeAct::Decided { proposal, decision, outcome, reason } = says.clone() else {
            return Err("intake.already-received");
        };
        if !self.proposals.contains(&proposal) {
            return Err("proposal.unknown");
        }
        if self.decided.contains_key(&proposal) {
            return Err("proposal.already-decided");
        }
        self.decided.insert(proposal, Decided { decision, outcome, reason, by: Stamp::of(act) });
        Ok(())
    }
}
