//! From the bytes of a file to Vietnamese text: format, encoding, clauses, folding for search, order of names.
//!
//! Never fails on odd text and does not know what a citation is.

pub mod clause;
pub mod fold;
pub mod normal;
pub mod tone;
