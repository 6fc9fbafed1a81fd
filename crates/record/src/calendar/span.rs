//! Spans of days and steps of whole months and years; the term that a text states.

use regex::Regex;
use std::sync::LazyLock;
use terms::{Day, Edtf, Period};

/// From one day to another, both counted; mostly one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

impl Span {
    /// One day.
    pub fn day(day: Day) -> Self {
        Self { first: day, last: day }
    }

    /// Two days in either order.
    pub fn between(one: Day, other: Day) -> Self {
        Self { first: one.min(other), last: one.max(other) }
    }

    /// What a date can mean; `None` when it is open or its year is not known.
    pub fn of(date: Edtf) -> Option<Self> {
        date.first().zip(date.last()).map(|(first, last)| Self::between(first, last))
    }

    /// Whether it is a single day.
    pub fn is_day(self) -> bool {
        self.first == self.last
    }

    /// Whether a part of it lies in a period.
    pub fn touches(self, period: Period) -> bool {
        self.first <= period.to() && period.from() <= self.last
    }

    /// The same span some years later.
    pub fn plus_years(self, years: i16) -> Self {
        Self { first: plus_years(self.first, years), last: plus_years(self.last, years) }
    }

    /// As people write it: one day, a month, a year, or from day to day.
    pub fn vn(self) -> String {
        if self.is_day() {
            return self.first.vn();
        }
        match Period::new(self.first, self.last) {
            Ok(period) => period.label(),
            Err(_) => self.first.vn(),
        }
    }
}

/// The day some months later; where a month is too short, its last day.
pub(super) fn plus_months(day: Day, months: i16) -> Day {
    let n = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + i32::from(months);
    let (year, month) = (n.div_euclid(12), n.rem_euclid(12) + 1);
    let year = i16::try_from(year).unwrap_or(day.year());
    let month = i8::try_from(month).unwrap_or(1);
    let first = Day::new(year, month, 1);
    Day::new(year, month, day.day()).or_else(|_| first.map(Day::end_of_month)).unwrap_or(day)
}

/// The day some years later; 29 February becomes 28 where there is none.
pub(super) fn plus_years(day: Day, years: i16) -> Day {
    plus_months(day, years.saturating_mul(12))
}

/// A period of one day.
pub(super) fn one_day(day: Day) -> Period {
    match Period::new(day, day) {
        Ok(period) => period,
        Err(_) => unreachable!("a day is not after itself"),
    }
}

/// Longest term, in years, that two years in a text can be.
const LONGEST: i16 = 30;

/// The first term of years that a text states: `giai đoạn 2021-2025`, `(2021 – 2025)`, `2021 đến 2025`.
pub(super) fn term_of_years(text: &str) -> Option<Period> {
    static TERM: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let years = r"(?:^|[^\d/.-])(\d{4})\s*(?:[-–—−]|đến(?:\s+năm)?)\s*(\d{4})(?:[^\d/.-]|[.)](?:\D|$)|$)";
        Regex::new(years).ok()
    });
    let found = TERM.as_ref()?.captures_iter(text);
    let years = found.filter_map(|c| Some((c[1].parse().ok()?, c[2].parse().ok()?)));
    let fits = |(a, b): &(i16, i16)| (1945..=2100).contains(a) && a < b && b - a <= LONGEST;
    let mut years = years.filter(fits);
    years.next().and_then(|(a, b)| Period::years(a, b).ok())
}

/// How many whole years a period is, rounded to the nearest; at least one.
pub(super) fn years_of(period: Period) -> i16 {
    let days = period.from().days_until(period.to()) + 1;
    i16::try_from((days + 182) / 365).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(s: &str) -> Day {
        s.parse().unwrap()
    }

    #[test]
    fn months_and_years_end_where_the_month_ends() {
        assert_eq!(plus_months(day("2024-01-31"), 1), day("2024-02-29"));
        assert_eq!(plus_months(day("2024-11-15"), 18), day("2026-05-15"));
        assert_eq!(plus_years(day("2020-02-29"), 5), day("2025-02-28"));
        assert_eq!(plus_years(day("2018-04-16"), 5), day("2023-04-16"));
    }

    #[test]
    fn a_term_is_read_from_words_and_from_nothing_that_only_looks_like_one() {
        for text in [
            "ổn định trật tự an toàn xã hội giai đoạn 2021-2025",
            "Chương trình (2021–2025)",
            "nhiệm kỳ 2021 - 2025.",
            "từ năm 2021 đến năm 2025",
        ] {
            assert_eq!(term_of_years(text), Period::years(2021, 2025).ok(), "{text}");
        }
        for text in [
            "ngày 12-10-2022 và 2024",
            "13/2012/QĐ-TTg",
            "năm 2025",
            "2025-2021",
            "1445-1374",
            "từ 01/01/2021-31/12/2025",
        ] {
            assert_eq!(term_of_years(text), None, "{text}");
        }
        let vision = "Quy hoạch thời kỳ 2021-2030, tầm nhìn đến năm 2050";
        assert_eq!(term_of_years(vision), Period::years(2021, 2030).ok());
    }
}
