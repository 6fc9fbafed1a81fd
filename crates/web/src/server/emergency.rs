//! Quyền khẩn cấp: taken for some hours with a reason, given back.

use super::fault::Fault;
use super::pieces::{not_taken, refusal};
use super::posted::Posted;
use super::reply::{html, said};
use super::route::{Routes, STANDBY, get, post};
use super::who::{Shared, Who};
use crate::layout::Nav;
use crate::view::own::EmergencyPage;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/emergency", get(STANDBY, show).post(STANDBY, take))
        .route("/emergency/end", post(STANDBY, end))
}

async fn page(shared: &Shared, who: &Who, refused: Option<app::Error>) -> Result<Response, Fault> {
    let held = shared.office.own_emergency(&who.viewer).await?;
    let mut p = who.page(shared, Nav::Nowhere).await;
    let wrong = refused.is_some();
    p.messages.extend(refused.map(refusal).transpose()?);
    let page = html(&EmergencyPage {
        p,
        until: held.as_ref().map(|e| e.until.vn()),
        reason: held.map(|e| e.reason).unwrap_or_default(),
        most: app::emergency::MOST_HOURS,
    })?;
    Ok(if wrong { not_taken(page) } else { page })
}

async fn show(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    page(&shared, &who, None).await
}

#[derive(Deserialize)]
struct Taking {
    hours: u32,
    reason: String,
}

async fn take(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Taking>,
) -> Result<Response, Fault> {
    let reason = form.reason.trim().to_owned();
    match shared.office.take_emergency(&who.viewer, form.hours, reason).await {
        Ok(until) => Ok(said("/emergency", "said-emergency-taken", &until.vn())),
        Err(e) => page(&shared, &who, Some(e)).await,
    }
}

#[derive(Deserialize)]
struct Ending {
    reason: String,
}

async fn end(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Ending>,
) -> Result<Response, Fault> {
    let reason = form.reason.trim().to_owned();
    match shared.office.end_own_emergency(&who.viewer, reason).await {
        Ok(()) => Ok(said("/emergency", "said-emergency-ended", "")),
        Err(e) => page(&shared, &who, Some(e)).await,
    }
}
