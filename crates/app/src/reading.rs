//! Who may read what: documents above the class that a person's roles reach are not there for that person, and how many are
//! kept back is told.

use crate::error::{Error, Problem};
use crate::office::Office;
use crate::permit::Viewer;
use record::figures::Facts;
use record::object::{Document, Intake};
use std::sync::Arc;
use terms::{AccessClass, Kind, Ref, Role};

/// The class up to which a role reads.
pub fn reach(role: Role) -> AccessClass {
    match role {
        Role::Reader | Role::Administrator | Role::Standby => AccessClass::Open,
        Role::Clerk | Role::Officer => AccessClass::Internal,
        Role::Approver => AccessClass::Restricted,
    }
}

impl Viewer {
    /// The class up to which the viewer reads: the highest that a role reaches.
    pub fn reads_up_to(&self) -> AccessClass {
        self.grants.iter().map(|g| reach(g.role)).max().unwrap_or_default()
    }
}

/// The class of a document: what bears a mark of circulation is internal.
pub(crate) fn class_of(document: &Document) -> AccessClass {
    match document.facts.circulation {
        Some(_) => AccessClass::Internal,
        None => AccessClass::Open,
    }
}

/// The facts without documents above a class.
fn below(facts: &Facts, class: AccessClass) -> Facts {
    let mut below = facts.clone();
    below.documents.retain(|d| class.may_read(class_of(d)));
    below
}

fn above() -> Error {
    Error::Forbidden(Problem::new("class.above", []))
}

impl Office {
    /// The facts as the ledger stands, without the documents that the viewer may not read.
    pub(crate) async fn facts_for(&self, viewer: &Viewer) -> Result<Arc<Facts>, Error> {
        let (facts, class) = (self.facts().await?, viewer.reads_up_to());
        if facts.documents.iter().all(|d| class.may_read(class_of(d))) {
            return Ok(facts);
        }
        let mut kept = self.kept.below.lock().await;
        let made = kept.get(&class).filter(|(of, _)| Arc::ptr_eq(of, &facts));
        if let Some((_, below)) = made {
            return Ok(below.clone());
        }
        let below = Arc::new(below(&facts, class));
        kept.insert(class, (facts, below.clone()));
        Ok(below)
    }

    /// The documents on record that the viewer may not read.
    pub(crate) async fn closed_to(&self, viewer: &Viewer) -> Result<Vec<Ref>, Error> {
        let (facts, class) = (self.facts().await?, viewer.reads_up_to());
        let closed = facts.documents.iter().filter(|d| !class.may_read(class_of(d)));
        Ok(closed.map(|d| d.at.clone()).collect())
    }

    /// How many documents on record are kept back from the viewer, whatever was asked for: a count by what was asked would
    /// tell what they say.
    ///
    /// # Errors
    /// The store's.
    pub async fn withheld(&self, viewer: &Viewer) -> Result<usize, Error> {
        Ok(self.closed_to(viewer).await?.len())
    }

    /// Refuses a document or an intake that the viewer may not read.
    ///
    /// # Errors
    /// `class.above`.
    pub(crate) async fn must_read(&self, viewer: &Viewer, at: &Ref) -> Result<(), Error> {
        let class = viewer.reads_up_to();
        let facts = self.facts().await?;
        let mut of = facts.documents.iter();
        let open = match at.kind {
            Kind::Document => of.find(|d| d.at == *at).is_none_or(|d| class.may_read(class_of(d))),
            Kind::Intake => {
                let mut of = of.filter(|d| d.facts.intake.as_ref() == Some(at));
                of.all(|d| class.may_read(class_of(d))) && self.open_intake(class, at).await?
            }
            _ => true,
        };
        if open { Ok(()) } else { Err(above()) }
    }

    async fn open_intake(&self, class: AccessClass, at: &Ref) -> Result<bool, Error> {
        if class >= AccessClass::Internal {
            return Ok(true);
        }
        let intake = self.store.load(at).await?.and_then(|o| Intake::try_from(o).ok());
        Ok(intake.is_none_or(|i| i.circulation.is_none()))
    }
}
