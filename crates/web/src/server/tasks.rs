//! Nhiệm vụ: the pages of tasks: the list on a day, one task, a new task, and what is done with it.

mod assign;
mod list;
mod moves;
mod show;

pub(super) use list::task_row;

use super::Shared;
use axum::Router;
use axum::routing::{get, post};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/tasks", get(list::list).post(assign::assign))
        .route("/tasks.xlsx", get(list::export))
        .route("/tasks.docx", get(list::paper))
        .route("/tasks/new", get(assign::blank))
        .route("/tasks/{site}/{id}", get(show::show))
        .route("/tasks/{site}/{id}/{move}", post(moves::make))
        .route("/tasks/{site}/{id}/files/{sha256}", get(show::proof_file))
}
