//! What bodies did with a document by a day: received it, held a session, issued a document, lead tasks, reported.

use super::rests::{Implementing, Rests};
use super::{Session, State, Step};
use crate::ActKey;
use crate::figures::Facts;
use crate::object::{Activity, Body, Document, Task};
use std::collections::{BTreeMap, HashMap};
use terms::{ActivityKind, Day, Edtf, Named, Ref, TaskState};

/// When something was done: on one of the days from `from` to `by`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Did {
    /// The last possible day; what has no date was done by the day on which its act holds.
    pub by: Day,
    /// The first possible day; `None` when nothing is known.
    pub from: Option<Day>,
}

impl Did {
    pub(crate) fn of(date: Option<Edtf>, noted: Day) -> Self {
        let by = date.and_then(Edtf::last).unwrap_or(noted);
        Self { by, from: date.and_then(Edtf::first) }
    }

    pub(crate) fn on(day: Day) -> Self {
        Self { by: day, from: Some(day) }
    }

    /// The day, when it is known to the day.
    pub fn day(self) -> Option<Day> {
        self.from.filter(|from| *from == self.by)
    }

    /// Whether it was done after a day on whichever of the days it was.
    pub(crate) fn surely_after(self, day: Day) -> bool {
        self.from.is_some_and(|from| day < from)
    }
}

/// Something that was done with the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed<'a> {
    /// The step.
    pub step: Step,
    /// When.
    pub on: Did,
    /// The document, activity or task by which it was done; for a receipt the document itself.
    pub what: Named,
    /// The act that put it on record.
    pub act: &'a ActKey,
    /// The documents between the one asked and this, from above down.
    pub path: Vec<&'a Document>,
    /// For a session: bodies that came, of those that had to.
    pub attendance: Option<(usize, usize)>,
    /// For a receipt: number in the register of incoming documents.
    pub number: Option<&'a str>,
    /// The body that did it, when it ceased and passed its duty on.
    pub through: Option<&'a Body>,
}

/// A task as it stands on the day asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskNow<'a> {
    /// The task.
    pub task: &'a Task,
    /// Its state.
    pub state: TaskState,
    /// Its term.
    pub due: Option<Day>,
    /// The documents between the one asked and the task.
    pub path: Vec<&'a Document>,
}

/// How a body was at a session to which it had to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence<'a> {
    /// The session.
    pub activity: &'a Activity,
    /// How many came; `None` when nobody has entered it.
    pub present: Option<u64>,
    /// How many had to come.
    pub summoned: Option<u64>,
}

/// The deeds of one body.
#[derive(Debug, Default)]
pub(crate) struct OfBody<'a> {
    steps: [Vec<Deed<'a>>; 5],
    pub(crate) tasks: Vec<TaskNow<'a>>,
    pub(crate) presences: Vec<Presence<'a>>,
}

impl<'a> OfBody<'a> {
    pub(crate) fn of(&self, step: Step) -> &[Deed<'a>] {
        &self.steps[step as usize]
    }
}

/// Everything that was done by a day, by the place of the body in the register.
#[derive(Debug, Default)]
pub(crate) struct Deeds<'a> {
    pub(crate) of_body: BTreeMap<usize, OfBody<'a>>,
    pub(crate) loose: Vec<Deed<'a>>,
    pub(crate) sessions: Vec<Session<'a>>,
}

/// Bodies by reference: their places in the register.
type Places<'a> = HashMap<&'a Ref, usize>;

impl<'a> Deeds<'a> {
    pub(crate) fn of(facts: &'a Facts, document: &'a Document, rests: &Rests<'a>, on: Day) -> Self {
        let places: Places<'a> = facts.bodies.iter().enumerate().map(|(i, b)| (&b.at, i)).collect();
        let mut deeds = Self::default();
        deeds.receipts(document, &places, on);
        deeds.hold(facts, document, &places, on);
        for (step, list) in [(Step::Implemented, &rests.found), (Step::Reported, &rests.reports)] {
            list.iter().for_each(|i| deeds.issue(step, i, &places));
        }
        deeds.lead(facts, rests, &places, on);
        deeds
    }

    fn put(&mut self, places: &Places<'a>, body: Option<&Ref>, deed: Deed<'a>) {
        match body.and_then(|at| places.get(at)) {
            Some(place) => {
                let of = self.of_body.entry(*place).or_default();
                of.steps[deed.step as usize].push(deed);
            }
            None => self.loose.push(deed),
        }
    }

    fn receipts(&mut self, document: &'a Document, places: &Places<'a>, on: Day) {
        for d in document.delivered.iter().filter(|d| d.on <= on) {
            let what = Named { at: document.at.clone(), name: String::new() };
            let number = d.number.as_deref();
            let deed = Deed { number, ..deed(Step::Received, Did::on(d.on), what, &d.by.act) };
            self.put(places, Some(&d.body.at), deed);
        }
    }

    fn issue(&mut self, step: Step, i: &Implementing<'a>, places: &Places<'a>) {
        let d = i.document;
        let what = Named { at: d.at.clone(), name: d.label() };
        let deed = Deed { path: i.path.clone(), ..deed(step, i.on, what, i.act) };
        self.put(places, d.facts.issuer_body.as_ref(), deed);
    }

    /// Sessions that were held by the day: of those who held them, and of those who had to come.
    fn hold(&mut self, facts: &'a Facts, document: &Document, places: &Places<'a>, on: Day) {
        let held = |a: &&Activity| a.withdrawn.is_none() && makes_known(a, &document.at);
        for activity in facts.activities.iter().filter(held) {
            let did = Did::of(activity.facts.held_on, activity.created.effective_on);
            if on < did.by {
                continue;
            }
            let session = session(activity);
            let what = Named { at: activity.at.clone(), name: activity.facts.title.clone() };
            let attendance = Some(session.bodies).filter(|(_, all)| *all > 0);
            let one = deed(Step::Disseminated, did, what, &activity.created.act);
            let one = Deed { attendance, ..one };
            for host in &activity.facts.hosts {
                self.put(places, Some(&host.at), one.clone());
            }
            if activity.facts.hosts.is_empty() {
                self.put(places, None, one);
            }
            for body in &activity.convened {
                if let Some(place) = places.get(&body.at) {
                    let presence = presence(activity, &body.at);
                    self.of_body.entry(*place).or_default().presences.push(presence);
                }
            }
            self.sessions.push(session);
        }
    }

    /// Tasks that rest on the document, or on one that carries it out, of those who lead them.
    fn lead(&mut self, facts: &'a Facts, rests: &Rests<'a>, places: &Places<'a>, on: Day) {
        for task in facts.tasks.iter().filter(|t| !t.facts.basis.is_empty()) {
            let Some(path) = rests.path_to(task.facts.basis.iter().map(|b| &b.at)) else {
                continue;
            };
            let Some(state) = task.state_on(on) else { continue };
            let now = TaskNow { task, state, due: task.due_on(on), path: path.clone() };
            if let Some(place) = places.get(&task.facts.lead.at) {
                self.of_body.entry(*place).or_default().tasks.push(now);
            }
            if let Some(day) = task.handed_in_on(on) {
                let what = Named { at: task.at.clone(), name: task.facts.title.clone() };
                let deed =
                    Deed { path, ..deed(Step::Tasks, Did::on(day), what, &task.created.act) };
                self.put(places, Some(&task.facts.lead.at), deed);
            }
        }
    }
}

fn deed<'a>(step: Step, on: Did, what: Named, act: &'a ActKey) -> Deed<'a> {
    Deed { step, on, what, act, path: Vec::new(), attendance: None, number: None, through: None }
}

/// Whether an activity makes a document known: it is convened about it and is no review of it.
fn makes_known(a: &Activity, document: &Ref) -> bool {
    let review = matches!(a.facts.kind, ActivityKind::InterimReview | ActivityKind::FinalReview);
    !review && a.documents.iter().any(|d| d.at == *document)
}

/// A session with its attendance.
fn session(activity: &Activity) -> Session<'_> {
    let came = |at: &Ref| activity.attended.iter().any(|a| a.body.at == *at && a.present > 0);
    let n = activity.convened.iter().filter(|b| came(&b.at)).count();
    let both = activity.attended.iter().filter_map(|a| Some((a.present, a.summoned?)));
    let heads = both.fold((0, 0), |(p, s), (present, summoned)| (p + present, s + summoned));
    Session { activity, bodies: (n, activity.convened.len()), heads }
}

fn presence<'a>(activity: &'a Activity, body: &Ref) -> Presence<'a> {
    let entered = activity.attended.iter().find(|a| a.body.at == *body);
    Presence {
        activity,
        present: entered.map(|a| a.present),
        summoned: entered.and_then(|a| a.summoned),
    }
}

/// Where a body stands that leads some tasks: the worst of them.
pub(super) fn state_of_tasks(tasks: &[TaskNow<'_>], on: Day) -> State {
    let overdue = tasks.iter().filter(|t| t.state == TaskState::Overdue);
    let overdue = overdue.filter_map(|t| {
        let by = t.due?;
        // What was handed in late and waits stands by the day it was handed in.
        let until = t.task.handed_in_on(on).unwrap_or(on);
        Some((by.days_until(until), by))
    });
    if let Some((days, by)) = overdue.max() {
        return State::Overdue { by, days };
    }
    let open = tasks.iter().filter(|t| t.state == TaskState::NotYetDue);
    if let Some(by) = open.map(|t| t.due).min_by_key(|due| (due.is_none(), *due)) {
        return State::Due { by };
    }
    let late = tasks.iter().filter(|t| t.state == TaskState::DoneLate);
    let late = late.filter_map(|t| Some(t.due?.days_until(t.task.handed_in_on(on)?)));
    match (late.max(), tasks) {
        (Some(days), _) => State::Late { days },
        (None, []) => State::NotAsked,
        (None, _) => State::Done,
    }
}
