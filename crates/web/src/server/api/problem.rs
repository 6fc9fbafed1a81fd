//! What did not work, as a problem in JSON (RFC 9457) with the codes and words of the pages.

use super::super::fault::Fault;
use app::Problem as Said;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// Media type of a problem.
pub(super) const PROBLEM: &str = "application/problem+json";

/// What did not work (RFC 9457): what happened, why, what to do, in Vietnamese, under a stable code.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Problem {
    /// `urn:kvpt:problem:` and the code.
    #[serde(rename = "type")]
    kind: String,
    /// What happened.
    title: String,
    /// HTTP status.
    status: u16,
    /// Why.
    detail: String,
    /// What to do.
    remedy: String,
    /// Stable code, the same as on the pages.
    code: String,
    /// Names the request in the log of the program, for a fault of the program itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// Faults of single cells.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<CellFault>,
}

/// What is wrong with one cell.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct CellFault {
    /// Code of the indicator.
    pub(super) indicator: String,
    /// What was sent.
    pub(super) value: String,
    /// What is wrong and what is accepted.
    pub(super) message: String,
}

/// Faults of cells, carried by an answer until the problem is made.
#[derive(Debug, Clone)]
pub(super) struct Cells(pub(super) Vec<CellFault>);

/// A refusal with a status of its own.
pub(super) fn refused(status: StatusCode, said: Said) -> Fault {
    let words = Some(Box::new(said.words()));
    Fault { status, code: said.code, words, reference: None }
}

/// A refusal that may be tried again after so many seconds.
pub(super) fn after(fault: Fault, seconds: u64) -> Response {
    let mut answer = fault.into_response();
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    answer
}

/// Makes the problem of every answer that tells of a fault.
pub(super) async fn dress(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    // What another program is given is nobody else's to keep.
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let status = answer.status();
    let made = answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM);
    if made || !(status.is_client_error() || status.is_server_error()) {
        return answer;
    }
    let known = answer.extensions().get::<Fault>().cloned();
    let fault =
        known.unwrap_or_else(|| Fault::of_status(status, &format!("http.{}", status.as_u16())));
    let cells = answer.extensions().get::<Cells>().cloned();
    told(fault, cells.map_or_else(Vec::new, |c| c.0), answer)
}

/// The answer with the problem as its body; its headers stay, but for those of the body before.
fn told(fault: Fault, faults: Vec<CellFault>, answer: Response) -> Response {
    let words = fault.words.map_or_else(|| Said::new(&fault.code, []).words(), |w| *w);
    let problem = Problem {
        kind: format!("urn:kvpt:problem:{}", fault.code),
        title: words.happened,
        status: fault.status.as_u16(),
        detail: words.why,
        remedy: words.remedy,
        code: fault.code,
        reference: fault.reference,
        faults,
    };
    let (mut parts, _) = answer.into_parts();
    parts.status = fault.status;
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    if fault.status == StatusCode::UNAUTHORIZED {
        let asks = HeaderValue::from_static("Bearer realm=\"kvpt\"");
        parts.headers.insert(header::WWW_AUTHENTICATE, asks);
    }
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    Response::from_parts(parts, Body::from(body))
}
