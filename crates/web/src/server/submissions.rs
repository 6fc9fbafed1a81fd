//! Báo cáo số liệu: the pages of submissions.

use super::Shared;
use axum::Router;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
}
