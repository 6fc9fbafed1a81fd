//! A body or unit as a person names it: chosen from a list, or by its name on a day. One name for several stops with
//! the candidates and where each belongs.

use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::not_found;
use record::figures::Facts;
use record::object::{Body, Unit};
use record::offices::Offices;
use terms::{Day, Named, Ref};

/// A body or unit as a person names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// Chosen.
    At(Ref),
    /// By its name, with the name of what it belongs to after ` / ` where there are several (`UBND xã A / UBND tỉnh B`).
    Called(String),
}

impl From<&str> for Pick {
    fn from(typed: &str) -> Self {
        typed.trim().parse().map_or_else(|_| Self::Called(typed.trim().to_owned()), Self::At)
    }
}

/// What parts a name from the name of what it belongs to.
const UNDER: &str = " / ";

/// The body that is meant, with its name of the day.
pub(crate) fn body(
    facts: &Facts,
    offices: &Offices<'_>,
    pick: &Pick,
    day: Day,
) -> Result<Named, Error> {
    match pick {
        Pick::At(at) => facts.body(at).map(|b| b.named_on(day)).ok_or_else(|| not_found(at)),
        Pick::Called(typed) => {
            let (name, under) = parted(typed);
            let mut found = offices.called(name, day);
            if let Some(under) = under {
                found.retain(|b| belongs(&body_places(b, day), under));
            }
            one(found, "body", typed, day, |b| b.named_on(day), |b| body_places(b, day))
        }
    }
}

/// The unit that is meant, with its name of the day.
pub(crate) fn unit(facts: &Facts, pick: &Pick, day: Day) -> Result<Named, Error> {
    match pick {
        Pick::At(at) => facts.unit(at).map(|u| u.named_on(day)).ok_or_else(|| not_found(at)),
        Pick::Called(typed) => {
            let (name, under) = parted(typed);
            let wanted = text::fold::match_key(name);
            let there = facts.units.iter().filter(|u| u.exists_on(day));
            let mut found: Vec<&Unit> =
                there.filter(|u| text::fold::match_key(&u.named_on(day).name) == wanted).collect();
            if let Some(under) = under {
                found.retain(|u| belongs(&unit_places(u, day), under));
            }
            one(found, "unit", typed, day, |u| u.named_on(day), |u| unit_places(u, day))
        }
    }
}

fn parted(typed: &str) -> (&str, Option<&str>) {
    typed.split_once(UNDER).map_or((typed, None), |(name, under)| (name.trim(), Some(under.trim())))
}

fn belongs(places: &[String], under: &str) -> bool {
    let wanted = text::fold::match_key(under);
    places.iter().any(|p| text::fold::match_key(p) == wanted)
}

/// What a body belongs to: the body above it and its unit.
fn body_places(body: &Body, day: Day) -> Vec<String> {
    let above = body.parent_on(day).into_iter().chain(&body.unit);
    above.map(|n| n.name.clone()).collect()
}

fn unit_places(unit: &Unit, day: Day) -> Vec<String> {
    unit.parent_on(day).into_iter().map(|n| n.name.clone()).collect()
}

/// The only one, or the refusal that says there is none or which there are.
fn one<T: Copy>(
    found: Vec<T>,
    what: &str,
    typed: &str,
    day: Day,
    named: impl Fn(T) -> Named,
    places: impl Fn(T) -> Vec<String>,
) -> Result<Named, Error> {
    match found.as_slice() {
        [one] => Ok(named(*one)),
        [] => {
            let facts = [("name", typed.to_owned()), ("day", day.vn())];
            Err(Error::Refused(Problem::new(&format!("{what}.name-unknown"), facts)))
        }
        several => {
            let each = |t: &T| {
                let places = places(*t).join("; ");
                format!("{}{UNDER}{places}", named(*t).name)
            };
            let candidates = several.iter().map(each).collect::<Vec<_>>().join(" · ");
            let facts = [("name", typed.to_owned()), ("candidates", candidates)];
            Err(Error::Refused(Problem::new(&format!("{what}.name-ambiguous"), facts)))
        }
    }
}
