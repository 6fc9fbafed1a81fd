//! Submissions: one unit's report by one form for one period, entered on a page or from a spreadsheet.

mod begin;
mod change;
mod sheet;
mod show;
mod typed;

pub use begin::ToBegin;
pub use change::{Approvals, Refused};
pub use sheet::{SheetFault, SheetOutcome};
pub use show::{EntryRow, SubmissionMove, SubmissionView};
pub use typed::{EntryFault, TypedCell};
