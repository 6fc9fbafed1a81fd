//! Addresses with the right that each needs: declared where they are registered, asked for at the door.
//!
//! An address without a declaration does not compile. The door asks for the role; over which body a role must be held is
//! decided by the use case in `app`, which asks again.

use super::fault::Fault;
use super::who::{Asked, Shared};
use app::permit::Needs;
use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use std::collections::BTreeMap;
use std::sync::Arc;
use terms::Role;

/// Whoever asks.
pub(super) const NOBODY: Needs = Needs::Nothing;
/// Whoever is logged in.
pub(super) const ACCOUNT: Needs = Needs::Account;
/// Whoever may read.
pub(super) const READER: Needs = Needs::Held(Role::Reader);
/// A clerk of any body.
pub(super) const CLERK: Needs = Needs::Held(Role::Clerk);
/// An officer of any body.
pub(super) const OFFICER: Needs = Needs::Held(Role::Officer);
/// An approver of any body.
pub(super) const APPROVER: Needs = Needs::Held(Role::Approver);
/// An administrator.
pub(super) const ADMINISTRATOR: Needs = Needs::Held(Role::Administrator);
/// Whoever stands by for emergencies.
pub(super) const STANDBY: Needs = Needs::Held(Role::Standby);
/// A clerk of the body that the object is of.
pub(super) const CLERK_OF: Needs = Needs::HeldOver(Role::Clerk);
/// An officer of the body that the object is of.
pub(super) const OFFICER_OF: Needs = Needs::HeldOver(Role::Officer);
/// An approver of the body that the object is of.
pub(super) const APPROVER_OF: Needs = Needs::HeldOver(Role::Approver);

/// What an address needs when it is asked for by a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The address, with `{…}` for what varies.
    pub path: String,
    /// `GET` or `POST`.
    pub method: &'static str,
    /// What it needs.
    pub needs: Needs,
}

/// Handlers of one address by method, each with what it needs.
pub(super) struct Ways {
    inner: MethodRouter<Shared>,
    declared: Vec<(&'static str, Needs)>,
}

/// An address that is read.
pub(super) fn get<H: Handler<T, Shared>, T: 'static>(needs: Needs, handler: H) -> Ways {
    Ways { inner: axum::routing::get(handler), declared: vec![("GET", needs)] }
}

/// An address that forms are sent to.
pub(super) fn post<H: Handler<T, Shared>, T: 'static>(needs: Needs, handler: H) -> Ways {
    Ways { inner: axum::routing::post(handler), declared: vec![("POST", needs)] }
}

impl Ways {
    /// Forms are sent there too.
    pub(super) fn post<H: Handler<T, Shared>, T: 'static>(
        mut self,
        needs: Needs,
        handler: H,
    ) -> Self {
        self.declared.push(("POST", needs));
        Self { inner: self.inner.post(handler), ..self }
    }
}

/// Addresses with what they need.
#[derive(Default)]
pub(super) struct Routes {
    inner: Router<Shared>,
    declared: Vec<Declared>,
}

impl Routes {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn route(mut self, path: &str, ways: Ways) -> Self {
        let one = |(method, needs)| Declared { path: path.to_owned(), method, needs };
        self.declared.extend(ways.declared.into_iter().map(one));
        Self { inner: self.inner.route(path, ways.inner), ..self }
    }

    pub(super) fn merge(mut self, other: Self) -> Self {
        self.declared.extend(other.declared);
        Self { inner: self.inner.merge(other.inner), ..self }
    }

    /// What was declared, in the order of registration.
    pub(super) fn declared(self) -> Vec<Declared> {
        self.declared
    }

    /// The router behind the door.
    pub(super) fn behind_the_door(self) -> Router<Shared> {
        let one = |d: Declared| ((d.path, d.method), d.needs);
        let table: Arc<BTreeMap<_, _>> = Arc::new(self.declared.into_iter().map(one).collect());
        self.inner.route_layer(from_fn(move |request: Request, next: Next| {
            let table = table.clone();
            async move { door(&table, request, next).await }
        }))
    }
}

/// Lets a request through to its handler, or says what it lacks. What was declared for no method is not served.
async fn door(
    table: &BTreeMap<(String, &'static str), Needs>,
    request: Request,
    next: Next,
) -> Response {
    let method = if *request.method() == Method::POST { "POST" } else { "GET" };
    let path = request.extensions().get::<MatchedPath>().map(|p| p.as_str().to_owned());
    let Some(needs) = path.and_then(|p| table.get(&(p, method))) else {
        return Fault::of_status(StatusCode::METHOD_NOT_ALLOWED, "http.405").into_response();
    };
    // Who is not logged in is led to where one logs in by the handler, which knows what was asked.
    let asked = request.extensions().get::<Asked>();
    let refused = asked.and_then(|a| needs.met_by(&a.visit.as_ref()?.viewer).err());
    match refused {
        Some(e) => Fault::from(e).into_response(),
        None => next.run(request).await,
    }
}
