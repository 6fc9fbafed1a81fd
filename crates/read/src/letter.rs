//! What each letter is and how it folds, looked up in tables made once: no character is asked of Unicode twice.
//!
//! Characters from U+2000 on that are no Vietnamese letters are rare; they are asked of the standard library.

use std::sync::LazyLock;

/// A letter or a digit of any script.
pub(crate) const ALNUM: u8 = 1;
/// A letter.
pub(crate) const ALPHA: u8 = 2;
/// A capital.
pub(crate) const UPPER: u8 = 4;
/// A small letter.
pub(crate) const LOWER: u8 = 8;
/// White space.
pub(crate) const SPACE: u8 = 16;
/// A combining mark or an apostrophe: part of a word when inside it.
pub(crate) const JOINER: u8 = 32;
/// An ASCII digit.
pub(crate) const DIGIT: u8 = 64;
/// A vowel with a tone that may move, or a sign that folds to several bytes: asked one by one.
pub(crate) const ODD: u8 = 128;

const SIZE: usize = 0x2000;

/// Classes and small forms of the characters below U+2000.
#[derive(Debug)]
pub(crate) struct Letters {
    class: [u8; SIZE],
    small: [u16; SIZE],
}

static LETTERS: LazyLock<Box<Letters>> = LazyLock::new(|| {
    let mut letters = Box::new(Letters { class: [0; SIZE], small: [0; SIZE] });
    for (code, (class, small)) in
        (0u32..).zip(letters.class.iter_mut().zip(letters.small.iter_mut()))
    {
        let c = char::from_u32(code).unwrap_or(' ');
        *class = class_of(c);
        *small = u16::try_from(u32::from(small_of(c))).unwrap_or(0);
    }
    letters
});

/// The tables, for a loop that asks often.
pub(crate) fn table() -> &'static Letters {
    &LETTERS
}

impl Letters {
    /// The classes of a character.
    #[inline]
    pub(crate) fn class(&self, c: char) -> u8 {
        let code = u32::from(c) as usize;
        self.class.get(code).copied().unwrap_or_else(|| class_of(c))
    }

    /// The small form of a character, when it takes as many bytes; `Đ` in all its codes is `đ`.
    #[inline]
    pub(crate) fn small(&self, c: char) -> char {
        match self.small.get(u32::from(c) as usize) {
            Some(&small) => char::from_u32(u32::from(small)).unwrap_or(c),
            None => small_of(c),
        }
    }
}

fn class_of(c: char) -> u8 {
    let mut class = 0;
    let mut set = |holds: bool, bit: u8| class |= if holds { bit } else { 0 };
    set(c.is_alphanumeric(), ALNUM);
    set(c.is_alphabetic(), ALPHA);
    set(c.is_uppercase(), UPPER);
    set(c.is_lowercase(), LOWER);
    set(c.is_whitespace(), SPACE);
    set(('\u{300}'..='\u{36f}').contains(&c) || matches!(c, '\'' | '’'), JOINER);
    set(c.is_ascii_digit(), DIGIT);
    let moves = matches!(
        small_of(c),
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'è' | 'é' | 'ẻ' | 'ẹ' | 'ý' | 'ỷ' | 'ỵ'
    );
    let folds = matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}')
        || matches!(c, '‐' | '‑' | '‒' | '–' | '—' | '−' | '⁄' | '∕');
    set(moves || folds, ODD);
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
