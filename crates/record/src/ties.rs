//! Ties between documents: citations confirmed in their texts and links entered by hand, seen from either end.
//!
//! A tie that acts on the force of a document acts from a day: the one stated with the link, or the day on which the document that
//! says so takes effect. Where neither is known it is said to be unknown.

use crate::act::ActKey;
use crate::object::{Cited, Document, Linked};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Day, Edtf, Named, Ref, Relation};

/// From when a tie holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Since {
    /// From a day.
    Day(Day),
    /// From a day that nobody has stated, not before the issue of the document that says so.
    Unknown(Option<Edtf>),
}

impl Since {
    /// The day, when it is known.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Unknown(_) => None,
        }
    }
}

/// Where a tie comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TieOrigin {
    /// A citation in the text of the document: its bytes and its words.
    Cited {
        /// First byte and byte after the last.
        span: (u64, u64),
        /// The mention as written.
        quote: String,
    },
    /// A link entered by hand, with what says so.
    Linked {
        /// As written.
        basis: Option<String>,
    },
}

/// One document standing to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The document that says so.
    pub from: Named,
    /// The document that it is about.
    pub to: Named,
    /// How the one stands to the other.
    pub relation: Relation,
    /// Which provisions of the other; `None` for all of it.
    pub provisions: Option<String>,
    /// From when.
    pub since: Since,
    /// Where it comes from.
    pub origin: TieOrigin,
    /// The act that put it on record.
    pub act: ActKey,
}

impl Tie {
    /// Whether it puts the other document out of force as a whole.
    pub fn ends(&self) -> bool {
        use Relation::{Annuls, Repeals, Replaces, Suspends};
        self.provisions.is_none() && matches!(self.relation, Replaces | Repeals | Annuls | Suspends)
    }

    /// Whether it changes the other document or puts some of its provisions out of force.
    pub fn changes(&self) -> bool {
        self.relation.acts_on_force() && !self.ends()
    }
}

/// All ties among some documents, with an index by either end.
#[derive(Debug, Clone, Default)]
pub struct Ties {
    all: Vec<Tie>,
    out: BTreeMap<Ref, Vec<usize>>,
    into: BTreeMap<Ref, Vec<usize>>,
}

impl Ties {
    /// The ties of documents; those that were withdrawn say nothing.
    pub fn of<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Self {
        let mut ties = Self::default();
        for document in documents.into_iter().filter(|d| d.withdrawn.is_none()) {
            let cites = document.cites.iter().map(|c| cited(document, c));
            let links = document.links.iter().map(|l| linked(document, l));
            ties.all.extend(cites.chain(links));
        }
        for (i, tie) in ties.all.iter().enumerate() {
            ties.out.entry(tie.from.at.clone()).or_default().push(i);
            ties.into.entry(tie.to.at.clone()).or_default().push(i);
        }
        ties
    }

    /// What a document says of others, in the order in which it was entered.
    pub fn from(&self, at: &Ref) -> impl Iterator<Item = &Tie> {
        Self::picked(&self.all, self.out.get(at))
    }

    /// What others say of a document.
    pub fn to(&self, at: &Ref) -> impl Iterator<Item = &Tie> {
        Self::picked(&self.all, self.into.get(at))
    }

    fn picked<'a>(
        all: &'a [Tie],
        which: Option<&'a Vec<usize>>,
    ) -> impl Iterator<Item = &'a Tie> + use<'a> {
        which.into_iter().flatten().filter_map(|i| all.get(*i))
    }

    /// The way by which one document replaces, step by step, another: first the one, last the other. `None` when it does not.
    pub fn replaced_by_way_of(&self, from: &Ref, to: &Ref) -> Option<Vec<Named>> {
        let mut before: BTreeMap<Ref, Named> = BTreeMap::new();
        let mut seen = BTreeSet::from([from.clone()]);
        let mut open = vec![from.clone()];
        while let Some(at) = open.pop() {
            for tie in self.from(&at).filter(|t| t.relation == Relation::Replaces) {
                if seen.insert(tie.to.at.clone()) {
                    before.insert(tie.to.at.clone(), tie.from.clone());
                    open.push(tie.to.at.clone());
                }
                if tie.to.at == *to {
                    return Some(way(&before, tie.to.clone()));
                }
            }
        }
        None
    }
}

/// The steps that lead to a document.
fn way(before: &BTreeMap<Ref, Named>, last: Named) -> Vec<Named> {
    let mut way = vec![last];
    while let Some(earlier) = way.last().and_then(|n| before.get(&n.at)) {
        way.push(earlier.clone());
        if way.len() > before.len() + 1 {
            break;
        }
    }
    way.reverse();
    way
}

fn named(document: &Document) -> Named {
    Named { at: document.at.clone(), name: document.label() }
}

fn cited(document: &Document, c: &Cited) -> Tie {
    let citation = &c.citation;
    Tie {
        from: named(document),
        to: citation.target.clone(),
        relation: citation.relation,
        provisions: None,
        since: since(document, citation.relation),
        origin: TieOrigin::Cited {
            span: (citation.start, citation.end),
            quote: citation.quote.clone(),
        },
        act: c.by.act.clone(),
    }
}

/// A citation that acts on force does so when the citing document takes effect, any other since the citing document is there.
fn since(document: &Document, relation: Relation) -> Since {
    let issued = document.facts.issued_on;
    let day = match relation.acts_on_force() {
        true => document.effect().and_then(|span| span.from),
        false => issued.and_then(Edtf::day),
    };
    day.map_or(Since::Unknown(issued), Since::Day)
}

fn linked(document: &Document, l: &Linked) -> Tie {
    Tie {
        from: named(document),
        to: l.target.clone(),
        relation: l.relation,
        provisions: l.provisions.clone(),
        since: Since::Day(l.from),
        origin: TieOrigin::Linked { basis: l.basis.clone() },
        act: l.by.act.clone(),
    }
}
