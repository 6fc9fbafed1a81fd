//! Units through time: who is under whom on a day, and where a unit's figures lie on the map of another day.
//!
//! Units are numbered, and what is worked out for a day or a pair of days is kept: the whole country has 14,000 units, and a
//! table of totals asks the same few days of all of them.

mod map;
mod spread;

use crate::object::Unit;
use crate::payload::{Predecessor, Share, SignedShare};
use map::MapOn;
pub(crate) use spread::Spreads;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use terms::{Day, Ref, UnitLevel};

/// No chain of superiors or successors is longer; a circle in the data ends here.
const DEEPEST: usize = 16;

/// The number of a unit in a tree.
pub(crate) type No = u32;

/// Units by reference, with what each went into.
#[derive(Debug)]
pub struct UnitTree<'a> {
    /// Units on record in the order of their references, then those that are only spoken of.
    nodes: Vec<Node<'a>>,
    numbers: HashMap<&'a Ref, No>,
    levels: Kept<(UnitLevel, Day), Vec<No>>,
    maps: Kept<Day, MapOn>,
    spreads: Kept<(Day, Day), Spreads>,
}

/// A unit with its successions, by number.
#[derive(Debug)]
struct Node<'a> {
    at: &'a Ref,
    /// `None` where other units speak of it and it is not on record.
    unit: Option<&'a Unit>,
    /// On which day it went, wholly or in part, into which unit.
    into: Vec<(Day, No, Share)>,
    /// On which day which unit went, wholly or in part, into it.
    from: Vec<(Day, No, Share)>,
    /// The unit above it at its beginning.
    first_above: Option<No>,
}

/// A part of a unit's figures on another map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Portion {
    /// Parts of the whole that lie in portions before this one.
    pub(crate) before: u64,
    /// Its parts.
    pub(crate) parts: u64,
    /// All parts.
    pub(crate) whole: u64,
}

impl Portion {
    /// All of a unit's figures.
    pub(crate) const WHOLE: Self = Self { before: 0, parts: 1, whole: 1 };

    /// Whether it is all of the unit's figures.
    pub(crate) fn is_whole(&self) -> bool {
        self.parts == self.whole
    }

    /// Its part of a number. Portions of one number add up to it: each ends where the next begins, rounded to the nearest.
    pub(crate) fn of(&self, n: i64) -> i64 {
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
        let sorted: BTreeMap<&Ref, &Unit> = units.iter().map(|u| (&u.at, u)).collect();
        let mut tree = Self {
            nodes: Vec::with_capacity(sorted.len()),
            numbers: HashMap::with_capacity(sorted.len()),
            levels: Kept::default(),
            maps: Kept::default(),
            spreads: Kept::default(),
        };
        for (at, unit) in sorted {
            tree.add(at, Some(unit));
        }
        for unit in units {
            let new = tree.numbered(&unit.at);
            for (day, p, _) in unit.predecessors.iter().filter(|(_, p, _)| share(p) != Share::None)
            {
                let old = tree.numbered(&p.unit.at);
                tree.nodes[new as usize].from.push((*day, old, share(p)));
                // What was entered twice or by mistake took in nothing.
                if unit.counts() {
                    tree.nodes[old as usize].into.push((*day, new, share(p)));
                }
            }
        }
        for unit in units {
            let parents = unit.parents.spans().filter_map(|(p, _)| p.value.as_ref());
            parents.for_each(|p| _ = tree.numbered(&p.at));
            let first = unit.parent_on(unit.created_on).map(|p| tree.numbered(&p.at));
            let no = tree.numbered(&unit.at);
            tree.nodes[no as usize].first_above = first;
        }
        tree
    }

    fn add(&mut self, at: &'a Ref, unit: Option<&'a Unit>) -> No {
        let no = No::try_from(self.nodes.len()).expect("fewer units than a u32 counts");
        self.nodes.push(Node { at, unit, into: Vec::new(), from: Vec::new(), first_above: None });
        self.numbers.insert(at, no);
        no
    }

    fn numbered(&mut self, at: &'a Ref) -> No {
        let known = self.numbers.get(at).copied();
        known.unwrap_or_else(|| self.add(at, None))
    }

    /// The unit that stays where one was entered twice; else the unit itself.
    pub fn canonical(&self, at: &'a Ref) -> &'a Ref {
        let same = |at: &&'a Ref| self.get(at)?.same_as.as_ref().map(|(unit, _)| &unit.at);
        std::iter::successors(Some(at), same).take(DEEPEST).last().unwrap_or(at)
    }

    /// A unit.
    pub fn get(&self, at: &Ref) -> Option<&'a Unit> {
        self.no(at).and_then(|no| self.unit(no))
    }

    /// The units of a level that existed on a day, in the order of their references.
    pub fn of_level(&self, level: UnitLevel, day: Day) -> impl Iterator<Item = &'a Unit> {
        let numbers = self.numbers_of_level(level, day);
        (0..numbers.len()).filter_map(move |i| self.unit(*numbers.get(i)?))
    }

    /// The unit above a unit on a day; above one that is no more stands what it went into.
    pub fn above(&self, at: &Ref, day: Day) -> Option<&'a Ref> {
        let above = self.map(day).above(self.no(at)?)?;
        Some(self.at(above))
    }

    /// Whether a unit is another one or lies under it on a day.
    pub fn is_within(&self, at: &Ref, whole: &Ref, day: Day) -> bool {
        if at == whole {
            return true;
        }
        let (Some(at), Some(whole)) = (self.no(at), self.no(whole)) else { return false };
        self.map(day).line_above(at).any(|above| above == whole)
    }

    /// The unit of a level in which a unit lies on a day (itself when it is of that level).
    pub fn of_level_above(&self, at: &Ref, level: UnitLevel, day: Day) -> Option<&'a Unit> {
        self.unit(self.level_above(self.no(at)?, level, day)?)
    }

    /// The units of the map of day `map` in which figures of a unit on day `from` may lie.
    ///
    /// One unit: they lie there wholly. Several: nobody has said how they are divided.
    pub fn spread(&self, at: &'a Ref, from: Day, map: Day) -> BTreeSet<&'a Ref> {
        match self.no(at) {
            Some(no) => self.spreads(from, map).places(no).iter().map(|no| self.at(*no)).collect(),
            None => [at].into(),
        }
    }

    /// The number of a unit; `None` when nothing on record speaks of it.
    pub(crate) fn no(&self, at: &Ref) -> Option<No> {
        self.numbers.get(at).copied()
    }

    /// The reference of a number.
    pub(crate) fn at(&self, no: No) -> &'a Ref {
        self.nodes[no as usize].at
    }

    /// The unit of a number, when it is on record.
    pub(crate) fn unit(&self, no: No) -> Option<&'a Unit> {
        self.nodes.get(no as usize).and_then(|n| n.unit)
    }

    /// As [`UnitTree::of_level`], by number.
    pub(crate) fn numbers_of_level(&self, level: UnitLevel, day: Day) -> Arc<Vec<No>> {
        let there = |n: &Node<'_>| n.unit.is_some_and(|u| u.level == level && u.exists_on(day));
        let numbers = || (0..).zip(&self.nodes).filter(|(_, n)| there(n)).map(|(no, _)| no);
        self.levels.get((level, day), || numbers().collect())
    }

    /// As [`UnitTree::of_level_above`], with numbers.
    pub(crate) fn level_above(&self, no: No, level: UnitLevel, day: Day) -> Option<No> {
        let map = self.map(day);
        let line = std::iter::once(no).chain(map.line_above(no));
        line.into_iter().find(|no| self.unit(*no).is_some_and(|u| u.level == level))
    }

    /// The parts in which figures of a unit on day `from` lie on the map of a later day, as shares that were signed divide
    /// them: the units where each may lie, and its place in the whole. `None` where none were signed for what it went into.
    pub(crate) fn portions(&self, no: No, from: Day, map: Day) -> Option<Vec<(Vec<No>, Portion)>> {
        let node = self.nodes.get(no as usize)?;
        let went = || node.into.iter().filter(|(day, ..)| from < *day && *day <= map);
        let unit = node.unit?;
        let signed = went().find_map(|(on, ..)| unit.shares_of(*on))?;
        let shared = signed.shares.iter().map(|s| self.no(&s.unit.at));
        let shared: Vec<No> = shared.collect::<Option<_>>()?;
        let successors: BTreeSet<No> = went().map(|(_, new, _)| *new).collect();
        if successors != shared.iter().copied().collect() {
            return None;
        }
        let spreads = self.spreads(signed.on, map);
        let whole = signed.shares.iter().map(|s| s.parts).sum();
        let mut before = 0;
        let one = |(share, no): (&SignedShare, &No)| {
            let portion = Portion { before, parts: share.parts, whole };
            before += share.parts;
            (spreads.places(*no).to_vec(), portion)
        };
        Some(signed.shares.iter().zip(&shared).map(one).collect())
    }

    /// Whether a unit went wholly into one other one until a day, that day counted.
    pub(crate) fn went_wholly(&self, no: No, until: Day) -> bool {
        let node = self.nodes.get(no as usize);
        let went = node.into_iter().flat_map(|n| &n.into).filter(|(day, ..)| *day <= until);
        matches!(went.collect::<Vec<_>>()[..], [(_, _, Share::All)])
    }

    /// Who is above whom on a day.
    pub(crate) fn map(&self, day: Day) -> Arc<MapOn> {
        self.maps.get(day, || MapOn::of(&self.nodes, &self.numbers, day))
    }

    /// Where figures of a day lie on the map of another one.
    pub(crate) fn spreads(&self, from: Day, map: Day) -> Arc<Spreads> {
        self.spreads.get((from, map), || Spreads::of(&self.nodes, &self.map(map), from, map))
    }
}

/// What was worked out, by what it was asked for.
#[derive(Debug)]
struct Kept<K, V>(Mutex<HashMap<K, Arc<V>>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + std::hash::Hash, V> Kept<K, V> {
    fn get(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        // A fault while making leaves nothing half made: what is kept was made whole.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.entry(key).or_insert_with(|| Arc::new(make())).clone()
    }
}
