//! Over many bodies: the chart of a chain, what stands vacant, who leads and who carries out; and their spreadsheets.

mod charges;
mod chart;
mod vacant;

use super::pieces::{bad_day, said_wrong};
use super::route::{READER, Routes, get};
use crate::layout::Page;
use terms::Day;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/bodies/chart", get(READER, chart::show))
        .route("/bodies/vacant", get(READER, vacant::list))
        .route("/bodies/vacant.xlsx", get(READER, vacant::export))
        .route("/charges", get(READER, charges::show))
        .route("/charges.xlsx", get(READER, charges::export))
}

/// The day as typed, said to be none on the page where it is none.
fn asked_day(typed: &str) -> Option<Day> {
    Day::parse_typed(typed.trim()).ok()
}

fn tell(p: &mut Page, typed: &str) {
    if !typed.trim().is_empty() && asked_day(typed).is_none() {
        p.messages.push(said_wrong(Some("day.bad".into()), bad_day(p.lang, typed)));
    }
}
