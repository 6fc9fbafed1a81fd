//! Báo cáo số liệu: beginning a report, its entry grid, its spreadsheet, what is done with it.

mod begin;
mod change;
mod grid;
mod sheet;
mod show;

use super::route::{CLERK_OF, READER, Routes, get, post};

pub(super) use begin::{Slot, begin_href, sheet_href};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/submissions", post(CLERK_OF, begin::begin))
        .route("/submissions/new", get(READER, begin::ask))
        .route("/submissions/new.xlsx", get(READER, sheet::blank))
        .route("/submissions/{site}/{id}", get(READER, show::show).post(CLERK_OF, change::change))
        .route(
            "/submissions/{site}/{id}/xlsx",
            get(READER, sheet::download).post(CLERK_OF, sheet::upload),
        )
}
