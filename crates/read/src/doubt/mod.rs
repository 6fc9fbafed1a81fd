//! Doubts, each with its place, its reason and the values that are possible.
//!
//! Nothing is decided here: a person chooses. Codes are stable.

mod accent;
mod issuer;
mod link;
mod near;
mod rank;
mod term;
mod year;

use crate::context::{Context, Parts};
use crate::contract::{Candidate, Citation, Warning};

/// Finds doubts in what was found, in text order.
pub(crate) fn find(cx: &Context, parts: &Parts, published: Option<&str>) -> Vec<Warning> {
    let mut found = issuer::find(parts);
    found.extend(link::find(parts));
    found.extend(near::find(parts));
    found.extend(accent::find(parts));
    found.extend(rank::find(parts));
    found.extend(term::find(cx, parts, published));
    found.extend(year::find(cx, parts, published));
    found.sort_by_key(|w| (w.start, w.end));
    found
}

fn warning(
    code: &str,
    message: String,
    start: usize,
    end: usize,
    candidates: Vec<Candidate>,
) -> Warning {
    Warning { code: code.to_owned(), message, start: Some(start), end: Some(end), candidates }
}

fn candidate(value: impl Into<String>, reason: impl Into<String>) -> Candidate {
    Candidate { value: value.into(), reason: reason.into() }
}

/// How a message names a citation.
fn called(citation: &Citation) -> String {
    let number = citation.number.as_deref().or(citation.name.as_deref()).unwrap_or(&citation.text);
    match citation.doc_type.as_deref().filter(|t| !number.starts_with(*t)) {
        Some(doc_type) => format!("{doc_type} {number}"),
        None => number.to_owned(),
    }
}

/// A day in EDTF as people write it.
fn day(edtf: &str) -> String {
    let mut parts = edtf.split('-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(y), Some(m), Some(d)) => format!("{d}/{m}/{y}"),
        _ => edtf.to_owned(),
    }
}
