//! From the bytes of a file to Vietnamese text: format, encoding, clauses, folding for search, order of names.
//!
//! Never fails on odd text and does not know what a citation is.

mod blocks;
pub mod clause;
pub mod collate;
mod decode;
mod document;
mod docx;
mod edxml;
mod eml;
mod error;
pub mod fold;
mod html;
mod ingest;
mod legacy;
pub mod normal;
mod numbers;
mod ocr;
mod odt;
mod package;
mod pdf;
mod scan;
pub mod secrecy;
mod sniff;
mod syllable;
pub mod tone;
mod tools;
mod whole;
mod xlsx;
mod xml;

pub use decode::Encoding;
pub use document::{Aside, AsideKind};
pub use error::IngestError;
pub use ingest::{Format, Limits, Notice, Source};
pub use tools::{
    CONVERT_PACKAGES, NoTools, OCR_PACKAGES, OcrPage, OcrWord, OldFormat, ScanKind, ToolError,
    Tools,
};
pub use whole::{Member, ingest, ingest_all, ingest_with};
