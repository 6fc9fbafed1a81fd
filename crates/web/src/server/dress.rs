//! The last step of every answer: faults become pages, headers that browsers obey, cookies that were used up.

use super::cookie;
use super::fault::Fault;
use super::gate::gate_cookie;
use super::who::{Asked, Shared};
use crate::layout::{Nav, escape};
use crate::view::fault::ErrorPage;
use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use std::any::Any;

/// Everything comes from this server; no frame, no plug-in, no script in a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const SAME: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
];

/// Headers of every answer.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    for (name, value) in SAME {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}

/// The answer to an address that does not exist.
pub(super) async fn no_such_page() -> Fault {
    Fault::no_such_page()
}

/// The answer when a handler panicked.
pub(super) fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let words = cause.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| cause.downcast_ref::<&str>().copied());
    Fault::broken(words.unwrap_or("panic")).into_response()
}

/// Makes the page of a fault, and gives and takes cookies.
pub(super) async fn dress(shared: &Shared, asked: &Asked, answer: Response) -> Response {
    let mut answer = match fault_of(&answer) {
        Some(fault) => shown(shared, asked, fault, answer),
        None => answer,
    };
    let is_page = answer
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/html")));
    if is_page && asked.said.is_some() {
        answer.headers_mut().append(header::SET_COOKIE, cookie::clear(cookie::SAID));
    }
    if is_page && asked.visit.is_none() && asked.gate_new {
        answer.headers_mut().append(header::SET_COOKIE, gate_cookie(asked));
    }
    answer
}

/// The fault that an answer carries; an answer of the framework itself has only its status.
fn fault_of(answer: &Response) -> Option<Fault> {
    if let Some(fault) = answer.extensions().get::<Fault>() {
        return Some(fault.clone());
    }
    let status = answer.status();
    let failed = status.is_client_error() || status.is_server_error();
    let made_here = answer
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/html")));
    let elsewhere = status == StatusCode::UNAUTHORIZED;
    (failed && !made_here && !elsewhere)
        .then(|| Fault::of_status(status, &format!("http.{}", status.as_u16())))
}

fn shown(shared: &Shared, asked: &Asked, fault: Fault, answer: Response) -> Response {
    let known = match fault.status {
        // Wording of the nearest status that has any.
        StatusCode::METHOD_NOT_ALLOWED => 404,
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => 422,
        status => status.as_u16(),
    };
    let page = asked.page(&shared.settings, Nav::Nowhere);
    let mut page = ErrorPage::of_status(page, known, fault.code);
    page.status = fault.status.as_u16();
    page.reference = fault.reference;
    if let Some(words) = fault.words {
        (page.what, page.why, page.todo) = (words.happened, words.why, words.remedy);
    }
    if asked.visit.is_none() {
        page.back = crate::view::common::Link::new(page.p.t("login-title"), "/login");
    }
    let mut dressed = if asked.piece { piece(&page) } else { whole(&page) };
    *dressed.status_mut() = fault.status;
    for cookie in answer.headers().get_all(header::SET_COOKIE) {
        dressed.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    dressed
}

fn whole(page: &ErrorPage) -> Response {
    let words = page.render();
    words.map_or_else(|_| page.what.clone().into_response(), |words| Html(words).into_response())
}

/// Where a script asked for a piece of a page, the refusal stands on top of what is there.
fn piece(page: &ErrorPage) -> Response {
    let (what, why, todo) = (escape(&page.what), escape(&page.why), escape(&page.todo));
    let (icon, code) = (page.p.icon("alert-triangle"), escape(&page.code));
    let words = format!(
        "<div class=\"say say-fault\" role=\"alert\">{icon}<div><b>{what}</b> {why} {todo} <code>{code}</code></div></div>"
    );
    ([("hx-reswap", "afterbegin")], Html(words)).into_response()
}
