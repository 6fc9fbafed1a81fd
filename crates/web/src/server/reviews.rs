//! Sơ kết: the pages of reviews and of the sources of their figures.

mod copies;
mod list;
mod moves;
mod show;
mod trace;

use super::href;
use super::route::{APPROVER_OF, OFFICER_OF, READER, Routes, get, post};
use terms::Ref;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/reviews", get(READER, list::list).post(OFFICER_OF, list::open))
        .route("/reviews/{site}/{id}", get(READER, show::show))
        .route("/reviews/{site}/{id}/compile", post(OFFICER_OF, moves::compile))
        .route("/reviews/{site}/{id}/submit", post(OFFICER_OF, moves::submit))
        .route("/reviews/{site}/{id}/approve", post(APPROVER_OF, moves::approve))
        .route("/reviews/{site}/{id}/return", post(APPROVER_OF, moves::send_back))
        .route("/reviews/{site}/{id}/lines/{key}", post(OFFICER_OF, moves::edit))
        .route("/reviews/{site}/{id}/docx", get(READER, trace::docx))
        .route("/reviews/{site}/{id}/pdf", get(READER, trace::pdf))
        .route("/reviews/{site}/{id}/copies", post(OFFICER_OF, copies::issue))
        .route("/reviews/{site}/{id}/copies/{number}/docx", get(READER, copies::docx))
        .route("/reviews/{site}/{id}/copies/{number}/pdf", get(READER, copies::pdf))
        .route("/reviews/{site}/{id}/difference", get(READER, trace::difference))
        .route("/reviews/{site}/{id}/trace/{key}", get(READER, trace::trace))
}

/// The address of a figure's trace page; papers lead there for ever.
fn trace_href(review: &Ref, figure: &str) -> String {
    format!("{}/trace/{figure}", href(review))
}
