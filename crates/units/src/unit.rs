//! One unit with what it was called and stood under through time.

use crate::register::Register;
use std::fmt;
use terms::{Day, UnitLevel};

/// The identity of a unit in this register: a text that never changes, never comes again and means nothing else.
///
/// ```
/// let sai_gon = units::register().by_code("26740", Some("2026-01-01".parse().unwrap())).unwrap();
/// assert_eq!(sai_gon.unit.id.to_string(), "x26740.2");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub(crate) &'static str);

impl UnitId {
    /// Its text.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// What a unit was called and stood under for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Since when; `None` is since before the data.
    pub since: Option<Day>,
    /// Type word: `tỉnh`, `thành phố`, `quận`, `huyện`, `thị xã`, `xã`, `phường`, `thị trấn`, `đặc khu`.
    pub unit_type: &'static str,
    /// Name without the type word.
    pub name: &'static str,
    /// Code of the State: two digits for a province, three for a district, five for a commune.
    pub code: &'static str,
    /// The unit above it.
    pub(crate) parent: Option<usize>,
    /// The act by which it was so called or came under that unit, where it is known.
    pub act: Option<&'static str>,
}

impl Facts {
    /// Type word and name: `phường Ba Đình`.
    pub fn full(&self) -> String {
        format!("{} {}", self.unit_type, self.name)
    }

    /// Whether two facts of a unit put it under the same unit.
    pub fn same_parent(&self, other: &Facts) -> bool {
        self.parent == other.parent
    }
}

/// Đơn vị hành chính: a unit with its own identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its identity.
    pub id: UnitId,
    /// Level.
    pub level: UnitLevel,
    /// Since when it stands; `None` is since before the data.
    pub since: Option<Day>,
    /// Its last day; `None` while it stands.
    pub until: Option<Day>,
    /// What it was called and stood under, earliest first; never empty.
    pub facts: Vec<Facts>,
}

impl Unit {
    /// Whether it stood on a day.
    pub fn stood_on(&self, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// What it was called on a day; `None` when it did not stand then.
    pub fn on(&self, day: Day) -> Option<&Facts> {
        let begun = |f: &&Facts| f.since.is_none_or(|since| since <= day);
        self.stood_on(day).then(|| self.facts.iter().rev().find(begun)).flatten()
    }

    /// What it was called last.
    pub fn last(&self) -> &Facts {
        self.facts.last().expect("a unit has facts from its row")
    }
}

/// A unit as it stood on a day.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'r> {
    pub(crate) register: &'r Register,
    /// The unit.
    pub unit: &'r Unit,
    /// What it was called then.
    pub facts: &'r Facts,
    /// The day.
    pub day: Day,
}

impl<'r> Standing<'r> {
    /// The unit above it on that day.
    pub fn parent(&self) -> Option<Standing<'r>> {
        let parent = self.register.units.get(self.facts.parent?)?;
        self.register.standing(parent, self.day)
    }

    /// The units above it, nearest first.
    pub fn line_above(&self) -> impl Iterator<Item = Standing<'r>> {
        std::iter::successors(self.parent(), Standing::parent)
    }

    /// The province in which it lies: itself when it is one.
    pub fn province(&self) -> Standing<'r> {
        self.line_above().last().unwrap_or(*self)
    }

    /// Its full name with the units above it: `phường Bến Nghé, quận 1, thành phố Hồ Chí Minh`.
    pub fn path(&self) -> String {
        let names = std::iter::once(self.facts.full());
        names.chain(self.line_above().map(|s| s.facts.full())).collect::<Vec<_>>().join(", ")
    }
}
