//! The register of documents asked for one document: exactly one entry, none, or entries among which a person has to choose.

use super::words;
use crate::error::{Error, Problem};
use record::identity::{Doubt, Identity, Sameness, same_document};
use record::object::Document;
use record::payload::DocumentFacts;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Named, Ref};

/// What tells a document from others.
pub(crate) fn identity(facts: &DocumentFacts) -> Identity {
    let fold = |s: &str| text::fold::match_key(s.trim());
    let number = facts.number.as_ref();
    Identity {
        number: facts.number.clone(),
        doc_type: if no_type(&facts.doc_type) { String::new() } else { fold(&facts.doc_type) },
        name: fold(&facts.subject),
        issuer: facts.issuer.as_deref().map(fold).filter(|i| !i.is_empty()),
        issuer_body: facts.issuer_body.clone(),
        tells_issuer: number.is_some_and(|n| read::tells_issuer(n.as_str())),
        issued_on: facts.issued_on,
    }
}

/// What stands for the type of a document of which nobody has said what it is.
pub(crate) const NO_TYPE: &str = "Văn bản";

/// Whether a type word says nothing.
pub(crate) fn no_type(doc_type: &str) -> bool {
    matches!(doc_type.trim(), "" | NO_TYPE | "Văn bản khác")
}

/// An entry that may be the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Possible<'a> {
    pub(crate) document: &'a Document,
    /// Why it cannot be told; `None` when several entries fit entirely.
    pub(crate) doubt: Option<Doubt>,
}

impl Possible<'_> {
    /// The entry as people tell it from others.
    pub(crate) fn called(&self) -> Named {
        Named { at: self.document.at.clone(), name: words::called(&self.document.facts) }
    }

    /// Why it cannot be told.
    pub(crate) fn why(&self) -> &'static str {
        self.doubt.map_or("trùng mọi thông tin đã biết", words::doubt)
    }
}

/// What the register answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Match<'a> {
    /// It is this one.
    One(&'a Document),
    /// There is none.
    None,
    /// It may be one of these.
    Several(Vec<Possible<'a>>),
}

impl<'a> Match<'a> {
    /// The one entry, or none.
    ///
    /// # Errors
    /// `document.candidates`, naming those it may be.
    pub(crate) fn settled(self) -> Result<Option<&'a Document>, Error> {
        match self {
            Self::One(document) => Ok(Some(document)),
            Self::None => Ok(None),
            Self::Several(all) => Err(candidates(&all)),
        }
    }
}

/// That a person has to choose, with the entries among which to choose.
pub(crate) fn candidates(all: &[Possible<'_>]) -> Error {
    let each = all.iter().map(|p| format!("{} ({})", p.called().name, p.why()));
    let facts = [("candidates", each.collect::<Vec<_>>().join("; "))];
    Error::Refused(Problem::new("document.candidates", facts))
}

/// Entries by number and by name, as references; entries can be added and changed.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    entries: Vec<Option<(Ref, Identity)>>,
    places: BTreeMap<Ref, usize>,
    by_key: BTreeMap<String, Vec<usize>>,
}

/// Which entries a document may be; without a doubt where several fit entirely.
type Near = Vec<(Ref, Option<Doubt>)>;

impl Lookup {
    /// Puts an entry in, in place of what was known of it.
    pub(crate) fn put(&mut self, at: &Ref, of: Identity) {
        let place = self.entries.len();
        if let Some(old) =
            self.places.insert(at.clone(), place).and_then(|i| self.entries.get_mut(i))
        {
            *old = None;
        }
        for key in keys(&of) {
            self.by_key.entry(key).or_default().push(place);
        }
        self.entries.push(Some((at.clone(), of)));
    }

    /// Which entry other than `own` a document is: exactly one without a doubt, or those that it may be.
    pub(crate) fn near(&self, of: &Identity, own: Option<&Ref>) -> Near {
        let near: BTreeSet<usize> =
            keys(of).iter().filter_map(|k| self.by_key.get(k)).flatten().copied().collect();
        let (mut same, mut doubtful) = (Near::new(), Near::new());
        let entries = near.into_iter().filter_map(|i| self.entries.get(i)?.as_ref());
        for (at, identity) in entries.filter(|(at, _)| own != Some(at)) {
            match same_document(of, identity) {
                Sameness::Same => same.push((at.clone(), None)),
                Sameness::Candidate(doubt) => doubtful.push((at.clone(), Some(doubt))),
                Sameness::Different => {}
            }
        }
        if same.is_empty() { doubtful } else { same }
    }
}

/// The register with its entries by number and by name. Build it once, ask it often.
pub(crate) struct DocumentIndex<'a> {
    documents: BTreeMap<&'a Ref, &'a Document>,
    lookup: Lookup,
}

impl<'a> DocumentIndex<'a> {
    /// The index of the entries that stand.
    pub(crate) fn new(documents: &'a [Document]) -> Self {
        let mut index = Self { documents: BTreeMap::new(), lookup: Lookup::default() };
        for document in documents.iter().filter(|d| d.withdrawn.is_none()) {
            index.documents.insert(&document.at, document);
            index.lookup.put(&document.at, identity(&document.facts));
        }
        index
    }

    /// Which entry a document is.
    pub(crate) fn find(&self, of: &Identity) -> Match<'a> {
        self.find_other(of, None)
    }

    /// Which entry other than `own` a document is.
    pub(crate) fn find_other(&self, of: &Identity, own: Option<&Ref>) -> Match<'a> {
        let near = self.lookup.near(of, own);
        let found = near.iter().filter_map(|(at, doubt)| {
            let document = self.documents.get(at).copied()?;
            Some(Possible { document, doubt: *doubt })
        });
        let mut found: Vec<Possible<'a>> = found.collect();
        match (found.len(), found.first().and_then(|p| p.doubt)) {
            (0, _) => Match::None,
            (1, None) => found.pop().map_or(Match::None, |p| Match::One(p.document)),
            _ => Match::Several(found),
        }
    }
}

/// Under what an account is filed: its number, its name, its name with the type word.
fn keys(of: &Identity) -> Vec<String> {
    let mut keys: Vec<String> = of.number.iter().map(|n| format!("#{}", n.key())).collect();
    if !of.name.is_empty() {
        keys.push(of.name.clone());
        keys.push(format!("{} {}", of.doc_type, of.name));
    }
    keys
}
