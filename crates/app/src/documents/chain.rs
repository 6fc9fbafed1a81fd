//! The chain of a document both ways on a day: what it rests on, what rests on it, step by step; as a picture and as a list.

use super::standing::ends;
use crate::error::Error;
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use record::figures::Facts;
use record::force::force_on;
use record::object::Document;
use record::ties::{Tie, Ties};
use render::graph::{Arrow, Graph, Look, Node};
use std::collections::BTreeMap;
use terms::{Day, Force, Named, Ref, Relation, Role};

/// Most steps in one direction.
pub const STEPS: usize = 5;
/// How many when nothing is said.
const USUAL_STEPS: usize = 2;
/// Most neighbours of one document in one direction; the others are counted.
const MOST: usize = 8;

/// One step of the chain, for the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainLink {
    /// How many steps away: below zero for what the document rests on.
    pub steps: i32,
    /// The document that says so.
    pub from: Named,
    /// How it stands to the other.
    pub relation: Relation,
    /// The other document.
    pub to: Named,
    /// The one of the two that is further away.
    pub further: Named,
    /// Its subject.
    pub subject: String,
    /// Its day of issue in words.
    pub issued_on: String,
    /// Its force on the day.
    pub force: Force,
    /// From when the tie holds, in words; empty when that is not known.
    pub since: String,
    /// Provisions, as written.
    pub provisions: Option<String>,
}

/// The chain of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainView {
    /// The document.
    pub document: Named,
    /// The day.
    pub day: Day,
    /// Steps in each direction.
    pub steps: usize,
    /// The picture.
    pub svg: String,
    /// The same as a list: what it rests on first, the nearest first.
    pub links: Vec<ChainLink>,
    /// How many documents are left out, being too many or too far.
    pub left_out: usize,
}

impl Office {
    /// The chain of a document on a day, up to a number of steps each way; `href` gives the page of an object.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn chain_of(
        &self,
        viewer: &Viewer,
        at: &Ref,
        (day, steps): (Day, Option<usize>),
        href: &(dyn Fn(&Ref) -> String + Send + Sync),
    ) -> Result<ChainView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts_for(viewer).await?;
        let document = facts.document(at).ok_or_else(|| not_found(at))?;
        let ties = Ties::of(&facts.documents);
        let steps = steps.unwrap_or(USUAL_STEPS).clamp(1, STEPS);
        let chain = Chain::walk(&facts, &ties, at, steps);
        let picture = Picture { facts: &facts, ties: &ties, day, here: at, href };
        Ok(ChainView {
            document: Named {
                at: at.clone(),
                name: crate::describe::document_label(&document.facts),
            },
            day,
            steps,
            svg: picture
                .graph(&chain, &crate::describe::document_label(&document.facts))
                .draw()
                .svg,
            links: picture.list(&chain),
            left_out: chain.more.values().flatten().sum(),
        })
    }
}

/// A tie that is part of the chain, with how many steps away it ends.
struct Step<'a> {
    tie: &'a Tie,
    steps: i32,
}

/// The documents and ties of a chain.
struct Chain<'a> {
    steps: Vec<Step<'a>>,
    /// How many steps each document is away, below zero for what the one asked about rests on.
    members: BTreeMap<&'a Ref, i32>,
    /// How many neighbours are left out: what it rests on, what rests on it.
    more: BTreeMap<&'a Ref, [usize; 2]>,
}

impl<'a> Chain<'a> {
    fn walk(facts: &Facts, ties: &'a Ties, at: &'a Ref, steps: usize) -> Self {
        let members = BTreeMap::from([(at, 0)]);
        let mut chain = Self { steps: Vec::new(), members, more: BTreeMap::new() };
        for side in [0, 1] {
            chain.one_way(facts, ties, at, (side, steps));
        }
        chain.tie_up(facts, ties);
        chain
    }

    /// One direction: 0 for what it rests on, 1 for what rests on it.
    fn one_way(
        &mut self,
        facts: &Facts,
        ties: &'a Ties,
        at: &'a Ref,
        (side, most): (usize, usize),
    ) {
        let mut edge = vec![at];
        for step in (1..).take(most) {
            let mut next = Vec::new();
            for near in edge {
                let around = neighbours(facts, ties, near, side).into_keys();
                let fresh: Vec<&Ref> = around.filter(|r| !self.members.contains_key(r)).collect();
                self.left_out(near, side, fresh.len().saturating_sub(MOST));
                for other in fresh.into_iter().take(MOST) {
                    self.members.insert(other, if side == 0 { -step } else { step });
                    next.push(other);
                }
            }
            edge = next;
        }
        for near in edge {
            let around = neighbours(facts, ties, near, side).into_keys();
            let beyond = around.filter(|r| !self.members.contains_key(r)).count();
            self.left_out(near, side, beyond);
        }
    }

    fn left_out(&mut self, near: &'a Ref, side: usize, n: usize) {
        if n > 0
            && let Some(count) = self.more.entry(near).or_default().get_mut(side)
        {
            *count += n;
        }
    }

    /// All ties between members, what the document rests on first, the nearest first.
    fn tie_up(&mut self, facts: &Facts, ties: &'a Ties) {
        for (at, away) in &self.members {
            for (other, of) in neighbours(facts, ties, at, 0) {
                let Some(there) = self.members.get(other) else { continue };
                let steps = if away.abs() >= there.abs() { *away } else { *there };
                self.steps.extend(of.into_iter().map(|tie| Step { tie, steps }));
            }
        }
        self.steps.sort_by_key(|s| (s.steps > 0, s.steps.abs()));
    }
}

/// The documents next to one in a direction, each with its ties; what is merely mentioned is no part of a chain.
fn neighbours<'a>(
    facts: &Facts,
    ties: &'a Ties,
    at: &'a Ref,
    side: usize,
) -> BTreeMap<&'a Ref, Vec<&'a Tie>> {
    let mut around: BTreeMap<&Ref, Vec<&Tie>> = BTreeMap::new();
    let all: Vec<&Tie> = if side == 0 { ties.from(at).collect() } else { ties.to(at).collect() };
    for tie in all.into_iter().filter(|t| t.relation != Relation::Mentions) {
        let other = &ends(at, tie).at;
        if facts.document(other).is_some_and(|d| d.withdrawn.is_none()) {
            let known = around.entry(other).or_default();
            // Several citations of one document with one relation are one arrow.
            if !known.iter().any(|k| (k.relation, &k.provisions) == (tie.relation, &tie.provisions))
            {
                known.push(tie);
            }
        }
    }
    around
}

struct Picture<'a> {
    facts: &'a Facts,
    ties: &'a Ties,
    day: Day,
    here: &'a Ref,
    href: &'a (dyn Fn(&Ref) -> String + Send + Sync),
}

/// What stands in a box: a document, or the words that some are left out beside one.
#[derive(Clone, Copy)]
enum Boxed<'a> {
    Document(&'a Document),
    More { beside: &'a Document, side: usize, n: usize },
}

impl Boxed<'_> {
    /// The order of boxes: by day of issue, an unknown day first; what is left out beside its document.
    fn order(&self) -> (Option<Day>, u8, Ref) {
        let day = |d: &Document| d.facts.issued_on.and_then(|e| e.first());
        match self {
            Self::Document(d) => (day(d), 1, d.at.clone()),
            Self::More { beside, side: 0, .. } => (day(beside), 0, beside.at.clone()),
            Self::More { beside, .. } => (day(beside), 2, beside.at.clone()),
        }
    }
}

impl<'a> Picture<'a> {
    fn graph(&self, chain: &Chain<'a>, title: &str) -> Graph {
        let mut boxes: Vec<Boxed<'_>> = self.documents(chain).map(Boxed::Document).collect();
        for (at, counts) in &chain.more {
            let Some(beside) = self.facts.document(at) else { continue };
            let left = counts.iter().enumerate().filter(|(_, n)| **n > 0);
            boxes.extend(left.map(|(side, n)| Boxed::More { beside, side, n: *n }));
        }
        boxes.sort_by_key(Boxed::order);
        Graph {
            id: format!("chain-{}", self.here.id),
            title: format!("Chuỗi văn bản của {title}, ngày {}", self.day.vn()),
            description: format!(
                "Bên trái là văn bản ban hành trước, bên phải là văn bản ban hành sau; mũi tên đi từ văn bản nêu quan hệ đến văn bản được nêu. {} văn bản.",
                chain.members.len()
            ),
            nodes: boxes.iter().map(|b| self.node(b)).collect(),
            arrows: arrows(chain, &boxes),
        }
    }

    fn documents(&self, chain: &Chain<'a>) -> impl Iterator<Item = &'a Document> {
        let facts = self.facts;
        let members: Vec<&Ref> = chain.members.keys().copied().collect();
        members.into_iter().filter_map(move |at| facts.document(at))
    }

    fn force(&self, document: &Document) -> Force {
        force_on(document, self.day, self.ties).force
    }

    fn node(&self, of: &Boxed<'_>) -> Node {
        match of {
            Boxed::Document(d) => self.document_node(d),
            Boxed::More { beside, n, .. } => Node {
                title: "…".to_owned(),
                lines: vec![format!("còn {n} văn bản")],
                href: Some(format!("{}/chain", (self.href)(&beside.at))),
                look: Look::More,
            },
        }
    }

    fn document_node(&self, d: &Document) -> Node {
        let force = self.force(d);
        let look = match force {
            _ if d.at == *self.here => Look::Here,
            Force::NoLonger => Look::Gone,
            Force::NotYet | Force::NotChecked => Look::Unsure,
            Force::InForce | Force::Partly => Look::Plain,
        };
        let waits = if d.facts.intake.is_none() { "chờ văn bản gốc" } else { "" };
        let on = d.facts.issued_on.map_or("chưa rõ ngày ban hành".to_owned(), |e| e.vn());
        let title = crate::describe::document_label(&d.facts);
        // An entry known by citation is often called by its type and number only.
        let subject = match &d.facts.number {
            Some(_) if d.facts.subject == title => "",
            Some(_) => &d.facts.subject,
            None => &d.facts.doc_type,
        };
        Node {
            lines: vec![subject.to_owned(), on, force.label().to_owned(), waits.to_owned()],
            title,
            href: Some((self.href)(&d.at)),
            look,
        }
    }

    fn list(&self, chain: &Chain<'a>) -> Vec<ChainLink> {
        let link = |step: &Step<'_>| {
            let tie = step.tie;
            let far = if step.steps <= 0 { &tie.to } else { &tie.from };
            let found = self.facts.document(&far.at)?;
            let named = |n: &Named| super::standing::named(self.facts.document(&n.at), n);
            Some(ChainLink {
                steps: step.steps,
                from: named(&tie.from),
                relation: tie.relation,
                to: named(&tie.to),
                further: named(far),
                subject: found.facts.subject.clone(),
                issued_on: found.facts.issued_on.map(|e| e.vn()).unwrap_or_default(),
                force: self.force(found),
                since: tie.since.day().map(Day::vn).unwrap_or_default(),
                provisions: tie.provisions.clone(),
            })
        };
        chain.steps.iter().filter_map(link).collect()
    }
}

fn arrows(chain: &Chain<'_>, boxes: &[Boxed<'_>]) -> Vec<Arrow> {
    let place =
        |at: &Ref| boxes.iter().position(|b| matches!(b, Boxed::Document(d) if d.at == *at));
    let mut arrows: Vec<Arrow> = Vec::new();
    for tie in chain.steps.iter().map(|s| s.tie) {
        let (Some(from), Some(to)) = (place(&tie.from.at), place(&tie.to.at)) else { continue };
        let since = tie.since.day().map(|d| format!(" · {}", d.vn())).unwrap_or_default();
        arrows.push(Arrow { from, to, words: format!("{}{since}", tie.relation.label()) });
    }
    for (i, of) in boxes.iter().enumerate() {
        let Boxed::More { beside, side, .. } = of else { continue };
        let Some(own) = place(&beside.at) else { continue };
        let (from, to) = if *side == 0 { (own, i) } else { (i, own) };
        arrows.push(Arrow { from, to, words: "…".to_owned() });
    }
    arrows
}
