//! One task as it stood on a day, with every step and what the viewer may do now.

use super::list::TaskRow;
use crate::error::Error;
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use crate::view::{EvidenceView, SpanView, evidence};
use record::Evidence;
use record::figures::Facts;
use record::object::{Step, Task, TaskPhase};
use record::offices::{Answerable, LeadNow, Offices};
use record::payload::TaskAct;
use terms::{Day, Field, Named, Ref, Role, Site, TaskState};

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// The stable code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    };
}

coded! {
    /// What a step of a task was.
    StepKind {
        /// Assigned.
        Assigned = "assigned";
        /// Accepted by the lead body.
        Accepted = "accepted";
        /// Progress was reported.
        Progressed = "progressed";
        /// The term was extended.
        Extended = "extended";
        /// Handed in.
        HandedIn = "handed_in";
        /// Closed by a second person.
        Closed = "closed";
        /// Handed in and not accepted.
        Returned = "returned";
        /// Opened again.
        Reopened = "reopened";
        /// Put right.
        Corrected = "corrected";
        /// Withdrawn.
        Withdrawn = "withdrawn";
    }
}

coded! {
    /// What a person can do with a task now.
    MoveKind {
        /// Accept it.
        Accept = "accept";
        /// Report progress.
        Progress = "progress";
        /// Hand it in.
        HandIn = "hand-in";
        /// Close it.
        Close = "close";
        /// Return what was handed in.
        Return = "return";
        /// Extend the term.
        Extend = "extend";
        /// Open it again.
        Reopen = "reopen";
        /// Put the assignment right.
        Correct = "correct";
        /// Withdraw it.
        Withdraw = "withdraw";
    }
}

impl StepKind {
    pub(crate) fn of(says: &TaskAct) -> Self {
        match says {
            TaskAct::Assigned(_) => Self::Assigned,
            TaskAct::Accepted => Self::Accepted,
            TaskAct::Progressed { .. } => Self::Progressed,
            TaskAct::Extended { .. } => Self::Extended,
            TaskAct::HandedIn { .. } => Self::HandedIn,
            TaskAct::Closed { .. } => Self::Closed,
            TaskAct::Returned { .. } => Self::Returned,
            TaskAct::Reopened { .. } => Self::Reopened,
            TaskAct::Corrected { .. } => Self::Corrected,
            TaskAct::Withdrawn { .. } => Self::Withdrawn,
        }
    }
}

/// One step as it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    /// What it was.
    pub kind: StepKind,
    /// The day of the step.
    pub on: Day,
    /// When it was entered, `dd/mm/yyyy HH:MM`.
    pub recorded_at: String,
    /// Who entered it.
    pub who: String,
    /// For which body.
    pub body: Named,
    /// Its words: what was done, or why.
    pub text: String,
    /// How far, in per cent.
    pub percent: Option<u8>,
    /// The new term, where it was extended.
    pub due_on: Option<Day>,
    /// What proves it.
    pub evidence: Vec<EvidenceView>,
    /// The act.
    pub act: (Site, u64),
}

/// A task with everything its page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskView {
    /// The task.
    pub at: Ref,
    /// What is to be done.
    pub title: String,
    /// The day asked.
    pub day: Day,
    /// Its state that day; `None` before it was assigned and once it is withdrawn.
    pub state: Option<TaskState>,
    /// Its last step.
    pub step: StepKind,
    /// Days over the term, when it is over.
    pub days_late: Option<u32>,
    /// The last per cent reported.
    pub percent: Option<u8>,
    /// The body that assigned it.
    pub assigner: Named,
    /// The body that leads on the day, where it came from, and who has to decide.
    pub lead: LeadNow,
    /// Who answers for it on the day.
    pub answerable: Option<Answerable>,
    /// The bodies that coordinate.
    pub coordinating: Vec<Named>,
    /// The last day of its term that day.
    pub due_on: Option<Day>,
    /// The last day of its term when it was assigned.
    pub first_due_on: Option<Day>,
    /// Line of work.
    pub field: Field,
    /// Documents it rests on.
    pub basis: Vec<Named>,
    /// The places in texts that it comes from.
    pub origins: Vec<SpanView>,
    /// Every step, first to last.
    pub steps: Vec<StepView>,
    /// What the viewer may do now.
    pub moves: Vec<MoveKind>,
}

impl Office {
    /// A task as it stood on a day, today when `None`.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn task(
        &self,
        viewer: &Viewer,
        at: &Ref,
        day: Option<Day>,
    ) -> Result<TaskView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let day = day.unwrap_or_else(|| self.today());
        let task = Find::task(&*facts, at).ok_or_else(|| not_found(at))?;
        let from = task.steps.first().map(|s| s.evidence.as_slice()).unwrap_or_default();
        let mut origins = self.spans(from, &facts).await?;
        let (mut readable, mut kept) = (Vec::new(), Vec::new());
        for span in origins.drain(..) {
            match self.must_read(viewer, &span.intake).await {
                Ok(()) => readable.push(span),
                Err(_) => kept.push(span.quote),
            }
        }
        let origins = readable;
        let closed = self.closed_to(viewer).await?;
        let mut basis = task.facts.basis.clone();
        closed.leave_out(&mut basis);
        let mut steps: Vec<StepView> =
            task.steps.iter().map(|s| without(step(s, &facts), &kept)).collect();
        steps.iter_mut().for_each(|s| closed.leave_out_evidence(&mut s.evidence));
        let offices = Offices::of(&facts);
        let row = TaskRow::of(task, day, &offices);
        let leads_today = offices.lead_on(task, self.today()).body;
        let first_due_on = task.steps.first().and_then(|s| match &s.says {
            TaskAct::Assigned(f) => f.due_on,
            _ => None,
        });
        Ok(TaskView {
            at: at.clone(),
            title: task.facts.title.clone(),
            day,
            state: task.state_on(day),
            step: row.as_ref().map_or(last_step(task), |r| r.step),
            days_late: row.as_ref().and_then(|r| r.days_late),
            percent: row.and_then(|r| r.percent),
            assigner: task.facts.assigner.clone(),
            lead: offices.lead_on(task, day),
            answerable: offices.answerable_for(task, day),
            coordinating: task.facts.coordinating.clone(),
            due_on: task.due_on(day),
            first_due_on,
            field: task.facts.field,
            basis,
            origins,
            steps,
            moves: moves(viewer, task, &leads_today.at),
        })
    }

    /// The places in texts among some evidence, each with a few words around it.
    pub(crate) async fn spans(
        &self,
        list: &[Evidence],
        facts: &Facts,
    ) -> Result<Vec<SpanView>, Error> {
        let mut out = Vec::new();
        for evidence in list {
            let Evidence::Span { intake, sha256, file_name, start, end, quote } = evidence else {
                continue;
            };
            let text = self.store.reading(sha256).await?.map(|r| r.text).unwrap_or_default();
            let document = facts.documents.iter().find(|d| d.facts.intake.as_ref() == Some(intake));
            out.push(SpanView {
                intake: intake.clone(),
                document: document.map(|d| Named { at: d.at.clone(), name: d.label() }),
                file_name: file_name.clone(),
                start: *start,
                end: *end,
                before: around(&text, *start, true),
                quote: quote.clone(),
                after: around(&text, *end, false),
            });
        }
        Ok(out)
    }
}

/// Characters shown before and after a place in a text.
const AROUND: usize = 80;

fn around(text: &str, at: u64, before: bool) -> String {
    let Some((left, right)) = usize::try_from(at).ok().and_then(|at| text.split_at_checked(at))
    else {
        return String::new();
    };
    match before {
        true => left.chars().skip(left.chars().count().saturating_sub(AROUND)).collect(),
        false => right.chars().take(AROUND).collect(),
    }
}

fn last_step(task: &Task) -> StepKind {
    task.steps.last().map_or(StepKind::Assigned, |s| StepKind::of(&s.says))
}

/// A step without places in texts that may not be read.
fn without(mut step: StepView, kept: &[String]) -> StepView {
    step.evidence.retain(|e| e.quote.as_ref().is_none_or(|q| !kept.contains(q)));
    step
}

fn step(step: &Step, facts: &Facts) -> StepView {
    let (text, percent, due_on) = match &step.says {
        TaskAct::Assigned(f) => (f.title.clone(), None, f.due_on),
        TaskAct::Accepted => (String::new(), None, None),
        TaskAct::Progressed { text, percent } => (text.clone(), *percent, None),
        TaskAct::HandedIn { text } => (text.clone(), None, None),
        TaskAct::Closed { text } => (text.clone().unwrap_or_default(), None, None),
        TaskAct::Extended { due_on, reason } => (reason.clone(), None, Some(*due_on)),
        TaskAct::Corrected { facts, reason } => (reason.clone(), None, facts.due_on),
        TaskAct::Returned { reason }
        | TaskAct::Reopened { reason }
        | TaskAct::Withdrawn { reason } => (reason.clone(), None, None),
    };
    StepView {
        kind: StepKind::of(&step.says),
        on: step.by.effective_on,
        recorded_at: step.by.recorded_at.vn(),
        who: step.by.actor.name.clone(),
        body: step.by.actor.body.clone(),
        text,
        percent,
        due_on,
        evidence: evidence(&step.evidence, facts),
        act: (step.by.act.site.clone(), step.by.act.seq),
    }
}

/// What the viewer may do with the task where it stands.
fn moves(viewer: &Viewer, task: &Task, lead: &Ref) -> Vec<MoveKind> {
    use MoveKind::{Accept, Close, Correct, Extend, HandIn, Progress, Reopen, Return, Withdraw};
    if task.is_withdrawn() {
        return Vec::new();
    }
    let leads = viewer.may(Role::Clerk, lead);
    let assigns = viewer.may(Role::Officer, &task.facts.assigner.at);
    let own = task.hand_in().is_some_and(|s| s.by.actor.login == viewer.login);
    let (of_lead, of_assigner): (&[MoveKind], &[MoveKind]) = match task.phase() {
        TaskPhase::Assigned => (&[Accept, Progress, HandIn], &[Extend, Correct, Withdraw]),
        TaskPhase::Accepted | TaskPhase::InProgress => {
            (&[Progress, HandIn], &[Extend, Correct, Withdraw])
        }
        TaskPhase::AwaitingClosing if own => (&[], &[Correct, Withdraw]),
        TaskPhase::AwaitingClosing => (&[], &[Close, Return, Correct, Withdraw]),
        TaskPhase::Closed => (&[], &[Reopen, Correct, Withdraw]),
    };
    let lead = of_lead.iter().filter(|_| leads);
    lead.chain(of_assigner.iter().filter(|_| assigns)).copied().collect()
}
