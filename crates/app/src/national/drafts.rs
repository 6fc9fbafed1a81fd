//! The national register as acts of an installation: units founded, renamed, put under others, ended, with what went into what.
//!
//! A unit of the national register has one reference everywhere, on the site `vn` that no installation may have: a commune and a
//! province that both took the register over speak of the same unit.

use crate::error::{Error, Problem};
use crate::secret::sha256_hex;
use record::object::Unit as OnRecord;
use record::payload::{Predecessor, Share, UnitAct};
use record::{Actor, Draft, Entry, Object, decide};
use terms::{Day, Id, Instant, Kind, Named, Ref, Site};
use units::{Edge, Facts, Standing, Unit, UnitId, register};

/// 01/07/2025, in milliseconds: the time part of every id of the national register.
const EPOCH: u64 = 1_751_328_000_000;

/// Where a commune or district of before 01/07/2025 comes from, as written.
const OLD_BASIS: &str =
    "Danh mục hành chính của cơ quan thống kê, hiện trạng đến hết ngày 30/06/2025";

/// Which units are taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    Country,
    /// One province of today with its communes and all that went into them.
    Province(UnitId),
}

impl Scope {
    /// The scope of a province as typed: a code or a name of any time; a province that is no more stands for the one it went
    /// into. The whole country when nothing is typed.
    ///
    /// # Errors
    /// `units.code-unknown`, `units.name-unknown`, `units.ambiguous`, `units.not-a-province`.
    pub fn typed(province: Option<&str>) -> Result<Self, Error> {
        let Some(typed) = province else { return Ok(Self::Country) };
        let found = match register().find(typed, None) {
            Ok(one) => vec![one],
            Err(units::Refusal::Ambiguous { candidates }) => candidates,
            Err(refusal) => return Err(super::refused(typed, None, &refusal)),
        };
        let provinces: Vec<Standing<'_>> =
            found.iter().filter(|s| s.unit.level == terms::UnitLevel::Province).copied().collect();
        let mut today: Vec<UnitId> = provinces.iter().map(|s| of_today(s.unit).id).collect();
        today.sort_unstable();
        today.dedup();
        match (&today[..], found.first()) {
            ([one], _) => Ok(Self::Province(*one)),
            ([], Some(other)) => {
                let level = other.unit.level.label().to_lowercase();
                let facts = [("what", other.path()), ("level", level)];
                Err(Error::Refused(Problem::new("units.not-a-province", facts)))
            }
            _ => {
                let refusal = units::Refusal::Ambiguous { candidates: provinces };
                Err(super::refused(typed, None, &refusal))
            }
        }
    }

    /// The units of the scope, each after the unit above it and after those that went into it.
    pub fn units(self) -> Vec<&'static Unit> {
        let all = register().units().iter();
        match self {
            Self::Country => all.collect(),
            Self::Province(id) => {
                all.filter(|u| of_today(register().last(u).province().unit).id == id).collect()
            }
        }
    }
}

/// A province of today: itself, or the one it went into.
fn of_today(province: &'static Unit) -> &'static Unit {
    register().after(province).first().map_or(province, |edge| register().successor(edge))
}

/// The reference of a unit of the national register in every installation.
pub fn reference(unit: &Unit) -> Ref {
    let digest = sha256_hex(format!("unit/{}", unit.id).as_bytes());
    let unique = u128::from_str_radix(&digest[..20], 16).unwrap_or_default();
    Ref { kind: Kind::Unit, site: site(), id: Id::new(EPOCH, unique) }
}

/// The site under which the units of the national register stand.
pub(crate) fn site() -> Site {
    "vn".parse().expect("two letters are a site")
}

/// The acts that put a unit of the national register on record: its beginning with what went into it, what it was called and
/// stood under later, its end. A unit of which no beginning is known holds from `since`.
///
/// # Errors
/// When an act breaks a rule of the record.
pub fn drafts(unit: &Unit, actor: &Actor, today: Day, since: Day) -> Result<Vec<Draft>, Error> {
    let at = reference(unit);
    let mut written: Vec<Draft> = Vec::new();
    let mut now: Option<OnRecord> = None;
    for (effective_on, says) in acts(unit, since) {
        let (subject, actor) = (at.clone(), actor.clone());
        let entry = Entry { subject, actor, effective_on, today, evidence: Vec::new() };
        for draft in decide::unit(now.as_ref(), entry, says)? {
            let act = draft.clone().at(at.site.clone(), written.len() as u64 + 1, Instant(0));
            let object = record::apply(now.take().map(Object::Unit), &act);
            now = object.and_then(|o| OnRecord::try_from(o).ok());
            written.push(draft);
        }
    }
    Ok(written)
}

fn acts(unit: &Unit, since: Day) -> Vec<(Day, UnitAct)> {
    let mut acts = Vec::new();
    let mut before: Option<&Facts> = None;
    for facts in &unit.facts {
        let on = facts.since.unwrap_or(since);
        match before {
            None => acts.push((on, created(unit, facts, on))),
            Some(before) => acts.extend(changed(unit, before, facts).map(|says| (on, says))),
        }
        before = Some(facts);
    }
    if let Some(until) = unit.until {
        let edge = register().after(unit).first();
        let act = edge.map_or_else(|| register().end_of_districts(), |e| register().act(e));
        let basis = Some(act.title.to_owned());
        acts.push((until.plus_days(1), UnitAct::Abolished { basis }));
    }
    acts
}

fn created(unit: &Unit, facts: &Facts, on: Day) -> UnitAct {
    let edges: Vec<&Edge> = register().before(unit).collect();
    let basis = edges.first().map_or(OLD_BASIS, |e| register().act(e).title);
    UnitAct::Created {
        level: unit.level,
        unit_type: facts.unit_type.to_owned(),
        name: facts.name.to_owned(),
        code: Some(facts.code.to_owned()),
        parent: parent(unit, on),
        lat_micro: None,
        lon_micro: None,
        predecessors: edges.into_iter().map(predecessor).collect(),
        basis: Some(basis.to_owned()),
    }
}

/// What changed where a unit went on as itself.
fn changed<'a>(
    unit: &Unit,
    before: &Facts,
    facts: &'a Facts,
) -> impl Iterator<Item = UnitAct> + 'a {
    let basis = register().act_of(facts).map(|a| a.title.to_owned());
    let under = facts.since.filter(|_| !before.same_parent(facts));
    let moved = under.map(|on| UnitAct::Changed {
        parent: parent(unit, on),
        predecessors: Vec::new(),
        basis: basis.clone(),
    });
    let called = |f: &Facts| (f.unit_type, f.name, f.code);
    let renamed = (called(before) != called(facts)).then(|| UnitAct::Renamed {
        unit_type: facts.unit_type.to_owned(),
        name: facts.name.to_owned(),
        code: Some(facts.code.to_owned()),
        basis,
    });
    [moved, renamed].into_iter().flatten()
}

/// The unit above on a day; before the data it is the one at its beginning.
fn parent(unit: &Unit, on: Day) -> Option<Named> {
    let day = on.max(units::first_day());
    let above = register().standing(unit, day)?.parent()?;
    Some(Named { at: reference(above.unit), name: above.facts.full() })
}

fn predecessor(edge: &Edge) -> Predecessor {
    let old = register().predecessor(edge);
    let unit = Named { at: reference(old), name: old.last().full() };
    Predecessor { unit, area: share(edge.area), population: share(edge.population) }
}

fn share(share: units::Share) -> Share {
    match share {
        units::Share::All => Share::All,
        units::Share::Part => Share::Part,
        units::Share::None => Share::None,
        units::Share::Unknown => Share::Unknown,
    }
}
