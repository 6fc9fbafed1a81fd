//! Entries, clashes and moves of the calendar as pages take them.

use super::super::at::{href, see};
use super::super::pieces::n;
use super::address;
use crate::i18n::Lang;
use crate::view::calendar::{CalendarItem, ClashRow, MovedRow, Roundness};
use crate::view::common::Link;
use app::calendar::{CalendarView, ClashView, Entry, Moved, Round, Why, moved_words};
use terms::{CalendarKind, Edtf};

/// How many bodies of an entry stand by name.
const NAMED: usize = 12;

/// An entry of a calendar.
pub(super) fn item(lang: Lang, view: &CalendarView, e: &Entry, anchor: String) -> CalendarItem {
    CalendarItem {
        moved: view.moved_from(&e.key).map(moved_words),
        clash: clash_words(lang, view, e),
        ..bare(e, anchor)
    }
}

/// An entry alone.
pub(super) fn bare(e: &Entry, anchor: String) -> CalendarItem {
    let still = e.kind != CalendarKind::Activity && e.kind != CalendarKind::Task;
    CalendarItem {
        anchor,
        day: e.span.vn(),
        kind: e.kind,
        title: e.title.clone(),
        href: e.object.as_ref().map(href),
        bodies: e.bodies.iter().take(NAMED).map(see).collect(),
        all_bodies: n(e.bodies.len()),
        certainty: e.certainty,
        round: e.round.map(|r| match r {
            Round::Ten => Roundness::Ten,
            Round::Five => Roundness::Five,
        }),
        why: e.why.iter().map(why).collect(),
        held: e.held.iter().take(NAMED).map(|h| see(&h.activity)).collect(),
        open: e.is_slot().then(|| n(e.open().count())),
        moved: None,
        clash: None,
        prepare: match still {
            true => {
                let title = format!("Chuẩn bị: {}", e.title);
                address("/tasks/new", &[("title", &title), ("due_on", &e.span.first.vn())])
            }
            false => String::new(),
        },
    }
}

fn why(w: &Why) -> Link {
    let to = match (&w.at, &w.rule) {
        (Some(at), _) => href(at),
        (None, Some(_)) => "/calendar/rules".to_owned(),
        (None, None) => String::new(),
    };
    Link::new(w.text.clone(), to)
}

/// What else falls into the week, for the first of those whom it takes away, and how many they are.
fn clash_words(lang: Lang, view: &CalendarView, e: &Entry) -> Option<String> {
    let all: Vec<&ClashView> = view.clashes_of(&e.key).collect();
    let first = all.iter().max_by_key(|c| c.entries.len())?;
    let others = first.entries.iter().filter(|(key, ..)| *key != e.key);
    let others: Vec<String> =
        others.map(|(_, title, span)| format!("{title} ({})", span.vn())).collect();
    let facts = [
        ("who", first.who.name.as_str()),
        ("others", &others.join("; ")),
        ("n", &lang.number(n(all.len()))),
    ];
    Some(lang.ta("calendar-clash-with", &facts))
}

/// A clash; its entries lead to where they stand on the page, when they all do.
pub(super) fn clash(view: &CalendarView, c: &ClashView, list: bool) -> ClashRow {
    let at = |key: &str| {
        let found = view.entries.iter().position(|e| e.key == key).filter(|_| !list);
        found.map_or(String::new(), |i| format!("#m-{i}"))
    };
    let items = c.entries.iter();
    ClashRow {
        who: see(&c.who),
        week: format!("{} - {}", c.monday.vn(), c.monday.plus_days(6).vn()),
        items: items
            .map(|(key, title, span)| Link::new(format!("{title} ({})", span.vn()), at(key)))
            .collect(),
    }
}

/// Something that moved, or would.
pub(super) fn moved(lang: Lang, m: &Moved) -> MovedRow {
    let date = |d: Option<Edtf>| d.map_or(lang.t("not-stated"), Edtf::vn);
    let by = m.by.as_ref().map(|by| format!("{}, {}", by.actor.name, by.recorded_at.vn()));
    let why = [Some(m.reason.clone()), by].into_iter().flatten().filter(|s| !s.is_empty());
    MovedRow {
        title: m.title.clone(),
        change: moved_words(m),
        cause: see(&m.cause),
        dates: format!("{} → {}", date(m.dates.0), date(m.dates.1)),
        why: why.collect::<Vec<_>>().join(", "),
    }
}

/// All that moved.
pub(in crate::server) fn moved_rows(lang: Lang, all: &[Moved]) -> Vec<MovedRow> {
    all.iter().map(|m| moved(lang, m)).collect()
}

/// The page of the month in which an entry stands.
pub(in crate::server) fn month_of(e: &Entry) -> String {
    let first = e.span.first;
    address("/calendar", &[("month", &super::month_words(first))])
}
