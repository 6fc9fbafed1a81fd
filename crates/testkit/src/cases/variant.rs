//! The disguises in which a text must still give the same mentions.
//!
//! Knows spelling and white space only.

use std::collections::BTreeSet;

use text::tone::{ToneStyle, tone_style};
use unicode_normalization::UnicodeNormalization;

use super::Found;

/// A disguise of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// Decomposed characters, then the normal form of intake.
    Nfd,
    /// `\r\n` line ends, then the normal form of intake.
    Crlf,
    /// No-break spaces between words.
    Nbsp,
    /// Tabs between words.
    Tab,
    /// A line end in place of one space inside a mention, each such space in turn.
    LineBreak,
    /// Tone marks of open syllables moved: all to `hòa`, then all to `hoà`.
    Tone,
}

impl Variant {
    /// All of them, in the order in which they run.
    pub const ALL: [Self; 6] =
        [Self::Nfd, Self::Crlf, Self::Nbsp, Self::Tab, Self::LineBreak, Self::Tone];

    /// The word by which a case names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nfd => "nfd",
            Self::Crlf => "crlf",
            Self::Nbsp => "nbsp",
            Self::Tab => "tab",
            Self::LineBreak => "linebreak",
            Self::Tone => "tone",
        }
    }

    /// The texts in this disguise, none equal to another variant's by chance of having nothing to change.
    pub(super) fn texts(self, text: &str, found: &[Found]) -> Vec<String> {
        let texts = match self {
            Self::Nfd => return vec![text::normal::normalised(&text.nfd().collect::<String>())],
            Self::Crlf => return vec![text::normal::normalised(&text.replace('\n', "\r\n"))],
            Self::Nbsp => vec![with_spaces(text, '\u{a0}')],
            Self::Tab => vec![with_spaces(text, '\t')],
            Self::LineBreak => breaks(text, found),
            Self::Tone => vec![tone_style(text, ToneStyle::Old), tone_style(text, ToneStyle::New)],
        };
        texts.into_iter().filter(|disguised| disguised != text).collect()
    }
}

/// Replaces each space that stands between two words.
fn with_spaces(text: &str, space: char) -> String {
    let places: BTreeSet<usize> = inner_spaces(text, 0, text.len()).collect();
    let replaced = |(at, c)| if places.contains(&at) { space } else { c };
    text.char_indices().map(replaced).collect()
}

/// One text for each space inside a mention; with no mention, one with a break in its middle.
fn breaks(text: &str, found: &[Found]) -> Vec<String> {
    let inside = found.iter().flat_map(|f| inner_spaces(text, f.start, f.end));
    let mut places: BTreeSet<usize> = inside.collect();
    if found.is_empty() {
        let all: Vec<usize> = inner_spaces(text, 0, text.len()).collect();
        places.extend(all.get(all.len() / 2));
    }
    let broken =
        |at: usize| text.char_indices().map(|(i, c)| if i == at { '\n' } else { c }).collect();
    places.into_iter().map(broken).collect()
}

/// Bytes of the single spaces between two characters that are not white space.
fn inner_spaces(text: &str, start: usize, end: usize) -> impl Iterator<Item = usize> + '_ {
    let slice = text.get(start..end).unwrap_or_default();
    let solid = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    slice.match_indices(' ').map(move |(at, _)| start + at).filter(move |at| {
        solid(text.get(..*at).and_then(|t| t.chars().next_back()))
            && solid(text.get(at + 1..).and_then(|t| t.chars().next()))
    })
}

/// Returns the form in which a text and its disguises are equal.
pub(super) fn undisguised(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    tone_style(&plain, ToneStyle::Old)
}
