//! The register: every unit, found by its place, its code, its level and its day.

use crate::act::Act;
use crate::parse::{Tables, tables};
use crate::search::Names;
use crate::succession::Edge;
use crate::unit::{Facts, Standing, Unit, UnitId};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};
use terms::{Day, UnitLevel};

/// The national register. One for the whole program: see [`register`].
pub struct Register {
    pub(crate) units: Vec<Unit>,
    acts: Vec<Act>,
    /// In the order of the old unit.
    edges: Vec<Edge>,
    /// For each unit its edges as an old one.
    after: Vec<Range<usize>>,
    /// For each unit its edges as a new one.
    before: Vec<Vec<usize>>,
    pub(crate) codes: HashMap<&'static str, Vec<usize>>,
    pub(crate) names: OnceLock<Names>,
}

/// The register, read when it is first asked for.
pub fn register() -> &'static Register {
    static REGISTER: LazyLock<Register> = LazyLock::new(|| Register::of(tables()));
    &REGISTER
}

impl Register {
    fn of(tables: Tables) -> Self {
        let Tables { units, acts, mut edges } = tables;
        edges.sort_by_key(|e| (e.old, e.new));
        let mut after: Vec<Range<usize>> = vec![0..0; units.len()];
        let mut before = vec![Vec::new(); units.len()];
        for (i, edge) in edges.iter().enumerate() {
            // They are in the order of the old unit, so its edges stand together.
            let known = &mut after[edge.old];
            *known = if known.end == 0 { i..i + 1 } else { known.start..i + 1 };
            before[edge.new].push(i);
        }
        let mut codes: HashMap<&'static str, Vec<usize>> = HashMap::with_capacity(units.len());
        for (i, unit) in units.iter().enumerate() {
            for facts in &unit.facts {
                let held = codes.entry(facts.code).or_default();
                if held.last() != Some(&i) {
                    held.push(i);
                }
            }
        }
        Self { units, acts, edges, after, before, codes, names: OnceLock::new() }
    }

    /// Every unit, provinces first.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Every edge of succession.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// A unit by its identity.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        // A code is part of every identity, so the few that share one are looked through.
        let code = id.get(1..id.find('.')?)?;
        let same = self.codes.get(code)?.iter().filter_map(|i| self.units.get(*i));
        same.into_iter().find(|u| u.id.as_str() == id)
    }

    /// A unit as it stood on a day; `None` when it did not.
    pub fn standing<'r>(&'r self, unit: &'r Unit, day: Day) -> Option<Standing<'r>> {
        Some(Standing { register: self, unit, facts: unit.on(day)?, day })
    }

    /// A unit as it stood last: today's, or that of its last day.
    pub fn last<'r>(&'r self, unit: &'r Unit) -> Standing<'r> {
        let day = unit.until.unwrap_or_else(crate::known_until);
        Standing { register: self, unit, facts: unit.last(), day }
    }

    /// The units of a level that stood on a day, in the order of their codes.
    pub fn on(&self, day: Day, level: UnitLevel) -> impl Iterator<Item = Standing<'_>> {
        let of_level = self.units.iter().filter(move |u| u.level == level);
        of_level.filter_map(move |u| self.standing(u, day))
    }

    /// The units of a level that lay in a province on a day.
    pub fn within(
        &self,
        province: UnitId,
        day: Day,
        level: UnitLevel,
    ) -> impl Iterator<Item = Standing<'_>> {
        self.on(day, level).filter(move |s| s.province().unit.id == province)
    }

    /// The edges by which a unit went into others; none where it stands or goes on as itself.
    pub fn after(&self, unit: &Unit) -> &[Edge] {
        let range = self.place(unit).and_then(|i| self.after.get(i).cloned());
        range.and_then(|r| self.edges.get(r)).unwrap_or_default()
    }

    /// The edges by which a unit was formed.
    pub fn before(&self, unit: &Unit) -> impl Iterator<Item = &Edge> {
        let at = self.place(unit).and_then(|i| self.before.get(i));
        at.into_iter().flatten().filter_map(|i| self.edges.get(*i))
    }

    /// The unit that went.
    pub fn predecessor(&self, edge: &Edge) -> &Unit {
        &self.units[edge.old]
    }

    /// The unit into which it went.
    pub fn successor(&self, edge: &Edge) -> &Unit {
        &self.units[edge.new]
    }

    /// The act of an edge.
    pub fn act(&self, edge: &Edge) -> &Act {
        &self.acts[edge.act]
    }

    /// The acts by which units changed.
    pub fn acts(&self) -> &[Act] {
        &self.acts
    }

    /// The act by which a unit was so called, where the table names it.
    pub fn act_of(&self, facts: &Facts) -> Option<&Act> {
        let key = facts.act?;
        self.acts.iter().find(|a| a.key == key)
    }

    /// The act by which districts were done away with.
    pub fn end_of_districts(&self) -> &Act {
        self.acts.iter().find(|a| a.key == "districts").expect("the act stands in the table")
    }

    fn place(&self, unit: &Unit) -> Option<usize> {
        let code = unit.last().code;
        let same = self.codes.get(code)?.iter().copied();
        same.into_iter().find(|i| self.units.get(*i).is_some_and(|u| u.id == unit.id))
    }
}

impl std::fmt::Debug for Register {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Register").field("units", &self.units.len()).finish_non_exhaustive()
    }
}
