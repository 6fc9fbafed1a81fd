//! A task with its steps, and its state on any day.
//!
//! Whether a step fits is judged in fold order; the state on a day is computed from the steps that hold by that day,
//! in the order of their days.

use super::{Fold, Misfit, Stamp};
use crate::act::{Act, Evidence};
use crate::payload::{TaskAct, TaskFacts};
use terms::{Day, Ref, TaskState};

/// Nhiệm vụ: a task as it stands, with every step that led there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What it is called.
    pub at: Ref,
    /// What it is, with the term as it stands after all extensions.
    pub facts: TaskFacts,
    /// Every step, in fold order; the first is the assignment.
    pub steps: Vec<Step>,
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// One step of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// By whom and when; its `effective_on` is the day of the step.
    pub by: Stamp,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// What it says.
    pub says: TaskAct,
}

/// Where a task stands in its course, whatever its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskPhase {
    /// Mới giao: nobody has taken it on.
    Assigned,
    /// Đã tiếp nhận.
    Accepted,
    /// Đang thực hiện: progress was reported, or it came back.
    InProgress,
    /// Chờ kết thúc: handed in as done.
    AwaitingClosing,
    /// Đã kết thúc.
    Closed,
}

impl TaskPhase {
    /// Every value in the order of the course.
    pub const ALL: &'static [Self] =
        &[Self::Assigned, Self::Accepted, Self::InProgress, Self::AwaitingClosing, Self::Closed];

    /// The value with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|phase| phase.code() == code)
    }

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Accepted => "accepted",
            Self::InProgress => "in_progress",
            Self::AwaitingClosing => "awaiting_closing",
            Self::Closed => "closed",
        }
    }

    /// The Vietnamese label that people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Assigned => "Mới giao",
            Self::Accepted => "Đã tiếp nhận",
            Self::InProgress => "Đang thực hiện",
            Self::AwaitingClosing => "Chờ xác nhận kết thúc",
            Self::Closed => "Đã kết thúc",
        }
    }
}

/// What the steps up to some point come to.
#[derive(Debug, Clone, Copy)]
struct Course {
    phase: TaskPhase,
    due: Option<Day>,
    /// The day of the hand-in that stands, and the term as it stood then.
    handed_in: Option<(Day, Option<Day>)>,
}

impl Course {
    fn start(due: Option<Day>) -> Self {
        Self { phase: TaskPhase::Assigned, due, handed_in: None }
    }

    /// Takes one step, or says why it does not fit.
    fn take(&mut self, day: Day, says: &TaskAct) -> Result<(), &'static str> {
        use TaskPhase::{Accepted, Assigned, AwaitingClosing, Closed, InProgress};
        let phase = match (says, self.phase) {
            (TaskAct::Assigned(_), _) => return Err("task.already-assigned"),
            (TaskAct::Accepted, Assigned) => Accepted,
            (TaskAct::Accepted, _) => return Err("task.already-accepted"),
            (TaskAct::Reopened { .. }, Closed) => InProgress,
            (TaskAct::Reopened { .. }, _) => return Err("task.not-closed"),
            (TaskAct::Corrected { facts, .. }, phase) => {
                self.due = facts.due_on;
                phase
            }
            (TaskAct::Withdrawn { .. }, phase) => phase,
            (_, Closed) => return Err("task.closed"),
            (TaskAct::Closed { .. }, AwaitingClosing) => Closed,
            (TaskAct::Returned { .. }, AwaitingClosing) => InProgress,
            (TaskAct::Closed { .. } | TaskAct::Returned { .. }, _) => {
                return Err("task.not-handed-in");
            }
            (_, AwaitingClosing) => return Err("task.awaits-closing"),
            (TaskAct::Progressed { .. }, _) => InProgress,
            (TaskAct::Extended { due_on, .. }, phase) => {
                self.due = Some(*due_on);
                phase
            }
            (TaskAct::HandedIn { .. }, _) => {
                self.handed_in = Some((day, self.due));
                AwaitingClosing
            }
        };
        if phase < AwaitingClosing {
            self.handed_in = None;
        }
        self.phase = phase;
        Ok(())
    }
}

impl Task {
    /// Its state on a day; `None` before it was assigned and once it is withdrawn.
    ///
    /// Done needs a hand-in that is closed by the day, and is on time when handed in no later than the term as it stood
    /// then. While a hand-in awaits closing its own day decides; else the day asked. Without a term nothing is overdue.
    pub fn state_on(&self, day: Day) -> Option<TaskState> {
        let course = self.course_on(day)?;
        let (reference, due) = course.handed_in.unwrap_or((day, course.due));
        let late = due.is_some_and(|due| reference > due);
        Some(match (course.phase, late) {
            (TaskPhase::Closed, false) => TaskState::DoneOnTime,
            (TaskPhase::Closed, true) => TaskState::DoneLate,
            (_, false) => TaskState::NotYetDue,
            (_, true) => TaskState::Overdue,
        })
    }

    /// Where it stood on a day; `None` before it was assigned and once it is withdrawn.
    pub fn phase_on(&self, day: Day) -> Option<TaskPhase> {
        self.course_on(day).map(|c| c.phase)
    }

    /// The last day of its term as it stood on a day.
    pub fn due_on(&self, day: Day) -> Option<Day> {
        self.course_on(day).and_then(|c| c.due)
    }

    /// The day of the hand-in that stood on a day.
    pub fn handed_in_on(&self, day: Day) -> Option<Day> {
        self.course_on(day).and_then(|c| c.handed_in).map(|(handed_in, _)| handed_in)
    }

    /// Where it stands when every step counts, whatever its day.
    pub fn phase(&self) -> TaskPhase {
        self.course().phase
    }

    /// The step by which it was handed in last.
    pub fn hand_in(&self) -> Option<&Step> {
        self.steps.iter().rev().find(|s| matches!(s.says, TaskAct::HandedIn { .. }))
    }

    /// Whether it was withdrawn, on whatever day.
    pub fn is_withdrawn(&self) -> bool {
        self.steps.iter().any(|s| matches!(s.says, TaskAct::Withdrawn { .. }))
    }

    /// The day of its last step.
    pub fn last_day(&self) -> Day {
        let days = self.steps.iter().map(|s| s.by.effective_on);
        days.max().unwrap_or(self.created.effective_on)
    }

    fn assigned_due(&self) -> Option<Day> {
        match self.steps.first().map(|s| &s.says) {
            Some(TaskAct::Assigned(facts)) => facts.due_on,
            _ => self.facts.due_on,
        }
    }

    fn course(&self) -> Course {
        let mut course = Course::start(self.assigned_due());
        for step in self.steps.iter().skip(1) {
            // Only steps that fit are kept.
            let _ = course.take(step.by.effective_on, &step.says);
        }
        course
    }

    fn course_on(&self, day: Day) -> Option<Course> {
        if day < self.created.effective_on {
            return None;
        }
        let mut steps: Vec<&Step> =
            self.steps.iter().skip(1).filter(|s| s.by.effective_on <= day).collect();
        steps.sort_by_key(|s| s.by.effective_on);
        let mut course = Course::start(self.assigned_due());
        for step in steps {
            if matches!(step.says, TaskAct::Withdrawn { .. }) {
                return None;
            }
            // A step entered out of the order of its day may not fit on that day; it says nothing then.
            let _ = course.take(step.by.effective_on, &step.says);
        }
        Some(course)
    }
}

impl Fold for Task {
    type Says = TaskAct;
    super::alike!(Task);

    fn begin(act: &Act, says: &TaskAct) -> Option<Self> {
        let TaskAct::Assigned(facts) = says else { return None };
        let mut task = Self {
            at: act.subject.clone(),
            facts: facts.clone(),
            steps: Vec::new(),
            created: Stamp::of(act),
            misfits: Vec::new(),
        };
        task.keep(act, says);
        Some(task)
    }

    fn step(&mut self, act: &Act, says: &TaskAct) -> Result<(), &'static str> {
        if self.is_withdrawn() {
            return Err("task.withdrawn");
        }
        if act.effective_on < self.created.effective_on {
            return Err("task.before-assigned");
        }
        let mut course = self.course();
        course.take(act.effective_on, says)?;
        if let TaskAct::Corrected { facts, .. } = says {
            self.facts = facts.clone();
        }
        self.facts.due_on = course.due;
        self.keep(act, says);
        Ok(())
    }
}

impl Task {
    fn keep(&mut self, act: &Act, says: &TaskAct) {
        let (by, evidence) = (Stamp::of(act), act.evidence.clone());
        self.steps.push(Step { by, evidence, says: says.clone() });
    }
}
