//! Reading Vietnamese administrative text: from words to mentions with spans, by rules over data tables.
//!
//! Does no I/O, reads no clock, calls no model. It never guesses: what is not clear is a warning with candidates.

mod context;
pub mod contract;

pub use contract::Reading;

/// Reads one text (NFC, `\n` line ends).
pub fn read(text: &str) -> Reading {
    let cx = context::Context::new(text);
    let _ = (&cx.paragraphs, &cx.clauses, cx.slice(&(0..0)), cx.paragraph_at(0));
    Reading::default()
}
