//! The rules of the calendar as data: each row says from when until when it holds, how sure it is and where it stands.
//!
//! The tables in `data/calendar` are part of the program; rows of an installation's own may be laid beside them and
//! take the place of a row with the same name from their first day on.

use super::{Span, span};
use terms::{ActivityKind, CalendarKind, Certainty, Day, Field, Period, UnitLevel};

/// From when until when a rule holds, how sure it is and what says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Valid {
    /// The first day; `None` when it always was.
    pub from: Option<Day>,
    /// The last day; `None` while no end is known.
    pub to: Option<Day>,
    /// How sure it is.
    pub certainty: Certainty,
    /// What says so.
    pub source: String,
    /// Whether it was laid down at this installation.
    pub own: bool,
}

impl Valid {
    /// Whether it holds on a day.
    pub fn on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A day that is commemorated every year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anniversary {
    /// Stable name.
    pub id: String,
    /// What is commemorated.
    pub name: String,
    /// The day it is counted from.
    pub founded: Day,
    /// Line of work.
    pub field: Option<Field>,
    /// When it holds.
    pub valid: Valid,
}

/// An election or congress whose days are laid down, and how the next follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The series it belongs to.
    pub series: String,
    /// Election or congress.
    pub kind: CalendarKind,
    /// Its title; `{n}`, `{from}` and `{to}` stand for its number and the years of the term.
    pub title: String,
    /// Its number in the series.
    pub number: Option<u16>,
    /// First and last year of the term that it begins.
    pub term: (i16, i16),
    /// Its days; for a term only the last.
    pub days: Span,
    /// After how many years the next follows, for the last that is known.
    pub every: Option<i16>,
    /// The bodies concerned.
    pub scope: Scope,
    /// Line of work.
    pub field: Option<Field>,
    /// When it holds.
    pub valid: Valid,
}

/// How often something recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// Every month.
    Month,
    /// Every quarter.
    Quarter,
    /// Every half year.
    Half,
    /// Every year.
    Year,
    /// Every so many years, counted from a first year.
    Years(i16, i16),
}

/// The day by which a report is due: of every month, or of a month of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// The day of the month.
    pub day: i8,
    /// The month, for a day of the year.
    pub month: Option<i8>,
}

/// Which bodies a rule is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Kinds of body; none means nobody.
    pub kinds: Vec<String>,
    /// Level of the unit whose body it is.
    pub level: Option<UnitLevel>,
    /// Code of that unit, or any but it.
    pub unit: Kin,
    /// Name of the body, or any but it.
    pub named: Kin,
}

/// Exactly this, any but this, or any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kin {
    /// Any.
    Any,
    /// Exactly this.
    Is(String),
    /// Any but this.
    Not(String),
}

impl Kin {
    /// Whether a value fits.
    pub fn fits(&self, value: Option<&str>) -> bool {
        match self {
            Self::Any => true,
            Self::Is(is) => value == Some(is.as_str()),
            Self::Not(not) => value != Some(not.as_str()),
        }
    }
}

/// A report that recurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Stable name.
    pub id: String,
    /// What is reported.
    pub title: String,
    /// To whom, in words.
    pub to: String,
    /// Who reports.
    pub scope: Scope,
    /// The days by which it is due.
    pub due: Vec<Before>,
    /// Whether the day before is the last on time ("trước ngày").
    pub before: bool,
    /// Line of work.
    pub field: Option<Field>,
    /// When it holds.
    pub valid: Valid,
}

/// Something that must be done once in each period, shown by an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rhythm {
    /// Stable name.
    pub id: String,
    /// What is done.
    pub title: String,
    /// The kinds of activity that show it.
    pub activities: Vec<ActivityKind>,
    /// Words that the activity's title must have, in lower case; may be empty.
    pub words: String,
    /// Who does it.
    pub scope: Scope,
    /// How often.
    pub every: Every,
    /// Line of work.
    pub field: Option<Field>,
    /// When it holds.
    pub valid: Valid,
}

/// From what a review is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewFrom {
    /// The day of issue.
    Issued,
    /// The first day of the term that the document states.
    TermStart,
    /// The last day of that term.
    TermEnd,
    /// The last review, or the day of issue before there was one.
    LastReview,
}

/// When a kind of document is reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Stable name.
    pub id: String,
    /// Beginnings of the types of document; none means every type.
    pub types: Vec<String>,
    /// Whether the number must be the Party's or the State's; `None` for either.
    pub party: Option<bool>,
    /// Interim or final.
    pub kind: CalendarKind,
    /// Its title; `{years}` and `{document}` stand for the years and the document.
    pub title: String,
    /// From what it is counted.
    pub from: ReviewFrom,
    /// How many years later.
    pub years: i16,
    /// Whether the document must state a term, or must not; `None` for either.
    pub term: Option<bool>,
    /// The fewest years of that term.
    pub least: i16,
    /// Whether there must be a body on the register that has the document.
    pub holders: bool,
    /// When it holds.
    pub valid: Valid,
}

/// Every rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    /// Anniversaries.
    pub anniversaries: Vec<Anniversary>,
    /// Elections and congresses.
    pub fixed: Vec<Fixed>,
    /// Reports.
    pub reports: Vec<Report>,
    /// Things done once in each period.
    pub rhythms: Vec<Rhythm>,
    /// Reviews.
    pub reviews: Vec<Review>,
}

/// A row that is no rule: its line, counted from 1, and the column that does not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {column}")]
pub struct BadRule {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: &'static str,
}

impl Every {
    /// The periods that touch a window.
    pub fn periods(self, window: Period) -> Vec<Period> {
        let months: i16 = match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
            Self::Years(n, _) => n * 12,
        };
        let first_year = match self {
            Self::Years(n, anchor) => {
                window.from().year() - (window.from().year() - anchor).rem_euclid(n)
            }
            _ => window.from().year(),
        };
        let mut found = Vec::new();
        let Ok(mut from) = Day::new(first_year, 1, 1) else { return found };
        while from <= window.to() {
            let next = span::plus_months(from, months);
            if next <= from {
                break;
            }
            let last = next.plus_days(-1);
            if let Some(period) = Period::new(from, last).ok().filter(|_| window.from() <= last) {
                found.push(period);
            }
            from = next;
        }
        found
    }
}
