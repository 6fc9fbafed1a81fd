//! One pass over a text: its folded view, its words, its figures.
//!
//! Everything that looks at each letter is done here, once. Linear in the length of the text; a text beyond 4 GiB is cut
//! into words up to there.

use std::ops::Range;

use crate::fold;
use crate::letter::{
    ALNUM, ALPHA, DIGIT, JOINER, LOWER, Letter, Letters, ODD, SPACE, TONED, UPPER, table,
};
use crate::word::{self, Key, Vocabulary, Word};

/// What the pass finds.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The folded view, byte for byte as long as the text.
    pub(crate) fold: String,
    /// Words, numbers and signs.
    pub(crate) words: Vec<Word>,
    /// Runs of ASCII digits.
    pub(crate) digits: Vec<Range<usize>>,
    /// Words at which finders begin, by their number in `words`, with their marks.
    pub(crate) marks: Vec<(usize, u16)>,
}

/// Looks at every character of a text.
pub(crate) fn scan(text: &str) -> Scan {
    let mut pass = Pass {
        text,
        letters: table(),
        vocabulary: word::vocabulary(),
        fold: String::with_capacity(text.len()),
        folded: 0,
        words: Vec::with_capacity(text.len() / 5 + 8),
        digits: Vec::with_capacity(text.len() / 64),
        marks: Vec::with_capacity(text.len() / 64),
    };
    pass.run();
    let mut fold = pass.fold;
    fold.push_str(text.get(pass.folded..).unwrap_or(""));
    fold.make_ascii_lowercase();
    Scan { fold, words: pass.words, digits: pass.digits, marks: pass.marks }
}

struct Pass<'t> {
    text: &'t str,
    letters: &'static Letters,
    vocabulary: &'static Vocabulary,
    /// The folded view so far; ASCII capitals in it are made small at the end.
    fold: String,
    /// Up to where the text is in the folded view.
    folded: usize,
    words: Vec<Word>,
    digits: Vec<Range<usize>>,
    marks: Vec<(usize, u16)>,
}

impl Pass<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut gap = word::SPACED | word::LINE | word::BLOCK;
        let mut at = 0;
        while let Some(letter) = self.letters.at(bytes, at) {
            if letter.class & ODD != 0 {
                self.odd(at, letter);
            }
            if letter.class & SPACE != 0 {
                gap |= match letter.small {
                    '\n' if gap & word::LINE != 0 => word::SPACED | word::LINE | word::BLOCK,
                    '\n' => word::SPACED | word::LINE,
                    _ => word::SPACED,
                };
                at += letter.len;
                continue;
            }
            let (shape, key, end) = if letter.class & ALNUM != 0 {
                self.word(at, letter)
            } else {
                (word::SIGN, Key::EMPTY.with(letter.small), at + letter.len)
            };
            let known = self.vocabulary.find(key);
            if known.marks != 0 {
                self.marks.push((self.words.len(), known.marks));
            }
            self.words.extend(Word::new(at..end, gap | shape, known));
            gap = 0;
            at = end;
        }
    }

    /// Takes the letters of a word: its shape, its key and its end.
    #[inline]
    fn word(&mut self, start: usize, first: Letter) -> (u8, Key, usize) {
        let bytes = self.text.as_bytes();
        let mut key = Key::EMPTY.with(first.small);
        let mut seen = first.class;
        let mut end = start + first.len;
        while let Some(letter) = self.letters.at(bytes, end) {
            let inside = letter.class & ALNUM != 0 || letter.class & JOINER != 0 && self.joins(end);
            if !inside {
                break;
            }
            if letter.class & ODD != 0 {
                self.odd(end, letter);
            }
            key = key.with(letter.small);
            seen |= letter.class;
            end += letter.len;
        }
        if seen & DIGIT != 0 {
            self.digits(start..end);
        }
        let capital = if first.class & UPPER != 0 { word::CAPITAL } else { 0 };
        let shouted = first.class & UPPER != 0 && seen & LOWER == 0 && end > start + first.len;
        let digit = if first.class & DIGIT != 0 { word::DIGIT } else { 0 };
        (capital | digit | if shouted { word::ALL_CAPS } else { 0 }, key, end)
    }

    /// Whether an apostrophe or a combining mark at a byte stands inside a word.
    #[cold]
    fn joins(&self, at: usize) -> bool {
        let next = self.text.get(at..).and_then(|rest| rest.chars().next());
        next.is_some_and(|c| word::is_joiner(c, self.text, at))
    }

    /// Notes the runs of digits of a word.
    #[cold]
    fn digits(&mut self, word: Range<usize>) {
        let bytes = self.text.as_bytes();
        for at in word {
            if bytes.get(at).is_some_and(u8::is_ascii_digit) {
                match self.digits.last_mut() {
                    Some(run) if run.end == at => run.end += 1,
                    _ => self.digits.push(at..at + 1),
                }
            }
        }
    }

    /// Folds a character that does not stay as it is: a wide capital, a sign of several bytes, a vowel whose tone moves.
    #[inline]
    fn odd(&mut self, at: usize, letter: Letter) {
        if letter.class & TONED != 0 {
            let before = at.checked_sub(1).and_then(|i| self.text.as_bytes().get(i));
            let moves = matches!(before, Some(b'o' | b'O' | b'u' | b'U'));
            if !moves && letter.class & UPPER == 0 {
                return;
            }
        }
        self.push_odd(at, letter);
    }

    fn push_odd(&mut self, at: usize, letter: Letter) {
        let end = at + letter.len;
        let Some(c) = self.text.get(at..end).and_then(|c| c.chars().next()) else { return };
        let before = self.text.get(self.folded..at).unwrap_or("");
        self.fold.push_str(before);
        let next = self.letters.at(self.text.as_bytes(), end);
        fold::push_odd(&mut self.fold, c, next.is_none_or(|next| next.class & ALPHA == 0));
        self.folded = end;
    }
}
