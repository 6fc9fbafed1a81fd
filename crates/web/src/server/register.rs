//! Con người & cơ quan: people in office, bodies and administrative units, each as on a day.

mod bodies;
mod body;
mod people;
mod units;

use super::at::href;
use super::cookie::encode;
use super::route::{READER, Routes, get};
use super::who::Who;
use crate::layout::Page;
use crate::view::common::Link;
use crate::view::register::Span;
use app::objects::SpanRow;
use serde::Deserialize;
use terms::{Day, Role};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/people", get(READER, people::list))
        .route("/people.xlsx", get(READER, people::export))
        .route("/people/{site}/{id}", get(READER, people::show))
        .route("/bodies", get(READER, bodies::list))
        .route("/bodies.xlsx", get(READER, bodies::export))
        .route("/bodies/{site}/{id}", get(READER, body::show))
        .route("/units", get(READER, units::list))
        .route("/units.xlsx", get(READER, units::export))
        .route("/units/{site}/{id}", get(READER, units::show))
}

/// What the address says of a list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    day: String,
    kind: String,
    level: String,
    ceased: String,
    page: String,
}

impl Asked {
    fn page(&self) -> usize {
        self.page.parse().unwrap_or(1)
    }

    fn day(&self) -> Option<Day> {
        Day::parse_typed(self.day.trim()).ok()
    }

    fn with_ceased(&self) -> bool {
        self.ceased == "yes"
    }

    /// Says on the page that the day typed is none, where it is none.
    fn tell(&self, p: &mut Page) {
        if !self.day.trim().is_empty() && self.day().is_none() {
            let words = super::pieces::bad_day(p.lang, &self.day);
            p.messages.push(super::pieces::said_wrong(Some("day.bad".into()), words));
        }
    }
}

/// What held from a day to a day, as pages show it.
fn span(row: &SpanRow) -> Span {
    let basis = |b: &String| Link::new(b, format!("/documents?q={}", encode(b)));
    Span {
        what: Link::new(&row.what, row.at.as_ref().map(href).unwrap_or_default()),
        note: row.note.clone(),
        from: row.from.clone(),
        to: row.to.map(Day::vn).unwrap_or_default(),
        basis: row.basis.as_ref().map(basis),
    }
}

fn spans(rows: &[SpanRow]) -> Vec<Span> {
    rows.iter().map(span).collect()
}

/// The address of the same list as a spreadsheet.
fn as_sheet(room: &str, here: &str) -> String {
    let query = here.split_once('?').map_or("", |(_, query)| query);
    format!("{room}.xlsx?{query}")
}

/// Where another one is entered, for whoever may.
fn add(who: &Who, words: &str, to: &str) -> Option<Link> {
    who.viewer.is(Role::Officer).then(|| Link::new(who.lang.t(words), to))
}
