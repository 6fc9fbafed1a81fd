//! Names and numbers typed or read, resolved to objects of the register: exactly one, or a refusal that says which.

use crate::error::{Error, Problem};
use crate::register::BodyIndex;
use record::object::{Document, Person};
use terms::{Day, DocNumber, Edtf, Named};

/// What is on the register when a proposal is decided.
pub(crate) struct Registers {
    pub(crate) bodies: BodyIndex,
    pub(crate) documents: Vec<Document>,
    pub(crate) people: Vec<Person>,
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

    /// The longest registered body that a post ends with (`Chủ tịch Ủy ban nhân dân tỉnh …`).
    pub(crate) fn body_of_post(&self, title: &str) -> Option<Named> {
        let mut starts =
            title.char_indices().filter(|(i, _)| *i == 0 || title[..*i].ends_with(' '));
        starts.find_map(|(i, _)| self.bodies.only(&title[i..]).cloned())
    }

    /// Registered documents of a number; a known day narrows them down.
    pub(crate) fn documents(&self, number: &DocNumber, issued_on: Option<Edtf>) -> Vec<&Document> {
        let same = |d: &&Document| {
            let facts = &d.facts;
            facts.number.as_ref().is_some_and(|n| n.key() == number.key())
                && d.withdrawn.is_none()
                && (facts.issued_on.is_none()
                    || issued_on.is_none()
                    || facts.issued_on == issued_on)
        };
        self.documents.iter().filter(same).collect()
    }

    /// The one registered document known by a name or subject.
    pub(crate) fn document_named(&self, name: &str) -> Option<&Document> {
        let key = text::fold::match_key(name);
        let same = |d: &&Document| {
            d.facts.number.is_none() && text::fold::match_key(&d.facts.subject) == key
        };
        self.documents.iter().find(same)
    }

    /// The documents a task rests on, by number or name, one a line.
    pub(crate) fn basis(&self, lines: &str) -> Result<Vec<Named>, Error> {
        each(lines).map(|line| self.one_basis(line)).collect()
    }

    fn one_basis(&self, line: &str) -> Result<Named, Error> {
        let by_number = DocNumber::parse(line).map(|n| self.documents(&n, None));
        let found = match by_number.as_deref() {
            Some([one]) => Some(*one),
            _ => self.document_named(line),
        };
        let found = found.map(|d| Named { at: d.at.clone(), name: d.label() });
        found.ok_or_else(|| refused("proposal.basis-unknown", [("name", line.to_owned())]))
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
    let form = "ngày/tháng/năm, hoặc 2025-07, 2025, ../2025-12-31".to_owned();
    let facts = || [("value", value.to_owned()), ("field", field.to_owned()), ("form", form)];
    typed.map(Some).ok_or_else(|| refused("proposal.field-bad", facts()))
}

pub(crate) fn refused<const N: usize>(code: &str, facts: [(&str, String); N]) -> Error {
    Error::Refused(Problem::new(code, facts))
}
