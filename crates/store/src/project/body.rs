//! Rows of a body: as it is called last, and its names and superiors through time.

use super::tables::{BODIES, BODY_NAMES, BODY_PARENTS};
use super::{Fold, Row, at, name, search};
use crate::value::args;
use record::object::Body;

pub(super) fn rows(o: &Body, fold: Fold) -> Vec<Row> {
    let last = o.names.last();
    let short_name = last.and_then(|n| n.short_name.as_deref());
    let parent = o.parents.last().and_then(Option::as_ref);
    let standing = o.standing.last().and_then(Option::as_ref);
    let all_names = o.names.spans().map(|(entry, _)| entry.value.name.as_str());
    let words: Vec<Option<&str>> = all_names.map(Some).chain([short_name]).collect();
    let main = args![
        &o.kind,
        o.last_name(),
        short_name,
        at(parent),
        name(parent),
        at(o.unit.as_ref()),
        name(o.unit.as_ref()),
        at(standing),
        name(standing),
        o.established_on,
        o.dissolved_on,
        search(fold, &words),
    ];
    let names = o.names.spans().map(|(entry, to)| {
        let name = &entry.value;
        let values = args![entry.from, to, &name.name, &name.short_name, &entry.basis];
        Row::new(&BODY_NAMES, &o.at, values)
    });
    let parents = o.parents.spans().map(|(entry, to)| {
        let parent = entry.value.as_ref();
        let values = args![entry.from, to, at(parent), name(parent), &entry.basis];
        Row::new(&BODY_PARENTS, &o.at, values)
    });
    std::iter::once(Row::new(&BODIES, &o.at, main)).chain(names).chain(parents).collect()
}
