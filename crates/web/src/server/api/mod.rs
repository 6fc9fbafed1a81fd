//! The HTTP interface for other programs, under `/api/v1`: the same use cases as the pages, by token, as JSON.
//!
//! One list of operations makes the routes, the description in OpenAPI 3.1 and the scopes that the gate asks for.
//! It must not decide who may do what, and adds nothing up.

mod bodies;
mod doc;
mod documents;
mod figures;
mod gate;
mod intakes;
mod limit;
mod list;
mod model;
mod once;
mod problem;
mod said;
mod submissions;
mod tasks;

use super::who::Shared;
use super::{Fault, dress};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Requests of one token in a minute when nothing else is said.
pub(super) const PER_MINUTE: u32 = 600;

/// Every operation, with its description.
fn operations() -> OpenApiRouter<Shared> {
    OpenApiRouter::with_openapi(doc::about())
        .routes(routes!(documents::list))
        .routes(routes!(documents::one))
        .routes(routes!(documents::edxml))
        .routes(routes!(bodies::bodies))
        .routes(routes!(bodies::units))
        .routes(routes!(tasks::list))
        .routes(routes!(tasks::one))
        .routes(routes!(tasks::step))
        .routes(routes!(figures::forms))
        .routes(routes!(figures::form))
        .routes(routes!(figures::totals))
        .routes(routes!(submissions::list, submissions::begin))
        .routes(routes!(submissions::one))
        .routes(routes!(submissions::enter))
        .routes(routes!(submissions::submit))
        .routes(routes!(intakes::take))
        .routes(routes!(intakes::one))
}

/// The description of the whole interface.
pub fn description() -> OpenApi {
    let (_, described) = operations().split_for_parts();
    doc::finished(described)
}

/// The routes with their gate.
pub(super) fn routes(shared: &Shared) -> Router<Shared> {
    let (routes, described) = operations().split_for_parts();
    let described = doc::finished(described);
    let per_minute = shared.settings.api_per_minute.unwrap_or(PER_MINUTE);
    let gate = Arc::new(gate::Gate::of(&described, per_minute, shared.office.clone()));
    let words = doc::words(&described);
    let behind = routes
        .layer(from_fn_with_state(gate.clone(), once::once))
        .layer(from_fn_with_state(gate, gate::enter));
    let open = get(async move || ([(axum::http::header::CONTENT_TYPE, "application/json")], words));
    Router::new()
        .merge(behind)
        .route("/api/v1/openapi.json", open)
        .route("/api", any(nothing))
        .route("/api/{*rest}", any(nothing))
        .layer(CatchPanicLayer::custom(dress::panicked))
        .layer(from_fn(problem::dress))
}

async fn nothing() -> Fault {
    Fault::no_such_page()
}
