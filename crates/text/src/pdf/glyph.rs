//! What the codes of a simple font stand for: base encodings, names of glyphs.
//!
//! Knows no pdf objects.

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

/// Marks by the name they have in the name of a glyph; longer names before their beginnings.
const MARKS: [(&str, char); 14] = [
    ("hookabove", '\u{309}'),
    ("hook", '\u{309}'),
    ("dotbelow", '\u{323}'),
    ("underdot", '\u{323}'),
    ("circumflex", '\u{302}'),
    ("breve", '\u{306}'),
    ("horn", '\u{31b}'),
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("tilde", '\u{303}'),
    ("dieresis", '\u{308}'),
    ("caron", '\u{30c}'),
    ("cedilla", '\u{327}'),
    ("ring", '\u{30a}'),
];

/// Names that are no letter with marks. Source: the names of the standard Latin character set of PDF 32000-1:2008, annex D.
const NAMED: &str = include_str!("../../data/glyph_names.tsv");

/// The characters of a base encoding, by code.
pub(super) fn base(encoding: &str) -> Vec<Option<char>> {
    let table = if encoding == "MacRomanEncoding" { MACINTOSH } else { WINDOWS_1252 };
    let letter = |code: u8| {
        let c = table.decode_without_bom_handling(&[code]).0.chars().next()?;
        (!c.is_control()).then_some(c)
    };
    (0..=u8::MAX).map(letter).collect()
}

/// The characters that a glyph's name stands for; `None` when the name tells nothing.
pub(super) fn named(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|n| !n.is_empty())?;
    let parts: Option<String> = name.split('_').map(one).collect();
    parts.filter(|text| !text.is_empty())
}

fn one(name: &str) -> Option<String> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_ascii_alphabetic()
    {
        return Some(letter.to_string());
    }
    listed(name).or_else(|| by_code(name)).or_else(|| marked(name))
}

fn listed(name: &str) -> Option<String> {
    let mut rows = NAMED.lines().filter(|row| !row.starts_with('#'));
    rows.find_map(|row| row.split_once('\t').filter(|(n, _)| *n == name)).map(|(_, c)| c.to_owned())
}

/// `uni1EA5`, `u1EA5`.
fn by_code(name: &str) -> Option<String> {
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    if let Some(digits) = name.strip_prefix("uni").filter(|d| d.len() >= 4 && d.len() % 4 == 0) {
        let at = |i: usize| digits.get(i * 4..i * 4 + 4).and_then(hex);
        return (0..digits.len() / 4).map(at).collect();
    }
    let digits = name.strip_prefix('u').filter(|d| (4..=6).contains(&d.len()))?;
    hex(digits).map(String::from)
}

/// A letter and the names of its marks: `Acircumflexacute`, `ohornhookabove`.
fn marked(name: &str) -> Option<String> {
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let mut rest = name.get(1..)?;
    let mut text = String::from(letter);
    while !rest.is_empty() {
        let (mark, c) = MARKS.iter().find(|(mark, _)| rest.starts_with(mark))?;
        text.push(*c);
        rest = rest.get(mark.len()..)?;
    }
    Some(text.nfc().collect())
}
