//! A document on the register with its confirmed citations.

use super::{Fold, Misfit, Stamp};
use crate::act::{Act, Evidence};
use crate::payload::{Citation, DocumentAct, DocumentFacts};
use terms::Ref;

/// Văn bản: a document on the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is called.
    pub at: Ref,
    /// The facts as they stand.
    pub facts: DocumentFacts,
    /// Citations confirmed in its text.
    pub cites: Vec<Cited>,
    /// Corrections: facts as they were before, why, by whom.
    pub corrected: Vec<(DocumentFacts, String, Stamp)>,
    /// Why it was withdrawn and by whom.
    pub withdrawn: Option<(String, Stamp)>,
    /// What the registration rests on.
    pub evidence: Vec<Evidence>,
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// A confirmed citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The citation.
    pub citation: Citation,
    /// By whom and when it was confirmed.
    pub by: Stamp,
}

impl Document {
    /// What people call it: type, number and subject, as far as known.
    pub fn label(&self) -> String {
        let number = self.facts.number.as_ref().map(|n| format!(" số {n}")).unwrap_or_default();
        format!("{}{number}", self.facts.doc_type)
    }
}

impl Fold for Document {
    type Says = DocumentAct;

    fn begin(act: &Act, says: &DocumentAct) -> Option<Self> {
        let DocumentAct::Registered(facts) = says.clone() else { return None };
        Some(Self {
            at: act.subject.clone(),
            facts,
            cites: Vec::new(),
            corrected: Vec::new(),
            withdrawn: None,
            evidence: act.evidence.clone(),
            created: Stamp::of(act),
            misfits: Vec::new(),
        })
    }

    fn step(&mut self, act: &Act, says: &DocumentAct) -> Result<(), &'static str> {
        if self.withdrawn.is_some() {
            return Err("document.withdrawn");
        }
        match says.clone() {
            DocumentAct::Registered(_) => return Err("document.already-registered"),
            DocumentAct::Corrected { facts, reason } => {
                let before = std::mem::replace(&mut self.facts, facts);
                self.corrected.push((before, reason, Stamp::of(act)));
            }
            DocumentAct::Cites(citation) => {
                if self.cites.iter().any(|c| c.citation == citation) {
                    return Err("document.already-cites");
                }
                self.cites.push(Cited { citation, by: Stamp::of(act) });
            }
            DocumentAct::Withdrawn { reason } => self.withdrawn = Some((reason, Stamp::of(act))),
        }
        Ok(())
    }
}
