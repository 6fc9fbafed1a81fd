//! A clause with its place in the text, as the state machine sees it.

use std::ops::Range;

use crate::abbreviation::sign;
use crate::context::Context;
use crate::cursor::first_bytes;
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
    /// The credit of a picture follows on the same line.
    pub(crate) credited: bool,
    /// Opens a sentence.
    pub(crate) opens_sentence: bool,
    /// Has a number or letter of a list before it (`1.`, `a)`).
    pub(crate) marked: bool,
    /// Is a numbered line without a full stop over text or items of a lower rank: a title.
    pub(crate) heads: bool,
    /// Cues.
    pub(crate) features: Features,
}

/// The clauses of a text in order.
pub(crate) fn all(cx: &Context) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::with_capacity(cx.clauses.len());
    let mut at = 0;
    let hard = is_hard_wrapped(cx);
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
        let wrapped = index
            .checked_sub(1)
            .and_then(|k| cx.clauses.get(k))
            .is_some_and(|p| is_wrapped(cx, hard, p, span));
        let number = clauses
            .last()
            .filter(|p| is_number(cx, p) && !before.is_some_and(|g| g.contains('\n')))
            .cloned();
        let opens_paragraph = number.as_ref().is_some_and(|n| n.opens_paragraph)
            || !wrapped && before.is_none_or(|g| g.contains('\n'));
        let credit = cx.clauses.get(index + 1).is_some_and(|n| is_credit(cx.slice(n)));
        let goes_on = cx.clauses.get(index + 1).is_some_and(|n| is_wrapped(cx, hard, span, n));
        let closes = credit || !goes_on && after.is_none_or(|g| g.contains('\n'));
        let features = Features::of(cx, &words);
        clauses.push(Clause {
            span: span.clone(),
            opens_paragraph,
            is_paragraph: opens_paragraph && closes,
            opens_sentence: opens_paragraph
                || (!wrapped && before.is_none_or(|g| !g.contains(';'))),
            credited: credit && after.is_some_and(|g| !g.contains('\n')),
            marked: number.is_some()
                || features.first > words.start && !is_bracket(cx, words.start),
            heads: false,
            features,
            words,
        });
    }
    mark_titles(cx, &mut clauses);
    clauses
}

/// Finds the titles: numbered lines that end without a mark and stand over text, not beside a sibling of the same rank.
fn mark_titles(cx: &Context, clauses: &mut [Clause]) {
    for at in 0..clauses.len() {
        let Some(clause) = clauses.get(at) else { break };
        let words = cx.words.get(clause.features.first..clause.features.end).unwrap_or_default();
        let open = words.last().is_some_and(|w| !w.is_sign() || sign(cx, *w) == ")");
        let rank = rank(cx, clause);
        let next = clauses.get(at + 1).map(|n| self::rank(cx, n));
        let over = rank != Rank::None && next.is_some_and(|n| n != rank);
        let title = clause.is_paragraph && open && words.len() <= 20 && over;
        if let Some(clause) = clauses.get_mut(at) {
            clause.heads = title;
        }
    }
}

/// How the line of a clause is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    None,
    Roman,
    Number,
    Letter,
}

fn rank(cx: &Context, clause: &Clause) -> Rank {
    if !clause.opens_paragraph {
        return Rank::None;
    }
    let at = cx.paragraphs.partition_point(|p| p.end <= clause.span.start);
    let from = cx.paragraphs.get(at).map_or(clause.span.start, |p| p.start);
    let line = first_bytes(cx.text.get(from..clause.span.end).unwrap_or("").trim_start(), 12);
    let mark = line.split(['.', ')']).next().unwrap_or("");
    let closed = line.get(mark.len()..).is_some_and(|r| r.starts_with(['.', ')']));
    match mark {
        _ if !closed || mark.is_empty() => Rank::None,
        m if m.len() <= 2 && m.bytes().all(|b| b.is_ascii_digit()) => Rank::Number,
        m if m.len() <= 5 && m.chars().all(|c| "IVX".contains(c)) => Rank::Roman,
        m if m.chars().count() == 1 && m.starts_with(char::is_lowercase) => Rank::Letter,
        _ => Rank::None,
    }
}

/// Tells whether a clause is the credit of a picture: `(Ảnh: …)`.
fn is_credit(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '*', ' ']);
    ["Ảnh", "ảnh", "Nguồn:"].iter().any(|mark| bare.starts_with(mark))
}

/// Tells whether a line goes on with the sentence of the line before it: a text with hard line breaks.
fn is_wrapped(cx: &Context, hard: bool, before: &Range<usize>, span: &Range<usize>) -> bool {
    let gap = cx.text.get(before.end..span.start).unwrap_or("");
    let blank = gap.matches('\n').count() > 1;
    let line = cx.slice(before);
    let open = !line.ends_with(['.', ';', ':', '!', '?', '…', '|', '”', '"']);
    let first = cx.slice(span).chars().next();
    let small = first.is_some_and(char::is_lowercase) && !is_lettered(cx.slice(span));
    let long = hard
        && line.chars().count() >= 60
        && first.is_some_and(char::is_alphabetic)
        && !is_lettered(cx.slice(span));
    !blank && gap.contains('\n') && open && (small || long)
}

/// Tells whether the text has hard line breaks: a quarter of its lines go on in lower case, or some do and none is long.
fn is_hard_wrapped(cx: &Context) -> bool {
    let small = |line: &&Range<usize>| {
        let text = cx.slice(line);
        text.starts_with(char::is_lowercase) && !is_lettered(text)
    };
    let lines = cx.paragraphs.len();
    let going_on = cx.paragraphs.iter().filter(small).count();
    let none_long = || cx.paragraphs.iter().all(|l| cx.slice(l).chars().count() <= 120);
    lines >= 8 && (going_on * 4 >= lines || going_on >= 5 && none_long())
}

/// `a) …`, `b. …`: an item of a list, not the rest of a sentence.
fn is_lettered(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some() && chars.next().is_some_and(|c| matches!(c, ')' | '.' | '/'))
}

/// Tells whether a clause is nothing but the number of an item: `1.`, `II.`, `a.`
fn is_number(cx: &Context, clause: &Clause) -> bool {
    let text = cx.slice(&clause.span);
    text.len() <= 6 && text.ends_with('.') && clause.words.len() <= 3
}

fn is_bracket(cx: &Context, at: usize) -> bool {
    cx.words.get(at).is_some_and(|w| matches!(sign(cx, *w), "[" | "(" | "“" | "\""))
}
