//! Abbreviations and what they stand for: names of bodies and posts are kept written out.
//!
//! Knows which letters stand for which words, not what a body or a post is.

use std::ops::Range;
use std::sync::LazyLock;

use crate::context::Context;
use crate::table;
use crate::word::{Phrases, Table, Word};

static SHORT: LazyLock<Phrases<&'static str>> =
    LazyLock::new(|| Phrases::of(Table::Abbreviations, |row| table::cell(row, 1)));

/// Every abbreviation that is read, with what it stands for.
pub fn abbreviations() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = table::rows(Table::Abbreviations.tsv());
    rows.map(|row| (table::cell(&row, 0), table::cell(&row, 1)))
}

/// The words of a range as one line, abbreviations written out and brackets left out.
///
/// White space of any kind becomes one space; where the text has none, none is put, save after an abbreviation.
pub(crate) fn written_out(cx: &Context, range: Range<usize>) -> String {
    written_behind("", cx, range)
}

/// As [`written_out`], behind other words and a blank; those alone where nothing follows.
pub(crate) fn written_behind(front: &str, cx: &Context, range: Range<usize>) -> String {
    let words = &cx.words;
    let bytes = words.get(range.start).map_or(0, |w| w.start())
        ..words.get(range.end.saturating_sub(1)).map_or(0, |w| w.end());
    let mut out = String::with_capacity(front.len() + 1 + bytes.len().min(400));
    out.push_str(front);
    if !front.is_empty() {
        out.push(' ');
    }
    let begun = out.len();
    let mut at = range.start;
    let mut apart = false;
    while at < range.end {
        let Some(word) = words.get(at) else { break };
        if let Some(closed) = bracket(cx, at, range.end) {
            at = closed;
            apart = true;
            continue;
        }
        if out.len() > begun && (apart || word.is_spaced()) && !is_mark(*word) {
            out.push(' ');
        }
        match long(words, at, range.end) {
            Some((len, text)) => {
                out.push_str(text);
                at += len;
                apart = true;
            }
            None => {
                let next = plain_run(cx, at, range.end);
                let end = words.get(next - 1).map_or(word.end(), |w| w.end());
                out.push_str(cx.slice(&(word.start()..end)));
                at = next;
                apart = false;
            }
        }
    }
    if out.len() == begun {
        out.truncate(front.len());
    }
    out
}

/// The word behind those that stay as they are with the blanks between them: of words from one on, those that are no
/// sign, begin no abbreviation and stand one blank apart.
fn plain_run(cx: &Context, at: usize, end: usize) -> usize {
    let rest = cx.words.get(at..end).unwrap_or_default();
    let goes_on = |pair: &&[Word]| {
        let [word, next] = pair else { return false };
        let blank =
            next.start() == word.end() + 1 && cx.text.as_bytes().get(word.end()) == Some(&b' ');
        blank && !next.is_sign() && !(next.is_capital() && next.opens(Table::Abbreviations))
    };
    at + 1 + rest.windows(2).take_while(goes_on).count()
}

/// The abbreviation at a word, when it ends in time: how many words it takes and what it stands for.
pub(crate) fn long(words: &[Word], at: usize, end: usize) -> Option<(usize, &'static str)> {
    let first = words.get(at).filter(|w| w.is_capital())?;
    let (len, text) = SHORT.at(words, at)?;
    let whole = len > 1 || first.is_all_caps() || text.chars().next()?.is_lowercase();
    (at + len <= end && whole).then_some((len, *text))
}

/// The word after a bracket that opens at `at`, when it closes before `end`.
fn bracket(cx: &Context, at: usize, end: usize) -> Option<usize> {
    let words = cx.words.get(at..end)?;
    words.first().filter(|w| w.sign() == '(')?;
    let close = words.iter().position(|w| w.sign() == ')')?;
    Some(at + close + 1)
}

fn is_mark(word: Word) -> bool {
    matches!(word.sign(), ',' | ';' | '.' | ':')
}
