//! What each letter is and how it folds, looked up in tables made once: no character is asked of Unicode twice.
//!
//! Characters of other scripts are rare; they are asked of the standard library.

use std::sync::LazyLock;

/// A letter or a digit of any script.
pub(crate) const ALNUM: u16 = 1;
/// A letter.
pub(crate) const ALPHA: u16 = 2;
/// A capital.
pub(crate) const UPPER: u16 = 4;
/// A small letter.
pub(crate) const LOWER: u16 = 8;
/// White space.
pub(crate) const SPACE: u16 = 16;
/// A combining mark or an apostrophe: part of a word when inside it.
pub(crate) const JOINER: u16 = 32;
/// An ASCII digit.
pub(crate) const DIGIT: u16 = 64;
/// Does not stay as it is when folded, or may not; ASCII capitals apart.
pub(crate) const ODD: u16 = 128;
/// A vowel whose tone may move.
pub(crate) const TONED: u16 = 256;

/// Where the letters of Western scripts end, and between which codes lie Vietnamese letters and the signs of print.
const LOW: u32 = 0x400;
const HIGH: std::ops::Range<u32> = 0x1e00..0x2100;

/// The place of a character in the tables.
#[inline(always)]
fn slot(code: u32) -> Option<usize> {
    match code {
        0..LOW => Some(code as usize),
        _ if HIGH.contains(&code) => Some((code - HIGH.start + LOW) as usize),
        _ => None,
    }
}

/// A character of a text as tables know it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Letter {
    /// Its small form, when it takes as many bytes; `đ` for `Đ` in all its codes.
    pub(crate) small: char,
    /// Its classes.
    pub(crate) class: u16,
    /// Its bytes.
    pub(crate) len: usize,
}

/// Classes and small forms of the characters that Vietnamese print uses.
#[derive(Debug)]
pub(crate) struct Letters {
    all: Vec<(char, u16)>,
}

static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let made = |c: char| (small_of(c), class_of(c));
    Letters {
        all: (0..LOW).chain(HIGH).map(|code| made(char::from_u32(code).unwrap_or(' '))).collect(),
    }
});

/// The tables, for a loop that asks often.
pub(crate) fn table() -> &'static Letters {
    &LETTERS
}

impl Letters {
    #[inline(always)]
    fn known(&self, code: u32) -> Option<(char, u16)> {
        self.all.get(slot(code)?).copied()
    }

    /// The classes of a character.
    #[inline]
    pub(crate) fn class(&self, c: char) -> u16 {
        self.known(u32::from(c)).map_or_else(|| class_of(c), |known| known.1)
    }

    /// The small form of a character, when it takes as many bytes; `Đ` in all its codes is `đ`.
    #[inline]
    pub(crate) fn small(&self, c: char) -> char {
        self.known(u32::from(c)).map_or_else(|| small_of(c), |known| known.0)
    }

    /// The character that begins at a byte of valid UTF-8; `None` at the end.
    #[inline(always)]
    pub(crate) fn at(&self, bytes: &[u8], at: usize) -> Option<Letter> {
        let first = *bytes.get(at)?;
        let low = |ahead: usize| bytes.get(at + ahead).map_or(0, |b| u32::from(b & 0x3f));
        let (code, len) = match first {
            0..0x80 => (u32::from(first), 1),
            0x80..0xe0 => (u32::from(first & 0x1f) << 6 | low(1), 2),
            0xe0..0xf0 => (u32::from(first & 0x0f) << 12 | low(1) << 6 | low(2), 3),
            _ => (u32::from(first & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3), 4),
        };
        let (small, class) = self.known(code).unwrap_or_else(|| rare(code));
        Some(Letter { small, class, len })
    }

    /// Whether a letter or digit stands at a byte of valid UTF-8.
    #[inline]
    pub(crate) fn is_word_at(&self, bytes: &[u8], at: usize) -> bool {
        self.at(bytes, at).is_some_and(|letter| letter.class & ALNUM != 0)
    }

    /// Whether a letter or digit ends just before a byte of valid UTF-8.
    #[inline]
    pub(crate) fn is_word_before(&self, bytes: &[u8], at: usize) -> bool {
        let start = (1..=at.min(4))
            .map(|back| at - back)
            .find(|i| bytes.get(*i).is_some_and(|byte| byte & 0xc0 != 0x80));
        start.is_some_and(|i| self.is_word_at(bytes, i))
    }
}

#[cold]
fn rare(code: u32) -> (char, u16) {
    char::from_u32(code).map_or((' ', 0), |c| (small_of(c), class_of(c)))
}

fn class_of(c: char) -> u16 {
    let mut class = 0;
    let mut set = |holds: bool, bit: u16| class |= if holds { bit } else { 0 };
    set(c.is_alphanumeric(), ALNUM);
    set(c.is_alphabetic(), ALPHA);
    set(c.is_uppercase(), UPPER);
    set(c.is_lowercase(), LOWER);
    set(c.is_whitespace(), SPACE);
    set(('\u{300}'..='\u{36f}').contains(&c) || matches!(c, '\'' | '’'), JOINER);
    set(c.is_ascii_digit(), DIGIT);
    let moves = matches!(
        small_of(c),
        'à' | 'á'
            | 'ả'
            | 'ã'
            | 'ạ'
            | 'è'
            | 'é'
            | 'ẻ'
            | 'ẽ'
            | 'ẹ'
            | 'ỳ'
            | 'ý'
            | 'ỷ'
            | 'ỹ'
            | 'ỵ'
    );
    let folds = matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}')
        || matches!(c, '‐' | '‑' | '‒' | '–' | '—' | '−' | '⁄' | '∕');
    let blank = matches!(c, '\t' | '\r' | '\u{b}' | '\u{c}');
    set(moves, TONED);
    set(moves || folds || blank || !c.is_ascii() && small_of(c) != c, ODD);
    class
}

fn small_of(c: char) -> char {
    if matches!(c, 'Ð' | 'ð' | 'Ɖ' | 'ɖ' | 'Đ') {
        return 'đ';
    }
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}
