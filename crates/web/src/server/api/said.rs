//! What came with a request: what the address asks, and a body in JSON. Whatever is not described is refused, not passed over.

use super::super::fault::Fault;
use super::problem::refused;
use app::Problem;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use std::str::FromStr;
use terms::{Day, Kind, Ref};

/// What the address asks, behind its question mark.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let asked = Query::<T>::try_from_uri(&parts.uri);
        asked.map(|Query(asked)| Self(asked)).map_err(|e| bad_query(&e.body_text()))
    }
}

/// That what the address asks cannot be.
pub(super) fn bad_query(detail: &str) -> Fault {
    let problem = Problem::new("api.query", [("detail", detail.to_owned())]);
    refused(StatusCode::UNPROCESSABLE_ENTITY, problem)
}

/// That a body cannot be.
pub(super) fn bad_body(detail: &str) -> Fault {
    let problem = Problem::new("api.body", [("detail", detail.to_owned())]);
    refused(StatusCode::UNPROCESSABLE_ENTITY, problem)
}

/// A body in JSON.
pub(super) struct Said<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Said<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        if !is(request.headers(), "application/json") {
            return Err(Fault::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE, "http.415"));
        }
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|_| Fault::of_status(StatusCode::BAD_REQUEST, "http.400"))?;
        serde_json::from_slice(&bytes).map(Self).map_err(|e| bad_body(&e.to_string()))
    }
}

/// Media type of a file that is sent as it is.
pub(super) const FILE: &str = "application/octet-stream";

/// Whether the body is a file.
pub(super) fn holds_file(headers: &HeaderMap) -> bool {
    is(headers, FILE)
}

/// Whether the body is said to be of a media type.
fn is(headers: &HeaderMap, media_type: &str) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let said = said.map(|v| v.split(';').next().unwrap_or(v).trim());
    said.is_some_and(|said| said.eq_ignore_ascii_case(media_type))
}

/// A value of the address: absent, or what it is read as.
///
/// # Errors
/// `api.query` with the name and what was sent.
pub(super) fn read<T: FromStr>(name: &str, sent: Option<&str>) -> Result<Option<T>, Fault> {
    let bad = |sent: &str| bad_query(&format!("{name}={sent}"));
    sent.map(|sent| sent.parse().map_err(|_| bad(sent))).transpose()
}

/// A code of the address.
///
/// # Errors
/// `api.query` with the name and what was sent.
pub(super) fn code<T>(
    name: &str,
    sent: Option<&str>,
    of: fn(&str) -> Option<T>,
) -> Result<Option<T>, Fault> {
    sent.map(|sent| of(sent).ok_or_else(|| bad_query(&format!("{name}={sent}")))).transpose()
}

/// A reference to an object of a kind in a body or an address.
///
/// # Errors
/// `api.query` with the name and what was sent.
pub(super) fn of_kind(name: &str, kind: Kind, sent: Option<&str>) -> Result<Option<Ref>, Fault> {
    let found: Option<Ref> = read(name, sent)?;
    match found {
        Some(at) if at.kind != kind => Err(bad_query(&format!("{name}={at}"))),
        other => Ok(other),
    }
}

/// A day of the address, `yyyy-mm-dd`.
///
/// # Errors
/// `api.query` with the name and what was sent.
pub(super) fn day(name: &str, sent: Option<&str>) -> Result<Option<Day>, Fault> {
    read(name, sent)
}

/// A reference to an object of a kind in a body.
///
/// # Errors
/// `api.body` with the name and what was sent.
pub(super) fn body_ref(name: &str, kind: Kind, sent: &str) -> Result<Ref, Fault> {
    let found = sent.parse::<Ref>().ok().filter(|at| at.kind == kind);
    found.ok_or_else(|| bad_body(&format!("{name}: {sent}")))
}

/// A value of a body that is written as text.
///
/// # Errors
/// `api.body` with the name and what was sent.
pub(super) fn body_value<T: FromStr>(name: &str, sent: &str) -> Result<T, Fault> {
    sent.parse().map_err(|_| bad_body(&format!("{name}: {sent}")))
}
