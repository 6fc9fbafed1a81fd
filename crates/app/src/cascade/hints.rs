//! Hints: what the texts taken in suggest of a document's cascade and nobody has confirmed, each with the way to confirm it.

use super::said::{Said, TextSays};
use crate::error::Error;
use crate::office::Office;
use crate::register::BodyIndex;
use record::cascade::{Bond, Hint, Rests, Step, bond};
use record::figures::Facts;
use record::object::{Activity, Document, Intake, Object};
use record::{Evidence, object};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use terms::{ActivityKind, Day, Instant, Kind, Named, Ref, Relation};

/// How a hint is confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirm {
    /// By deciding on the proposals of this intake.
    Intake(Ref),
    /// By saying that this activity made the document known.
    Session(Ref),
    /// By saying that this document carries it out.
    Link(Ref),
}

/// A hint with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HintView {
    /// What may have been done.
    pub step: Step,
    /// By whom, as far as on the register.
    pub body: Option<Named>,
    /// By whom as written; empty when the text does not say.
    pub who: String,
    /// The document or activity by which.
    pub what: String,
    /// Why it is thought so.
    pub why: &'static str,
    /// The day of the text, as far as known.
    pub on: Option<Day>,
    /// The words of the text.
    pub quote: String,
    /// Where they stand: the intake and the first byte.
    pub place: (Ref, usize),
    /// Name of the file.
    pub file_name: String,
    /// How it is confirmed.
    pub confirm: Confirm,
}

const BY_PROPOSAL: &str = "đề xuất từ văn bản đã đọc đang chờ xác nhận";
const BY_TEXT: &str = "văn bản nêu việc thực hiện nhưng chưa có liên kết được xác nhận";
const TOGETHER: &str = "được quán triệt cùng văn bản này trong một câu";
const TAUGHT: &str = "bản tin về hoạt động nêu việc quán triệt, triển khai văn bản này";
const UNNAMED: &str = "chỉ nêu loại văn bản và cơ quan ban hành, không có số, ký hiệu";

/// Every hint about a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Hints(pub(super) Vec<HintView>);

impl Hints {
    /// As the record takes them.
    pub(super) fn plain(&self) -> Vec<Hint> {
        let one = |h: &HintView| Hint {
            step: h.step,
            body: h.body.as_ref().map(|b| b.at.clone()),
            on: h.on,
        };
        self.0.iter().map(one).collect()
    }
}

impl Office {
    /// The hints about a document in the texts that had come in before an instant.
    pub(super) async fn hints(
        &self,
        facts: &Facts,
        document: &Document,
        before: Instant,
        on: Day,
    ) -> Result<Hints, Error> {
        let intakes = self.store.load_all_as_of(Kind::Intake, before).await?;
        let rests = Rests::of(&facts.documents, document, on);
        let whole = rests.found.iter().chain(&rests.reports).map(|i| &i.document.at).collect();
        let index = OnceCell::new();
        let mut finder = Finder { facts, document, on, index, whole, found: Vec::new() };
        for intake in intakes {
            let Object::Intake(intake) = intake else { continue };
            let says = self.text_says(&intake).await?;
            if document.facts.intake.as_ref() != Some(&intake.at) {
                finder.read(&intake, &says);
            }
        }
        Ok(Hints(finder.found))
    }
}

struct Finder<'a> {
    facts: &'a Facts,
    document: &'a Document,
    on: Day,
    /// Bodies by name; made when the first name is asked.
    index: OnceCell<BodyIndex>,
    /// Documents that are known to carry it out or report on it.
    whole: BTreeSet<&'a Ref>,
    found: Vec<HintView>,
}

impl<'a> Finder<'a> {
    fn read(&mut self, intake: &Intake, says: &TextSays) {
        let own: Vec<usize> =
            (0..says.cites.len()).filter(|i| self.is_it(&says.cites[*i])).collect();
        self.rests(intake, says, &own);
        self.others(intake, says, &own);
        let taught = own.iter().map(|i| &says.cites[*i]).find(|c| c.taught);
        let unnamed = says.unnamed.iter().find(|u| self.may_be(u, says));
        let session = match (taught, unnamed) {
            (Some(c), _) => Some((c.span.0, c.sentence.0, TAUGHT)),
            // A text that cites the document by its number means that one by its number.
            (None, Some(u)) if own.is_empty() => Some((u.span.0, u.span.0, UNNAMED)),
            _ => None,
        };
        if let Some((start, sentence, why)) = session {
            let quote = says.sentences.get(&sentence).cloned();
            let quote = quote.or_else(|| unnamed.map(|u| u.quote.clone())).unwrap_or_default();
            self.session(intake, says, start, quote, why);
        }
    }

    /// Whether a citation is of the document: the same number, and no day that contradicts.
    fn is_it(&self, c: &Said) -> bool {
        let facts = &self.document.facts;
        let key = facts.number.as_ref().map(|n| n.key());
        let key = key.unwrap_or_else(|| text::fold::match_key(&facts.subject));
        key == c.key && (c.date.is_none() || facts.issued_on.is_none() || c.date == facts.issued_on)
    }

    /// Whether words that name a type and an issuer may mean the document: it was there by the day of the text.
    fn may_be(&self, u: &super::said::Unnamed, says: &TextSays) -> bool {
        let facts = &self.document.facts;
        let issuer = facts.issuer.as_deref().map(text::fold::match_key).unwrap_or_default();
        let first = facts.issued_on.and_then(|e| e.first());
        let before = says.day.zip(first).is_none_or(|(text, first)| first <= text);
        !issuer.is_empty()
            && text::fold::match_key(&facts.doc_type) == u.doc_type
            && u.issuers.split(", ").any(|one| begins(one, &issuer))
            && before
    }

    /// The text itself rests on the document, and the citation waits to be confirmed.
    fn rests(&mut self, intake: &Intake, says: &TextSays, own: &[usize]) {
        let known = self.of_intake(intake);
        if known.is_some_and(|d| self.whole.contains(&d.at)) {
            return;
        }
        let cited = own.iter().map(|i| &says.cites[*i]);
        let Some((c, bond)) =
            cited.filter_map(|c| Some((c, bond(&says.doc_type, c.relation)?))).next()
        else {
            return;
        };
        // A citation that is on record without such a relation has been judged by a person.
        if known.is_some_and(|d| d.cites.iter().any(|x| x.citation.target.at == self.document.at)) {
            return;
        }
        let step = step_of(bond);
        let body = known.and_then(|d| self.body_of(d)).or_else(|| self.named(&says.issuer));
        self.found.push(HintView {
            step,
            body,
            who: says.issuer.clone(),
            what: known.map_or_else(|| intake.title.clone(), Document::label),
            why: BY_PROPOSAL,
            on: says.day,
            quote: says.sentences.get(&c.sentence.0).cloned().unwrap_or_default(),
            place: (intake.at.clone(), c.span.0),
            file_name: intake.file_name.clone(),
            confirm: Confirm::Intake(intake.at.clone()),
        });
    }

    /// Other documents of which the text says that they carry it out, or that were made known together with it.
    fn others(&mut self, intake: &Intake, says: &TextSays, own: &[usize]) {
        let mut told: BTreeSet<&str> = BTreeSet::new();
        let carries = says.cites.iter().filter(|c| c.carries_out.is_some_and(|i| own.contains(&i)));
        let together = own.iter().filter(|i| says.cites[**i].taught).flat_map(|i| {
            let after = says.cites.iter().skip(i + 1);
            after.filter(|c| c.sentence == says.cites[*i].sentence && self.is_later(c))
        });
        let all = carries.map(|c| (c, BY_TEXT)).chain(together.map(|c| (c, TOGETHER)));
        for (c, why) in all.collect::<Vec<_>>() {
            if self.is_it(c) || !told.insert(&c.key) {
                continue;
            }
            self.other(intake, says, c, why);
        }
    }

    /// Whether a cited document was issued after this one, as far as the text says.
    fn is_later(&self, c: &Said) -> bool {
        let own = self.document.facts.issued_on.and_then(|e| e.last());
        own.zip(c.date.and_then(|e| e.first())).is_some_and(|(own, cited)| own < cited)
    }

    fn other(&mut self, intake: &Intake, says: &TextSays, c: &Said, why: &'static str) {
        let known = self.facts.documents.iter().filter(|d| d.withdrawn.is_none()).find(|d| {
            d.facts.number.as_ref().is_some_and(|n| n.key() == c.key)
                && (d.facts.issued_on.is_none() || c.date.is_none() || d.facts.issued_on == c.date)
        });
        let doc_type = known.map_or(&c.doc_type, |d| &d.facts.doc_type);
        let Some(bond) = bond(doc_type, Relation::Implements) else { return };
        if known.is_some_and(|d| self.whole.contains(&d.at) || d.at == self.document.at) {
            return;
        }
        let body = known.and_then(|d| self.body_of(d)).or_else(|| self.named(&c.issuer));
        let confirm = match known {
            Some(d) => Confirm::Link(d.at.clone()),
            None => Confirm::Intake(intake.at.clone()),
        };
        self.found.push(HintView {
            step: step_of(bond),
            body,
            who: c.issuer.clone(),
            what: known.map_or_else(|| format!("{} số {}", c.doc_type, c.key), Document::label),
            why,
            on: known.and_then(|d| d.facts.issued_on).or(c.date).and_then(|e| e.last()),
            quote: says.sentences.get(&c.sentence.0).cloned().unwrap_or_default(),
            place: (intake.at.clone(), c.span.0),
            file_name: intake.file_name.clone(),
            confirm,
        });
    }

    /// What the text reports may have made the document known.
    fn session(
        &mut self,
        intake: &Intake,
        says: &TextSays,
        start: usize,
        quote: String,
        why: &'static str,
    ) {
        let Some(told) = &says.activity else { return };
        if matches!(told.kind, ActivityKind::InterimReview | ActivityKind::FinalReview) {
            return;
        }
        let known: Vec<&Activity> = self.activities_of(intake);
        let is_known = |a: &&Activity| a.documents.iter().any(|d| d.at == self.document.at);
        if known.iter().any(is_known) {
            return;
        }
        let held = known.first();
        let hosts: Vec<(Option<Named>, String)> = match held {
            Some(a) if !a.facts.hosts.is_empty() => {
                a.facts.hosts.iter().map(|h| (Some(h.clone()), h.name.clone())).collect()
            }
            _ if told.hosts.is_empty() => vec![(None, String::new())],
            _ => told.hosts.iter().map(|h| (self.named(h), h.clone())).collect(),
        };
        let on = held.and_then(|a| a.facts.held_on?.last()).or(says.day);
        for (body, who) in hosts {
            self.found.push(HintView {
                step: Step::Disseminated,
                body,
                who,
                what: held.map_or_else(|| told.title.clone(), |a| a.facts.title.clone()),
                why,
                on,
                quote: quote.clone(),
                place: (intake.at.clone(), start),
                file_name: intake.file_name.clone(),
                confirm: match held {
                    Some(a) => Confirm::Session(a.at.clone()),
                    None => Confirm::Intake(intake.at.clone()),
                },
            });
        }
    }

    /// The document on the register whose text an intake holds.
    fn of_intake(&self, intake: &Intake) -> Option<&'a Document> {
        let mut all = self.facts.documents.iter().filter(|d| d.withdrawn.is_none());
        all.find(|d| d.facts.intake.as_ref() == Some(&intake.at))
    }

    /// The activities on record that came of an intake.
    fn activities_of(&self, intake: &Intake) -> Vec<&'a Activity> {
        let from = |e: &Evidence| match e {
            Evidence::Span { intake: at, .. } => *at == intake.at,
            Evidence::File { sha256, .. } => *sha256 == intake.sha256,
            _ => false,
        };
        let outcomes: BTreeSet<&Ref> =
            intake.decided.values().filter_map(|d| d.outcome.as_ref()).map(|o| &o.at).collect();
        let there = self.facts.activities.iter().filter(|a| a.withdrawn.is_none());
        there.filter(|a| outcomes.contains(&a.at) || a.evidence.iter().any(from)).collect()
    }

    fn named(&self, name: &str) -> Option<Named> {
        let index = self.index.get_or_init(|| BodyIndex::new(&self.facts.bodies, self.on));
        index.only(name).cloned()
    }

    fn body_of(&self, d: &Document) -> Option<Named> {
        let at = d.facts.issuer_body.as_ref()?;
        let body: Option<&object::Body> = self.facts.bodies.iter().find(|b| b.at == *at);
        body.map(|b| Named { at: at.clone(), name: b.last_name().to_owned() })
    }
}

/// Whether words begin with others as whole words.
fn begins(words: &str, with: &str) -> bool {
    words.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn step_of(bond: Bond) -> Step {
    match bond {
        Bond::Implements => Step::Implemented,
        Bond::Reports => Step::Reported,
    }
}
