//! One's desk: what is due soon, overdue, to be confirmed and to be approved, for the bodies on which one holds a role.

use crate::administration::EmergencyRow;
use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use crate::tasks::TaskRow;
use crate::view::sort_by_name;
use record::figures::Facts;
use record::object::{Intake, Review, Submission, Task, TaskPhase};
use record::offices::Offices;
use terms::{Day, Kind, Named, Ref, ReviewState, Role, SubmissionState, TaskState};

/// How many days ahead a task is due soon.
const SOON: i32 = 30;

/// An intake with proposals that nobody has decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToConfirm {
    /// The intake.
    pub at: Ref,
    /// Title of the text.
    pub title: String,
    /// The day it came in.
    pub received_on: Day,
    /// How many proposals are open.
    pub open: usize,
    /// Of how many.
    pub proposals: usize,
}

/// Something that waits for the viewer's approval or closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToApprove {
    /// The submission, review or task.
    pub at: Ref,
    /// What it is called.
    pub title: String,
    /// Since when it waits.
    pub since: Day,
    /// Who laid it before the approver.
    pub by: String,
}

/// The desk of a person on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskView {
    /// The day.
    pub day: Day,
    /// Tasks due within 30 days, the nearest first.
    pub due_soon: Vec<TaskRow>,
    /// Tasks overdue, the longest first.
    pub overdue: Vec<TaskRow>,
    /// Intakes with open proposals, the oldest first.
    pub to_confirm: Vec<ToConfirm>,
    /// Submissions, reviews and handed-in tasks, the oldest first.
    pub to_approve: Vec<ToApprove>,
    /// Rights taken in emergencies, for administrators alone: those that hold and those of the last 30 days.
    pub emergencies: Vec<EmergencyRow>,
    /// The bodies on which the viewer holds a role.
    pub bodies: Vec<Named>,
}

impl Office {
    /// The viewer's desk today.
    ///
    /// # Errors
    /// The store's.
    pub async fn desk(&self, viewer: &Viewer) -> Result<DeskView, Error> {
        let facts = self.facts().await?;
        let day = self.today();
        let offices = Offices::of(&facts);
        let mine: Vec<TaskRow> = facts
            .tasks
            .iter()
            .filter(|t| concerns(viewer, &offices, t, day))
            .filter_map(|t| TaskRow::of(t, day, &offices))
            .collect();
        let in_state = |state| mine.iter().filter(move |r: &&TaskRow| r.state == state).cloned();
        let soon = |r: &TaskRow| r.due_on.is_some_and(|due| due <= day.plus_days(SOON));
        let mut due_soon: Vec<TaskRow> = in_state(TaskState::NotYetDue).filter(soon).collect();
        let mut overdue: Vec<TaskRow> = in_state(TaskState::Overdue).collect();
        due_soon.sort_by_key(|r| r.due_on);
        overdue.sort_by_key(|r| r.due_on);
        let mut to_approve = waiting(viewer, &facts);
        to_approve.extend(self.reviews_waiting(viewer).await?);
        to_approve.sort_by_key(|w| w.since);
        let mut bodies: Vec<Named> = viewer.grants.iter().map(|g| g.body.clone()).collect();
        bodies.dedup();
        sort_by_name(&mut bodies, |b| &b.name);
        let to_confirm = self.to_confirm(viewer).await?;
        let emergencies = match self.administration(viewer) {
            Ok(administration) => administration.emergencies().await?,
            Err(_) => Vec::new(),
        };
        Ok(DeskView { day, due_soon, overdue, to_confirm, to_approve, emergencies, bodies })
    }

    /// Intakes are confirmed by clerks; a reader has none on the desk.
    async fn to_confirm(&self, viewer: &Viewer) -> Result<Vec<ToConfirm>, Error> {
        if !viewer.is(Role::Clerk) {
            return Ok(Vec::new());
        }
        let mut intakes: Vec<Intake> = self.all(Kind::Intake).await?;
        let closed = self.closed_to(viewer).await?;
        intakes.retain(|i| !closed.has(&i.at));
        let open = |i: Intake| {
            let open = i.undecided().count();
            let received_on = i.created.effective_on;
            let proposals = i.proposals.len();
            (open > 0).then_some(ToConfirm {
                at: i.at,
                title: i.title,
                received_on,
                open,
                proposals,
            })
        };
        let mut list: Vec<ToConfirm> = intakes.into_iter().filter_map(open).collect();
        list.sort_by_key(|i| i.received_on);
        Ok(list)
    }

    async fn reviews_waiting(&self, viewer: &Viewer) -> Result<Vec<ToApprove>, Error> {
        let reviews: Vec<Review> = self.all(Kind::Review).await?;
        let waits = |r: &&Review| {
            r.state == ReviewState::Submitted && viewer.may(Role::Approver, &r.body.at)
        };
        let one = |r: &Review| {
            let by = r.submitted.as_ref().filter(|by| by.actor.login != viewer.login)?;
            Some(ToApprove {
                at: r.at.clone(),
                title: r.title.clone(),
                since: by.effective_on,
                by: by.actor.name.clone(),
            })
        };
        Ok(reviews.iter().filter(waits).filter_map(one).collect())
    }
}

/// Whether the viewer works for the lead, a coordinating or the assigning body.
fn concerns(viewer: &Viewer, offices: &Offices<'_>, task: &Task, day: Day) -> bool {
    let (f, lead) = (&task.facts, offices.lead_on(task, day));
    let given = [&lead.body, &f.lead, &f.assigner].into_iter();
    let all = given.chain(&lead.undecided).chain(&f.coordinating);
    all.into_iter().any(|b| viewer.grants.iter().any(|g| viewer.tree.is_under(&b.at, &g.body.at)))
}

/// Submissions and handed-in tasks that the viewer may approve or close.
fn waiting(viewer: &Viewer, facts: &Facts) -> Vec<ToApprove> {
    let may = |s: &Submission| {
        let form = facts.forms.iter().find(|f| f.at == s.form.at);
        form.is_some_and(|f| viewer.may(Role::Approver, &f.facts.asked_by.at))
    };
    let submissions = facts.submissions.iter().filter(|s| s.state == SubmissionState::Submitted);
    let submissions = submissions.filter(|s| may(s)).filter_map(|s| {
        let by = s.submitted.as_ref().filter(|by| by.actor.login != viewer.login)?;
        Some(ToApprove {
            at: s.at.clone(),
            title: format!("{}, {}, {}", s.form.name, s.unit.name, s.period.label()),
            since: by.effective_on,
            by: by.actor.name.clone(),
        })
    });
    let tasks = facts.tasks.iter().filter(|t| {
        !t.is_withdrawn()
            && t.phase() == TaskPhase::AwaitingClosing
            && viewer.may(Role::Officer, &t.facts.assigner.at)
    });
    let tasks = tasks.filter_map(|t| {
        let by = &t.hand_in()?.by;
        (by.actor.login != viewer.login).then(|| ToApprove {
            at: t.at.clone(),
            title: t.facts.title.clone(),
            since: by.effective_on,
            by: by.actor.name.clone(),
        })
    });
    submissions.chain(tasks).collect()
}
