//! One pass over a text: its folded view, its words, its figures.
//!
//! Everything that looks at each letter is done here, once. Linear in the length of the text; a text beyond 4 GiB is cut
//! into words up to there.

use std::ops::Range;

use crate::fold;
use crate::letter::{ALNUM, ALPHA, DIGIT, JOINER, LOWER, Letters, ODD, SPACE, UPPER, table};
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
        at: 0,
        letters: table(),
        vocabulary: word::vocabulary(),
        fold: String::with_capacity(text.len()),
        words: Vec::with_capacity(text.len() / 5),
        digits: Vec::with_capacity(text.len() / 64),
        marks: Vec::with_capacity(text.len() / 64),
    };
    pass.run();
    Scan { fold: pass.fold, words: pass.words, digits: pass.digits, marks: pass.marks }
}

struct Pass<'t> {
    text: &'t str,
    at: usize,
    letters: &'static Letters,
    vocabulary: &'static Vocabulary,
    fold: String,
    words: Vec<Word>,
    digits: Vec<Range<usize>>,
    marks: Vec<(usize, u16)>,
}

impl Pass<'_> {
    fn run(&mut self) {
        let mut gap = word::SPACED | word::LINE | word::BLOCK;
        while let Some(c) = self.peek() {
            let class = self.letters.class(c);
            if class & SPACE != 0 {
                gap |= match c {
                    '\n' if gap & word::LINE != 0 => word::SPACED | word::LINE | word::BLOCK,
                    '\n' => word::SPACED | word::LINE,
                    _ => word::SPACED,
                };
                self.blank(c, class);
                continue;
            }
            let start = self.at;
            let made = if class & ALNUM != 0 {
                let (shape, key) = self.word(c, class);
                let known = self.vocabulary.find(key);
                if known.marks != 0 {
                    self.marks.push((self.words.len(), known.marks));
                }
                Word::new(start..self.at, gap | shape, known)
            } else {
                let key = Key::EMPTY.with(self.letters.small(c));
                self.push(c, class);
                Word::new(start..self.at, gap | word::SIGN, self.vocabulary.find(key))
            };
            gap = 0;
            self.words.extend(made);
        }
    }

    /// The character ahead.
    #[inline]
    fn peek(&self) -> Option<char> {
        let byte = *self.text.as_bytes().get(self.at)?;
        if byte < 0x80 { Some(char::from(byte)) } else { self.text.get(self.at..)?.chars().next() }
    }

    /// Takes the letters of a word: its shape and its key.
    #[inline]
    fn word(&mut self, first: char, class: u8) -> (u8, Key) {
        let mut shape = if class & UPPER != 0 { word::CAPITAL } else { 0 }
            | if class & DIGIT != 0 { word::DIGIT } else { 0 };
        let (mut c, mut class) = (first, class);
        let mut shouted = class & UPPER != 0;
        let mut letters = 0;
        let mut key = Key::EMPTY;
        loop {
            letters += 1;
            shouted &= class & LOWER == 0;
            key = key.with(self.letters.small(c));
            if class & DIGIT != 0 {
                self.digit();
            }
            self.push(c, class);
            let Some(next) = self.peek() else { break };
            let next_class = self.letters.class(next);
            if next_class & ALNUM == 0 && !(next_class & JOINER != 0 && self.joins(next)) {
                break;
            }
            (c, class) = (next, next_class);
        }
        shape |= if shouted && letters > 1 { word::ALL_CAPS } else { 0 };
        (shape, key)
    }

    /// Whether an apostrophe or a combining mark ahead stands inside a word.
    fn joins(&self, c: char) -> bool {
        word::is_joiner(c, self.text, self.at)
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
    fn blank(&mut self, c: char, class: u8) {
        match c {
            ' ' | '\n' => {
                self.fold.push(c);
                self.at += 1;
            }
            '\t' | '\r' | '\u{b}' | '\u{c}' => {
                self.fold.push(' ');
                self.at += 1;
            }
            _ => self.push(c, class),
        }
    }

    /// Folds one character.
    #[inline]
    fn push(&mut self, c: char, class: u8) {
        self.at += c.len_utf8();
        if c.is_ascii() {
            self.fold.push(c.to_ascii_lowercase());
        } else if class & ODD != 0 {
            let open = self.peek().is_none_or(|next| self.letters.class(next) & ALPHA == 0);
            fold::push_odd(&mut self.fold, c, open);
        } else {
            self.fold.push(self.letters.small(c));
        }
    }
}
