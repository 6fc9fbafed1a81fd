//! What people write on a cascade: to whom a document goes, who received it, what a hint turned out to be, and what is taken back.

use super::groups::chosen;
use super::hints::Confirm;
use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::{Office, held, not_found};
use crate::permit::Viewer;
use record::figures::Facts;
use record::object::{Activity, Document};
use record::payload::{ActivityAct, DocumentAct};
use record::{ActKey, Actor, Draft, Evidence, Object, Payload, decide};
use std::collections::BTreeSet;
use terms::{Day, Named, Ref, Relation, Role, Site};

/// To whom a document goes, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Addressing {
    /// Groups of bodies by their codes.
    pub groups: Vec<String>,
    /// Single bodies.
    pub bodies: Vec<Ref>,
    /// Whether all bodies below them have to as well.
    pub below: bool,
    /// From when; today when `None`.
    pub on: Option<Day>,
    /// The days set: received, disseminated, implemented, reported.
    pub days: [Option<Day>; 4],
    /// What says so.
    pub basis: Option<String>,
}

/// A hint that a person confirms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirming {
    /// This activity made the document known.
    Session(Ref),
    /// This document carries it out.
    Link(Ref),
}

impl Office {
    /// Says to whom a document goes and what each has to do by when; gives how many bodies were named.
    ///
    /// # Errors
    /// `permit.missing`, not found, `cascade.nobody`, `cascade.day-early`, and the rules of `decide::document`.
    pub async fn address(
        &self,
        viewer: &Viewer,
        at: &Ref,
        new: Addressing,
    ) -> Result<usize, Error> {
        self.must_read(viewer, at).await?;
        let facts = self.facts().await?;
        let document = facts.document(at).ok_or_else(|| not_found(at))?;
        let actor = sender(viewer, &facts, document, Role::Officer)?;
        let day = new.on.unwrap_or_else(|| self.today());
        let bodies = chosen(&facts, day, &new.groups, &new.bodies);
        if bodies.is_empty() {
            return Err(Error::refused("cascade.nobody"));
        }
        if let Some(early) = new.days.iter().flatten().find(|by| **by < day) {
            let facts = [("day", early.vn()), ("on", day.vn())];
            return Err(Error::Refused(Problem::new("cascade.day-early", facts)));
        }
        let n = bodies.len();
        let [receive_by, disseminate_by, implement_by, report_by] = new.days;
        let below = new.below;
        let basis = new.basis;
        let says = DocumentAct::Addressed {
            bodies,
            below,
            receive_by,
            disseminate_by,
            implement_by,
            report_by,
            basis,
        };
        let entry = self.entry(at, actor, new.on, Vec::new());
        self.change(at, |d: &Document| Ok(decide::document(Some(d), entry, says)?)).await?;
        Ok(n)
    }

    /// Notes that bodies received a document on a day, all at once or none; gives how many. Those noted already are passed over.
    ///
    /// A body's clerk notes for the body and those below it; whoever may send for the issuer notes for all.
    ///
    /// # Errors
    /// `permit.missing`, not found, `cascade.nobody`, and the rules of the record.
    pub async fn mark_received(
        &self,
        viewer: &Viewer,
        at: &Ref,
        bodies: &[Ref],
        on: Option<Day>,
        number: Option<&str>,
    ) -> Result<usize, Error> {
        self.must_read(viewer, at).await?;
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let now: Document = held(&mut writer, at).await?;
        let done: BTreeSet<&Ref> = now.delivered.iter().map(|d| &d.body.at).collect();
        let day = on.unwrap_or_else(|| self.today());
        let new: BTreeSet<&Ref> = bodies.iter().filter(|b| !done.contains(b)).collect();
        if bodies.is_empty() {
            return Err(Error::refused("cascade.nobody"));
        }
        let mut drafts = Vec::with_capacity(new.len());
        for body in new {
            let body = facts.body(body).ok_or_else(|| not_found(body))?.named_on(day);
            let actor = receiver(viewer, &facts, &now, &body)?;
            let number = number.filter(|_| bodies.len() == 1).map(str::to_owned);
            let says = DocumentAct::Delivered { body, number };
            drafts.push(self.entry(at, actor, on, Vec::new()).draft(Payload::Document(says)));
        }
        // One by one only for the first: the others differ in nothing but the body, and each is new.
        if let Some(Draft { payload: Payload::Document(says), actor, .. }) = drafts.first() {
            decide::document(
                Some(&now),
                self.entry(at, actor.clone(), on, Vec::new()),
                says.clone(),
            )?;
        }
        let n = drafts.len();
        if n > 0 {
            writer.append(drafts, self.now()).await?;
            writer.commit().await?;
        }
        Ok(n)
    }

    /// Takes back acts on a document that were entered by mistake, by their sites and numbers.
    ///
    /// # Errors
    /// `permit.missing`, not found, and the rules of `decide::document`.
    pub async fn undo_on_document(
        &self,
        viewer: &Viewer,
        at: &Ref,
        acts: &[(Site, u64)],
        reason: &str,
    ) -> Result<(), Error> {
        let key = |(site, seq): &(Site, u64)| ActKey { site: site.clone(), seq: *seq };
        let acts = acts.iter().map(key).collect();
        self.must_read(viewer, at).await?;
        let facts = self.facts().await?;
        let document = facts.document(at).ok_or_else(|| not_found(at))?;
        let actor = sender(viewer, &facts, document, Role::Officer)?;
        let says = DocumentAct::Undone { acts, reason: reason.trim().to_owned() };
        let entry = self.entry(at, actor, None, Vec::new());
        self.change(at, |d: &Document| Ok(decide::document(Some(d), entry, says)?)).await?;
        Ok(())
    }

    /// Confirms a hint of the document's cascade as it stands now; one that is not there is refused.
    ///
    /// # Errors
    /// `permit.missing`, not found, `cascade.no-hint`, and the rules of the record.
    pub async fn confirm_hint(
        &self,
        viewer: &Viewer,
        at: &Ref,
        confirming: Confirming,
    ) -> Result<Named, Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let material = self.material(at, None, None).await?;
        let document = material.facts.document(at).ok_or_else(|| not_found(at))?;
        let target = Named { at: at.clone(), name: document.label() };
        let wanted = match &confirming {
            Confirming::Session(a) => Confirm::Session(a.clone()),
            Confirming::Link(d) => Confirm::Link(d.clone()),
        };
        let hint = material.hints.0.iter().find(|h| h.confirm == wanted);
        let hint = hint.ok_or_else(|| Error::refused("cascade.no-hint"))?;
        let evidence = self.evidence_of(hint).await?;
        match confirming {
            Confirming::Session(a) => self.convene_about(&a, actor, target, evidence).await?,
            Confirming::Link(d) => {
                let reports = hint.step == super::Step::Reported;
                let relation = if reports { Relation::Reports } else { Relation::Implements };
                let basis = Some(format!("{}: “{}”", hint.file_name, hint.quote));
                let says = DocumentAct::Linked { target, relation, provisions: None, basis };
                let issued = material.facts.document(&d).and_then(|d| d.facts.issued_on?.last());
                let on = issued.filter(|day| *day <= self.today());
                let entry = self.entry(&d, actor, on, evidence);
                self.change(&d, |d: &Document| Ok(decide::document(Some(d), entry, says)?)).await?;
            }
        }
        let at = match wanted {
            Confirm::Session(at) | Confirm::Link(at) | Confirm::Intake(at) => at,
        };
        Ok(Named { at, name: hint.what.clone() })
    }

    async fn convene_about(
        &self,
        at: &Ref,
        actor: Actor,
        document: Named,
        evidence: Vec<Evidence>,
    ) -> Result<(), Error> {
        let change = |a: &Activity| {
            let mut documents = a.documents.clone();
            documents.push(document);
            let bodies = a.convened.clone();
            let summoned = a.summoned.clone();
            let says = ActivityAct::Convened { documents, bodies, summoned };
            let on = Some(a.created.effective_on);
            Ok(decide::activity(Some(a), self.entry(at, actor, on, evidence), says)?)
        };
        self.change(at, change).await.map(|_| ())
    }

    /// The words on which a confirmed hint rests.
    async fn evidence_of(&self, hint: &super::HintView) -> Result<Vec<Evidence>, Error> {
        let (intake, start) = &hint.place;
        let Some(Object::Intake(kept)) = self.store.load(intake).await? else {
            return Ok(Vec::new());
        };
        let (text, _) = self.reading(&kept).await?;
        let quote = hint.quote.trim_end_matches('…');
        let start = text.find(quote).filter(|_| !quote.is_empty()).unwrap_or(*start);
        let end = if text[start..].starts_with(quote) { start + quote.len() } else { start };
        Ok(vec![Evidence::Span {
            intake: intake.clone(),
            sha256: kept.sha256,
            file_name: kept.file_name,
            start: start as u64,
            end: end as u64,
            quote: quote.to_owned(),
        }])
    }
}

/// Who acts for the issuer of a document; where that is not on the register or not the viewer's, the viewer's own body.
fn sender(viewer: &Viewer, facts: &Facts, document: &Document, role: Role) -> Result<Actor, Error> {
    let issuer = document.facts.issuer_body.as_ref().and_then(|at| facts.body(at));
    let issuer = issuer.map(|b| Named { at: b.at.clone(), name: b.last_name().to_owned() });
    match issuer.filter(|b| viewer.may(role, &b.at)) {
        Some(issuer) => viewer.acting(role, &issuer),
        None => viewer.acting_at_home(role),
    }
}

/// Who notes that a body received a document.
fn receiver(
    viewer: &Viewer,
    facts: &Facts,
    document: &Document,
    body: &Named,
) -> Result<Actor, Error> {
    if viewer.may(Role::Clerk, &body.at) {
        return viewer.acting(Role::Clerk, body);
    }
    match document.facts.issuer_body.as_ref().filter(|at| viewer.may(Role::Clerk, at)) {
        Some(_) => sender(viewer, facts, document, Role::Clerk),
        None => viewer.acting(Role::Clerk, body),
    }
}
