//! Over many bodies: the chart of a chain, what stands vacant, who leads and who carries out; and their spreadsheets.

mod charges;
mod chart;
mod vacant;

use super::pieces::{bad_day, said_wrong};
use super::who::Shared;
use crate::layout::Page;
use axum::Router;
use axum::routing::get;
use terms::Day;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/bodies/chart", get(chart::show))
        .route("/bodies/vacant", get(vacant::list))
        .route("/bodies/vacant.xlsx", get(vacant::export))
        .route("/charges", get(charges::show))
        .route("/charges.xlsx", get(charges::export))
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
