//! Cutting a text into words with their places, and the two keys of each word.
//!
//! Vietnamese is written in syllables; a word here is a syllable, a figure or an abbreviation: a run of letters and digits.

use std::collections::HashMap;
use std::ops::Range;
use text::fold::{bare, match_key};

/// A longer run of letters is no word that anybody looks for (a hash, a picture written as letters).
const LONGEST: usize = 120;

/// No text has so many different words; a cache that is fuller is thrown away.
const MOST_KNOWN: usize = 60_000;

/// A word by its two keys.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Keys {
    /// As written: NFC, lower case, old placement of tones, final `y` as `i`, no zeros in front of a figure.
    pub(crate) exact: String,
    /// Without tones and shapes.
    pub(crate) bare: String,
}

impl Keys {
    /// The keys of one word.
    pub(crate) fn of(word: &str) -> Self {
        let (exact, bare) = (match_key(word), bare(word));
        Self { exact: one_spelling(exact, &bare), bare: one_spelling(bare.clone(), &bare) }
    }

    /// Whether it bears a tone or a shape, or đ.
    pub(crate) fn is_marked(&self) -> bool {
        self.exact != self.bare
    }

    /// Whether it is a figure.
    pub(crate) fn is_figure(&self) -> bool {
        self.exact.bytes().all(|b| b.is_ascii_digit())
    }
}

/// One spelling for figures with zeros in front and for a final `y` that is also written `i` (kỹ/kĩ, quý/quí, Mỹ/Mĩ).
fn one_spelling(word: String, bare: &str) -> String {
    if !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
        let short = word.trim_start_matches('0');
        return if short.is_empty() { "0".to_owned() } else { short.to_owned() };
    }
    let onset = bare.strip_suffix('y').unwrap_or_default();
    if !matches!(onset, "h" | "k" | "l" | "m" | "qu" | "s" | "t" | "v") {
        return word;
    }
    let mut letters: Vec<char> = word.chars().collect();
    if let Some(last) = letters.last_mut() {
        *last = match *last {
            'y' => 'i',
            'ý' => 'í',
            'ỳ' => 'ì',
            'ỷ' => 'ỉ',
            'ỹ' => 'ĩ',
            'ỵ' => 'ị',
            other => other,
        };
    }
    letters.into_iter().collect()
}

/// The places of the words of a text, in order.
pub(crate) fn places(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut letters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = letters.find(|(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = letters.next_if(|(_, c)| c.is_alphanumeric() || is_inside(*c)) {
            // What only joins letters ends no word.
            if c.is_alphanumeric() || is_mark(c) {
                end = at + c.len_utf8();
            }
        }
        Some(start..end)
    })
}

/// Tones and shapes of decomposed letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// What stands inside a word without being a letter: marks of decomposed letters, soft hyphens, characters without width.
fn is_inside(c: char) -> bool {
    is_mark(c) || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Keys of words met before. Texts use few words many times.
#[derive(Debug, Default, Clone)]
pub(crate) struct Lexicon(HashMap<String, Keys>);

impl Lexicon {
    /// The keys of a word; `None` when it is too long to be one.
    pub(crate) fn keys(&mut self, word: &str) -> Option<&Keys> {
        if word.len() > LONGEST {
            return None;
        }
        if !self.0.contains_key(word) {
            if self.0.len() > MOST_KNOWN {
                self.0.clear();
            }
            self.0.insert(word.to_owned(), Keys::of(word));
        }
        self.0.get(word)
    }
}

/// The words of some short words: a name, a query.
pub(crate) fn keys_of(text: &str) -> Vec<Keys> {
    let words = places(text).filter_map(|p| text.get(p)).filter(|w| w.len() <= LONGEST);
    words.map(Keys::of).collect()
}
