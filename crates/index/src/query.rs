//! What was typed, taken apart: words, phrases, numbers of documents; and what the answer is narrowed to.

use crate::words::{Keys, keys_of};
use terms::{Day, DocNumber};

/// What the answer is narrowed to; an empty one lets everything through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this kind.
    pub kind: Option<String>,
    /// Of this line of work.
    pub field: Option<String>,
    /// Of this body.
    pub body: Option<String>,
    /// Of this year.
    pub year: Option<i16>,
    /// Not before this day.
    pub from: Option<Day>,
    /// Not after this day.
    pub to: Option<Day>,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A question to the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What was typed: words, phrases in quotation marks, numbers of documents in any spelling.
    pub words: String,
    /// Whether it is still being typed: the last word may go on.
    pub typing: bool,
    /// What the answer is narrowed to.
    pub filter: Filter,
    /// Rows of these owners are not there: not found, not counted.
    pub without: Vec<String>,
    /// How many of the best are passed over.
    pub skip: usize,
    /// How many are given.
    pub most: usize,
}

/// Abbreviations with what they stand for; each is found by the other.
#[derive(Debug, Clone, Default)]
pub struct ShortForms(Vec<(String, Vec<Keys>, Vec<Keys>)>);

impl ShortForms {
    /// A list of short and long forms (`KVPT`, `khu vực phòng thủ`).
    pub fn of<'a>(list: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let pair = |(short, long): (&str, &str)| (short.to_owned(), keys_of(short), keys_of(long));
        Self(list.into_iter().map(pair).filter(|(_, s, l)| !s.is_empty() && l.len() > 1).collect())
    }

    /// What else the words at the beginning of a list may be written as, with how many words that is.
    pub(crate) fn at(&self, words: &[Part]) -> Vec<(usize, Vec<Keys>)> {
        let mut found = Vec::new();
        for (written, short, long) in &self.0 {
            if begins(words, short, typed_short) && says_short(written, words) {
                found.push((short.len(), long.clone()));
            }
            if begins(words, long, typed) {
                found.push((long.len(), short.clone()));
            }
            if let Some(Part::Phrase { words, quoted: false }) = words.first() {
                let is = |form: &[Keys]| {
                    words.len() == form.len() && words.iter().zip(form).all(|(w, f)| typed(w, f))
                };
                found.extend(is(short).then(|| (1, long.clone())));
                found.extend(is(long).then(|| (1, short.clone())));
            }
        }
        found
    }
}

fn begins(words: &[Part], form: &[Keys], fits: fn(&Keys, &Keys) -> bool) -> bool {
    let Some(first) = words.get(..form.len()) else { return false };
    first.iter().zip(form).all(|(part, form)| part.word().is_some_and(|w| fits(w, form)))
}

/// Whether a typed word stands for a word as written.
pub(crate) fn typed(typed: &Keys, written: &Keys) -> bool {
    if typed.is_marked() { typed.exact == written.exact } else { typed.bare == written.bare }
}

/// As `typed`, where only đ may have been typed as d: `tư` is no spelling of the syllable `tu`.
fn typed_short(typed: &Keys, short: &Keys) -> bool {
    typed.exact == short.exact || typed.exact == short.exact.replace('đ', "d")
}

/// Two letters are an abbreviation only when they are typed as one, in capitals.
fn says_short(written: &str, words: &[Part]) -> bool {
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    letters > 2 || matches!(words.first(), Some(Part::Word { capital: true, .. }))
}

/// A part of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// A word.
    Word {
        /// The word.
        keys: Keys,
        /// Whether it was typed in capitals.
        capital: bool,
    },
    /// Words that stand side by side.
    Phrase {
        /// The words.
        words: Vec<Keys>,
        /// Whether they were typed in quotation marks, or are joined by something other than a space.
        quoted: bool,
    },
    /// The number of a document: its words as typed, and as the number is filed.
    Number(Vec<Keys>, Vec<Keys>),
}

impl Part {
    pub(crate) fn word(&self) -> Option<&Keys> {
        match self {
            Self::Word { keys, .. } => Some(keys),
            _ => None,
        }
    }

    /// Its words in the order in which they were typed.
    pub(crate) fn words(&self) -> &[Keys] {
        match self {
            Self::Word { keys, .. } => std::slice::from_ref(keys),
            Self::Phrase { words, .. } | Self::Number(words, _) => words,
        }
    }

    /// Its words as the number of a document would have them.
    pub(crate) fn filed(&self) -> &[Keys] {
        match self {
            Self::Number(_, filed) => filed,
            other => other.words(),
        }
    }
}

/// Takes apart what was typed.
pub(crate) fn parts(typed: &str) -> Vec<Part> {
    let straight: String = typed
        .chars()
        .map(|c| if matches!(c, '“' | '”' | '„' | '«' | '»') { '"' } else { c })
        .collect();
    let mut parts = Vec::new();
    // Every other piece stands in quotation marks; one that is not closed goes to the end.
    for (i, piece) in straight.split('"').enumerate() {
        match i % 2 {
            1 => parts.extend(side_by_side(keys_of(piece), piece, true)),
            _ => parts.extend(piece.split_whitespace().filter_map(chunk)),
        }
    }
    parts
}

fn chunk(typed: &str) -> Option<Part> {
    let words = keys_of(typed);
    match DocNumber::parse(typed) {
        Some(number) if words.len() > 1 => Some(Part::Number(words, keys_of(&number.key()))),
        _ => side_by_side(words, typed, false),
    }
}

fn side_by_side(mut words: Vec<Keys>, typed: &str, quoted: bool) -> Option<Part> {
    match words.len() {
        0 => None,
        1 => {
            let capital = typed.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            words.pop().map(|keys| Part::Word { keys, capital })
        }
        _ => Some(Part::Phrase { words, quoted }),
    }
}

/// The word that is still being typed: the last one, when nothing ended it and it is no figure.
pub(crate) fn unfinished(query: &Query, parts: &[Part]) -> Option<Keys> {
    let open = query.typing && query.words.chars().next_back().is_some_and(char::is_alphanumeric);
    let last = parts.last().and_then(Part::word).filter(|w| open && !w.is_figure())?;
    Some(last.clone())
}
