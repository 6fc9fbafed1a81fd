//! What may not be on bodies and posts: a body above itself, a superior that was not there, one name for two, more holders
//! than seats.
//!
//! A use case asks for the faults of a body as it stands and as it would be; what is new is refused. So what came wrong
//! from elsewhere does not stand in the way of other acts.

use super::chains::above;
use super::naming::post_key;
use super::{Line, Offices, key};
use crate::decide::Refusal;
use crate::object::{Body, PostLaid};
use std::collections::BTreeSet;
use terms::{Day, Named, Ref};

impl Offices<'_> {
    /// What is wrong with a body in the index, in the order: superiors, their being there, names, posts.
    pub fn faults(&self, at: &Ref) -> Vec<Refusal> {
        let Some(body) = self.body(at).filter(|b| b.unmade.is_none()) else { return Vec::new() };
        let mut faults: Vec<Refusal> =
            Line::all().filter_map(|line| self.circle(body, line)).collect();
        faults.extend(self.absent(body));
        faults.extend(self.same_name(body));
        faults.extend(body.posts.iter().filter_map(|laid| self.crowded(body, laid)));
        faults
    }

    /// What is wrong with the posts of a person in the index: more holders than seats.
    pub fn faults_of_person(&self, at: &Ref) -> Vec<Refusal> {
        let Some(person) = self.people.get(at) else { return Vec::new() };
        let mut faults = Vec::new();
        for post in &person.posts {
            let Some(body) = self.body_of(post) else { continue };
            let wanted = post_key(&post.title, body);
            let laid = body.posts.iter().filter(|laid| post_key(&laid.post, body) == wanted);
            faults.extend(laid.filter_map(|laid| self.crowded(body, laid)));
        }
        faults
    }

    /// The first day on which a body would stand above itself.
    fn circle(&self, body: &Body, line: Line) -> Option<Refusal> {
        self.changes(line, body.established_on).find_map(|day| {
            let path = self.back_to(body, line, day)?;
            Some(Refusal::SuperiorCircle { line, day, path })
        })
    }

    /// The bodies from one up to itself again; `None` when it does not come back.
    fn back_to(&self, body: &Body, line: Line, day: Day) -> Option<Vec<Named>> {
        let mut seen = BTreeSet::new();
        let mut path = vec![body.named_on(day)];
        let mut at = above(body, line, day);
        while let Some(next) = at {
            path.push(next.clone());
            if next.at == body.at {
                return Some(path);
            }
            if !seen.insert(&next.at) {
                return None;
            }
            at = self.body(&next.at).and_then(|b| above(b, line, day));
        }
        None
    }

    /// Bodies that are said to be above it, beside it or after it on a day on which they were not there.
    fn absent(&self, body: &Body) -> Vec<Refusal> {
        let mut said: Vec<(Day, &Named)> = Vec::new();
        let dated = |e: &Option<Named>, from: Day| e.as_ref().map(|n| (from, n.clone()));
        let parents = body.parents.spans().filter_map(|(e, _)| dated(&e.value, e.from));
        let chains = body.chains.values().flat_map(|h| h.spans());
        let chains = chains.filter_map(|(e, _)| dated(&e.value, e.from));
        let standing = body.standing.spans().filter_map(|(e, _)| dated(&e.value, e.from));
        let all: Vec<(Day, Named)> = parents.chain(chains).chain(standing).collect();
        said.extend(all.iter().map(|(day, named)| (*day, named)));
        said.extend(
            body.dissolved_on
                .into_iter()
                .flat_map(|end| body.successors.iter().map(move |next| (end, next))),
        );
        let gone = said.into_iter().filter(|(day, other)| {
            self.body(&other.at).is_some_and(|b| !b.exists_on(*day)) || other.at == body.at
        });
        gone.map(|(day, other)| Refusal::BodyNotThere { body: other.clone(), day }).collect()
    }

    /// Another body of the same unit that bears one of its names at the same time.
    fn same_name(&self, body: &Body) -> Vec<Refusal> {
        let mut faults = Vec::new();
        for (name, from, to) in spans(body) {
            let same = self.named.get(&key(name)).into_iter().flatten();
            let others = same.filter(|at| **at != &body.at).filter_map(|at| self.body(at));
            for other in others.filter(|o| o.unmade.is_none() && !apart(o, body)) {
                let clash = spans(other).find(|(theirs, begin, end)| {
                    key(theirs) == key(name) && meets((from, to), (*begin, *end))
                });
                if let Some((_, begin, _)) = clash {
                    let (name, day) = (name.to_owned(), from.max(begin));
                    faults.push(Refusal::BodyNameTaken { name, other: other.named_on(day), day });
                }
            }
        }
        faults
    }

    /// The first day on which more people hold a post than may.
    fn crowded(&self, body: &Body, laid: &PostLaid) -> Option<Refusal> {
        let wanted = post_key(&laid.post, body);
        let held = self.held.get(&body.at).into_iter().flatten().filter(|h| h.key == wanted);
        let mut days = BTreeSet::from([laid.from]);
        days.extend(held.map(|h| h.post.since).filter(|day| *day >= laid.from));
        let within = days.into_iter().filter(|day| laid.to.is_none_or(|to| *day <= to));
        within.filter(|day| body.exists_on(*day)).find_map(|day| {
            let holders = self.holders(&body.at, &wanted, day);
            let held = u64::try_from(holders.len()).unwrap_or(u64::MAX);
            (held > laid.seats).then(|| Refusal::PostTaken {
                post: laid.post.clone(),
                body: Box::new(body.named_on(day)),
                seats: laid.seats,
                day,
                holders: holders.into_iter().map(|h| (h.person, h.since, h.to)).collect(),
            })
        })
    }
}

/// Full names with their first and last days.
fn spans(body: &Body) -> impl Iterator<Item = (&str, Day, Option<Day>)> {
    let end = body.dissolved_on.map(|day| day.plus_days(-1));
    body.names.spans().map(move |(n, to)| (n.value.name.as_str(), n.from, to.or(end)))
}

/// Whether two stretches have a day in common.
fn meets(one: (Day, Option<Day>), other: (Day, Option<Day>)) -> bool {
    one.1.is_none_or(|end| other.0 <= end) && other.1.is_none_or(|end| one.0 <= end)
}

/// Bodies of two units may bear one name: they are told apart by their place.
fn apart(one: &Body, other: &Body) -> bool {
    match (&one.unit, &other.unit) {
        (Some(a), Some(b)) => a.at != b.at,
        _ => false,
    }
}
