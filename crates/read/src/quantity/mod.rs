//! Figures that count or measure something: value, unit and how exact.
//!
//! A figure without a unit, a date, a part of a document number, an ordinal and a numeral in a name are none.

mod exclude;
mod numeral;
mod unit;

use std::ops::Range;

use crate::context::Context;
use crate::contract::{Citation, DateMention, Quantity};
use crate::cursor::{Back, Cursor, is_word_before};

use numeral::Numeral;

/// Finds figures, in text order.
pub(crate) fn find(cx: &Context, citations: &[Citation], dates: &[DateMention]) -> Vec<Quantity> {
    let mut taken: Vec<Range<usize>> = citations
        .iter()
        .map(|c| c.start..c.end)
        .chain(dates.iter().map(|d| d.start..d.end))
        .collect();
    taken.sort_by_key(|r| r.start);
    let mut found: Vec<Quantity> = Vec::new();
    let mut done = 0;
    for at in anchors(cx) {
        if at < done || is_taken(&taken, at) {
            continue;
        }
        let Some(read) = numeral::read(cx, at) else { continue };
        done = read.end;
        let Some(quantity) = quantity(cx, at, &read, &taken) else { continue };
        done = quantity.end;
        found.push(quantity);
    }
    found
}

fn anchors(cx: &Context) -> Vec<usize> {
    let mut at: Vec<usize> = cx.digits.iter().map(|r| r.start).collect();
    at.extend(numeral::words(cx));
    at.sort_unstable();
    at
}

fn is_taken(taken: &[Range<usize>], at: usize) -> bool {
    let i = taken.partition_point(|r| r.start <= at);
    taken.get(..i).unwrap_or(&[]).iter().rev().take(3).any(|r| at < r.end)
}

fn quantity(cx: &Context, at: usize, read: &Numeral, taken: &[Range<usize>]) -> Option<Quantity> {
    if is_word_before(&cx.fold, at)
        || exclude::glued(&cx.fold, at)
        || exclude::outline(cx, at, read.end)
    {
        return None;
    }
    let unit = unit::read(cx, read)?;
    if read.word && exclude::fixed_phrase(cx, at, &unit) {
        return None;
    }
    if exclude::named(cx, at, &unit)
        || exclude::clock(cx, at, read, &unit)
        || is_taken(taken, unit.start)
    {
        return None;
    }
    let (start, qualifier) = qualifier(cx, at, unit.end);
    let value = read.value(unit.groups);
    let end = unit.end;
    Some(Quantity {
        start,
        end,
        text: cx.slice(&(start..end)).to_owned(),
        value,
        unit: unit.name,
        qualifier: qualifier.to_owned(),
    })
}

const QUALIFIERS: &[(&str, &str)] = &[
    ("không dưới", "over"),
    ("ít nhất", "over"),
    ("tối thiểu", "over"),
    ("nhỏ hơn", "under"),
    ("thấp hơn", "under"),
    ("ít hơn", "under"),
    ("hơn", "over"),
    ("trên", "over"),
    ("không quá", "under"),
    ("tối đa", "under"),
    ("chưa đến", "under"),
    ("chưa đầy", "under"),
    ("gần", "under"),
    ("dưới", "under"),
    ("khoảng", "about"),
    ("chừng", "about"),
    ("ước", "about"),
    ("xấp xỉ", "about"),
    ("ngót", "about"),
    ("cỡ", "about"),
];

/// How exact a figure is, and where its mention starts: the approximator belongs to it.
fn qualifier(cx: &Context, at: usize, end: usize) -> (usize, &'static str) {
    let back = Back::new(&cx.fold, at);
    for (word, qualifier) in QUALIFIERS {
        if let Some(start) = back.word(word) {
            return (start, qualifier);
        }
    }
    let mut c = Cursor::new(&cx.fold, end);
    if c.word("trở lên") {
        (at, "over")
    } else if c.word("trở xuống") {
        (at, "under")
    } else {
        (at, "exact")
    }
}
