//! A report as a spreadsheet: given out, and taken back whole or not at all.

use super::super::pieces::{not_taken, refusal, unfit};
use super::super::reply::media_type;
use super::super::{Fault, Sent, Shared, Who, at, file, href, said};
use super::begin::Asked;
use super::show::{Sending, page};
use app::submissions::SheetOutcome;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use terms::{Kind, Period, Ref};

/// The form of a unit for a period, begun or not.
pub(super) async fn blank(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let (form, unit, period) = asked.parse()?;
    let view = shared.office.report_to_begin(&who.viewer, &form, &unit, period).await?;
    let name = format!("{} - {} - {}.xlsx", view.form, view.unit, view.label);
    give(&shared, &who, &name, (&form, &unit, period)).await
}

pub(super) async fn download(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let at = at(Kind::Submission, path)?;
    let view = shared.office.submission(&who.viewer, &at).await?;
    let name = format!("{} - {} - {}.xlsx", view.form_code, view.unit.name, view.label);
    give(&shared, &who, &name, (&view.form.at, &view.unit.at, view.period)).await
}

async fn give(
    shared: &Shared,
    who: &Who,
    name: &str,
    (form, unit, period): (&Ref, &Ref, Period),
) -> Result<Response, Fault> {
    let bytes = shared.office.sheet(&who.viewer, form, unit, period).await?;
    let name = name.replace('/', "-");
    Ok(file(&name, media_type(&name), bytes))
}

/// Takes a filled spreadsheet in, or lists every bad cell of it.
pub(super) async fn upload(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Submission, path)?;
    let missing = || unfit(who.lang, "file.missing", who.lang.t("bad-file-missing"));
    let upload = sent.uploads().into_iter().next().ok_or_else(missing)?;
    let view = shared.office.submission(&who.viewer, &at).await?;
    let (form, unit) = (&view.form.at, &view.unit.at);
    let taken = shared.office.take_sheet(&who.viewer, form, unit, view.period, upload).await;
    let sending = match taken {
        Ok(SheetOutcome::Taken { at, cells }) => {
            return Ok(said(&href(&at), "said-sheet-taken", &cells.to_string()));
        }
        Ok(SheetOutcome::Faulty(sheet)) => Sending { sheet, ..Sending::default() },
        Err(e) => Sending { says: Some(refusal(e)?), ..Sending::default() },
    };
    Ok(not_taken(page(&shared, &who, view, sending).await?))
}
