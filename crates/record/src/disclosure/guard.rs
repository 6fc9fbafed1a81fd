//! Which cells to hold back so that one figure can move as far as the rule asks: the cheapest way, by a linear program.
//!
//! The figure is moved by as much as is wanted, and the others give way so that every sum that stays shown stays what it
//! is. What has to give way is what has to be held back. A cell costs what it tells, its value; one that is held back already costs nothing.

use super::{Cell, Fate, Tables};
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use std::collections::BTreeSet;

/// A sum says more than a single figure: it is held back last.
const SUM_COSTS: f64 = 4.0;

/// What is less than this has not moved.
const STILL: f64 = 1e-6;

/// The cells that have to give way when a figure moves by `by`, up or down; `None` when it cannot.
pub(super) fn give_way(
    tables: &Tables,
    fates: &[Fate],
    parts: &[usize],
    by: i128,
) -> Option<BTreeSet<usize>> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let near = near(tables, parts);
    let cells: Vec<(usize, &Cell)> = tables
        .cells
        .iter()
        .enumerate()
        .filter(|(_, c)| c.parts.iter().all(|p| near.contains(p)))
        .collect();
    let single = |part: usize| cells.iter().filter(move |(_, c)| c.parts == [part]);
    // How far each part goes up and down.
    let mut moves: std::collections::BTreeMap<usize, (Variable, Variable)> = Default::default();
    for part in &near {
        let told = single(*part).any(|(_, c)| c.told);
        let shown = single(*part).any(|(no, _)| fates.get(*no) == Some(&Fate::Shown));
        let cost = if shown { 1.0 + tables.value(*part).unsigned_abs() as f64 } else { 0.0 };
        let free = if told { 0.0 } else { f64::INFINITY };
        let down = match tables.values.iter().all(|v| *v >= 0) {
            true => free.min(tables.value(*part) as f64),
            false => free,
        };
        let up = problem.add_var(cost, (0.0, free));
        moves.insert(*part, (up, problem.add_var(cost, (0.0, down))));
    }
    let along = |part: &usize| {
        let (up, down) = moves.get(part).copied()?;
        Some([(up, 1.0), (down, -1.0)])
    };
    let mut sums: Vec<(usize, Variable, Variable)> = Vec::new();
    let mut seen: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
    for (no, cell) in cells.iter().filter(|(_, c)| c.parts.len() > 1) {
        let set: BTreeSet<usize> = cell.parts.iter().copied().collect();
        let told = cells
            .iter()
            .any(|(_, c)| c.told && c.parts.iter().copied().collect::<BTreeSet<_>>() == set);
        if fates.get(*no) != Some(&Fate::Shown) || !seen.insert(set) {
            continue;
        }
        let free = if told { 0.0 } else { f64::INFINITY };
        let cost = SUM_COSTS * (1.0 + tables.sum(&cell.parts).unsigned_abs() as f64);
        let (up, down) = (problem.add_var(cost, (0.0, free)), problem.add_var(cost, (0.0, free)));
        sums.push((*no, up, down));
        let mut terms: Vec<(Variable, f64)> =
            cell.parts.iter().filter_map(along).flatten().collect();
        terms.extend([(up, -1.0), (down, 1.0)]);
        problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
    }
    let moved: Vec<(Variable, f64)> = parts.iter().filter_map(along).flatten().collect();
    problem.add_constraint(moved, ComparisonOp::Eq, by as f64);
    let outcome = problem.solve().ok()?;
    let found = outcome.solution()?;
    let moved = |up: &Variable, down: &Variable| {
        (found.var_value(*up) - found.var_value(*down)).abs() > STILL
    };
    let mut out: BTreeSet<usize> = BTreeSet::new();
    for (part, (up, down)) in &moves {
        if moved(up, down) {
            out.extend(single(*part).map(|(no, _)| *no));
        }
    }
    for (no, up, down) in &sums {
        if moved(up, down) {
            let set: BTreeSet<usize> = tables.cells.get(*no)?.parts.iter().copied().collect();
            let same = |c: &Cell| c.parts.iter().copied().collect::<BTreeSet<_>>() == set;
            out.extend(cells.iter().filter(|(_, c)| same(c)).map(|(no, _)| *no));
        }
    }
    Some(out)
}

/// The parts that stand in one cell with some parts, or with parts that do, and so on.
fn near(tables: &Tables, parts: &[usize]) -> BTreeSet<usize> {
    let mut near: BTreeSet<usize> = parts.iter().copied().collect();
    loop {
        let before = near.len();
        for cell in &tables.cells {
            if cell.parts.iter().any(|p| near.contains(p)) {
                near.extend(&cell.parts);
            }
        }
        if near.len() == before {
            return near;
        }
    }
}
