//! One pass over a text: its folded view, its words, its figures.
//!
//! Everything that looks at each letter is done here, once. Linear in the length of the text; a text beyond 4 GiB is cut
//! into words up to there.

use std::ops::Range;

use crate::cursor::first_bytes;
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

/// The code of a line end.
const LINE_END: u32 = b'\n' as u32;

/// Looks at every character of a text.
pub(crate) fn scan(text: &str) -> Scan {
    let mut pass = Pass {
        text: first_bytes(text, u32::MAX as usize),
        letters: table(),
        vocabulary: word::vocabulary(),
        fold: String::with_capacity(text.len()),
        folded: 0,
        words: Vec::with_capacity(text.len() / 4 + 8),
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

/// A word without what is known of it.
struct Cut {
    shape: u8,
    key: Key,
    end: usize,
}

impl Pass<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut gap = word::SPACED | word::LINE | word::BLOCK;
        let mut at = 0;
        while let Some(letter) = self.letters.at(bytes, at) {
            if letter.class & SPACE != 0 {
                gap |= self.space(at, letter, gap);
                at += letter.len;
                continue;
            }
            let cut = if letter.class & ALNUM != 0 {
                self.word(at, letter)
            } else {
                self.sign(at, letter)
            };
            let known = self.vocabulary.find(cut.key);
            if known.marks != 0 {
                self.marks.push((self.words.len(), known.marks));
            }
            self.words.push(Word::new(at..cut.end, gap | cut.shape, known));
            gap = 0;
            at = cut.end;
        }
    }

    /// What white space tells of the word behind it.
    #[inline(always)]
    fn space(&mut self, at: usize, letter: Letter, gap: u8) -> u8 {
        if letter.class & ODD != 0 {
            self.push_odd(at, at + letter.len);
        }
        match letter.small {
            LINE_END if gap & word::LINE != 0 => word::SPACED | word::LINE | word::BLOCK,
            LINE_END => word::SPACED | word::LINE,
            _ => word::SPACED,
        }
    }

    #[inline(always)]
    fn sign(&mut self, at: usize, letter: Letter) -> Cut {
        if letter.class & ODD != 0 {
            self.push_odd(at, at + letter.len);
        }
        let key = Key::EMPTY.with(letter.small);
        Cut { shape: word::SIGN, key, end: at + letter.len }
    }

    /// Takes the letters of a word.
    #[inline(always)]
    fn word(&mut self, start: usize, first: Letter) -> Cut {
        let bytes = self.text.as_bytes();
        let mut key = Key::EMPTY.with(first.small);
        let (mut class, mut seen) = (first.class, first.class);
        let (mut last, mut end) = (start, start + first.len);
        while let Some(letter) = self.letters.at(bytes, end) {
            let inside = letter.class & ALNUM != 0 || letter.class & JOINER != 0 && self.joins(end);
            if !inside {
                break;
            }
            key = key.with(letter.small);
            class = letter.class;
            seen |= class;
            last = end;
            end += letter.len;
        }
        if seen & (ODD | JOINER | DIGIT) != 0 {
            self.unusual(start..end, seen);
        } else if class & TONED != 0 {
            self.toned(last, end);
        }
        let capital = if first.class & UPPER != 0 { word::CAPITAL } else { 0 };
        let shouted = first.class & UPPER != 0 && seen & LOWER == 0 && last > start;
        let digit = if first.class & DIGIT != 0 { word::DIGIT } else { 0 };
        Cut { shape: capital | digit | if shouted { word::ALL_CAPS } else { 0 }, key, end }
    }

    /// Folds the letters of a word that has more than small letters and ASCII capitals; notes its digits.
    fn unusual(&mut self, word: Range<usize>, seen: u16) {
        if seen & DIGIT != 0 {
            self.digits(word.clone());
        }
        let mut at = word.start;
        while at < word.end
            && let Some(letter) = self.letters.at(self.text.as_bytes(), at)
        {
            let end = at + letter.len;
            if letter.class & ODD != 0 {
                self.push_odd(at, end);
            } else if letter.class & TONED != 0 {
                self.toned(at, end);
            }
            at = end;
        }
    }

    /// Folds a vowel whose tone moves when it stands behind an o or u.
    #[inline(always)]
    fn toned(&mut self, at: usize, end: usize) {
        let before = at.checked_sub(1).and_then(|i| self.text.as_bytes().get(i));
        if matches!(before, Some(b'o' | b'O' | b'u' | b'U')) {
            self.push_odd(at, end);
        }
    }

    /// Whether an apostrophe or a combining mark at a byte stands inside a word.
    #[cold]
    fn joins(&self, at: usize) -> bool {
        let next = self.text.get(at..).and_then(|rest| rest.chars().next());
        next.is_some_and(|c| word::is_joiner(c, self.text, at))
    }

    /// Notes the runs of digits of a word.
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
    #[inline(never)]
    fn push_odd(&mut self, at: usize, end: usize) {
        let Some(c) = self.text.get(at..end).and_then(|c| c.chars().next()) else { return };
        let before = self.text.get(self.folded..at).unwrap_or("");
        self.fold.push_str(before);
        let next = self.letters.at(self.text.as_bytes(), end);
        fold::push_odd(&mut self.fold, c, next.is_none_or(|next| next.class & ALPHA == 0));
        self.folded = end;
    }
}
