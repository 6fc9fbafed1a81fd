//! What people do with tasks: assign, accept, report, hand in, close, return and the rest.

use crate::error::{Error, Problem};
use crate::evidence::{Passed, Upload, pass};
use crate::facts::Find;
use crate::office::{Office, held};
use crate::permit::Viewer;
use record::decide::{self, TaskWanted};
use record::figures::Facts;
use record::object::Task;
use record::offices::Offices;
use record::payload::{TaskAct, TaskFacts};
use record::{Actor, Draft, Evidence};
use terms::{Day, Field, Kind, Named, Ref, Role};

/// A task as typed on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskForm {
    /// What is to be done.
    pub title: String,
    /// The body that assigns it.
    pub assigner: Ref,
    /// The body that leads.
    pub lead: Option<Ref>,
    /// The bodies that coordinate.
    pub coordinating: Vec<Ref>,
    /// By which day it is due; `None` for a standing task.
    pub due_on: Option<Day>,
    /// Line of work.
    pub field: Field,
    /// Registered documents it rests on.
    pub basis: Vec<Ref>,
    /// The day of assigning; today when `None`.
    pub on: Option<Day>,
    /// The place in a text that it comes from, when it comes from one.
    pub evidence: Vec<Evidence>,
}

/// What is done with a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskMove {
    /// The lead body takes it on.
    Accept,
    /// Progress is reported.
    Progress {
        /// What has been done.
        text: String,
        /// How far, in per cent (0–100).
        percent: Option<u8>,
    },
    /// The term is moved to a later day.
    Extend {
        /// The new last day.
        due_on: Day,
        /// Why.
        reason: String,
    },
    /// It is handed in as done, with proof.
    HandIn {
        /// What was done.
        text: String,
        /// Registered documents that prove it.
        documents: Vec<Ref>,
        /// Files that prove it.
        files: Vec<Upload>,
    },
    /// A second person finds it done.
    Close {
        /// Remark.
        text: Option<String>,
    },
    /// What was handed in is not accepted.
    Return {
        /// Why.
        reason: String,
    },
    /// It is opened again.
    Reopen {
        /// Why.
        reason: String,
    },
    /// What was wrong in the assignment is put right.
    Correct {
        /// The facts as they should have been; its day and evidence are not looked at.
        form: Box<TaskForm>,
        /// Why.
        reason: String,
    },
    /// It is not followed any more.
    Withdraw {
        /// Why.
        reason: String,
    },
}

impl TaskMove {
    /// The role that is needed, and whether on the lead body (else on the assigning one).
    fn needs(&self) -> (Role, bool) {
        match self {
            Self::Accept | Self::Progress { .. } | Self::HandIn { .. } => (Role::Clerk, true),
            _ => (Role::Officer, false),
        }
    }
}

impl Office {
    /// Assigns a task.
    ///
    /// # Errors
    /// `permit.missing` for the assigning body, `task.body-unknown`, and the rules of `decide::task`.
    pub async fn assign(&self, viewer: &Viewer, form: TaskForm) -> Result<Ref, Error> {
        let facts = self.facts_for(viewer).await?;
        let on = form.on.unwrap_or_else(|| self.today());
        let evidence = form.evidence.clone();
        let wanted = wanted(&facts, &form, on)?;
        let actor = viewer.acting(Role::Officer, &wanted.assigner)?;
        let (at, drafts) = self.assign_draft(actor, wanted, on, evidence)?;
        self.found(drafts).await?;
        Ok(at)
    }

    /// The drafts that assign a task, for whoever has a transaction of their own.
    ///
    /// # Errors
    /// The rules of `decide::task`.
    pub(crate) fn assign_draft(
        &self,
        actor: Actor,
        wanted: TaskWanted,
        on: Day,
        evidence: Vec<Evidence>,
    ) -> Result<(Ref, Vec<Draft>), Error> {
        let at = self.fresh(Kind::Task);
        let entry = self.entry(&at, actor, Some(on), evidence);
        let drafts = decide::task(None, entry, TaskAct::Assigned(wanted.facts()?))?;
        Ok((at, drafts))
    }

    /// Does something with a task on a day, today when `None`.
    ///
    /// # Errors
    /// `permit.missing`; a marked file is refused with nothing kept; the rules of `decide::task`.
    pub async fn move_task(
        &self,
        viewer: &Viewer,
        at: &Ref,
        on: Option<Day>,
        wanted: TaskMove,
    ) -> Result<(), Error> {
        let facts = self.facts_for(viewer).await?;
        let known: Task = self.get(at).await?;
        let lead = Offices::of(&facts).lead_on(&known, self.today()).body;
        acting(viewer, &known, &wanted, &lead)?;
        let day = on.unwrap_or_else(|| self.today());
        let needs = wanted.clone();
        let (says, evidence, files) = prepared(&facts, &known, wanted, day)?;
        let mut writer = self.store.begin_write().await?;
        let now: Task = held(&mut writer, at).await?;
        let entry = self.entry(at, acting(viewer, &now, &needs, &lead)?, on, evidence);
        let drafts = decide::task(Some(&now), entry, says)?;
        for file in files {
            writer.put_blob(&file.sha256, file.bytes).await?;
        }
        writer.append(drafts, self.now()).await?;
        Ok(writer.commit().await?)
    }
}

/// Who may: for the lead, whoever holds the role on the body that leads today.
fn acting(viewer: &Viewer, task: &Task, wanted: &TaskMove, lead: &Named) -> Result<Actor, Error> {
    let (role, of_lead) = wanted.needs();
    viewer.acting(role, if of_lead { lead } else { &task.facts.assigner })
}

/// What the act says, what it rests on, and the files to be kept.
fn prepared(
    facts: &Facts,
    task: &Task,
    wanted: TaskMove,
    day: Day,
) -> Result<(TaskAct, Vec<Evidence>, Vec<Passed>), Error> {
    let says = match wanted {
        TaskMove::HandIn { text, documents, files } => {
            let files = files.into_iter().map(pass).collect::<Result<Vec<_>, _>>()?;
            let mut evidence = documents_of(facts, &documents)?;
            evidence.extend(files.iter().map(Passed::evidence));
            return Ok((TaskAct::HandedIn { text }, evidence, files));
        }
        TaskMove::Accept => TaskAct::Accepted,
        TaskMove::Progress { text, percent } => TaskAct::Progressed { text, percent },
        TaskMove::Extend { due_on, reason } => TaskAct::Extended { due_on, reason },
        TaskMove::Close { text } => TaskAct::Closed { text: text.filter(|t| !t.trim().is_empty()) },
        TaskMove::Return { reason } => TaskAct::Returned { reason },
        TaskMove::Reopen { reason } => TaskAct::Reopened { reason },
        TaskMove::Withdraw { reason } => TaskAct::Withdrawn { reason },
        TaskMove::Correct { form, reason } => {
            let mut facts: TaskFacts = self::wanted(facts, &form, day)?.facts()?;
            // The body that assigned it stays: its people alone may correct it.
            facts.assigner = task.facts.assigner.clone();
            TaskAct::Corrected { facts, reason }
        }
    };
    Ok((says, Vec::new(), Vec::new()))
}

fn documents_of(facts: &Facts, documents: &[Ref]) -> Result<Vec<Evidence>, Error> {
    let one = |at: &Ref| match facts.document(at) {
        Some(d) => Ok(Evidence::Document(Named { at: d.at.clone(), name: d.label() })),
        None => Err(Error::refused("evidence.document-unknown")),
    };
    documents.iter().map(one).collect()
}

/// The task as wanted, its bodies with the names of the day.
fn wanted(facts: &Facts, form: &TaskForm, on: Day) -> Result<TaskWanted, Error> {
    let body = |at: &Ref| match facts.body(at).filter(|b| b.exists_on(on)) {
        Some(b) => Ok(b.named_on(on)),
        None => Err(Error::Refused(Problem::new("task.body-unknown", [("on", on.vn())]))),
    };
    let basis = form.basis.iter().map(|at| match facts.document(at) {
        Some(d) => Ok(Named { at: d.at.clone(), name: d.label() }),
        None => Err(Error::refused("evidence.document-unknown")),
    });
    Ok(TaskWanted {
        title: form.title.clone(),
        assigner: body(&form.assigner)?,
        lead: form.lead.as_ref().map(body).transpose()?,
        coordinating: form.coordinating.iter().map(body).collect::<Result<_, _>>()?,
        due_on: form.due_on,
        field: form.field,
        basis: basis.collect::<Result<_, _>>()?,
    })
}
