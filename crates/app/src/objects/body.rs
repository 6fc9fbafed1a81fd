//! One body on a day: superiors in each chain, posts with who holds them, how it was set up, area, parts in lines of
//! work, tasks with those that came from bodies it took over, and everything of it through time.

use super::SpanRow;
use super::people::{post, undone};
use crate::error::Error;
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::offices::answering;
use crate::permit::Viewer;
use crate::tasks::TaskRow;
use crate::view::{ActView, sort_by_name};
use record::figures::Facts;
use record::object::{Body, ChargeHeld, Constitution, Dated, History, Person};
use record::offices::{Line, Offices, PostNow};
use terms::{Chain, Charge, Day, Field, Named, Ref, Role, Site};

/// The superior of a body in one chain on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainRow {
    /// The chain.
    pub chain: Chain,
    /// The body above it there.
    pub above: Option<Named>,
    /// Whether this was stated for the chain; else it follows from its kind.
    pub stated: bool,
    /// How many bodies are right below it there.
    pub below: usize,
}

/// How a body was set up or reorganised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConstitutionRow {
    /// The day.
    pub on: Day,
    /// The document on the register.
    pub document: Option<Named>,
    /// The document as written.
    pub basis: Option<String>,
    /// How many members it has.
    pub seats: Option<u64>,
    /// Its term in words; empty when none was said.
    pub term: String,
    /// Whether it is how the body stands on the day asked.
    pub stands: bool,
}

/// A part of the body in a line of work on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// Which part.
    pub part: Charge,
    /// The line of work.
    pub field: Field,
    /// The matter; empty for the whole line of work.
    pub matter: String,
    /// Who answers: post, rank and name; empty when nothing of it is known.
    pub answering: String,
    /// Since when.
    pub from: Day,
    /// The document that says so, as written.
    pub basis: Option<String>,
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
    /// Why its entry was taken back, when it was.
    pub unmade: Option<String>,
    /// The bodies that took over.
    pub successors: Vec<Named>,
    /// The bodies that it took over from, with the days on which they were no more.
    pub predecessors: Vec<(Named, Day)>,
    /// Its superiors in the chains in which it has a place.
    pub chains: Vec<ChainRow>,
    /// The units that it covers on the day.
    pub area: Vec<Named>,
    /// Whether the area was stated; else it is its unit.
    pub area_stated: bool,
    /// How it was set up and reorganised, the latest first.
    pub constitutions: Vec<ConstitutionRow>,
    /// Its posts on the day, the head first.
    pub posts_now: Vec<PostNow>,
    /// Its parts in lines of work on the day.
    pub duties: Vec<DutyRow>,
    /// Names over time, the latest first.
    pub names: Vec<SpanRow>,
    /// Superiors over time, the latest first; the note says which chain.
    pub parents: Vec<SpanRow>,
    /// For which bodies it was the standing agency, the latest first.
    pub standing: Vec<SpanRow>,
    /// Who held which post in it; `what` is the person, `note` the post.
    pub posts: Vec<SpanRow>,
    /// Bodies directly below on the day.
    pub below: Vec<Named>,
    /// Tasks it leads that were given to it.
    pub leads: Vec<TaskRow>,
    /// Tasks it leads that came from bodies it took over.
    pub inherited: Vec<TaskRow>,
    /// Open tasks of bodies that several took over, it among them; nobody has decided.
    pub undecided: Vec<TaskRow>,
    /// Tasks that passed from it to another body.
    pub passed_on: Vec<TaskRow>,
    /// Tasks in which it coordinates.
    pub coordinates: Vec<TaskRow>,
    /// Tasks it assigned.
    pub assigned: Vec<TaskRow>,
    /// How many documents it issued.
    pub documents: usize,
    /// Its timeline as SVG.
    pub timeline: String,
    /// Whether the viewer may change it.
    pub may_change: bool,
    /// What was done with it.
    pub history: Vec<ActView>,
    /// Acts that were taken back.
    pub undone: Vec<(Site, u64)>,
}

impl Office {
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
        let facts = self.facts_for(viewer).await?;
        let day = day.unwrap_or_else(|| self.today());
        let b = facts.body(at).ok_or_else(|| not_found(at))?;
        let offices = Offices::of(&facts);
        let tasks: Vec<TaskRow> =
            facts.tasks.iter().filter_map(|t| TaskRow::of(t, day, &offices)).collect();
        let of = |wanted: &dyn Fn(&TaskRow) -> bool| -> Vec<TaskRow> {
            tasks.iter().filter(|t| wanted(t)).cloned().collect()
        };
        let coordinates = facts
            .tasks
            .iter()
            .filter(|t| t.facts.coordinating.iter().any(|c| c.at == *at))
            .filter_map(|t| TaskRow::of(t, day, &offices));
        let name = b.name_on(day);
        Ok(BodyView {
            body: b.named_on(day),
            day,
            short_name: name.and_then(|n| n.short_name.clone()).unwrap_or_default(),
            kind: b.kind.clone(),
            unit: b.unit.clone(),
            parent: b.parent_on(day).cloned(),
            standing_for: b.standing_for_on(day).cloned(),
            standing_agencies: standing_agencies(&facts, at, day),
            established_on: b.established_on,
            dissolved_on: b.dissolved_on,
            unmade: b.unmade.as_ref().map(|(why, _)| why.clone()),
            successors: b.successors.clone(),
            predecessors: predecessors(&facts, at),
            chains: chains(&offices, b, day),
            area: b.area_on(day).to_vec(),
            area_stated: b.area.on(day).is_some(),
            constitutions: constitutions(b, day),
            posts_now: offices.posts_on(b, day),
            duties: duties(&offices, b, day),
            names: names(b),
            parents: parents(b),
            standing: spans(b, &b.standing, ""),
            posts: posts(&facts.people, at),
            below: below(&facts, at, day),
            leads: of(&|t| t.lead.at == *at && t.through.is_empty()),
            inherited: of(&|t| t.lead.at == *at && !t.through.is_empty()),
            undecided: of(&|t| t.undecided.iter().any(|u| u.at == *at)),
            passed_on: of(&|t| t.through.iter().any(|(x, _)| x.at == *at)),
            coordinates: coordinates.collect(),
            assigned: of(&|t| t.assigner.at == *at),
            documents: issued(&facts, at),
            timeline: crate::offices::timeline(&offices, b, day),
            may_change: b.unmade.is_none() && viewer.may(Role::Officer, at),
            undone: undone(&b.log, &history),
            history,
        })
    }
}

fn standing_agencies(facts: &Facts, at: &Ref, day: Day) -> Vec<Named> {
    let stands =
        |x: &&Body| x.exists_on(day) && x.standing_for_on(day).is_some_and(|s| s.at == *at);
    facts.bodies.iter().filter(stands).map(|x| x.named_on(day)).collect()
}

/// How many documents of the register it has issued.
fn issued(facts: &Facts, at: &Ref) -> usize {
    let standing = facts.documents.iter().filter(|d| d.withdrawn.is_none());
    standing.filter(|d| d.facts.issuer_body.as_ref() == Some(at)).count()
}

fn predecessors(facts: &Facts, at: &Ref) -> Vec<(Named, Day)> {
    let gone = facts.bodies.iter().filter(|b| b.successors.iter().any(|s| s.at == *at));
    gone.filter_map(|b| b.dissolved_on.map(|end| (b.named_on(end), end))).collect()
}

/// The chains in which the body has a place on the day: above or below it, or because its kind belongs there.
fn chains(offices: &Offices<'_>, b: &Body, day: Day) -> Vec<ChainRow> {
    let Some(b) = offices.body(&b.at) else { return Vec::new() };
    let row = |chain: &Chain| {
        let line = Line::Chain(*chain);
        let above = offices.above(b, line, day).cloned();
        let below = offices.below(&b.at, line, day).len();
        let stated = b.chains.get(chain).is_some_and(|h| h.on(day).is_some());
        let row = ChainRow { chain: *chain, above, stated, below };
        (row.above.is_some() || below > 0 || stated).then_some(row)
    };
    Chain::ALL.iter().filter_map(row).collect()
}

fn constitutions(b: &Body, day: Day) -> Vec<ConstitutionRow> {
    let stands = b.constitution_on(day).map(|c| c.by.act.clone());
    let row = |c: &Constitution| ConstitutionRow {
        on: c.on,
        document: c.document.clone(),
        basis: c.basis.clone(),
        seats: c.seats,
        term: c.term.map(|t| t.label()).unwrap_or_default(),
        stands: stands.as_ref() == Some(&c.by.act),
    };
    b.constitutions.iter().rev().map(row).collect()
}

fn duties(offices: &Offices<'_>, b: &Body, day: Day) -> Vec<DutyRow> {
    let Some(b) = offices.body(&b.at) else { return Vec::new() };
    let row = |c: &ChargeHeld| DutyRow {
        part: c.part,
        field: c.field,
        matter: c.matter.clone().unwrap_or_default(),
        answering: answering(&offices.answerable_on(b, c.post.as_deref(), day)),
        from: c.from,
        basis: c.basis.clone(),
    };
    let mut rows: Vec<DutyRow> = b.charges_on(day).map(row).collect();
    rows.sort_by(|a, b| (a.field, a.part, &a.matter).cmp(&(b.field, b.part, &b.matter)));
    rows
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

/// The principal superiors, then those of each chain where they were stated.
fn parents(b: &Body) -> Vec<SpanRow> {
    let stated = b.chains.iter().flat_map(|(chain, h)| spans(b, h, chain.label()));
    spans(b, &b.parents, "").into_iter().chain(stated).collect()
}

fn spans(b: &Body, history: &History<Option<Named>>, note: &str) -> Vec<SpanRow> {
    let row = |(p, to): (&Dated<Option<Named>>, Option<Day>)| {
        let named = p.value.as_ref()?;
        Some(SpanRow {
            what: named.name.clone(),
            at: Some(named.at.clone()),
            note: note.to_owned(),
            from: p.from.vn(),
            to: to.or(b.dissolved_on.map(|d| d.plus_days(-1))),
            basis: p.basis.clone(),
        })
    };
    let mut rows: Vec<SpanRow> = history.spans().filter_map(row).collect();
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
