//! The description of the interface in OpenAPI 3.1: what is common to every operation is said here once.

use super::once::KEY;
use super::problem::{CellFault, PROBLEM, Problem};
use terms::Scope;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{
    Components, ContentBuilder, Info, OpenApi, OpenApiBuilder, Ref, RefOr, Required,
};
use utoipa::{PartialSchema, ToSchema};

/// Name of the security scheme.
pub(super) const TOKEN: &str = "token";

/// Answers that every operation may give beside its own, with what they mean.
const ANSWERS: [(&str, &str); 7] = [
    ("401", "No token, or one that is not taken"),
    ("403", "The token lacks the scope, or its account the role"),
    ("404", "There is no such object"),
    ("422", "What is asked is not as described, or a rule of the record forbids it"),
    ("429", "Too fast: try again after the seconds of Retry-After"),
    ("500", "A fault of the program; nothing was written"),
    ("503", "The database is not available; nothing was written"),
];

/// Answers that operations which write may give besides.
const WRITING: [(&str, &str); 4] = [
    ("400", "No usable Idempotency-Key, or the body did not come to its end"),
    ("409", "Somebody else was faster, or the first request under this key is not answered yet"),
    ("413", "The body is too large"),
    ("415", "The body is of another media type"),
];

/// The head of the description.
pub(super) fn about() -> OpenApi {
    let mut info = Info::new("kvpt", env!("CARGO_PKG_VERSION"));
    info.description = Some(
        "HTTP interface of kvpt for other programs: docs/api.md. Every request carries a token; \
         every POST an Idempotency-Key. Days are yyyy-mm-dd. A reference is kind/site/id."
            .to_owned(),
    );
    OpenApiBuilder::new().info(info).components(Some(Components::new())).build()
}

/// The description with what is common to every operation.
pub(super) fn finished(mut described: OpenApi) -> OpenApi {
    for (path, item) in &mut described.paths.paths {
        for (method, operation) in [("get", &mut item.get), ("post", &mut item.post)] {
            if let Some(operation) = operation {
                operation.operation_id = Some(called(method, path));
                common(operation);
            }
        }
    }
    let components = described.components.get_or_insert_default();
    let (name, fault) = (Problem::name().into_owned(), CellFault::name().into_owned());
    components.schemas.insert(name, Problem::schema());
    components.schemas.insert(fault, CellFault::schema());
    let mut scheme = Http::new(HttpAuthScheme::Bearer);
    let scopes: Vec<&str> = Scope::ALL.iter().map(|s| s.code()).collect();
    scheme.description = Some(format!("A token with the scope named: {}", scopes.join(", ")));
    components.add_security_scheme(TOKEN, SecurityScheme::Http(scheme));
    described
}

/// The name of an operation: `get_documents_site_id`.
fn called(method: &str, path: &str) -> String {
    let parts = path.trim_start_matches("/api/v1/").split('/');
    let parts = parts.map(|part| part.trim_matches(['{', '}']));
    std::iter::once(method).chain(parts).collect::<Vec<_>>().join("_")
}

/// What every operation may answer, and the key that one which writes asks for.
fn common(operation: &mut Operation) {
    let writes = operation.request_body.is_some() || writes(operation);
    let more: &[(&str, &str)] = if writes { &WRITING } else { &[] };
    for (status, words) in ANSWERS.iter().chain(more) {
        let schema = Ref::from_schema_name(Problem::name());
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let answer = ResponseBuilder::new().description(*words).content(PROBLEM, content);
        let all = &mut operation.responses.responses;
        all.entry((*status).to_owned()).or_insert_with(|| answer.build().into());
    }
    for answer in operation.responses.responses.values_mut() {
        if let RefOr::T(answer) = answer
            && answer.description.is_empty()
        {
            answer.description = "Done".to_owned();
        }
    }
    if writes {
        operation.parameters.get_or_insert_default().push(key().into());
    }
}

/// Whether an operation asks for a scope that writes.
fn writes(operation: &Operation) -> bool {
    super::gate::scope(operation).is_some_and(|scope| scope != Scope::Read)
}

/// The header under which a repeat is known.
fn key() -> Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(128))
        .pattern(Some("^[A-Za-z0-9._~:-]{1,128}$"));
    ParameterBuilder::new()
        .name(KEY.as_str())
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some(
            "A new one for each thing to be done; the same one when it is sent again",
        ))
        .schema(Some(schema))
        .build()
}

/// The description as it is given out.
pub(super) fn words(described: &OpenApi) -> String {
    described.to_json().unwrap_or_default()
}
