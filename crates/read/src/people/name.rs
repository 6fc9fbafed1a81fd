//! Names of people: where one begins and ends.
//!
//! A name is a run of two to five capitalised syllables (six for some peoples of the highlands); what may stand
//! before it is not known here.

use std::sync::LazyLock;

use crate::body::name as body;
use crate::people::cue::{self, Use};
use crate::post;
use crate::table;
use crate::word::{Phrases, Table, Word};

/// How much the words before a name vouch for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// A rank, an honorific or a post stands before it: any capitalised run will do.
    Vouched,
    /// An item of a list of people: a surname is needed.
    Listed,
    /// Nothing vouches: a common surname is needed.
    Bare,
}

/// Surnames, each of one word; true for those that many people bear.
static SURNAMES: LazyLock<Phrases<bool>> =
    LazyLock::new(|| Phrases::of(Table::Surnames, |row| table::cell(row, 1) == "phổ biến"));

fn surname(word: Word) -> Option<bool> {
    if !word.is_capital() {
        return None;
    }
    SURNAMES.from(word).map(|(_, common)| *common)
}

/// Tells whether a word is a surname that many people bear.
pub(crate) fn is_common_surname(word: Word) -> bool {
    surname(word) == Some(true)
}

/// Tells whether a word is a surname.
pub(crate) fn is_surname(word: Word) -> bool {
    surname(word).is_some()
}

/// How many capitalised words stand in a row from `at`: of one case style, not broken by a paragraph.
pub(crate) fn capitals(words: &[Word], at: usize) -> usize {
    let Some(first) = words.get(at) else { return 0 };
    let style = first.is_all_caps();
    let mut run = 0;
    for word in words.get(at..).unwrap_or_default() {
        let fits = word.is_letters()
            && word.is_capital()
            && (word.is_all_caps() == style || is_single(*word));
        if !fits || (run > 0 && ends_before(words, at, run)) {
            break;
        }
        run += 1;
    }
    run
}

fn is_single(word: Word) -> bool {
    word.end() - word.start() <= 2 && !word.is_all_caps()
}

/// Tells whether a line break before a word ends the run: a wrapped line may part a name, a heading does not join.
fn ends_before(words: &[Word], at: usize, run: usize) -> bool {
    let Some(word) = words.get(at + run) else { return true };
    word.begins_block()
        || (word.begins_line() && (run >= 3 || word.is_all_caps() || begins_new(words, at + run)))
}

/// Tells whether a body, a post or a rank begins at word `at`, so that at the head of a line it is no rest of a name.
pub(crate) fn begins_new(words: &[Word], at: usize) -> bool {
    body::is_head(words, at) || post::stands(words, at) || cue::rank(words, at).is_some()
}

/// The end of the name that begins at word `at`.
pub(crate) fn end(words: &[Word], at: usize, trust: Trust) -> Option<usize> {
    let first = *words.get(at)?;
    if !first.is_capital() || cue::is(words, at, Use::Never) {
        return None;
    }
    let known = match trust {
        Trust::Vouched => true,
        Trust::Listed => is_surname(first),
        Trust::Bare => is_common_surname(first),
    };
    let run = capitals(words, at);
    if !known || run < 2 || post::stands(words, at) {
        return None;
    }
    let stop = (1..run).find(|k| breaks(words, at + k)).unwrap_or(run);
    let limit = if is_surname(first) { 5 } else { 6 };
    (2..=limit).contains(&stop).then_some(at + stop)
}

/// Tells whether a word inside a capitalised run begins something else: a post, a rank.
fn breaks(words: &[Word], at: usize) -> bool {
    post::stands(words, at) || cue::rank(words, at).is_some() || cue::is(words, at, Use::Recipients)
}

/// Tells whether a word begins a new paragraph, where no name goes on.
pub(crate) fn ends_line(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.begins_block())
}

/// Tells whether a word is `Văn` or `Thị`, which stand in the middle of a name.
pub(crate) fn is_middle(words: &[Word], at: usize) -> bool {
    cue::is(words, at, Use::Middle)
}
