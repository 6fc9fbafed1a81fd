//! A clause with its place in the text, as the state machine sees it.

use std::ops::Range;

use crate::context::Context;
use crate::cursor::first_bytes;
use crate::role::cue::Features;
use crate::role::silent;

/// A clause under decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    /// Bytes.
    pub(crate) span: Range<usize>,
    /// Words.
    pub(crate) words: Range<usize>,
    /// The number of the line that holds its first byte.
    pub(crate) line: usize,
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
    /// Is a caption or page furniture.
    pub(crate) quiet: bool,
    /// Cues.
    pub(crate) features: Features,
}

/// The clauses of a text in order.
#[inline(never)]
pub(crate) fn all(cx: &Context) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::with_capacity(cx.clauses.len());
    let mut line = 0;
    let hard = is_hard_wrapped(cx);
    let (mut before, mut wrapped) = (None, false);
    for (index, (span, words)) in cx.clauses.iter().zip(&cx.clause_words).enumerate() {
        let next = cx.clauses.get(index + 1);
        let after = next.map(|n| Gap::of(cx.text.get(span.end..n.start).unwrap_or("")));
        let breaks = |gap: Option<Gap>| gap.is_none_or(|g| g.breaks > 0);
        let number = clauses
            .last()
            .filter(|p| before.is_none_or(|g: Gap| g.breaks == 0) && is_number(cx, p))
            .cloned();
        let opens_paragraph =
            number.as_ref().is_some_and(|n| n.opens_paragraph) || !wrapped && breaks(before);
        let credit = next.is_some_and(|n| is_credit(cx.slice(n)));
        let goes_on = next.zip(after).is_some_and(|(n, gap)| is_wrapped(cx, hard, span, n, gap));
        let closes = credit || !goes_on && breaks(after);
        let features = Features::of(cx, words);
        while cx.paragraphs.get(line).is_some_and(|p| p.end <= span.start) {
            line += 1;
        }
        clauses.push(Clause {
            span: span.clone(),
            opens_paragraph,
            is_paragraph: opens_paragraph && closes,
            opens_sentence: opens_paragraph || (!wrapped && before.is_none_or(|g| !g.semicolon)),
            credited: credit && after.is_some_and(|g| g.breaks == 0),
            marked: number.is_some()
                || features.first > words.start && !is_bracket(cx, words.start),
            heads: false,
            quiet: false,
            line,
            features,
            words: words.clone(),
        });
        (before, wrapped) = (after, goes_on);
    }
    mark_titles(cx, &mut clauses);
    clauses
}

/// What stands between two clauses.
#[derive(Debug, Clone, Copy)]
struct Gap {
    /// Line ends.
    breaks: usize,
    semicolon: bool,
}

impl Gap {
    fn of(gap: &str) -> Self {
        let count = |mark: u8| gap.bytes().filter(|b| *b == mark).count();
        Self { breaks: count(b'\n'), semicolon: count(b';') > 0 }
    }
}

/// Finds what is quiet, and the titles: numbered lines that end without a mark and stand over text, not beside a sibling of the same rank.
#[inline(never)]
fn mark_titles(cx: &Context, clauses: &mut [Clause]) {
    let ranks: Vec<Rank> = clauses.iter().map(|c| rank(cx, c)).collect();
    for (at, clause) in clauses.iter_mut().enumerate() {
        let words = cx.words.get(clause.features.first..clause.features.end).unwrap_or_default();
        let open = words.last().is_some_and(|w| !w.is_sign() || w.sign() == ')');
        let rank = ranks.get(at).filter(|r| **r != Rank::None);
        let over = rank.is_some() && ranks.get(at + 1).is_some_and(|next| Some(next) != rank);
        clause.heads = clause.is_paragraph && open && words.len() <= 20 && over;
        clause.quiet = silent::is_quiet(cx, clause);
    }
}

/// The text from the head of its line to the end of a clause, marks of lists included.
pub(crate) fn opening<'t>(cx: &Context<'t>, clause: &Clause) -> &'t str {
    let from = cx.paragraphs.get(clause.line).map_or(clause.span.start, |line| line.start);
    cx.text.get(from..clause.span.end).unwrap_or("")
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
    let line = first_bytes(opening(cx, clause), 12);
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
fn is_wrapped(
    cx: &Context,
    hard: bool,
    before: &Range<usize>,
    span: &Range<usize>,
    gap: Gap,
) -> bool {
    let line = cx.slice(before);
    if gap.breaks != 1 || line.ends_with(['.', ';', ':', '!', '?', '…', '|', '”', '"']) {
        return false;
    }
    let next = cx.slice(span);
    let small = || next.starts_with(char::is_lowercase);
    let long = || hard && next.starts_with(char::is_alphabetic) && line.chars().count() >= 60;
    (small() || long()) && !is_lettered(next)
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
    cx.words.get(at).is_some_and(|w| matches!(w.sign(), '[' | '(' | '“' | '"'))
}
