//! Civil days and instants. A day is in the world, an instant is in the ledger; they are never mixed.

use std::fmt;
use std::str::FromStr;

/// A text or number that is not a day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a day: {0:?}")]
pub struct BadDay(pub String);

/// A civil day, years 0001–9999, printed `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(jiff::civil::Date);

impl Day {
    /// The day of a year, month (1–12) and day (1–31).
    ///
    /// # Errors
    /// When the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, BadDay> {
        match jiff::civil::Date::new(year, month, day) {
            Ok(date) if year > 0 => Ok(Self(date)),
            _ => Err(BadDay(format!("{year}-{month}-{day}"))),
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1–12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day `n` days later (earlier when negative); stays within the calendar.
    pub fn plus_days(self, n: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(n.clamp(-3_000_000, 3_000_000))))
    }

    /// Days from `self` to `other`, negative when `other` is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    /// The last day of its month.
    pub fn end_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }

    /// As people write it: `dd/mm/yyyy`.
    pub fn vn(self) -> String {
        format!("{:02}/{:02}/{:04}", self.day(), self.month(), self.year())
    }

    /// Parses `dd/mm/yyyy`, `d-m-yyyy` or `YYYY-MM-DD`, as typed by people.
    ///
    /// # Errors
    /// When it is none of these or no day of the calendar.
    pub fn parse_typed(s: &str) -> Result<Self, BadDay> {
        let s = s.trim();
        let bad = || BadDay(s.to_owned());
        if let Ok(day) = s.parse() {
            return Ok(day);
        }
        let parts: Vec<i16> = s
            .split(['/', '-', '.'])
            .map(|p| p.trim().parse().map_err(|_| bad()))
            .collect::<Result<_, _>>()?;
        let [d, m, y] = parts[..] else { return Err(bad()) };
        Self::new(y, i8::try_from(m).map_err(|_| bad())?, i8::try_from(d).map_err(|_| bad())?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Day {
    type Err = BadDay;

    fn from_str(s: &str) -> Result<Self, BadDay> {
        let bad = || BadDay(s.to_owned());
        let well_formed = s.len() == 10
            && s.bytes().enumerate().all(|(i, b)| match i {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !well_formed {
            return Err(bad());
        }
        let number = |r: std::ops::Range<usize>| s[r].parse::<i16>().map_err(|_| bad());
        Self::new(number(0..4)?, number(5..7)? as i8, number(8..10)? as i8)
    }
}

/// An instant of the machine's clock: microseconds since 1970-01-01 UTC. Only the ledger and logs carry it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// The civil day in Việt Nam (UTC+7, no summer time).
    pub fn day_vn(self) -> Day {
        Day(self.civil_vn().date())
    }

    /// As people read it in Việt Nam: `dd/mm/yyyy HH:MM`.
    pub fn vn(self) -> String {
        let at = self.civil_vn();
        format!("{} {:02}:{:02}", Day(at.date()).vn(), at.hour(), at.minute())
    }

    fn civil_vn(self) -> jiff::civil::DateTime {
        let shifted = self.0.saturating_add(7 * 3_600_000_000);
        jiff::Timestamp::from_microsecond(shifted)
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
            .to_zoned(jiff::tz::TimeZone::UTC)
            .datetime()
    }
}
