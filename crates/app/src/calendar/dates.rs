//! The date of a document put right, and what moves with it: told before it is done, and after.

use super::{Entry, Moved, given};
use crate::documents::{Twin, still_itself};
use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use record::calendar;
use record::decide;
use record::object::Document;
use record::payload::DocumentAct;
use terms::{Edtf, Instant, Named, Ref, Role};

/// A document with its date, what follows from it, and what moved when the date was put right.
#[derive(Debug, Clone)]
pub struct DocumentDate {
    /// The document.
    pub document: Named,
    /// Its subject.
    pub subject: String,
    /// Its date as it stands.
    pub issued_on: Option<Edtf>,
    /// What follows from it.
    pub follows: Vec<Entry>,
    /// What moved by corrections of it so far, the last first.
    pub moved: Vec<Moved>,
}

/// What moves when a document gets another date.
#[derive(Debug, Clone)]
pub struct DateFollows {
    /// The date it would have.
    pub issued_on: Edtf,
    /// What moves.
    pub moved: Vec<Moved>,
}

impl Office {
    /// A document's date and what follows from it.
    ///
    /// # Errors
    /// `permit.missing`, not found, or the store's.
    pub async fn document_date(&self, viewer: &Viewer, at: &Ref) -> Result<DocumentDate, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let (facts, rules) = (self.facts_for(viewer).await?, self.calendar_rules().await?);
        let document = facts.document(at).ok_or_else(|| not_found(at))?;
        let given = given(&facts);
        let moved = self.document_moved(viewer, at).await?;
        Ok(DocumentDate {
            document: Named { at: at.clone(), name: document.label() },
            subject: document.facts.subject.clone(),
            issued_on: document.facts.issued_on,
            follows: calendar::follows(&given, &rules, document),
            moved,
        })
    }

    /// What moved in the calendar because a document was put right, the last first.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn document_moved(&self, viewer: &Viewer, at: &Ref) -> Result<Vec<Moved>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts_for(viewer).await?;
        // Most documents were never put right: nothing is computed for them.
        if facts.document(at).is_none_or(|d| d.corrected.is_empty()) {
            return Ok(Vec::new());
        }
        let rules = self.calendar_rules().await?;
        let mut all = calendar::moved_since(&given(&facts), &rules, Instant(i64::MIN));
        all.retain(|m| m.cause.at == *at);
        Ok(all)
    }

    /// What would move if a document had another date. Writes nothing.
    ///
    /// # Errors
    /// `permit.missing`, not found, `document.date-same`, or the store's.
    pub async fn date_would_move(
        &self,
        viewer: &Viewer,
        at: &Ref,
        issued_on: Edtf,
    ) -> Result<DateFollows, Error> {
        viewer.acting_at_home(Role::Officer)?;
        let (facts, rules) = (self.facts_for(viewer).await?, self.calendar_rules().await?);
        let document = facts.document(at).ok_or_else(|| not_found(at))?;
        let new = dated(document, issued_on)?;
        Ok(DateFollows { issued_on, moved: calendar::moved_with(&given(&facts), &rules, &new) })
    }

    /// Puts a document's date right.
    ///
    /// # Errors
    /// `permit.missing`, not found, `document.date-same`; `document.on-register`, `document.candidates`; and the rules of
    /// `decide::document`.
    pub async fn correct_date(
        &self,
        viewer: &Viewer,
        at: &Ref,
        issued_on: Edtf,
        reason: &str,
    ) -> Result<(), Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let reason = reason.trim().to_owned();
        let known = self.facts_for(viewer).await?;
        let done = self.change(at, |document: &Document| {
            let facts = dated(document, issued_on)?.facts;
            still_itself(&known, document, &facts, &Twin::Unsaid)?;
            let entry = self.entry(at, actor, None, Vec::new());
            let says = DocumentAct::Corrected { facts, reason };
            Ok(decide::document(Some(document), entry, says)?)
        });
        done.await.map(|_| ())
    }
}

/// A document with another date; refused when it is the one it has.
fn dated(document: &Document, issued_on: Edtf) -> Result<Document, Error> {
    if document.facts.issued_on == Some(issued_on) {
        let facts = [("date", issued_on.vn())];
        return Err(Error::Refused(Problem::new("document.date-same", facts)));
    }
    let mut new = document.clone();
    new.facts.issued_on = Some(issued_on);
    Ok(new)
}
