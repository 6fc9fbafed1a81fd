//! A body with its names and superiors through time.

use super::{Dated, Fold, History, Misfit, Stamp};
use crate::act::Act;
use crate::payload::BodyAct;
use terms::{Day, Named, Ref};

/// Cơ quan, tổ chức: a body through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// What it is called.
    pub at: Ref,
    /// Kind of body, such as `people_committee`.
    pub kind: String,
    /// The unit whose body it is.
    pub unit: Option<Named>,
    /// The body whose standing agency it is.
    pub standing_for: Option<Named>,
    /// Names through time.
    pub names: History<BodyName>,
    /// The body above it through time.
    pub parents: History<Option<Named>>,
    /// Since when it is known.
    pub established_on: Day,
    /// The first day on which it was no more.
    pub dissolved_on: Option<Day>,
    /// The bodies that took over.
    pub successors: Vec<Named>,
    /// The document by which it ceased, as written.
    pub dissolved_by: Option<String>,
    /// The founding act.
    pub created: Stamp,
    /// Acts that did not fit.
    pub misfits: Vec<Misfit>,
}

/// What a body was called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyName {
    /// Full name.
    pub name: String,
    /// Short name in use.
    pub short_name: Option<String>,
}

impl Body {
    /// Its name on a day; `None` before it is known. After its end it is called what it was called last.
    pub fn name_on(&self, day: Day) -> Option<&BodyName> {
        self.names.on(day)
    }

    /// Its last name.
    pub fn last_name(&self) -> &str {
        self.names.last().map_or("", |n| n.name.as_str())
    }

    /// The body above it on a day.
    pub fn parent_on(&self, day: Day) -> Option<&Named> {
        self.parents.on(day).and_then(Option::as_ref)
    }

    /// Whether it existed on a day, as far as known.
    pub fn exists_on(&self, day: Day) -> bool {
        self.established_on <= day && self.dissolved_on.is_none_or(|end| day < end)
    }

    /// It with the name of a day (its last name when it had none then).
    pub fn named_on(&self, day: Day) -> Named {
        let name = self.name_on(day).map_or(self.last_name(), |n| n.name.as_str());
        Named { at: self.at.clone(), name: name.to_owned() }
    }
}

impl Fold for Body {
    type Says = BodyAct;

    fn begin(act: &Act, says: &BodyAct) -> Option<Self> {
        let BodyAct::Established { name, short_name, kind, parent, unit, standing_for, basis } =
            says.clone()
        else {
            return None;
        };
        let from = act.effective_on;
        let (mut names, mut parents) = (History::default(), History::default());
        let value = BodyName { name, short_name };
        names.set(Dated { from, value, basis: basis.clone(), act: act.key() });
        parents.set(Dated { from, value: parent, basis, act: act.key() });
        Some(Self {
            at: act.subject.clone(),
            kind,
            unit,
            standing_for,
            names,
            parents,
            established_on: from,
            dissolved_on: None,
            successors: Vec::new(),
            dissolved_by: None,
            created: Stamp::of(act),
            misfits: Vec::new(),
        })
    }

    fn step(&mut self, act: &Act, says: &BodyAct) -> Result<(), &'static str> {
        let from = act.effective_on;
        if from < self.established_on {
            return Err("body.before-established");
        }
        match says.clone() {
            BodyAct::Established { .. } => return Err("body.already-established"),
            BodyAct::Corrected { name, short_name, .. } => {
                self.names.correct(from, BodyName { name, short_name });
            }
            _ if self.dissolved_on.is_some_and(|end| from >= end) => return Err("body.dissolved"),
            BodyAct::Renamed { name, short_name, basis } => {
                let value = BodyName { name, short_name };
                self.names.set(Dated { from, value, basis, act: act.key() });
            }
            BodyAct::Moved { parent, basis } => {
                self.parents.set(Dated { from, value: parent, basis, act: act.key() });
            }
            BodyAct::Dissolved { successors, basis } => {
                if self.dissolved_on.is_some() {
                    return Err("body.dissolved");
                }
                self.dissolved_on = Some(from);
                (self.successors, self.dissolved_by) = (successors, basis);
            }
        }
        Ok(())
    }
}
