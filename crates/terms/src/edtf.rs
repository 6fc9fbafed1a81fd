//! Dates that may be partial or unknown: the part of EDTF (ISO 8601-2) that administrative texts need.

use crate::Day;
use std::fmt;
use std::str::FromStr;

/// A text that is not a date of this profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an EDTF date: {0:?}")]
pub struct BadEdtf(pub String);

/// One point: a day, a month, a year, or a day whose year the source does not state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// `2008-09-22`
    Day(Day),
    /// `2022-08`
    Month(i16, i8),
    /// `2025`
    Year(i16),
    /// `XXXX-06-19`
    DayOfUnknownYear(i8, i8),
}

/// A point or an interval; an open end is unknown or still running (`2022-08/..`, `../2025`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edtf {
    /// A single point.
    Point(Point),
    /// From one point to another; `None` is an open end.
    Interval(Option<Point>, Option<Point>),
}

impl Point {
    fn first(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month(y, m) => Day::new(y, m, 1).ok(),
            Self::Year(y) => Day::new(y, 1, 1).ok(),
            Self::DayOfUnknownYear(..) => None,
        }
    }

    fn last(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month(y, m) => Day::new(y, m, 1).ok().map(Day::end_of_month),
            Self::Year(y) => Day::new(y, 12, 31).ok(),
            Self::DayOfUnknownYear(..) => None,
        }
    }
}

impl Edtf {
    /// The first day it can mean; `None` when that is open or unknown.
    pub fn first(self) -> Option<Day> {
        match self {
            Self::Point(p) => p.first(),
            Self::Interval(from, _) => from.and_then(Point::first),
        }
    }

    /// The last day it can mean; `None` when that is open or unknown.
    pub fn last(self) -> Option<Day> {
        match self {
            Self::Point(p) => p.last(),
            Self::Interval(_, to) => to.and_then(Point::last),
        }
    }

    /// The day, when it is exactly one.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Point(Point::Day(day)) => Some(day),
            _ => None,
        }
    }

    /// As people write it.
    pub fn vn(self) -> String {
        let point = |p: Point| match p {
            Point::Day(day) => day.vn(),
            Point::Month(y, m) => format!("tháng {m}/{y}"),
            Point::Year(y) => format!("năm {y}"),
            Point::DayOfUnknownYear(m, d) => format!("{d:02}/{m:02} (chưa rõ năm)"),
        };
        match self {
            Self::Point(p) => point(p),
            Self::Interval(Some(a), Some(b)) => format!("từ {} đến {}", point(a), point(b)),
            Self::Interval(Some(a), None) => format!("từ {} đến nay", point(a)),
            Self::Interval(None, Some(b)) => format!("đến {}", point(b)),
            Self::Interval(None, None) => "chưa rõ".to_owned(),
        }
    }
}

impl From<Day> for Edtf {
    fn from(day: Day) -> Self {
        Self::Point(Point::Day(day))
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Year(y) => write!(f, "{y:04}"),
            Self::DayOfUnknownYear(m, d) => write!(f, "XXXX-{m:02}-{d:02}"),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |p: &Option<Point>| p.map_or("..".to_owned(), |p| p.to_string());
        match self {
            Self::Point(p) => write!(f, "{p}"),
            Self::Interval(from, to) => write!(f, "{}/{}", end(from), end(to)),
        }
    }
}

impl FromStr for Point {
    type Err = BadEdtf;

    fn from_str(s: &str) -> Result<Self, BadEdtf> {
        let bad = || BadEdtf(s.to_owned());
        if let Some(rest) = s.strip_prefix("XXXX-") {
            let day: Day = format!("2000-{rest}").parse().map_err(|_| bad())?;
            return Ok(Self::DayOfUnknownYear(day.month(), day.day()));
        }
        if !s.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Err(bad());
        }
        match s.len() {
            10 => s.parse().map(Self::Day).map_err(|_| bad()),
            7 => {
                let day: Day = format!("{s}-01").parse().map_err(|_| bad())?;
                Ok(Self::Month(day.year(), day.month()))
            }
            4 => s.parse().ok().filter(|y| *y > 0).map(Self::Year).ok_or_else(bad),
            _ => Err(bad()),
        }
    }
}

impl FromStr for Edtf {
    type Err = BadEdtf;

    fn from_str(s: &str) -> Result<Self, BadEdtf> {
        let end = |p: &str| if p == ".." { Ok(None) } else { p.parse().map(Some) };
        match s.split_once('/') {
            Some((from, to)) => Ok(Self::Interval(end(from)?, end(to)?)),
            None => s.parse().map(Self::Point),
        }
    }
}
