//! Numerals: grouped and decimal figures, ranges, done-of-planned pairs, scale words, and small numbers as words.
//!
//! Grouping follows Vietnamese practice: a dot groups thousands, a comma makes decimals; a dot before other than three figures,
//! as some sites print, makes decimals too.

use crate::context::Context;
use crate::cursor::{Cursor, first_bytes};
use crate::word::Anchor;

/// A numeral as read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    /// Value when a comma with three figures makes decimals.
    decimal: f64,
    /// Value when a comma with three figures groups thousands.
    grouped: f64,
    /// Scale words, multiplied.
    pub(super) scale: f64,
    /// Byte after the numeral and its scale words.
    pub(super) end: usize,
    /// Whether it is written as a word.
    pub(super) word: bool,
    /// Whether it is plain figures without group or range.
    pub(super) plain: bool,
}

impl Numeral {
    /// The value, thousands grouped by commas when the unit is a thing that is counted.
    pub(super) fn value(&self, commas_group: bool) -> f64 {
        let value = if commas_group && (self.scale - 1.0).abs() < f64::EPSILON {
            self.grouped
        } else {
            self.decimal
        };
        // Whole amounts stay whole: 2,3 tỷ is 2300000000, not its neighbour.
        let scaled = value * self.scale;
        if self.scale > 1.0 { (scaled * 100.0).round() / 100.0 } else { scaled }
    }
}

const WORDS: &[(&str, f64)] = &[
    ("hai", 2.0),
    ("ba", 3.0),
    ("bốn", 4.0),
    ("năm", 5.0),
    ("sáu", 6.0),
    ("bảy", 7.0),
    ("tám", 8.0),
    ("chín", 9.0),
    ("mười", 10.0),
];

/// Where small numbers stand as words.
pub(super) fn words<'t>(cx: &'t Context) -> impl Iterator<Item = usize> + 't {
    cx.marked(Anchor::Number).filter(|at| !weekday_or_month(&cx.fold, *at))
}

fn weekday_or_month(fold: &str, at: usize) -> bool {
    let (_, before) = crate::cursor::last_word(fold, at);
    ["thứ", "tháng", "mươi", "mười", "cả", "mùng", "một", "hai", "ba"].contains(&before)
}

/// Reads a numeral at a byte.
pub(super) fn read(cx: &Context, at: usize) -> Option<Numeral> {
    let c = Cursor::new(&cx.fold, at);
    if !c.byte().is_ascii_digit() {
        return word(c);
    }
    let (decimal, grouped, mut c) = figure(c)?;
    let start_end = c.at;
    second(&mut c);
    bracketed_word(&mut c);
    let mut numeral = Numeral {
        decimal,
        grouped,
        scale: 1.0,
        end: c.at,
        word: false,
        plain: c.at == start_end && (decimal - grouped).abs() < f64::EPSILON,
    };
    scale(&mut numeral, c);
    Some(numeral)
}

fn word(mut c: Cursor) -> Option<Numeral> {
    let (_, value) = WORDS.iter().find(|(word, _)| c.word(word))?;
    Some(Numeral {
        decimal: *value,
        grouped: *value,
        scale: 1.0,
        end: c.at,
        word: true,
        plain: true,
    })
}

/// Figures with their groups and decimals: value with comma decimals, value with comma groups, and the place behind.
fn figure(mut c: Cursor) -> Option<(f64, f64, Cursor)> {
    let rest = c.rest();
    let len = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    let digits = rest.get(..len)?.trim_end_matches(['.', ',']);
    c.at += digits.len();
    let dots = groups(digits, '.');
    let commas = groups(digits, ',');
    let by_vietnamese =
        if dots { digits.replace('.', "").replace(',', ".") } else { digits.replace(',', ".") };
    let decimal = parse(&by_vietnamese)?;
    let grouped =
        if commas && !digits.contains('.') { parse(&digits.replace(',', ""))? } else { decimal };
    Some((decimal, grouped, c))
}

/// Whether every part behind a mark has exactly three figures and the first has at most three.
fn groups(digits: &str, mark: char) -> bool {
    let whole = digits.split(if mark == '.' { ',' } else { '.' }).next().unwrap_or("");
    let mut parts = whole.split(mark);
    let first = parts.next().unwrap_or("");
    let rest: Vec<&str> = parts.collect();
    !rest.is_empty()
        && (1..=3).contains(&first.len())
        && first != "0"
        && rest.iter().all(|p| p.len() == 3)
}

fn parse(figure: &str) -> Option<f64> {
    figure.parse().ok()
}

/// A second figure that belongs to the first: `56/93`, `150-300`, `24 đến 48`.
fn second(c: &mut Cursor) {
    let mut ahead = *c;
    ahead.blanks();
    let spaced = ahead.at > c.at;
    let joined = if !spaced && ahead.eat("/") {
        true
    } else {
        ahead.eat("-") || ahead.any_word(&["đến", "tới", "hoặc"])
    };
    if !joined {
        return;
    }
    ahead.blanks();
    if let Some((_, _, after)) = figure(ahead).filter(|(_, _, after)| after.at > ahead.at) {
        *c = after;
    }
}

/// The number repeated in words, as legal texts do: `03 (ba)`.
fn bracketed_word(c: &mut Cursor) {
    let mut ahead = *c;
    ahead.blanks();
    if ahead.eat("(") {
        let inside = first_bytes(ahead.rest(), 60).split_once(')').map_or("", |(inside, _)| inside);
        if inside.len() < 40
            && !inside.is_empty()
            && inside.chars().all(|ch| ch.is_alphabetic() || ch == ' ')
            && !inside.contains("khóa")
        {
            ahead.at += inside.len() + 1;
            *c = ahead;
        }
    }
}

const SCALES: &[(&str, f64)] = &[
    ("nghìn tỷ", 1e12),
    ("ngàn tỷ", 1e12),
    ("triệu tỷ", 1e15),
    ("nghìn", 1e3),
    ("ngàn", 1e3),
    ("triệu", 1e6),
    ("tỷ", 1e9),
    ("tỉ", 1e9),
    ("trăm", 1e2),
    ("vạn", 1e4),
];

fn scale(numeral: &mut Numeral, mut c: Cursor) {
    let Some((_, scale)) = SCALES.iter().find(|(word, _)| c.word(word)) else { return };
    // "tỉ lệ", "tỷ trọng" are nouns, not amounts.
    if ["lệ", "trọng", "số", "giá", "suất"].contains(&c.next_word())
        && matches!(c.byte(), b' ' | b'\n')
    {
        return;
    }
    numeral.scale = *scale;
    numeral.end = c.at;
    // "2 tỷ 500 triệu" adds the smaller scale.
    let mut ahead = c;
    ahead.blanks();
    if let Some((more, _, mut after)) = figure(ahead).filter(|(_, _, a)| a.at > ahead.at)
        && let Some((_, small)) =
            SCALES.iter().find(|(word, _)| after.word(word)).filter(|(_, s)| s < scale)
    {
        numeral.decimal += more * small / scale;
        numeral.end = after.at;
    }
}
