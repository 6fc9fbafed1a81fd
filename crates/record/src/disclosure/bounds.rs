//! The reader who works figures out: what is known exactly, and between which numbers the rest lies.

use super::{Cell, Tables};
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Between which numbers a figure lies as far as a reader can tell; `None` where there is no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The least it can be.
    pub least: Option<i128>,
    /// The most it can be.
    pub most: Option<i128>,
}

/// So many unknown parts are enough to hide most figures among.
const CLOSE: usize = 24;

/// Where an end lies between integers, so many steps times parts are spent on the integers it can be.
const STEPS: u64 = 100_000;

/// A reader of the shown cells.
pub(super) struct Reader<'a> {
    tables: &'a Tables,
    shown: Vec<bool>,
    /// Whether the value of a part is known exactly.
    known: Vec<bool>,
    /// Sums that are known of parts that are not, each set of parts once.
    rows: Vec<BTreeSet<usize>>,
    /// The rows in which each unknown part stands.
    rows_of: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Reader<'a> {
    pub(super) fn of(tables: &'a Tables, shows: impl Fn(usize) -> bool) -> Self {
        let shown: Vec<bool> = (0..tables.cells.len()).map(shows).collect();
        let cells = tables.cells.iter().zip(&shown).filter(|(_, shown)| **shown);
        let mut rows: BTreeSet<BTreeSet<usize>> = cells.map(|(c, _)| set(c)).collect();
        let mut known = vec![false; tables.values.len()];
        loop {
            let alone = rows.iter().filter(|r| r.len() == 1).flatten();
            let found: BTreeSet<usize> = alone.copied().collect();
            if found.is_empty() {
                break;
            }
            for part in &found {
                known[*part] = true;
            }
            rows = rows.iter().map(|r| r - &found).filter(|r| !r.is_empty()).collect();
        }
        let rows: Vec<BTreeSet<usize>> = rows.into_iter().filter(|r| !r.is_empty()).collect();
        let mut rows_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (no, row) in rows.iter().enumerate() {
            row.iter().for_each(|part| rows_of.entry(*part).or_default().push(no));
        }
        Self { tables, shown, known, rows, rows_of }
    }

    pub(super) fn shows(&self, cell: usize) -> bool {
        self.shown.get(cell) == Some(&true)
    }

    /// Between which numbers the sum of some parts lies.
    pub(super) fn bounds(&self, parts: &[usize]) -> Bounds {
        self.bounds_within(parts, usize::MAX)
    }

    /// Numbers between which the sum of some parts lies even for somebody who knows all but the closest unknown parts: found
    /// sooner, and never wider than what a reader knows.
    pub(super) fn narrow(&self, parts: &[usize]) -> Bounds {
        self.bounds_within(parts, CLOSE)
    }

    fn bounds_within(&self, parts: &[usize], most: usize) -> Bounds {
        let (open, sure): (Vec<usize>, Vec<usize>) =
            parts.iter().partition(|p| !self.known.get(**p).copied().unwrap_or(false));
        let sure = self.tables.sum(&sure);
        let (summed, free): (Vec<usize>, Vec<usize>) =
            open.into_iter().partition(|p| self.rows_of.contains_key(p));
        let ends = |least| self.end(&summed, least, most).map(|n| n + sure);
        let unsigned = self.unsigned();
        let least = if free.is_empty() || unsigned { ends(true) } else { None };
        let most = if free.is_empty() { ends(false) } else { None };
        Bounds { least, most }
    }

    /// Whether no value is below zero, as a reader may take for granted.
    fn unsigned(&self) -> bool {
        self.tables.values.iter().all(|v| *v >= 0)
    }

    /// The least or the most that parts can come to which stand in rows; `None` where there is no end.
    ///
    /// The solver only finds the assignment: what counts is its sum in integers, and the values as they are wherever it does not add up.
    /// Districts of two maps can tie communes in a ring, and then the end of all numbers is a half: integers are sought for it.
    fn end(&self, parts: &[usize], least: bool, most: usize) -> Option<i128> {
        let truth = self.tables.sum(parts);
        if parts.is_empty() {
            return Some(0);
        }
        let (variables, rows) = self.around(parts, most);
        for whole in [false, true] {
            match self.solve(&variables, &rows, parts, (least, whole)) {
                Ok(found) if self.adds_up(&found, &rows) => {
                    let reached: i128 = parts.iter().filter_map(|p| found.get(p)).sum();
                    return Some(if least { reached.min(truth) } else { reached.max(truth) });
                }
                Err(Error::Unbounded) => return None,
                Ok(_) | Err(_) => {}
            }
        }
        Some(truth)
    }

    /// The unknown parts that hang together with some parts, the closest first and about `most` of them, and the rows that tie them.
    fn around(&self, parts: &[usize], most: usize) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let mut variables: BTreeSet<usize> = parts.iter().copied().collect();
        let mut rows = BTreeSet::new();
        let mut open: VecDeque<usize> = parts.iter().copied().collect();
        while let Some(part) = open.pop_front() {
            let tied = self.rows_of.get(&part).into_iter().flatten();
            let mut tied: Vec<usize> = tied.filter(|row| rows.insert(**row)).copied().collect();
            tied.sort_by_key(|row| self.rows.get(*row).map_or(0, BTreeSet::len));
            for next in tied.iter().filter_map(|row| self.rows.get(*row)).flatten() {
                if variables.len() < most && variables.insert(*next) {
                    open.push_back(*next);
                }
            }
        }
        (variables, rows)
    }

    /// Some parts, and the unknown ones that hang together with them.
    pub(super) fn tied(&self, parts: &[usize]) -> BTreeSet<usize> {
        self.around(parts, usize::MAX).0
    }

    fn solve(
        &self,
        variables: &BTreeSet<usize>,
        rows: &BTreeSet<usize>,
        parts: &[usize],
        (least, whole): (bool, bool),
    ) -> Result<BTreeMap<usize, i128>, Error> {
        let direction = match least {
            true => OptimizationDirection::Minimize,
            false => OptimizationDirection::Maximize,
        };
        let floor = if self.unsigned() { 0.0 } else { f64::NEG_INFINITY };
        let least_whole = if self.unsigned() { 0 } else { i32::MIN };
        let mut problem = Problem::new(direction);
        let asked = |part: &usize| f64::from(u8::from(parts.contains(part)));
        let mut variable = |p: &usize| match whole {
            false => problem.add_var(asked(p), (floor, f64::INFINITY)),
            true => problem.add_integer_var(asked(p), (least_whole, i32::MAX)),
        };
        let of: BTreeMap<usize, _> = variables.iter().map(|p| (*p, variable(p))).collect();
        for row in rows.iter().filter_map(|no| self.rows.get(*no)) {
            let within = row.iter().filter(|p| variables.contains(p));
            let sum: i128 = within.map(|p| i128::from(self.tables.value(*p))).sum();
            let terms: Vec<_> = row.iter().filter_map(|p| Some((*of.get(p)?, 1.0))).collect();
            problem.add_constraint(terms, ComparisonOp::Eq, sum as f64);
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(STEPS / (variables.len() as u64).max(1));
        let as_it_is = |(p, v): (&usize, &_)| (*v, self.tables.value(*p) as f64);
        options.warm_start = whole.then(|| of.iter().map(as_it_is).collect());
        let outcome = problem.solve_with(options)?;
        let found = outcome.solution().ok_or(Error::Infeasible)?;
        Ok(of.iter().map(|(p, v)| (*p, found.var_value(*v).round() as i128)).collect())
    }

    /// Whether an assignment agrees with everything that is shown, in integers.
    fn adds_up(&self, found: &BTreeMap<usize, i128>, rows: &BTreeSet<usize>) -> bool {
        let signs = !self.unsigned() || found.values().all(|v| *v >= 0);
        let row = |row: &BTreeSet<usize>| {
            // What is not among the found stays what it is.
            let stays = |p: &usize| i128::from(self.tables.value(*p));
            let told: i128 = row.iter().map(stays).sum();
            row.iter().map(|p| found.get(p).copied().unwrap_or_else(|| stays(p))).sum::<i128>()
                == told
        };
        signs && rows.iter().filter_map(|no| self.rows.get(*no)).all(row)
    }
}

fn set(cell: &Cell) -> BTreeSet<usize> {
    cell.parts.iter().copied().collect()
}
