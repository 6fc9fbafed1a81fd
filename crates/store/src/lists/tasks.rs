//! Tasks in lists. The state is that of a day when every step on record counts: for a past day load the tasks.

use super::{Page, Paging, among, asked, row};
use crate::engine::Got;
use crate::error::Error;
use crate::sql::tasks;
use crate::store::Store;
use crate::value::{Value, args};
use record::object::TaskPhase;
use std::collections::BTreeMap;
use terms::{Day, Field, Ref, TaskState};

row! {
    /// A task in a list.
    TaskRow(Task) {
        /// What is to be done.
        title: String = text;
        /// The body that assigns it.
        assigner: Ref = parsed;
        /// Its name when the task was assigned.
        assigner_name: String = text;
        /// The body that leads.
        lead: Ref = parsed;
        /// Its name when the task was assigned.
        lead_name: String = text;
        /// The last day of its term.
        due_on: Option<Day> = maybe_parsed;
        /// The last day of its term as assigned.
        first_due_on: Option<Day> = maybe_parsed;
        /// Line of work.
        field: Field = code(Field::from_code);
        /// Code of where it stands in its course (`record::object::TaskPhase`).
        phase: String = text;
        /// State on the day asked.
        state: TaskState = code(TaskState::from_code);
        /// The day it was assigned.
        assigned_on: Day = parsed;
        /// The day of the hand-in that stands.
        handed_in_on: Option<Day> = maybe_parsed;
        /// The day it was closed.
        closed_on: Option<Day> = maybe_parsed;
        /// How far it is, in per cent, as last reported.
        percent: Option<i64> = maybe_int;
    }
}

/// Which tasks are asked for; what is `None` or empty filters nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskFilter {
    /// The day whose state is asked.
    pub day: Day,
    /// Words of title, lead and assigner.
    pub search: String,
    /// State on that day.
    pub state: Option<TaskState>,
    /// The body that leads.
    pub lead: Option<Ref>,
    /// Bodies of which one assigns, leads or joins.
    pub bodies: Vec<Ref>,
    /// Line of work.
    pub field: Option<Field>,
    /// Where it stands in its course.
    pub phase: Option<TaskPhase>,
    /// Due on this day or later.
    pub due_from: Option<Day>,
    /// Due on this day or earlier.
    pub due_to: Option<Day>,
}

impl TaskFilter {
    /// Every task, with its state on a day.
    pub fn on(day: Day) -> Self {
        Self {
            day,
            search: String::new(),
            state: None,
            lead: None,
            bodies: Vec::new(),
            field: None,
            phase: None,
            due_from: None,
            due_to: None,
        }
    }

    fn values(&self) -> Vec<Value> {
        args![
            self.day,
            asked(self.state),
            asked(self.lead.as_ref()),
            among(&self.bodies),
            asked(self.field),
            asked(self.phase.map(TaskPhase::code)),
            asked(self.due_from),
            asked(self.due_to),
        ]
    }
}

impl Store {
    /// Tasks by the end of their term, without those withdrawn.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tasks(&self, f: &TaskFilter, paging: Paging) -> Result<Page<TaskRow>, Error> {
        let filter = self.searched(&f.search, f.values());
        self.page((tasks::LIST, tasks::COUNT), filter, paging, TaskRow::read).await
    }

    /// How many tasks are in each state; a state in which there is none is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn task_states(&self, f: &TaskFilter) -> Result<BTreeMap<TaskState, u64>, Error> {
        let read = |row: &Got| Ok((row.code(0, TaskState::from_code)?, row.count(1)?));
        let states = self.all(tasks::STATES, self.searched(&f.search, f.values()), read).await?;
        Ok(states.into_iter().collect())
    }

    /// The tasks that rest on a document, with their state on a day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tasks_on(&self, document: &Ref, day: Day) -> Result<Vec<TaskRow>, Error> {
        self.all(tasks::ON, args![document, "", "", "", day], TaskRow::read).await
    }
}
