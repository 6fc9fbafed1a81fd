//! The tables as they stand in `data/`, read once. They are checked by tests; a row that is not well formed is a fault of the build.

use crate::act::Act;
use crate::succession::{Edge, Share};
use crate::unit::{Facts, Unit, UnitId};
use std::collections::HashMap;
use terms::{Day, UnitLevel};

const UNITS: &str = include_str!("../data/units.tsv");
const CHANGES: &str = include_str!("../data/changes.tsv");
const SUCCESSION: &str = include_str!("../data/succession.tsv");
const ACTS: &str = include_str!("../data/acts.tsv");

/// The tables, with places in place of keys.
pub(crate) struct Tables {
    pub(crate) units: Vec<Unit>,
    pub(crate) acts: Vec<Act>,
    pub(crate) edges: Vec<Edge>,
}

pub(crate) fn tables() -> Tables {
    let acts = acts();
    let (mut units, at) = units();
    changes(&mut units, &at);
    let edges = edges(&at, &acts);
    Tables { units, acts, edges }
}

/// The cells of each row, without comments and header.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = table.lines().filter(|l| !l.starts_with('#')).skip(1);
    lines.map(|line| {
        let mut cells = line.split('\t');
        let row = std::array::from_fn(|_| cells.next().unwrap_or_default());
        debug_assert!(cells.next().is_none(), "more cells than columns: {line}");
        row
    })
}

fn acts() -> Vec<Act> {
    let act = |[key, _, number, issued, on, title]: [&'static str; 6]| Act {
        key,
        number,
        issued: day(issued).expect("an act has a day of issue"),
        on: day(on).expect("an act has a day from which it holds"),
        title,
    };
    rows(ACTS).map(act).collect()
}

fn units() -> (Vec<Unit>, HashMap<&'static str, usize>) {
    let (mut units, mut at) = (Vec::with_capacity(14_100), HashMap::with_capacity(14_100));
    for [id, level, unit_type, name, code, parent, since, until] in rows::<8>(UNITS) {
        let since = day(since);
        // A unit above stands in a row above.
        let parent = at.get(parent).copied();
        at.insert(id, units.len());
        units.push(Unit {
            id: UnitId(id),
            level: UnitLevel::from_code(level).expect("a level of the list"),
            since,
            until: day(until),
            facts: vec![Facts { since, unit_type, name, code, parent, act: None }],
        });
    }
    (units, at)
}

fn changes(units: &mut [Unit], at: &HashMap<&'static str, usize>) {
    for [id, on, unit_type, name, code, parent, act] in rows::<7>(CHANGES) {
        let Some(unit) = at.get(id).and_then(|i| units.get_mut(*i)) else { continue };
        let parent = at.get(parent).copied();
        unit.facts.push(Facts { since: day(on), unit_type, name, code, parent, act: Some(act) });
    }
}

fn edges(at: &HashMap<&'static str, usize>, acts: &[Act]) -> Vec<Edge> {
    let act_at: HashMap<&str, usize> = acts.iter().enumerate().map(|(i, a)| (a.key, i)).collect();
    let edge = |[old, new, on, area, population, act]: [&'static str; 6]| {
        Some(Edge {
            old: *at.get(old)?,
            new: *at.get(new)?,
            on: day(on)?,
            area: Share::from_code(area)?,
            population: Share::from_code(population)?,
            act: *act_at.get(act)?,
        })
    };
    rows(SUCCESSION).map(|row| edge(row).expect("an edge between units of the table")).collect()
}

/// A day of the tables. Few differ, and the ledger's own parser is asked only for those.
fn day(cell: &str) -> Option<Day> {
    match cell {
        "" => None,
        "2025-07-01" => Day::new(2025, 7, 1).ok(),
        "2025-06-30" => Day::new(2025, 6, 30).ok(),
        cell => cell.parse().ok(),
    }
}
