//! One pass over a text: its folded view, its words, its figures.
//!
//! Everything that looks at each letter is done here, once. Linear in the length of the text; a text beyond 4 GiB is cut
//! into words up to there.

mod plain;

use std::ops::Range;

use crate::cursor::first_bytes;
use crate::fold;
use crate::letter::{
    ALNUM, ALPHA, DIGIT, JOINER, LOWER, Letter, Letters, ODD, SPACE, TONED, UPPER, table,
};
use crate::word::{self, Key, Known, Vocabulary, Word};

pub(crate) use plain::key;

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
    /// Lines that are not blank, trimmed.
    pub(crate) paragraphs: Vec<Range<usize>>,
    /// Line ends and marks behind which a clause may end, by their first bytes.
    pub(crate) breaks: Vec<usize>,
    /// Colons, by their number in `words`.
    pub(crate) colons: Vec<usize>,
    /// Words with which a phrase of structure may begin, by their number in `words`.
    pub(crate) structure: Vec<usize>,
    /// Words that begin with a capital, by their number in `words`.
    pub(crate) capitals: Vec<usize>,
}

/// The code of a line end.
const LINE_END: u32 = b'\n' as u32;
/// The code of `…`.
const ELLIPSIS: u32 = '…' as u32;

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
        paragraphs: Vec::with_capacity(text.len() / 256),
        breaks: Vec::with_capacity(text.len() / 64),
        colons: Vec::new(),
        structure: Vec::with_capacity(text.len() / 64),
        capitals: Vec::with_capacity(text.len() / 32),
    };
    pass.run();
    let mut fold = pass.fold;
    fold.push_str(text.get(pass.folded..).unwrap_or(""));
    fold.make_ascii_lowercase();
    let Pass { mut words, digits, marks, paragraphs, breaks, colons, structure, capitals, .. } =
        pass;
    word::note(&mut words);
    Scan { fold, words, digits, marks, paragraphs, breaks, colons, structure, capitals }
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
    paragraphs: Vec<Range<usize>>,
    breaks: Vec<usize>,
    colons: Vec<usize>,
    structure: Vec<usize>,
    capitals: Vec<usize>,
}

/// A word that has been cut.
struct Cut {
    shape: u8,
    known: Known,
    end: usize,
    /// The code of the sign that it is; 0 for letters and numbers.
    sign: u16,
    /// A blank is known to stand behind it.
    blank: bool,
}

impl Pass<'_> {
    #[inline(never)]
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut gap = word::SPACED | word::LINE | word::BLOCK;
        let mut at = 0;
        while let Some(byte) = bytes.get(at).copied() {
            let simple = match byte {
                b' ' => {
                    gap |= word::SPACED;
                    at += 1;
                    continue;
                }
                b'A'.. => self.plain(bytes, at),
                _ => self.ascii(at, byte),
            };
            (at, gap) = match simple {
                Some(cut) => self.put(at, gap, cut),
                None => self.other(at, gap),
            };
        }
        self.line(at);
        self.paragraphs.pop();
    }

    /// Adds a word that stands behind a gap; from where to go on, and the gap so far.
    #[inline(always)]
    fn put(&mut self, at: usize, gap: u8, cut: Cut) -> (usize, u8) {
        let shape = gap | cut.shape;
        if (shape & (word::LINE | word::CAPITAL) != 0) | cut.known.is_notable() {
            self.notable(at, shape, cut.known);
        }
        self.words.push(Word::new(at..cut.end, shape, cut.known, cut.sign));
        if cut.blank { (cut.end + 1, word::SPACED) } else { (cut.end, 0) }
    }

    /// Takes note of a word that opens a line, begins with a capital, has marks or opens a phrase of structure.
    #[inline(never)]
    fn notable(&mut self, at: usize, shape: u8, known: Known) {
        if shape & word::LINE != 0 {
            self.line(at);
        }
        if shape & word::CAPITAL != 0 {
            self.capitals.push(self.words.len());
        }
        if known.marks() != 0 {
            self.marks.push((self.words.len(), known.marks()));
        }
        if known.opens_structure() {
            self.structure.push(self.words.len());
        }
    }

    /// Ends a paragraph behind the last word and begins another.
    fn line(&mut self, at: usize) {
        if let Some((paragraph, word)) = self.paragraphs.last_mut().zip(self.words.last()) {
            paragraph.end = word.end();
        }
        self.paragraphs.push(at..at);
    }

    /// Takes a sign of one byte that sorts before the letters; `None` for white space and figures.
    #[inline(always)]
    fn ascii(&mut self, at: usize, byte: u8) -> Option<Cut> {
        if byte <= b' ' || byte.is_ascii_digit() {
            return None;
        }
        match byte {
            b'.' | b';' | b'!' | b'?' => self.breaks.push(at),
            b':' => self.colons.push(self.words.len()),
            _ => {}
        }
        let known = self.vocabulary.sign(byte);
        let blank = self.text.as_bytes().get(at + 1) == Some(&b' ');
        Some(Cut { shape: word::SIGN, known, end: at + 1, sign: byte.into(), blank })
    }

    /// Takes a word in small letters, or with an ASCII capital at its head, by its bytes: one of the tables, or one
    /// of ASCII letters. Most words are such.
    #[inline(always)]
    fn plain(&mut self, bytes: &[u8], start: usize) -> Option<Cut> {
        let ahead = bytes.get(start..)?;
        let run = plain::run(ahead)?;
        let end = start + run.len;
        let behind = ahead.get(run.len).copied().unwrap_or(b'\n');
        let blank = behind == b' ';
        // Behind a figure or an apostrophe a word may go on.
        if !blank && (behind.is_ascii_digit() || behind == b'\'') {
            return None;
        }
        let known = self.vocabulary.find_printed(run.key);
        if known.is_unknown() && run.wide {
            return None;
        }
        if known.is_moved() {
            self.moved(end);
        }
        let shape = if run.capital { word::CAPITAL } else { 0 };
        Some(Cut { shape, known, end, sign: 0, blank })
    }

    /// Takes what is no plain word: white space, a sign, a word of any letters; as [`Pass::put`].
    #[inline(never)]
    fn other(&mut self, at: usize, gap: u8) -> (usize, u8) {
        let Some(letter) = self.letters.at(self.text.as_bytes(), at) else {
            return (at + 1, gap);
        };
        if letter.class & SPACE != 0 {
            return (at + letter.len, gap | self.space(at, letter, gap));
        }
        let alnum = letter.class & ALNUM != 0;
        let cut = if alnum { self.word(at, letter) } else { self.sign(at, letter) };
        self.put(at, gap, cut)
    }

    /// What white space tells of the word behind it.
    fn space(&mut self, at: usize, letter: Letter, gap: u8) -> u8 {
        if letter.class & ODD != 0 {
            self.push_odd(at, at + letter.len);
        }
        if letter.small == LINE_END {
            self.breaks.push(at);
        }
        match letter.small {
            LINE_END if gap & word::LINE != 0 => word::SPACED | word::LINE | word::BLOCK,
            LINE_END => word::SPACED | word::LINE,
            _ => word::SPACED,
        }
    }

    fn sign(&mut self, at: usize, letter: Letter) -> Cut {
        if letter.class & ODD != 0 {
            self.push_odd(at, at + letter.len);
        }
        if letter.small == ELLIPSIS {
            self.breaks.push(at);
        }
        let known = self.vocabulary.find(Key::EMPTY.with(letter.small));
        let sign = u16::try_from(letter.small.max(1)).unwrap_or(word::OTHER_SIGN);
        Cut { shape: word::SIGN, known, end: at + letter.len, sign, blank: false }
    }

    /// Folds the last letter of a word, whose tone moves.
    #[cold]
    fn moved(&mut self, end: usize) {
        let word = self.text.get(..end).unwrap_or("");
        let last = word.chars().next_back().map_or(0, char::len_utf8);
        self.toned(end - last, end);
    }

    /// Takes the letters of any word.
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
        let shouted = if shouted { word::ALL_CAPS } else { 0 };
        let known = self.vocabulary.find(key);
        Cut { shape: capital | digit | shouted, known, end, sign: 0, blank: false }
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
