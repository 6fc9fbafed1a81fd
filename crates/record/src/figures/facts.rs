//! The facts that figures are computed from, and their index.

use super::tree::UnitTree;
use crate::object::*;
use crate::offices::Offices;
use std::collections::HashMap;
use std::sync::OnceLock;
use terms::{Instant, Period, Ref, Site, SubmissionState};

/// Everything figures are computed from, as plain values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Units.
    pub units: Vec<Unit>,
    /// Bodies.
    pub bodies: Vec<Body>,
    /// Forms.
    pub forms: Vec<Form>,
    /// Submissions.
    pub submissions: Vec<Submission>,
    /// Tasks.
    pub tasks: Vec<Task>,
    /// Activities.
    pub activities: Vec<Activity>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Findings.
    pub findings: Vec<Finding>,
    /// People in office.
    pub people: Vec<Person>,
}

impl Facts {
    /// The facts among some objects; objects of other kinds are left aside.
    pub fn of(objects: impl IntoIterator<Item = Object>) -> Self {
        let mut facts = Self::default();
        for object in objects {
            match object {
                Object::Unit(o) => facts.units.push(o),
                Object::Body(o) => facts.bodies.push(o),
                Object::Form(o) => facts.forms.push(o),
                Object::Submission(o) => facts.submissions.push(o),
                Object::Task(o) => facts.tasks.push(o),
                Object::Activity(o) => facts.activities.push(o),
                Object::Document(o) => facts.documents.push(o),
                Object::Finding(o) => facts.findings.push(o),
                Object::Person(o) => facts.people.push(o),
                Object::Intake(_) | Object::Review(_) | Object::Account(_) | Object::Site(_) => {}
            }
        }
        facts
    }
}

/// Form, unit and period of a submission.
type Key<'a> = (&'a Ref, &'a Ref, Period);

/// The facts with their index: build it once, ask it often.
#[derive(Debug)]
pub struct Figures<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) tree: UnitTree<'a>,
    forms: HashMap<&'a Ref, &'a Form>,
    submissions: HashMap<Key<'a>, &'a Submission>,
    offices: OnceLock<Offices<'a>>,
}

impl<'a> Figures<'a> {
    /// The index of some facts.
    pub fn of(facts: &'a Facts) -> Self {
        let tree = UnitTree::of(&facts.units);
        let mut submissions: HashMap<Key<'a>, &'a Submission> =
            HashMap::with_capacity(facts.submissions.len());
        for new in &facts.submissions {
            let unit = tree.canonical(&new.unit.at);
            let standing = submissions.entry((&new.form.at, unit, new.period));
            let best = standing.or_insert(new);
            if precedence(new) > precedence(best) {
                *best = new;
            }
        }
        let forms = facts.forms.iter().map(|f| (&f.at, f)).collect();
        Self { facts, tree, forms, submissions, offices: OnceLock::new() }
    }

    /// The facts.
    pub fn facts(&self) -> &'a Facts {
        self.facts
    }

    /// Bodies and posts; the index is built when it is first asked for.
    pub fn offices(&self) -> &Offices<'a> {
        self.offices.get_or_init(|| Offices::of(self.facts))
    }

    /// The units through time.
    pub fn tree(&self) -> &UnitTree<'a> {
        &self.tree
    }

    /// A form.
    pub fn form(&self, at: &Ref) -> Option<&'a Form> {
        self.forms.get(at).copied()
    }

    /// The submission of a unit for a form and period, also one given under a name by which it was entered twice. Where two
    /// sites began one each, the one that is further counts, then the one begun first.
    pub fn submission(&self, form: &Ref, unit: &Ref, period: Period) -> Option<&'a Submission> {
        self.submissions.get(&(form, unit, period)).copied()
    }
}

/// What counts where a unit has two submissions for one form and period.
fn precedence(s: &Submission) -> (u8, std::cmp::Reverse<(Instant, &Site, u64)>) {
    let state = match s.state {
        SubmissionState::Approved => 3,
        SubmissionState::Submitted => 2,
        SubmissionState::Returned => 1,
        SubmissionState::Draft => 0,
    };
    let begun = (s.created.recorded_at, &s.created.act.site, s.created.act.seq);
    (state, std::cmp::Reverse(begun))
}
