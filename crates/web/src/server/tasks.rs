//! Nhiệm vụ: the pages of tasks: the list on a day, one task, a new task, and what is done with it.

mod assign;
mod list;
mod moves;
mod show;

pub(super) use list::task_row;

use super::route::{CLERK_OF, OFFICER, OFFICER_OF, READER, Routes, get, post};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/tasks", get(READER, list::list).post(OFFICER_OF, assign::assign))
        .route("/tasks.xlsx", get(READER, list::export))
        .route("/tasks.docx", get(READER, list::paper))
        .route("/tasks/new", get(OFFICER, assign::blank))
        .route("/tasks/{site}/{id}", get(READER, show::show))
        .route("/tasks/{site}/{id}/{move}", post(CLERK_OF, moves::make))
        .route("/tasks/{site}/{id}/files/{sha256}", get(READER, show::proof_file))
}
