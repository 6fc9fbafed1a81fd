//! Decisions on tasks: one lead, proof at the hand-in, a second person at the closing, terms that only get later.

use super::{Entry, Refusal, filled, fitting, reasoned};
use crate::act::Draft;
use crate::object::{Object, Task, TaskPhase};
use crate::payload::{Payload, TaskAct, TaskFacts};
use terms::{Day, Field, Kind, Named};

/// A task as a person wants it, before the rules have seen it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskWanted {
    /// What is to be done.
    pub title: String,
    /// The body that assigns it.
    pub assigner: Named,
    /// The body that leads, when one is named.
    pub lead: Option<Named>,
    /// The bodies that coordinate.
    pub coordinating: Vec<Named>,
    /// By which day it is due.
    pub due_on: Option<Day>,
    /// Line of work.
    pub field: Field,
    /// Documents it rests on.
    pub basis: Vec<Named>,
}

impl TaskWanted {
    /// The facts of the task.
    ///
    /// # Errors
    /// When no body leads.
    pub fn facts(self) -> Result<TaskFacts, Refusal> {
        let Self { title, assigner, lead, coordinating, due_on, field, basis } = self;
        let lead = lead.ok_or(Refusal::LeadMissing)?;
        Ok(TaskFacts { title, assigner, lead, coordinating, due_on, field, basis })
    }
}

/// Decides on an act on a task.
///
/// # Errors
/// One lead that does not also coordinate; steps in the order of their days and none in the future; proof for a hand-in
/// and another login than its own for closing or returning; an extension is reasoned and later.
pub fn task(now: Option<&Task>, entry: Entry, wanted: TaskAct) -> Result<Vec<Draft>, Refusal> {
    match &wanted {
        TaskAct::Assigned(facts) => check_facts(facts, entry.effective_on)?,
        TaskAct::Corrected { facts, reason } => {
            reasoned(reason)?;
            check_facts(facts, now.map_or(entry.effective_on, |t| t.created.effective_on))?;
        }
        says => {
            if let Some(task) = now {
                check_step(task, &entry, says)?;
            }
        }
    }
    fitting(now.cloned().map(Object::Task), entry, Payload::Task(wanted))
}

fn check_facts(facts: &TaskFacts, assigned_on: Day) -> Result<(), Refusal> {
    filled(&facts.title, "title")?;
    if facts.lead.at.kind != Kind::Body || facts.lead.name.trim().is_empty() {
        return Err(Refusal::LeadMissing);
    }
    if let Some(body) = facts.coordinating.iter().find(|b| b.at == facts.lead.at) {
        return Err(Refusal::LeadCoordinates { body: body.clone() });
    }
    match facts.due_on {
        Some(due_on) if due_on < assigned_on => {
            Err(Refusal::TermBeforeAssignment { due_on, assigned_on })
        }
        _ => Ok(()),
    }
}

fn check_step(task: &Task, entry: &Entry, says: &TaskAct) -> Result<(), Refusal> {
    entry.not_in_future()?;
    if entry.effective_on < task.last_day() {
        let (last, asked) = (task.last_day(), entry.effective_on);
        return Err(Refusal::StepBeforeLast { last, asked });
    }
    match says {
        TaskAct::Progressed { percent: Some(percent), .. } if *percent > 100 => {
            Err(Refusal::PercentRange { percent: *percent })
        }
        TaskAct::Progressed { text, .. } => filled(text, "text"),
        TaskAct::Extended { due_on, reason } => {
            reasoned(reason)?;
            later(task.facts.due_on, *due_on)
        }
        TaskAct::HandedIn { text } => {
            filled(text, "text")?;
            if entry.evidence.is_empty() { Err(Refusal::EvidenceMissing) } else { Ok(()) }
        }
        TaskAct::Closed { .. } => second_person(task, entry),
        TaskAct::Returned { reason } => {
            reasoned(reason)?;
            second_person(task, entry)
        }
        TaskAct::Reopened { reason } | TaskAct::Withdrawn { reason } => reasoned(reason),
        TaskAct::Accepted | TaskAct::Assigned(_) | TaskAct::Corrected { .. } => Ok(()),
    }
}

/// A task without a term may be given any; a term is only ever moved to a later day.
fn later(standing: Option<Day>, asked: Day) -> Result<(), Refusal> {
    match standing {
        Some(standing) if asked <= standing => Err(Refusal::TermEarlier { standing, asked }),
        _ => Ok(()),
    }
}

fn second_person(task: &Task, entry: &Entry) -> Result<(), Refusal> {
    let phase = task.phase();
    let hand_in = task.hand_in().filter(|_| phase == TaskPhase::AwaitingClosing);
    let by = &hand_in.ok_or(Refusal::NotHandedIn { phase })?.by;
    match by.actor.login == entry.actor.login {
        true => Err(Refusal::TaskSamePerson {
            login: by.actor.login.clone(),
            handed_in_on: by.effective_on,
        }),
        false => Ok(()),
    }
}
