//! Beginning, entering, handing in, approving, returning and correcting reports.

use super::typed::{EntryFault, TypedCell, cells};
use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::{Office, held, not_found};
use crate::permit::Viewer;
use record::decide::{self, Around};
use record::figures::{Facts, Figures};
use record::object::{Form, Submission, Unit};
use record::payload::{CellEntry, SubmissionAct};
use record::{Actor, Draft};
use store::Writer;
use terms::{Kind, Named, Period, Ref, Role};

/// A submission that could not be approved, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The submission.
    pub at: Ref,
    /// The unit that reports, when it was found.
    pub unit: String,
    /// Why.
    pub problem: Problem,
}

/// What came of approving many at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Approvals {
    /// Those approved.
    pub approved: Vec<Ref>,
    /// Those that could not be.
    pub refused: Vec<Refused>,
}

/// What a decision about a submission needs around it.
pub(crate) struct Scene<'a> {
    pub(crate) form: &'a Form,
    pub(crate) unit: &'a Unit,
    pub(crate) existing: Option<&'a Ref>,
}

impl<'a> Scene<'a> {
    pub(crate) fn of(
        facts: &'a Facts,
        form: &Ref,
        unit: &Ref,
        period: Period,
    ) -> Result<Self, Error> {
        let existing = facts
            .submissions
            .iter()
            .find(|s| s.form.at == *form && s.unit.at == *unit && s.period == period);
        let form = Find::form(facts, form).ok_or_else(|| not_found(form))?;
        let unit = facts.unit(unit).ok_or_else(|| not_found(unit))?;
        Ok(Self { form, unit, existing: existing.map(|s| &s.at) })
    }

    fn around(&self) -> Around<'a> {
        Around { form: self.form, unit: self.unit, existing: self.existing }
    }
}

impl Office {
    /// Begins the report of a unit by a form for a period.
    ///
    /// # Errors
    /// `submission.no-reporter`, and the rules of `decide::submission`; where the report was begun already, a conflict.
    pub async fn begin_submission(
        &self,
        viewer: &Viewer,
        form: &Ref,
        unit: &Ref,
        period: Period,
    ) -> Result<Ref, Error> {
        let mut writer = self.store.begin_write().await?;
        // Nobody else writes from here on: what exists now is all that exists.
        let facts = self.facts().await?;
        let scene = Scene::of(&facts, form, unit, period)?;
        let actor = self.reporter(viewer, &facts, unit, period)?;
        let (at, drafts) = self.begin_drafts(&scene, actor, period)?;
        writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        Ok(at)
    }

    pub(crate) fn begin_drafts(
        &self,
        scene: &Scene<'_>,
        actor: Actor,
        period: Period,
    ) -> Result<(Ref, Vec<Draft>), Error> {
        let at = self.fresh(Kind::Submission);
        let says = SubmissionAct::Begun {
            form: Named { at: scene.form.at.clone(), name: scene.form.facts.title.clone() },
            unit: scene.unit.named_on(period.to()),
            period,
        };
        let entry = self.entry(&at, actor, None, Vec::new());
        Ok((at, decide::submission(None, entry, says, scene.around())?))
    }

    /// Enters or changes cells before the report is handed in. Faults of what was typed come back together and nothing
    /// is written; an empty list means that everything was.
    ///
    /// # Errors
    /// `submission.no-reporter`, and the rules of `decide::submission`.
    pub async fn enter_cells(
        &self,
        viewer: &Viewer,
        at: &Ref,
        typed: &[TypedCell],
    ) -> Result<Vec<EntryFault>, Error> {
        let entries = match self.typed_cells(at, typed).await? {
            Ok(entries) => entries,
            Err(faults) => return Ok(faults),
        };
        let says = SubmissionAct::Entered { cells: entries, file: None };
        self.report(viewer, at, says).await?;
        Ok(Vec::new())
    }

    async fn typed_cells(
        &self,
        at: &Ref,
        typed: &[TypedCell],
    ) -> Result<Result<Vec<CellEntry>, Vec<EntryFault>>, Error> {
        let facts = self.facts().await?;
        let now = facts.submission(at).ok_or_else(|| not_found(at))?;
        let form = Find::form(&*facts, &now.form.at).ok_or_else(|| not_found(&now.form.at))?;
        Ok(cells(form, now.period, typed))
    }

    /// Hands a report in.
    ///
    /// # Errors
    /// `submission.no-reporter`, and the rules of `decide::submission`.
    pub async fn submit(&self, viewer: &Viewer, at: &Ref) -> Result<(), Error> {
        self.report(viewer, at, SubmissionAct::Submitted).await
    }

    /// Puts cells of an approved report right. Faults of what was typed come back together.
    ///
    /// # Errors
    /// `submission.no-reporter`, and the rules of `decide::submission`.
    pub async fn correct_cells(
        &self,
        viewer: &Viewer,
        at: &Ref,
        typed: &[TypedCell],
        reason: String,
    ) -> Result<Vec<EntryFault>, Error> {
        let cells = match self.typed_cells(at, typed).await? {
            Ok(entries) => entries,
            Err(faults) => return Ok(faults),
        };
        self.report(viewer, at, SubmissionAct::Corrected { cells, reason }).await?;
        Ok(Vec::new())
    }

    /// Approves a report; another login than the one that handed it in.
    ///
    /// # Errors
    /// `permit.missing` for the asking body, and the rules of `decide::submission`.
    pub async fn approve_submission(&self, viewer: &Viewer, at: &Ref) -> Result<(), Error> {
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let drafts = self.judged(&mut writer, &facts, viewer, at, SubmissionAct::Approved).await?;
        writer.append(drafts, self.now()).await?;
        Ok(writer.commit().await?)
    }

    /// Approves many reports at once: those that can be are, the others are named with the reason.
    ///
    /// # Errors
    /// The store's alone; nothing is written then.
    pub async fn approve_submissions(
        &self,
        viewer: &Viewer,
        list: &[Ref],
    ) -> Result<Approvals, Error> {
        let mut done = Approvals::default();
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        for at in list {
            match self.judged(&mut writer, &facts, viewer, at, SubmissionAct::Approved).await {
                Ok(drafts) => {
                    writer.append(drafts, self.now()).await?;
                    done.approved.push(at.clone());
                }
                Err(Error::Refused(problem) | Error::Forbidden(problem)) => {
                    let unit = facts.submission(at).map(|s| s.unit.name.clone());
                    let unit = unit.unwrap_or_default();
                    done.refused.push(Refused { at: at.clone(), unit, problem });
                }
                Err(e) => return Err(e),
            }
        }
        writer.commit().await?;
        Ok(done)
    }

    /// Returns a report with a reason.
    ///
    /// # Errors
    /// `permit.missing` for the asking body, and the rules of `decide::submission`.
    pub async fn return_submission(
        &self,
        viewer: &Viewer,
        at: &Ref,
        reason: String,
    ) -> Result<(), Error> {
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let says = SubmissionAct::Returned { reason };
        let drafts = self.judged(&mut writer, &facts, viewer, at, says).await?;
        writer.append(drafts, self.now()).await?;
        Ok(writer.commit().await?)
    }

    /// What the asking body does with a report.
    async fn judged(
        &self,
        writer: &mut Writer,
        facts: &Facts,
        viewer: &Viewer,
        at: &Ref,
        says: SubmissionAct,
    ) -> Result<Vec<Draft>, Error> {
        let now: Submission = held(writer, at).await?;
        let scene = Scene::of(facts, &now.form.at, &now.unit.at, now.period)?;
        let role = match says {
            SubmissionAct::Approved => Role::Approver,
            _ => Role::Officer,
        };
        let actor = viewer.acting(role, &scene.form.facts.asked_by)?;
        let entry = self.entry(at, actor, None, Vec::new());
        Ok(decide::submission(Some(&now), entry, says, scene.around())?)
    }

    /// What the reporting unit does with its report.
    async fn report(&self, viewer: &Viewer, at: &Ref, says: SubmissionAct) -> Result<(), Error> {
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let drafts = self.reported(&mut writer, &facts, viewer, at, says).await?;
        writer.append(drafts, self.now()).await?;
        Ok(writer.commit().await?)
    }

    pub(crate) async fn reported(
        &self,
        writer: &mut Writer,
        facts: &Facts,
        viewer: &Viewer,
        at: &Ref,
        says: SubmissionAct,
    ) -> Result<Vec<Draft>, Error> {
        let now: Submission = held(writer, at).await?;
        let scene = Scene::of(facts, &now.form.at, &now.unit.at, now.period)?;
        let actor = self.reporter(viewer, facts, &now.unit.at, now.period)?;
        let entry = self.entry(at, actor, None, Vec::new());
        Ok(decide::submission(Some(&now), entry, says, scene.around())?)
    }

    /// The viewer acting for a body of the unit: its People's Committee first, and for a unit that is no more a body of
    /// the unit that its figures went to.
    pub(crate) fn reporter(
        &self,
        viewer: &Viewer,
        facts: &Facts,
        unit: &Ref,
        period: Period,
    ) -> Result<Actor, Error> {
        let today = self.today();
        let figures = Figures::of(facts);
        let known = facts.unit(unit).ok_or_else(|| not_found(unit))?;
        let mut units = vec![&known.at];
        units.extend(figures.tree().spread(&known.at, period.to(), today));
        let bodies = facts.bodies.iter().filter(|b| {
            b.exists_on(today) && b.unit.as_ref().is_some_and(|u| units.contains(&&u.at))
        });
        let mut bodies: Vec<_> = bodies.filter(|b| viewer.may(Role::Clerk, &b.at)).collect();
        bodies.sort_by_key(|b| !COMMITTEES.contains(&b.kind.as_str()));
        let name = known.named_on(period.to()).name;
        let none = || Problem::new("submission.no-reporter", [("unit", name)]);
        let body = bodies.first().ok_or_else(|| Error::Forbidden(none()))?;
        viewer.acting(Role::Clerk, &body.named_on(today))
    }
}

/// Kinds of the body that reports for a unit when it has several.
const COMMITTEES: [&str; 2] = ["peoples_committee", "people_committee"];
