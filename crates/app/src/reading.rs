//! Who may read what: documents and findings above the class that a person's roles reach are not there for that person, and
//! how many are kept back is told; figures above it are marked, reports and reviews with them refused, except to whoever made
//! them or asked for them. What may leave this installation is another question: `Document::limit` answers it.

use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::Office;
use crate::permit::Viewer;
use crate::reviews::highest_class;
use crate::view::EvidenceView;
use record::figures::Facts;
use record::object::{Form, Intake, Review, Submission};
use std::collections::BTreeSet;
use std::sync::Arc;
use terms::{AccessClass, Kind, Named, Ref, Role};

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

/// Documents and findings, each with its class.
fn classed(facts: &Facts) -> impl Iterator<Item = (&Ref, AccessClass)> {
    let documents = facts.documents.iter().map(|d| (&d.at, d.class()));
    documents.chain(facts.findings.iter().map(|f| (&f.at, f.class())))
}

/// The facts without documents and findings above a class.
fn below(facts: &Facts, class: AccessClass) -> Facts {
    let mut below = facts.clone();
    below.documents.retain(|d| class.may_read(d.class()));
    below.findings.retain(|f| class.may_read(f.class()));
    below
}

/// What a viewer may not read: documents, findings, reports and reviews above the class that is reached, and the intakes of
/// such documents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Closed {
    things: BTreeSet<Ref>,
    intakes: BTreeSet<Ref>,
}

impl Closed {
    /// All of it that has an entry of its own in the index.
    pub(crate) fn things(&self) -> impl Iterator<Item = &Ref> {
        self.things.iter()
    }

    /// Whether something is among it.
    pub(crate) fn has(&self, at: &Ref) -> bool {
        self.things.contains(at) || self.intakes.contains(at)
    }

    /// Leaves its names out of a list.
    pub(crate) fn leave_out(&self, named: &mut Vec<Named>) {
        named.retain(|n| !self.has(&n.at));
    }

    /// Leaves it out of what something rests on.
    pub(crate) fn leave_out_evidence(&self, evidence: &mut Vec<EvidenceView>) {
        evidence.retain(|e| e.at.as_ref().is_none_or(|at| !self.has(at)));
    }
}

/// Whether nothing on record is stated to be above a class.
fn nothing_above(facts: &Facts, class: AccessClass) -> bool {
    let figures = facts.forms.iter().flat_map(|f| &f.classes).map(|c| c.stated.class);
    classed(facts).map(|(_, of)| of).chain(figures).all(|of| class.may_read(of))
}

/// Whether the viewer is an officer of the body whose work something is: who made it reads it whole, whatever its class.
fn made_by(viewer: &Viewer, body: &Ref) -> bool {
    viewer.may(Role::Officer, body)
}

fn reads_review(viewer: &Viewer, review: &Review, facts: &Facts) -> bool {
    made_by(viewer, &review.body.at) || viewer.reads_up_to().may_read(highest_class(review, facts))
}

/// Refuses a copy of a review at a class that the viewer does not reach, unless it is of the viewer's own work.
///
/// # Errors
/// `class.above`.
pub(crate) fn must_read_copy(
    viewer: &Viewer,
    of: &Review,
    class: AccessClass,
) -> Result<(), Error> {
    match made_by(viewer, &of.body.at) || viewer.reads_up_to().may_read(class) {
        true => Ok(()),
        false => Err(above()),
    }
}

/// The class at which figures of a form are produced for a viewer: the one that was asked for, at most the one that is
/// reached; `None`, all that is on record, for an officer of who asks for them, and where nothing of the form is above.
pub(crate) fn class_for(
    viewer: &Viewer,
    form: Option<&Form>,
    asked: Option<AccessClass>,
) -> Option<AccessClass> {
    let reach = viewer.reads_up_to();
    let whole = form.is_none_or(|f| {
        made_by(viewer, &f.facts.asked_by.at)
            || f.classes.iter().all(|c| reach.may_read(c.stated.class))
    });
    match (asked, whole) {
        (asked, true) => asked,
        (None, false) => Some(reach),
        (Some(class), false) => Some(class.min(reach)),
    }
}

fn above() -> Error {
    Error::Forbidden(Problem::new("class.above", []))
}

impl Office {
    /// The facts as the ledger stands, without the documents and findings that the viewer may not read.
    pub(crate) async fn facts_for(&self, viewer: &Viewer) -> Result<Arc<Facts>, Error> {
        let (facts, class) = (self.facts().await?, viewer.reads_up_to());
        if classed(&facts).all(|(_, of)| class.may_read(of)) {
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

    /// What is on record and the viewer may not read.
    pub(crate) async fn closed_to(&self, viewer: &Viewer) -> Result<Closed, Error> {
        let (facts, class) = (self.facts().await?, viewer.reads_up_to());
        if nothing_above(&facts, class) {
            return Ok(Closed::default());
        }
        let above = classed(&facts).filter(|(_, of)| !class.may_read(*of));
        let mut things: BTreeSet<Ref> = above.map(|(at, _)| at.clone()).collect();
        let documents = facts.documents.iter().filter(|d| things.contains(&d.at));
        let intakes = documents.filter_map(|d| d.facts.intake.clone()).collect();
        let reviews: Vec<Review> = self.all(Kind::Review).await?;
        let closed = reviews.into_iter().filter(|r| !reads_review(viewer, r, &facts));
        things.extend(closed.map(|r| r.at));
        let reports = facts.submissions.iter().filter(|s| !self.reads_report(viewer, s, &facts));
        things.extend(reports.map(|s| s.at.clone()));
        Ok(Closed { things, intakes })
    }

    /// How many documents on record are kept back from the viewer, whatever was asked for: a count by what was asked would
    /// tell what they say.
    ///
    /// # Errors
    /// The store's.
    pub async fn kept_back(&self, viewer: &Viewer) -> Result<usize, Error> {
        let (facts, class) = (self.facts().await?, viewer.reads_up_to());
        Ok(facts.documents.iter().filter(|d| !class.may_read(d.class())).count())
    }

    /// Refuses what the viewer may not read: a document, a finding, an intake, a report, a review.
    ///
    /// # Errors
    /// `class.above`.
    pub(crate) async fn must_read(&self, viewer: &Viewer, at: &Ref) -> Result<(), Error> {
        let class = viewer.reads_up_to();
        let facts = self.facts().await?;
        let open = match at.kind {
            Kind::Document => facts.document(at).is_none_or(|d| class.may_read(d.class())),
            Kind::Finding => {
                let found = facts.findings.iter().find(|f| f.at == *at);
                found.is_none_or(|f| class.may_read(f.class()))
            }
            Kind::Intake => {
                let of = facts.documents.iter();
                let mut of = of.filter(|d| d.facts.intake.as_ref() == Some(at));
                of.all(|d| class.may_read(d.class())) && self.open_intake(class, at).await?
            }
            Kind::Submission => {
                facts.submission(at).is_none_or(|s| self.reads_report(viewer, s, &facts))
            }
            Kind::Review if !nothing_above(&facts, class) => {
                let review = self.store.load(at).await?.and_then(|o| Review::try_from(o).ok());
                review.is_none_or(|r| reads_review(viewer, &r, &facts))
            }
            _ => true,
        };
        if open { Ok(()) } else { Err(above()) }
    }

    /// Whether the viewer reads a report: by its class; as who reports for the unit; or as an officer of who asked for it.
    fn reads_report(&self, viewer: &Viewer, report: &Submission, facts: &Facts) -> bool {
        let Some(form) = Find::form(facts, &report.form.at).filter(|f| !f.classes.is_empty())
        else {
            return true;
        };
        let of = |code: &String| form.class_of_cell(code, &report.unit.at);
        let class = report.cells.keys().map(of).max().unwrap_or_default();
        viewer.reads_up_to().may_read(class)
            || made_by(viewer, &form.facts.asked_by.at)
            || self.reporter(viewer, facts, &report.unit.at, report.period).is_ok()
    }

    async fn open_intake(&self, class: AccessClass, at: &Ref) -> Result<bool, Error> {
        if class >= AccessClass::Internal {
            return Ok(true);
        }
        let intake = self.store.load(at).await?.and_then(|o| Intake::try_from(o).ok());
        Ok(intake.is_none_or(|i| i.circulation.is_none()))
    }
}
