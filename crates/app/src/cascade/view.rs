//! What the page of a cascade shows: bars, groups, rows, tree, documents and sessions, as plain words and numbers.

use super::hints::HintView;
use super::{CascadeQuery, Material};
use crate::browse::body_kind;
use crate::view::{Needle, Paged, sort_by_name};
use record::cascade::{Asked, Cascade, Count, Deed, Did, Group, Row, State, Step, StepNow, Tree};
use record::object::{Addressed, Document};
use std::collections::BTreeSet;
use terms::{Day, Named, Ref, Site, UnitLevel};

/// To whom the document was addressed, in one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressedView {
    /// The act, by site and number, for taking it back.
    pub act: (Site, u64),
    /// From when.
    pub from: Day,
    /// The bodies named.
    pub bodies: Vec<Named>,
    /// Whether all below them have to as well.
    pub below: bool,
    /// The days set: received, disseminated, implemented, reported.
    pub days: [Option<Day>; 4],
    /// What says so.
    pub basis: String,
}

/// One step over all bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The step.
    pub step: Step,
    /// The counts.
    pub count: Count,
    /// Who has not done what is asked, by name.
    pub missing: Vec<Named>,
}

/// The counts of bodies of one level and kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow {
    /// Level of the unit; `None` for central bodies.
    pub level: Option<UnitLevel>,
    /// Kind of body: code and words.
    pub kind: (String, String),
    /// The counts.
    pub group: Group,
}

/// One step of one body, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    /// The step.
    pub step: Step,
    /// Where it stands.
    pub state: State,
    /// When it was done, in words; empty when it was not.
    pub on: String,
    /// What it was done by first; `None` for a receipt.
    pub what: Option<Named>,
    /// How many deeds beside the first.
    pub more: usize,
    /// How many documents stand between the one asked and what was done.
    pub between: usize,
    /// For a session: bodies that came, of those that had to.
    pub attendance: Option<(usize, usize)>,
    /// Whether all that says it was done is unconfirmed.
    pub probable: bool,
    /// The body that did it and passed its duty on.
    pub through: Option<Named>,
}

/// One body, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowView {
    /// The body with its name of the day.
    pub body: Named,
    /// The body above it.
    pub superior: String,
    /// Level of the unit whose body it is.
    pub level: Option<UnitLevel>,
    /// Kind of body in words.
    pub kind: String,
    /// Whether it has a duty.
    pub on_duty: bool,
    /// Whether nothing at all is on record of it.
    pub silent: bool,
    /// The most days by which it is late in anything not done.
    pub overdue: Option<i32>,
    /// Bodies that ceased and whose duty came to it.
    pub heir_of: Vec<Named>,
    /// The five steps.
    pub steps: Vec<StepView>,
    /// How many tasks it leads that rest on the document.
    pub tasks: usize,
}

/// A document that carries it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// The document.
    pub document: Named,
    /// Its subject.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// When, in words.
    pub on: String,
    /// The documents between.
    pub path: Vec<Named>,
}

/// A session that made it known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// The activity.
    pub activity: Named,
    /// When, in words.
    pub on: String,
    /// Who held it.
    pub hosts: Vec<Named>,
    /// Bodies that came, of those that had to.
    pub bodies: (usize, usize),
    /// Heads that came, of those that had to.
    pub heads: (u64, u64),
}

/// The page of a cascade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CascadeView {
    /// The document.
    pub document: Named,
    /// Its subject.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// The day asked.
    pub on: Day,
    /// The day at whose end the record is asked; `None` for now.
    pub known: Option<Day>,
    /// To whom it was addressed.
    pub addressed: Vec<AddressedView>,
    /// All bodies together.
    pub whole: Group,
    /// Each step with who is missing.
    pub bars: Vec<Bar>,
    /// By level and kind.
    pub groups: Vec<GroupRow>,
    /// The rows asked.
    pub rows: Paged<RowView>,
    /// Documents that carry it out, the nearest first.
    pub implementing: Vec<DocumentLine>,
    /// Sessions that made it known.
    pub sessions: Vec<SessionLine>,
    /// What was done by whom the register does not know: step, what, when.
    pub loose: Vec<(Step, Named, String)>,
    /// Bodies that had a duty and ceased without a known successor.
    pub lost: Vec<Named>,
    /// Every hint that nobody has confirmed.
    pub hints: Vec<HintView>,
    /// Days of the question that stand in the title of an export.
    pub today: Day,
}

/// One node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeView {
    /// The body with its name of the day.
    pub body: Named,
    /// Its own row, when it has one that is asked for.
    pub row: Option<RowView>,
    /// Counts of it and all below it.
    pub group: Group,
    /// The nodes below, by name.
    pub below: Vec<NodeView>,
}

impl NodeView {
    /// How many nodes it has with itself.
    pub fn size(&self) -> usize {
        1 + self.below.iter().map(Self::size).sum::<usize>()
    }
}

/// A document with what people call it.
pub(super) fn named(d: &Document) -> Named {
    Named { at: d.at.clone(), name: d.label() }
}

/// When something was done, in words; one without a date is said to be so.
pub(super) fn when(on: Did) -> String {
    match (on.day(), on.from) {
        (Some(day), _) => day.vn(),
        (None, Some(from)) => format!("{} – {}", from.vn(), on.by.vn()),
        (None, None) => "không rõ ngày".to_owned(),
    }
}

pub(super) fn make(
    m: &Material,
    cascade: &Cascade<'_>,
    query: &CascadeQuery,
    today: Day,
) -> CascadeView {
    let on = m.on;
    // Sorted once: by name everything that is listed follows this order.
    let mut all = called(cascade, on);
    sort_by_name(&mut all, |r| r.name.as_str());
    let mut rows = wanted(m, &all, query);
    match query.by_delay {
        true => rows.sort_by_key(|r| std::cmp::Reverse(r.row.overdue())),
        false => rows.sort_by_key(|r| !r.row.on_duty),
    }
    let page = Paged::of(rows, query.page, query.per_page);
    let shown = page.rows.iter().map(|r| row(r.row, on)).collect();
    let rows = Paged { rows: shown, page: page.page, per_page: page.per_page, total: page.total };
    let d = cascade.document;
    let whole = cascade.whole();
    CascadeView {
        document: named(d),
        subject: d.facts.subject.clone(),
        issuer: d.facts.issuer.clone().unwrap_or_default(),
        on,
        known: query.known,
        addressed: addressed(d, on),
        bars: bars(&whole, &all),
        whole,
        groups: groups(cascade),
        rows,
        implementing: cascade.implementing.iter().map(line).collect(),
        sessions: cascade.sessions.iter().map(session).collect(),
        loose: cascade.loose.iter().map(|d| (d.step, d.what.clone(), when(d.on))).collect(),
        lost: sorted(cascade.lost.iter().map(|b| b.named_on(on)).collect()),
        hints: standing(m, cascade),
        today,
    }
}

fn sorted(mut all: Vec<Named>) -> Vec<Named> {
    sort_by_name(&mut all, |n| &n.name);
    all
}

/// The hints of the day: those of bodies whose step is not done, and those about nobody on the register.
fn standing(m: &Material, cascade: &Cascade<'_>) -> Vec<HintView> {
    let steps = cascade.rows.iter().flat_map(|r| &r.steps).filter(|s| s.is_probable());
    let mut all: BTreeSet<usize> = steps.flat_map(|s| s.hints.iter().copied()).collect();
    all.extend(&cascade.hints);
    all.into_iter().filter_map(|i| m.hints.0.get(i).cloned()).collect()
}

fn addressed(d: &Document, on: Day) -> Vec<AddressedView> {
    let one = |a: &Addressed| AddressedView {
        act: (a.by.act.site.clone(), a.by.act.seq),
        from: a.from,
        bodies: sorted(a.bodies.clone()),
        below: a.below,
        days: [a.receive_by, a.disseminate_by, a.implement_by, a.report_by],
        basis: a.basis.clone().unwrap_or_default(),
    };
    d.addressed.iter().filter(|a| a.from <= on).map(one).collect()
}

fn bars(whole: &Group, all: &[Called<'_, '_>]) -> Vec<Bar> {
    let bar = |step: Step| {
        let open = |s: &StepNow<'_>| matches!(s.state, State::Due { .. } | State::Overdue { .. });
        let missing = all.iter().filter(|r| {
            let now = r.row.step(step);
            open(now) && (now.asked != Asked::Not || step == Step::Tasks)
        });
        let missing = missing.map(|r| Named { at: r.row.body.at.clone(), name: r.name.clone() });
        Bar { step, count: whole.step(step).clone(), missing: missing.collect() }
    };
    Step::ALL.into_iter().map(bar).collect()
}

fn groups(cascade: &Cascade<'_>) -> Vec<GroupRow> {
    let one = |((level, kind), group): ((Option<UnitLevel>, &str), Group)| GroupRow {
        level,
        kind: (kind.to_owned(), body_kind(kind).to_owned()),
        group,
    };
    let mut all: Vec<GroupRow> = cascade.groups().into_iter().map(one).collect();
    sort_by_name(&mut all, |g| &g.kind.1);
    all.sort_by_key(|g| g.level);
    all
}

fn line(i: &record::cascade::Implementing<'_>) -> DocumentLine {
    DocumentLine {
        document: named(i.document),
        subject: i.document.facts.subject.clone(),
        issuer: i.document.facts.issuer.clone().unwrap_or_default(),
        on: when(i.on),
        path: i.path.iter().map(|d| named(d)).collect(),
    }
}

fn session(s: &record::cascade::Session<'_>) -> SessionLine {
    let a = s.activity;
    SessionLine {
        activity: Named { at: a.at.clone(), name: a.facts.title.clone() },
        on: a.facts.held_on.map(|e| e.vn()).unwrap_or_default(),
        hosts: a.facts.hosts.clone(),
        bodies: s.bodies,
        heads: s.heads,
    }
}

/// A row with its name of the day, while it is filtered and sorted.
struct Called<'r, 'a> {
    name: String,
    row: &'r Row<'a>,
}

fn called<'r, 'a>(cascade: &'r Cascade<'a>, on: Day) -> Vec<Called<'r, 'a>> {
    cascade.rows.iter().map(|row| Called { name: row.body.named_on(on).name, row }).collect()
}

/// The rows asked for, in the order in which they are given.
fn wanted<'l, 'r, 'a>(
    m: &Material,
    all: &'l [Called<'r, 'a>],
    query: &CascadeQuery,
) -> Vec<&'l Called<'r, 'a>> {
    let needle = Needle::of(&query.search);
    let under = query.under.as_ref().map(|top| below(m, top));
    let rows = all.iter().filter(|c| {
        let r = c.row;
        query.only.lets_through(r, query.step)
            && query.level.is_none_or(|l| r.level == Some(l))
            && query.kind.as_ref().is_none_or(|k| *k == r.body.kind)
            && under.as_ref().is_none_or(|u| u.contains(&r.body.at))
    });
    rows.filter(|r| needle.fits(&[&r.name])).collect()
}

/// A body and all below it by the principal superior.
fn below<'m>(m: &'m Material, top: &'m Ref) -> BTreeSet<&'m Ref> {
    let pairs: Vec<(&Ref, &Ref)> =
        m.facts.bodies.iter().filter_map(|b| Some((&b.parent_on(m.on)?.at, &b.at))).collect();
    let mut found = BTreeSet::from([top]);
    loop {
        let more: Vec<&Ref> = pairs
            .iter()
            .filter(|(above, at)| found.contains(above) && !found.contains(at))
            .map(|(_, at)| *at)
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

pub(super) fn row(r: &Row<'_>, on: Day) -> RowView {
    RowView {
        body: r.body.named_on(on),
        superior: r.body.parent_on(on).map(|p| p.name.clone()).unwrap_or_default(),
        level: r.level,
        kind: body_kind(&r.body.kind).to_owned(),
        on_duty: r.on_duty,
        silent: r.is_silent(),
        overdue: r.overdue(),
        heir_of: r.heir_of.iter().map(|b| b.named_on(on)).collect(),
        steps: Step::ALL.into_iter().map(|s| step(r.step(s), s, on)).collect(),
        tasks: r.tasks.len(),
    }
}

fn step(now: &StepNow<'_>, step: Step, on: Day) -> StepView {
    let first = now.deeds.first();
    let of = |d: &Deed<'_>| (step != Step::Received).then(|| d.what.clone());
    StepView {
        step,
        state: now.state,
        on: first.map(|d| when(d.on)).unwrap_or_default(),
        what: first.and_then(of),
        more: now.deeds.len().saturating_sub(1),
        between: first.map_or(0, |d| d.path.len()),
        attendance: first.and_then(|d| d.attendance),
        probable: now.is_probable(),
        through: first.and_then(|d| d.through).map(|b| b.named_on(on)),
    }
}

/// The tree of the rows asked, by name, with the superiors that hold them.
pub(super) fn tree(m: &Material, cascade: &Cascade<'_>, query: &CascadeQuery) -> Vec<NodeView> {
    let all = called(cascade, m.on);
    let asked: BTreeSet<&Ref> =
        wanted(m, &all, query).into_iter().map(|r| &r.row.body.at).collect();
    let tree = cascade.tree(&m.facts.bodies);
    let grow = Grow { cascade, tree: &tree, asked: &asked, on: m.on };
    grow.all(&tree.tops)
}

struct Grow<'t, 'a> {
    cascade: &'t Cascade<'a>,
    tree: &'t Tree<'a>,
    asked: &'t BTreeSet<&'t Ref>,
    on: Day,
}

impl Grow<'_, '_> {
    fn all(&self, places: &[usize]) -> Vec<NodeView> {
        let mut nodes: Vec<NodeView> = places.iter().filter_map(|p| self.one(*p)).collect();
        sort_by_name(&mut nodes, |n| &n.body.name);
        nodes
    }

    /// A node, when it or something below it is asked for.
    fn one(&self, place: usize) -> Option<NodeView> {
        let node = self.tree.nodes.get(place)?;
        let below = self.all(&node.below);
        let own = node.row.and_then(|i| self.cascade.rows.get(i));
        let own = own.filter(|r| self.asked.contains(&r.body.at));
        if own.is_none() && below.is_empty() {
            return None;
        }
        Some(NodeView {
            body: node.body.named_on(self.on),
            row: own.map(|r| row(r, self.on)),
            group: node.group.clone(),
            below,
        })
    }
}
