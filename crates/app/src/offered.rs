//! What other programs are given: lists in an order that never changes, cut where the last part ended, without documents
//! whose circulation is limited by a mark or by their class.

use crate::error::{Error, Problem};
use crate::intake::Desk;
use crate::objects::{BodyFilter, BodyRow, DocumentFilter, DocumentRow, DocumentView};
use crate::objects::{UnitFilter, UnitRow};
use crate::office::Office;
use crate::permit::Viewer;
use crate::tasks::{TaskFilter, TaskRow, TaskView};
use terms::{Day, Named, Period, Ref, Role, SubmissionState};

/// Which part of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// What the part before ended with; from the beginning when `None`.
    pub after: Option<Ref>,
    /// How many rows.
    pub limit: usize,
}

/// A part of a list in the order of references. What is added meanwhile comes at a later place or not at all: nothing is
/// given twice, and nothing that was there all along is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many fit in all.
    pub total: usize,
    /// What the next part comes after; `None` when this is the last.
    pub next: Option<Ref>,
}

impl<T> Part<T> {
    fn of(mut rows: Vec<T>, cut: &Cut, at: impl Fn(&T) -> &Ref) -> Self {
        rows.sort_by(|a, b| at(a).cmp(at(b)));
        let total = rows.len();
        let rest = rows.into_iter().filter(|r| cut.after.as_ref().is_none_or(|last| at(r) > last));
        let mut rows: Vec<T> = rest.take(cut.limit + 1).collect();
        let more = rows.len() > cut.limit;
        rows.truncate(cut.limit);
        let next = rows.last().filter(|_| more).map(|r| at(r).clone());
        Self { rows, total, next }
    }
}

/// Which submissions are given: all that fit what is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SubmissionFilter {
    /// By this form.
    pub form: Option<Ref>,
    /// Of this unit.
    pub unit: Option<Ref>,
    /// For this period.
    pub period: Option<Period>,
    /// In this state.
    pub state: Option<SubmissionState>,
}

/// A submission as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmissionRow {
    /// The submission.
    pub at: Ref,
    /// The form.
    pub form: Named,
    /// The unit that reports.
    pub unit: Named,
    /// The period.
    pub period: Period,
    /// State.
    pub state: SubmissionState,
}

fn limited() -> Error {
    Error::Forbidden(Problem::new("document.limited", []))
}

impl Office {
    /// Documents for another program; sorting and paging of the filter are not looked at.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn offered_documents(
        &self,
        viewer: &Viewer,
        filter: DocumentFilter,
        cut: &Cut,
    ) -> Result<Part<DocumentRow>, Error> {
        let filter = DocumentFilter { page: 1, per_page: 0, ..filter };
        let mut rows = self.documents(viewer, &filter).await?.rows.rows;
        rows.retain(|r| r.circulation.is_none());
        Ok(Part::of(rows, cut, |r| &r.at))
    }

    /// One document for another program; what it is tied to and is limited is left out.
    ///
    /// # Errors
    /// `permit.missing`, not found, `document.limited`.
    pub async fn offered_document(
        &self,
        viewer: &Viewer,
        at: &Ref,
        on: Option<Day>,
    ) -> Result<DocumentView, Error> {
        let mut view = self.document(viewer, at, on).await?;
        if view.row.circulation.is_some() {
            return Err(limited());
        }
        let shown = self.not_limited().await?;
        view.ties.retain(|t| shown(&t.document.at));
        view.ties_to.retain(|t| shown(&t.document.at));
        Ok(view)
    }

    /// Tells whether a document's circulation is not limited.
    async fn not_limited(&self) -> Result<impl Fn(&Ref) -> bool + use<>, Error> {
        let facts = self.facts().await?;
        let limited = facts.documents.iter().filter(|d| d.limit().is_some());
        let limited: std::collections::BTreeSet<Ref> = limited.map(|d| d.at.clone()).collect();
        Ok(move |at: &Ref| !limited.contains(at))
    }

    /// Bodies for another program.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn offered_bodies(
        &self,
        viewer: &Viewer,
        filter: BodyFilter,
        cut: &Cut,
    ) -> Result<Part<BodyRow>, Error> {
        let all = BodyFilter { all: true, ..filter };
        let rows = self.bodies(viewer, &all).await?.rows.rows;
        Ok(Part::of(rows, cut, |r| &r.body.at))
    }

    /// Units for another program.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn offered_units(
        &self,
        viewer: &Viewer,
        filter: UnitFilter,
        cut: &Cut,
    ) -> Result<Part<UnitRow>, Error> {
        let all = UnitFilter { all: true, ..filter };
        let rows = self.units(viewer, &all).await?.rows;
        Ok(Part::of(rows, cut, |r| &r.unit.at))
    }

    /// Tasks for another program; sorting and paging of the filter are not looked at.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn offered_tasks(
        &self,
        viewer: &Viewer,
        filter: TaskFilter,
        cut: &Cut,
    ) -> Result<Part<TaskRow>, Error> {
        let all = TaskFilter { page: 1, per_page: 0, ..filter };
        let rows = self.tasks(viewer, &all).await?.rows.rows;
        Ok(Part::of(rows, cut, |r| &r.at))
    }

    /// One task for another program; documents it rests on whose circulation is limited are left out, and so are places in
    /// texts.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn offered_task(
        &self,
        viewer: &Viewer,
        at: &Ref,
        day: Option<Day>,
    ) -> Result<TaskView, Error> {
        let mut view = self.task(viewer, at, day).await?;
        let shown = self.not_limited().await?;
        view.basis.retain(|d| shown(&d.at));
        view.origins.clear();
        view.steps.iter_mut().for_each(|s| s.evidence.clear());
        Ok(view)
    }

    /// A file that was taken in, for another program.
    ///
    /// # Errors
    /// `permit.missing`, not found, `document.limited` for one that bears a circulation mark or whose document is limited.
    pub async fn offered_intake(&self, viewer: &Viewer, at: &Ref) -> Result<Desk, Error> {
        let desk = self.intake_desk(viewer, at).await?;
        let facts = self.facts().await?;
        let of = facts.documents.iter().filter(|d| d.facts.intake.as_ref() == Some(at));
        match desk.intake.circulation.is_some() || of.into_iter().any(|d| d.limit().is_some()) {
            true => Err(limited()),
            false => Ok(desk),
        }
    }

    /// Submissions for another program.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn offered_submissions(
        &self,
        viewer: &Viewer,
        filter: &SubmissionFilter,
        cut: &Cut,
    ) -> Result<Part<SubmissionRow>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let fits = |s: &&record::object::Submission| {
            filter.form.as_ref().is_none_or(|f| *f == s.form.at)
                && filter.unit.as_ref().is_none_or(|u| *u == s.unit.at)
                && filter.period.is_none_or(|p| p == s.period)
                && filter.state.is_none_or(|state| state == s.state)
        };
        let row = |s: &record::object::Submission| SubmissionRow {
            at: s.at.clone(),
            form: s.form.clone(),
            unit: s.unit.clone(),
            period: s.period,
            state: s.state,
        };
        let rows = facts.submissions.iter().filter(fits).map(row).collect();
        Ok(Part::of(rows, cut, |r: &SubmissionRow| &r.at))
    }
}
