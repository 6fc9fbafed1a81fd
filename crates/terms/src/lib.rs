//! The vocabulary of kvpt: ids, days and periods, document numbers, amounts, states of a cell, and the closed lists
//! of codes. Parses and prints; does no I/O and knows no other room.

#[macro_use]
mod codes;

pub mod amount;
pub mod cell;
pub mod day;
pub mod doc_number;
pub mod edtf;
pub mod id;
pub mod kind;
pub mod kinds;
pub mod period;
pub mod tenure;

pub use amount::Amount;
pub use cell::Cell;
pub use day::{Day, Instant};
pub use doc_number::DocNumber;
pub use edtf::Edtf;
pub use id::{Id, Named, Ref, Site};
pub use kind::Kind;
pub use kinds::*;
pub use period::Period;
