//! Đăng nhập: in and out, one's own password, the language.

use super::Posted;
use super::cookie;
use super::fault::Fault;
use super::passkeys::Place;
use super::pieces::{not_taken, refusal};
use super::reply::{go, html, inside, said};
use super::route::{ACCOUNT, NOBODY, Routes, get, post};
use super::who::{Asked, Shared, Who};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::access::{LoginPage, LoginProblem, OnwardPage, PasswordPage};
use crate::view::common::FieldFault;
use crate::view::own::{CodePage, PasskeyPlace};
use app::Error;
use app::error::Problem;
use app::login::Admission;
use axum::extract::{Extension, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use serde::Deserialize;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/login", get(NOBODY, ask).post(NOBODY, log_in))
        .route("/login/code", get(NOBODY, ask_code).post(NOBODY, give_code))
        .route("/logout", post(ACCOUNT, log_out))
        .route("/password", get(ACCOUNT, password).post(ACCOUNT, change_password))
        .route("/language", post(NOBODY, language))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Next {
    next: String,
}

fn onward(next: &str) -> &str {
    if inside(next) && !next.starts_with("/login") { next } else { "/desk" }
}

async fn ask(
    State(shared): State<Shared>,
    Extension(asked): Extension<Asked>,
    headers: HeaderMap,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Fault> {
    if asked.visit.is_some() {
        return Ok(go(onward(&next)));
    }
    let expired = asked.token.is_some().then_some(LoginProblem::Expired);
    html(&page(&shared, &asked, &headers, String::new(), next, expired))
}

fn page(
    shared: &Shared,
    asked: &Asked,
    headers: &HeaderMap,
    login: String,
    next: String,
    problem: Option<LoginProblem>,
) -> LoginPage {
    let mut p = asked.page(&shared.settings, Nav::Nowhere);
    p.person = None;
    if asked.here.is_none() {
        p.here = "/login".into();
    }
    // Where passkeys cannot be used, nobody has one to be asked for.
    let passkey = match Place::of(shared.settings.origin.as_ref(), headers) {
        Place::Nowhere => PasskeyPlace::default(),
        place => place.shown(p.lang, false),
    };
    let provider = shared.settings.provider.as_ref().map(|p| p.name.clone());
    LoginPage { p, login, next, problem, passkey, provider }
}

/// The page again with what was refused, where no password was typed.
pub(super) fn log_in_refused(
    shared: &Shared,
    asked: &Asked,
    headers: &HeaderMap,
    next: String,
    e: Error,
) -> Result<Response, Fault> {
    let message = refusal(e)?;
    let mut page = page(shared, asked, headers, String::new(), next, None);
    page.p.messages.push(message);
    html(&page).map(not_taken)
}

#[derive(Deserialize)]
struct Key {
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

async fn log_in(
    State(shared): State<Shared>,
    Extension(asked): Extension<Asked>,
    headers: HeaderMap,
    Posted(key): Posted<Key>,
) -> Result<Response, Fault> {
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or("");
    let refused = match shared.office.log_in_from(&key.login, &key.password, agent).await {
        Ok(admission) if admission.half => return Ok(half_in(&admission, &key.next)),
        Ok(admission) => return Ok(let_in(&admission, &key.next)),
        Err(Error::Refused(problem)) => problem,
        Err(e) => return Err(e.into()),
    };
    let problem = problem(&shared, &refused);
    let mut page = page(&shared, &asked, &headers, key.login, key.next, problem);
    if problem.is_none() {
        page.p.messages.push(refusal(Error::Refused(refused))?);
    }
    html(&page).map(not_taken)
}

/// In, and where one wanted to be.
pub(super) fn let_in(admission: &Admission, next: &str) -> Response {
    admitted(go(onward(next)), admission)
}

/// The same from a provider: by a page of ours, because a browser sends our cookies to what such a page leads to, and not to
/// where another site does.
pub(super) fn let_in_by_page(
    shared: &Shared,
    asked: &Asked,
    admission: &Admission,
    next: &str,
) -> Result<Response, Fault> {
    Ok(admitted(onward_page(shared, asked, onward(next).to_owned())?, admission))
}

/// Half in from a provider.
pub(super) fn half_in_by_page(
    shared: &Shared,
    asked: &Asked,
    admission: &Admission,
    next: &str,
) -> Result<Response, Fault> {
    let to = format!("/login/code?next={}", cookie::encode(onward(next)));
    Ok(half_admitted(onward_page(shared, asked, to)?, admission))
}

fn onward_page(shared: &Shared, asked: &Asked, to: String) -> Result<Response, Fault> {
    let mut p = asked.page(&shared.settings, Nav::Nowhere);
    p.person = None;
    html(&OnwardPage { p, to })
}

fn admitted(mut answer: Response, admission: &Admission) -> Response {
    let headers = answer.headers_mut();
    headers.append(header::SET_COOKIE, cookie::set(cookie::SESSION, &admission.token, None));
    headers.append(header::SET_COOKIE, cookie::clear(cookie::GATE));
    headers.append(header::SET_COOKIE, cookie::clear(cookie::HALF));
    answer
}

/// Half in: on to where the code is asked.
fn half_in(admission: &Admission, next: &str) -> Response {
    half_admitted(go(&format!("/login/code?next={}", cookie::encode(onward(next)))), admission)
}

fn half_admitted(mut answer: Response, admission: &Admission) -> Response {
    let half = cookie::set(cookie::HALF, &admission.token, Some(300));
    answer.headers_mut().append(header::SET_COOKIE, half);
    answer
}

async fn code_page(
    shared: &Shared,
    asked: &Asked,
    headers: &HeaderMap,
    next: String,
) -> Result<CodePage, Fault> {
    let mut p = asked.page(&shared.settings, Nav::Nowhere);
    p.person = None;
    if asked.here.is_none() {
        p.here = "/login/code".into();
    }
    let half = cookie::read(headers, cookie::HALF).unwrap_or_default();
    let ways = shared.office.ways_on(&half).await?;
    let place = Place::of(shared.settings.origin.as_ref(), headers);
    let passkey = match ways {
        Some(ways) if ways.passkey => place.shown(p.lang, true),
        _ => PasskeyPlace::default(),
    };
    Ok(CodePage { p, next, device: ways.is_none_or(|w| w.device), passkey })
}

/// The page of the second step again, with what was refused.
pub(super) async fn code_refused(
    shared: &Shared,
    asked: &Asked,
    headers: &HeaderMap,
    next: String,
    e: Error,
) -> Result<Response, Fault> {
    let message = refusal(e)?;
    let mut page = code_page(shared, asked, headers, next).await?;
    page.p.messages.push(message);
    html(&page).map(not_taken)
}

async fn ask_code(
    State(shared): State<Shared>,
    Extension(asked): Extension<Asked>,
    headers: HeaderMap,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Fault> {
    if asked.visit.is_some() || cookie::read(&headers, cookie::HALF).is_none() {
        return Ok(go(if asked.visit.is_some() { onward(&next) } else { "/login" }));
    }
    html(&code_page(&shared, &asked, &headers, next).await?)
}

#[derive(Deserialize)]
struct Code {
    code: String,
    #[serde(default)]
    next: String,
}

async fn give_code(
    State(shared): State<Shared>,
    Extension(asked): Extension<Asked>,
    headers: HeaderMap,
    Posted(given): Posted<Code>,
) -> Result<Response, Fault> {
    let half = cookie::read(&headers, cookie::HALF).unwrap_or_default();
    match shared.office.give_code(&half, &given.code).await {
        Ok(admission) => Ok(let_in(&admission, &given.next)),
        Err(e) => code_refused(&shared, &asked, &headers, given.next, e).await,
    }
}

/// The refusals that the page has its own words for.
fn problem(shared: &Shared, refused: &Problem) -> Option<LoginProblem> {
    let fact = |name: &str| refused.facts.get(name).map(String::as_str).unwrap_or_default();
    match refused.code.as_str() {
        "login.wrong" => Some(LoginProblem::Wrong { left: fact("left").parse().unwrap_or(0) }),
        "login.locked" => {
            let minutes = minutes_until(&shared.office.now().vn(), fact("until"));
            Some(LoginProblem::Locked { minutes })
        }
        _ => None,
    }
}

/// Minutes from one moment to another of the next 24 hours, both as `dd/mm/yyyy HH:MM`; at least one.
fn minutes_until(now: &str, until: &str) -> u32 {
    let minute = |at: &str| {
        let (hour, minute) = at.rsplit(' ').next()?.split_once(':')?;
        Some(hour.parse::<u32>().ok()? * 60 + minute.parse::<u32>().ok()?)
    };
    match (minute(now), minute(until)) {
        (Some(now), Some(until)) => ((until + 1440 - now) % 1440).max(1),
        _ => 1,
    }
}

async fn log_out(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    if let Some(token) = who.token() {
        shared.office.log_out(token).await?;
    }
    let mut answer = go("/login");
    answer.headers_mut().append(header::SET_COOKIE, cookie::clear(cookie::SESSION));
    Ok(answer)
}

async fn password(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    html(&password_page(&shared, &who, None).await)
}

async fn password_page(shared: &Shared, who: &Who, fault: Option<(&str, String)>) -> PasswordPage {
    let fault = fault.map(|(field, message)| FieldFault { field: field.into(), message });
    PasswordPage {
        p: who.page(shared, Nav::Nowhere).await,
        least: u32::try_from(app::secret::SHORTEST_PASSWORD).unwrap_or(u32::MAX),
        faults: fault.into_iter().collect(),
    }
}

#[derive(Deserialize)]
struct Change {
    old: String,
    new: String,
    again: String,
}

async fn change_password(
    State(shared): State<Shared>,
    who: Who,
    Posted(change): Posted<Change>,
) -> Result<Response, Fault> {
    let fault = if change.new == change.again {
        let done = shared.office.change_password(&who.viewer, &change.old, &change.new).await;
        match done {
            Ok(()) => None,
            Err(Error::Refused(p)) if p.code == "login.wrong" => {
                Some(("old", who.lang.t("password-old-wrong")))
            }
            Err(Error::Refused(p)) => Some(("new", refusal(Error::Refused(p))?.text)),
            Err(e) => return Err(e.into()),
        }
    } else {
        Some(("again", who.lang.t("password-not-same")))
    };
    match fault {
        Some(fault) => html(&password_page(&shared, &who, Some(fault)).await).map(not_taken),
        None => {
            let mut answer = said("/login", "said-password", "");
            answer.headers_mut().append(header::SET_COOKIE, cookie::clear(cookie::SESSION));
            Ok(answer)
        }
    }
}

#[derive(Deserialize)]
struct Switch {
    lang: String,
    #[serde(default)]
    next: String,
}

async fn language(Posted(switch): Posted<Switch>) -> Response {
    const YEAR: u32 = 365 * 24 * 3600;
    let lang = Lang::from_code(&switch.lang).code();
    let mut answer = go(if inside(&switch.next) { &switch.next } else { "/desk" });
    answer.headers_mut().append(header::SET_COOKIE, cookie::set(cookie::LANG, lang, Some(YEAR)));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_lock_out_is_counted_over_midnight_too() {
        assert_eq!(minutes_until("22/11/2026 08:10", "22/11/2026 08:25"), 15);
        assert_eq!(minutes_until("22/11/2026 23:55", "23/11/2026 00:10"), 15);
        assert_eq!(minutes_until("22/11/2026 08:25", "22/11/2026 08:25"), 1);
    }
}
