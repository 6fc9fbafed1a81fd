//! Taking files in for other programs. What a file says is confirmed by a person on the pages; here one sees what waits.

use super::super::at::at;
use super::super::fault::Fault;
use super::super::who::Shared;
use super::gate::For;
use super::model::href;
use super::said::{self, Asked, holds_file};
use app::intake::Desk;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use terms::{Kind, Ref};
use utoipa::{IntoParams, ToSchema};

/// Longest name of a file, in characters.
const NAME: usize = 200;

/// What the file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Called {
    /// Name of the file with its ending.
    #[param(min_length = 1, max_length = 200, example = "bao-cao.docx")]
    name: String,
}

/// A file that was taken in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Intake {
    /// Reference: kind, site, id.
    r#ref: String,
    /// Address of its description.
    href: String,
    /// Address of the page on which its proposals are confirmed.
    page: String,
    /// Name of the file.
    file_name: String,
    /// SHA-256 of its bytes.
    sha256: String,
    /// Title as read.
    title: String,
    /// How many proposals were made.
    proposals: usize,
    /// How many of them wait for a person.
    waiting: usize,
}

fn shown(desk: Desk, at: &Ref) -> Intake {
    let waiting = desk.intake.undecided().count();
    Intake {
        r#ref: at.to_string(),
        href: href("intakes", at),
        page: super::super::at::href(at),
        file_name: desk.intake.file_name,
        sha256: desk.intake.sha256,
        title: desk.intake.title,
        proposals: desk.proposals.len(),
        waiting,
    }
}

/// Takes a file in. One that was taken in before is not taken in again: its first intake is shown (200).
#[utoipa::path(post, path = "/api/v1/intakes", tag = "intake", params(Called),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Intake, headers(("Location" = String))),
        (status = 200, body = Intake, description = "It had been taken in before")),
    security(("token" = ["write-intake"])))]
pub(super) async fn take(
    State(shared): State<Shared>,
    For(viewer): For,
    Asked(called): Asked<Called>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, Fault> {
    if !holds_file(&headers) {
        return Err(Fault::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE, "http.415"));
    }
    let name = called.name.trim();
    if name.is_empty() || name.chars().count() > NAME || name.chars().any(char::is_control) {
        return Err(said::bad_query("name"));
    }
    let taken = shared.office.take_in(&viewer, name, bytes.to_vec()).await?;
    let status = if taken.known { StatusCode::OK } else { StatusCode::CREATED };
    // Who sent the file knows what it is called.
    let intake = Json(shown(shared.office.intake_desk(&viewer, &taken.at).await?, &taken.at));
    Ok((status, [(header::LOCATION, href("intakes", &taken.at))], intake).into_response())
}

/// A file that was taken in, and how many of its proposals wait.
#[utoipa::path(get, path = "/api/v1/intakes/{site}/{id}", tag = "intake",
    params(("site" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = Intake)), security(("token" = ["read"])))]
pub(super) async fn one(
    State(shared): State<Shared>,
    Path(path): Path<(String, String)>,
    For(viewer): For,
) -> Result<Json<Intake>, Fault> {
    let at = at(Kind::Intake, path)?;
    Ok(Json(shown(shared.office.offered_intake(&viewer, &at).await?, &at)))
}
