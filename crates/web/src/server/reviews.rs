//! Sơ kết: the pages of reviews and of the sources of their figures.

use super::Shared;
use axum::Router;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
}
