//! Rules of units that look around: a merger of units that were there, a parent that was there and lies above, shares
//! that name the successors. Pure: the units come as values.

use super::Refusal;
use crate::figures::UnitTree;
use crate::object::Unit;
use crate::payload::{Predecessor, Share, SignedShare};
use std::collections::BTreeSet;
use terms::{Day, Named, Ref, UnitLevel};

/// The units around a change.
#[derive(Debug)]
pub struct UnitsAround<'a> {
    units: &'a [Unit],
    tree: UnitTree<'a>,
}

impl<'a> UnitsAround<'a> {
    /// Around some units.
    pub fn of(units: &'a [Unit]) -> Self {
        Self { units, tree: UnitTree::of(units) }
    }

    fn there(&self, unit: &Named, on: Day) -> Result<&'a Unit, Refusal> {
        let found = self.tree.get(&unit.at).filter(|u| u.exists_on(on));
        found.ok_or_else(|| Refusal::UnitNotThere { unit: unit.clone(), on })
    }

    /// Whether a unit of a level may lie under another from a day on.
    ///
    /// # Errors
    /// The parent is not there on the day, is not of a higher level, or lies under the unit itself.
    pub fn parent(
        &self,
        unit: Option<&Ref>,
        level: UnitLevel,
        parent: Option<&Named>,
        on: Day,
    ) -> Result<(), Refusal> {
        let Some(named) = parent else { return Ok(()) };
        let above = self.there(named, on)?;
        if above.level >= level || unit.is_some_and(|u| self.tree.is_within(&above.at, u, on)) {
            return Err(Refusal::UnitParent { parent: named.clone() });
        }
        Ok(())
    }

    /// Whether units may go into another one on a day: each was there the day before, is named once, and has not gone
    /// wholly elsewhere.
    ///
    /// # Errors
    /// What does not hold, with the unit.
    pub fn predecessors(&self, into: &Ref, list: &[Predecessor], on: Day) -> Result<(), Refusal> {
        let mut seen = BTreeSet::new();
        for p in list {
            self.there(&p.unit, on.plus_days(-1))?;
            if p.unit.at == *into || !seen.insert(&p.unit.at) {
                return Err(Refusal::UnitTwice { unit: p.unit.clone() });
            }
            if let Some(other) = self.wholly_into(&p.unit.at, into) {
                return Err(Refusal::UnitGone { unit: p.unit.clone(), into: Box::new(other) });
            }
        }
        Ok(())
    }

    /// Another unit that a unit went into wholly.
    fn wholly_into(&self, at: &Ref, but: &Ref) -> Option<Named> {
        let took = |u: &&Unit| {
            let mut all = u.predecessors.iter();
            u.counts()
                && u.at != *but
                && all.any(|(_, p, _)| {
                    p.unit.at == *at && (p.area, p.population) == (Share::All, Share::All)
                })
        };
        self.units.iter().find(took).map(|u| u.named_on(u.created_on))
    }

    /// The units that a unit went into on a day.
    pub fn successors(&self, at: &Ref, on: Day) -> Vec<Named> {
        let took = |u: &&Unit| {
            u.counts() && u.predecessors.iter().any(|(day, p, _)| *day == on && p.unit.at == *at)
        };
        self.units.iter().filter(took).map(|u| u.named_on(on)).collect()
    }

    /// Whether shares name exactly the units that a unit went into on a day.
    ///
    /// # Errors
    /// The successors, when they are others.
    pub fn shares(&self, unit: &Named, shares: &[SignedShare], on: Day) -> Result<(), Refusal> {
        let successors = self.successors(&unit.at, on);
        let wanted: BTreeSet<&Ref> = successors.iter().map(|n| &n.at).collect();
        let given: BTreeSet<&Ref> = shares.iter().map(|s| &s.unit.at).collect();
        match wanted == given && !wanted.is_empty() {
            true => Ok(()),
            false => Err(Refusal::SharesOthers { unit: unit.clone(), on, successors }),
        }
    }
}
