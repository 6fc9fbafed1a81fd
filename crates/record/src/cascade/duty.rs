//! Who has to do something with a document: the bodies it is addressed to and all below them, through time.

use super::{Asked, Step};
use crate::object::{Addressed, Body, Document};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use terms::{Day, Ref};

/// No chain of superiors or successors is longer; a circle in the data ends here.
const DEEPEST: usize = 16;

/// The bodies with who is below whom on a day.
#[derive(Debug)]
pub(crate) struct Bodies<'a> {
    pub(crate) all: Vec<&'a Body>,
    places: HashMap<&'a Ref, usize>,
    below: Vec<Vec<usize>>,
}

/// The bodies above a body on a day: the principal superior first, then those of the four chains.
pub(crate) fn above(body: &Body, day: Day) -> impl Iterator<Item = &Ref> {
    let chains = body.chains.values().filter_map(move |h| h.on(day)?.as_ref());
    body.parent_on(day).into_iter().chain(chains).map(|named| &named.at)
}

impl<'a> Bodies<'a> {
    pub(crate) fn of(bodies: &'a [Body], on: Day) -> Self {
        let all: Vec<&'a Body> = bodies.iter().collect();
        let places: HashMap<&'a Ref, usize> =
            all.iter().enumerate().map(|(i, b)| (&b.at, i)).collect();
        let mut below = vec![Vec::new(); all.len()];
        for (i, body) in all.iter().enumerate().filter(|(_, b)| b.exists_on(on)) {
            for superior in above(body, on).filter_map(|at| places.get(at)) {
                below[*superior].push(i);
            }
        }
        Self { all, places, below }
    }

    pub(crate) fn place(&self, at: &Ref) -> Option<usize> {
        self.places.get(at).copied()
    }

    /// A body and all below it on the day.
    fn subtree(&self, top: usize) -> Vec<usize> {
        let (mut seen, mut found) = (HashSet::from([top]), vec![top]);
        let mut next = 0;
        while let Some(at) = found.get(next).copied() {
            next += 1;
            found.extend(self.below[at].iter().copied().filter(|b| seen.insert(*b)));
        }
        found
    }

    /// Whether a body was another one or below it on a day.
    fn was_below(&self, at: usize, top: usize, day: Day, depth: usize) -> bool {
        at == top
            || depth < DEEPEST
                && above(self.all[at], day)
                    .filter_map(|s| self.place(s))
                    .any(|s| self.was_below(s, top, day, depth + 1))
    }

    /// The bodies that answer for a body on a day: itself while it exists, then its successors.
    fn heirs(&self, at: usize, on: Day) -> BTreeSet<usize> {
        let (mut found, mut seen, mut open) = (BTreeSet::new(), HashSet::new(), vec![at]);
        while let Some(at) = open.pop().filter(|_| seen.len() < 1000) {
            if !seen.insert(at) {
                continue;
            }
            let body = self.all[at];
            if body.exists_on(on) {
                found.insert(at);
            } else if body.dissolved_on.is_some_and(|end| end <= on) {
                open.extend(body.successors.iter().filter_map(|s| self.place(&s.at)));
            }
        }
        found
    }
}

/// What is asked of a body, the last word of each addressing counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Terms {
    receive: Option<Day>,
    disseminate: Option<Day>,
    implement: Option<Day>,
    report: Option<Day>,
}

impl Terms {
    fn take(&mut self, a: &Addressed) {
        self.receive = a.receive_by.or(self.receive);
        self.disseminate = a.disseminate_by.or(self.disseminate);
        self.implement = a.implement_by.or(self.implement);
        self.report = a.report_by.or(self.report);
    }

    /// Whether a step is asked. Whoever is addressed receives; the rest is asked where a day is set.
    pub(crate) fn of(&self, step: Step) -> Asked {
        let by = |day: Option<Day>| day.map_or(Asked::Not, Asked::By);
        match step {
            Step::Received => self.receive.map_or(Asked::Sometime, Asked::By),
            Step::Disseminated => by(self.disseminate),
            Step::Implemented => by(self.implement),
            Step::Tasks => Asked::Not,
            Step::Reported => by(self.report),
        }
    }
}

/// Who has to do what.
#[derive(Debug, Default)]
pub(crate) struct Duty<'a> {
    /// What is asked of each body.
    pub(crate) asked: BTreeMap<usize, Terms>,
    /// For a body, those whose duty came to it.
    pub(crate) heirs: BTreeMap<usize, Vec<usize>>,
    /// Bodies that passed their duty on.
    pub(crate) passed_on: BTreeSet<usize>,
    /// Bodies that ceased without a known successor.
    pub(crate) lost: Vec<&'a Body>,
}

impl<'a> Duty<'a> {
    /// The duties that a document lays down, as they lie on a day.
    pub(crate) fn of(bodies: &Bodies<'a>, document: &Document, on: Day) -> Self {
        let mut duty = Self::default();
        let mut stated: Vec<&Addressed> =
            document.addressed.iter().filter(|a| a.from <= on).collect();
        stated.sort_by_key(|a| (a.from, a.by.recorded_at));
        for addressed in stated {
            duty.lay(bodies, addressed, on);
        }
        let issuer = document.facts.issuer_body.as_ref().and_then(|at| bodies.place(at));
        issuer.into_iter().for_each(|i| _ = duty.asked.remove(&i));
        duty
    }

    fn lay(&mut self, bodies: &Bodies<'a>, a: &Addressed, on: Day) {
        let mut reached = BTreeSet::new();
        for named in a.bodies.iter().filter_map(|n| bodies.place(&n.at)) {
            for heir in self.pass(bodies, named, on) {
                match a.below {
                    true => reached.extend(bodies.subtree(heir)),
                    false => _ = reached.insert(heir),
                }
            }
            if a.below {
                let ceased = |b: &Body| a.from < on && b.exists_on(a.from) && !b.exists_on(on);
                let ceased = (0..bodies.all.len()).filter(|i| ceased(bodies.all[*i]));
                let there =
                    ceased.filter(|i| *i != named && bodies.was_below(*i, named, a.from, 0));
                for gone in there.collect::<Vec<_>>() {
                    reached.extend(self.pass(bodies, gone, on));
                }
            }
        }
        for body in reached {
            self.asked.entry(body).or_default().take(a);
        }
    }

    /// The bodies that answer for a body now; a body that ceased is noted as one that passed its duty on, or as lost.
    fn pass(&mut self, bodies: &Bodies<'a>, at: usize, on: Day) -> BTreeSet<usize> {
        let heirs = bodies.heirs(at, on);
        let body = bodies.all[at];
        if heirs.contains(&at) {
            return heirs;
        }
        let ceased = body.dissolved_on.is_some_and(|end| end <= on);
        if heirs.is_empty() && ceased && !self.lost.iter().any(|b| b.at == body.at) {
            self.lost.push(body);
        }
        for heir in &heirs {
            let before = self.heirs.entry(*heir).or_default();
            if !before.contains(&at) {
                before.push(at);
            }
            self.passed_on.insert(at);
        }
        heirs
    }
}
