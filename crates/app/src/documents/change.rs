//! What people do to the register of documents by hand: enter, correct, withdraw, link, state the days of effect, look them up.

use super::index::{DocumentIndex, Match, candidates, identity, no_type};
use super::words::called;
use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::{Office, held, not_found};
use crate::permit::Viewer;
use record::decide;
use record::figures::Facts;
use record::object::Document;
use record::payload::{DocumentAct, DocumentFacts};
use record::ties::Ties;
use terms::{Day, DocNumber, Edtf, Force, Kind, Named, Ref, Relation, Role};

/// A document as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewDocument {
    /// Number and sign.
    pub number: Option<DocNumber>,
    /// Vietnamese type name.
    pub doc_type: String,
    /// Subject or name.
    pub subject: String,
    /// Issuing body as written.
    pub issuer: Option<String>,
    /// Day of issue, as far as known.
    pub issued_on: Option<Edtf>,
    /// Who signed.
    pub signer: Option<String>,
    /// Mark that limits circulation.
    pub circulation: Option<String>,
}

/// What a person says when the register has entries that may be the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Twin {
    /// Nothing yet.
    #[default]
    Unsaid,
    /// It is none of them.
    Other,
    /// It is this one.
    Is(Ref),
}

/// A link as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkForm {
    /// The other document in words, or the one that was chosen.
    pub target: LinkTarget,
    /// How this one stands to it.
    pub relation: Relation,
    /// Which provisions of the other one.
    pub provisions: Option<String>,
    /// From when; where nothing is said, since this one has effect or was issued.
    pub from: Option<Day>,
    /// What says so, as written.
    pub basis: Option<String>,
}

/// The other document of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// As people name it.
    Words(String),
    /// Chosen from the register.
    Chosen(Ref),
}

impl NewDocument {
    /// What is on record of a document, to be corrected.
    pub(crate) fn of(facts: &DocumentFacts) -> Self {
        let f = facts.clone();
        Self {
            number: f.number,
            doc_type: f.doc_type,
            subject: f.subject,
            issuer: f.issuer,
            issued_on: f.issued_on,
            signer: f.signer,
            circulation: f.circulation,
        }
    }

    pub(crate) fn facts(self, issuer_body: Option<Ref>, intake: Option<Ref>) -> DocumentFacts {
        let Self { number, doc_type, subject, issuer, issued_on, signer, circulation } = self;
        let (doc_type, subject) = (doc_type.trim().to_owned(), subject.trim().to_owned());
        DocumentFacts {
            number,
            doc_type,
            subject,
            issuer,
            issuer_body,
            issued_on,
            signer,
            intake,
            circulation,
        }
    }
}

/// The facts of an entry with what another account of the same document adds; what is known is kept.
pub(crate) fn filled_up(known: &DocumentFacts, more: &DocumentFacts) -> DocumentFacts {
    let mut facts = known.clone();
    facts.number = facts.number.or_else(|| more.number.clone());
    facts.issuer = facts.issuer.or_else(|| more.issuer.clone());
    facts.issuer_body = facts.issuer_body.or_else(|| more.issuer_body.clone());
    let more_exact = more.issued_on.filter(|d| d.day().is_some() || facts.issued_on.is_none());
    facts.issued_on =
        facts.issued_on.filter(|d| d.day().is_some()).or(more_exact).or(facts.issued_on);
    facts.signer = facts.signer.or_else(|| more.signer.clone());
    facts.intake = facts.intake.or_else(|| more.intake.clone());
    facts.circulation = facts.circulation.or_else(|| more.circulation.clone());
    // An entry known by citation is often called by its type and number only.
    let bare = known.number.is_some() && known.subject == crate::describe::document_label(known);
    if no_type(&known.doc_type) && !no_type(&more.doc_type) {
        facts.doc_type.clone_from(&more.doc_type);
    }
    if !more.subject.is_empty() && bare {
        facts.subject.clone_from(&more.subject);
    }
    facts
}

impl Office {
    /// Entries that may be a document, each with why it cannot be told.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn document_twins(
        &self,
        viewer: &Viewer,
        new: &NewDocument,
        own: Option<&Ref>,
    ) -> Result<Vec<(Named, String)>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let body = self.issuer(new.issuer.as_deref()).await?;
        let of = identity(&new.clone().facts(body, None));
        Ok(possible(DocumentIndex::new(&facts.documents).find_other(&of, own)))
    }

    /// Entries that a line may name, each with why it cannot be told.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn documents_named(
        &self,
        viewer: &Viewer,
        line: &str,
    ) -> Result<Vec<(Named, String)>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts_for(viewer).await?;
        Ok(possible(DocumentIndex::new(&facts.documents).named(line)))
    }

    /// Puts a document on the register by hand; one that is there already gets what was missing.
    ///
    /// # Errors
    /// `permit.missing`; `document.on-register`, `document.candidates`; the rules of `decide::document`.
    pub async fn enter_document(
        &self,
        viewer: &Viewer,
        new: NewDocument,
        twin: Twin,
    ) -> Result<Named, Error> {
        let actor = viewer.acting_at_home(Role::Clerk)?;
        let mut writer = self.store.begin_write().await?;
        let body = self.issuer(new.issuer.as_deref()).await?;
        let facts = new.facts(body, None);
        let known = self.facts().await?;
        let index = DocumentIndex::new(&known.documents);
        let before = chosen(&index, &facts, &twin, None)?;
        let (at, says) = match before {
            None => (self.fresh(Kind::Document), DocumentAct::Registered(facts)),
            Some(d) => {
                let (facts, reason) = (filled_up(&d.facts, &facts), "Bổ sung thông tin".to_owned());
                (d.at.clone(), DocumentAct::Corrected { facts, reason })
            }
        };
        let name = match &says {
            DocumentAct::Registered(f) | DocumentAct::Corrected { facts: f, .. } => called(f),
            _ => String::new(),
        };
        let on = self.registered_on(&says);
        let entry = self.entry(&at, actor, on, Vec::new());
        writer.append(decide::document(before, entry, says)?, self.now()).await?;
        writer.commit().await?;
        Ok(Named { at, name })
    }

    /// What is on record of a document, as it would be typed.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn document_as_typed(&self, viewer: &Viewer, at: &Ref) -> Result<NewDocument, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts_for(viewer).await?;
        facts.document(at).map(|d| NewDocument::of(&d.facts)).ok_or_else(|| not_found(at))
    }

    /// Corrects what is on record of a document.
    ///
    /// # Errors
    /// `permit.missing`, not found; `document.on-register`, `document.candidates`; `act.reason-missing`.
    pub async fn correct_document(
        &self,
        viewer: &Viewer,
        at: &Ref,
        new: NewDocument,
        (reason, twin): (&str, Twin),
    ) -> Result<Named, Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let body = self.issuer(new.issuer.as_deref()).await?;
        self.must_read(viewer, at).await?;
        let known = self.facts().await?;
        let before = known.document(at).ok_or_else(|| not_found(at))?;
        let facts = new.facts(body, before.facts.intake.clone());
        still_itself(&known, before, &facts, &twin)?;
        let says = DocumentAct::Corrected { facts, reason: reason.trim().to_owned() };
        let on = self.registered_on(&says);
        let entry = self.entry(at, actor, on, Vec::new());
        self.change(at, |d: &Document| Ok(decide::document(Some(d), entry, says)?)).await?;
        self.document_called(at).await
    }

    /// Takes a document off the register.
    ///
    /// # Errors
    /// `permit.missing`, not found, `act.reason-missing`.
    pub async fn withdraw_document(
        &self,
        viewer: &Viewer,
        at: &Ref,
        reason: &str,
    ) -> Result<Named, Error> {
        let says = DocumentAct::Withdrawn { reason: reason.trim().to_owned() };
        self.say_of_document(viewer, at, None, says).await
    }

    /// Links a document to another one by hand.
    ///
    /// # Errors
    /// `permit.missing`, not found; `document.not-on-register`, `document.candidates`; `document.replaces-in-circle`, and misfits.
    pub async fn link_document(
        &self,
        viewer: &Viewer,
        at: &Ref,
        form: LinkForm,
    ) -> Result<Named, Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        self.must_read(viewer, at).await?;
        let mut writer = self.store.begin_write().await?;
        let now: Document = held(&mut writer, at).await?;
        let known = self.facts().await?;
        let target = match &form.target {
            LinkTarget::Chosen(other) => known.document(other).ok_or_else(|| not_found(other))?,
            LinkTarget::Words(line) => DocumentIndex::new(&known.documents).only(line)?,
        };
        self.must_read(viewer, &target.at).await?;
        let from = form.from.or_else(|| usual_day(&now, form.relation));
        let from = from.ok_or(record::Refusal::Blank { field: "from" })?;
        let says = DocumentAct::Linked {
            target: Named { at: target.at.clone(), name: target.label() },
            relation: form.relation,
            provisions: form.provisions,
            basis: form.basis,
        };
        let entry = self.entry(at, actor, Some(from), Vec::new());
        let ties = Ties::of(&known.documents);
        writer.append(decide::document_among(Some(&now), entry, says, &ties)?, self.now()).await?;
        writer.commit().await?;
        self.document_called(at).await
    }

    /// States from when until when a document has effect.
    ///
    /// # Errors
    /// `permit.missing`, not found, and the rules of `decide::document`.
    pub async fn state_force(
        &self,
        viewer: &Viewer,
        at: &Ref,
        (from, until): (Option<Day>, Option<Day>),
        basis: Option<String>,
    ) -> Result<Named, Error> {
        let says = DocumentAct::ForceStated { from, until, basis };
        self.say_of_document(viewer, at, None, says).await
    }

    /// Notes what was found of a document's force on a day, today when `None`.
    ///
    /// # Errors
    /// `permit.missing`, not found, and the rules of `decide::document`.
    pub async fn check_force(
        &self,
        viewer: &Viewer,
        at: &Ref,
        (on, force): (Option<Day>, Force),
        source: &str,
    ) -> Result<Named, Error> {
        let says = DocumentAct::ForceChecked { force, source: source.trim().to_owned() };
        self.say_of_document(viewer, at, on, says).await
    }

    async fn say_of_document(
        &self,
        viewer: &Viewer,
        at: &Ref,
        on: Option<Day>,
        says: DocumentAct,
    ) -> Result<Named, Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        self.must_read(viewer, at).await?;
        let entry = self.entry(at, actor, on, Vec::new());
        self.change(at, |d: &Document| Ok(decide::document(Some(d), entry, says)?)).await?;
        self.document_called(at).await
    }

    async fn document_called(&self, at: &Ref) -> Result<Named, Error> {
        let facts = self.facts().await?;
        let found = facts.document(at).ok_or_else(|| not_found(at))?;
        Ok(Named { at: at.clone(), name: crate::describe::document_label(&found.facts) })
    }

    /// The issuing body on the register, when exactly one has the name.
    pub(crate) async fn issuer(&self, name: Option<&str>) -> Result<Option<Ref>, Error> {
        let Some(name) = name else { return Ok(None) };
        Ok(self.body_index(self.today()).await?.only(name).map(|b| b.at.clone()))
    }

    /// A document stands on the register from its issue, when that has come.
    pub(crate) fn registered_on(&self, says: &DocumentAct) -> Option<Day> {
        let facts = match says {
            DocumentAct::Registered(facts) | DocumentAct::Corrected { facts, .. } => facts,
            _ => return None,
        };
        facts.issued_on.and_then(Edtf::last).filter(|day| *day <= self.today())
    }
}

/// Refuses facts by which a document would become another entry of the register.
pub(crate) fn still_itself(
    known: &Facts,
    before: &Document,
    facts: &DocumentFacts,
    twin: &Twin,
) -> Result<(), Error> {
    if identity(facts) == identity(&before.facts) {
        return Ok(());
    }
    let index = DocumentIndex::new(&known.documents);
    match chosen(&index, facts, twin, Some(&before.at))? {
        Some(other) => Err(on_register(other)),
        None => Ok(()),
    }
}

/// From when a link holds when nobody says: since the document takes effect where it acts on force, else since it was issued.
fn usual_day(document: &Document, relation: Relation) -> Option<Day> {
    let effect = document.effect().and_then(|span| span.from);
    match relation.acts_on_force() {
        true => effect,
        false => document.facts.issued_on.and_then(Edtf::day).or(effect),
    }
}

/// The entry that a document is, as the register and the person say.
pub(crate) fn chosen<'a>(
    index: &DocumentIndex<'a>,
    facts: &DocumentFacts,
    twin: &Twin,
    own: Option<&Ref>,
) -> Result<Option<&'a Document>, Error> {
    match (index.find_other(&identity(facts), own), twin) {
        (Match::One(document), Twin::Is(at)) if document.at == *at => Ok(Some(document)),
        (Match::One(document), _) => Err(on_register(document)),
        (Match::None, _) | (Match::Several(_), Twin::Other) => Ok(None),
        (Match::Several(all), Twin::Unsaid) => Err(candidates(&all)),
        (Match::Several(all), Twin::Is(at)) => {
            let found = all.iter().find(|p| p.document.at == *at).map(|p| p.document);
            found.map(Some).ok_or_else(|| candidates(&all))
        }
    }
}

fn on_register(document: &Document) -> Error {
    Error::Refused(Problem::new("document.on-register", [("name", called(&document.facts))]))
}

fn possible(found: Match<'_>) -> Vec<(Named, String)> {
    match found {
        Match::None => Vec::new(),
        Match::One(d) => {
            let name = called(&d.facts);
            vec![(Named { at: d.at.clone(), name }, "trùng mọi thông tin đã biết".to_owned())]
        }
        Match::Several(all) => all.iter().map(|p| (p.called(), p.why().to_owned())).collect(),
    }
}
