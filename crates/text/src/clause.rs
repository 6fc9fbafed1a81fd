//! Clauses: the units in which directions, results and shortcomings are told.

use std::ops::Range;

/// Cuts a text into clauses, given as byte ranges with white space trimmed.
///
/// A clause ends at a newline, at `;` followed by white space, or at a sentence mark (with closing quotes or
/// brackets) followed by white space and an upper-case letter, a quote, a bracket or a list mark.
pub fn segments(text: &str) -> Vec<Range<usize>> {
    let _ = text;
    Vec::new()
}
