//! What confirming a proposal puts on record: the drafts, and the object that comes of it.

use super::confirm::Case;
use super::proposal::{Proposal, ProposalKind};
use super::resolve::{date, each, refused};
use crate::documents::filled_up;
use crate::error::Error;
use crate::offices::sound_person;
use crate::register::BodyIndex;
use record::decide::{self, Entry, TaskWanted};
use record::object::{Body, Document};
use record::offices::Offices;
use record::payload::*;
use record::ties::Ties;
use record::{Draft, Evidence};
use terms::{ActivityKind, DocNumber, Edtf, Field, FindingKind, Kind, Named, Ref, Relation};

/// Why an entry known by citation is corrected when its text comes.
const FILLED_UP: &str = "Bổ sung văn bản gốc";
/// Why it is corrected when another text says more of it.
const MORE_TOLD: &str = "Bổ sung thông tin từ văn bản dẫn chiếu";

/// What comes of a proposal.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) object: Option<Named>,
}

impl Outcome {
    fn of(drafts: Vec<Draft>, at: Ref, name: &str) -> Self {
        Self { drafts, object: Some(Named { at, name: name.to_owned() }) }
    }
}

impl Case<'_> {
    pub(crate) fn put(&self, p: &Proposal) -> Result<Outcome, Error> {
        match p.kind {
            ProposalKind::Document => self.document(p),
            ProposalKind::Body => self.body(p),
            ProposalKind::Person => self.person(p),
            ProposalKind::Cited => self.cited(p),
            ProposalKind::Activity => self.activity(p),
            ProposalKind::Task => self.task(p),
            ProposalKind::Finding => self.finding(p),
        }
    }

    fn entry(&self, subject: &Ref) -> Entry {
        Entry {
            subject: subject.clone(),
            actor: self.actor.clone(),
            effective_on: self.day,
            today: self.office.today(),
            evidence: self.evidence.clone(),
        }
    }

    fn own_document(&self) -> Result<Named, Error> {
        self.document.clone().ok_or_else(|| Error::refused("proposal.document-first"))
    }

    /// This document; one known by citation only until now gets its text.
    fn document(&self, p: &Proposal) -> Result<Outcome, Error> {
        let mut facts = document_facts(p, &self.registers.bodies)?;
        facts.intake = Some(self.intake.at.clone());
        facts.circulation = facts.circulation.or_else(|| self.intake.circulation.clone());
        let on = facts
            .issued_on
            .and_then(Edtf::last)
            .filter(|d| *d <= self.office.today())
            .unwrap_or(self.day);
        let before = self.registers.entry_of(&facts, p.value("same_as"))?;
        let (at, says) = match before {
            None => (self.office.fresh(Kind::Document), DocumentAct::Registered(facts)),
            // Another copy of a text that is here: the entry stays as it is.
            Some(d) if d.facts.intake.is_some() => {
                let object = Some(Named { at: d.at.clone(), name: d.label() });
                return Ok(Outcome { drafts: Vec::new(), object });
            }
            Some(d) => {
                let (facts, reason) = (filled_up(&facts, &d.facts), FILLED_UP.to_owned());
                (d.at.clone(), DocumentAct::Corrected { facts, reason })
            }
        };
        let label = match &says {
            DocumentAct::Registered(f) | DocumentAct::Corrected { facts: f, .. } => {
                crate::describe::document_label(f)
            }
            _ => String::new(),
        };
        let entry = Entry { effective_on: on, ..self.entry(&at) };
        Ok(Outcome::of(decide::document(before, entry, says)?, at, &label))
    }

    fn body(&self, p: &Proposal) -> Result<Outcome, Error> {
        let name = p.value("name");
        if let Some(known) = self.registers.bodies.only(name) {
            return Ok(Outcome { drafts: Vec::new(), object: Some(known.clone()) });
        }
        let says = BodyAct::Established {
            name: name.to_owned(),
            short_name: None,
            kind: p.value("kind").to_owned(),
            parent: None,
            unit: None,
            standing_for: None,
            basis: self.document.as_ref().map(|d| d.name.clone()),
        };
        let at = self.office.fresh(Kind::Body);
        Ok(Outcome::of(decide::body(None::<&Body>, self.entry(&at), says)?, at, name))
    }

    /// A person; one on the register already only gets the posts and the rank that are new.
    fn person(&self, p: &Proposal) -> Result<Outcome, Error> {
        let name = p.value("name");
        let known = self.registers.person(name);
        let at = known.map_or_else(|| self.office.fresh(Kind::Person), |k| k.at.clone());
        let mut says = Vec::new();
        if known.is_none() {
            says.push(PersonAct::Registered { name: name.to_owned() });
        }
        let from = Some(Edtf::Interval(None, Some(terms::edtf::Point::Day(self.day))));
        // The same post in the same body is one post, however the text calls it.
        let post_of = |title: &str| self.registers.post_of(title, self.day);
        let held = |title: &str| {
            let alike = |known: &str| {
                known == title || post_of(known).is_some_and(|k| post_of(title) == Some(k))
            };
            known.is_some_and(|k| k.posts_on(self.day).any(|post| alike(&post.title)))
        };
        for title in each(p.value("posts")).filter(|t| !held(t)) {
            let body = post_of(title).map(|(body, _)| body);
            says.push(PersonAct::PostHeld { title: title.to_owned(), body, from, to: None });
        }
        let rank = p.value("rank");
        if !rank.is_empty() && known.and_then(|k| k.rank_on(self.day)) != Some(rank) {
            says.push(PersonAct::RankHeld { rank: rank.to_owned(), from });
        }
        let mut drafts = Vec::new();
        for act in says {
            let founding = matches!(act, PersonAct::Registered { .. });
            drafts.extend(if founding || known.is_some() {
                decide::person(known, self.entry(&at), act)?
            } else {
                vec![self.draft(&at, record::Payload::Person(act))]
            });
        }
        sound_person(&Offices::of(&self.registers.facts), known, &drafts)?;
        Ok(Outcome::of(drafts, at, name))
    }

    fn draft(&self, at: &Ref, payload: record::Payload) -> Draft {
        let Entry { subject, actor, effective_on, evidence, .. } = self.entry(at);
        Draft { effective_on, subject, actor, evidence, payload }
    }

    /// A cited document: found on the register or put there, and the citation from this document to it.
    fn cited(&self, p: &Proposal) -> Result<Outcome, Error> {
        let own = self.own_document()?;
        let facts = document_facts(p, &self.registers.bodies)?;
        let found = self.registers.entry_of(&facts, p.value("same_as"))?;
        let label = found.map_or_else(|| crate::describe::document_label(&facts), Document::label);
        let at = found.map_or_else(|| self.office.fresh(Kind::Document), |d| d.at.clone());
        let mut drafts = Vec::new();
        if found.is_none() {
            let on =
                facts.issued_on.and_then(Edtf::last).filter(|d| *d <= self.day).unwrap_or(self.day);
            let entry = Entry { effective_on: on, ..self.entry(&at) };
            drafts.extend(decide::document(None, entry, DocumentAct::Registered(facts))?);
        } else if let Some(entry) = found.filter(|d| d.facts.intake.is_none()) {
            drafts.extend(self.more_told(entry, &facts)?);
        }
        let citing = self.registers.documents.iter().find(|d| d.at == own.at);
        let citation = self.citation(p, Named { at: at.clone(), name: label.clone() });
        let Some(citation) = self.of_this_copy(citing, citation) else {
            return Ok(Outcome::of(drafts, at, &label));
        };
        let (entry, says) = (self.entry(&own.at), DocumentAct::Cites(citation));
        let ties = Ties::of(&self.registers.documents);
        drafts.extend(decide::document_among(citing, entry, says, &ties)?);
        Ok(Outcome::of(drafts, at, &label))
    }

    /// What a citation says of an entry without a text that was not known before.
    fn more_told(&self, known: &Document, told: &DocumentFacts) -> Result<Vec<Draft>, Error> {
        let facts = filled_up(&known.facts, told);
        if facts == known.facts {
            return Ok(Vec::new());
        }
        let says = DocumentAct::Corrected { facts, reason: MORE_TOLD.to_owned() };
        Ok(decide::document(Some(known), self.entry(&known.at), says)?)
    }

    /// A citation of another copy than the one that is kept: said once, and without a place in the kept text.
    fn of_this_copy(&self, citing: Option<&Document>, citation: Citation) -> Option<Citation> {
        let citing = citing.filter(|d| d.facts.intake.as_ref() != Some(&self.intake.at));
        let Some(citing) = citing else { return Some(citation) };
        let alike =
            |c: &Citation| (&c.target.at, c.relation) == (&citation.target.at, citation.relation);
        let known = citing.cites.iter().any(|c| alike(&c.citation));
        (!known).then_some(Citation { start: 0, end: 0, ..citation })
    }

    fn citation(&self, p: &Proposal, target: Named) -> Citation {
        let relation = Relation::from_code(p.value("relation")).unwrap_or(Relation::Mentions);
        let (start, end, quote) = match self.evidence.first() {
            Some(Evidence::Span { start, end, quote, .. }) => (*start, *end, quote.clone()),
            _ => (0, 0, String::new()),
        };
        Citation { target, relation, start, end, quote }
    }

    fn activity(&self, p: &Proposal) -> Result<Outcome, Error> {
        let chairs = each(p.value("chairs")).map(|name| {
            let known = self.registers.person(name);
            let missing = || refused("proposal.person-unknown", [("name", name.to_owned())]);
            known.map(|k| Named { at: k.at.clone(), name: k.name.clone() }).ok_or_else(missing)
        });
        let facts = ActivityFacts {
            kind: ActivityKind::from_code(p.value("kind")).unwrap_or(ActivityKind::Other),
            title: p.value("title").to_owned(),
            held_on: date(p.value("held_on"), "Thời gian")?,
            place: some(p.value("place")),
            hosts: self.registers.bodies(p.value("hosts"))?,
            chairs: chairs.collect::<Result<_, _>>()?,
            period: None,
            reviews: self
                .registers
                .basis(p.value("reviews"), self.document.as_ref().map(|d| &d.at))?,
            attendance: each(p.value("attendance")).map(attendance).collect::<Result<_, _>>()?,
            field: Field::from_code(p.value("field")).unwrap_or(Field::Other),
        };
        let at = self.office.fresh(Kind::Activity);
        let held = facts.held_on.and_then(Edtf::last).filter(|d| *d <= self.office.today());
        let entry = Entry { effective_on: held.unwrap_or(self.day), ..self.entry(&at) };
        let title = facts.title.clone();
        Ok(Outcome::of(decide::activity(None, entry, ActivityAct::Recorded(facts))?, at, &title))
    }

    fn task(&self, p: &Proposal) -> Result<Outcome, Error> {
        let own = self.own_document()?;
        let told = self.registers.basis(p.value("basis"), Some(&own.at))?;
        let mut basis = vec![own];
        for document in told {
            if !basis.contains(&document) {
                basis.push(document);
            }
        }
        let wanted = TaskWanted {
            title: p.value("title").to_owned(),
            assigner: self.registers.body(p.value("assigner"))?,
            lead: Some(self.registers.body(p.value("lead"))?),
            coordinating: self.registers.bodies(p.value("coordinating"))?,
            due_on: date(p.value("due_on"), "Thời hạn")?.and_then(Edtf::last),
            field: Field::from_code(p.value("field")).unwrap_or(Field::Other),
            basis,
        };
        let at = self.office.fresh(Kind::Task);
        let title = wanted.title.clone();
        let drafts = decide::task(None, self.entry(&at), TaskAct::Assigned(wanted.facts()?))?;
        Ok(Outcome::of(drafts, at, &title))
    }

    fn finding(&self, p: &Proposal) -> Result<Outcome, Error> {
        let facts = FindingFacts {
            kind: FindingKind::from_code(p.value("kind")).unwrap_or(FindingKind::Result),
            text: p.value("text").to_owned(),
            field: Field::from_code(p.value("field")).unwrap_or(Field::Other),
            body: None,
            cause_of: None,
            found_in: Some(self.own_document()?),
        };
        let at = self.office.fresh(Kind::Finding);
        let text = facts.text.clone();
        Ok(Outcome::of(
            decide::finding(None, self.entry(&at), FindingAct::Recorded(facts))?,
            at,
            &text,
        ))
    }
}

/// What a proposal says of a document: itself, or one that it cites.
pub(super) fn document_facts(p: &Proposal, bodies: &BodyIndex) -> Result<DocumentFacts, Error> {
    let named = || some(p.value("name")).unwrap_or_else(|| p.title.clone());
    Ok(DocumentFacts {
        number: number(p.value("number"))?,
        doc_type: p.value("doc_type").to_owned(),
        subject: some(p.value("subject")).unwrap_or_else(named),
        issuer: some(p.value("issuer")),
        issuer_body: bodies.only(p.value("issuer")).map(|b| b.at.clone()),
        issued_on: date(p.value("issued_on"), "Ngày ban hành")?,
        signer: some(p.value("signer")),
        intake: None,
        circulation: some(p.value("circulation")),
    })
}

fn some(value: &str) -> Option<String> {
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn number(value: &str) -> Result<Option<DocNumber>, Error> {
    let Some(written) = some(value) else { return Ok(None) };
    let form = "07/CT-UBND, 28-NQ/TW, 21/2019/NĐ-CP".to_owned();
    let facts = [("value", written.clone()), ("field", "Số, ký hiệu".to_owned()), ("form", form)];
    DocNumber::parse(&written).map(Some).ok_or_else(|| refused("proposal.field-bad", facts))
}

/// `300 đại biểu`: a count and who is counted.
fn attendance(line: &str) -> Result<Attendance, Error> {
    let (count, unit) = line.split_once(' ').unwrap_or((line, "người"));
    let form = "300 đại biểu".to_owned();
    let facts = [("value", line.to_owned()), ("field", "Số người dự".to_owned()), ("form", form)];
    let value = count.replace('.', "").parse().map_err(|_| refused("proposal.field-bad", facts))?;
    Ok(Attendance { value, unit: unit.to_owned(), qualifier: "exact".to_owned() })
}
