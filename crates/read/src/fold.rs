//! A folded view of a text: lower case, one spelling of `Đ`, dashes and tone marks, byte for byte as long as the text.
//!
//! Because nothing moves, a byte range found in the view is the same range of the text. Knows no words.

use crate::letter::{self, ODD, TONED};

/// Folds a text; the result has the same length and character boundaries that suit every mention.
///
/// Wide dashes, slashes and spaces become one plain character and blanks; the old tone placement (`hòa`) stands for both.
pub(crate) fn fold(text: &str) -> String {
    let letters = letter::table();
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if letters.class(c) & (ODD | TONED) == 0 {
            out.push(letters.small(c));
        } else {
            push_odd(&mut out, c, chars.peek().is_none_or(|next| !next.is_alphabetic()));
        }
    }
    out
}

/// Folds a sign of several bytes, or a vowel whose tone may move; `open` says that its syllable ends with it.
pub(crate) fn push_odd(out: &mut String, c: char, open: bool) {
    match c {
        '\t' | '\r' | '\u{b}' | '\u{c}' => out.push(' '),
        '\u{a0}' => out.push_str("  "),
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => out.push_str("   "),
        '‐' | '‑' | '‒' | '–' | '—' | '−' => out.push_str("-  "),
        '⁄' | '∕' => out.push_str("/  "),
        _ => {
            let small = letter::table().small(c);
            match moved(out, small).filter(|_| open) {
                Some((first, second)) => {
                    out.pop();
                    out.push(first);
                    out.push(second);
                }
                None => out.push(small),
            }
        }
    }
}

/// The tone moved from the second vowel of oa, oe, uy to the first, where the length allows it.
fn moved(out: &str, c: char) -> Option<(char, char)> {
    let mut before = out.bytes().rev().map(|b| b.to_ascii_lowercase());
    let moved = match (before.next()?, c) {
        (b'o', 'à') => ('ò', 'a'),
        (b'o', 'á') => ('ó', 'a'),
        (b'o', 'ả') => ('ỏ', 'a'),
        (b'o', 'ã') => ('õ', 'a'),
        (b'o', 'ạ') => ('ọ', 'a'),
        (b'o', 'è') => ('ò', 'e'),
        (b'o', 'é') => ('ó', 'e'),
        (b'o', 'ẻ') => ('ỏ', 'e'),
        (b'o', 'ẹ') => ('ọ', 'e'),
        (b'u', 'ý') => ('ú', 'y'),
        (b'u', 'ỷ') => ('ủ', 'y'),
        (b'u', 'ỵ') => ('ụ', 'y'),
        _ => return None,
    };
    let glide = moved.1 == 'y' && before.next() == Some(b'q');
    (moved.0.len_utf8() == c.len_utf8() && !glide).then_some(moved)
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
