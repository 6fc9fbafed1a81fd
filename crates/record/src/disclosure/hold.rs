//! Choosing what is held back: first what is above the class, then what gives it away, then back what was not needed.

use super::bounds::Reader;
use super::guard::{Numbers, give_way};
use super::{Exposed, Fate, Release, Rule, Tables};
use std::collections::BTreeSet;
use terms::AccessClass;

/// A figure is helped so many times at most before single cells are taken.
const TRIES: usize = 8;

pub(super) fn hold(tables: &Tables, at: AccessClass, rule: &Rule) -> Result<Release, Exposed> {
    let above = tables.above(at);
    let mut fates = primary(tables, &above);
    let numbers = Numbers::of(tables);
    for no in &above {
        protect(tables, &numbers, &mut fates, *no, rule)?;
    }
    give_back(tables, &mut fates, &above, rule);
    match tables.audit(&fates, at, rule).into_iter().next() {
        None => Ok(Release { at, fates }),
        Some(exposed) => Err(exposed),
    }
}

/// Cells that are a figure above the class, or a part of one.
fn primary(tables: &Tables, above: &[usize]) -> Vec<Fate> {
    let figures: Vec<BTreeSet<usize>> = above
        .iter()
        .filter_map(|no| tables.figures.get(*no))
        .map(|f| f.parts.iter().copied().collect())
        .collect();
    let inside = |parts: &[usize]| figures.iter().any(|f| parts.iter().all(|p| f.contains(p)));
    let fate = |c: &super::Cell| match !c.told && inside(&c.parts) {
        true => Fate::Class,
        false => Fate::Shown,
    };
    tables.cells.iter().map(fate).collect()
}

/// Holds back until a reader cannot bound a figure tighter than the rule allows.
fn protect(
    tables: &Tables,
    numbers: &Numbers,
    fates: &mut [Fate],
    no: usize,
    rule: &Rule,
) -> Result<(), Exposed> {
    for tried in 0..=tables.cells.len() + TRIES {
        let reader = Reader::of(tables, |cell| fates.get(cell) == Some(&Fate::Shown));
        let Some(exposed) = tables.exposed(&reader, no, rule) else { return Ok(()) };
        let cells = match tried < TRIES {
            true => wanted(tables, numbers, fates, &exposed, rule),
            false => BTreeSet::new(),
        };
        let cells = match cells.is_empty() {
            true => smallest_beside(tables, fates, no).into_iter().collect(),
            false => cells,
        };
        if cells.is_empty() {
            return Err(exposed);
        }
        for cell in cells {
            if let Some(fate) = fates.get_mut(cell) {
                *fate = Fate::Guard;
            }
        }
    }
    Ok(())
}

/// Shown cells that have to be held back so that a figure can move up and down as far as the rule asks.
fn wanted(
    tables: &Tables,
    numbers: &Numbers,
    fates: &[Fate],
    e: &Exposed,
    rule: &Rule,
) -> BTreeSet<usize> {
    let Some(figure) = tables.figures.get(e.figure) else { return BTreeSet::new() };
    let value = tables.figure(e.figure);
    let reach = rule.reach(value);
    let down = reach.min(value.max(0));
    let up = reach.max(i128::from(rule.width) - down);
    let shown = |cell: &usize| fates.get(*cell) == Some(&Fate::Shown);
    let ways = [up, -down].into_iter().filter(|by| *by != 0);
    let cells = ways.filter_map(|by| give_way(tables, numbers, fates, &figure.parts, by)).flatten();
    let told = |cell: &usize| tables.cells.get(*cell).is_some_and(|c| c.told);
    cells.filter(shown).filter(|c| !told(c)).collect()
}

/// The smallest shown cell that stands in a sum with a figure, or is one of its sums; single figures first.
fn smallest_beside(tables: &Tables, fates: &[Fate], no: usize) -> Option<usize> {
    let figure = tables.figures.get(no)?;
    let with: BTreeSet<usize> = tables
        .cells
        .iter()
        .filter(|c| c.parts.iter().any(|p| figure.parts.contains(p)))
        .flat_map(|c| c.parts.iter().copied())
        .collect();
    let open = tables.cells.iter().enumerate();
    let open = open.filter(|(no, c)| !c.told && fates.get(*no) == Some(&Fate::Shown));
    let beside = open.filter(|(_, c)| c.parts.iter().any(|p| with.contains(p)));
    beside.min_by_key(|(no, c)| (c.parts.len(), tables.sum(&c.parts), *no)).map(|(no, _)| no)
}

/// Shows again, the largest first, what can be shown without giving anything away.
fn give_back(tables: &Tables, fates: &mut [Fate], above: &[usize], rule: &Rule) {
    let mut held: Vec<usize> = (0..fates.len()).filter(|no| fates[*no] == Fate::Guard).collect();
    let size = |no: &usize| tables.cells.get(*no).map_or(0, |c| tables.sum(&c.parts));
    held.sort_by_key(|no| (std::cmp::Reverse(size(no)), *no));
    for cell in held {
        // Showing it ties only what hangs together with its parts.
        let parts = tables.cells.get(cell).map(|c| c.parts.as_slice()).unwrap_or_default();
        let near = Reader::of(tables, |no| fates.get(no) == Some(&Fate::Shown)).tied(parts);
        let touched = above.iter().filter(|no| {
            let figure = tables.figures.get(**no);
            figure.is_some_and(|f| f.parts.iter().any(|p| near.contains(p)))
        });
        fates[cell] = Fate::Shown;
        let reader = Reader::of(tables, |no| fates.get(no) == Some(&Fate::Shown));
        if touched.into_iter().any(|no| tables.exposed(&reader, *no, rule).is_some()) {
            fates[cell] = Fate::Guard;
        }
    }
}
