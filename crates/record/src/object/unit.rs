//! An administrative unit with its names, codes and superiors through time, and the units that went into it.

use super::{Dated, Fold, History, Log, Misfit, Stamp};
use crate::act::Act;
use crate::payload::{Predecessor, SignedShare, UnitAct};
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
    /// How its figures are divided among its successors, as signed.
    pub shares: Vec<SharesSigned>,
    /// The unit that it was entered twice of, and why.
    pub same_as: Option<(Named, String)>,
    /// Why its founding was taken back, and by whom: it never was.
    pub unmade: Option<(String, Stamp)>,
    /// The founding act.
    pub created: Stamp,
    /// The acts that made it.
    pub log: Log,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// A signed division of a unit's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharesSigned {
    /// The day on which the unit was divided; figures of before it are meant.
    pub on: Day,
    /// Successors with their parts.
    pub shares: Vec<SignedShare>,
    /// Who signed.
    pub signer: String,
    /// The document that says so, as written.
    pub basis: Option<String>,
    /// The act.
    pub by: Stamp,
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

    /// Whether it existed on a day, as far as known. What was entered twice or by mistake exists on no day.
    pub fn exists_on(&self, day: Day) -> bool {
        self.counts() && self.created_on <= day && self.abolished_on.is_none_or(|end| day < end)
    }

    /// Whether it stands on the register for itself: neither entered twice nor by mistake.
    pub fn counts(&self) -> bool {
        self.unmade.is_none() && self.same_as.is_none()
    }

    /// The signed division that holds for figures of before a day on which it was divided; the last one signed.
    pub fn shares_of(&self, on: Day) -> Option<&SharesSigned> {
        self.shares.iter().rev().find(|s| s.on == on)
    }
}

impl Unit {
    /// Takes a signed division: each successor once, with some part.
    fn sign(&mut self, signed: SharesSigned) -> Result<(), &'static str> {
        let all = &signed.shares;
        let twice = |i: usize| all.iter().take(i).any(|s| s.unit.at == all[i].unit.at);
        if all.len() < 2 || all.iter().any(|s| s.parts == 0) || (0..all.len()).any(twice) {
            return Err("unit.shares-bad");
        }
        self.shares.push(signed);
        Ok(())
    }
}

impl Fold for Unit {
    type Says = UnitAct;
    super::alike!(Unit, taken back by UnitAct);

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
            shares: Vec::new(),
            same_as: None,
            unmade: None,
            created: Stamp::of(act),
            log: Log::of(act),
            misfits: Vec::new(),
        })
    }

    fn unmake(&mut self, why: (String, Stamp)) -> Result<(), &'static str> {
        self.unmade = Some(why);
        Ok(())
    }

    fn step(&mut self, act: &Act, says: &UnitAct) -> Result<(), &'static str> {
        let from = act.effective_on;
        if from < self.created_on {
            return Err("unit.before-created");
        }
        if !self.counts() {
            return Err("unit.not-counted");
        }
        match says.clone() {
            UnitAct::Corrected { unit_type, name, code, .. } => {
                self.names.correct(from, UnitName { unit_type, name, code });
                return Ok(());
            }
            UnitAct::SharesSigned { shares, signer, basis } => {
                return self.sign(SharesSigned {
                    on: from,
                    shares,
                    signer,
                    basis,
                    by: Stamp::of(act),
                });
            }
            UnitAct::SameAs { unit, .. } if unit.at == self.at => {
                return Err("unit.same-as-itself");
            }
            UnitAct::SameAs { unit, reason } => {
                self.same_as = Some((unit, reason));
                return Ok(());
            }
            _ => {}
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
            UnitAct::Corrected { .. }
            | UnitAct::SharesSigned { .. }
            | UnitAct::SameAs { .. }
            | UnitAct::Undone { .. } => {}
        }
        Ok(())
    }
}
