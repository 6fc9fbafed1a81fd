//! Looking a unit up by code or by name, on a day or without one. One unit is an answer, several are candidates.

use crate::name::{plain, toned};
use crate::register::Register;
use crate::unit::{Standing, Unit};
use std::collections::HashMap;
use terms::Day;

/// A unit found, as it stood on the day asked, or last.
pub type Found<'r> = Standing<'r>;

/// Why a look-up gives no unit.
#[derive(Debug, Clone)]
pub enum Refusal<'r> {
    /// The register does not reach back to the day.
    BeforeData {
        /// The day asked.
        day: Day,
    },
    /// No unit has, or on that day had, the code or name.
    Unknown {
        /// Units that have it on other days.
        others: Vec<Found<'r>>,
    },
    /// Several units have it.
    Ambiguous {
        /// Each of them, as it stood on the day asked, or last.
        candidates: Vec<Found<'r>>,
    },
}

/// Units by the keys of their names.
#[derive(Debug, Default)]
pub(crate) struct Names {
    toned: HashMap<String, Vec<usize>>,
    plain: HashMap<String, Vec<usize>>,
}

impl Names {
    fn of(units: &[Unit]) -> Self {
        let mut names = Self::default();
        for (i, unit) in units.iter().enumerate() {
            for facts in &unit.facts {
                for name in [facts.full().as_str(), facts.name] {
                    put(&mut names.toned, toned(name), i);
                    put(&mut names.plain, plain(name), i);
                }
            }
        }
        names
    }
}

fn put(names: &mut HashMap<String, Vec<usize>>, key: String, i: usize) {
    let same = names.entry(key).or_default();
    if same.last() != Some(&i) {
        same.push(i);
    }
}

impl Register {
    /// The unit that has a code on a day. Without a day a code that two units had in turn has two candidates.
    ///
    /// # Errors
    /// Before the data, unknown, or ambiguous.
    pub fn by_code(&self, code: &str, on: Option<Day>) -> Result<Found<'_>, Refusal<'_>> {
        let held = self.codes.get(code.trim()).map(Vec::as_slice).unwrap_or_default();
        let bears = |s: &Standing<'_>| s.facts.code == code.trim();
        self.one(held.iter().copied(), on, bears)
    }

    /// The unit of a name on a day. The name may have its type word, and after commas the units above it, nearest first:
    /// `Tân An`, `phường Tân An`, `phường Tân An, Cần Thơ`. Tones count where they are typed.
    ///
    /// # Errors
    /// Before the data, unknown, or ambiguous: homonyms are candidates, never guessed at.
    pub fn by_name(&self, name: &str, on: Option<Day>) -> Result<Found<'_>, Refusal<'_>> {
        let mut parts = name.split(',');
        let first = parts.next().unwrap_or_default();
        let above: Vec<&str> = parts.filter(|p| !p.trim().is_empty()).collect();
        let fits = |s: &Standing<'_>| called(s, first) && lies_in(s, &above);
        self.one(self.called(first).iter().copied(), on, fits)
    }

    /// By code when it is all digits, by name otherwise.
    ///
    /// # Errors
    /// As [`Register::by_code`] and [`Register::by_name`].
    pub fn find(&self, typed: &str, on: Option<Day>) -> Result<Found<'_>, Refusal<'_>> {
        let typed = typed.trim();
        let digits = !typed.is_empty() && typed.bytes().all(|b| b.is_ascii_digit());
        if digits { self.by_code(typed, on) } else { self.by_name(typed, on) }
    }

    fn called(&self, name: &str) -> &[usize] {
        let names = self.names.get_or_init(|| Names::of(&self.units));
        let exact = names.toned.get(&toned(name));
        let bare = || names.plain.get(&plain(name)).filter(|_| typed_bare(name));
        exact.or_else(bare).map(Vec::as_slice).unwrap_or_default()
    }

    fn one<'r>(
        &'r self,
        places: impl Iterator<Item = usize>,
        on: Option<Day>,
        fits: impl Fn(&Standing<'r>) -> bool,
    ) -> Result<Found<'r>, Refusal<'r>> {
        if let Some(day) = on.filter(|day| *day < crate::first_day()) {
            return Err(Refusal::BeforeData { day });
        }
        let units: Vec<&Unit> = places.filter_map(|i| self.units.get(i)).collect();
        let mut ever: Vec<Found<'r>> =
            units.iter().filter_map(|u| self.latest(u).find(|s| fits(s))).collect();
        let mut found = match on {
            Some(day) => units.iter().filter_map(|u| self.standing(u, day)).filter(&fits).collect(),
            None => std::mem::take(&mut ever),
        };
        match found.len() {
            0 => Err(Refusal::Unknown { others: ever }),
            1 => Ok(found.remove(0)),
            _ => Err(Refusal::Ambiguous { candidates: found }),
        }
    }

    /// A unit as it stood under each of its names, the last one first.
    fn latest<'r>(&'r self, unit: &'r Unit) -> impl Iterator<Item = Standing<'r>> {
        let last = unit.until.unwrap_or_else(crate::known_until);
        unit.facts.iter().enumerate().rev().map(move |(i, facts)| {
            let next = unit.facts.get(i + 1).and_then(|f| f.since);
            let day = next.map_or(last, |since| since.plus_days(-1));
            Standing { register: self, unit, facts, day }
        })
    }
}

/// Whether a text was typed without any tone or shape, so that it may stand for every spelling.
fn typed_bare(text: &str) -> bool {
    toned(text) == plain(text)
}

fn called(s: &Standing<'_>, name: &str) -> bool {
    let (full, own) = (s.facts.full(), s.facts.name);
    let same = |key: fn(&str) -> String| [full.as_str(), own].iter().any(|n| key(n) == key(name));
    same(toned) || (typed_bare(name) && same(plain))
}

/// Whether the units named lie above, each above the one before.
fn lies_in(s: &Standing<'_>, above: &[&str]) -> bool {
    let mut line = s.line_above();
    above.iter().all(|name| line.any(|unit| called(&unit, name)))
}
