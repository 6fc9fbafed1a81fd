//! Figures that count nothing: numerals in names, ordinals, outline numbers, clock times.
//!
//! Reads `data/ordinal_heads.tsv`.

use std::sync::LazyLock;

use crate::context::Context;
use crate::cursor::{Back, Cursor, back_blanks, back_word, is_word_at, is_word_before, last_word};
use crate::fold::fold;
use crate::table::{cell, rows};
use crate::word::Map;

use super::numeral::Numeral;
use super::unit::Unit;

/// Heads by their last word, with whether they always make a name.
static HEADS: LazyLock<Map<String, Vec<(String, Strength)>>> = LazyLock::new(|| {
    let mut heads: Map<String, Vec<_>> = Map::default();
    for row in rows(include_str!("../../data/ordinal_heads.tsv")) {
        let folded = fold(cell(&row, 0));
        let last = folded.rsplit(' ').next().unwrap_or("").to_owned();
        heads.entry(last).or_default().push((folded, Strength::of(cell(&row, 1))));
    }
    heads
});

/// How surely a head makes a name of the figure behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// Always.
    Always,
    /// Unless a unit of time or a measure follows: `giai đoạn 2`, but `giai đoạn 5 năm`.
    Untimed,
    /// Only when no known unit follows.
    Unknown,
}

impl Strength {
    fn of(cell: &str) -> Self {
        match cell {
            "yes" => Self::Always,
            "untimed" => Self::Untimed,
            _ => Self::Unknown,
        }
    }
}

/// Whether a figure is a name's numeral because of the noun in front of it, or of the list that it stands in.
pub(super) fn named(cx: &Context, at: usize, unit: &Unit) -> bool {
    if provision(cx, unit) {
        return true;
    }
    let first = list_start(&cx.fold, at);
    let (_, last) = last_word(&cx.fold, first);
    let back = Back::new(&cx.fold, first);
    if back.any(SUMS).is_some() {
        return false;
    }
    let Some(heads) = HEADS.get(last) else { return false };
    let sure = |strength: Strength| match strength {
        Strength::Always => true,
        Strength::Untimed => unit.groups && !unit.timed,
        Strength::Unknown => !unit.known && first == at,
    };
    heads.iter().any(|(head, s)| sure(*s) && back.word(head).is_some())
}

/// Words that end in "số" and still leave the figure a count.
const SUMS: &[&str] =
    &["tổng số", "trong số", "con số", "quân số", "với số", "dân số", "sĩ số", "tổng quân số"];

/// Whether the figure numbers a clause or point of the provision or law that is named behind it (`khoản 2 Điều 9`).
fn provision(cx: &Context, unit: &Unit) -> bool {
    let capital = cx.text.get(unit.start..).is_some_and(|t| t.starts_with(char::is_uppercase));
    let parts = ["điều", "khoản", "điểm", "mục", "chương", "phụ lục", "phần", "luật", "nghị quyết"];
    let numbered = Cursor::new(&cx.fold, unit.end).next_figure();
    parts.contains(&fold(&unit.name).as_str()) && (capital || numbered)
        || capital
            && ["nghị định", "thông tư", "quyết định", "chỉ thị"]
                .contains(&fold(&unit.name).as_str())
}

/// Where a list of figures begins that one of them stands in: `Quân khu 3, 4 và 5`.
fn list_start(fold: &str, at: usize) -> usize {
    let mut first = at;
    for _ in 0..12 {
        let end = back_blanks(fold, first);
        let head = fold.get(..end).unwrap_or("");
        let joined = head.strip_suffix(',').map(str::len).or_else(|| back_word(fold, end, "và"));
        let Some(end) = joined.map(|j| back_blanks(fold, j)) else { break };
        let digits =
            fold.get(..end).map_or(0, |h| h.bytes().rev().take_while(u8::is_ascii_digit).count());
        if digits == 0 || is_word_before(fold, end - digits) {
            break;
        }
        first = end - digits;
    }
    first
}

/// Whether a figure continues a longer figure or a code in front of it.
pub(super) fn glued(fold: &str, at: usize) -> bool {
    let head = fold.get(..at).unwrap_or("");
    let mut back = head.chars().rev();
    let mark = back.next();
    let before = back.next();
    match mark {
        Some('/' | ':' | '.' | ',') => before.is_some_and(|c| c.is_ascii_alphanumeric()),
        Some('-') => before.is_some_and(char::is_alphanumeric) && !head.ends_with("-  "),
        Some('+' | '#' | '_' | '@') => true,
        _ => false,
    }
}

/// Whether a figure is the number of a heading or point at the start of a paragraph.
pub(super) fn outline(cx: &Context, at: usize, end: usize) -> bool {
    let head = cx.fold.get(..at).unwrap_or("").trim_end_matches([' ', '-', '*', '(']);
    let opens = head.is_empty() || head.ends_with('\n');
    let rest = cx.fold.get(end..).unwrap_or("");
    if opens && numbers_row(cx.text.get(end..).unwrap_or("")) {
        return true;
    }
    opens
        && (rest.starts_with(['.', ')', '/'])
            && !rest.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())))
}

/// Whether a figure is the first cell of a table's row: cells parted by tabs, words by blanks.
fn numbers_row(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or("");
    line.starts_with('\t') && line.matches('\t').count() >= 2 && line.contains([' ', '\u{a0}'])
}

/// Whether a figure is a time of day, a year, or a part of one.
pub(super) fn clock(cx: &Context, at: usize, numeral: &Numeral, unit: &Unit) -> bool {
    let name = fold(&unit.name);
    let behind = Cursor::new(&cx.fold, unit.end);
    match name.as_str() {
        "năm" => year_follows(cx, behind) || numeral.word && behind.next_figure(),
        "giờ" => time_of_day(cx, at, behind),
        "h" => !lasts(cx, at, behind),
        "phút" => minute_of_clock(cx, at),
        "ngày" => behind.next_figure() && !range_of_days(cx, behind),
        "tháng" => false,
        "quý" | "m" | "l" | "g" | "đ" if !numeral.plain => false,
        _ => !unit.known && is_word_at(&cx.fold, unit.end),
    }
}

/// `năm 2024` behind a figure that belongs to what stands before; a period (`5 năm 2021-2025`) is a duration.
fn year_follows(cx: &Context, mut c: Cursor) -> bool {
    c.blanks();
    let mut ahead = c;
    let year = ahead.figure(4).is_some_and(|y| (1900..=2100).contains(&y));
    ahead.blanks();
    year && !cx.fold.get(ahead.at..).is_some_and(|r| r.starts_with('-'))
}

/// `trong 2 ngày 14 và 15/11`: the days of the count are named behind it.
fn range_of_days(cx: &Context, mut c: Cursor) -> bool {
    c.blanks();
    let rest = cx.fold.get(c.at..).unwrap_or("");
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(len..).unwrap_or("").trim_start();
    after.starts_with("và")
        || after.starts_with('-')
        || after.starts_with(',')
        || after.starts_with("đến")
}

fn time_of_day(cx: &Context, at: usize, behind: Cursor) -> bool {
    const BEFORE: &[&str] = &["lúc", "vào", "hồi", "từ lúc", "vào hồi", "khoảng lúc", "trước"];
    let before = Back::new(&cx.fold, at).any(BEFORE).is_some();
    let mut c = behind;
    let after =
        c.any_word(&["ngày", "sáng", "chiều", "tối", "đêm", "cùng ngày", "trưa", "trước", "hôm"])
            || minutes_follow(behind);
    before || after
}

/// Whether hours written `24h` last rather than tell the time: `trong 24h tới`.
fn lasts(cx: &Context, at: usize, mut behind: Cursor) -> bool {
    const LASTS: &[&str] = &[
        "trong",
        "trong vòng",
        "sau",
        "suốt",
        "hơn",
        "gần",
        "khoảng",
        "mỗi",
        "mất",
        "kéo dài",
        "đủ",
    ];
    Back::new(&cx.fold, at).any(LASTS).is_some()
        || behind.any_word(&["tới", "qua", "liên tục", "đồng hồ", "sau"]) && !behind.next_figure()
}

fn minutes_follow(mut c: Cursor) -> bool {
    c.blanks();
    c.figure(2).is_some()
}

fn minute_of_clock(cx: &Context, at: usize) -> bool {
    let (_, word) = last_word(&cx.fold, at);
    word == "giờ" || word == "h"
}

/// Whether a number in words belongs to a fixed phrase (`hai nhiệm vụ chiến lược`), or `năm` means a year.
pub(super) fn fixed_phrase(cx: &Context, at: usize, unit: &Unit) -> bool {
    let year = Cursor::new(&cx.fold, at).word("năm") && fold(&unit.name) != "năm";
    let strategy = Cursor::new(&cx.fold, unit.start).word("nhiệm vụ chiến lược");
    year || strategy
}
