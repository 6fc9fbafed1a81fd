//! Acts on tasks, activities and findings.

use terms::{AccessClass, ActivityKind, Day, Edtf, Field, FindingKind, Named, Period};

/// What a task is (nhiệm vụ).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskFacts {
    /// What is to be done.
    pub title: String,
    /// The body that assigns it.
    pub assigner: Named,
    /// The one body that leads (chủ trì).
    pub lead: Named,
    /// The bodies that coordinate (phối hợp).
    pub coordinating: Vec<Named>,
    /// By which day it is due; `None` for a standing task.
    pub due_on: Option<Day>,
    /// Line of work.
    pub field: Field,
    /// Documents it rests on.
    pub basis: Vec<Named>,
}

/// An act on a task. `effective_on` of the act is the day of the step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskAct {
    /// It was assigned. The evidence of the act holds the span it comes from.
    Assigned(TaskFacts),
    /// The lead body took it on.
    Accepted,
    /// Progress was reported.
    Progressed {
        /// What has been done.
        text: String,
        /// How far, in per cent, where stated (0–100).
        percent: Option<u8>,
    },
    /// The term was extended.
    Extended {
        /// The new last day.
        due_on: Day,
        /// Why.
        reason: String,
    },
    /// The lead body handed it in as done. The evidence of the act proves it.
    HandedIn {
        /// What was done.
        text: String,
    },
    /// A second person found it done and closed it.
    Closed {
        /// Remark.
        text: Option<String>,
    },
    /// What was handed in was not accepted.
    Returned {
        /// Why.
        reason: String,
    },
    /// A closed task was opened again.
    Reopened {
        /// Why.
        reason: String,
    },
    /// What was wrong in the assignment was put right.
    Corrected {
        /// The facts as they should have been.
        facts: TaskFacts,
        /// Why.
        reason: String,
    },
    /// It was assigned by mistake or is not needed any more; it counts nowhere from then on.
    Withdrawn {
        /// Why.
        reason: String,
    },
}

/// How many of whom took part: a count, never names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The figure.
    pub value: u64,
    /// Who is counted (`đại biểu`).
    pub unit: String,
    /// `exact`, `over`, `under` or `about`.
    pub qualifier: String,
}

/// What is on record of an activity (hội nghị, diễn tập, kiểm tra …).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityFacts {
    /// Kind.
    pub kind: ActivityKind,
    /// Title.
    pub title: String,
    /// When, as far as known.
    pub held_on: Option<Edtf>,
    /// Where.
    pub place: Option<String>,
    /// Bodies that held it.
    pub hosts: Vec<Named>,
    /// People who chaired it, with post as written.
    pub chairs: Vec<Named>,
    /// Period under review.
    pub period: Option<Period>,
    /// Documents under review.
    pub reviews: Vec<Named>,
    /// Attendance as counts.
    pub attendance: Vec<Attendance>,
    /// Line of work.
    pub field: Field,
}

/// An act on an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActivityAct {
    /// Who has to come to it, and which documents it is about.
    Convened {
        /// The documents that it makes known or reviews.
        documents: Vec<Named>,
        /// The bodies that have to come.
        bodies: Vec<Named>,
        /// How many of whom have to come.
        summoned: Vec<Attendance>,
    },
    /// How many of one body came.
    Attended {
        /// The body.
        body: Named,
        /// How many came.
        present: u64,
        /// How many had to come.
        summoned: Option<u64>,
    },
    /// It was put on record.
    Recorded(ActivityFacts),
    /// What was wrong on record was put right.
    Corrected {
        /// The facts as they should have been.
        facts: ActivityFacts,
        /// Why.
        reason: String,
    },
    /// It was recorded by mistake.
    Withdrawn {
        /// Why.
        reason: String,
    },
}

/// What is on record of a finding (nhận định): a result, strength, shortcoming, cause, lesson or direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingFacts {
    /// What it is.
    pub kind: FindingKind,
    /// The wording.
    pub text: String,
    /// Line of work.
    pub field: Field,
    /// The body it is about.
    pub body: Option<Named>,
    /// For a cause: the finding it explains.
    pub cause_of: Option<Named>,
    /// The activity or document it was found in.
    pub found_in: Option<Named>,
}

/// An act on a finding. `effective_on` of the act is the day it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingAct {
    /// It was put on record.
    Recorded(FindingFacts),
    /// What was wrong on record was put right.
    Corrected {
        /// The facts as they should have been.
        facts: FindingFacts,
        /// Why.
        reason: String,
    },
    /// A shortcoming was found to be overcome.
    Resolved {
        /// How it was seen.
        text: String,
    },
    /// It was recorded by mistake.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// Who may read it was stated.
    ClassStated {
        /// Who may read it.
        class: AccessClass,
        /// What says so, as written.
        basis: Option<String>,
        /// Why.
        reason: String,
    },
}
