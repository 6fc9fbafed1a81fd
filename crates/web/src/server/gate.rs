//! The gate: who asks, and whether what is sent came from a page of ours and is not too large.
//!
//! Nothing behind it runs for a request that writes unless the token of the form was right.

use super::cookie;
use super::dress::dress;
use super::fault::Fault;
use super::reply::away;
use super::who::{Asked, Shared};
use app::secret::same;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{DefaultBodyLimit, Form, FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::pin::Pin;

const MIB: u64 = 1 << 20;
/// Most that a form without files may send.
const FORM: u64 = 2 * MIB;
/// Most that a form with files may send.
const FILES: u64 = 70 * MIB;
/// How much of a body that is too large is still taken, and thrown away, so that the browser gets to read the answer.
const THROWN: u64 = 512 * MIB;

/// Addresses that take forms from people who are not logged in.
const OPEN: [&str; 5] =
    ["/login", "/login/code", "/login/passkey", "/login/passkey/ask", "/language"];

/// Lets a request in, or answers it here.
pub(super) async fn enter(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let (method, uri) = (request.method(), request.uri());
    let mut asked = Asked::of(request.headers(), method, uri);
    let visited = match &asked.token {
        Some(token) => shared.office.visit(token).await,
        None => Ok(None),
    };
    let answer = match visited {
        Err(e) => Fault::from(e).into_response(),
        Ok(visit) => {
            asked.visit = visit;
            match checked(&asked, request).await {
                Ok(mut request) => {
                    request.extensions_mut().insert(asked.clone());
                    next.run(request).await
                }
                Err(answer) => answer,
            }
        }
    };
    dress(&shared, &asked, answer).await
}

/// A request whose body, when it has one, was read whole and carries the right token.
async fn checked(asked: &Asked, request: Request) -> Result<Request, Response> {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(request);
    }
    if asked.visit.is_none() && !OPEN.contains(&request.uri().path()) {
        drain(request.into_body()).await;
        return Err(away(None, asked.piece));
    }
    let (parts, body) = request.into_parts();
    let limit = if is_multipart(&parts.headers) { FILES } else { FORM };
    let bytes = whole(&parts.headers, body, limit).await.map_err(IntoResponse::into_response)?;
    let sent = token(&parts.headers, &bytes).await;
    // Where nobody need be logged in, the form may have come from before somebody was.
    let open = OPEN.contains(&parts.uri.path()) && !asked.gate_new;
    let right = [Some(asked.csrf()), Some(asked.gate.as_str()).filter(|_| open)];
    let right = right.into_iter().flatten();
    if !sent.is_some_and(|sent| right.into_iter().any(|r| same(&sent, r))) {
        return Err(Fault::of_status(StatusCode::FORBIDDEN, "csrf").into_response());
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    kind.is_some_and(|k| k.starts_with("multipart/form-data"))
}

/// The whole body, or that it is too large or did not come to its end.
async fn whole(headers: &HeaderMap, body: Body, limit: u64) -> Result<Bytes, Fault> {
    let too_large = || Fault::of_status(StatusCode::PAYLOAD_TOO_LARGE, "http.413");
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse().ok());
    if announced.is_some_and(|n: u64| n > limit) {
        drain(body).await;
        return Err(too_large());
    }
    let mut body = body;
    let mut all = Vec::with_capacity(announced.and_then(|n| n.try_into().ok()).unwrap_or(0));
    while let Some(piece) = piece(&mut body).await {
        let piece = piece.map_err(|_| Fault::of_status(StatusCode::BAD_REQUEST, "http.400"))?;
        if (all.len() + piece.len()) as u64 > limit {
            drop(all);
            drain(body).await;
            return Err(too_large());
        }
        all.extend_from_slice(&piece);
    }
    Ok(all.into())
}

/// The next piece of a body.
async fn piece(body: &mut Body) -> Option<Result<Bytes, axum::Error>> {
    loop {
        let frame = std::future::poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await?;
        match frame.map(|f| f.into_data()) {
            Ok(Ok(data)) => return Some(Ok(data)),
            // Trailers say nothing that is needed.
            Ok(Err(_)) => {}
            Err(e) => return Some(Err(e)),
        }
    }
}

/// Takes what is still being sent and throws it away.
async fn drain(mut body: Body) {
    let mut thrown = 0;
    while let Some(Ok(piece)) = piece(&mut body).await {
        thrown += piece.len() as u64;
        if thrown > THROWN {
            return;
        }
    }
}

/// The token that came: in the header, or in the field `csrf` of the form.
async fn token(headers: &HeaderMap, bytes: &Bytes) -> Option<String> {
    if let Some(header) = headers.get("x-csrf-token") {
        return header.to_str().ok().map(str::to_owned);
    }
    let kind = headers.get(header::CONTENT_TYPE)?.clone();
    let again = Request::post("/").header(header::CONTENT_TYPE, kind);
    let mut again = again.body(Body::from(bytes.clone())).ok()?;
    // It is here whole and within the limits above.
    DefaultBodyLimit::disable().apply(&mut again);
    if !is_multipart(headers) {
        let Form(pairs) = Form::<Vec<(String, String)>>::from_request(again, &()).await.ok()?;
        return pairs.into_iter().find(|(name, _)| name == "csrf").map(|(_, token)| token);
    }
    let mut parts = Multipart::from_request(again, &()).await.ok()?;
    while let Some(field) = parts.next_field().await.ok()? {
        if field.name() == Some("csrf") {
            return field.text().await.ok();
        }
    }
    None
}

/// The header that gives the browser its token at the gate.
pub(super) fn gate_cookie(asked: &Asked) -> axum::http::HeaderValue {
    cookie::set(cookie::GATE, &asked.gate, None)
}
