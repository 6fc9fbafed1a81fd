//! Which documents carry out another one, directly or through others; which report on it.
//!
//! The review counts the direct ones and the page of a cascade shows them all: both ask here.

use super::deed::Did;
use crate::ActKey;
use crate::object::Document;
use std::collections::{HashMap, HashSet, VecDeque};
use terms::{Day, Ref, Relation};

/// What a document is to one that it cites or is linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// It carries it out.
    Implements,
    /// It reports how it was carried out.
    Reports,
}

/// Types of document that direct nothing: a report tells, and so does the press.
const REPORT: &str = "Báo cáo";
const PRESS: &str = "Tin, bài";

/// What a document of a type is to another one to which it stands in a relation.
///
/// Whatever rests on a document, implements or guides it carries it out; but a report that does so reports on it, and a press report
/// does nothing with it.
pub fn bond(doc_type: &str, relation: Relation) -> Option<Bond> {
    use Relation::{Basis, Guides, Implements, Reports, Reviews};
    match (doc_type, relation) {
        (PRESS, _) => None,
        (_, Reports) | (REPORT, Implements | Basis | Reviews) => Some(Bond::Reports),
        (REPORT, _) => None,
        (_, Implements | Basis | Guides) => Some(Bond::Implements),
        _ => None,
    }
}

/// Every bond of a document by citation or by hand, with the act that says so and the day from which it holds.
fn bonds(d: &Document) -> impl Iterator<Item = (&Ref, Bond, &ActKey, Option<Day>)> {
    let of = |relation| bond(&d.facts.doc_type, relation);
    let cites = d.cites.iter().filter_map(move |c| {
        Some((&c.citation.target.at, of(c.citation.relation)?, &c.by.act, None))
    });
    let links = d
        .links
        .iter()
        .filter_map(move |l| Some((&l.target.at, of(l.relation)?, &l.by.act, Some(l.from))));
    cites.chain(links)
}

/// Whether a document itself, not through another one, carries a document out.
pub fn rests_on(d: &Document, target: &Ref) -> bool {
    d.withdrawn.is_none() && bonds(d).any(|(at, b, ..)| at == target && b == Bond::Implements)
}

/// A document that carries out another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Implementing<'a> {
    /// The document.
    pub document: &'a Document,
    /// When it was issued, as far as known.
    pub on: Did,
    /// The documents between, from the one asked down; empty when it carries that one out itself.
    pub path: Vec<&'a Document>,
    /// The act that says so.
    pub act: &'a ActKey,
}

/// The documents that rest on one by a day.
#[derive(Debug)]
pub struct Rests<'a> {
    /// Those that carry it out, the nearest first.
    pub found: Vec<Implementing<'a>>,
    /// Those that report on it, or on one that carries it out.
    pub reports: Vec<Implementing<'a>>,
    /// The document and all that carry it out.
    pub(crate) whole: HashMap<&'a Ref, Option<usize>>,
}

/// When a document was issued: within the days its date leaves open; one without a date was there on the day of the act.
pub(crate) fn issued(d: &Document) -> Did {
    Did::of(d.facts.issued_on, d.created.effective_on)
}

impl<'a> Rests<'a> {
    /// The documents that were issued by a day and rest on a document.
    pub fn of(documents: &'a [Document], root: &'a Document, on: Day) -> Self {
        let mut up: HashMap<&'a Ref, Vec<(&'a Document, Bond, &'a ActKey)>> = HashMap::new();
        for d in documents.iter().filter(|d| d.withdrawn.is_none() && issued(d).by <= on) {
            for (target, bond, act, from) in bonds(d) {
                if from.is_none_or(|from| from <= on) {
                    up.entry(target).or_default().push((d, bond, act));
                }
            }
        }
        let mut rests = Self {
            found: Vec::new(),
            reports: Vec::new(),
            whole: HashMap::from([(&root.at, None)]),
        };
        rests.walk(&up, root);
        rests
    }

    fn walk(
        &mut self,
        up: &HashMap<&'a Ref, Vec<(&'a Document, Bond, &'a ActKey)>>,
        root: &'a Document,
    ) {
        let mut reported: HashSet<&'a Ref> = HashSet::new();
        let mut queue = VecDeque::from([(root, Vec::new())]);
        while let Some((above, path)) = queue.pop_front() {
            for (document, bond, act) in up.get(&above.at).into_iter().flatten() {
                let one = |path: &Vec<&'a Document>| Implementing {
                    document,
                    on: issued(document),
                    path: path.clone(),
                    act,
                };
                match bond {
                    Bond::Implements if !self.whole.contains_key(&document.at) => {
                        self.whole.insert(&document.at, Some(self.found.len()));
                        self.found.push(one(&path));
                        let mut below = path.clone();
                        below.push(*document);
                        queue.push_back((document, below));
                    }
                    Bond::Reports if reported.insert(&document.at) => self.reports.push(one(&path)),
                    _ => {}
                }
            }
        }
    }

    /// The documents between the one asked and something that rests on one of these; `None` when none of them is one.
    pub(crate) fn path_to<'d>(
        &self,
        on_basis: impl Iterator<Item = &'d Ref>,
    ) -> Option<Vec<&'a Document>> {
        let places = on_basis.filter_map(|at| self.whole.get(at).copied());
        let paths = places.map(|place| match place.and_then(|i| self.found.get(i)) {
            None => Vec::new(),
            Some(i) => i.path.iter().copied().chain([i.document]).collect(),
        });
        paths.min_by_key(Vec::len)
    }
}
