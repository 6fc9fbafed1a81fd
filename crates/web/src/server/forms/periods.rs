//! Opening a period of a form, and approving all reports of one that wait.

use super::super::pieces::{must_day, not_taken, said_wrong, unfit};
use super::super::{Fault, Sent, Shared, Who, at, href, said};
use super::show::page;
use app::forms::PeriodForm;
use app::submissions::Refused;
use axum::extract::{Path, State};
use axum::response::Response;
use terms::{Kind, Period};

pub(super) async fn open(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Form, path)?;
    let day = |field| must_day(who.lang, sent.one(field));
    let period = Period::new(day("from")?, day("to")?)
        .map_err(|_| unfit(who.lang, "period.bad", who.lang.t("bad-period")))?;
    let (on_time_until, open_until) = (day("on_time_until")?, day("open_until")?);
    let wanted = PeriodForm { period, on_time_until, open_until, on: None };
    shared.office.open_period(&who.viewer, &at, wanted).await?;
    Ok(said(&href(&at), "said-period-opened", &period.label()))
}

/// Approves what waits in the period of this label; those that could not be are named with the reason.
pub(super) async fn approve(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Form, path)?;
    let view = shared.office.form(&who.viewer, &at, None).await?;
    let label = sent.one("period");
    let waiting = view.periods.into_iter().find(|r| r.label == label);
    let waiting = waiting.ok_or_else(Fault::no_such_page)?.approvable;
    let done = shared.office.approve_submissions(&who.viewer, &waiting).await?;
    let approved = done.approved.len().to_string();
    if done.refused.is_empty() {
        return Ok(said(&href(&at), "said-approved", &approved));
    }
    let reason = |r: &Refused| {
        let words = r.problem.words();
        format!("{}: {} {}", r.unit, words.happened, words.why)
    };
    let reasons: Vec<String> = done.refused.iter().map(reason).collect();
    let approved = who.lang.ta("said-approved", &[("name", &approved)]);
    let words = format!("{approved} {}", reasons.join(" "));
    Ok(not_taken(page(&shared, &who, &at, None, Some(said_wrong(None, words))).await?))
}
