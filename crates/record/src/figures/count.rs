//! Counts of tasks, activities, documents and findings, each with the objects counted.

use super::facts::Figures;
use crate::cascade::rests_on;
use crate::object::{Activity, Document, Finding, Task, TaskPhase};
use terms::{ActivityKind, Day, Edtf, Field, FindingKind, Period, Ref, TaskState};

/// Which tasks are counted, as they stood on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskFilter {
    /// The day asked.
    pub on: Day,
    /// Assigned in this period.
    pub assigned: Option<Period>,
    /// In this state on that day.
    pub state: Option<TaskState>,
    /// At this point of their course on that day.
    pub phase: Option<TaskPhase>,
    /// Led by this body.
    pub lead: Option<Ref>,
    /// Of this line of work.
    pub field: Option<Field>,
}

/// Which activities are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityFilter {
    /// Held in this period.
    pub period: Period,
    /// Of this kind.
    pub kind: Option<ActivityKind>,
    /// Of this line of work.
    pub field: Option<Field>,
}

/// Which documents are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Issued in this period.
    pub period: Period,
    /// Of this type, as named in Vietnamese.
    pub doc_type: Option<String>,
    /// Issued by this body.
    pub issuer: Option<Ref>,
    /// Carrying out this document itself, not through another one.
    pub implements: Option<Ref>,
}

/// Which findings are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingFilter {
    /// Found in this period.
    pub period: Period,
    /// Of this kind.
    pub kind: Option<FindingKind>,
    /// Of this line of work.
    pub field: Option<Field>,
}

/// Whether a date lies wholly in a period; an unknown or open date does not.
pub fn held_within(date: Option<Edtf>, period: Period) -> bool {
    let ends = date.and_then(|d| d.first().zip(d.last()));
    ends.is_some_and(|(first, last)| period.contains(first) && period.contains(last))
}

fn fits<T: PartialEq>(wanted: &Option<T>, found: &T) -> bool {
    wanted.as_ref().is_none_or(|w| w == found)
}

impl<'a> Figures<'a> {
    /// The tasks that a filter lets through; those withdrawn by the day asked are in none.
    pub fn tasks(&self, filter: &TaskFilter) -> Vec<&'a Task> {
        let through = |task: &&Task| {
            let (Some(state), Some(phase)) = (task.state_on(filter.on), task.phase_on(filter.on))
            else {
                return false;
            };
            let assigned = task.created.effective_on;
            filter.assigned.is_none_or(|p| p.contains(assigned))
                && fits(&filter.state, &state)
                && fits(&filter.phase, &phase)
                && filter
                    .lead
                    .as_ref()
                    .is_none_or(|wanted| *wanted == self.offices().lead_on(task, filter.on).body.at)
                && fits(&filter.field, &task.facts.field)
        };
        self.facts.tasks.iter().filter(through).collect()
    }

    /// The activities that a filter lets through.
    pub fn activities(&self, filter: &ActivityFilter) -> Vec<&'a Activity> {
        let through = |a: &&Activity| {
            a.withdrawn.is_none()
                && held_within(a.facts.held_on, filter.period)
                && fits(&filter.kind, &a.facts.kind)
                && fits(&filter.field, &a.facts.field)
        };
        self.facts.activities.iter().filter(through).collect()
    }

    /// The documents that a filter lets through.
    pub fn documents(&self, filter: &DocumentFilter) -> Vec<&'a Document> {
        let through = |d: &&Document| {
            d.withdrawn.is_none()
                && held_within(d.facts.issued_on, filter.period)
                && fits(&filter.doc_type, &d.facts.doc_type)
                && (filter.issuer.is_none() || filter.issuer == d.facts.issuer_body)
                && filter.implements.as_ref().is_none_or(|target| rests_on(d, target))
        };
        self.facts.documents.iter().filter(through).collect()
    }

    /// The findings that a filter lets through.
    pub fn findings(&self, filter: &FindingFilter) -> Vec<&'a Finding> {
        let through = |f: &&Finding| {
            f.withdrawn.is_none()
                && filter.period.contains(f.found_on())
                && fits(&filter.kind, &f.facts.kind)
                && fits(&filter.field, &f.facts.field)
        };
        self.facts.findings.iter().filter(through).collect()
    }
}
