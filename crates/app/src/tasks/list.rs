//! The list of tasks as they stood on a day, with the four counts.

use super::show::StepKind;
use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use crate::view::{Needle, PER_PAGE, Paged, sort_by_name};
use record::figures::Facts;
use record::object::Task;
use record::offices::{Answerable, Offices};
use record::payload::TaskAct;
use terms::{Day, Field, Named, Ref, Role, TaskState};

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TaskSort {
    /// By the last day of the term; standing tasks last.
    #[default]
    Due,
    /// By title, the Vietnamese way.
    Title,
    /// By lead body, the Vietnamese way.
    Lead,
    /// By state: overdue first.
    State,
    /// By the day of assigning.
    Assigned,
}

impl TaskSort {
    /// The sorting of a code; `due` when there is none.
    pub fn from_code(code: &str) -> Self {
        match code {
            "title" => Self::Title,
            "lead" => Self::Lead,
            "state" => Self::State,
            "assigned" => Self::Assigned,
            _ => Self::Due,
        }
    }

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Title => "title",
            Self::Lead => "lead",
            Self::State => "state",
            Self::Assigned => "assigned",
        }
    }
}

/// Which tasks are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskFilter {
    /// The day asked; today when `None`.
    pub day: Option<Day>,
    /// In this state.
    pub state: Option<TaskState>,
    /// Led by this body.
    pub lead: Option<Ref>,
    /// Assigned by this body.
    pub assigner: Option<Ref>,
    /// With this body coordinating.
    pub coordinating: Option<Ref>,
    /// Resting on this document.
    pub basis: Option<Ref>,
    /// Of this line of work.
    pub field: Option<Field>,
    /// Words to find, with or without accents.
    pub search: String,
    /// Sorting.
    pub sort: TaskSort,
    /// From the end.
    pub descending: bool,
    /// The page, from 1.
    pub page: usize,
    /// Rows of a page; 0 for all.
    pub per_page: usize,
}

impl Default for TaskFilter {
    fn default() -> Self {
        Self {
            day: None,
            state: None,
            lead: None,
            assigner: None,
            coordinating: None,
            basis: None,
            field: None,
            search: String::new(),
            sort: TaskSort::Due,
            descending: false,
            page: 1,
            per_page: PER_PAGE,
        }
    }
}

/// One task of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// The task.
    pub at: Ref,
    /// What is to be done.
    pub title: String,
    /// The body that assigned it.
    pub assigner: Named,
    /// The body that leads on the day asked, with its name of that day.
    pub lead: Named,
    /// The bodies from which it came, the one that it was given to first, with the days on which they were no more.
    pub through: Vec<(Named, Day)>,
    /// The bodies among which the lead has to be decided, where several took over.
    pub undecided: Vec<Named>,
    /// Who answers for it on the day; `None` when the lead is not on the register.
    pub answerable: Option<Answerable>,
    /// The last day of its term on the day asked; `None` for a standing task.
    pub due_on: Option<Day>,
    /// The day it was assigned.
    pub assigned_on: Day,
    /// Its state on the day.
    pub state: TaskState,
    /// The last step by the day.
    pub step: StepKind,
    /// Line of work.
    pub field: Field,
    /// Days over the term on the day (or on the day of the hand-in), when it is over.
    pub days_late: Option<u32>,
    /// The last per cent reported by the day.
    pub percent: Option<u8>,
}

/// The list with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TasksView {
    /// The day asked.
    pub day: Day,
    /// How many tasks are in each of the four states that day, all other filters applied.
    pub counts: Vec<(TaskState, usize)>,
    /// The rows.
    pub rows: Paged<TaskRow>,
    /// The bodies that lead any task, for the filter.
    pub leads: Vec<Named>,
    /// The bodies that assigned any task, for the filter.
    pub assigners: Vec<Named>,
    /// Whether the viewer may assign tasks somewhere.
    pub may_assign: bool,
}

impl Office {
    /// The tasks as they stood on a day.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn tasks(&self, viewer: &Viewer, filter: &TaskFilter) -> Result<TasksView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let day = filter.day.unwrap_or_else(|| self.today());
        let offices = Offices::of(&facts);
        let mut rows: Vec<TaskRow> = through(&facts, filter)
            .filter_map(|t| TaskRow::of(t, day, &offices))
            .filter(|r| filter.lead.as_ref().is_none_or(|lead| r.is_of(lead)))
            .collect();
        let counts = TaskState::ALL
            .iter()
            .map(|s| (*s, rows.iter().filter(|r| r.state == *s).count()))
            .collect();
        rows.retain(|r| filter.state.is_none_or(|s| s == r.state));
        sort(&mut rows, filter);
        Ok(TasksView {
            day,
            counts,
            rows: Paged::of(rows, filter.page, filter.per_page),
            leads: leads(&facts, &offices, day),
            assigners: bodies(facts.tasks.iter().map(|t| &t.facts.assigner)),
            may_assign: viewer.is(Role::Officer),
        })
    }
}

/// The tasks that all filters but the state let through.
fn through<'a>(facts: &'a Facts, filter: &'a TaskFilter) -> impl Iterator<Item = &'a Task> {
    let needle = Needle::of(&filter.search);
    let is = |wanted: &Option<Ref>, found: &Ref| wanted.as_ref().is_none_or(|w| w == found);
    let among = |wanted: &Option<Ref>, list: &[Named]| {
        wanted.as_ref().is_none_or(|w| list.iter().any(|n| n.at == *w))
    };
    facts.tasks.iter().filter(move |t| {
        let f = &t.facts;
        is(&filter.assigner, &f.assigner.at)
            && among(&filter.coordinating, &f.coordinating)
            && among(&filter.basis, &f.basis)
            && filter.field.is_none_or(|wanted| wanted == f.field)
            && needle.fits(&[&f.title, &f.lead.name, &f.assigner.name])
    })
}

impl TaskRow {
    /// A task as it stood on a day; `None` before it was assigned and once it is withdrawn.
    pub(crate) fn of(task: &Task, day: Day, offices: &Offices<'_>) -> Option<Self> {
        let state = task.state_on(day)?;
        let due_on = task.due_on(day);
        let by_day = || task.steps.iter().filter(|s| s.by.effective_on <= day);
        let percent = by_day().rev().find_map(|s| match &s.says {
            TaskAct::Progressed { percent, .. } => *percent,
            _ => None,
        });
        let lead = offices.lead_on(task, day);
        Some(Self {
            at: task.at.clone(),
            title: task.facts.title.clone(),
            assigner: task.facts.assigner.clone(),
            lead: lead.body,
            through: lead.through,
            undecided: lead.undecided,
            answerable: offices.answerable_for(task, day),
            due_on,
            assigned_on: task.created.effective_on,
            state,
            step: by_day().next_back().map_or(StepKind::Assigned, |s| StepKind::of(&s.says)),
            field: task.facts.field,
            days_late: days_late(task, day, due_on),
            percent,
        })
    }

    /// Whether it is a body's: led by it, come from it, or to be taken over by it.
    pub(crate) fn is_of(&self, body: &Ref) -> bool {
        let passed = self.through.iter().map(|(b, _)| b);
        std::iter::once(&self.lead).chain(passed).chain(&self.undecided).any(|b| b.at == *body)
    }

    /// Who answers for it, in one line: post, rank and name; empty when nothing of it is known.
    pub fn answering(&self) -> String {
        let Some(who) = self.answerable.as_ref().filter(|a| !a.post.is_empty()) else {
            return String::new();
        };
        match who.holders.is_empty() {
            true => format!("{}: khuyết", who.post),
            false => format!("{}: {}", who.post, who.called()),
        }
    }
}

/// The bodies that lead any task on a day, and those that it was given to, for the filter.
fn leads(facts: &Facts, offices: &Offices<'_>, day: Day) -> Vec<Named> {
    let now = facts.tasks.iter().map(|t| offices.lead_on(t, day).body);
    let all: Vec<Named> = facts.tasks.iter().map(|t| t.facts.lead.clone()).chain(now).collect();
    bodies(all.iter())
}

fn days_late(task: &Task, day: Day, due_on: Option<Day>) -> Option<u32> {
    let until = task.handed_in_on(day).unwrap_or(day);
    let days = due_on?.days_until(until);
    u32::try_from(days).ok().filter(|d| *d > 0)
}

fn sort(rows: &mut [TaskRow], filter: &TaskFilter) {
    match filter.sort {
        TaskSort::Due => rows.sort_by_key(|r| (r.due_on.is_none(), r.due_on)),
        TaskSort::Title => sort_by_name(rows, |r| &r.title),
        TaskSort::Lead => sort_by_name(rows, |r| &r.lead.name),
        TaskSort::State => rows.sort_by_key(|r| (std::cmp::Reverse(r.state), r.due_on)),
        TaskSort::Assigned => rows.sort_by_key(|r| r.assigned_on),
    }
    if filter.descending {
        rows.reverse();
    }
}

/// Bodies, each once, in Vietnamese order.
fn bodies<'a>(all: impl Iterator<Item = &'a Named>) -> Vec<Named> {
    let mut once: std::collections::BTreeMap<&Ref, &Named> = std::collections::BTreeMap::new();
    for named in all {
        once.insert(&named.at, named);
    }
    let mut list: Vec<Named> = once.into_values().cloned().collect();
    sort_by_name(&mut list, |n| &n.name);
    list
}
