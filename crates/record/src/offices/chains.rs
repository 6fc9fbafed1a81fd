//! The four chains of superiors, and the principal line, on any day.

use super::{Offices, kinds};
use crate::object::Body;
use std::collections::BTreeSet;
use terms::{Chain, Day, Named, Ref};

/// A line of superiors: the principal one, in which every body has its place, or one of the four chains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// The principal superior, whichever chain it belongs to.
    Principal,
    /// One chain.
    Chain(Chain),
}

impl Line {
    /// Every line.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Principal).chain(Chain::ALL.iter().copied().map(Self::Chain))
    }
}

/// The body above one on a day in a line: what was stated for the chain; where nothing was, the principal superior
/// belongs to the chain of the body's kind.
pub(super) fn above(body: &Body, line: Line, day: Day) -> Option<&Named> {
    let Line::Chain(chain) = line else { return body.parent_on(day) };
    if body.chains.get(&chain).is_some_and(|h| h.on(day).is_some()) {
        return body.above_in(chain, day);
    }
    (kinds::chain(&body.kind) == chain).then(|| body.parent_on(day)).flatten()
}

impl<'a> Offices<'a> {
    /// The body above one on a day in a line.
    pub fn above(&self, body: &'a Body, line: Line, day: Day) -> Option<&'a Named> {
        above(body, line, day)
    }

    /// The bodies right below one on a day in a line.
    pub fn below(&self, at: &Ref, line: Line, day: Day) -> Vec<&'a Body> {
        let under = |b: &&Body| above(b, line, day).is_some_and(|p| p.at == *at);
        self.bodies_on(day).filter(under).collect()
    }

    /// Whether a body stands in a line on a day: it has someone above or below it there.
    pub fn stands_in(&self, body: &'a Body, line: Line, day: Day) -> bool {
        above(body, line, day).is_some() || !self.below(&body.at, line, day).is_empty()
    }

    /// The bodies above one on a day in a line, the nearest first; ends where it would come back to one it has passed.
    pub fn path(&self, body: &'a Body, line: Line, day: Day) -> Vec<&'a Body> {
        let mut seen: BTreeSet<&Ref> = BTreeSet::from([&body.at]);
        let mut path = Vec::new();
        let mut at = above(body, line, day);
        while let Some(next) = at.and_then(|n| self.body(&n.at)) {
            if !seen.insert(&next.at) {
                break;
            }
            path.push(next);
            at = above(next, line, day);
        }
        path
    }

    /// A day, and the later days on which anything changes in a line.
    pub(super) fn changes(&self, line: Line, from: Day) -> impl Iterator<Item = Day> {
        let all = self.days.get_or_init(|| Line::all().map(|l| (l, self.days_in(l))).collect());
        let later = all.get(&line).into_iter().flat_map(move |days| days.range(from..).copied());
        std::iter::once(from).chain(later)
    }

    fn days_in(&self, line: Line) -> BTreeSet<Day> {
        let mut days = BTreeSet::new();
        for body in self.bodies.values() {
            days.extend(body.parents.spans().map(|(e, _)| e.from));
            if let Line::Chain(chain) = line {
                let stated = body.chains.get(&chain).into_iter();
                days.extend(stated.flat_map(|h| h.spans().map(|(e, _)| e.from)));
            }
        }
        days
    }
}
