//! The national register from outside: what stands in it, what went into what, how it is asked.

mod corrections;
mod counts;
mod search;
mod speed;
mod succession;

use terms::Day;

/// A day written `YYYY-MM-DD`.
fn day(s: &str) -> Day {
    s.parse().expect("a day of the calendar")
}

/// The last day of three levels.
fn old() -> Day {
    day("2025-06-30")
}

/// The first day of two levels.
fn new() -> Day {
    day("2025-07-01")
}
