//! The normal form in which every text is kept: NFC with `\n` line ends, and nothing else changed.
//!
//! Knows nothing of where the text came from. A text that is in this form already is looked through once.

use std::borrow::Cow;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::scan;

/// Returns the text in NFC with `\r\n` as `\n`; a lone `\r` is a line end only in a text without any `\n`.
///
/// ```
/// assert_eq!(text::normal::normalised("Ho\u{300}a\r\nbình"), "Hòa\nbình");
/// ```
pub fn normalised(text: &str) -> String {
    in_normal_form(Cow::Borrowed(text)).into_owned()
}

/// As [`normalised`]; a text that needs no change is given back as it came.
pub(crate) fn in_normal_form(text: Cow<'_, str>) -> Cow<'_, str> {
    let text = if text.as_bytes().contains(&b'\r') {
        let has_lines = text.as_bytes().contains(&b'\n');
        let lines = if has_lines { text.replace("\r\n", "\n") } else { text.replace('\r', "\n") };
        Cow::Owned(lines)
    } else {
        text
    };
    if is_nfc(&text) { text } else { Cow::Owned(text.nfc().collect()) }
}

/// Tells whether a text is surely in NFC: no character in it can be changed by or combine with another.
fn is_nfc(text: &str) -> bool {
    let stands_alone = |c: char| {
        is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0
    };
    let mut rare = scan::all(text.as_bytes(), |a, b, c, _| {
        // Latin up to U+02FF, U+1E80 to U+1EFF and the punctuation from U+2002 on stand alone.
        let beyond_latin = (a >= 0xcc) & (a != 0xe1) & (a != 0xe2);
        let no_letter = (a == 0xe1) & !(0xba..=0xbb).contains(&b);
        let no_mark = (a == 0xe2) & ((b != 0x80) | (c < 0x82));
        beyond_latin | no_letter | no_mark
    });
    let is_alone =
        |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).is_none_or(stands_alone);
    rare.all(is_alone) || is_nfc_quick(text.chars()) == IsNormalized::Yes
}
