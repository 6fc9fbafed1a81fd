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
}

async fn list(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    html(&page(&shared, &who).await?)
}

async fn page(shared: &Shared, who: &Who) -> Result<AccountsPage, Fault> {
    let accounts = shared.office.accounts(&who.viewer).await?;
    let locked = shared.office.locked_out(&who.viewer).await?;
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
    match shared.office.open_account(&who.viewer, new).await {
        Ok(at) => {
            shared.office.grant(&who.viewer, &at, role, body).await?;
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
    shared.office.grant(&who.viewer, &at, role, body).await?;
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
    shared.office.revoke(&who.viewer, &at, role, body).await?;
    Ok(said("/accounts", "said-revoked", ""))
}

async fn unlock(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let login = shared.office.unlock(&who.viewer, &account(&shared, id)?).await?;
    Ok(said("/accounts", "said-unlocked", &login))
}

async fn reset(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let new = shared.office.reset_password(&who.viewer, &account(&shared, id)?).await?;
    shown_once(&shared, &who, new).await
}

async fn ask_close(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let at = account(&shared, id)?;
    let all = shared.office.accounts(&who.viewer).await?;
    let account = all.into_iter().find(|a| a.at == at).ok_or_else(Fault::no_such_page)?;
    let p = who.page(&shared, Nav::Accounts).await;
    let whom = format!("{} ({})", account.login, account.name);
    html(&ConfirmPage {
        question: p.tw("accounts-close-question", whom),
        consequence: p.t("accounts-close-consequence"),
        action: format!("/accounts/{}/close", at.id),
        button: p.t("accounts-close"),
        fields: Vec::new(),
        asks_reason: true,
        danger: true,
        back: "/accounts".into(),
        refused: None,
        p,
    })
}

#[derive(Deserialize)]
struct Closing {
    reason: String,
}

async fn close(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
    Posted(form): Posted<Closing>,
) -> Result<Response, Fault> {
    let at = account(&shared, id)?;
    let reason = form.reason.trim().to_owned();
    if reason.is_empty() {
        let mut page = page(&shared, &who).await?;
        let message = refusal(app::Error::refused("act.reason-missing"))?;
        page.p.messages.push(message);
        return html(&page).map(not_taken);
    }
    shared.office.close_account(&who.viewer, &at, reason).await?;
    Ok(said("/accounts", "said-account-closed", ""))
}
