//! Keys under which different spellings of one Vietnamese text meet, with a way back to the original bytes.
//!
//! Three keys, each built on the one before: `canon`, `match_key`, `bare`. Knows no words and no ranking:
//! whoever searches decides how much a match on `bare` is worth.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::tone::{ToneStyle, place_tones};

/// How much of the spelling a key forgets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Form only: NFC, old-style tones, Đ repaired, one space, one kind of dash and of quotation mark.
    Canon,
    /// As `Canon`, and case.
    Match,
    /// As `Match`, and all tones and shapes: `đ` is `d`.
    Bare,
}

/// Returns the text in its one canonical spelling, for display keys and comparison.
///
/// White space of any kind becomes one space and none stands at the ends.
///
/// ```
/// assert_eq!(text::fold::canon(" Hoà\u{a0} bình – Ða Phúc "), "Hòa bình - Đa Phúc");
/// ```
pub fn canon(text: &str) -> String {
    folded(text, Fold::Canon).key
}

/// Returns the key on which names and titles are compared: canonical spelling without case.
pub fn match_key(text: &str) -> String {
    folded(text, Fold::Match).key
}

/// Returns the key of an unaccented search: letters without tones and shapes.
///
/// ```
/// assert_eq!(text::fold::bare("Khu vực phòng thủ Đồng Mây"), "khu vuc phong thu dong may");
/// ```
pub fn bare(text: &str) -> String {
    folded(text, Fold::Bare).key
}

/// A key whose every byte knows the byte of the original it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The key.
    pub key: String,
    /// For each byte of the key the byte of the original where its character begins, and one last entry: the
    /// end of the last character kept.
    pub at: Vec<usize>,
}

impl Folded {
    /// Returns the bytes of the original that a range of the key stands for; empty when it is out of bounds.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let end = self.at.get(range.end).copied().unwrap_or_default();
        let start = self.at.get(range.start).copied().unwrap_or(end);
        start.min(end)..end
    }
}

/// Folds a text and keeps the way back, for marking what a search found.
pub fn folded(text: &str, fold: Fold) -> Folded {
    let mut marks = canonical_marks(text);
    if fold != Fold::Canon {
        marks = marks.into_iter().flat_map(|m| m.spread(|c| c.to_lowercase().collect())).collect();
    }
    if fold == Fold::Bare {
        marks = marks.into_iter().flat_map(|m| m.spread(bare_letters)).collect();
    }
    let end = marks.last().map_or(0, |m| m.end);
    let mut key = String::with_capacity(marks.len());
    let mut at = Vec::with_capacity(marks.len() + 1);
    for mark in marks {
        key.push(mark.c);
        at.resize(key.len(), mark.start);
    }
    at.push(end);
    Folded { key, at }
}

/// One character of a key with the bytes of the original it stands for.
#[derive(Debug, Clone, Copy)]
struct Mark {
    c: char,
    start: usize,
    end: usize,
}

impl Mark {
    fn spread(self, letters: impl Fn(char) -> Vec<char>) -> impl Iterator<Item = Mark> {
        letters(self.c).into_iter().map(move |c| Mark { c, ..self })
    }
}

/// The characters of the canonical spelling.
fn canonical_marks(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::with_capacity(text.len());
    for cluster in clusters(text) {
        let Range { start, end } = cluster;
        let mut push = |c: char| {
            let shown = unified(c);
            let doubled = shown == ' ' && marks.last().is_none_or(|last| last.c == ' ');
            if !doubled && !is_invisible(c) {
                marks.push(Mark { c: shown, start, end });
            }
        };
        let letters = text.get(cluster).unwrap_or_default();
        match in_nfc(letters) {
            Some(c) => push(c),
            None => letters.nfc().for_each(push),
        }
    }
    marks.pop_if(|last| last.c == ' ');
    place_tones(&mut marks, |m| m.c, |m, c| m.c = c, ToneStyle::Old);
    marks
}

/// Cuts a text where no composition can cross, so that each piece can be put into NFC alone.
fn clusters(text: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::with_capacity(text.len());
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        match pieces.last_mut() {
            Some(last) if joins_before(c) => last.end = end,
            _ => pieces.push(start..end),
        }
    }
    pieces
}

/// The one character of a cluster, when NFC leaves it as it is.
fn in_nfc(cluster: &str) -> Option<char> {
    let mut letters = cluster.chars();
    let c = letters.next().filter(|_| letters.as_str().is_empty())?;
    (c.is_ascii() || is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes).then_some(c)
}

fn joins_before(c: char) -> bool {
    !c.is_ascii()
        && (canonical_combining_class(c) != 0
            || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe)
}

/// Zero-width characters and soft hyphens: they hold no letter.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Returns the one character that stands for all that look alike.
fn unified(c: char) -> char {
    match c {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// The plain letter under all its marks.
fn bare_letters(c: char) -> Vec<char> {
    match c {
        'đ' => vec!['d'],
        c if c.is_ascii() => vec![c],
        c => std::iter::once(c).nfd().filter(|m| !is_combining_mark(*m)).collect(),
    }
}
