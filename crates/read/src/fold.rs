//! A folded view of a text: lower case, one spelling of `Đ`, dashes and tone marks, byte for byte as long as the text.
//!
//! Because nothing moves, a byte range found in the view is the same range of the text. Knows no words.

use crate::letter::{self, ODD};

/// Folds a text; the result has the same length and character boundaries that suit every mention.
///
/// Wide dashes, slashes and spaces become one plain character and blanks; the old tone placement (`hòa`) stands for both.
pub(crate) fn fold(text: &str) -> String {
    let letters = letter::table();
    let mut out = Vec::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\t' | '\r' | '\u{b}' | '\u{c}' => out.push(b' '),
            '\0'..='\u{7f}' => out.push((c as u8).to_ascii_lowercase()),
            _ if letters.class(c) & ODD != 0 => {
                push_odd(&mut out, c, chars.peek().is_none_or(|next| !next.is_alphabetic()));
            }
            _ => push(&mut out, letters.small(c)),
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// Folds a sign of several bytes, or a vowel whose tone may move; `open` says that its syllable ends with it.
pub(crate) fn push_odd(out: &mut Vec<u8>, c: char, open: bool) {
    match c {
        '\u{a0}' => out.extend_from_slice(b"  "),
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => out.extend_from_slice(b"   "),
        '‐' | '‑' | '‒' | '–' | '—' | '−' => out.extend_from_slice(b"-  "),
        '⁄' | '∕' => out.extend_from_slice(b"/  "),
        _ => {
            let small = letter::table().small(c);
            match moved(out, small).filter(|_| open && !out.ends_with(b"qu")) {
                Some((first, second)) => {
                    out.pop();
                    push(out, first);
                    push(out, second);
                }
                None => push(out, small),
            }
        }
    }
}

fn push(out: &mut Vec<u8>, c: char) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// The tone moved from the second vowel of oa, oe, uy to the first, where the length allows it.
fn moved(out: &[u8], c: char) -> Option<(char, char)> {
    let moved = match (out.last(), c) {
        (Some(b'o'), 'à') => ('ò', 'a'),
        (Some(b'o'), 'á') => ('ó', 'a'),
        (Some(b'o'), 'ả') => ('ỏ', 'a'),
        (Some(b'o'), 'ã') => ('õ', 'a'),
        (Some(b'o'), 'ạ') => ('ọ', 'a'),
        (Some(b'o'), 'è') => ('ò', 'e'),
        (Some(b'o'), 'é') => ('ó', 'e'),
        (Some(b'o'), 'ẻ') => ('ỏ', 'e'),
        (Some(b'o'), 'ẹ') => ('ọ', 'e'),
        (Some(b'u'), 'ý') => ('ú', 'y'),
        (Some(b'u'), 'ỷ') => ('ủ', 'y'),
        (Some(b'u'), 'ỵ') => ('ụ', 'y'),
        _ => return None,
    };
    (moved.0.len_utf8() == c.len_utf8()).then_some(moved)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn keeps_every_byte_in_place() {
        for text in ["HOÀ bình – Ðảng\u{a0}uỷ ⁄ İẞK", "Khoẻ, thuỳ, luỹ, quý", "", "a–b"]
        {
            assert_eq!(fold(text).len(), text.len(), "{text:?}");
        }
        assert_eq!(fold("Hoà"), fold("hòa"));
        assert_eq!(fold("THUỶ"), fold("thủy"));
        assert_eq!(fold("Ðảng"), "đảng");
        assert_eq!(fold("Quý hoàn KHOẢNG"), "quý hoàn khoảng");
    }
}
