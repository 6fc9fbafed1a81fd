//! The year of a day or month that is written without one: from its own sentence, or from a stamp of the text.
//!
//! A year is taken only when one alone is stated; else it stays unknown.

use crate::word::Map;
use std::ops::Range;

use crate::context::Context;
use crate::cursor::{first_bytes, has_any_phrase, has_phrase};
use crate::docno::DocNo;
use crate::heading::Frame;
use crate::law::Named;

use super::point::Point;
use super::{Found, Shape};

/// Gives points without a year the one that the text states for them.
pub(super) fn fill(
    cx: &Context,
    frame: &Frame,
    numbers: &[DocNo],
    laws: &[Named],
    found: &mut [Found],
) {
    let own: Vec<bool> = found.iter().map(|f| !belongs(cx, f, numbers, laws)).collect();
    let stamp = stamp(cx, frame, found, &own);
    let repeated = repeated(found, &own);
    let same_day = |p: &Point| repeated.get(&(p.month?, p.day?)).copied().flatten();
    for i in 0..found.len() {
        let Some(point) = open_point(found.get(i)) else { continue };
        let year = stamp
            .filter(|s| same_week(*s, &point))
            .and_then(|s| s.year)
            .or_else(|| in_sentence(cx, found, &own, i))
            .or_else(|| celebrated(cx, found, i))
            .or_else(|| behind_law(cx, found, &own, i))
            .or_else(|| same_day(&point))
            .or_else(|| stamp.and_then(|s| near(s, &point)));
        if let (Some(f), Some(year)) = (found.get_mut(i), year) {
            set(f, year);
        }
    }
}

fn open_point(found: Option<&Found>) -> Option<Point> {
    match found?.shape {
        Shape::One(p) | Shape::Until(p) => Some(p).filter(|p| p.year.is_none()),
        Shape::Span(a, _) => Some(a).filter(|a| a.year.is_none()),
    }
}

fn set(found: &mut Found, year: i32) {
    let with = |p: Point| Point { year: p.year.or(Some(year)), ..p };
    found.shape = match found.shape {
        Shape::One(p) => Shape::One(with(p)),
        Shape::Until(p) => Shape::Until(with(p)),
        Shape::Span(a, b) => Shape::Span(with(a), b.map(with)),
    };
}

/// Whether a date is a cited document's own, which says nothing of other days.
fn belongs(cx: &Context, found: &Found, numbers: &[DocNo], laws: &[Named]) -> bool {
    let clause = cx.clause_start(found.range.start);
    let i = numbers.partition_point(|n| n.range.end <= found.range.start);
    let number = i.checked_sub(1).and_then(|i| numbers.get(i)).map(|n| n.range.end);
    let j = laws.partition_point(|l| l.end <= found.range.start);
    let law = j.checked_sub(1).and_then(|j| laws.get(j)).map(|l| l.end);
    number.max(law).is_some_and(|end| {
        let gap = cx.fold.get(end..found.range.start).unwrap_or("");
        end > clause
            && (gap.len() < 12
                || gap.trim_start_matches([' ', ',', '(']).starts_with("của") && gap.len() < 90)
    })
}

/// How many dates on either side of a day are asked for its year.
const NEIGHBOURS: usize = 24;

/// The one year that the dates of the same sentence state.
fn in_sentence(cx: &Context, found: &[Found], own: &[bool], i: usize) -> Option<i32> {
    let here = found.get(i)?;
    let Range { start: clause, end } = cx.sentence(here.range.start);
    let first = found.partition_point(|f| f.range.start < clause);
    let last = found.partition_point(|f| f.range.start < end);
    let near = first.max(i.saturating_sub(NEIGHBOURS))..last.min(i + NEIGHBOURS);
    let inside = near.filter(|&j| own.get(j) == Some(&true));
    let mut years: Vec<i32> = inside.filter_map(|j| single_year(found.get(j)?)).collect();
    years.sort_unstable();
    years.dedup();
    match years.as_slice() {
        [only] if !looks_back(cx, here, clause, end) && !looks_ahead(cx, here, clause, end) => {
            Some(*only)
        }
        _ => None,
    }
}

/// The year of the anniversaries that a sentence keeps, when it names no other: `80 năm … (22/12/1944 - 22/12/2024)`.
fn celebrated(cx: &Context, found: &[Found], i: usize) -> Option<i32> {
    let Range { start, end } = cx.sentence(found.get(i)?.range.start);
    let first = found.partition_point(|f| f.range.start < start);
    let last = found.partition_point(|f| f.range.start < end);
    let inside = found.get(first..last)?;
    let day = |f: &Found| match f.shape {
        Shape::One(p) => p.year.zip(p.month.zip(p.day)),
        _ => None,
    };
    let kept = |pair: &[Found]| {
        let [from, to] = pair else { return None };
        let gap = cx.fold.get(from.range.end..to.range.start)?;
        let ((then, same), (now, day)) = (day(from)?, day(to)?);
        let joined = gap.trim().trim_start_matches(['-', '–', '—']).is_empty();
        (joined && same == day && then < now).then_some(now)
    };
    let mut years: Vec<i32> = inside.windows(2).filter_map(kept).collect();
    years.dedup();
    let [only] = years.as_slice() else { return None };
    let latest = inside.iter().filter_map(single_year).max();
    (latest == Some(*only)).then_some(*only)
}

/// The year behind a law of the same sentence, when the text also speaks of that year apart from the law.
fn behind_law(cx: &Context, found: &[Found], own: &[bool], i: usize) -> Option<i32> {
    let here = found.get(i)?;
    let Range { start, end } = cx.sentence(here.range.start);
    let first = found.partition_point(|f| f.range.start < start);
    let last = found.partition_point(|f| f.range.start < end);
    let mut of_law = (first..last).filter(|j| own.get(*j) == Some(&false)).filter_map(|j| {
        match found.get(j)?.shape {
            Shape::One(p) if p.is_year() => p.year,
            _ => None,
        }
    });
    let year = of_law.next().filter(|_| of_law.next().is_none())?;
    let near = last..found.len().min(last + NEIGHBOURS);
    let told =
        |j: usize| own.get(j) == Some(&true) && found.get(j).and_then(single_year) == Some(year);
    near.into_iter().any(told).then_some(year)
}

/// The year of a point; intervals and far aims say nothing of a day.
fn single_year(found: &Found) -> Option<i32> {
    match found.shape {
        Shape::One(p) => p.year,
        Shape::Span(a, Some(b)) if a.day.is_some() => a.year.filter(|y| b.year == Some(*y)),
        _ => None,
    }
}

/// Whether a sentence about the first weeks of a year sums up the year before (`ngày 5/1 … tổng kết năm 2023`).
fn looks_back(cx: &Context, here: &Found, clause: usize, end: usize) -> bool {
    let early = open_point(Some(here)).and_then(|p| p.month).is_some_and(|m| m <= 3);
    let words = first_bytes(cx.fold.get(clause..end).unwrap_or(""), 600);
    early && ["tổng kết", "kết quả", "đánh giá"].iter().any(|w| has_phrase(words, w))
}

/// Whether a sentence about the last weeks of a year plans the next (`ngày 16-12 … triển khai nhiệm vụ năm 2016`).
fn looks_ahead(cx: &Context, here: &Found, clause: usize, end: usize) -> bool {
    const PLANS: &[&str] = &[
        "triển khai công tác",
        "triển khai nhiệm vụ",
        "triển khai kế hoạch",
        "triển khai phương hướng",
        "phương hướng, nhiệm vụ",
        "phương hướng nhiệm vụ",
        "giao quân",
        "giao nhận quân",
        "giao, nhận quân",
        "tuyển quân",
        "nhập ngũ",
        "dự toán",
        "chỉ tiêu",
    ];
    let point = open_point(Some(here));
    let late = point.and_then(|p| p.month.zip(p.day)).is_some_and(|(m, _)| m >= 11);
    let words = first_bytes(cx.fold.get(clause..end).unwrap_or(""), 600);
    let year = words.rfind("năm").unwrap_or(0);
    late && cx
        .fold
        .get(here.range.end..clause + year)
        .is_some_and(|w| PLANS.iter().any(|p| has_phrase(w, p)))
}

/// The year of each day that is written in full, when it is always the same one.
fn repeated(found: &[Found], own: &[bool]) -> Map<(u8, u8), Option<i32>> {
    let mut years: Map<(u8, u8), Option<i32>> = Map::default();
    for (f, _) in found.iter().zip(own).filter(|(_, own)| **own) {
        let Shape::One(Point { year: Some(year), month: Some(m), day: Some(d), .. }) = f.shape
        else {
            continue;
        };
        let known = years.entry((m, d)).or_insert(Some(year));
        *known = known.filter(|y| *y == year);
    }
    years
}

/// The day of publication among the dates found.
fn stamp(cx: &Context, frame: &Frame, found: &[Found], own: &[bool]) -> Option<Point> {
    if frame.heading.is_some() {
        return None;
    }
    in_stamp(cx, |line| {
        found.iter().zip(own).find_map(|(f, own)| match f.shape {
            Shape::One(p)
                if *own && line.contains(&f.range.start) && p.day.is_some() && p.year.is_some() =>
            {
                Some(p)
            }
            _ => None,
        })
    })
}

/// What is found first in the lines where the day of publication stands: short ones near the top or the end with a clock
/// time or an update word. A day is soon looked for, the marks of a stamp are not: lines without one are not asked for them.
pub(super) fn in_stamp<T>(
    cx: &Context,
    mut day: impl FnMut(&Range<usize>) -> Option<T>,
) -> Option<T> {
    edge_lines(cx).find_map(|line| day(line).filter(|_| is_stamp(cx, line)))
}

/// Short lines near the top or the end.
fn edge_lines<'c>(cx: &'c Context) -> impl Iterator<Item = &'c Range<usize>> {
    let n = cx.paragraphs.len();
    let edge = move |i: usize, line: &Range<usize>| (i < 6 || i + 3 > n) && line.len() < 140;
    cx.paragraphs.iter().enumerate().filter(move |(i, line)| edge(*i, line)).map(|(_, line)| line)
}

fn is_stamp(cx: &Context, line: &Range<usize>) -> bool {
    let words = cx.fold.get(line.clone()).unwrap_or("");
    let bytes = words.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let clock = |(at, byte): (usize, &u8)| {
        matches!(byte, b':' | b'h') && digit(at.wrapping_sub(1)) && digit(at + 1) && digit(at + 2)
    };
    let told = [
        "cập nhật",
        "ngày đăng",
        "đăng ngày",
        "đăng lúc",
        "gmt",
        "thứ hai,",
        "thứ ba,",
        "thứ tư,",
        "thứ năm,",
        "thứ sáu,",
        "thứ bảy,",
        "chủ nhật,",
    ];
    bytes.iter().enumerate().any(clock) || has_any_phrase(words, &told)
}

/// Days before and after the day of publication that news speaks of without a year: two months back, one ahead.
const NEAR: std::ops::RangeInclusive<i32> = -31..=62;

/// Whether a day is that of the stamp or one of the few before it, within the same year.
fn same_week(stamp: Point, point: &Point) -> bool {
    let days = |p: &Point| Some(i32::from(p.month?) * 30 + i32::from(p.day?));
    days(&stamp).zip(days(point)).is_some_and(|(s, p)| (0..=6).contains(&(s - p)))
}

/// The year of a day that lies near a stamp.
fn near(stamp: Point, point: &Point) -> Option<i32> {
    let days = |p: &Point| Some(i32::from(p.month?) * 30 + i32::from(p.day.unwrap_or(15)));
    let year = stamp.year?;
    let back = days(&stamp)? - days(point)?;
    if NEAR.contains(&back) {
        Some(year)
    } else if NEAR.contains(&(back + 360)) {
        Some(year - 1)
    } else {
        None
    }
}
