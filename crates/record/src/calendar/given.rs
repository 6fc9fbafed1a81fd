//! What the calendar is computed from: the objects of the record, indexed, with any one document put in another's place.

use super::Span;
use crate::figures::Facts;
use crate::object::{Activity, Body, Document, Task, Unit};
use crate::offices::heirs_among;
use crate::ties::Ties;
use std::collections::BTreeMap;
use terms::{Day, Named, Ref, UnitLevel};

/// The objects that the calendar follows from.
#[derive(Debug, Clone)]
pub struct Given<'a> {
    /// Documents that stand.
    pub documents: Vec<&'a Document>,
    /// Bodies by reference.
    pub bodies: BTreeMap<&'a Ref, &'a Body>,
    /// Units by reference.
    pub units: BTreeMap<&'a Ref, &'a Unit>,
    /// Activities that stand.
    pub activities: Vec<&'a Activity>,
    /// Tasks.
    pub tasks: Vec<&'a Task>,
    /// How the documents stand to each other.
    pub ties: Ties,
}

impl<'a> Given<'a> {
    /// What stands among some facts.
    pub fn of(facts: &'a Facts) -> Self {
        Self {
            documents: facts.documents.iter().filter(|d| d.withdrawn.is_none()).collect(),
            bodies: facts.bodies.iter().map(|b| (&b.at, b)).collect(),
            units: facts.units.iter().map(|u| (&u.at, u)).collect(),
            activities: facts.activities.iter().filter(|a| a.withdrawn.is_none()).collect(),
            tasks: facts.tasks.iter().collect(),
            ties: Ties::of(&facts.documents),
        }
    }

    /// The same with one document as it is given here.
    #[must_use]
    pub fn with(&self, document: &'a Document) -> Self {
        let mut other = self.clone();
        for d in &mut other.documents {
            if d.at == document.at {
                *d = document;
            }
        }
        other.ties = Ties::of(other.documents.iter().copied());
        other
    }

    /// The same with one activity as it is given here.
    #[must_use]
    pub fn with_activity(&self, activity: &'a Activity) -> Self {
        let mut other = self.clone();
        for a in &mut other.activities {
            if a.at == activity.at {
                *a = activity;
            }
        }
        other
    }

    /// Level of the unit whose body a body is.
    pub fn level_of(&self, body: &Body) -> Option<UnitLevel> {
        let unit = body.unit.as_ref()?;
        self.units.get(&unit.at).map(|u| u.level)
    }

    /// Who stands on a day in the place of a body: itself, or those that took over; nobody when none is known. What is
    /// due before the register knew the body is still its own.
    pub fn standing_on(&self, body: &Ref, day: Day) -> Vec<Named> {
        let find = |at: &Ref| self.bodies.get(at).copied().filter(|b| b.unmade.is_none());
        heirs_among(&find, body, day).into_iter().map(|heir| heir.body).collect()
    }

    /// The activities that make known or review a document, with their days where known.
    pub fn about(&self, document: &Ref) -> impl Iterator<Item = (&'a Activity, Span)> + '_ {
        let document = document.clone();
        self.activities.iter().copied().filter_map(move |a| {
            let named = a.facts.reviews.iter().chain(&a.documents).any(|d| d.at == document);
            let held = a.facts.held_on.and_then(Span::of)?;
            named.then_some((a, held))
        })
    }
}
