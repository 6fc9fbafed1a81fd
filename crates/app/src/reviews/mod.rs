//! Reviews: compiled from the record, edited, approved by a second person, printed, and traced figure by figure.

mod change;
mod copies;
mod differences;
mod evidence;
mod formula;
mod paper;
mod show;
mod sources;
mod trace;

pub use change::ReviewForm;
pub use copies::CopyRow;
pub(crate) use copies::highest_class;
pub use differences::{DifferenceRow, DifferencesView};
pub use show::{
    FigureChoice, LineView, ReviewMoves, ReviewRow, ReviewView, RunView, SectionView, TableView,
};
pub use trace::{CorrectionRow, TraceCell, TraceView};
