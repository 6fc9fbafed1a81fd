//! Decisions on files that come in, documents, activities and findings.

use super::{Entry, Refusal, filled, fitting, reasoned};
use crate::act::Draft;
use crate::object::{Activity, Document, Finding, Intake, Object};
use crate::payload::*;
use crate::ties::Ties;
use terms::{Decision, FindingKind, Force, Relation};

/// Decides on an act on a file that came in.
///
/// # Errors
/// A proposal is decided once; a rejection needs a reason.
pub fn intake(
    now: Option<&Intake>,
    entry: Entry,
    wanted: IntakeAct,
) -> Result<Vec<Draft>, Refusal> {
    if let (Some(intake), IntakeAct::Decided { proposal, decision, reason, .. }) = (now, &wanted) {
        if let Some(before) = intake.decided.get(proposal) {
            return Err(Refusal::AlreadyDecided {
                proposal: proposal.clone(),
                decision: before.decision,
                by: before.by.actor.name.clone(),
                at: before.by.recorded_at,
            });
        }
        if !intake.proposals.contains(proposal) {
            return Err(Refusal::ProposalUnknown { proposal: proposal.clone() });
        }
        if *decision == Decision::Rejected {
            reasoned(reason.as_deref().unwrap_or_default())?;
        }
    }
    fitting(now.cloned().map(Object::Intake), entry, Payload::Intake(wanted))
}

/// Decides on an act on a document.
///
/// # Errors
/// A document needs a type and a subject; a correction or withdrawal needs a reason; nothing is received on a day to come.
pub fn document(
    now: Option<&Document>,
    entry: Entry,
    wanted: DocumentAct,
) -> Result<Vec<Draft>, Refusal> {
    match &wanted {
        DocumentAct::Registered(facts) => document_facts(facts)?,
        DocumentAct::Corrected { facts, reason } => {
            document_facts(facts)?;
            reasoned(reason)?;
        }
        DocumentAct::Withdrawn { reason } => reasoned(reason)?,
        DocumentAct::Undone { reason, .. } | DocumentAct::ClassStated { reason, .. } => {
            reasoned(reason)?
        }
        DocumentAct::ForceChecked { force, source } => {
            filled(source, "source")?;
            filled(if *force == Force::NotChecked { "" } else { force.code() }, "force")?;
            entry.not_in_future()?;
        }
        DocumentAct::ForceStated { from: None, until: None, .. } => filled("", "from")?,
        DocumentAct::Cites(_)
        | DocumentAct::Linked { .. }
        | DocumentAct::ForceStated { .. }
        | DocumentAct::Addressed { .. } => {}
        DocumentAct::Delivered { .. } => entry.not_in_future()?,
    }
    fitting(now.cloned().map(Object::Document), entry, Payload::Document(wanted))
}

/// Decides on an act on a document among all others, whose ties it must not contradict.
///
/// # Errors
/// Those of `document`; a document does not replace one that replaces it.
pub fn document_among(
    now: Option<&Document>,
    entry: Entry,
    wanted: DocumentAct,
    ties: &Ties,
) -> Result<Vec<Draft>, Refusal> {
    let replaced = match &wanted {
        DocumentAct::Linked { target, relation: Relation::Replaces, .. } => Some(&target.at),
        DocumentAct::Cites(c) if c.relation == Relation::Replaces => Some(&c.target.at),
        _ => None,
    };
    let back = replaced.and_then(|at| ties.replaced_by_way_of(at, &entry.subject));
    match back {
        Some(way) => Err(Refusal::ReplacesInCircle { way }),
        None => document(now, entry, wanted),
    }
}

fn document_facts(facts: &DocumentFacts) -> Result<(), Refusal> {
    filled(&facts.doc_type, "doc_type")?;
    filled(&facts.subject, "subject")
}

/// Decides on an act on an activity.
///
/// # Errors
/// An activity needs a title; a correction or withdrawal needs a reason; nobody came on a day to come.
pub fn activity(
    now: Option<&Activity>,
    entry: Entry,
    wanted: ActivityAct,
) -> Result<Vec<Draft>, Refusal> {
    match &wanted {
        ActivityAct::Recorded(facts) => filled(&facts.title, "title")?,
        ActivityAct::Corrected { facts, reason } => {
            filled(&facts.title, "title")?;
            reasoned(reason)?;
        }
        ActivityAct::Withdrawn { reason } => reasoned(reason)?,
        ActivityAct::Attended { .. } => entry.not_in_future()?,
        ActivityAct::Convened { .. } => {}
    }
    fitting(now.cloned().map(Object::Activity), entry, Payload::Activity(wanted))
}

/// Decides on an act on a finding.
///
/// # Errors
/// A finding needs its wording; a cause and only a cause says what it explains; a correction or withdrawal needs a reason.
pub fn finding(
    now: Option<&Finding>,
    entry: Entry,
    wanted: FindingAct,
) -> Result<Vec<Draft>, Refusal> {
    match &wanted {
        FindingAct::Recorded(facts) => finding_facts(facts)?,
        FindingAct::Corrected { facts, reason } => {
            finding_facts(facts)?;
            reasoned(reason)?;
        }
        FindingAct::Resolved { text } => filled(text, "text")?,
        FindingAct::Withdrawn { reason } | FindingAct::ClassStated { reason, .. } => {
            reasoned(reason)?
        }
    }
    fitting(now.cloned().map(Object::Finding), entry, Payload::Finding(wanted))
}

fn finding_facts(facts: &FindingFacts) -> Result<(), Refusal> {
    filled(&facts.text, "text")?;
    match (facts.kind == FindingKind::Cause) == facts.cause_of.is_some() {
        true => Ok(()),
        false => Err(Refusal::CauseOf),
    }
}
