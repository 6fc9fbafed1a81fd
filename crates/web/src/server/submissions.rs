//! Báo cáo số liệu: beginning a report, its entry grid, its spreadsheet, what is done with it.

mod begin;
mod change;
mod grid;
mod sheet;
mod show;

use super::Shared;
use axum::Router;
use axum::routing::get;

pub(super) use begin::{Slot, begin_href, sheet_href};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/submissions", axum::routing::post(begin::begin))
        .route("/submissions/new", get(begin::ask))
        .route("/submissions/new.xlsx", get(sheet::blank))
        .route("/submissions/{site}/{id}", get(show::show).post(change::change))
        .route("/submissions/{site}/{id}/xlsx", get(sheet::download).post(sheet::upload))
}
