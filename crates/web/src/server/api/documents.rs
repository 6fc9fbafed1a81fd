//! Documents of the register for other programs.

use super::super::at::at;
use super::super::fault::Fault;
use super::super::who::Shared;
use super::gate::For;
use super::list::{self, List};
use super::model::{Named, href};
use super::said::{self, Asked};
use app::objects::{DocumentFilter, DocumentRow};
use axum::Json;
use axum::extract::{OriginalUri, Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use terms::{Force, Kind};
use utoipa::{IntoParams, ToSchema};

/// A document of the register.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Document {
    /// Reference: kind, site, id.
    r#ref: String,
    /// Address of its description.
    href: String,
    /// Type and number.
    label: String,
    /// Number and sign, when it has one.
    number: Option<String>,
    /// Type, as named in Vietnamese.
    doc_type: String,
    /// Subject or title.
    subject: String,
    /// Issuing body as written; empty when not known.
    issuer: String,
    /// Day of issue as far as known: `2025-06-12`, or in EDTF where the day or month is not.
    issued_on: Option<String>,
    /// Whether it is in force on the day asked.
    force: String,
    /// Whether its text is kept.
    has_text: bool,
}

fn row(r: &DocumentRow) -> Document {
    Document {
        r#ref: r.at.to_string(),
        href: href("documents", &r.at),
        label: r.label.clone(),
        number: r.number.clone(),
        doc_type: r.doc_type.clone(),
        subject: r.subject.clone(),
        issuer: r.issuer.clone(),
        issued_on: r.issued.map(|day| day.to_string()),
        force: r.force.code().to_owned(),
        has_text: r.has_text,
    }
}

/// A tie between two documents.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Tie {
    /// How the one stands to the other: a code.
    relation: String,
    /// The document at the other end.
    document: Named,
}

fn ties(list: &[app::documents::TieView]) -> Vec<Tie> {
    let one = |t: &app::documents::TieView| Tie {
        relation: t.relation.code().to_owned(),
        document: Named::from(&t.document),
    };
    list.iter().map(one).collect()
}

/// A document with what stands around it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WholeDocument {
    /// The document.
    document: Document,
    /// Issuing body on the register.
    issuer_body: Option<Named>,
    /// Who signed.
    signer: Option<String>,
    /// Why it was withdrawn from the register.
    withdrawn: Option<String>,
    /// The day for which its force is told.
    #[schema(format = Date)]
    day: String,
    /// What it says of others.
    ties: Vec<Tie>,
    /// What others say of it.
    ties_to: Vec<Tie>,
    /// Tasks that rest on it.
    tasks: Vec<Named>,
}

/// Which documents.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Words to find, with or without accents; a number in any spelling.
    search: Option<String>,
    /// Of this type, as named in Vietnamese.
    doc_type: Option<String>,
    /// Issued by this body.
    #[param(example = "body/song-giang/0197a1b2c3d4e5f60718293a4b5c6d7e")]
    issuer: Option<String>,
    /// With its text kept, or without.
    has_text: Option<bool>,
    /// In this force on the day: a code.
    force: Option<String>,
    /// The day for which force is told; today when left out.
    #[param(format = Date)]
    on: Option<String>,
    /// What the part before ended with.
    after: Option<String>,
    /// Rows of the part, 100 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<usize>,
}

/// Documents of the register, without those whose circulation is limited.
#[utoipa::path(get, path = "/api/v1/documents", tag = "documents", params(Which),
    responses((status = 200, body = List<Document>)), security(("token" = ["read"])))]
pub(super) async fn list(
    State(shared): State<Shared>,
    OriginalUri(uri): OriginalUri,
    For(viewer): For,
    Asked(which): Asked<Which>,
) -> Result<Response, Fault> {
    let cut = list::cut(Kind::Document, which.after.as_deref(), which.limit)?;
    let filter = DocumentFilter {
        search: which.search.unwrap_or_default(),
        doc_type: which.doc_type,
        issuer: said::of_kind("issuer", Kind::Body, which.issuer.as_deref())?,
        has_text: which.has_text,
        force: said::code("force", which.force.as_deref(), Force::from_code)?,
        on: said::day("on", which.on.as_deref())?,
        ..DocumentFilter::default()
    };
    let part = shared.office.offered_documents(&viewer, filter, &cut).await?;
    Ok(list::answer(&uri, part, row))
}

/// For which day.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct OnDay {
    /// The day asked; today when left out.
    #[param(format = Date)]
    pub(super) on: Option<String>,
}

/// One document of the register.
#[utoipa::path(get, path = "/api/v1/documents/{site}/{id}", tag = "documents",
    params(("site" = String, Path), ("id" = String, Path), OnDay),
    responses((status = 200, body = WholeDocument)), security(("token" = ["read"])))]
pub(super) async fn one(
    State(shared): State<Shared>,
    Path(path): Path<(String, String)>,
    For(viewer): For,
    Asked(asked): Asked<OnDay>,
) -> Result<Json<WholeDocument>, Fault> {
    let (at, on) = (at(Kind::Document, path)?, said::day("on", asked.on.as_deref())?);
    let view = shared.office.offered_document(&viewer, &at, on).await?;
    let task = |t: &app::tasks::TaskRow| Named { r#ref: t.at.to_string(), name: t.title.clone() };
    Ok(Json(WholeDocument {
        document: row(&view.row),
        issuer_body: view.issuer_body.as_ref().map(Named::from),
        signer: view.signer,
        withdrawn: view.withdrawn,
        day: on.unwrap_or_else(|| shared.office.today()).to_string(),
        ties: ties(&view.ties),
        ties_to: ties(&view.ties_to),
        tasks: view.tasks.iter().map(task).collect(),
    }))
}

/// One document as an envelope of the exchange of documents between offices (edXML), with its file when it is kept.
#[utoipa::path(get, path = "/api/v1/documents/{site}/{id}/edxml", tag = "documents",
    params(("site" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = String, content_type = "application/xml")),
    security(("token" = ["read"])))]
pub(super) async fn edxml(
    State(shared): State<Shared>,
    Path(path): Path<(String, String)>,
    For(viewer): For,
) -> Result<Response, Fault> {
    let at = at(Kind::Document, path)?;
    let envelope = shared.office.edxml(&viewer, &at).await?;
    Ok(([(header::CONTENT_TYPE, "application/xml")], envelope.bytes).into_response())
}
