//! The text under reading, cut into paragraphs and clauses once, for every finder to share.
//!
//! Knows nothing of citations, people or dates. All offsets are bytes of the text as given.

use std::ops::Range;

use crate::contract::{Activity, Body, Citation, DateMention, Heading, Person, Quantity};
use crate::scan::{Scan, scan};
use crate::word::{Anchor, Word};

/// What was found so far, for finders that build on it.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    /// Kind of text, as in [`crate::contract::Reading::genre`].
    pub(crate) genre: &'a str,
    /// Heading block, when the text is an administrative document.
    pub(crate) heading: Option<&'a Heading>,
    /// Documents mentioned, in text order.
    pub(crate) citations: &'a [Citation],
    /// Calendar expressions, in text order.
    pub(crate) dates: &'a [DateMention],
    /// Figures, in text order.
    pub(crate) quantities: &'a [Quantity],
    /// People.
    pub(crate) people: &'a [Person],
    /// Organisations.
    pub(crate) bodies: &'a [Body],
    /// The activity; `None` while it is being looked for.
    pub(crate) activity: Option<&'a Activity>,
}

/// Most lines over which a sentence is followed.
const LONGEST: usize = 40;

/// Whether one of several ranges, in order and apart, meets a range.
pub(crate) fn meets(sorted: &[Range<usize>], range: &Range<usize>) -> bool {
    let i = sorted.partition_point(|s| s.end <= range.start);
    sorted.get(i).is_some_and(|s| s.start < range.end)
}

/// The words of each of several spans, which are in order and apart.
#[inline(never)]
fn words_of(words: &[Word], spans: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::with_capacity(spans.len());
    for span in spans {
        let ahead = words.get(at..).unwrap_or_default();
        let before = ahead.iter().position(|w| w.start() >= span.start).unwrap_or(ahead.len());
        let first = at + before;
        // No word has fewer bytes than one.
        let ahead = words.get(first..words.len().min(first + span.len())).unwrap_or_default();
        at = first + ahead.partition_point(|w| w.end() <= span.end);
        found.push(first..at);
    }
    found
}

/// A text with its paragraphs and clauses.
#[derive(Debug)]
pub(crate) struct Context<'t> {
    /// The whole text, NFC with `\n` line ends.
    pub(crate) text: &'t str,
    /// The folded view, byte for byte as long as the text.
    pub(crate) fold: String,
    /// Runs of ASCII digits.
    pub(crate) digits: Vec<Range<usize>>,
    /// Lines that are not blank, trimmed.
    pub(crate) paragraphs: Vec<Range<usize>>,
    /// Clauses: the units in which directions and results are told.
    pub(crate) clauses: Vec<Range<usize>>,
    /// The words of each clause.
    pub(crate) clause_words: Vec<Range<usize>>,
    /// Words, for finders that match phrases.
    pub(crate) words: Vec<Word>,
    /// Words at which finders begin, by number, with their marks.
    marks: Vec<(usize, u16)>,
    /// Colons, by the number of their words.
    colons: Vec<usize>,
    /// Words with which a phrase of structure may begin, by number.
    pub(crate) structure: Vec<usize>,
    /// Words that begin with a capital, by number.
    pub(crate) capitals: Vec<usize>,
}

impl<'t> Context<'t> {
    /// Cuts a text.
    pub(crate) fn new(text: &'t str) -> Self {
        let Scan { fold, words, digits, marks, paragraphs, breaks, colons, structure, capitals } =
            scan(text);
        let clauses = text::clause::segments_at(text, &breaks);
        let clause_words = words_of(&words, &clauses);
        Self {
            text,
            fold,
            digits,
            paragraphs,
            clauses,
            clause_words,
            words,
            marks,
            colons,
            structure,
            capitals,
        }
    }

    /// The words of a range; empty when the range does not fit.
    pub(crate) fn slice(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// A word in small letters, as the folded view has it; empty behind the last.
    pub(crate) fn small(&self, word: usize) -> &str {
        self.words.get(word).and_then(|w| self.fold.get(w.start()..w.end())).unwrap_or("")
    }

    /// Where words with a mark begin, in text order.
    pub(crate) fn marked(&self, mark: Anchor) -> impl Iterator<Item = usize> + '_ {
        let bit = mark.bit();
        let marked = self.marks.iter().filter(move |(_, marks)| marks & bit != 0);
        marked.filter_map(|(at, _)| self.words.get(*at).map(|w| w.start()))
    }

    /// The words with a mark within a range of words, by number.
    pub(crate) fn marked_words(
        &self,
        mark: Anchor,
        words: Range<usize>,
    ) -> impl Iterator<Item = usize> + '_ {
        let bit = mark.bit();
        let from = self.marks.partition_point(|(at, _)| *at < words.start);
        let marks = self.marks.iter().skip(from).take_while(move |(at, _)| *at < words.end);
        marks.filter(move |(_, marks)| marks & bit != 0).map(|(at, _)| *at)
    }

    /// The colons within a range of words, by number.
    pub(crate) fn colons(&self, words: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let from = self.colons.partition_point(|at| *at < words.start);
        let ahead = self.colons.get(from..).unwrap_or_default();
        ahead.iter().copied().take_while(move |at| *at < words.end)
    }

    /// First byte of the sentence or clause that holds a byte; a line break in its middle does not end it.
    pub(crate) fn clause_start(&self, at: usize) -> usize {
        self.sentence(at).start
    }

    /// The sentence or clause that holds a byte; empty at the byte when there is none.
    pub(crate) fn sentence(&self, at: usize) -> Range<usize> {
        let i = self.clauses.partition_point(|c| c.end <= at);
        let Some(here) = self.clauses.get(i).filter(|c| c.start <= at) else { return at..at };
        let (mut first, mut last) = (i, i);
        while first > i.saturating_sub(LONGEST) && self.runs_on(first - 1) {
            first -= 1;
        }
        while last < i + LONGEST && self.runs_on(last) {
            last += 1;
        }
        let edge = |i: usize| self.clauses.get(i).unwrap_or(here);
        edge(first).start..edge(last).end
    }

    /// Whether a clause is broken by a line end alone, so that the next one goes on with it.
    fn runs_on(&self, i: usize) -> bool {
        let (Some(a), Some(b)) = (self.clauses.get(i), self.clauses.get(i + 1)) else {
            return false;
        };
        let gap = self.text.get(a.end..b.start).unwrap_or("");
        let next = self.text.get(b.start..).and_then(|t| t.chars().next());
        let open = !self.slice(a).ends_with(['.', '!', '?', ';', ':', '…', ')']);
        gap.trim_matches(' ') == "\n"
            && open
            && next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
    }
}
