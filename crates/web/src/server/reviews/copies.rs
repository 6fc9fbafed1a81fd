//! Numbered copies of a review: given out at a class, and each again as it was given out.

use super::super::pieces::{not_taken, refusal};
use super::super::{Fault, Sent, Shared, Who, at, href, said};
use super::show::page;
use super::trace::{base, give};
use app::error::Problem;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use terms::{AccessClass, Kind};

/// Gives out the next copy. Where something held back could be worked out, the page says which table.
pub(super) async fn issue(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, path)?;
    let typed = sent.one("class");
    let done = match AccessClass::from_code(typed) {
        Some(class) => shared.office.issue_copy(&who.viewer, &at, class, sent.one("to")).await,
        None => {
            Err(app::Error::Refused(Problem::new("class.unknown", [("value", typed.to_owned())])))
        }
    };
    match done {
        Ok(number) => Ok(said(&href(&at), "said-copy", &number.to_string())),
        Err(e) => {
            let refused = refusal(e)?;
            let view = shared.office.review(&who.viewer, &at).await?;
            Ok(not_taken(page(&shared, &who, view, Some(refused), None).await?))
        }
    }
}

pub(super) async fn docx(
    State(shared): State<Shared>,
    who: Who,
    Path((site, id, number)): Path<(String, String, u64)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, (site, id))?;
    let base = base(&headers);
    let bytes = shared.office.review_copy_docx(&who.viewer, &at, number, &base).await?;
    give(&shared, &who, &at, &format!("ban-{number}.docx"), bytes).await
}

pub(super) async fn pdf(
    State(shared): State<Shared>,
    who: Who,
    Path((site, id, number)): Path<(String, String, u64)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let at = at(Kind::Review, (site, id))?;
    let base = base(&headers);
    let bytes = shared.office.review_copy_pdf(&who.viewer, &at, number, &base).await?;
    give(&shared, &who, &at, &format!("ban-{number}.pdf"), bytes).await
}
