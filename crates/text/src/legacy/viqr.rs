//! VIQR (RFC 1456): Vietnamese in plain ASCII, each mark a sign after its vowel: `Vie^.t Nam`, `ddu+o+`c`.
//!
//! A sign after a vowel without tone is the tone, as the standard says, but for the full stop that ends a paragraph
//! longer than a heading. `\` before a sign keeps the sign.

use unicode_normalization::UnicodeNormalization;

/// Reads ASCII text as VIQR.
pub(crate) fn viqr(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    let mut paragraph = 0;
    while let Some(c) = rest.next() {
        let next = rest.clone().next();
        if (c, next) == ('\n', Some('\n')) {
            paragraph = out.len();
        }
        match (c, next) {
            (
                '\\',
                Some(
                    kept
                    @ ('^' | '(' | '+' | '*' | '\'' | '`' | '?' | '~' | '.' | '\\' | 'd' | 'D'),
                ),
            ) => {
                rest.next();
                out.push(kept);
            }
            ('d', Some('d')) => {
                rest.next();
                out.push('đ');
            }
            ('D', Some('d' | 'D')) => {
                rest.next();
                out.push('Đ');
            }
            (c, _) if is_vowel(c) => {
                let is_long = out.len() - paragraph > LONGEST_HEADING;
                out.extend(vowel(c, &mut rest, is_long).nfc());
            }
            (c, _) => out.push(c),
        }
    }
    out
}

/// Bytes of a paragraph up to which it may be a heading, without a full stop.
const LONGEST_HEADING: usize = 100;

/// A vowel with the marks whose signs follow it; takes those signs.
fn vowel(
    letter: char,
    rest: &mut std::str::Chars<'_>,
    is_long: bool,
) -> impl Iterator<Item = char> {
    let shape = rest.clone().next().and_then(|sign| shape(letter, sign));
    if shape.is_some() {
        rest.next();
    }
    let mut after = rest.clone();
    let tone = after
        .next()
        .and_then(tone)
        .filter(|mark| !(is_long && *mark == '\u{323}' && ends_paragraph(after.as_str())));
    if tone.is_some() {
        *rest = after;
    }
    std::iter::once(letter).chain(shape).chain(tone)
}

/// Nothing but closing signs stands before the end of the paragraph.
fn ends_paragraph(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['"', '\'', ')', ']', ' ', '\r']);
    rest.is_empty() || rest.starts_with("\n\n") || rest.starts_with("\n\r\n") || rest == "\n"
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn shape(letter: char, sign: char) -> Option<char> {
    match (letter.to_ascii_lowercase(), sign) {
        ('a' | 'e' | 'o', '^') => Some('\u{302}'),
        ('a', '(') => Some('\u{306}'),
        ('o' | 'u', '+' | '*') => Some('\u{31b}'),
        _ => None,
    }
}

fn tone(sign: char) -> Option<char> {
    match sign {
        '`' => Some('\u{300}'),
        '\'' => Some('\u{301}'),
        '?' => Some('\u{309}'),
        '~' => Some('\u{303}'),
        '.' => Some('\u{323}'),
        _ => None,
    }
}
