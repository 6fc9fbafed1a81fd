//! Beginning the report of a unit by a form for a period.

use super::super::list::with;
use super::super::{Fault, Posted, Shared, Who, go, href, html};
use crate::layout::Nav;
use crate::view::fault::ConfirmPage;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::{Period, Ref};

/// Whose report, by which form, for which period.
pub(in crate::server) struct Slot<'a> {
    pub(in crate::server) form: &'a Ref,
    pub(in crate::server) unit: &'a Ref,
    pub(in crate::server) period: Period,
}

/// The same, as it stands in an address or a form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    form: String,
    unit: String,
    period: String,
}

impl Asked {
    /// The objects that are meant.
    ///
    /// # Errors
    /// No such page.
    pub(super) fn parse(&self) -> Result<(Ref, Ref, Period), Fault> {
        let parsed = || {
            let (form, unit) = (self.form.parse().ok()?, self.unit.parse().ok()?);
            Some((form, unit, self.period.parse().ok()?))
        };
        parsed().ok_or_else(Fault::no_such_page)
    }
}

/// Where a report is begun.
pub(in crate::server) fn begin_href(slot: &Slot<'_>) -> String {
    addressed("/submissions/new", slot)
}

/// The form of a report as a spreadsheet, begun or not.
pub(in crate::server) fn sheet_href(slot: &Slot<'_>) -> String {
    addressed("/submissions/new.xlsx", slot)
}

fn addressed(path: &str, slot: &Slot<'_>) -> String {
    let href = with(path, "form", &slot.form.to_string());
    let href = with(&href, "unit", &slot.unit.to_string());
    with(&href, "period", &slot.period.to_string())
}

/// Asks before a report is begun; one that was begun is shown.
pub(super) async fn ask(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let (form, unit, period) = asked.parse()?;
    let view = shared.office.report_to_begin(&who.viewer, &form, &unit, period).await?;
    if let Some(begun) = view.begun {
        return Ok(go(&href(&begun)));
    }
    let p = who.page(&shared, Nav::Forms).await;
    let names = [
        ("name", view.unit.as_str()),
        ("form", view.form.as_str()),
        ("period", view.label.as_str()),
    ];
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    html(&ConfirmPage {
        question: who.lang.ta("submission-begin", &names),
        consequence: p.t("submission-begin-says"),
        action: "/submissions".to_owned(),
        button: p.t("submission-begin-button"),
        fields: vec![
            field("form", &asked.form),
            field("unit", &asked.unit),
            field("period", &asked.period),
        ],
        asks_reason: false,
        danger: false,
        back: href(&form),
        refused: view.refused.map(|problem| {
            let words = problem.words();
            format!("{} {} {}", words.happened, words.why, words.remedy)
        }),
        p,
    })
}

pub(super) async fn begin(
    State(shared): State<Shared>,
    who: Who,
    Posted(asked): Posted<Asked>,
) -> Result<Response, Fault> {
    let (form, unit, period) = asked.parse()?;
    let at = shared.office.begin_submission(&who.viewer, &form, &unit, period).await?;
    Ok(go(&href(&at)))
}
