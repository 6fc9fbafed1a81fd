//! A folded view of a text: lower case, one spelling of `Đ`, dashes and tone marks, byte for byte as long as the text.
//!
//! Because nothing moves, a byte range found in the view is the same range of the text. Knows no words.

/// Folds a text; the result has the same length and character boundaries that suit every mention.
///
/// Wide dashes, slashes and spaces become one plain character and blanks; the old tone placement (`hòa`) stands for both.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '\t' | '\r' | '\u{b}' | '\u{c}' => out.push(' '),
            '\0'..='\u{7f}' => out.push(c),
            _ => push_wide(&mut out, c, chars.peek().is_none_or(|next| !next.is_alphabetic())),
        }
    }
    out
}

/// Pushes a character beyond ASCII; `open` says that its syllable ends with it.
fn push_wide(out: &mut String, c: char, open: bool) {
    match c {
        'Ð' | 'ð' | 'Ɖ' | 'ɖ' | 'Đ' => out.push('đ'),
        '\u{a0}' => out.push_str("  "),
        '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => out.push_str("   "),
        '‐' | '‑' | '‒' | '–' | '—' | '−' => out.push_str("-  "),
        '⁄' | '∕' => out.push_str("/  "),
        _ if open && !out.ends_with("qu") => push_letter(out, lower(c)),
        _ => out.push(lower(c)),
    }
}

fn lower(c: char) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

/// Pushes a letter, moving a tone from the second vowel of oa, oe, uy to the first where the length allows it.
fn push_letter(out: &mut String, c: char) {
    let moved = match (out.as_bytes().last(), c) {
        (Some(b'o'), 'à') => Some(('ò', 'a')),
        (Some(b'o'), 'á') => Some(('ó', 'a')),
        (Some(b'o'), 'ả') => Some(('ỏ', 'a')),
        (Some(b'o'), 'ã') => Some(('õ', 'a')),
        (Some(b'o'), 'ạ') => Some(('ọ', 'a')),
        (Some(b'o'), 'è') => Some(('ò', 'e')),
        (Some(b'o'), 'é') => Some(('ó', 'e')),
        (Some(b'o'), 'ẻ') => Some(('ỏ', 'e')),
        (Some(b'o'), 'ẽ') => None,
        (Some(b'o'), 'ẹ') => Some(('ọ', 'e')),
        (Some(b'u'), 'ý') => Some(('ú', 'y')),
        (Some(b'u'), 'ỷ') => Some(('ủ', 'y')),
        (Some(b'u'), 'ỵ') => Some(('ụ', 'y')),
        _ => None,
    };
    match moved {
        Some((first, second)) if first.len_utf8() == c.len_utf8() => {
            out.pop();
            out.push(first);
            out.push(second);
        }
        _ => out.push(c),
    }
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
