//! Deciding: whether what someone wants to put on record may be put there.
//!
//! A command is the act that is wished, with the facts around it that a rule needs. The answer is the drafts to be
//! appended, or the rule that is broken with the facts of the case. Who may act for which body is not decided here.

mod bodies;
mod documents;
mod figures;
mod refusal;
mod review;
mod task;
mod units;

pub use bodies::{account, body, person, site, unit};
pub use documents::{activity, document, document_among, finding, intake};
pub use figures::{Around, form, submission};
pub use refusal::Refusal;
pub use review::review;
pub use task::{TaskWanted, task};
pub use units::UnitsAround;

use crate::act::{Act, Actor, Draft, Evidence};
use crate::object::{Object, apply};
use crate::payload::Payload;
use terms::{Day, Instant, Ref, Site};

/// Who wants to put something on record, about what, from when it holds and on what it rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The object it is about.
    pub subject: Ref,
    /// Who enters it, for whom.
    pub actor: Actor,
    /// From which day it holds in the world.
    pub effective_on: Day,
    /// The day of entering.
    pub today: Day,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

impl Entry {
    /// The draft of a payload. It is one of many alike of which the first was decided on; else ask `decide`.
    pub fn draft(self, payload: Payload) -> Draft {
        let Self { subject, actor, effective_on, evidence, .. } = self;
        Draft { effective_on, subject, actor, evidence, payload }
    }

    /// Refuses a day that has not come yet.
    fn not_in_future(&self) -> Result<(), Refusal> {
        match self.effective_on > self.today {
            true => Err(Refusal::InFuture { effective_on: self.effective_on, today: self.today }),
            false => Ok(()),
        }
    }
}

/// Refuses a blank text.
fn filled(text: &str, field: &'static str) -> Result<(), Refusal> {
    if text.trim().is_empty() { Err(Refusal::Blank { field }) } else { Ok(()) }
}

/// Refuses an act without a reason.
fn reasoned(reason: &str) -> Result<(), Refusal> {
    if reason.trim().is_empty() { Err(Refusal::ReasonMissing) } else { Ok(()) }
}

/// The drafts, when the object as it stands can take them; else the code of what does not fit.
///
/// Every decision ends here, so that no act that `apply` would note as a misfit is ever written by this program.
fn fitting(now: Option<Object>, entry: Entry, payload: Payload) -> Result<Vec<Draft>, Refusal> {
    let draft = entry.draft(payload);
    let noted = now.as_ref().map_or(0, |o| o.misfits().len());
    let trial: Act = draft.clone().at(trial_site(&draft), 0, Instant(0));
    let kind = draft.subject.kind;
    match apply(now, &trial) {
        None => Err(Refusal::NotFounded { kind }),
        Some(object) => match object.misfits().get(noted) {
            Some(misfit) => Err(Refusal::DoesNotFit { code: misfit.code }),
            None => Ok(vec![draft]),
        },
    }
}

/// The trial act is never kept; any site will do.
fn trial_site(draft: &Draft) -> Site {
    draft.subject.site.clone()
}

/// Decides on any act for which no facts around the object are needed beyond the object itself.
///
/// Forms, submissions, tasks and reviews have rules that look around: they have functions of their own.
///
/// # Errors
/// The rule that is broken.
pub fn plain(now: Option<&Object>, entry: Entry, wanted: Payload) -> Result<Vec<Draft>, Refusal> {
    let other_kind = Refusal::DoesNotFit { code: "act.wrong-kind" };
    match (wanted, now) {
        (Payload::Intake(says), None) => intake(None, entry, says),
        (Payload::Intake(says), Some(Object::Intake(o))) => intake(Some(o), entry, says),
        (Payload::Document(says), None) => document(None, entry, says),
        (Payload::Document(says), Some(Object::Document(o))) => document(Some(o), entry, says),
        (Payload::Body(says), None) => body(None, entry, says),
        (Payload::Body(says), Some(Object::Body(o))) => body(Some(o), entry, says),
        (Payload::Unit(says), None) => unit(None, entry, says),
        (Payload::Unit(says), Some(Object::Unit(o))) => unit(Some(o), entry, says),
        (Payload::Person(says), None) => person(None, entry, says),
        (Payload::Person(says), Some(Object::Person(o))) => person(Some(o), entry, says),
        (Payload::Task(says), None) => task(None, entry, says),
        (Payload::Task(says), Some(Object::Task(o))) => task(Some(o), entry, says),
        (Payload::Form(says), None) => form(None, entry, says),
        (Payload::Form(says), Some(Object::Form(o))) => form(Some(o), entry, says),
        (Payload::Activity(says), None) => activity(None, entry, says),
        (Payload::Activity(says), Some(Object::Activity(o))) => activity(Some(o), entry, says),
        (Payload::Finding(says), None) => finding(None, entry, says),
        (Payload::Finding(says), Some(Object::Finding(o))) => finding(Some(o), entry, says),
        (Payload::Account(says), None) => account(None, entry, says),
        (Payload::Account(says), Some(Object::Account(o))) => account(Some(o), entry, says),
        (Payload::Site(says), None) => site(None, entry, says),
        (Payload::Site(says), Some(Object::Site(o))) => site(Some(o), entry, says),
        _ => Err(other_kind),
    }
}
