//! Rows of an activity: its facts, and the bodies that held it.

use super::tables::{ACTIVITIES, ACTIVITY_BODIES};
use super::{Fold, Row, first_day, search};
use crate::value::args;
use record::object::Activity;

pub(super) fn rows(o: &Activity, fold: Fold) -> Vec<Row> {
    let f = &o.facts;
    let mut words = vec![Some(f.title.as_str()), f.place.as_deref()];
    words.extend(f.hosts.iter().map(|host| Some(host.name.as_str())));
    let main = args![
        f.kind.code(),
        &f.title,
        f.held_on,
        first_day(f.held_on),
        &f.place,
        f.period.map(|p| p.from()),
        f.period.map(|p| p.to()),
        f.field.code(),
        o.withdrawn.is_some(),
        o.created.recorded_at,
        search(fold, &words),
    ];
    let hosts = f
        .hosts
        .iter()
        .enumerate()
        .map(|(n, host)| Row::new(&ACTIVITY_BODIES, &o.at, args![n, &host.at, &host.name]));
    std::iter::once(Row::new(&ACTIVITIES, &o.at, main)).chain(hosts).collect()
}
