//! One's own sessions and second factor.

use super::fault::Fault;
use super::pieces::{not_taken, refusal};
use super::posted::Posted;
use super::reply::{html, said};
use super::route::{ACCOUNT, Routes, get, post};
use super::who::{Shared, Who};
use crate::layout::Nav;
use crate::view::common::FieldFault;
use crate::view::own::{FactorPage, FactorPart, OwnSessionsPage, SessionRow};
use app::login::{FactorState, OwnSession};
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/sessions", get(ACCOUNT, sessions))
        .route("/sessions/end", post(ACCOUNT, end))
        .route("/sessions/end-others", post(ACCOUNT, end_others))
        .route("/second-factor", get(ACCOUNT, factor))
        .route("/second-factor/begin", post(ACCOUNT, begin))
        .route("/second-factor/confirm", post(ACCOUNT, confirm))
        .route("/second-factor/codes", post(ACCOUNT, codes))
        .route("/second-factor/end", post(ACCOUNT, end_factor))
}

fn row(s: OwnSession) -> SessionRow {
    let (since, seen) = (s.since.vn(), s.seen.vn());
    SessionRow { key: s.key, program: s.program, since, seen, own: s.own }
}

async fn sessions(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    let token = who.token().unwrap_or_default();
    let rows = shared.office.own_sessions(&who.viewer, token).await?;
    let rules = shared.office.access_rules().await?;
    html(&OwnSessionsPage {
        rows: rows.into_iter().map(row).collect(),
        idle: rules.idle_minutes,
        longest: rules.longest_hours,
        p: who.page(&shared, Nav::Nowhere).await,
    })
}

#[derive(Deserialize)]
struct Ended {
    key: String,
}

async fn end(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Ended>,
) -> Result<Response, Fault> {
    shared.office.end_own_session(&who.viewer, &form.key).await?;
    Ok(said("/sessions", "said-session-ended", ""))
}

async fn end_others(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    let token = who.token().unwrap_or_default();
    let n = shared.office.end_other_sessions(&who.viewer, token).await?;
    Ok(said("/sessions", "said-sessions-ended", &n.to_string()))
}

/// The page, with codes just made or with what was wrong.
async fn page(
    shared: &Shared,
    who: &Who,
    codes: Vec<String>,
    fault: Option<String>,
) -> Result<Response, Fault> {
    let part = match shared.office.factor_state(&who.viewer).await? {
        FactorState::Off => FactorPart::Off,
        FactorState::On { left } => FactorPart::On { left },
        FactorState::Begun { secret, picture } => {
            let letters: Vec<char> = secret.chars().collect();
            let groups = letters.chunks(4).map(|c| c.iter().collect::<String>());
            FactorPart::Begun { picture, secret: groups.collect::<Vec<_>>().join(" ") }
        }
    };
    let wrong = fault.is_some();
    let fault = fault.map(|message| FieldFault { field: String::new(), message });
    let p = who.page(shared, Nav::Nowhere).await;
    let page = html(&FactorPage { p, part, codes, faults: fault.into_iter().collect() })?;
    Ok(if wrong { not_taken(page) } else { page })
}

/// The page again with what was refused.
async fn wrong(shared: &Shared, who: &Who, e: app::Error) -> Result<Response, Fault> {
    let words = match e.code() {
        "login.wrong" => who.lang.t("password-old-wrong"),
        _ => refusal(e)?.text,
    };
    page(shared, who, Vec::new(), Some(words)).await
}

async fn factor(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    page(&shared, &who, Vec::new(), None).await
}

#[derive(Deserialize)]
struct Password {
    password: String,
}

async fn begin(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Password>,
) -> Result<Response, Fault> {
    match shared.office.begin_factor(&who.viewer, &form.password).await {
        Ok(()) => Ok(super::reply::go("/second-factor")),
        Err(e) => wrong(&shared, &who, e).await,
    }
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

async fn confirm(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Code>,
) -> Result<Response, Fault> {
    let token = who.token().unwrap_or_default();
    match shared.office.confirm_factor(&who.viewer, token, &form.code).await {
        Ok(codes) => page(&shared, &who, codes, None).await,
        Err(e) => wrong(&shared, &who, e).await,
    }
}

async fn codes(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Password>,
) -> Result<Response, Fault> {
    match shared.office.renew_codes(&who.viewer, &form.password).await {
        Ok(codes) => page(&shared, &who, codes, None).await,
        Err(e) => wrong(&shared, &who, e).await,
    }
}

async fn end_factor(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Password>,
) -> Result<Response, Fault> {
    match shared.office.end_factor(&who.viewer, &form.password).await {
        Ok(()) => Ok(said("/second-factor", "said-factor-ended", "")),
        Err(e) => wrong(&shared, &who, e).await,
    }
}
