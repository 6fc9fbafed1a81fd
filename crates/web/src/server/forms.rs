//! Biểu mẫu: the list of forms, one form with who has filled it, its periods.

mod list;
mod periods;
mod show;

use super::Shared;
use axum::Router;
use axum::routing::{get, post};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/forms", get(list::list))
        .route("/forms/{site}/{id}", get(show::show))
        .route("/forms/{site}/{id}/periods", post(periods::open))
        .route("/forms/{site}/{id}/approve", post(periods::approve))
}
