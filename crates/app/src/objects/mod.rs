//! What pages show of the register and of the ledger: histories, acts, documents, people, bodies, units.

mod bodies;
mod body;
mod documents;
mod ledger;
mod people;
mod units;

pub use bodies::{BodiesView, BodyFilter, BodyRow};
pub use body::{BodyView, ChainRow, ConstitutionRow, DutyRow};
pub use documents::{DocumentFilter, DocumentRow, DocumentSort, DocumentView, DocumentsView};
pub use ledger::{ActDetail, LedgerQuery, LedgerView};
pub use people::{PersonRow, PersonView};
pub use units::{UnitFilter, UnitRow, UnitView};

use terms::{Day, Ref};

/// What held from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SpanRow {
    /// What held: a name, a post, a rank, a body above.
    pub what: String,
    /// The object it is, when it is one.
    pub at: Option<Ref>,
    /// More of it.
    pub note: String,
    /// Since when, in words; empty when not known.
    pub from: String,
    /// Until when; `None` while it holds.
    pub to: Option<Day>,
    /// The document that says so, as written.
    pub basis: Option<String>,
}
