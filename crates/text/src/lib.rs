//! From the bytes of a file to Vietnamese text: format, encoding, clauses, folding for search, order of names.
//!
//! Never fails on odd text and does not know what a citation is.

mod blocks;
mod by_font;
pub mod clause;
pub mod collate;
mod decode;
mod document;
mod docx;
mod error;
pub mod fold;
mod html;
mod ingest;
mod legacy;
pub mod normal;
mod package;
mod pdf;
mod scan;
pub mod secrecy;
mod sniff;
mod syllable;
pub mod tone;
mod tools;

pub use decode::Encoding;
pub use document::{Aside, AsideKind};
pub use error::IngestError;
pub use ingest::{Format, Limits, Notice, Source, ingest, ingest_with};
pub use tools::{
    CONVERT_PACKAGES, NoTools, OCR_PACKAGES, OcrPage, OcrWord, OldFormat, ScanKind, ToolError,
    Tools,
};
