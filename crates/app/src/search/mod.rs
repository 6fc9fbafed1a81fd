//! The search over everything on record: what is found by words, narrowed by kind, line of work, body and day.
//!
//! The index it asks is a projection: made from objects (`rows.rs`), brought up to date by the acts since (`keep.rs`), thrown
//! away when it is damaged, proven by the same check that proves the tables (`proof.rs`). What is shown of a hit (`card.rs`)
//! comes from the record and never from the index.

mod ask;
mod card;
mod keep;
mod proof;
mod rows;

pub use ask::{Hit, SearchFilter, SearchView, What, places};
pub(crate) use keep::Shelf;
