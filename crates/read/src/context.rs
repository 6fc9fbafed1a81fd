//! The text under reading, cut into paragraphs and clauses once, for every finder to share.
//!
//! Knows nothing of citations, people or dates. All offsets are bytes of the text as given.

use std::ops::Range;

/// A text with its paragraphs and clauses.
#[derive(Debug)]
pub(crate) struct Context<'t> {
    /// The whole text, NFC with `\n` line ends.
    pub(crate) text: &'t str,
    /// Lines that are not blank, trimmed.
    pub(crate) paragraphs: Vec<Range<usize>>,
    /// Clauses: the units in which directions and results are told.
    pub(crate) clauses: Vec<Range<usize>>,
}

impl<'t> Context<'t> {
    /// Cuts a text.
    pub(crate) fn new(text: &'t str) -> Self {
        let clauses = text::clause::segments(text);
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let lead = line.len() - line.trim_start().len();
            let body = line.trim();
            if !body.is_empty() {
                paragraphs.push(at + lead..at + lead + body.len());
            }
            at += line.len();
        }
        Self { text, paragraphs, clauses }
    }

    /// The words of a range; empty when the range does not fit.
    pub(crate) fn slice(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// The paragraph that holds a byte.
    pub(crate) fn paragraph_at(&self, at: usize) -> Option<&Range<usize>> {
        self.paragraphs.iter().find(|p| p.contains(&at))
    }
}
