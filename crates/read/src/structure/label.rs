//! The label at the start of a line: `Điều 5.`, `Chương II`, `I.`, `1.2.`, `a)`.

use std::ops::Range;

use crate::context::Context;
use crate::cursor::Cursor;
use crate::letter::{self, ALNUM, ALPHA};

/// A label with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// Kind of part, as in the contract.
    pub(crate) kind: &'static str,
    /// Bytes of the label with its mark.
    pub(crate) range: Range<usize>,
    /// The label without its mark.
    pub(crate) text: String,
    /// Its place in the count of its siblings; 0 when it is not counted.
    pub(crate) value: u32,
}

/// Words that open a part, with their kind; the longer first.
const NAMED: &[(&str, &str)] = &[
    ("phụ lục", "annex"),
    ("tiểu mục", "subsection"),
    ("chương", "chapter"),
    ("điều", "article"),
    ("phần", "part"),
    ("mục", "section"),
];

const ORDINALS: &[&str] = &["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];

/// Reads the label of a line.
pub(crate) fn read(cx: &Context, line: &Range<usize>) -> Option<Label> {
    let first = cx.slice(line).chars().next()?;
    if first.is_ascii_digit() {
        return number(cx, line);
    }
    if letter::table().class(first) & ALPHA == 0 {
        return None;
    }
    let named = matches!(first, 'P' | 'T' | 'C' | 'Đ' | 'Ð' | 'M');
    named.then(|| self::named(cx, line)).flatten().or_else(|| lettered(cx, line))
}

/// `Điều 5.`, `Chương II`, `Phần thứ nhất`, `Phụ lục`.
fn named(cx: &Context, line: &Range<usize>) -> Option<Label> {
    let (word, kind) =
        NAMED.iter().find(|(w, _)| Cursor::new(&cx.fold, line.start).word(w)).copied()?;
    let mut c = Cursor::new(&cx.fold, line.start);
    c.word(word);
    let bare = c.at;
    c.blanks();
    c.word("số");
    c.blanks();
    let (end, value) = counted(cx, kind, c.at, line.end)
        .or_else(|| (kind == "annex" && bare == line.end).then_some((bare, 0)))?;
    let rest = cx.text.get(end..line.end)?;
    let next = rest.trim_start();
    let opens = next.is_empty()
        || next.starts_with(['.', ':', '-', '–', '('])
        || next.starts_with(char::is_uppercase) && kind != "article" && rest != next;
    let mark = next.chars().next().filter(|c| matches!(c, '.' | ':')).map_or(0, char::len_utf8);
    let to = if mark > 0 { end + rest.len() - next.len() + mark } else { end };
    opens.then(|| Label {
        kind,
        range: line.start..to,
        text: super::row::one_blank(cx.text.get(line.start..end).unwrap_or("")),
        value,
    })
}

/// The number, numeral or ordinal of a named part.
fn counted(cx: &Context, kind: &str, at: usize, limit: usize) -> Option<(usize, u32)> {
    let rest = cx.text.get(at..limit)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) {
        let small = rest.get(digits..)?.bytes().take_while(u8::is_ascii_lowercase).count();
        let end = at + digits + if small == 1 { 1 } else { 0 };
        let dated = cx.text.get(end..)?.starts_with('/');
        return (!dated).then_some((end, rest.get(..digits)?.parse().ok()?));
    }
    if kind == "article" {
        return None;
    }
    let mut c = Cursor::new(&cx.fold, at);
    if kind == "part" && c.word("thứ") {
        let value = ORDINALS.iter().position(|o| c.word(o))? + 1;
        return Some((c.at, u32::try_from(value).ok()?));
    }
    let roman = rest.bytes().take_while(|b| b"IVXLC".contains(b)).count();
    let whole = rest.get(roman..)?.chars().next().is_none_or(|c| !c.is_alphanumeric());
    (whole && roman > 0).then(|| (at + roman, self::roman(rest.get(..roman).unwrap_or(""))))
}

/// `1.`, `1)`, `1.2.`, `1.2.3`.
fn number(cx: &Context, line: &Range<usize>) -> Option<Label> {
    let text = cx.slice(line);
    let len = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let written = text.get(..len)?;
    let bare = written.trim_end_matches('.');
    let figures: Vec<&str> = bare.split('.').collect();
    let short = figures.iter().all(|f| (1..=2).contains(&f.len())) && figures.len() <= 4;
    let after = text.get(len..)?;
    let paren = after.starts_with([')', '/']) && figures.len() == 1;
    let marked = written.ends_with('.') || figures.len() > 1 || paren;
    let rest = after.get(usize::from(paren)..)?;
    let parted = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let lettered = rest.starts_with(char::is_uppercase) && written.ends_with('.');
    // `1.2 tỷ đồng` is an amount: without a mark behind it a number of two figures opens a title only.
    let title = rest.trim_start().starts_with(|c: char| c.is_uppercase());
    let fits =
        short && marked && (parted || lettered) && (written.ends_with('.') || paren || title);
    fits.then(|| Label {
        kind: if figures.len() > 1 { "subnumber" } else { "number" },
        range: line.start..line.start + len + usize::from(paren),
        text: bare.to_owned(),
        value: figures.last().and_then(|f| f.parse().ok()).unwrap_or(0),
    })
}

/// `a)`, `a.`, `A.`, `I.`, `II-`.
fn lettered(cx: &Context, line: &Range<usize>) -> Option<Label> {
    let text = cx.slice(line);
    let table = letter::table();
    let end = text.find(|c: char| table.class(c) & ALNUM == 0)?;
    let label = text.get(..end)?;
    let rest = text.get(end..)?;
    let mark = rest.chars().next()?;
    let behind = rest.get(mark.len_utf8()..)?;
    let parted = behind.is_empty() || behind.starts_with(char::is_whitespace);
    let lone = label.chars().count() == 1;
    let numeral = label.chars().all(|c| "IVXLC".contains(c)) && label.len() <= 6;
    let upper = lone && label.starts_with(|c: char| c.is_ascii_uppercase() || c == 'Đ');
    let lower = lone && label.starts_with(|c: char| c.is_ascii_lowercase() || c == 'đ');
    let kind = match mark {
        '.' | '/' | '-' | ')' if numeral && parted => "roman",
        '.' | '/' | '-' if upper && parted => "letter",
        ')' if lower => "point",
        '.' | '/' if lower && parted => "point",
        _ => return None,
    };
    Some(Label {
        kind,
        range: line.start..line.start + end + mark.len_utf8(),
        text: label.to_owned(),
        value: if kind == "roman" { roman(label) } else { self::letter(label) },
    })
}

/// The value of a Roman numeral.
fn roman(numeral: &str) -> u32 {
    let value = |c: char| match c {
        'I' => 1,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        'C' => 100,
        _ => 0,
    };
    let mut total = 0;
    let mut last = 0;
    for one in numeral.chars().rev().map(value) {
        total = if one < last { u32::saturating_sub(total, one) } else { total + one };
        last = last.max(one);
    }
    total
}

/// The place of a letter in the Vietnamese alphabet of points: a, b, c, d, đ, e, g, h, i, k …
pub(crate) fn letter(label: &str) -> u32 {
    const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
    let small = label.to_lowercase();
    let place = LETTERS.chars().position(|c| small.starts_with(c));
    place.and_then(|p| u32::try_from(p + 1).ok()).unwrap_or(0)
}
