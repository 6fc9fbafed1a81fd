//! Which cells to hold back so that one figure can move as far as the rule asks: the cheapest way, by a linear program.
//!
//! The figure is moved by as much as is wanted, and the others give way so that every sum that stays shown stays what it
//! is. What has to give way is what has to be held back. A cell costs what it tells, its value; one that is held back already costs nothing.

use super::{Fate, Tables};
use microlp::{ComparisonOp, OptimizationDirection, Problem, Solution, Variable};
use std::collections::{BTreeMap, BTreeSet};

/// A sum says more than a single figure: it is held back last.
const SUM_COSTS: f64 = 4.0;

/// What is less than this has not moved.
const STILL: f64 = 1e-6;

/// Where the way is sought first: among so many parts, by way of sums of no more parts than that.
const CLOSE: usize = 120;

/// The cells of tables by what they are sums of: one number wherever it stands.
pub(super) struct Numbers {
    all: Vec<Number>,
    /// The numbers in which each part stands.
    of: BTreeMap<usize, Vec<usize>>,
}

/// A number that stands in one or more cells.
struct Number {
    parts: Vec<usize>,
    cells: Vec<usize>,
    told: bool,
}

impl Numbers {
    pub(super) fn of(tables: &Tables) -> Self {
        let mut sets: BTreeMap<BTreeSet<usize>, Number> = BTreeMap::new();
        for (no, cell) in tables.cells.iter().enumerate() {
            let set: BTreeSet<usize> = cell.parts.iter().copied().collect();
            let parts = set.iter().copied().collect();
            let number = sets.entry(set);
            let number = number.or_insert(Number { parts, cells: Vec::new(), told: false });
            number.cells.push(no);
            number.told |= cell.told;
        }
        let all: Vec<Number> = sets.into_values().collect();
        let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (no, number) in all.iter().enumerate() {
            number.parts.iter().for_each(|p| of.entry(*p).or_default().push(no));
        }
        Self { all, of }
    }

    fn with(&self, part: usize) -> impl Iterator<Item = &Number> {
        let numbers = self.of.get(&part).into_iter().flatten();
        numbers.filter_map(|no| self.all.get(*no))
    }

    fn alone(&self, part: usize) -> Option<&Number> {
        self.with(part).find(|n| n.parts == [part])
    }

    /// Parts that stand in one number with some parts, or with parts that do, and so on; numbers of more than `most` parts lead
    /// nowhere, and there are not many more than `most` in all.
    fn near(&self, parts: &[usize], most: usize) -> BTreeSet<usize> {
        let mut near: BTreeSet<usize> = parts.iter().copied().collect();
        let mut open: Vec<usize> = parts.to_vec();
        while let Some(part) = open.pop() {
            for number in self.with(part).filter(|n| n.parts.len() <= most) {
                if near.len() < most {
                    open.extend(number.parts.iter().filter(|p| near.insert(**p)));
                }
            }
        }
        near
    }
}

/// The cells that have to give way when a figure moves by `by`, up or down; `None` when it cannot.
pub(super) fn give_way(
    tables: &Tables,
    numbers: &Numbers,
    fates: &[Fate],
    parts: &[usize],
    by: i128,
) -> Option<BTreeSet<usize>> {
    let scopes = [numbers.near(parts, CLOSE), numbers.near(parts, usize::MAX)];
    let way = |scope: &BTreeSet<usize>| Way::of(tables, numbers, fates, scope).moved(parts, by);
    scopes.iter().find_map(way)
}

/// A way for figures to give way among some parts.
struct Way<'n> {
    problem: Problem,
    /// How far each part goes up and down, with the number that it is alone.
    parts: BTreeMap<usize, (Variable, Variable, Option<&'n Number>)>,
    /// How far each sum goes up and down.
    sums: Vec<(Variable, Variable, &'n Number)>,
}

impl<'n> Way<'n> {
    fn of(t: &Tables, numbers: &'n Numbers, fates: &[Fate], scope: &BTreeSet<usize>) -> Self {
        let problem = Problem::new(OptimizationDirection::Minimize);
        let mut way = Self { problem, parts: BTreeMap::new(), sums: Vec::new() };
        let shown = |n: &Number| n.cells.iter().any(|c| fates.get(*c) == Some(&Fate::Shown));
        let unsigned = t.values.iter().all(|v| *v >= 0);
        for part in scope {
            let alone = numbers.alone(*part);
            let size = t.value(*part).unsigned_abs() as f64;
            let cost = if alone.is_some_and(shown) { 1.0 + size } else { 0.0 };
            let free = if alone.is_some_and(|n| n.told) { 0.0 } else { f64::INFINITY };
            let down = if unsigned { free.min(size) } else { free };
            let up = way.problem.add_var(cost, (0.0, free));
            let down = way.problem.add_var(cost, (0.0, down));
            way.parts.insert(*part, (up, down, alone));
        }
        let touched = scope.iter().filter_map(|p| numbers.of.get(p)).flatten();
        let touched: BTreeSet<usize> = touched.copied().collect();
        for number in touched.into_iter().filter_map(|no| numbers.all.get(no)) {
            if number.parts.len() > 1 && shown(number) {
                way.keep(t, number);
            }
        }
        way
    }

    /// A sum that is shown stays what it is, or is held back for what it costs.
    fn keep(&mut self, t: &Tables, number: &'n Number) {
        let free = if number.told { 0.0 } else { f64::INFINITY };
        let cost = SUM_COSTS * (1.0 + t.sum(&number.parts).unsigned_abs() as f64);
        let up = self.problem.add_var(cost, (0.0, free));
        let down = self.problem.add_var(cost, (0.0, free));
        let mut terms = self.along(&number.parts);
        terms.extend([(up, -1.0), (down, 1.0)]);
        self.problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
        self.sums.push((up, down, number));
    }

    fn along(&self, parts: &[usize]) -> Vec<(Variable, f64)> {
        let moves = parts.iter().filter_map(|p| self.parts.get(p));
        moves.flat_map(|(up, down, _)| [(*up, 1.0), (*down, -1.0)]).collect()
    }

    /// The cells that move when some parts move together.
    fn moved(mut self, parts: &[usize], by: i128) -> Option<BTreeSet<usize>> {
        let together = self.along(parts);
        self.problem.add_constraint(together, ComparisonOp::Eq, by as f64);
        let outcome = self.problem.solve().ok()?;
        let found = outcome.solution()?;
        let parts = self.parts.values().filter_map(|(up, down, n)| Some((up, down, (*n)?)));
        let sums = self.sums.iter().map(|(up, down, n)| (up, down, *n));
        let moved = parts.chain(sums).filter(|(up, down, _)| far(found, **up, **down));
        Some(moved.flat_map(|(.., n)| n.cells.iter().copied()).collect())
    }
}

fn far(found: &Solution, up: Variable, down: Variable) -> bool {
    (found.var_value(up) - found.var_value(down)).abs() > STILL
}
