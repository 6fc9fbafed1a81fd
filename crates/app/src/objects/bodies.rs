//! Bodies on a day: the tree, and one body with its names over time, posts and tasks.

use super::SpanRow;
use super::people::post;
use crate::error::Error;
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use crate::tasks::TaskRow;
use crate::view::{ActView, Needle, PER_PAGE, Paged, sort_by_name};
use record::figures::Facts;
use record::object::{Body, Person};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Day, Kind, Named, Ref, Role, TaskState};

/// Which bodies are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodyFilter {
    /// Words to find.
    pub search: String,
    /// The day asked; today when `None`.
    pub day: Option<Day>,
    /// Of this kind.
    pub kind: Option<String>,
    /// Whether bodies that had ceased by the day are listed too.
    pub with_ceased: bool,
    /// The page, from 1.
    pub page: usize,
}

/// One body of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRow {
    /// The body with its name of the day.
    pub body: Named,
    /// Short name.
    pub short_name: String,
    /// Kind of body, as its code.
    pub kind: String,
    /// The body above it on the day.
    pub parent: Option<Named>,
    /// How deep it stands in the tree.
    pub depth: u8,
    /// Tasks it leads that are not done.
    pub open_tasks: usize,
    /// Of these, how many are overdue.
    pub overdue: usize,
    /// The first day on which it was no more, when that is by the day asked.
    pub ceased_on: Option<Day>,
}

/// The list of bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodiesView {
    /// The day asked.
    pub day: Day,
    /// The rows in the order of the tree.
    pub rows: Paged<BodyRow>,
    /// Kinds on the register.
    pub kinds: Vec<String>,
}

/// A body with everything its page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyView {
    /// The body with its name of the day.
    pub body: Named,
    /// The day asked.
    pub day: Day,
    /// Short name.
    pub short_name: String,
    /// Kind of body, as its code.
    pub kind: String,
    /// The unit whose body it is.
    pub unit: Option<Named>,
    /// The body above it.
    pub parent: Option<Named>,
    /// The body whose standing agency it is.
    pub standing_for: Option<Named>,
    /// The bodies that are its standing agencies.
    pub standing_agencies: Vec<Named>,
    /// Since when it is known.
    pub established_on: Day,
    /// The first day on which it was no more.
    pub dissolved_on: Option<Day>,
    /// The bodies that took over.
    pub successors: Vec<Named>,
    /// Names over time, the latest first.
    pub names: Vec<SpanRow>,
    /// Superiors over time, the latest first.
    pub parents: Vec<SpanRow>,
    /// Who held which post in it; `what` is the person, `note` the post.
    pub posts: Vec<SpanRow>,
    /// Bodies directly below on the day.
    pub below: Vec<Named>,
    /// Tasks it leads.
    pub leads: Vec<TaskRow>,
    /// Tasks in which it coordinates.
    pub coordinates: Vec<TaskRow>,
    /// Tasks it assigned.
    pub assigned: Vec<TaskRow>,
    /// How many documents it issued.
    pub documents: usize,
    /// What was done with it.
    pub history: Vec<ActView>,
}

impl Office {
    /// The bodies of a day.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn bodies(&self, viewer: &Viewer, filter: &BodyFilter) -> Result<BodiesView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let day = filter.day.unwrap_or_else(|| self.today());
        let needle = Needle::of(&filter.search);
        let tasks = open_tasks(&facts, day);
        let rows: Vec<BodyRow> = in_tree(&facts, day)
            .into_iter()
            .filter(|(b, _)| filter.with_ceased || b.exists_on(day))
            .filter(|(b, _)| filter.kind.as_ref().is_none_or(|k| *k == b.kind))
            .filter(|(b, _)| {
                let name = b.name_on(day);
                let short = name.and_then(|n| n.short_name.as_deref()).unwrap_or_default();
                needle.fits(&[name.map_or(b.last_name(), |n| &n.name), short])
            })
            .map(|(b, depth)| row(b, depth, day, &tasks))
            .collect();
        let kinds: BTreeSet<String> = facts.bodies.iter().map(|b| b.kind.clone()).collect();
        let rows = Paged::of(rows, filter.page, PER_PAGE * 2);
        Ok(BodiesView { day, rows, kinds: kinds.into_iter().collect() })
    }

    /// Every body of a day by name, for choosing one.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn body_choices(
        &self,
        viewer: &Viewer,
        day: Option<Day>,
    ) -> Result<Vec<Named>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let day = day.unwrap_or_else(|| self.today());
        let there = facts.bodies.iter().filter(|b| b.exists_on(day));
        let mut all: Vec<Named> = there.map(|b| b.named_on(day)).collect();
        sort_by_name(&mut all, |n| &n.name);
        Ok(all)
    }

    /// One body as on a day, today when `None`.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn body(
        &self,
        viewer: &Viewer,
        at: &Ref,
        day: Option<Day>,
    ) -> Result<BodyView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let history = self.history(viewer, at).await?;
        let people: Vec<Person> = self.all(Kind::Person).await?;
        let facts = self.facts().await?;
        let day = day.unwrap_or_else(|| self.today());
        let b = facts.body(at).ok_or_else(|| not_found(at))?;
        let name = b.name_on(day);
        let of = |wanted: &dyn Fn(&record::object::Task) -> bool| -> Vec<TaskRow> {
            let tasks = facts.tasks.iter().filter(|t| wanted(t));
            tasks.filter_map(|t| TaskRow::of(t, day)).collect()
        };
        let agencies = facts
            .bodies
            .iter()
            .filter(|x| x.exists_on(day) && x.standing_for_on(day).is_some_and(|s| s.at == *at));
        Ok(BodyView {
            body: b.named_on(day),
            day,
            short_name: name.and_then(|n| n.short_name.clone()).unwrap_or_default(),
            kind: b.kind.clone(),
            unit: b.unit.clone(),
            parent: b.parent_on(day).cloned(),
            standing_for: b.standing_for_on(day).cloned(),
            standing_agencies: agencies.map(|x| x.named_on(day)).collect(),
            established_on: b.established_on,
            dissolved_on: b.dissolved_on,
            successors: b.successors.clone(),
            names: names(b),
            parents: parents(b),
            posts: posts(&people, at),
            below: below(&facts, at, day),
            leads: of(&|t| t.facts.lead.at == *at),
            coordinates: of(&|t| t.facts.coordinating.iter().any(|c| c.at == *at)),
            assigned: of(&|t| t.facts.assigner.at == *at),
            documents: facts
                .documents
                .iter()
                .filter(|d| d.withdrawn.is_none() && d.facts.issuer_body.as_ref() == Some(at))
                .count(),
            history,
        })
    }
}

/// Open and overdue tasks of each leading body.
fn open_tasks(facts: &Facts, day: Day) -> BTreeMap<&Ref, (usize, usize)> {
    let mut count: BTreeMap<&Ref, (usize, usize)> = BTreeMap::new();
    for task in &facts.tasks {
        let n = count.entry(&task.facts.lead.at).or_default();
        match task.state_on(day) {
            Some(TaskState::NotYetDue) => n.0 += 1,
            Some(TaskState::Overdue) => *n = (n.0 + 1, n.1 + 1),
            _ => {}
        }
    }
    count
}

/// The deepest tree that is walked; a circle in the data ends here.
const DEEPEST: u8 = 12;

/// Every body after the one above it, siblings in Vietnamese order, with its depth.
fn in_tree(facts: &Facts, day: Day) -> Vec<(&Body, u8)> {
    let mut children: BTreeMap<Option<&Ref>, Vec<&Body>> = BTreeMap::new();
    for b in &facts.bodies {
        let above = b.parent_on(day).or_else(|| b.parents.last().and_then(Option::as_ref));
        let above = above.map(|p| &p.at).filter(|p| facts.body(p).is_some());
        children.entry(above).or_default().push(b);
    }
    for list in children.values_mut() {
        sort_by_name(list, |b| b.name_on(day).map_or(b.last_name(), |n| &n.name));
    }
    let mut out = Vec::with_capacity(facts.bodies.len());
    walk(&children, None, 0, &mut out);
    out
}

fn walk<'a>(
    children: &BTreeMap<Option<&'a Ref>, Vec<&'a Body>>,
    above: Option<&'a Ref>,
    depth: u8,
    out: &mut Vec<(&'a Body, u8)>,
) {
    if depth > DEEPEST {
        return;
    }
    for b in children.get(&above).into_iter().flatten() {
        out.push((b, depth));
        walk(children, Some(&b.at), depth + 1, out);
    }
}

fn row(b: &Body, depth: u8, day: Day, tasks: &BTreeMap<&Ref, (usize, usize)>) -> BodyRow {
    let (open_tasks, overdue) = tasks.get(&b.at).copied().unwrap_or_default();
    let short = b.name_on(day).and_then(|n| n.short_name.clone());
    BodyRow {
        body: b.named_on(day),
        short_name: short.unwrap_or_default(),
        kind: b.kind.clone(),
        parent: b.parent_on(day).cloned(),
        depth,
        open_tasks,
        overdue,
        ceased_on: b.dissolved_on.filter(|end| *end <= day),
    }
}

fn names(b: &Body) -> Vec<SpanRow> {
    let mut rows: Vec<SpanRow> = b
        .names
        .spans()
        .map(|(n, to)| SpanRow {
            what: n.value.name.clone(),
            note: n.value.short_name.clone().unwrap_or_default(),
            from: n.from.vn(),
            to: to.or(b.dissolved_on.map(|d| d.plus_days(-1))),
            basis: n.basis.clone(),
            at: None,
        })
        .collect();
    rows.reverse();
    rows
}

fn parents(b: &Body) -> Vec<SpanRow> {
    let mut rows: Vec<SpanRow> = b
        .parents
        .spans()
        .filter_map(|(p, to)| {
            let parent = p.value.as_ref()?;
            Some(SpanRow {
                what: parent.name.clone(),
                at: Some(parent.at.clone()),
                note: String::new(),
                from: p.from.vn(),
                to,
                basis: p.basis.clone(),
            })
        })
        .collect();
    rows.reverse();
    rows
}

/// Posts in a body: the person first.
fn posts(people: &[Person], at: &Ref) -> Vec<SpanRow> {
    let mut held: Vec<(Day, SpanRow)> = Vec::new();
    for person in people {
        for p in &person.posts {
            if p.body.as_ref().is_some_and(|b| b.at == *at) {
                let span = post(p);
                let row = SpanRow {
                    what: person.name.clone(),
                    at: Some(person.at.clone()),
                    note: span.what.clone(),
                    ..span
                };
                held.push((p.since, row));
            }
        }
    }
    held.sort_by_key(|(since, _)| std::cmp::Reverse(*since));
    held.into_iter().map(|(_, row)| row).collect()
}

fn below(facts: &Facts, at: &Ref, day: Day) -> Vec<Named> {
    let of = |b: &&Body| b.exists_on(day) && b.parent_on(day).is_some_and(|p| p.at == *at);
    let mut all: Vec<Named> = facts.bodies.iter().filter(of).map(|b| b.named_on(day)).collect();
    sort_by_name(&mut all, |n| &n.name);
    all
}
