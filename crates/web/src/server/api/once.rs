//! Writing once: what was answered to a request is kept under its key for a day, and is the answer to every repeat.
//!
//! The work is done to its end also when the caller goes away, so that the next call finds the answer. A refusal writes
//! nothing and is not kept: what bears a mark of state secrets leaves nothing here, not even its hash.

use super::super::fault::Fault;
use super::gate::Gate;
use super::problem::refused;
use super::said::holds_file;
use app::tokens::{Answer, Caller, Once};
use app::{Office, Problem, secret};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Name of the header.
pub(super) const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Says that an answer was given before.
const AGAIN: HeaderName = HeaderName::from_static("idempotency-replayed");

const MIB: usize = 1 << 20;
/// Most that a body in JSON may have.
const JSON: usize = 2 * MIB;
/// Most that a file may have.
const FILE: usize = 70 * MIB;
/// Headers that are kept with an answer.
const HEAD: [HeaderName; 2] = [header::CONTENT_TYPE, header::LOCATION];

/// A request that writes, with everything that makes it that request.
struct Asked {
    caller: Caller,
    key: String,
    hash: String,
}

/// Does what is asked once.
pub(super) async fn once(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Caller>().cloned();
    let (Some(caller), &Method::POST) = (caller, request.method()) else {
        return next.run(request).await;
    };
    match taken(&gate.office, caller, request).await {
        Ok(Ok((asked, request))) => done(gate.office.clone(), asked, request, next).await,
        Ok(Err(answer)) => answer,
        Err(fault) => fault.into_response(),
    }
}

/// The request whole with its key taken, or what was answered before.
async fn taken(
    office: &Office,
    caller: Caller,
    request: Request,
) -> Result<Result<(Asked, Request), Response>, Fault> {
    let key = key(&request)?;
    let (parts, body) = request.into_parts();
    let limit = if holds_file(&parts.headers) { FILE } else { JSON };
    let too_large = |_| Fault::of_status(StatusCode::PAYLOAD_TOO_LARGE, "http.413");
    let bytes = to_bytes(body, limit).await.map_err(too_large)?;
    let hash = hash(&parts.method, &parts.uri.to_string(), &bytes);
    match office.once(&caller, &key, &hash).await? {
        Once::Done(known) => Ok(Err(again(known))),
        Once::Do => {
            let asked = Asked { caller, key, hash };
            Ok(Ok((asked, Request::from_parts(parts, Body::from(bytes)))))
        }
    }
}

/// The key of a request.
fn key(request: &Request) -> Result<String, Fault> {
    let missing = || refused(StatusCode::BAD_REQUEST, Problem::new("api.key-missing", []));
    let sent = request.headers().get(&KEY).and_then(|v| v.to_str().ok()).ok_or_else(missing)?;
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"-._~:".contains(&b);
    let good = (1..=128).contains(&sent.len()) && sent.bytes().all(fits);
    good.then(|| sent.to_owned()).ok_or_else(missing)
}

fn hash(method: &Method, address: &str, body: &Bytes) -> String {
    let mut all = format!("{method} {address}\n").into_bytes();
    all.extend_from_slice(body);
    secret::sha256_hex(&all)
}

/// What was answered before.
fn again(known: Answer) -> Response {
    let status = StatusCode::from_u16(known.status).unwrap_or(StatusCode::OK);
    let mut answer = (status, known.body).into_response();
    answer.headers_mut().remove(header::CONTENT_TYPE);
    for line in known.head.lines() {
        let pair = line.split_once(": ");
        let pair = pair.and_then(|(n, v)| Some((n.parse::<HeaderName>().ok()?, v.parse().ok()?)));
        if let Some((name, value)) = pair {
            answer.headers_mut().insert(name, value);
        }
    }
    answer.headers_mut().insert(AGAIN, HeaderValue::from_static("true"));
    answer
}

/// Does it, to its end whoever goes away, and keeps what was answered.
async fn done(office: Office, asked: Asked, request: Request, next: Next) -> Response {
    let work = tokio::spawn(async move {
        // A task of its own, so that a panic in it leaves the key free.
        let done = tokio::spawn(async move { next.run(request).await }).await;
        let answer = done.unwrap_or_else(|e| Fault::broken(&e.to_string()).into_response());
        kept(&office, asked, answer).await
    });
    match work.await {
        Ok(Ok(answer)) => answer,
        Ok(Err(fault)) => fault.into_response(),
        Err(e) => Fault::broken(&e.to_string()).into_response(),
    }
}

/// Keeps the answer to what was done. Where it was not, nothing was written: the key is free again.
async fn kept(office: &Office, asked: Asked, answer: Response) -> Result<Response, Fault> {
    if !answer.status().is_success() {
        office.not_answered(&asked.caller, &asked.key).await?;
        return Ok(answer);
    }
    let (parts, body) = answer.into_parts();
    let bytes = to_bytes(body, usize::MAX).await;
    let bytes = bytes.map_err(|e| Fault::broken(&e.to_string()))?;
    let line = |name| Some(format!("{name}: {}", parts.headers.get(name)?.to_str().ok()?));
    let made = Answer {
        status: parts.status.as_u16(),
        head: HEAD.iter().filter_map(line).collect::<Vec<_>>().join("\n"),
        body: String::from_utf8_lossy(&bytes).into_owned(),
    };
    office.answered(&asked.caller, &asked.key, &asked.hash, made).await?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}
