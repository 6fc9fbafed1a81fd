//! Biểu mẫu: the list of forms, one form with who has filled it, its periods.

mod list;
mod periods;
mod show;

use super::route::{APPROVER_OF, OFFICER_OF, READER, Routes, get, post};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/forms", get(READER, list::list))
        .route("/forms/{site}/{id}", get(READER, show::show))
        .route("/forms/{site}/{id}/periods", post(OFFICER_OF, periods::open))
        .route("/forms/{site}/{id}/approve", post(APPROVER_OF, periods::approve))
}
