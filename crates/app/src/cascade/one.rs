//! One body in the cascade of a document: every deed with the act that says so, the documents between, tasks, sessions, hints.

use super::Material;
use super::hints::HintView;
use super::view::{RowView, named, row, when};
use record::cascade::{Cascade, Deed, State, Step};
use terms::{Day, Named, Ref, Site, TaskState};

/// Something that the body did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeedView {
    /// The document, activity or task by which; `None` for a receipt.
    pub what: Option<Named>,
    /// When, in words.
    pub on: String,
    /// Number in the register of incoming documents.
    pub number: String,
    /// The documents between the one asked and this.
    pub path: Vec<Named>,
    /// For a session: bodies that came, of those that had to.
    pub attendance: Option<(usize, usize)>,
    /// The body that did it and passed its duty on.
    pub through: Option<Named>,
    /// The act that put it on record, by site and number.
    pub act: (Site, u64),
}

/// A task of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskView {
    /// The task.
    pub task: Named,
    /// Its state on the day.
    pub state: TaskState,
    /// Its term.
    pub due: Option<Day>,
    /// The documents between.
    pub path: Vec<Named>,
}

/// A session to which the body had to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresenceView {
    /// The session.
    pub activity: Named,
    /// How many came; `None` when nobody has entered it.
    pub present: Option<u64>,
    /// How many had to come.
    pub summoned: Option<u64>,
}

/// One body in the cascade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneView {
    /// The document.
    pub document: Named,
    /// Its subject.
    pub subject: String,
    /// The day asked.
    pub on: Day,
    /// The row.
    pub row: RowView,
    /// Each step with its last day, deeds and hints.
    pub steps: Vec<(Step, State, Vec<DeedView>, Vec<HintView>)>,
    /// Tasks that it leads.
    pub tasks: Vec<TaskView>,
    /// Sessions to which it had to come.
    pub presences: Vec<PresenceView>,
}

pub(super) fn make(m: &Material, cascade: &Cascade<'_>, body: &Ref) -> Option<OneView> {
    let found = cascade.rows.iter().find(|r| r.body.at == *body)?;
    let hint = |i: &usize| m.hints.0.get(*i).cloned();
    let steps = Step::ALL.into_iter().map(|s| {
        let now = found.step(s);
        let deeds = now.deeds.iter().map(|d| deed(d, m.on)).collect();
        let hints = now.hints.iter().filter(|_| now.is_probable()).filter_map(hint).collect();
        (s, now.state, deeds, hints)
    });
    let tasks = found.tasks.iter().map(|t| TaskView {
        task: Named { at: t.task.at.clone(), name: t.task.facts.title.clone() },
        state: t.state,
        due: t.due,
        path: t.path.iter().map(|d| named(d)).collect(),
    });
    let presences = found.presences.iter().map(|p| PresenceView {
        activity: Named { at: p.activity.at.clone(), name: p.activity.facts.title.clone() },
        present: p.present,
        summoned: p.summoned,
    });
    Some(OneView {
        document: named(cascade.document),
        subject: cascade.document.facts.subject.clone(),
        on: m.on,
        row: row(found, m.on),
        steps: steps.collect(),
        tasks: tasks.collect(),
        presences: presences.collect(),
    })
}

fn deed(d: &Deed<'_>, on: Day) -> DeedView {
    DeedView {
        what: (d.step != Step::Received).then(|| d.what.clone()),
        on: when(d.on),
        number: d.number.unwrap_or_default().to_owned(),
        path: d.path.iter().map(|d| named(d)).collect(),
        attendance: d.attendance,
        through: d.through.map(|b| b.named_on(on)),
        act: (d.act.site.clone(), d.act.seq),
    }
}
