//! One unit: what it was called, from what it came and what became of it, by which act, whole or in part.

use super::list::UnitLine;
use super::refused;
use crate::error::Error;
use serde::Serialize;
use terms::{Day, UnitLevel};
use units::{Edge, Share, Standing, Unit, register};

/// A unit with its succession.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Version of this form of answer.
    pub version: u32,
    /// The day it is shown on, `YYYY-MM-DD`.
    pub on: String,
    /// Its full name with the units above it.
    pub path: String,
    /// The unit on that day.
    pub unit: UnitLine,
    /// What it was called and stood under, earliest first.
    pub names: Vec<NamedFor>,
    /// Units from which it was formed.
    pub from: Vec<Link>,
    /// Units into which it went.
    pub into: Vec<Link>,
    /// The act by which a district ended, for it has no successor.
    pub ended_by: Option<String>,
}

/// A name for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedFor {
    /// Since when; none is before the data.
    pub since: Option<String>,
    /// Until when; none while it holds.
    pub until: Option<String>,
    /// Full name with the units above it.
    pub path: String,
    /// Code.
    pub code: String,
    /// The act that gave it, where known.
    pub act: Option<String>,
}

/// A unit at the other end of a succession.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its identity in the national register.
    pub id: String,
    /// Its full name with the units above it, on the day before or of the change.
    pub path: String,
    /// Its code then.
    pub code: String,
    /// How much of the old unit's area: `all`, `part`, `none`, `unknown`.
    pub area: &'static str,
    /// How many of the old unit's people.
    pub population: &'static str,
    /// Both in Vietnamese words.
    pub share: String,
    /// The day of the change, `YYYY-MM-DD`.
    pub on: String,
    /// The act.
    pub act: String,
}

/// A unit by code or by name, on a day; without a day the one that alone has ever had it.
///
/// # Errors
/// `units.before-data`, `units.code-unknown`, `units.name-unknown`, `units.other-day`, `units.ambiguous`.
pub fn sheet(typed: &str, on: Option<Day>) -> Result<Sheet, Error> {
    let found = register().find(typed, on).map_err(|refusal| refused(typed, on, &refusal))?;
    let unit = found.unit;
    let from: Vec<&Edge> = register().before(unit).collect();
    let into = register().after(unit);
    let without = unit.level == UnitLevel::District && into.is_empty();
    Ok(Sheet {
        version: 1,
        on: found.day.to_string(),
        path: found.path(),
        unit: UnitLine::of(&found),
        names: names(unit),
        from: from.into_iter().map(|e| link(e, register().predecessor(e))).collect(),
        into: into.iter().map(|e| link(e, register().successor(e))).collect(),
        ended_by: without.then(|| register().end_of_districts().title.to_owned()),
    })
}

fn names(unit: &Unit) -> Vec<NamedFor> {
    let periods = unit.facts.iter().enumerate().map(|(i, facts)| {
        let next = unit.facts.get(i + 1).and_then(|f| f.since).map(|day| day.plus_days(-1));
        let until = next.or(unit.until);
        let day = until.unwrap_or_else(units::known_until);
        let path = register().standing(unit, day).map_or_else(|| facts.full(), |s| s.path());
        NamedFor {
            since: facts.since.map(|d| d.to_string()),
            until: until.map(|d| d.to_string()),
            path,
            code: facts.code.to_owned(),
            act: register().act_of(facts).map(|a| a.title.to_owned()),
        }
    });
    periods.collect()
}

fn link(edge: &Edge, other: &Unit) -> Link {
    let day = if other.stood_on(edge.on) { edge.on } else { edge.on.plus_days(-1) };
    let standing = register().standing(other, day).unwrap_or_else(|| register().last(other));
    Link {
        id: other.id.to_string(),
        path: standing.path(),
        code: code(&standing),
        area: edge.area.code(),
        population: edge.population.code(),
        share: words(edge),
        on: edge.on.to_string(),
        act: register().act(edge).title.to_owned(),
    }
}

fn code(s: &Standing<'_>) -> String {
    s.facts.code.to_owned()
}

/// How much went, in words that a person would use.
fn words(edge: &Edge) -> String {
    let of = |share| match share {
        Share::All => "toàn bộ",
        Share::Part => "một phần",
        Share::None => "không",
        Share::Unknown => "chưa rõ",
    };
    match (edge.area, edge.population) {
        (Share::All, Share::All) => "toàn bộ diện tích, dân số".to_owned(),
        (area, people) => format!("{} diện tích; dân số: {}", of(area), of(people)),
    }
}
