//! Finds in a long text the few places where a stamp can stand, by a letter that it needs and those before it.
//!
//! Only looks: what stands there is judged line by line by the rules beside this file. The letters of a stamp
//! may be spaced out, so whatever is no letter and no digit is skipped between them.

use crate::scan;

/// The first place from `from` on at which letters of a stamp stand: `mậ`, `hồ` of `thu hồi`, `cbì` of `bóc bì`,
/// the characters that stand for `ậ` in old fonts, and before the end of the head also `MAT`.
pub(super) fn next_letters_of_stamp(text: &str, from: usize, head: usize) -> Option<usize> {
    let bare = text.get(..head).and_then(|head| next_bare_letters(head, from));
    let text = bare.and_then(|at| text.get(..at)).unwrap_or(text);
    next_accented_letters(text, from).or(bare)
}

/// The first place from `from` on at which `MAT` stands.
fn next_bare_letters(head: &str, from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let at = scan::find(head.as_bytes(), from, |a, _, _, _| a == b'M')?;
        let mut letters = head.get(at..)?.chars().filter(|c| c.is_alphanumeric()).skip(1);
        if letters.next() == Some('A') && letters.next() == Some('T') {
            return Some(at);
        }
        from = at + 1;
    }
}

fn next_accented_letters(text: &str, from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let at = scan::find(text.as_bytes(), from, may_begin_stamp)? + 1;
        let stands = letter_at(text, at).is_some_and(|letter| match letter {
            'ậ' | 'Ậ' => follows(text, at, "m"),
            'ồ' | 'Ồ' => follows(text, at, "hu"),
            'ì' | 'Ì' => follows(text, at, "bc"),
            'Ë' | 'ä' | 'Ä' => true,
            _ => false,
        });
        if stands {
            return Some(at);
        }
        from = at;
    }
}

/// The places at which letters of a limit on passing on stand: `lư` of `lưu hành`, `trả` of `trả lại`.
pub(super) fn places_of_circulation(text: &str) -> impl Iterator<Item = usize> {
    scan::all(text.as_bytes(), may_begin_circulation).map(|at| at + 1).filter(|at| {
        letter_at(text, *at).is_some_and(|letter| match letter {
            'ư' | 'Ư' => follows(text, *at, "l") && precedes(text, *at, 'u'),
            'ả' | 'Ả' => follows(text, *at, "rt") && precedes(text, *at, 'l'),
            _ => false,
        })
    })
}

/// A byte before a letter that is none of ASCII, or one of the letters wanted.
fn may_follow(before: u8, wanted: u8) -> bool {
    let lower = before | 0x20;
    (lower == wanted) | !lower.is_ascii_lowercase()
}

fn may_begin_stamp(before: u8, a: u8, b: u8, c: u8) -> bool {
    let dotted_a = (a == 0xe1) & (b == 0xba) & ((c == 0xac) | (c == 0xad));
    let grave_o = (a == 0xe1) & (b == 0xbb) & ((c == 0x92) | (c == 0x93));
    let grave_i = (a == 0xc3) & ((b == 0x8c) | (b == 0xac));
    let old_font = (a == 0xc3) & ((b == 0x8b) | (b == 0xa4) | (b == 0x84));
    (dotted_a & may_follow(before, b'm'))
        | (grave_o & may_follow(before, b'h'))
        | (grave_i & may_follow(before, b'b'))
        | old_font
}

fn may_begin_circulation(before: u8, a: u8, b: u8, c: u8) -> bool {
    // No letter of Vietnamese in three bytes (`ượ`) is the `u` that must follow.
    let horned_u = (a == 0xc6) & ((b == 0xb0) | (b == 0xaf)) & (c != 0xe1);
    let hooked_a = (a == 0xe1) & (b == 0xba) & ((c == 0xa2) | (c == 0xa3));
    // The last byte of `đ`, as in `đảng`, is no `r`.
    let after_d = (before == 0x90) | (before == 0x91);
    (horned_u & may_follow(before, b'l')) | (hooked_a & !after_d & may_follow(before, b'r'))
}

fn letter_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Tells whether the letters before a place are those given, nearest first, in small letters.
fn follows(text: &str, at: usize, letters: &str) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let mut before = before.chars().rev().filter(|c| c.is_alphanumeric());
    letters.chars().all(|letter| before.next().is_some_and(|c| c.to_ascii_lowercase() == letter))
}

/// Tells whether the next letter after the one at a place is the one given, in small letters.
fn precedes(text: &str, at: usize, letter: char) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().chars();
    rest.next();
    rest.find(|c| c.is_alphanumeric()).is_some_and(|c| c.to_ascii_lowercase() == letter)
}
