//! One pass over a text: its folded view, its words, its figures.
//!
//! Everything that looks at each letter is done here, once. Linear in the length of the text; a text beyond 4 GiB is cut
//! into words up to there.

use std::ops::Range;

use crate::fold;
use crate::letter::{ALNUM, ALPHA, DIGIT, JOINER, LOWER, Letter, Letters, ODD, SPACE, UPPER, table};
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
        bytes: text.as_bytes(),
        at: 0,
        letters: table(),
        vocabulary: word::vocabulary(),
        fold: Vec::with_capacity(text.len()),
        words: Vec::with_capacity(text.len() / 5),
        digits: Vec::with_capacity(text.len() / 64),
        marks: Vec::with_capacity(text.len() / 64),
    };
    pass.run();
    let fold = String::from_utf8(pass.fold).unwrap_or_else(|_| fold::fold(text));
    Scan { fold, words: pass.words, digits: pass.digits, marks: pass.marks }
}

struct Pass<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    letters: &'static Letters,
    vocabulary: &'static Vocabulary,
    fold: Vec<u8>,
    words: Vec<Word>,
    digits: Vec<Range<usize>>,
    marks: Vec<(usize, u16)>,
}

impl Pass<'_> {
    fn run(&mut self) {
        let mut gap = word::SPACED | word::LINE | word::BLOCK;
        while let Some(letter) = self.letters.at(self.bytes, self.at) {
            if letter.class & SPACE != 0 {
                gap |= match letter.small {
                    '\n' if gap & word::LINE != 0 => word::SPACED | word::LINE | word::BLOCK,
                    '\n' => word::SPACED | word::LINE,
                    _ => word::SPACED,
                };
                self.blank(letter);
                continue;
            }
            let start = self.at;
            let (shape, key) = if letter.class & ALNUM != 0 {
                self.word(letter)
            } else {
                self.push(letter);
                (word::SIGN, Key::EMPTY.with(letter.small))
            };
            let known = self.vocabulary.find(key);
            if known.marks != 0 {
                self.marks.push((self.words.len(), known.marks));
            }
            self.words.extend(Word::new(start..self.at, gap | shape, known));
            gap = 0;
        }
    }

    /// Takes the letters of a word: its shape and its key.
    #[inline]
    fn word(&mut self, first: Letter) -> (u8, Key) {
        let mut letter = first;
        let mut small = 0;
        let mut letters = 0;
        let mut key = Key::EMPTY;
        loop {
            letters += 1;
            small |= letter.class & LOWER;
            key = key.with(letter.small);
            if letter.class & DIGIT != 0 {
                self.digit();
            }
            self.push(letter);
            match self.letters.at(self.bytes, self.at) {
                Some(next) if next.class & ALNUM != 0 => letter = next,
                Some(next) if next.class & JOINER != 0 && self.joins() => letter = next,
                _ => break,
            }
        }
        let capital = if first.class & UPPER != 0 { word::CAPITAL } else { 0 };
        let shouted = first.class & UPPER != 0 && small == 0 && letters > 1;
        let digit = if first.class & DIGIT != 0 { word::DIGIT } else { 0 };
        (capital | digit | if shouted { word::ALL_CAPS } else { 0 }, key)
    }

    /// Whether an apostrophe or a combining mark ahead stands inside a word.
    #[cold]
    fn joins(&self) -> bool {
        let next = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        next.is_some_and(|c| word::is_joiner(c, self.text, self.at))
    }

    /// Notes the digit ahead.
    #[inline]
    fn digit(&mut self) {
        match self.digits.last_mut() {
            Some(run) if run.end == self.at => run.end += 1,
            _ => self.digits.push(self.at..self.at + 1),
        }
    }

    #[inline]
    fn blank(&mut self, letter: Letter) {
        if letter.len == 1 {
            self.fold.push(if letter.small == '\n' { b'\n' } else { b' ' });
            self.at += 1;
        } else {
            self.push(letter);
        }
    }

    /// Folds one character.
    #[inline]
    fn push(&mut self, letter: Letter) {
        self.at += letter.len;
        let code = u32::from(letter.small);
        if letter.len == 1 {
            self.fold.push(code as u8);
        } else if letter.class & ODD != 0 {
            self.push_odd(letter.len);
        } else if letter.len == 2 {
            self.fold.extend_from_slice(&[0xc0 | (code >> 6) as u8, 0x80 | (code & 0x3f) as u8]);
        } else {
            self.fold.extend_from_slice(letter.small.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    /// Folds a sign of several bytes, or a vowel whose tone may move.
    fn push_odd(&mut self, len: usize) {
        let Some(c) = self.text.get(self.at - len..).and_then(|rest| rest.chars().next()) else {
            return;
        };
        let open = self.letters.at(self.bytes, self.at).is_none_or(|next| next.class & ALPHA == 0);
        fold::push_odd(&mut self.fold, c, open);
    }
}
