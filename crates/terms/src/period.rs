//! Periods: any first day to any last day, with the label people use for it.

use crate::Day;
use crate::day::BadDay;

/// A span of days, both ends counted; the first is never after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    from: Day,
    to: Day,
}

impl Period {
    /// The period between two days.
    ///
    /// # Errors
    /// When the first is after the last.
    pub fn new(from: Day, to: Day) -> Result<Self, BadDay> {
        if from > to { Err(BadDay(format!("{from}/{to}"))) } else { Ok(Self { from, to }) }
    }

    /// A calendar year.
    ///
    /// # Errors
    /// When the calendar has no such year.
    pub fn year(year: i16) -> Result<Self, BadDay> {
        Self::new(Day::new(year, 1, 1)?, Day::new(year, 12, 31)?)
    }

    /// Whole years, both counted.
    ///
    /// # Errors
    /// When the first is after the last.
    pub fn years(first: i16, last: i16) -> Result<Self, BadDay> {
        Self::new(Day::new(first, 1, 1)?, Day::new(last, 12, 31)?)
    }

    /// The first day.
    pub fn from(self) -> Day {
        self.from
    }

    /// The last day.
    pub fn to(self) -> Day {
        self.to
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether another period lies wholly in it.
    pub fn covers(self, other: Period) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// The calendar years it touches.
    pub fn calendar_years(self) -> std::ops::RangeInclusive<i16> {
        self.from.year()..=self.to.year()
    }

    /// As people say it: `năm 2025`, `giai đoạn 2021-2025`, `quý III năm 2025`, `tháng 8 năm 2025`, or from day to day.
    pub fn label(self) -> String {
        let (a, b) = (self.from, self.to);
        let whole_years = (a.month(), a.day(), b.month(), b.day()) == (1, 1, 12, 31);
        let whole_months = a.day() == 1 && b == b.end_of_month() && a.year() == b.year();
        match (whole_years, a.year() == b.year()) {
            (true, true) => format!("năm {}", a.year()),
            (true, false) => format!("giai đoạn {}-{}", a.year(), b.year()),
            _ if whole_months && a.month() == b.month() => {
                format!("tháng {} năm {}", a.month(), a.year())
            }
            _ if whole_months && a.month() % 3 == 1 && b.month() == a.month() + 2 => {
                format!(
                    "quý {} năm {}",
                    ["I", "II", "III", "IV"][(a.month() as usize - 1) / 3],
                    a.year()
                )
            }
            _ => format!("từ ngày {} đến ngày {}", a.vn(), b.vn()),
        }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.from, self.to)
    }
}

impl std::str::FromStr for Period {
    type Err = BadDay;

    fn from_str(s: &str) -> Result<Self, BadDay> {
        let (from, to) = s.split_once('/').ok_or_else(|| BadDay(s.to_owned()))?;
        Self::new(from.parse()?, to.parse()?)
    }
}
