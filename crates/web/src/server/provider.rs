//! Logging in by way of an OpenID provider, when one is configured: away, back, and the tie that an administrator makes.

use super::at::at;
use super::cookie;
use super::enter::{half_in_by_page, let_in_by_page, log_in_refused};
use super::fault::Fault;
use super::pieces::{not_taken, refusal};
use super::posted::Posted;
use super::reply::{html, said};
use super::route::{ADMINISTRATOR, NOBODY, Routes, get, post};
use super::who::{Asked, Shared, Who};
use crate::layout::Nav;
use crate::view::access::ProviderPage;
use crate::view::common::FieldFault;
use app::Error;
use app::login::oidc::{Back, Provider};
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use terms::Kind;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/login/provider", get(NOBODY, away))
        .route("/login/provider/back", get(NOBODY, back))
        .route("/accounts/{id}/provider", get(ADMINISTRATOR, show).post(ADMINISTRATOR, tie))
        .route("/accounts/{id}/provider/end", post(ADMINISTRATOR, untie))
}

fn configured(shared: &Shared) -> Result<&Provider, Fault> {
    shared.settings.provider.as_ref().ok_or_else(Fault::no_such_page)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Next {
    next: String,
}

async fn away(
    State(shared): State<Shared>,
    Extension(asked): Extension<Asked>,
    headers: HeaderMap,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Fault> {
    let provider = configured(&shared)?;
    match shared.office.go_to_provider(provider, &next).await {
        Ok(away) => {
            let to = HeaderValue::from_str(&away.to).map_err(|e| Error::Broken(e.to_string()))?;
            let kept = cookie::set_lax(cookie::STATE, &away.state, 600);
            let headers = [(header::LOCATION, to), (header::SET_COOKIE, kept)];
            Ok((StatusCode::SEE_OTHER, headers).into_response())
        }
        Err(e) => log_in_refused(&shared, &asked, &headers, next, e),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Came {
    state: String,
    code: String,
    error: String,
}

async fn back(
    State(shared): State<Shared>,
    Extension(asked): Extension<Asked>,
    headers: HeaderMap,
    Query(came): Query<Came>,
) -> Result<Response, Fault> {
    let provider = configured(&shared)?;
    let Came { state, code, error } = came;
    let kept = cookie::read(&headers, cookie::STATE).unwrap_or_default();
    let back = Back { state, kept, code, error };
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or("");
    let mut answer = match shared.office.come_from_provider(provider, &back, agent).await {
        Ok((admission, next)) if admission.half => {
            half_in_by_page(&shared, &asked, &admission, &next)?
        }
        Ok((admission, next)) => let_in_by_page(&shared, &asked, &admission, &next)?,
        Err(e) => log_in_refused(&shared, &asked, &headers, String::new(), e)?,
    };
    answer.headers_mut().append(header::SET_COOKIE, cookie::clear_lax(cookie::STATE));
    Ok(answer)
}

async fn page(
    shared: &Shared,
    who: &Who,
    id: String,
    fault: Option<String>,
) -> Result<ProviderPage, Fault> {
    let at = at(Kind::Account, (shared.office.site().to_string(), id))?;
    let administration = shared.office.administration(&who.viewer)?;
    let all = administration.list().await?;
    let account = all.into_iter().find(|a| a.at == at).ok_or_else(Fault::no_such_page)?;
    let fault = fault.map(|message| FieldFault { field: "subject".into(), message });
    Ok(ProviderPage {
        p: who.page(shared, Nav::Accounts).await,
        key: account.at.id.to_string(),
        whom: format!("{} ({})", account.login, account.name),
        provider: shared.settings.provider.as_ref().map(|p| (p.name.clone(), p.issuer.clone())),
        tied: administration.ties().await?.remove(&account.login),
        subject: String::new(),
        faults: fault.into_iter().collect(),
    })
}

async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    html(&page(&shared, &who, id, None).await?)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Subject {
    subject: String,
}

async fn tie(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
    Posted(form): Posted<Subject>,
) -> Result<Response, Fault> {
    let issuer = configured(&shared)?.issuer.clone();
    let account = at(Kind::Account, (shared.office.site().to_string(), id.clone()))?;
    match shared.office.administration(&who.viewer)?.tie(&account, &issuer, &form.subject).await {
        Ok(()) => Ok(said("/accounts", "said-provider-tied", "")),
        Err(e) => {
            let page = page(&shared, &who, id, Some(refusal(e)?.text)).await?;
            html(&ProviderPage { subject: form.subject, ..page }).map(not_taken)
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Reason {
    reason: String,
}

async fn untie(
    State(shared): State<Shared>,
    who: Who,
    Path(id): Path<String>,
    Posted(form): Posted<Reason>,
) -> Result<Response, Fault> {
    let account = at(Kind::Account, (shared.office.site().to_string(), id.clone()))?;
    let reason = form.reason.trim().to_owned();
    match shared.office.administration(&who.viewer)?.untie(&account, reason).await {
        Ok(()) => Ok(said("/accounts", "said-provider-untied", "")),
        Err(e) => html(&page(&shared, &who, id, Some(refusal(e)?.text)).await?).map(not_taken),
    }
}
