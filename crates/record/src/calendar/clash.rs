//! Clashes: what falls into one week for the same people.
//!
//! The bodies of one commune are the same few people, so a commune counts as one; every other body counts for itself.
//! Only what takes people away counts: activities, and what must be held that week; a report or a term does not.

use super::{Entry, Given};
use std::collections::BTreeMap;
use terms::{CalendarKind, Day, Named, Ref, UnitLevel};

/// Longest span, in days, that is still said to fall into a week.
const LONGEST: i32 = 14;

/// Several entries in one week for the same people, at least one of them an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The commune, or the body.
    pub who: Named,
    /// The Monday of the week.
    pub monday: Day,
    /// Keys of the entries, in the order of the calendar.
    pub keys: Vec<String>,
}

/// The Monday of the week of a day.
pub fn monday_of(day: Day) -> Day {
    // 1 January 2024 was a Monday.
    let since = Day::new(2024, 1, 1).map_or(0, |monday| monday.days_until(day));
    day.plus_days(-since.rem_euclid(7))
}

/// Every clash among some entries, by week, the fullest first.
pub fn clashes(given: &Given<'_>, entries: &[Entry]) -> Vec<Clash> {
    let mut weeks: BTreeMap<(Day, Ref), (Named, Vec<&Entry>)> = BTreeMap::new();
    for entry in entries.iter().filter(|e| takes_people(e)) {
        for monday in mondays(entry) {
            let mut people: Vec<Named> = entry.open().map(|b| people(given, b, monday)).collect();
            people.sort_by(|a, b| a.at.cmp(&b.at));
            people.dedup_by(|a, b| a.at == b.at);
            for who in people {
                let key = (monday, who.at.clone());
                weeks.entry(key).or_insert_with(|| (who, Vec::new())).1.push(entry);
            }
        }
    }
    let clash = |((monday, _), (who, entries)): ((Day, Ref), (Named, Vec<&Entry>))| {
        let activity = entries.iter().any(|e| e.kind == CalendarKind::Activity);
        (activity && entries.len() > 1).then(|| Clash {
            who,
            monday,
            keys: entries.iter().map(|e| e.key.clone()).collect(),
        })
    };
    let mut all: Vec<Clash> = weeks.into_iter().filter_map(clash).collect();
    all.sort_by_key(|c| (c.monday, std::cmp::Reverse(c.keys.len())));
    all
}

fn takes_people(entry: &Entry) -> bool {
    let kind = matches!(
        entry.kind,
        CalendarKind::Activity
            | CalendarKind::InterimReview
            | CalendarKind::FinalReview
            | CalendarKind::Election
            | CalendarKind::Congress
    );
    kind && entry.span.first.days_until(entry.span.last) < LONGEST
}

fn mondays(entry: &Entry) -> Vec<Day> {
    let (mut monday, mut all) = (monday_of(entry.span.first), Vec::new());
    while monday <= entry.span.last {
        all.push(monday);
        monday = monday.plus_days(7);
    }
    all
}

/// Whom it takes away: the commune of a body, or the body.
fn people(given: &Given<'_>, body: &Named, day: Day) -> Named {
    let found = given.bodies.get(&body.at);
    let unit = found.and_then(|b| b.unit.as_ref()).and_then(|u| given.units.get(&u.at));
    match unit.filter(|u| u.level == UnitLevel::Commune) {
        Some(unit) => unit.named_on(day),
        None => body.clone(),
    }
}
