//! Rows of a unit: as it is called last, its names, codes and superiors through time, and the units that went into it.

use super::tables::{UNIT_LINKS, UNIT_NAMES, UNIT_PARENTS, UNITS};
use super::{Fold, Row, at, name, search};
use crate::value::args;
use record::object::Unit;
use record::payload::Share;

pub(super) fn rows(o: &Unit, fold: Fold) -> Vec<Row> {
    let mut rows = vec![main(o, fold)];
    rows.extend(o.names.spans().map(|(entry, to)| {
        let n = &entry.value;
        let values = args![entry.from, to, &n.unit_type, &n.name, &n.code, &entry.basis];
        Row::new(&UNIT_NAMES, &o.at, values)
    }));
    rows.extend(o.parents.spans().map(|(entry, to)| {
        let parent = entry.value.as_ref();
        let values = args![entry.from, to, at(parent), name(parent), &entry.basis];
        Row::new(&UNIT_PARENTS, &o.at, values)
    }));
    rows.extend(o.predecessors.iter().enumerate().map(|(n, (day, link, basis))| {
        let (area, population) = (share(link.area), share(link.population));
        let unit = &link.unit;
        let values = args![n, *day, &unit.at, &unit.name, area, population, basis];
        Row::new(&UNIT_LINKS, &o.at, values)
    }));
    rows
}

fn main(o: &Unit, fold: Fold) -> Row {
    let last = o.names.last();
    let parent = o.parents.last().and_then(Option::as_ref);
    let all_names: Vec<String> = o.names.spans().map(|(entry, _)| entry.value.full()).collect();
    let words: Vec<Option<&str>> = all_names.iter().map(|n| Some(n.as_str())).collect();
    let values = args![
        o.level.code(),
        last.map_or("", |n| n.unit_type.as_str()),
        last.map_or("", |n| n.name.as_str()),
        last.and_then(|n| n.code.as_deref()),
        at(parent),
        name(parent),
        o.centre.map(|(lat, _)| lat),
        o.centre.map(|(_, lon)| lon),
        o.created_on,
        o.abolished_on,
        search(fold, &words),
    ];
    Row::new(&UNITS, &o.at, values)
}

fn share(share: Share) -> &'static str {
    match share {
        Share::All => "all",
        Share::Part => "part",
        Share::None => "none",
        Share::Unknown => "unknown",
    }
}
