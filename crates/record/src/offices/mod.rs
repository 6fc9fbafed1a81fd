//! Bodies and posts on any day: who stands above whom in each chain, what posts there are, who holds them, what stands
//! vacant, who answers for what, and where the work of a body that ceased goes. Pure functions of facts.
//!
//! Nothing of a person is known here but name, posts and ranks.

mod chains;
mod check;
mod duties;
mod heirs;
pub mod kinds;
mod naming;
mod posts;

pub use chains::Line;
pub use duties::{Answerable, Duty, Gap, Overlap, PARTS_NEEDED, TaskParts, gaps, overlaps};
pub use heirs::{Heir, LeadNow, heirs_among};
pub use naming::{head_of, key};
pub use posts::{Found, Holder, PostNow};

use crate::figures::Facts;
use crate::object::{Body, Person, Post};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use terms::{Day, Ref};

/// A post that someone holds or held in a body.
#[derive(Debug, Clone)]
struct Held<'a> {
    person: &'a Person,
    post: &'a Post,
    /// Key of the post within the body.
    key: String,
}

/// Bodies and people with their index: build it once for a request, ask it often.
#[derive(Debug, Clone)]
pub struct Offices<'a> {
    bodies: BTreeMap<&'a Ref, &'a Body>,
    people: BTreeMap<&'a Ref, &'a Person>,
    /// Bodies by the key of every name they had.
    named: BTreeMap<String, Vec<&'a Ref>>,
    held: BTreeMap<&'a Ref, Vec<Held<'a>>>,
    /// The days on which anything changes, for each line; found when first asked.
    days: OnceLock<BTreeMap<Line, BTreeSet<Day>>>,
}

impl<'a> Offices<'a> {
    /// The index of the bodies and people among facts.
    pub fn of(facts: &'a Facts) -> Self {
        Self::among(&facts.bodies, &facts.people)
    }

    /// The index of some bodies and people.
    pub fn among(
        bodies: impl IntoIterator<Item = &'a Body>,
        people: impl IntoIterator<Item = &'a Person>,
    ) -> Self {
        let bodies: BTreeMap<&Ref, &Body> = bodies.into_iter().map(|b| (&b.at, b)).collect();
        let people: BTreeMap<&Ref, &Person> = people.into_iter().map(|p| (&p.at, p)).collect();
        let (named, held, days) = (BTreeMap::new(), BTreeMap::new(), OnceLock::new());
        let mut offices = Self { bodies, people, named, held, days };
        offices.index();
        offices
    }

    /// The same with one body as it would be.
    #[must_use]
    pub fn with_body(mut self, body: &'a Body) -> Self {
        self.bodies.insert(&body.at, body);
        self.index();
        self
    }

    /// The same with one person as they would be.
    #[must_use]
    pub fn with_person(mut self, person: &'a Person) -> Self {
        self.people.insert(&person.at, person);
        self.index();
        self
    }

    fn index(&mut self) {
        let mut named: BTreeMap<String, Vec<&'a Ref>> = BTreeMap::new();
        for (at, body) in &self.bodies {
            for name in naming::names(body) {
                let same = named.entry(key(name)).or_default();
                if same.last() != Some(at) {
                    same.push(at);
                }
            }
        }
        (self.named, self.days) = (named, OnceLock::new());
        self.held = self.holdings();
    }

    fn holdings(&self) -> BTreeMap<&'a Ref, Vec<Held<'a>>> {
        let mut held: BTreeMap<&'a Ref, Vec<Held<'a>>> = BTreeMap::new();
        for person in self.people.values().filter(|p| p.unmade.is_none()) {
            for post in &person.posts {
                let Some(body) = self.body_of(post) else { continue };
                let key = naming::post_key(&post.title, body);
                held.entry(&body.at).or_default().push(Held { person, post, key });
            }
        }
        held
    }

    /// The body in which a post is held: the one on record, else the one that its title names.
    fn body_of(&self, post: &Post) -> Option<&'a Body> {
        match &post.body {
            Some(named) => self.body(&named.at),
            None => match self.find(&post.title, post.since) {
                Found::One { body, .. } => Some(body),
                Found::Several(_) | Found::Nothing => None,
            },
        }
    }

    /// A body.
    pub fn body(&self, at: &Ref) -> Option<&'a Body> {
        self.bodies.get(at).copied()
    }

    /// The bodies that there are on a day.
    pub fn bodies_on(&self, day: Day) -> impl Iterator<Item = &'a Body> {
        self.bodies.values().copied().filter(move |b| b.exists_on(day))
    }
}
