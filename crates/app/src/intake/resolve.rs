//! Names and numbers typed or read, resolved to objects of the register: exactly one, or a refusal that says which.

use crate::documents::{DocumentIndex, Match, candidates, identity, told};
use crate::error::{Error, Problem};
use crate::register::BodyIndex;
use record::figures::Facts;
use record::object::{Document, Person};
use record::offices::{Found, Offices};
use record::payload::DocumentFacts;
use std::collections::BTreeSet;
use std::sync::Arc;
use terms::{Day, Edtf, Named, Ref};

/// What a person says when a document is none of the entries that it may be.
pub(crate) const OTHER: &str = "new";

/// What is on the register when a proposal is decided.
pub(crate) struct Registers {
    pub(crate) bodies: BodyIndex,
    pub(crate) documents: Vec<Document>,
    pub(crate) people: Vec<Person>,
    pub(crate) facts: Arc<Facts>,
}

impl Registers {
    /// The body of a name.
    pub(crate) fn body(&self, name: &str) -> Result<Named, Error> {
        let known = self.bodies.only(name).cloned();
        known.ok_or_else(|| refused("proposal.body-unknown", [("name", name.trim().to_owned())]))
    }

    /// The bodies of several names, one a line.
    pub(crate) fn bodies(&self, lines: &str) -> Result<Vec<Named>, Error> {
        let mut all = Vec::new();
        for name in each(lines) {
            let body = self.body(name)?;
            if !all.contains(&body) {
                all.push(body);
            }
        }
        Ok(all)
    }

    /// The longest registered body that a post ends with (`Chủ tịch Ủy ban nhân dân tỉnh …`): as it was called on the
    /// day of the text, else as it is called now; and the key of the words before it.
    pub(crate) fn post_of(&self, title: &str, day: Day) -> Option<(Named, String)> {
        let key = |post: &str| text::fold::match_key(post.trim());
        match Offices::of(&self.facts).find(title, day) {
            Found::One { body, post } => return Some((body.named_on(day), key(&post))),
            Found::Several(_) => return None,
            Found::Nothing => {}
        }
        let mut starts =
            title.char_indices().filter(|(i, _)| *i == 0 || title[..*i].ends_with(' '));
        starts.find_map(|(i, _)| Some((self.bodies.only(&title[i..])?.clone(), key(&title[..i]))))
    }

    /// The entries by number and name.
    pub(crate) fn index(&self) -> DocumentIndex<'_> {
        DocumentIndex::new(&self.documents)
    }

    /// The entry that a document is, as the register and the person say; `typed` is empty, `new`, or the entry chosen.
    pub(crate) fn entry_of(
        &self,
        facts: &DocumentFacts,
        typed: &str,
    ) -> Result<Option<&Document>, Error> {
        let found = self.index().find(&identity(facts));
        let Match::Several(all) = found else { return found.settled() };
        match (typed, typed.parse::<Ref>()) {
            (OTHER, _) => Ok(None),
            (_, Ok(at)) => {
                let chosen = all.iter().find(|p| p.document.at == at).map(|p| p.document);
                chosen.map(Some).ok_or_else(|| candidates(&all))
            }
            _ => Err(candidates(&all)),
        }
    }

    /// The documents a task rests on, by number or name, one a line; `own` is the document that says so.
    pub(crate) fn basis(&self, lines: &str, own: Option<&Ref>) -> Result<Vec<Named>, Error> {
        each(lines).map(|line| self.one_basis(line, own)).collect()
    }

    /// What a text calls by its number alone is the document that it cites under that number.
    fn one_basis(&self, line: &str, own: Option<&Ref>) -> Result<Named, Error> {
        let cited = own.and_then(|at| self.cited_by(at, line));
        let found = match cited {
            Some(document) => Some(document),
            None => self.index().named(line).settled()?,
        };
        let found = found.map(|d| Named { at: d.at.clone(), name: d.label() });
        found.ok_or_else(|| refused("proposal.basis-unknown", [("name", line.to_owned())]))
    }

    /// The one document that another one cites under a number or name, or the other one itself.
    fn cited_by(&self, own: &Ref, line: &str) -> Option<&Document> {
        let told = told(line);
        let (number, name) = (told.number.map(|n| n.key()), text::fold::match_key(&told.subject));
        let citing = self.documents.iter().find(|d| d.at == *own)?;
        let targets: BTreeSet<&Ref> = citing.cites.iter().map(|c| &c.citation.target.at).collect();
        let around = self.documents.iter().filter(|d| d.at == *own || targets.contains(&d.at));
        let mut fitting = around.filter(|d| match &number {
            Some(key) => d.facts.number.as_ref().is_some_and(|n| n.key() == *key),
            None => text::fold::match_key(&d.facts.subject) == name,
        });
        let first = fitting.next();
        first.filter(|_| fitting.next().is_none())
    }

    /// The one person of a name.
    pub(crate) fn person(&self, name: &str) -> Option<&Person> {
        let key = text::fold::match_key(name);
        let mut same = self.people.iter().filter(|p| text::fold::match_key(&p.name) == key);
        let first = same.next();
        first.filter(|_| same.next().is_none())
    }
}

/// The lines of a field that holds several values.
pub(crate) fn each(lines: &str) -> impl Iterator<Item = &str> {
    lines.lines().map(str::trim).filter(|l| !l.is_empty())
}

/// A partial date as typed: EDTF, or a day the way people write it.
pub(crate) fn date(value: &str, field: &str) -> Result<Option<Edtf>, Error> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(None);
    }
    let typed = value.parse::<Edtf>().ok().or_else(|| Day::parse_typed(value).ok().map(Edtf::from));
    // The years of a term of the Party: all that is known of the day of some of its documents.
    let typed = typed.or_else(|| terms::tenure::party_term(value));
    let form = "ngày/tháng/năm, hoặc 2025-07, 2025, ../2025-12-31".to_owned();
    let facts = || [("value", value.to_owned()), ("field", field.to_owned()), ("form", form)];
    typed.map(Some).ok_or_else(|| refused("proposal.field-bad", facts()))
}

pub(crate) fn refused<const N: usize>(code: &str, facts: [(&str, String); N]) -> Error {
    Error::Refused(Problem::new(code, facts))
}
