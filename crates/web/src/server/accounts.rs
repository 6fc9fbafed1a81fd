//! Quản trị tài khoản: opened, given roles, unlocked, closed, by an administrator.

use super::Posted;
use super::at::{at, href};
use super::fault::Fault;
use super::pieces::{not_taken, refusal};
use super::reply::{html, said};
use super::route::{ADMINISTRATOR, Routes, get, post};
use super::who::{Shared, Who};
use crate::layout::Nav;
use crate::view::access::{AccountRow, AccountsPage, RoleRow};
use crate::view::common::{Choice, FieldFault};
use crate::view::fault::ConfirmPage;
use app::accounts::NewAccount;
use app::administration::Account;
use app::secret::new_password;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use terms::{Kind, Named, Ref, Role};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/accounts", get(ADMINISTRATOR, list).post(ADMINISTRATOR, open))
        .route("/accounts/{id}/grant", post(ADMINISTRATOR, grant))
        .route("/accounts/{id}/revoke", post(ADMINISTRATOR, revoke))
        .route("/accounts/{id}/unlock", post(ADMINISTRATOR, unlock))
        .route("/accounts/{id}/reset", post(ADMINISTRATOR, reset))
        .route("/accounts/{id}/close", get(ADMINISTRATOR, ask_close).post(ADMINISTRATOR, close))
        .route("/accounts/{id}/factor", get(ADMINISTRATOR, ask_factor).post(ADMINISTRATOR, factor))
        .route(
            "/accounts/{id}/emergency",
            get(ADMINISTRATOR, ask_emergency).post(ADMINISTRATOR, emergency_end),
        )
        .route("/accounts/{id}/end-sessions", post(ADMINISTRATOR, end_sessions))
}

async fn list(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    html(&page(&shared, &who).await?)
}

async fn page(shared: &Shared, who: &Who) -> Result<AccountsPage, Fault> {
    let administration = shared.office.administration(&who.viewer)?;
    let accounts = administration.list().await?;
    let locked = administration.locked_out().await?;
    let factors = administration.with_factor().await?;
    let sessions = administration.sessions().await?;
    let bodies = shared.office.body_choices(&who.viewer, None).await?;
    let role = |role: Role, body: &Named| RoleRow {
        role,
        body: body.name.clone(),
        body_ref: body.at.to_string(),
    };
    let rows = accounts.iter().map(|a| AccountRow {
        key: a.at.id.to_string(),
        login: a.login.clone(),
        name: a.name.clone(),
        roles: a.grants.iter().map(|g| role(g.role, &g.body)).collect(),
        last_login: None,
        locked_until: locked.get(&a.login).map(|until| until.vn()),
        closed: a.closed.as_ref().map(|(why, by)| format!("{}: {why}", by.effective_on.vn())),
        history: href(&a.at),
        sessions: sessions.get(&a.login).map_or(0, |n| *n as u64),
        factor: factors.contains(&a.login),
        emergency: emergency(a, shared.office.now()),
    });
    Ok(AccountsPage {
        p: who.page(shared, Nav::Accounts).await,
        rows: rows.collect(),
        bodies: bodies.iter().map(|b| Choice::new(b.at.to_string(), &b.name, false)).collect(),
        roles: Role::ALL.to_vec(),
        opened: None,
        faults: Vec::new(),
    })
}

/// Until when rights of an emergency are held.
fn emergency(account: &Account, now: terms::Instant) -> Option<String> {
    account.emergencies.last().filter(|e| e.holds_at(now)).map(|e| e.until.vn())
}

fn account(shared: &Shared, id: String) -> Result<Ref, Fault> {
    at(Kind::Account, (shared.office.site().to_string(), id))
}

#[derive(Deserialize)]
struct Opening {
    login: String,
    name: String,
    role: String,
    body: String,
}

/// The body of the form, by the name it has today.
async fn body(shared: &Shared, who: &Who, typed: &str) -> Result<Named, Fault> {
    let all = shared.office.body_choices(&who.viewer, None).await?;
    all.into_iter().find(|b| b.at.to_string() == typed).ok_or_else(Fault::no_such_page)
}

fn role(code: &str) -> Result<Role, Fault> {
    Role::from_code(code).ok_or_else(Fault::no_such_page)
}

async fn open(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Opening>,
) -> Result<Response, Fault> {
    let (role, body) = (role(&form.role)?, body(&shared, &who, &form.body).await?);
    let login = form.login.trim().to_owned();
    let password = new_password();
    let name = form.name.trim().to_owned();
    let new = NewAccount { login: login.clone(), name, password: password.clone() };
    let administration = shared.office.administration(&who.viewer)?;
    match administration.open(new).await {
        Ok(at) => {
            administration.grant(&at, role, body).await?;
            shown_once(&shared, &who, (login, password)).await
        }
        Err(e) => {
            let message = refusal(e)?.text;
            let mut page = page(&shared, &who).await?;
            page.faults.push(FieldFault { field: "login".into(), message });
            html(&page).map(not_taken)
        }
    }
}

/// The list with a password that is shown once and kept nowhere.
async fn shown_once(
    shared: &Shared,
    who: &Who,
    opened: (String, String),
) -> Result<Response, Fault> {
    let mut page = page(shared, who).await?;
    page.opened = Some(opened);
    html(&page)
}

#[derive(Deserialize)]
struct Grant {
    role: String,
    body: String,
}

async fn grant(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
    Posted(form): Posted<Grant>,
) -> Result<Response, Fault> {
    let (at, role) = (account(&shared, id)?, role(&form.role)?);
    let body = body(&shared, &who, &form.body).await?;
    let name = body.name.clone();
    shared.office.administration(&who.viewer)?.grant(&at, role, body).await?;
    Ok(said("/accounts", "said-granted", &name))
}

async fn revoke(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
    Posted(form): Posted<Grant>,
) -> Result<Response, Fault> {
    let (at, role) = (account(&shared, id)?, role(&form.role)?);
    let body: Ref = form.body.parse().map_err(|_| Fault::no_such_page())?;
    shared.office.administration(&who.viewer)?.revoke(&at, role, body).await?;
    Ok(said("/accounts", "said-revoked", ""))
}

async fn unlock(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let at = account(&shared, id)?;
    let login = shared.office.administration(&who.viewer)?.unlock(&at).await?;
    Ok(said("/accounts", "said-unlocked", &login))
}

async fn reset(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let at = account(&shared, id)?;
    let new = shared.office.administration(&who.viewer)?.reset_password(&at).await?;
    shown_once(&shared, &who, new).await
}

async fn end_sessions(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let at = account(&shared, id)?;
    let login = shared.office.administration(&who.viewer)?.end_sessions(&at).await?;
    Ok(said("/accounts", "said-account-sessions-ended", &login))
}

/// What is asked before it is done, with a reason.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Close,
    Factor,
    Emergency,
}

impl Step {
    /// Its last part of the address; keys of its name, its question, what follows.
    fn words(self) -> [&'static str; 4] {
        match self {
            Self::Close => {
                ["close", "accounts-close", "accounts-close-question", "accounts-close-consequence"]
            }
            Self::Factor => [
                "factor",
                "accounts-factor",
                "accounts-factor-question",
                "accounts-factor-consequence",
            ],
            Self::Emergency => [
                "emergency",
                "accounts-emergency",
                "accounts-emergency-question",
                "accounts-emergency-consequence",
            ],
        }
    }
}

async fn ask(shared: &Shared, who: &Who, id: String, step: Step) -> Result<Response, Fault> {
    let at = account(shared, id)?;
    let all = shared.office.administration(&who.viewer)?.list().await?;
    let account = all.into_iter().find(|a| a.at == at).ok_or_else(Fault::no_such_page)?;
    let p = who.page(shared, Nav::Accounts).await;
    let whom = format!("{} ({})", account.login, account.name);
    let [part, name, question, consequence] = step.words();
    html(&ConfirmPage {
        question: p.tw(question, whom),
        consequence: p.t(consequence),
        action: format!("/accounts/{}/{part}", at.id),
        button: p.t(name),
        fields: Vec::new(),
        asks_reason: true,
        danger: true,
        back: "/accounts".into(),
        refused: None,
        p,
    })
}

async fn done(
    shared: &Shared,
    who: &Who,
    id: String,
    step: Step,
    reason: &str,
) -> Result<Response, Fault> {
    let (at, reason) = (account(shared, id)?, reason.trim().to_owned());
    let administration = shared.office.administration(&who.viewer)?;
    let done = match step {
        Step::Close => administration.close(&at, reason).await.map(|()| "said-account-closed"),
        Step::Factor => administration.reset_factor(&at, reason).await.map(|_| "said-factor-reset"),
        Step::Emergency => {
            administration.end_emergency(&at, reason).await.map(|()| "said-emergency-ended")
        }
    };
    match done {
        Ok(key) => Ok(said("/accounts", key, "")),
        Err(e) => {
            let message = refusal(e)?;
            let mut page = page(shared, who).await?;
            page.p.messages.push(message);
            html(&page).map(not_taken)
        }
    }
}

#[derive(Deserialize)]
struct Reason {
    reason: String,
}

async fn ask_close(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    ask(&shared, &who, id, Step::Close).await
}

async fn close(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
    Posted(form): Posted<Reason>,
) -> Result<Response, Fault> {
    done(&shared, &who, id, Step::Close, &form.reason).await
}

async fn ask_factor(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    ask(&shared, &who, id, Step::Factor).await
}

async fn factor(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
    Posted(form): Posted<Reason>,
) -> Result<Response, Fault> {
    done(&shared, &who, id, Step::Factor, &form.reason).await
}

async fn ask_emergency(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    ask(&shared, &who, id, Step::Emergency).await
}

async fn emergency_end(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
    Posted(form): Posted<Reason>,
) -> Result<Response, Fault> {
    done(&shared, &who, id, Step::Emergency, &form.reason).await
}
