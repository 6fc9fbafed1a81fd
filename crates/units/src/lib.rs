//! The national register of administrative units: provinces, districts and communes through time, and what went into what.
//!
//! Exists so that a code or a name is never taken for a unit: both are looked up on a day. The tables are data of the project
//! (`data/README.md` tells their source and licence); nothing is read or written at run time. Knows no installation, no
//! figures and no words for screens.

mod act;
mod name;
mod parse;
mod register;
mod search;
mod succession;
mod unit;

pub use act::Act;
pub use register::{Register, register};
pub use search::{Found, Refusal};
pub use succession::{Edge, Share};
pub use unit::{Facts, Standing, Unit, UnitId};

use terms::Day;

/// The first day on which the register is whole: the last merger before the two-level map took effect then (Nghị quyết số
/// 1365/NQ-UBTVQH15). Which units stood before it is not known here.
pub fn first_day() -> Day {
    day(2025, 3, 1)
}

/// The last day of provinces, districts and communes in three levels.
pub fn last_day_of_districts() -> Day {
    day(2025, 6, 30)
}

/// The day until which changes were looked for; what happened since is not in the tables.
pub fn known_until() -> Day {
    day(2026, 7, 25)
}

fn day(year: i16, month: i8, of_month: i8) -> Day {
    Day::new(year, month, of_month).expect("a day of the calendar")
}
