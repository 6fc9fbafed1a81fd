//! What a person sees before a report is begun, and whether they may begin it.

use super::change::Scene;
use crate::error::{Error, Problem};
use crate::office::Office;
use crate::permit::Viewer;
use terms::{Period, Ref, Role};

/// A report that may be begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToBegin {
    /// Code of the form.
    pub form: String,
    /// The unit that reports.
    pub unit: String,
    /// The period in words.
    pub label: String,
    /// The submission, when it was begun already.
    pub begun: Option<Ref>,
    /// Why the viewer may not begin it.
    pub refused: Option<Problem>,
}

impl Office {
    /// The report of a unit by a form for a period before it is begun.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn report_to_begin(
        &self,
        viewer: &Viewer,
        form: &Ref,
        unit: &Ref,
        period: Period,
    ) -> Result<ToBegin, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let facts = self.facts().await?;
        let scene = Scene::of(&facts, form, unit, period)?;
        let drafts = self
            .reporter(viewer, &facts, unit, period)
            .and_then(|actor| self.begin_drafts(&scene, actor, period));
        let refused = match drafts {
            Ok(_) => None,
            Err(Error::Refused(p) | Error::Forbidden(p) | Error::Conflict(p)) => Some(p),
            Err(e) => return Err(e),
        };
        Ok(ToBegin {
            form: scene.form.facts.code.clone(),
            unit: scene.unit.named_on(period.to()).name,
            label: period.label(),
            begun: scene.existing.cloned(),
            refused,
        })
    }
}
