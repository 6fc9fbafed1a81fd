//! Bodies on a day: the list in the order of the tree.

use crate::error::Error;
use crate::facts::Find;
use crate::office::Office;
use crate::offices::answering;
use crate::permit::Viewer;
use crate::view::{Needle, PER_PAGE, Paged, sort_by_name};
use record::figures::Facts;
use record::object::Body;
use record::offices::Offices;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Day, Named, Ref, Role, TaskState};

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
    /// Whether all rows are given as one page.
    pub all: bool,
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
    /// Who stands at its head on the day: post, rank and name; empty when nothing of it is known.
    pub head: String,
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
        let offices = Offices::of(&facts);
        let rows: Vec<BodyRow> = in_tree(&facts, day)
            .into_iter()
            .filter(|(b, _)| filter.with_ceased && b.unmade.is_none() || b.exists_on(day))
            .filter(|(b, _)| filter.kind.as_ref().is_none_or(|k| *k == b.kind))
            .filter(|(b, _)| {
                let name = b.name_on(day);
                let short = name.and_then(|n| n.short_name.as_deref()).unwrap_or_default();
                needle.fits(&[name.map_or(b.last_name(), |n| &n.name), short])
            })
            .map(|(b, depth)| BodyRow {
                head: head(&offices, b, day),
                ..row(b, depth, day, &tasks)
            })
            .collect();
        let kinds: BTreeSet<String> = facts.bodies.iter().map(|b| b.kind.clone()).collect();
        let rows = Paged::of(rows, filter.page, if filter.all { 0 } else { PER_PAGE * 2 });
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
}

/// Open and overdue tasks of each leading body.
fn open_tasks(facts: &Facts, day: Day) -> BTreeMap<Ref, (usize, usize)> {
    let offices = Offices::of(facts);
    let mut count: BTreeMap<Ref, (usize, usize)> = BTreeMap::new();
    for task in &facts.tasks {
        let n = count.entry(offices.lead_on(task, day).body.at).or_default();
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

fn row(b: &Body, depth: u8, day: Day, tasks: &BTreeMap<Ref, (usize, usize)>) -> BodyRow {
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
        head: String::new(),
    }
}

/// Who stands at the head of a body, in one line.
fn head(offices: &Offices<'_>, b: &Body, day: Day) -> String {
    let at = offices.body(&b.at).filter(|b| b.exists_on(day));
    at.map(|b| answering(&offices.answerable_on(b, None, day))).unwrap_or_default()
}
