//! A clause with its place in the text, as the state machine sees it.

use std::ops::Range;

use crate::context::Context;
use crate::role::cue::Features;

/// A clause under decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    /// Bytes.
    pub(crate) span: Range<usize>,
    /// Words.
    pub(crate) words: Range<usize>,
    /// Opens a paragraph (a line).
    pub(crate) opens_paragraph: bool,
    /// Is the whole paragraph.
    pub(crate) is_paragraph: bool,
    /// Opens a sentence.
    pub(crate) opens_sentence: bool,
    /// Cues.
    pub(crate) features: Features,
}

/// The clauses of a text in order.
pub(crate) fn all(cx: &Context) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::with_capacity(cx.clauses.len());
    let mut at = 0;
    for (index, span) in cx.clauses.iter().enumerate() {
        while cx.words.get(at).is_some_and(|w| w.start() < span.start) {
            at += 1;
        }
        let from = at;
        while cx.words.get(at).is_some_and(|w| w.end() <= span.end) {
            at += 1;
        }
        let words = from..at;
        let gap = |a: usize, b: usize| cx.text.get(a..b).unwrap_or("");
        let before =
            index.checked_sub(1).and_then(|k| cx.clauses.get(k)).map(|p| gap(p.end, span.start));
        let after = cx.clauses.get(index + 1).map(|n| gap(span.end, n.start));
        let opens_paragraph = before.is_none_or(|g| g.contains('\n'));
        let credit = cx.clauses.get(index + 1).is_some_and(|n| is_credit(cx.slice(n)));
        let closes = credit || after.is_none_or(|g| g.contains('\n'));
        clauses.push(Clause {
            span: span.clone(),
            opens_paragraph,
            is_paragraph: opens_paragraph && closes,
            opens_sentence: opens_paragraph || before.is_none_or(|g| !g.contains(';')),
            features: Features::of(cx, &words),
            words,
        });
    }
    clauses
}

/// Tells whether a clause is the credit of a picture: `(Ảnh: …)`.
fn is_credit(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '*', ' ']);
    ["Ảnh", "ảnh", "Nguồn:"].iter().any(|mark| bare.starts_with(mark))
}
