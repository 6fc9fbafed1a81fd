//! Totals: one indicator over units and periods, with who is silent. Every figure is computed by `record::figures`.

mod draw;
mod export;
mod typed;
mod view;

pub use record::figures::MapChoice;
pub use typed::TypedTotals;
pub use view::{Absent, Headline, Rows, TotalCell, TotalRow, TotalsQuery, TotalsView};

pub(crate) use view::{highest, map_words};
