//! Laying down a form, changing it, opening a period, ending it.

use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use record::decide;
use record::figures::Facts;
use record::object::Form;
use record::payload::{FormAct, FormFacts, Indicator};
use terms::{Day, Kind, Period, Ref, Role, UnitLevel};

/// A form as typed on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormDefinition {
    /// Short code, unique among forms.
    pub code: String,
    /// Title.
    pub title: String,
    /// The body that asks.
    pub asked_by: Ref,
    /// Level of the units that fill it.
    pub filled_by: UnitLevel,
    /// Indicators in the order of the form.
    pub indicators: Vec<Indicator>,
    /// From which day; today when `None`.
    pub on: Option<Day>,
}

/// A period to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodForm {
    /// The period.
    pub period: Period,
    /// Last day on which a report is on time.
    pub on_time_until: Day,
    /// Last day on which a report is taken in.
    pub open_until: Day,
    /// From which day it is open; today when `None`.
    pub on: Option<Day>,
}

impl Office {
    /// Lays down a form.
    ///
    /// # Errors
    /// `permit.missing` for the asking body, `form.code-taken`, and the rules of `decide::form`.
    pub async fn define_form(&self, viewer: &Viewer, form: FormDefinition) -> Result<Ref, Error> {
        let mut writer = self.store.begin_write().await?;
        // Nobody else writes from here on, so the facts are those that the decision stands on.
        let facts = self.facts().await?;
        let on = form.on;
        let says = form_facts(&facts, form, on.unwrap_or_else(|| self.today()))?;
        let actor = viewer.acting(Role::Officer, &says.asked_by)?;
        if facts.forms.iter().any(|f| f.closed.is_none() && f.facts.code == says.code) {
            return Err(Error::Conflict(Problem::new("form.code-taken", [("code", says.code)])));
        }
        let at = self.fresh(Kind::Form);
        let entry = self.entry(&at, actor, on, Vec::new());
        let drafts = decide::form(None, entry, FormAct::Defined(says))?;
        writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        Ok(at)
    }

    /// Changes a form from a day on; periods opened before keep what they asked.
    ///
    /// # Errors
    /// `permit.missing`, and the rules of `decide::form`.
    pub async fn amend_form(
        &self,
        viewer: &Viewer,
        at: &Ref,
        form: FormDefinition,
        reason: String,
    ) -> Result<(), Error> {
        let facts = self.facts().await?;
        let on = form.on;
        let says = form_facts(&facts, form, on.unwrap_or_else(|| self.today()))?;
        self.change_form(viewer, at, on, FormAct::Amended { facts: says, reason }).await
    }

    /// Opens a period for reporting; opening it again moves its last days.
    ///
    /// # Errors
    /// `permit.missing`, and the rules of `decide::form`.
    pub async fn open_period(
        &self,
        viewer: &Viewer,
        at: &Ref,
        period: PeriodForm,
    ) -> Result<(), Error> {
        let PeriodForm { period, on_time_until, open_until, on } = period;
        let says = FormAct::PeriodOpened { period, on_time_until, open_until };
        self.change_form(viewer, at, on, says).await
    }

    /// Ends a form.
    ///
    /// # Errors
    /// `permit.missing`, and the rules of `decide::form`.
    pub async fn close_form(&self, viewer: &Viewer, at: &Ref, reason: String) -> Result<(), Error> {
        self.change_form(viewer, at, None, FormAct::Closed { reason }).await
    }

    async fn change_form(
        &self,
        viewer: &Viewer,
        at: &Ref,
        on: Option<Day>,
        says: FormAct,
    ) -> Result<(), Error> {
        let changed = self.change(at, |form: &Form| {
            let actor = viewer.acting(Role::Officer, &form.facts.asked_by)?;
            let entry = self.entry(at, actor, on, Vec::new());
            Ok(decide::form(Some(form), entry, says)?)
        });
        changed.await.map(|_| ())
    }
}

fn form_facts(facts: &Facts, form: FormDefinition, on: Day) -> Result<FormFacts, Error> {
    let asked_by = facts.body(&form.asked_by).ok_or_else(|| not_found(&form.asked_by))?;
    Ok(FormFacts {
        code: form.code.trim().to_owned(),
        title: form.title.trim().to_owned(),
        asked_by: asked_by.named_on(on),
        filled_by: form.filled_by,
        indicators: form.indicators,
    })
}
