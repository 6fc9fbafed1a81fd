//! Tasks: assigned, followed, closed by a second person; listed and shown as they stood on any day.

mod export;
mod list;
mod moves;
mod paper;
mod show;

pub use list::{TaskFilter, TaskRow, TaskSort, TasksView};
pub use moves::{TaskForm, TaskMove};
pub use show::{MoveKind, StepKind, StepView, TaskView};
