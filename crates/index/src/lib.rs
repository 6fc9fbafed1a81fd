//! The full-text index: rows of words in, places in an order out. It knows no acts, no permissions and no pages.
//!
//! A row is one thing that can be found, given as plain words. Every word is kept twice at its place: as written (NFC, lower
//! case, one placement of tones) and bare (no tones, `đ` as `d`). What is typed with a mark is looked for as written, what is
//! typed bare is looked for bare, so that a phrase may mix both. The index is a projection: whoever fills it says from which
//! state of the record (`Index::state`), and may throw it away at any time.

mod collect;
mod error;
mod fields;
mod mark;
mod plan;
mod proof;
mod query;
mod row;
mod shelf;
mod words;

pub use collect::{Counts, Found};
pub use error::Error;
pub use mark::{Marker, Snippet};
pub use proof::{Proof, proof_of};
pub use query::{Filter, Query, ShortForms};
pub use row::Row;
pub use shelf::{Index, Writer};
