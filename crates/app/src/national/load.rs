//! Taking the national register over into an installation, in one transaction: all of the scope or nothing.

use super::drafts::{Scope, drafts, reference};
use crate::error::{Error, Problem};
use crate::office::Office;
use crate::permit::Viewer;
use record::object::Unit as OnRecord;
use std::collections::{BTreeSet, HashMap};
use terms::{Day, Ref, Role, UnitLevel};
use units::Unit;

/// Units whose acts are appended at a time, between two words on how far it is.
const STRIDE: usize = 500;

/// More clashes than this are counted, not named.
const NAMED: usize = 10;

/// What was loaded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LoadedUnits {
    /// Units put on record, by level: provinces, districts, communes.
    pub new: [usize; 3],
    /// Units that were on record already by the same reference; nothing of them was touched.
    pub known: usize,
    /// Acts written.
    pub acts: usize,
}

impl Office {
    /// Puts the units of a scope on record, with their succession. Units already taken over stay as they are, with whatever
    /// names they have got since; one transaction, so that a refusal or a fault leaves nothing.
    ///
    /// `since` is the day from which units count whose beginning is not known: a form of 2021 asks them only when they
    /// stand in 2021.
    ///
    /// # Errors
    /// `permit.missing`, `units.since-bad`, `units.code-taken` where a unit of the register has the code of another one on record at
    /// the same time, `units.already-loaded`, or the store's.
    pub async fn load_national_units(
        &self,
        viewer: &Viewer,
        scope: Scope,
        since: Day,
        tell: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<LoadedUnits, Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        if since > units::last_day_of_districts() {
            let facts = [("day", since.vn()), ("last", units::last_day_of_districts().vn())];
            return Err(Error::Refused(Problem::new("units.since-bad", facts)));
        }
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let there: BTreeSet<&Ref> = facts.units.iter().map(|u| &u.at).collect();
        let all = scope.units();
        let new: Vec<&Unit> =
            all.iter().copied().filter(|u| !there.contains(&reference(u))).collect();
        if new.is_empty() {
            let facts = [("n", terms::amount::group(all.len() as u64))];
            return Err(Error::Refused(Problem::new("units.already-loaded", facts)));
        }
        free_codes(&new, &facts.units, since)?;
        let mut loaded = LoadedUnits { known: all.len() - new.len(), ..LoadedUnits::default() };
        for (i, some) in new.chunks(STRIDE).enumerate() {
            tell(i * STRIDE, new.len());
            let mut acts = Vec::new();
            for unit in some {
                acts.extend(drafts(unit, &actor, self.today(), since)?);
                loaded.new[place(unit.level)] += 1;
            }
            loaded.acts += acts.len();
            writer.append(acts, self.now()).await?;
        }
        writer.commit().await?;
        tell(new.len(), new.len());
        Ok(loaded)
    }
}

fn place(level: UnitLevel) -> usize {
    match level {
        UnitLevel::Province => 0,
        UnitLevel::District => 1,
        UnitLevel::Commune => 2,
    }
}

/// Refuses where a code on record would have two units at one time.
fn free_codes(new: &[&Unit], on_record: &[OnRecord], since: Day) -> Result<(), Error> {
    let mut holders: HashMap<&str, Vec<&OnRecord>> = HashMap::new();
    for unit in on_record {
        for (name, _) in unit.names.spans() {
            if let Some(code) = &name.value.code {
                holders.entry(code).or_default().push(unit);
            }
        }
    }
    let taken = |unit: &&&Unit| {
        let held = |code: &str| holders.get(code).map(Vec::as_slice).unwrap_or_default();
        unit.facts.iter().any(|f| {
            let same = held(f.code).iter().filter(|o| o.level == unit.level);
            same.into_iter().any(|o| together(unit, f.code, o, since))
        })
    };
    let clashes: Vec<String> = new.iter().filter(taken).map(|u| u.last().full()).collect();
    if clashes.is_empty() {
        return Ok(());
    }
    let each = clashes.iter().take(NAMED).map(|name| format!("\n    – {name}"));
    let more = clashes.len().saturating_sub(NAMED);
    let rest = (more > 0).then(|| format!("\n    – và {more} đơn vị khác"));
    let units: String = each.chain(rest).collect();
    let facts = [("n", clashes.len().to_string()), ("units", units)];
    Err(Error::Refused(Problem::new("units.code-taken", facts)))
}

/// Whether a unit of the register and one on record have a code on one day.
fn together(unit: &Unit, code: &str, other: &OnRecord, since: Day) -> bool {
    let begins = unit.since.unwrap_or(since);
    let stands = |day: Day| begins <= day && unit.until.is_none_or(|until| day <= until);
    let called = other.names.spans().map(|(n, _)| n.from);
    let days = called.chain([begins]).filter(|day| stands(*day));
    days.into_iter().any(|day| other.exists_on(day) && other.code_on(day) == Some(code))
}
