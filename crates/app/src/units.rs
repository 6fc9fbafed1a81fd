//! Changes of administrative units: found from others, take in, move, rename, put right, end, entered twice, divide by signed
//! shares. None moves or deletes a figure; each is one transaction and can be taken back as one (`undo`).

mod find;

pub(crate) use find::unit as unit_typed;
pub use find::{Line, Part};

use crate::entry::NewUnit;
use crate::error::Error;
use crate::facts::Find as _;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use record::decide::{self, UnitsAround};
use record::figures::Facts;
use record::object::Unit;
use record::payload::{Predecessor, Share, SignedShare, UnitAct};
use record::{Actor, Draft};
use terms::{Day, Kind, Named, Ref, Role};

/// What is to be done with a unit on the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitChange {
    /// It is called otherwise from a day on.
    Rename {
        /// The new type word.
        unit_type: String,
        /// The new name.
        name: String,
        /// The new code.
        code: Option<String>,
    },
    /// It was written wrongly; no new period begins.
    Correct {
        /// The right type word.
        unit_type: String,
        /// The right name.
        name: String,
        /// The right code.
        code: Option<String>,
        /// Why.
        reason: String,
    },
    /// It comes under another unit from a day on.
    Move {
        /// The unit above it; `None` when there is none.
        parent: Option<Ref>,
    },
    /// It takes in others, wholly or in part, from a day on; those taken in wholly end.
    Absorb {
        /// What it takes in.
        lines: Vec<Line>,
    },
    /// It is no more from a day on.
    Dissolve,
    /// It was entered twice.
    SameAs {
        /// The unit that stays.
        unit: Ref,
        /// Why.
        reason: String,
    },
    /// Its figures of before a day are divided among its successors of that day.
    Share {
        /// Successors with their parts.
        lines: Vec<(String, u64)>,
        /// Who signed.
        signer: String,
    },
}

impl Office {
    /// Founds a unit from others, which end where they went into it wholly.
    ///
    /// # Errors
    /// `permit.missing`, `unit.name-taken`, unknown or ambiguous names, and the rules of `UnitsAround`.
    pub async fn form_unit(
        &self,
        viewer: &Viewer,
        new: NewUnit,
        lines: &[Line],
    ) -> Result<Named, Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let (day, at) = (new.from.unwrap_or_else(|| self.today()), self.fresh(Kind::Unit));
        let gone = predecessors(&facts, lines, day)?;
        let ending: Vec<&Ref> = gone.iter().filter(|p| wholly(p)).map(|p| &p.unit.at).collect();
        let basis = new.basis.clone();
        let (named, says) = self.founding(&facts, new, gone.clone(), &ending)?;
        let around = UnitsAround::of(&facts.units);
        around.predecessors(&at, &gone, day)?;
        let mut drafts = self.drafts(&at, None, &actor, day, says)?;
        drafts.extend(self.endings(&facts, &actor, &gone, day, basis)?);
        writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        Ok(Named { at, name: named })
    }

    /// Changes a unit on the register.
    ///
    /// # Errors
    /// `permit.missing`, not found, unknown or ambiguous names, and the rules of `UnitsAround` and `decide::unit`.
    pub async fn change_unit(
        &self,
        viewer: &Viewer,
        at: &Ref,
        on: Option<Day>,
        basis: Option<String>,
        change: UnitChange,
    ) -> Result<Named, Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let unit = facts.unit(at).ok_or_else(|| not_found(at))?;
        let day = on.unwrap_or_else(|| self.today());
        let mut drafts = Vec::new();
        if let UnitChange::Absorb { lines } = &change {
            let gone = predecessors(&facts, lines, day)?;
            drafts = self.endings(&facts, &actor, &gone, day, basis.clone())?;
        }
        let says = says(&facts, unit, day, basis, change)?;
        drafts.splice(0..0, self.drafts(at, Some(unit), &actor, day, says)?);
        writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        Ok(unit.named_on(day))
    }

    fn drafts(
        &self,
        at: &Ref,
        now: Option<&Unit>,
        actor: &Actor,
        day: Day,
        says: UnitAct,
    ) -> Result<Vec<Draft>, Error> {
        let entry = self.entry(at, actor.clone(), Some(day), Vec::new());
        Ok(decide::unit(now, entry, says)?)
    }

    /// The end of every unit that went wholly.
    fn endings(
        &self,
        facts: &Facts,
        actor: &Actor,
        gone: &[Predecessor],
        day: Day,
        basis: Option<String>,
    ) -> Result<Vec<Draft>, Error> {
        let mut drafts = Vec::new();
        for p in gone.iter().filter(|p| wholly(p)) {
            let unit = facts.unit(&p.unit.at).ok_or_else(|| not_found(&p.unit.at))?;
            let says = UnitAct::Abolished { basis: basis.clone() };
            drafts.extend(self.drafts(&p.unit.at, Some(unit), actor, day, says)?);
        }
        Ok(drafts)
    }
}

/// Whether a unit goes with all its area and people.
fn wholly(p: &Predecessor) -> bool {
    (p.area, p.population) == (Share::All, Share::All)
}

fn predecessors(facts: &Facts, lines: &[Line], day: Day) -> Result<Vec<Predecessor>, Error> {
    let before = day.plus_days(-1);
    let one = |line: &Line| {
        let unit = find::unit(facts, &line.unit, before)?.named_on(before);
        let (area, population) = line.part.shares();
        Ok(Predecessor { unit, area, population })
    };
    lines.iter().map(one).collect()
}

fn named(facts: &Facts, at: &Ref, day: Day) -> Result<Named, Error> {
    facts.unit(at).map(|u| u.named_on(day)).ok_or_else(|| not_found(at))
}

/// What the act on the unit itself says.
fn says(
    facts: &Facts,
    unit: &Unit,
    day: Day,
    basis: Option<String>,
    change: UnitChange,
) -> Result<UnitAct, Error> {
    let around = UnitsAround::of(&facts.units);
    Ok(match change {
        UnitChange::Rename { unit_type, name, code } => {
            UnitAct::Renamed { unit_type, name, code, basis }
        }
        UnitChange::Correct { unit_type, name, code, reason } => {
            UnitAct::Corrected { unit_type, name, code, reason }
        }
        UnitChange::Move { parent } => {
            let parent = parent.map(|p| named(facts, &p, day)).transpose()?;
            around.parent(Some(&unit.at), unit.level, parent.as_ref(), day)?;
            UnitAct::Changed { parent, predecessors: Vec::new(), basis }
        }
        UnitChange::Absorb { lines } => {
            let predecessors = predecessors(facts, &lines, day)?;
            around.predecessors(&unit.at, &predecessors, day)?;
            let parent = unit.parent_on(day).cloned();
            UnitAct::Changed { parent, predecessors, basis }
        }
        UnitChange::Dissolve => UnitAct::Abolished { basis },
        UnitChange::SameAs { unit: other, reason } => {
            UnitAct::SameAs { unit: named(facts, &other, day)?, reason }
        }
        UnitChange::Share { lines, signer } => {
            let shares = shares(facts, &lines, day)?;
            around.shares(&unit.named_on(day.plus_days(-1)), &shares, day)?;
            UnitAct::SharesSigned { shares, signer, basis }
        }
    })
}

fn shares(facts: &Facts, lines: &[(String, u64)], day: Day) -> Result<Vec<SignedShare>, Error> {
    let one = |(name, parts): &(String, u64)| {
        Ok(SignedShare { unit: find::unit(facts, name, day)?.named_on(day), parts: *parts })
    };
    lines.iter().map(one).collect()
}
