//! From the bytes of a file to Vietnamese text: format, encoding, clauses, folding for search, order of names.
//!
//! Never fails on odd text and does not know what a citation is.

mod blocks;
pub mod clause;
pub mod collate;
mod decode;
mod docx;
mod error;
pub mod fold;
mod html;
mod ingest;
mod legacy;
pub mod normal;
mod scan;
pub mod secrecy;
mod sniff;
mod syllable;
pub mod tone;

pub use decode::Encoding;
pub use error::IngestError;
pub use ingest::{Format, Limits, Notice, Source, ingest};
