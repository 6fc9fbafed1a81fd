//! The gate: whose token it is, whether it has the scope that the operation asks for, whether it asks too fast.
//!
//! Cookies are not looked at: a session of the pages opens nothing here, and so no form of another site can use one.

use super::super::fault::Fault;
use super::limit::Limit;
use super::problem::{after, refused};
use app::tokens::Caller;
use app::{Office, Problem, Viewer};
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::sync::Arc;
use terms::Scope;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::{Operation, PathItem};

/// What the gate knows.
pub(super) struct Gate {
    pub(super) office: Office,
    /// The scope of every operation, by path and method.
    scopes: BTreeMap<(String, Method), Scope>,
    limit: Limit,
}

/// The operations of a path.
pub(super) fn of_path(item: &PathItem) -> impl Iterator<Item = (Method, &Operation)> {
    let all = [
        (Method::GET, &item.get),
        (Method::PUT, &item.put),
        (Method::POST, &item.post),
        (Method::DELETE, &item.delete),
        (Method::PATCH, &item.patch),
    ];
    all.into_iter().filter_map(|(method, o)| o.as_ref().map(|o| (method, o)))
}

/// The scope that the description of an operation names.
pub(super) fn scope(operation: &Operation) -> Option<Scope> {
    let asked = serde_json::to_value(operation.security.as_ref()?).ok()?;
    Scope::from_code(asked.get(0)?.get(super::doc::TOKEN)?.get(0)?.as_str()?)
}

impl Gate {
    /// The gate before everything that is described.
    pub(super) fn of(described: &OpenApi, per_minute: u32, office: Office) -> Self {
        let paths = described.paths.paths.iter();
        let all = paths.flat_map(|(path, item)| of_path(item).map(move |(m, o)| (path, m, o)));
        let scopes = all.filter_map(|(path, m, o)| Some(((path.clone(), m), scope(o)?))).collect();
        Self { office, scopes, limit: Limit::new(per_minute) }
    }

    /// The scope of what is asked for: `Err(true)` for an address that is there and does not take the method.
    fn scope(&self, request: &Request) -> Result<Scope, bool> {
        let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
        let method = match request.method() {
            &Method::HEAD => Method::GET,
            other => other.clone(),
        };
        let known = self.scopes.get(&(path.to_owned(), method)).copied();
        known.ok_or_else(|| self.scopes.keys().any(|(p, _)| p == path))
    }

    async fn caller(&self, headers: &HeaderMap) -> Result<Caller, Fault> {
        let token = bearer(headers)
            .ok_or_else(|| refused(StatusCode::UNAUTHORIZED, Problem::new("token.missing", [])))?;
        let caller = self.office.caller(token).await?;
        caller.ok_or_else(|| refused(StatusCode::UNAUTHORIZED, Problem::new("token.unknown", [])))
    }

    async fn admitted(&self, request: &mut Request) -> Result<(), Response> {
        let scope = match self.scope(request) {
            Ok(scope) => scope,
            Err(true) => return Ok(()),
            // Nothing is behind the gate that is not described.
            Err(false) => return Err(Fault::no_such_page().into_response()),
        };
        let caller = self.caller(request.headers()).await.map_err(IntoResponse::into_response)?;
        self.limit.take(caller.token(), self.office.now()).map_err(|wait| {
            let limit = self.limit.per_minute.to_string();
            let facts = [("limit", limit), ("wait", wait.to_string())];
            after(
                refused(StatusCode::TOO_MANY_REQUESTS, Problem::new("token.too-fast", facts)),
                wait,
            )
        })?;
        let viewer = caller.viewer(scope).cloned();
        let viewer = viewer.map_err(|e| Fault::from(e).into_response())?;
        request.extensions_mut().insert(caller);
        request.extensions_mut().insert(For(viewer));
        Ok(())
    }
}

/// The token of a request.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let sent = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = sent.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim()).filter(|t| !t.is_empty())
}

/// Lets a request in, or answers it here.
pub(super) async fn enter(
    State(gate): State<Arc<Gate>>,
    mut request: Request,
    next: Next,
) -> Response {
    match gate.admitted(&mut request).await {
        Ok(()) => next.run(request).await,
        Err(answer) => answer,
    }
}

/// The person for whom a program acts. A handler that takes one is reached with the right scope alone.
#[derive(Debug, Clone)]
pub(super) struct For(pub(super) Viewer);

impl<S: Sync> FromRequestParts<S> for For {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let known = parts.extensions.get::<Self>().cloned();
        known.ok_or_else(|| refused(StatusCode::UNAUTHORIZED, Problem::new("token.missing", [])))
    }
}
