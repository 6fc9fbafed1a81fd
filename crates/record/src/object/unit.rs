//! An administrative unit with its names, codes and superiors through time, and the units that went into it.

use super::{Dated, Fold, History, Misfit, Stamp};
use crate::act::Act;
use crate::payload::{Predecessor, UnitAct};
use terms::{Day, Named, Ref, UnitLevel};

/// Đơn vị hành chính: a unit through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What it is called.
    pub at: Ref,
    /// Level.
    pub level: UnitLevel,
    /// Names and codes through time.
    pub names: History<UnitName>,
    /// The unit above it through time.
    pub parents: History<Option<Named>>,
    /// Centre: latitude and longitude in millionths of a degree.
    pub centre: Option<(i64, i64)>,
    /// Since when it is known.
    pub created_on: Day,
    /// The first day on which it was no more.
    pub abolished_on: Option<Day>,
    /// The document by which it ceased, as written.
    pub abolished_by: Option<String>,
    /// Units that went into it, each with the day and the document that says so.
    pub predecessors: Vec<(Day, Predecessor, Option<String>)>,
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// What a unit was called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitName {
    /// Type word: `tỉnh`, `xã`, `phường` …
    pub unit_type: String,
    /// Name without the type word.
    pub name: String,
    /// Code.
    pub code: Option<String>,
}

impl UnitName {
    /// Type word and name: `xã An Bình`.
    pub fn full(&self) -> String {
        format!("{} {}", self.unit_type, self.name)
    }
}

impl Unit {
    /// Its name on a day; `None` before it is known.
    pub fn name_on(&self, day: Day) -> Option<&UnitName> {
        self.names.on(day)
    }

    /// Its last name with the type word.
    pub fn last_name(&self) -> String {
        self.names.last().map(UnitName::full).unwrap_or_default()
    }

    /// It with the name of a day (its last name when it had none then).
    pub fn named_on(&self, day: Day) -> Named {
        let name = self.name_on(day).map_or_else(|| self.last_name(), UnitName::full);
        Named { at: self.at.clone(), name }
    }

    /// Its code on a day.
    pub fn code_on(&self, day: Day) -> Option<&str> {
        self.name_on(day).and_then(|n| n.code.as_deref())
    }

    /// The unit above it on a day.
    pub fn parent_on(&self, day: Day) -> Option<&Named> {
        self.parents.on(day).and_then(Option::as_ref)
    }

    /// Whether it existed on a day, as far as known.
    pub fn exists_on(&self, day: Day) -> bool {
        self.created_on <= day && self.abolished_on.is_none_or(|end| day < end)
    }
}

impl Fold for Unit {
    type Says = UnitAct;

    fn begin(act: &Act, says: &UnitAct) -> Option<Self> {
        let UnitAct::Created {
            level,
            unit_type,
            name,
            code,
            parent,
            lat_micro,
            lon_micro,
            predecessors,
            basis,
        } = says.clone()
        else {
            return None;
        };
        let from = act.effective_on;
        let (mut names, mut parents) = (History::default(), History::default());
        let value = UnitName { unit_type, name, code };
        names.set(Dated { from, value, basis: basis.clone(), act: act.key() });
        parents.set(Dated { from, value: parent, basis: basis.clone(), act: act.key() });
        Some(Self {
            at: act.subject.clone(),
            level,
            names,
            parents,
            centre: lat_micro.zip(lon_micro),
            created_on: from,
            abolished_on: None,
            abolished_by: None,
            predecessors: predecessors.into_iter().map(|p| (from, p, basis.clone())).collect(),
            created: Stamp::of(act),
            misfits: Vec::new(),
        })
    }

    fn step(&mut self, act: &Act, says: &UnitAct) -> Result<(), &'static str> {
        let from = act.effective_on;
        if from < self.created_on {
            return Err("unit.before-created");
        }
        if self.abolished_on.is_some_and(|end| from >= end) {
            return Err("unit.abolished");
        }
        match says.clone() {
            UnitAct::Created { .. } => return Err("unit.already-created"),
            UnitAct::Renamed { unit_type, name, code, basis } => {
                let value = UnitName { unit_type, name, code };
                self.names.set(Dated { from, value, basis, act: act.key() });
            }
            UnitAct::Changed { parent, predecessors, basis } => {
                let value = parent;
                self.parents.set(Dated { from, value, basis: basis.clone(), act: act.key() });
                let new = predecessors.into_iter().map(|p| (from, p, basis.clone()));
                self.predecessors.extend(new);
            }
            UnitAct::Abolished { basis } => {
                if self.abolished_on.is_some() {
                    return Err("unit.abolished");
                }
                (self.abolished_on, self.abolished_by) = (Some(from), basis);
            }
        }
        Ok(())
    }
}
