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
/// Does not stay as it is when folded; ASCII capitals apart.
pub(crate) const ODD: u16 = 128;
/// A vowel whose tone may move.
pub(crate) const TONED: u16 = 256;

/// A character of a text as tables know it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Letter {
    /// The code of its small form, when that takes as many bytes; that of `đ` for `Đ` in all its codes.
    pub(crate) small: u32,
    /// Its classes.
    pub(crate) class: u16,
    /// Its bytes.
    pub(crate) len: usize,
}

/// A character of the tables: the code of its small form, its classes.
type Known = (u16, u16);

/// Classes and small forms of the characters that Vietnamese print uses.
#[derive(Debug)]
pub(crate) struct Letters {
    /// U+0000 to U+03FF: letters of Western scripts.
    low: [Known; 0x400],
    /// U+1E00 to U+1FFF: Vietnamese letters.
    high: [Known; 0x200],
    /// U+2000 to U+20FF: signs of print.
    signs: [Known; 0x100],
}

static LETTERS: LazyLock<Letters> = LazyLock::new(|| Letters {
    low: std::array::from_fn(known),
    high: std::array::from_fn(|at| known(0x1e00 + at)),
    signs: std::array::from_fn(|at| known(0x2000 + at)),
});

fn known(code: usize) -> Known {
    let c = u32::try_from(code).ok().and_then(char::from_u32).unwrap_or(' ');
    (u16::try_from(u32::from(small_of(c))).unwrap_or(0), class_of(c))
}

/// The tables, for a loop that asks often.
pub(crate) fn table() -> &'static Letters {
    &LETTERS
}

impl Letters {
    #[inline(always)]
    fn known(&self, code: u32) -> Option<Known> {
        let low = (code & 0xff) as usize;
        Some(match code >> 8 {
            0..4 => self.low[(code & 0x3ff) as usize],
            0x1e | 0x1f => self.high[(code & 0x1ff) as usize],
            0x20 => self.signs[low],
            _ => return None,
        })
    }

    /// The classes of a character.
    #[inline]
    pub(crate) fn class(&self, c: char) -> u16 {
        self.known(u32::from(c)).map_or_else(|| class_of(c), |known| known.1)
    }

    /// The small form of a character, when it takes as many bytes; `Đ` in all its codes is `đ`.
    #[inline]
    pub(crate) fn small(&self, c: char) -> char {
        let known = self.known(u32::from(c));
        known.and_then(|known| char::from_u32(known.0.into())).unwrap_or_else(|| small_of(c))
    }

    /// The character that begins at a byte of valid UTF-8; `None` at the end.
    #[inline(always)]
    pub(crate) fn at(&self, bytes: &[u8], at: usize) -> Option<Letter> {
        let first = *bytes.get(at)?;
        if first < 0x80 {
            let (small, class) = self.low[usize::from(first)];
            return Some(Letter { small: small.into(), class, len: 1 });
        }
        Some(self.wide(bytes, at, first))
    }

    /// As [`Letters::at`], for a character of several bytes.
    #[inline(always)]
    fn wide(&self, bytes: &[u8], at: usize, first: u8) -> Letter {
        let low = |ahead: usize| bytes.get(at + ahead).map_or(0, |b| usize::from(b & 0x3f));
        let second = low(1);
        let ((small, class), len) = match (first, second >> 2) {
            (0xc0..0xd0, _) => (self.low[usize::from(first & 0x0f) << 6 | second], 2),
            (0xe1, 14..) => (self.high[(second & 7) << 6 | low(2)], 3),
            (0xe2, 0) => (self.signs[(second & 3) << 6 | low(2)], 3),
            _ => return rare(bytes, at),
        };
        Letter { small: small.into(), class, len }
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

/// A character of another script.
#[cold]
fn rare(bytes: &[u8], at: usize) -> Letter {
    let low = |ahead: usize| bytes.get(at + ahead).map_or(0, |b| u32::from(b & 0x3f));
    let (code, len) = match bytes.get(at).copied().unwrap_or(0) {
        first @ 0x80..0xe0 => (u32::from(first & 0x1f) << 6 | low(1), 2),
        first @ 0xe0..0xf0 => (u32::from(first & 0x0f) << 12 | low(1) << 6 | low(2), 3),
        first => (u32::from(first & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3), 4),
    };
    let c = char::from_u32(code).unwrap_or(' ');
    Letter { small: small_of(c).into(), class: class_of(c), len }
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
    set(folds || blank || !c.is_ascii() && small_of(c) != c, ODD);
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
