//! Groups of bodies to address at once: all of a kind and level below a body (all communes' committees, the departments, the Front).

use crate::browse::body_kind;
use crate::error::Error;
use crate::facts::Find;
use crate::office::Office;
use crate::permit::Viewer;
use crate::view::sort_by_name;
use record::figures::Facts;
use record::object::Body;
use std::collections::{BTreeMap, HashMap};
use terms::{Day, Named, Ref, Role, UnitLevel};

/// Bodies of one kind and level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyGroup {
    /// `commune~people_committee`, for forms.
    pub code: String,
    /// Level of the unit; `None` for central bodies.
    pub level: Option<UnitLevel>,
    /// Kind of body in words.
    pub kind: String,
    /// The bodies by name.
    pub bodies: Vec<Named>,
}

/// The code of a group.
fn code(level: Option<UnitLevel>, kind: &str) -> String {
    format!("{}~{kind}", level.map_or("central", UnitLevel::code))
}

/// The groups of a day.
pub(super) fn groups(facts: &Facts, day: Day) -> Vec<BodyGroup> {
    let levels: HashMap<&Ref, UnitLevel> = facts.units.iter().map(|u| (&u.at, u.level)).collect();
    let level = |b: &Body| b.unit.as_ref().and_then(|u| levels.get(&u.at).copied());
    let mut by: BTreeMap<(Option<UnitLevel>, &str), Vec<Named>> = BTreeMap::new();
    for b in facts.bodies.iter().filter(|b| b.exists_on(day)) {
        by.entry((level(b), b.kind.as_str())).or_default().push(b.named_on(day));
    }
    let one = |((level, kind), mut bodies): ((Option<UnitLevel>, &str), Vec<Named>)| {
        sort_by_name(&mut bodies, |n| &n.name);
        BodyGroup { code: code(level, kind), level, kind: body_kind(kind).to_owned(), bodies }
    };
    let mut all: Vec<BodyGroup> = by.into_iter().map(one).collect();
    sort_by_name(&mut all, |g| &g.kind);
    // A province addresses its own first, central bodies seldom.
    all.sort_by_key(|g| (g.level.is_none(), g.level));
    all
}

/// Bodies of larger groups are not offered one by one where there are many in all.
const LARGE: usize = 150;
/// More bodies than this are many.
const MANY: usize = 500;

impl Office {
    /// The groups of bodies that a document can be addressed to today.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn body_groups(&self, viewer: &Viewer) -> Result<Vec<BodyGroup>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        Ok(groups(&*self.facts().await?, self.today()))
    }

    /// Bodies to choose one by one, by name: all of them, or where they are many those of no large group.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn single_bodies(&self, viewer: &Viewer) -> Result<Vec<Named>, Error> {
        let groups = self.body_groups(viewer).await?;
        let many = groups.iter().map(|g| g.bodies.len()).sum::<usize>() > MANY;
        let few = groups.into_iter().filter(|g| !many || g.bodies.len() <= LARGE);
        let mut all: Vec<Named> = few.flat_map(|g| g.bodies).collect();
        sort_by_name(&mut all, |n| &n.name);
        Ok(all)
    }
}

/// The bodies of some groups and of some references, each once, with their names of the day.
pub(crate) fn chosen(facts: &Facts, day: Day, codes: &[String], single: &[Ref]) -> Vec<Named> {
    let groups = groups(facts, day).into_iter().filter(|g| codes.contains(&g.code));
    let mut all: Vec<Named> = groups.flat_map(|g| g.bodies).collect();
    all.extend(single.iter().filter_map(|at| facts.body(at)).map(|b| b.named_on(day)));
    all.sort_by(|a, b| a.at.cmp(&b.at));
    all.dedup_by(|a, b| a.at == b.at);
    all
}
