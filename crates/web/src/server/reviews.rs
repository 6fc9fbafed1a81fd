//! Sơ kết: the pages of reviews and of the sources of their figures.

mod copies;
mod list;
mod moves;
mod show;
mod trace;

use super::{Shared, href};
use axum::Router;
use axum::routing::{get, post};
use terms::Ref;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/reviews", get(list::list).post(list::open))
        .route("/reviews/{site}/{id}", get(show::show))
        .route("/reviews/{site}/{id}/compile", post(moves::compile))
        .route("/reviews/{site}/{id}/submit", post(moves::submit))
        .route("/reviews/{site}/{id}/approve", post(moves::approve))
        .route("/reviews/{site}/{id}/return", post(moves::send_back))
        .route("/reviews/{site}/{id}/lines/{key}", post(moves::edit))
        .route("/reviews/{site}/{id}/docx", get(trace::docx))
        .route("/reviews/{site}/{id}/pdf", get(trace::pdf))
        .route("/reviews/{site}/{id}/copies", post(copies::issue))
        .route("/reviews/{site}/{id}/copies/{number}/docx", get(copies::docx))
        .route("/reviews/{site}/{id}/copies/{number}/pdf", get(copies::pdf))
        .route("/reviews/{site}/{id}/difference", get(trace::difference))
        .route("/reviews/{site}/{id}/trace/{key}", get(trace::trace))
}

/// The address of a figure's trace page; papers lead there for ever.
fn trace_href(review: &Ref, figure: &str) -> String {
    format!("{}/trace/{figure}", href(review))
}
