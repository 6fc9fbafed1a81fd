//! Units through time: who is under whom on a day, and where a unit's figures lie on the map of another day.

use crate::object::Unit;
use crate::payload::{Predecessor, Share, SignedShare};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Day, Ref, UnitLevel};

/// No chain of superiors or successors is longer; a circle in the data ends here.
const DEEPEST: usize = 16;

/// Units by reference, with what each went into.
#[derive(Debug)]
pub struct UnitTree<'a> {
    units: BTreeMap<&'a Ref, &'a Unit>,
    /// For each unit: on which day it went, wholly or in part, into which unit.
    into: BTreeMap<&'a Ref, Vec<(Day, &'a Ref, Share)>>,
}

/// A part of a unit's figures on another map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portion<'a> {
    /// The units of the map in which it may lie: one, or it is not known how it is divided among them.
    pub places: BTreeSet<&'a Ref>,
    /// Parts of the whole that lie in portions before this one.
    pub before: u64,
    /// Its parts.
    pub parts: u64,
    /// All parts.
    pub whole: u64,
}

impl Portion<'_> {
    /// Whether it is all of the unit's figures.
    pub fn is_whole(&self) -> bool {
        self.parts == self.whole
    }

    /// Its part of a number. Portions of one number add up to it: each ends where the next begins, rounded to the nearest.
    pub fn of(&self, n: i64) -> i64 {
        let up_to = |parts: u64| {
            let (n, parts, whole) =
                (i128::from(n), i128::from(parts), i128::from(self.whole.max(1)));
            (2 * n * parts + whole).div_euclid(2 * whole)
        };
        let part = up_to(self.before + self.parts) - up_to(self.before);
        i64::try_from(part).unwrap_or(n)
    }
}

/// Area and people taken together: only what went wholly went wholly.
fn share(p: &Predecessor) -> Share {
    match (p.area, p.population) {
        (Share::All, Share::All) => Share::All,
        (Share::None, Share::None) => Share::None,
        _ => Share::Part,
    }
}

impl<'a> UnitTree<'a> {
    /// The tree of some units.
    pub fn of(units: &'a [Unit]) -> Self {
        let mut into: BTreeMap<&'a Ref, Vec<(Day, &'a Ref, Share)>> = BTreeMap::new();
        for unit in units.iter().filter(|u| u.counts()) {
            for (day, p, _) in &unit.predecessors {
                if share(p) != Share::None {
                    into.entry(&p.unit.at).or_default().push((*day, &unit.at, share(p)));
                }
            }
        }
        Self { units: units.iter().map(|u| (&u.at, u)).collect(), into }
    }

    /// The unit that stays where one was entered twice; else the unit itself.
    pub fn canonical(&self, at: &'a Ref) -> &'a Ref {
        let same = |at: &&'a Ref| self.get(at)?.same_as.as_ref().map(|(unit, _)| &unit.at);
        std::iter::successors(Some(at), same).take(DEEPEST).last().unwrap_or(at)
    }

    /// A unit.
    pub fn get(&self, at: &Ref) -> Option<&'a Unit> {
        self.units.get(at).copied()
    }

    /// The units of a level that existed on a day, in the order of their references.
    pub fn of_level(&self, level: UnitLevel, day: Day) -> impl Iterator<Item = &'a Unit> {
        self.units.values().copied().filter(move |u| u.level == level && u.exists_on(day))
    }

    /// The unit above a unit on a day; above one that is no more stands what it went into.
    pub fn above(&self, at: &Ref, day: Day) -> Option<&'a Ref> {
        let unit = self.get(at)?;
        if !unit.exists_on(day)
            && let [(_, successor, Share::All)] = self.went_into(at, None, day)[..]
        {
            return Some(successor);
        }
        unit.parent_on(day).map(|p| &p.at)
    }

    /// Whether a unit is another one or lies under it on a day.
    pub fn is_within(&self, at: &Ref, whole: &Ref, day: Day) -> bool {
        at == whole || self.line_above(at, day).any(|above| above == whole)
    }

    /// The unit of a level in which a unit lies on a day (itself when it is of that level).
    pub fn of_level_above(&self, at: &Ref, level: UnitLevel, day: Day) -> Option<&'a Unit> {
        let itself = self.get(at).into_iter();
        let above = self.line_above(at, day).filter_map(|r| self.get(r));
        itself.chain(above).find(|u| u.level == level)
    }

    fn line_above(&self, at: &Ref, day: Day) -> impl Iterator<Item = &'a Ref> {
        std::iter::successors(self.above(at, day), move |at| self.above(at, day)).take(DEEPEST)
    }

    /// What a unit went into after a day and until another one, that day counted.
    fn went_into(&self, at: &Ref, after: Option<Day>, until: Day) -> Vec<(Day, &'a Ref, Share)> {
        let all = self.into.get(at).map(Vec::as_slice).unwrap_or_default();
        all.iter().copied().filter(|(day, ..)| after < Some(*day) && *day <= until).collect()
    }

    /// The units of the map of day `map` in which figures of a unit on day `from` may lie.
    ///
    /// One unit: they lie there wholly. Several: nobody has said how they are divided.
    pub fn spread(&self, at: &'a Ref, from: Day, map: Day) -> BTreeSet<&'a Ref> {
        let mut out = BTreeSet::new();
        match map >= from {
            true => self.forward(at, from, map, &mut out, 0),
            false => self.backward(at, from, map, &mut out, 0),
        }
        out
    }

    /// The parts in which figures of a unit on day `from` lie on the map of a later day, as shares that were signed divide
    /// them: each with the units where it may lie and its place in the whole. One part, the whole, where none were signed.
    pub fn portions(&self, at: &'a Ref, from: Day, map: Day) -> Vec<Portion<'a>> {
        let whole = Portion { places: self.spread(at, from, map), before: 0, parts: 1, whole: 1 };
        if map < from || whole.places.len() < 2 {
            return vec![whole];
        }
        let went = self.went_into(at, Some(from), map);
        let signed = self.get(at).and_then(|u| went.iter().find_map(|(on, ..)| u.shares_of(*on)));
        let Some(signed) = signed else { return vec![whole] };
        let successors: BTreeSet<&Ref> = went.iter().map(|(_, s, _)| *s).collect();
        if successors != signed.shares.iter().map(|s| &s.unit.at).collect() {
            return vec![whole];
        }
        let all: u64 = signed.shares.iter().map(|s| s.parts).sum();
        let mut before = 0;
        let one = |share: &'a SignedShare| {
            let places = self.spread(&share.unit.at, signed.on, map);
            let portion = Portion { places, before, parts: share.parts, whole: all };
            before += share.parts;
            portion
        };
        signed.shares.iter().map(one).collect()
    }

    fn forward(&self, at: &'a Ref, from: Day, map: Day, out: &mut BTreeSet<&'a Ref>, depth: usize) {
        let went = self.went_into(at, Some(from), map);
        let lives = self.get(at).is_none_or(|u| u.exists_on(map));
        let wholly = went.iter().any(|(.., share)| *share == Share::All);
        // A single known part of a unit that is no more leaves the rest unknown.
        if lives || depth > DEEPEST || (went.len() == 1 && !wholly) {
            out.insert(at);
        }
        if depth > DEEPEST {
            return;
        }
        for (day, successor, _) in &went {
            self.forward(successor, *day, map, out, depth + 1);
        }
        if !lives && went.is_empty() {
            match self.above(at, map) {
                Some(above) => self.forward(above, map, map, out, depth + 1),
                None => _ = out.insert(at),
            }
        }
    }

    fn backward(
        &self,
        at: &'a Ref,
        from: Day,
        map: Day,
        out: &mut BTreeSet<&'a Ref>,
        depth: usize,
    ) {
        let Some(unit) = self.get(at).filter(|_| depth <= DEEPEST) else {
            out.insert(at);
            return;
        };
        let lived = unit.exists_on(map);
        if lived {
            out.insert(at);
        }
        let taken_in = unit.predecessors.iter();
        let mut came = taken_in
            .filter(|(day, p, _)| map < *day && *day <= from && share(p) != Share::None)
            .peekable();
        if !lived && came.peek().is_none() {
            match unit.parent_on(unit.created_on) {
                Some(above) => self.backward(&above.at, from, map, out, depth + 1),
                None => _ = out.insert(at),
            }
            return;
        }
        for (day, p, _) in came {
            self.backward(&p.unit.at, day.plus_days(-1), map, out, depth + 1);
        }
    }
}
