//! A document on the register with its confirmed citations.

use super::{Classed, Fold, Log, Misfit, Stamp};
use crate::act::{Act, Evidence};
use crate::payload::{Citation, DocumentAct, DocumentFacts};
use terms::{AccessClass, Day, Force, Named, Ref, Relation};

/// Văn bản: a document on the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is called.
    pub at: Ref,
    /// The facts as they stand.
    pub facts: DocumentFacts,
    /// Citations confirmed in its text.
    pub cites: Vec<Cited>,
    /// Links entered by hand.
    pub links: Vec<Linked>,
    /// From when until when it has effect, the last statement first asked.
    pub force: Vec<ForceSpan>,
    /// What people found who looked up whether it was in force.
    pub checked: Vec<Checked>,
    /// To whom it goes, and what they have to do by when.
    pub addressed: Vec<Addressed>,
    /// Who received it.
    pub delivered: Vec<Delivered>,
    /// Who may read it, each time it was stated.
    pub classes: Vec<Classed>,
    /// Corrections: facts as they were before, why, by whom.
    pub corrected: Vec<(DocumentFacts, String, Stamp)>,
    /// Why it was withdrawn and by whom.
    pub withdrawn: Option<(String, Stamp)>,
    /// What the registration rests on.
    pub evidence: Vec<Evidence>,
    /// The founding act.
    pub created: Stamp,
    /// The acts that made it.
    pub log: Log,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// A link to another document, entered by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The other document.
    pub target: Named,
    /// How this one stands to it.
    pub relation: Relation,
    /// Which provisions of the other one; `None` for all of it.
    pub provisions: Option<String>,
    /// From when.
    pub from: Day,
    /// What says so, as written.
    pub basis: Option<String>,
    /// By whom and when it was entered.
    pub by: Stamp,
}

/// From when until when a document has effect, as stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForceSpan {
    /// The first day.
    pub from: Option<Day>,
    /// The last day; `None` while no end is known.
    pub until: Option<Day>,
    /// What says so, as written.
    pub basis: Option<String>,
    /// By whom and when it was entered.
    pub by: Stamp,
}

/// What a person found who looked up whether a document was in force on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The day for which it was looked up.
    pub on: Day,
    /// What was found.
    pub force: Force,
    /// Where.
    pub source: String,
    /// By whom and when it was entered.
    pub by: Stamp,
}

/// To whom a document goes and what each has to do by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressed {
    /// From when.
    pub from: Day,
    /// The bodies.
    pub bodies: Vec<Named>,
    /// Whether all bodies below them have to as well.
    pub below: bool,
    /// By when it is to be received.
    pub receive_by: Option<Day>,
    /// By when the session to make it known is to be held.
    pub disseminate_by: Option<Day>,
    /// By when an implementing document is to be issued.
    pub implement_by: Option<Day>,
    /// By when results are to be reported.
    pub report_by: Option<Day>,
    /// What says so, as written.
    pub basis: Option<String>,
    /// By whom and when it was entered.
    pub by: Stamp,
}

/// A body that received a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// The body.
    pub body: Named,
    /// The day.
    pub on: Day,
    /// Number in its register of incoming documents.
    pub number: Option<String>,
    /// By whom and when it was entered.
    pub by: Stamp,
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

    /// Who may read it: as stated last, and what bears a circulation mark is internal at least.
    pub fn class(&self) -> AccessClass {
        let stated = self.classes.last().map_or(AccessClass::Open, |c| c.class);
        match self.facts.circulation {
            Some(_) => stated.with(AccessClass::Internal),
            None => stated,
        }
    }

    /// Why it goes to nobody outside by itself, in words: its circulation mark, or a class above open; `None` when it may go.
    pub fn limit(&self) -> Option<String> {
        self.facts.circulation.clone().or_else(|| self.class().limit())
    }

    /// From when until when it has effect, as stated last.
    pub fn effect(&self) -> Option<&ForceSpan> {
        self.force.last()
    }
}

impl Fold for Document {
    type Says = DocumentAct;
    super::alike!(Document, taken back by DocumentAct);

    fn begin(act: &Act, says: &DocumentAct) -> Option<Self> {
        let DocumentAct::Registered(facts) = says.clone() else { return None };
        Some(Self {
            at: act.subject.clone(),
            facts,
            cites: Vec::new(),
            links: Vec::new(),
            force: Vec::new(),
            checked: Vec::new(),
            addressed: Vec::new(),
            delivered: Vec::new(),
            classes: Vec::new(),
            corrected: Vec::new(),
            withdrawn: None,
            evidence: act.evidence.clone(),
            created: Stamp::of(act),
            log: Log::of(act),
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
                if citation.target.at == self.at {
                    return Err("document.links-itself");
                }
                if self.cites.iter().any(|c| c.citation == citation) {
                    return Err("document.already-cites");
                }
                self.cites.push(Cited { citation, by: Stamp::of(act) });
            }
            DocumentAct::Withdrawn { reason } => self.withdrawn = Some((reason, Stamp::of(act))),
            DocumentAct::Linked { target, relation, provisions, basis } => {
                let (from, by) = (act.effective_on, Stamp::of(act));
                self.link(Linked { target, relation, provisions, from, basis, by })?;
            }
            DocumentAct::ForceStated { from, until, basis } => {
                if from.zip(until).is_some_and(|(from, until)| until < from) {
                    return Err("document.force-ends-before-it-begins");
                }
                self.force.push(ForceSpan { from, until, basis, by: Stamp::of(act) });
            }
            DocumentAct::ForceChecked { force, source } => {
                let (on, by) = (act.effective_on, Stamp::of(act));
                self.checked.push(Checked { on, force, source, by });
            }
            DocumentAct::Addressed { .. } => self.addressed.extend(addressed(act, says)),
            DocumentAct::Delivered { body, number } => {
                let (on, by) = (act.effective_on, Stamp::of(act));
                if self.delivered.iter().any(|d| d.body.at == body.at) {
                    return Err("document.already-delivered");
                }
                self.delivered.push(Delivered { body, on, number, by });
            }
            DocumentAct::ClassStated { class, .. }
                if self.facts.circulation.is_some() && class == AccessClass::Open =>
            {
                return Err("document.marked-not-open");
            }
            DocumentAct::ClassStated { class, basis, reason } => {
                self.classes.push(Classed { class, basis, reason, by: Stamp::of(act) });
            }
            DocumentAct::Undone { .. } => {}
        }
        Ok(())
    }
}

impl Document {
    fn link(&mut self, new: Linked) -> Result<(), &'static str> {
        if new.target.at == self.at {
            return Err("document.links-itself");
        }
        let alike = |l: &Linked| {
            (&l.target.at, l.relation, &l.provisions)
                == (&new.target.at, new.relation, &new.provisions)
        };
        if self.links.iter().any(alike) {
            return Err("document.already-linked");
        }
        self.links.push(new);
        Ok(())
    }
}

/// The addressing that an act states.
fn addressed(act: &Act, says: &DocumentAct) -> Option<Addressed> {
    let DocumentAct::Addressed {
        bodies,
        below,
        receive_by,
        disseminate_by,
        implement_by,
        report_by,
        basis,
    } = says.clone()
    else {
        return None;
    };
    let (from, by) = (act.effective_on, Stamp::of(act));
    Some(Addressed {
        from,
        bodies,
        below,
        receive_by,
        disseminate_by,
        implement_by,
        report_by,
        basis,
        by,
    })
}
