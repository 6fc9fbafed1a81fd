//! Who leads, manages, advises, carries out and coordinates in each line of work, and who answers for it on a day.

use super::{Holder, Offices};
use crate::object::{Body, ChargeHeld, Task};
use std::collections::BTreeMap;
use terms::{Charge, Day, Field, Named, Ref};

/// The parts without which a line of work has a gap: who leads, manages, advises and carries out.
pub const PARTS_NEEDED: [Charge; 4] =
    [Charge::Leads, Charge::Manages, Charge::Advises, Charge::CarriesOut];

/// The posts asked first when a body carries out a task: what is charged with carrying out stands before what leads.
const ANSWERING: [Charge; 4] =
    [Charge::CarriesOut, Charge::Manages, Charge::Leads, Charge::Advises];

/// Who answers for something on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answerable {
    /// The body with its name of the day.
    pub body: Named,
    /// The post; empty when the body as such answers and no head of it is known.
    pub post: String,
    /// Who holds it; nobody when it stands vacant.
    pub holders: Vec<Holder>,
}

impl Answerable {
    /// Rank and name of everyone who holds the post, in one line; empty when nobody does.
    pub fn called(&self) -> String {
        self.holders.iter().map(Holder::called).collect::<Vec<_>>().join(", ")
    }
}

/// A part of a body in a line of work on a day, with who answers for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty<'a> {
    /// The body.
    pub body: &'a Body,
    /// The part as it stands on record.
    pub charge: &'a ChargeHeld,
    /// Who answers for it.
    pub answerable: Answerable,
}

/// A line of work in which nobody has a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The line of work.
    pub field: Field,
    /// The part that nobody has.
    pub part: Charge,
}

/// Two or more bodies that lead one and the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The line of work.
    pub field: Field,
    /// The matter within it; `None` for the whole line of work.
    pub matter: Option<String>,
    /// The bodies.
    pub bodies: Vec<Named>,
}

impl<'a> Offices<'a> {
    /// Who answers for a body on a day, in a post of it or as its head.
    pub fn answerable_on(&self, body: &'a Body, post: Option<&str>, day: Day) -> Answerable {
        let named = body.named_on(day);
        let asked = post.map(|p| (p, self.post_on(body, p, day)));
        match asked {
            Some((post, found)) => Answerable {
                body: named,
                post: found.as_ref().map_or(post, |f| f.post.as_str()).to_owned(),
                holders: found.map(|f| f.holders).unwrap_or_default(),
            },
            None => {
                let head = self.head_on(body, day);
                Answerable {
                    body: named,
                    post: head.as_ref().map(|h| h.post.clone()).unwrap_or_default(),
                    holders: head.map(|h| h.holders).unwrap_or_default(),
                }
            }
        }
    }

    /// Who answers for a task on a day: the post that the body leading then has charged with that line of work, else its
    /// head. `None` when the body is not on the register.
    pub fn answerable_for(&self, task: &Task, day: Day) -> Option<Answerable> {
        let body = self.body(&self.lead_on(task, day).body.at)?;
        Some(self.answerable_in(body, task.facts.field, day))
    }

    /// Who answers in a body for a line of work on a day.
    pub fn answerable_in(&self, body: &'a Body, field: Field, day: Day) -> Answerable {
        let whole = |part: Charge| {
            let mut of = body.charges_on(day).filter(|c| c.field == field && c.matter.is_none());
            of.find(|c| c.part == part && c.post.is_some())
        };
        let charged = ANSWERING.into_iter().find_map(whole);
        self.answerable_on(body, charged.and_then(|c| c.post.as_deref()), day)
    }

    /// Every part in a line of work on a day, of the bodies that are there.
    pub fn duties_on(&self, day: Day) -> Vec<Duty<'a>> {
        let of = |body: &'a Body| {
            body.charges_on(day).map(move |charge| (body, charge)).collect::<Vec<_>>()
        };
        let all = self.bodies_on(day).flat_map(of);
        all.map(|(body, charge)| Duty {
            body,
            charge,
            answerable: self.answerable_on(body, charge.post.as_deref(), day),
        })
        .collect()
    }
}

/// The parts that nobody has in the lines of work asked, among some duties. Only parts in the whole line of work count.
pub fn gaps(duties: &[Duty<'_>], fields: &[Field]) -> Vec<Gap> {
    let has = |gap: &Gap| {
        duties.iter().any(|d| {
            d.charge.field == gap.field && d.charge.part == gap.part && d.charge.matter.is_none()
        })
    };
    let all = fields.iter().flat_map(|f| PARTS_NEEDED.map(|part| Gap { field: *f, part }));
    all.filter(|gap| !has(gap)).collect()
}

/// Where two or more bodies lead one and the same, among some duties.
pub fn overlaps(duties: &[Duty<'_>], day: Day) -> Vec<Overlap> {
    let mut leading: BTreeMap<(Field, Option<String>), Vec<Named>> = BTreeMap::new();
    for duty in duties.iter().filter(|d| d.charge.part == Charge::Leads) {
        let matter = duty.charge.matter.as_deref().map(super::key);
        let bodies = leading.entry((duty.charge.field, matter)).or_default();
        bodies.push(duty.body.named_on(day));
    }
    let several = leading.into_iter().filter(|(_, bodies)| bodies.len() > 1);
    several
        .map(|((field, key), bodies)| {
            let as_written = duties.iter().find(|d| {
                d.charge.field == field && d.charge.matter.as_deref().map(super::key) == key
            });
            let matter = as_written.and_then(|d| d.charge.matter.clone());
            Overlap { field, matter, bodies }
        })
        .collect()
}

/// How many tasks of a line of work a body gave, leads and coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TaskParts {
    /// Given by it.
    pub assigned: usize,
    /// Led by it.
    pub leads: usize,
    /// With it coordinating.
    pub coordinates: usize,
}

impl Offices<'_> {
    /// The tasks that are open on a day by body and line of work; a task counts once for each part that a body has in it.
    pub fn task_parts<'t>(
        &self,
        tasks: impl IntoIterator<Item = &'t Task>,
        day: Day,
    ) -> BTreeMap<(Ref, Field), TaskParts> {
        use terms::TaskState::{NotYetDue, Overdue};
        let mut parts: BTreeMap<(Ref, Field), TaskParts> = BTreeMap::new();
        let open = |t: &&Task| matches!(t.state_on(day), Some(NotYetDue | Overdue));
        for task in tasks.into_iter().filter(open) {
            let field = task.facts.field;
            let mut at = |body: &Ref, add: fn(&mut TaskParts)| {
                add(parts.entry((body.clone(), field)).or_default());
            };
            at(&task.facts.assigner.at, |p| p.assigned += 1);
            at(&self.lead_on(task, day).body.at, |p| p.leads += 1);
            task.facts.coordinating.iter().for_each(|b| at(&b.at, |p| p.coordinates += 1));
        }
        parts
    }
}
