//! The national register of administrative units, asked and taken over: lists on a day, one unit with its succession, and
//! the register as acts of an installation.
//!
//! The register is data of the program (`units`); what is on record in an installation is never read from it.

mod drafts;
mod list;
mod load;
mod sheet;

pub(crate) use drafts::site;
pub use drafts::{Scope, drafts, reference};
pub use list::{ListOn, Short, UnitLine, list};
pub use load::LoadedUnits;
pub use sheet::{Link, NamedFor, Sheet, sheet};

use crate::error::{Error, Problem};
use terms::{Day, UnitLevel};
use units::{Refusal, Standing};

/// More candidates than this are counted, not named.
const NAMED: usize = 20;

/// A day as typed.
///
/// # Errors
/// `units.day-bad`.
pub fn typed_day(typed: &str) -> Result<Day, Error> {
    let bad = || Error::Refused(Problem::new("units.day-bad", [("day", typed.trim().to_owned())]));
    Day::parse_typed(typed).map_err(|_| bad())
}

/// A level as typed: its code, or its Vietnamese label.
///
/// # Errors
/// `units.level-bad`.
pub fn typed_level(typed: &str) -> Result<UnitLevel, Error> {
    let key = text::fold::bare(typed);
    let known = |level: &&UnitLevel| {
        let label = text::fold::bare(level.label());
        key == level.code() || key == label || label.strip_prefix("cap ") == Some(&key)
    };
    let bad = || Error::Refused(Problem::new("units.level-bad", [("level", typed.to_owned())]));
    UnitLevel::ALL.iter().find(known).copied().ok_or_else(bad)
}

/// What was looked up and not found, in words.
fn refused(typed: &str, on: Option<Day>, refusal: &Refusal<'_>) -> Error {
    let typed = typed.trim().to_owned();
    let is_code = typed.bytes().all(|b| b.is_ascii_digit());
    let when = on.map(|day| format!(" vào ngày {}", day.vn())).unwrap_or_default();
    let facts = |code: &str, list: &[Standing<'_>]| {
        let facts = [("what", typed.clone()), ("when", when.clone()), ("units", named(list))];
        Error::Refused(Problem::new(code, facts))
    };
    match refusal {
        Refusal::BeforeData { day } => before_data(*day),
        Refusal::Unknown { others } if !others.is_empty() => facts("units.other-day", others),
        Refusal::Unknown { .. } if is_code => facts("units.code-unknown", &[]),
        Refusal::Unknown { .. } => facts("units.name-unknown", &[]),
        Refusal::Ambiguous { candidates } => facts("units.ambiguous", candidates),
    }
}

fn before_data(day: Day) -> Error {
    let facts = [("day", day.vn()), ("first", units::first_day().vn())];
    Error::Refused(Problem::new("units.before-data", facts))
}

/// Units with path, code and time, one a line.
fn named(list: &[Standing<'_>]) -> String {
    let each = list
        .iter()
        .take(NAMED)
        .map(|s| format!("\n    – {} (mã {}, {})", s.path(), s.facts.code, lasted(s)));
    let more = list.len().saturating_sub(NAMED);
    let rest = (more > 0).then(|| format!("\n    – và {more} đơn vị khác"));
    each.chain(rest).collect()
}

/// When a unit stood, in words.
fn lasted(s: &Standing<'_>) -> String {
    match (s.unit.since, s.unit.until) {
        (None, None) => format!("có từ trước {}", units::first_day().vn()),
        (None, Some(until)) => format!("đến hết {}", until.vn()),
        (Some(since), None) => format!("từ {}", since.vn()),
        (Some(since), Some(until)) => format!("từ {} đến hết {}", since.vn(), until.vn()),
    }
}
