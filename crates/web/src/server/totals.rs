//! Tổng hợp số liệu: the page of totals.

use super::Shared;
use axum::Router;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
}
