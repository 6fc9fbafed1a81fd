//! Bodies, units and people as the rows so far would leave them, found by name on a day.

use super::Context;
use crate::error::{Error, Problem};
use crate::offices::with_drafts;
use record::decide::{self, Entry, Refusal};
use record::figures::Facts;
use record::object::{Body, Person, Unit};
use record::offices::{Offices, key};
use record::payload::{BodyAct, PersonAct};
use record::{Draft, Object};
use std::collections::BTreeMap;
use terms::{Day, Named, Ref, Role};

/// The registers of bodies and people while rows are planned.
pub(crate) struct World {
    units: Vec<Unit>,
    pub(super) bodies: BTreeMap<Ref, Body>,
    pub(super) people: BTreeMap<Ref, Person>,
    bodies_named: BTreeMap<String, Vec<Ref>>,
    people_named: BTreeMap<String, Vec<Ref>>,
    units_named: BTreeMap<String, Vec<usize>>,
    /// The row that last touched an object.
    touched: BTreeMap<Ref, u32>,
}

/// What parts a name from the name of what it belongs to.
const UNDER: &str = " / ";
/// The longest way up that is walked.
const DEEPEST: u8 = 20;

impl World {
    pub(super) fn of(facts: &Facts) -> Self {
        let mut world = Self {
            units: facts.units.clone(),
            bodies: BTreeMap::new(),
            people: BTreeMap::new(),
            bodies_named: BTreeMap::new(),
            people_named: BTreeMap::new(),
            units_named: BTreeMap::new(),
            touched: BTreeMap::new(),
        };
        for (i, unit) in facts.units.iter().enumerate() {
            for (name, _) in unit.names.spans() {
                let same = world.units_named.entry(key(&name.value.full())).or_default();
                if same.last() != Some(&i) {
                    same.push(i);
                }
            }
        }
        facts.bodies.iter().for_each(|b| world.keep_body(b.clone()));
        facts.people.iter().for_each(|p| world.keep_person(p.clone()));
        world
    }

    fn keep_body(&mut self, body: Body) {
        for (name, _) in body.names.spans() {
            let both = std::iter::once(&name.value.name).chain(&name.value.short_name);
            for words in both {
                let same = self.bodies_named.entry(key(words)).or_default();
                if !same.contains(&body.at) {
                    same.push(body.at.clone());
                }
            }
        }
        self.bodies.insert(body.at.clone(), body);
    }

    fn keep_person(&mut self, person: Person) {
        let same = self.people_named.entry(key(&person.name)).or_default();
        if !same.contains(&person.at) {
            same.push(person.at.clone());
        }
        self.people.insert(person.at.clone(), person);
    }

    /// Moves the world on by some drafts.
    pub(super) fn put(&mut self, row: u32, drafts: &[Draft]) {
        for draft in drafts {
            let at = &draft.subject;
            let now = self.bodies.get(at).cloned().map(Object::Body);
            let now = now.or_else(|| self.people.get(at).cloned().map(Object::Person));
            match with_drafts(now, std::slice::from_ref(draft)) {
                Some(Object::Body(body)) => self.keep_body(body),
                Some(Object::Person(person)) => self.keep_person(person),
                _ => {}
            }
            self.touched.insert(at.clone(), row);
        }
    }

    /// The body of a name on a day; after ` / ` the body above it or its unit may be named.
    pub(super) fn body(&self, typed: &str, day: Day) -> Result<Named, Error> {
        let (name, under) = parted(typed);
        let found = self.bodies_called(name, under, day);
        match found.as_slice() {
            [one] => Ok(one.named_on(day)),
            [] => Err(refused("body.name-unknown", typed, ("day", day.vn()))),
            several => {
                let each = several.iter().map(|b| {
                    let places: Vec<String> = places(b, day);
                    format!("{}{UNDER}{}", b.named_on(day).name, places.join("; "))
                });
                let list = each.collect::<Vec<_>>().join(" · ");
                Err(refused("body.name-ambiguous", typed, ("candidates", list)))
            }
        }
    }

    /// The bodies of a name on a day that belong to what is named, where anything is.
    pub(super) fn bodies_called(&self, name: &str, under: Option<&str>, day: Day) -> Vec<&Body> {
        let wanted = key(name);
        let same = self.bodies_named.get(&wanted).into_iter().flatten();
        let there = same.filter_map(|at| self.bodies.get(at)).filter(|b| b.exists_on(day));
        let bears = |b: &&Body| {
            b.name_on(day).is_some_and(|n| {
                std::iter::once(&n.name).chain(&n.short_name).any(|name| key(name) == wanted)
            })
        };
        let belongs = |b: &&Body| {
            under.is_none_or(|u| places(b, day).iter().any(|place| key(place) == key(u)))
        };
        there.filter(bears).filter(belongs).collect()
    }

    /// The unit of a name on a day; after ` / ` the unit above it may be named.
    pub(super) fn unit(&self, typed: &str, day: Day) -> Result<Named, Error> {
        let (name, under) = parted(typed);
        let same = self.units_named.get(&key(name)).into_iter().flatten();
        let there = same.filter_map(|i| self.units.get(*i)).filter(|u| u.exists_on(day));
        let above = |u: &Unit| u.parent_on(day).map(|p| p.name.clone()).unwrap_or_default();
        let wanted = key(name);
        let found: Vec<&Unit> = there
            .filter(|u| key(&u.named_on(day).name) == wanted)
            .filter(|u| under.is_none_or(|w| key(&above(u)) == key(w)))
            .collect();
        match found.as_slice() {
            [one] => Ok(one.named_on(day)),
            [] => Err(refused("unit.name-unknown", typed, ("day", day.vn()))),
            several => {
                let each =
                    several.iter().map(|u| format!("{}{UNDER}{}", u.named_on(day).name, above(u)));
                let list = each.collect::<Vec<_>>().join(" · ");
                Err(refused("unit.name-ambiguous", typed, ("candidates", list)))
            }
        }
    }

    /// The people of a name.
    pub(super) fn people_called(&self, name: &str) -> Vec<&Person> {
        let same = self.people_named.get(&key(name)).into_iter().flatten();
        same.filter_map(|at| self.people.get(at)).filter(|p| p.unmade.is_none()).collect()
    }

    /// That the viewer is an officer on a body, or on one above it as the rows so far would leave them.
    pub(super) fn permitted(&self, context: &Context<'_>, body: &Named) -> Result<(), Error> {
        let (mut at, mut steps) = (Some(body.clone()), 0);
        while let Some(named) = at.filter(|_| steps < DEEPEST) {
            if context.viewer.may(Role::Officer, &named.at) {
                return Ok(());
            }
            let above = self.bodies.get(&named.at);
            at = above.and_then(|b| b.parent_on(context.today)).cloned();
            steps += 1;
        }
        context.viewer.acting(Role::Officer, body).map(|_| ())
    }

    /// The drafts of an act on a body as it would be, or why it cannot be.
    pub(super) fn on_body(
        &self,
        context: &Context<'_>,
        at: &Ref,
        on: Day,
        says: BodyAct,
    ) -> Result<Vec<Draft>, Error> {
        Ok(decide::body(self.bodies.get(at), entry(context, at, on), says)?)
    }

    /// The drafts of an act on a person as they would be, or why it cannot be.
    pub(super) fn on_person(
        &self,
        context: &Context<'_>,
        at: &Ref,
        on: Day,
        says: PersonAct,
    ) -> Result<Vec<Draft>, Error> {
        Ok(decide::person(self.people.get(at), entry(context, at, on), says)?)
    }

    /// What is wrong with what the rows touched and was not before, with the row that touched it last.
    pub(super) fn faults(&self, facts: &Facts) -> Vec<(u32, Problem)> {
        let before = Offices::of(facts);
        let after = Offices::among(self.bodies.values(), self.people.values());
        let mut faults: Vec<(u32, Problem)> = Vec::new();
        let mut seen: Vec<Refusal> = Vec::new();
        for (at, row) in &self.touched {
            let (old, new) = match self.bodies.contains_key(at) {
                true => (before.faults(at), after.faults(at)),
                false => (before.faults_of_person(at), after.faults_of_person(at)),
            };
            for fault in new.into_iter().filter(|f| !old.contains(f)) {
                if !seen.contains(&fault) {
                    seen.push(fault.clone());
                    if let Error::Refused(problem) | Error::Conflict(problem) = fault.into() {
                        faults.push((*row, problem));
                    }
                }
            }
        }
        faults.sort_by_key(|(row, _)| *row);
        faults
    }
}

fn entry(context: &Context<'_>, at: &Ref, on: Day) -> Entry {
    Entry {
        subject: at.clone(),
        actor: context.actor.clone(),
        effective_on: on,
        today: context.today,
        evidence: context.evidence.clone(),
    }
}

pub(super) fn parted(typed: &str) -> (&str, Option<&str>) {
    typed.split_once(UNDER).map_or((typed, None), |(name, under)| (name.trim(), Some(under.trim())))
}

fn refused(code: &str, typed: &str, other: (&str, String)) -> Error {
    Error::Refused(Problem::new(code, [("name", typed.to_owned()), other]))
}

/// What a body belongs to: the body above it and its unit.
fn places(body: &Body, day: Day) -> Vec<String> {
    body.parent_on(day).into_iter().chain(&body.unit).map(|n| n.name.clone()).collect()
}
