//! Calendar expressions (ngày, tháng, năm, quý, giai đoạn) as EDTF.
//!
//! Finds the expressions first, then gives a day without a year the year that its own sentence or the text states.
//! Knows nothing of documents but where their numbers and names stand.

mod point;
mod span;
mod year;

use std::ops::Range;

use crate::context::Context;
use crate::contract::DateMention;
use crate::docno::DocNo;
use crate::heading::Frame;
use crate::law::Named;
use crate::word::Anchor;

use point::Point;

/// What an expression says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A day, a month, a quarter or a year.
    One(Point),
    /// From one point to another, or to the present.
    Span(Point, Option<Point>),
    /// Up to a point.
    Until(Point),
}

/// An expression and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    range: Range<usize>,
    shape: Shape,
}

/// Finds calendar expressions, in text order.
#[inline(never)]
pub(crate) fn find(
    cx: &Context,
    frame: &Frame,
    numbers: &[DocNo],
    laws: &[Named],
) -> Vec<DateMention> {
    let mut found = scan(cx, numbers, laws);
    year::fill(cx, frame, numbers, laws, &mut found);
    found
        .into_iter()
        .filter_map(|f| {
            let edtf = edtf(f.shape)?;
            Some(DateMention {
                start: f.range.start,
                end: f.range.end,
                text: cx.slice(&f.range).to_owned(),
                edtf,
            })
        })
        .collect()
}

/// The day of publication, when a stamp of the text tells it.
pub(crate) fn stamp(cx: &Context, dates: &[DateMention]) -> Option<String> {
    let full = |d: &&DateMention| {
        d.edtf.len() == 10 && d.edtf.as_bytes().iter().all(|b| b.is_ascii_digit() || *b == b'-')
    };
    year::in_stamp(cx, |line| {
        dates.iter().filter(full).find(|d| line.contains(&d.start)).map(|d| d.edtf.clone())
    })
}

fn scan(cx: &Context, numbers: &[DocNo], laws: &[Named]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut done = 0;
    let mut next_number = 0;
    for at in anchors(cx) {
        while numbers.get(next_number).is_some_and(|n| n.range.end <= at) {
            next_number += 1;
        }
        let in_number = numbers.get(next_number).is_some_and(|n| n.range.start <= at);
        if at < done || in_number {
            continue;
        }
        let new = span::read(cx, at, done, laws);
        done = new.last().map_or(done, |f: &Found| f.range.end);
        found.extend(new);
    }
    found
}

/// Where an expression may have its first figure, numeral or month word.
fn anchors(cx: &Context) -> Vec<usize> {
    let mut at: Vec<usize> = cx.digits.iter().map(|r| r.start).collect();
    at.extend(cx.marked(Anchor::Month));
    at.sort_unstable();
    at
}

/// The value in EDTF; `None` for what cannot be a date.
fn edtf(shape: Shape) -> Option<String> {
    match shape {
        Shape::One(p) => match p.months {
            Some((from, to)) => Some(format!("{}/{}", month(p.year, from), month(p.year, to))),
            None => p.edtf(),
        },
        Shape::Span(from, to) => {
            Some(format!("{}/{}", from.first()?, to.map_or(Some("..".to_owned()), |p| p.last())?))
        }
        Shape::Until(p) => Some(format!("../{}", p.last()?)),
    }
}

fn month(year: Option<i32>, month: u8) -> String {
    format!("{}-{month:02}", year.map_or("XXXX".to_owned(), |y| y.to_string()))
}
