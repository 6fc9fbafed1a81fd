//! Counts over a cascade: how many of how many, and who is missing, for each step, level and kind of body.

use super::{Asked, Cascade, Row, State, Step};
use std::collections::BTreeMap;
use terms::UnitLevel;

/// How many stand where in one step, of those of whom it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Count {
    /// Of how many it is asked.
    pub asked: usize,
    /// How many did it.
    pub done: usize,
    /// How many of these did it late.
    pub late: usize,
    /// How many did not and still have time.
    pub due: usize,
    /// How many did not and the day has passed.
    pub overdue: usize,
    /// How many of those that did not may have done it, by a hint that nobody has confirmed.
    pub probable: usize,
    /// How many did it though nobody asked.
    pub unasked: usize,
}

impl Count {
    fn take(&mut self, row: &Row<'_>, step: Step) {
        let now = row.step(step);
        // A task asks by itself, whether or not the document is addressed to the body.
        let asked = now.asked != Asked::Not || (step == Step::Tasks && !row.tasks.is_empty());
        if !asked {
            self.unasked += usize::from(now.state.is_done());
            return;
        }
        self.asked += 1;
        self.probable += usize::from(now.is_probable());
        match now.state {
            State::Done => self.done += 1,
            State::Late { .. } => (self.done, self.late) = (self.done + 1, self.late + 1),
            State::Overdue { .. } => self.overdue += 1,
            State::Due { .. } | State::NotAsked => self.due += 1,
        }
    }

    /// The sum of two counts.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            asked: self.asked + other.asked,
            done: self.done + other.done,
            late: self.late + other.late,
            due: self.due + other.due,
            overdue: self.overdue + other.overdue,
            probable: self.probable + other.probable,
            unasked: self.unasked + other.unasked,
        }
    }
}

/// Counts of some bodies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// How many have a duty.
    pub on_duty: usize,
    /// How many of these are silent.
    pub silent: usize,
    /// The five steps, in the order of `Step::ALL`.
    pub steps: [Count; 5],
}

impl Group {
    /// The counts of some rows.
    pub fn of<'r, 'a: 'r>(rows: impl IntoIterator<Item = &'r Row<'a>>) -> Self {
        let mut group = Self::default();
        for row in rows {
            group.take(row);
        }
        group
    }

    pub(super) fn take(&mut self, row: &Row<'_>) {
        self.on_duty += usize::from(row.on_duty);
        self.silent += usize::from(row.is_silent());
        for step in Step::ALL {
            self.steps[step as usize].take(row, step);
        }
    }

    /// The sum of two groups.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            on_duty: self.on_duty + other.on_duty,
            silent: self.silent + other.silent,
            steps: std::array::from_fn(|i| self.steps[i].plus(&other.steps[i])),
        }
    }

    /// One step.
    pub fn step(&self, step: Step) -> &Count {
        &self.steps[step as usize]
    }
}

impl Cascade<'_> {
    /// The counts of all rows.
    pub fn whole(&self) -> Group {
        Group::of(&self.rows)
    }

    /// The counts by level of the unit and kind of body.
    pub fn groups(&self) -> BTreeMap<(Option<UnitLevel>, &str), Group> {
        let mut groups: BTreeMap<(Option<UnitLevel>, &str), Group> = BTreeMap::new();
        for row in &self.rows {
            groups.entry((row.level, row.body.kind.as_str())).or_default().take(row);
        }
        groups
    }
}
