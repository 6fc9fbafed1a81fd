//! Parts of lists: after which reference, how many, and the address of the next part.

use super::super::cookie::encode;
use super::super::fault::Fault;
use super::said;
use app::offered::{Cut, Part};
use axum::Json;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use terms::Kind;
use utoipa::ToSchema;

/// Rows of a part when nothing is said.
const LIMIT: usize = 100;
/// Most rows of a part.
const MOST: usize = 500;

/// A part of a list. The order is that of references and never changes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct List<T> {
    /// The rows.
    items: Vec<T>,
    /// How many fit in all.
    total: usize,
    /// What to ask for as `after` to get the next part; `null` when this is the last. The header `Link` has the address.
    next: Option<String>,
}

/// Which part is asked for.
///
/// # Errors
/// `api.query` for a reference of another kind, or a number of rows that is not given.
pub(super) fn cut(kind: Kind, after: Option<&str>, limit: Option<usize>) -> Result<Cut, Fault> {
    let limit = limit.unwrap_or(LIMIT);
    if !(1..=MOST).contains(&limit) {
        return Err(said::bad_query(&format!("limit={limit} (1–{MOST})")));
    }
    Ok(Cut { after: said::of_kind("after", kind, after)?, limit })
}

/// The answer with a part, and the way to the next one.
pub(super) fn answer<R, T: Serialize>(uri: &Uri, part: Part<R>, row: fn(&R) -> T) -> Response {
    let items = part.rows.iter().map(row).collect();
    let next = part.next.map(|at| at.to_string());
    let link = next.as_deref().map(|next| format!("<{}>; rel=\"next\"", address(uri, next)));
    let list = List { items, total: part.total, next };
    let mut answer = Json(list).into_response();
    if let Some(link) = link.and_then(|link| HeaderValue::from_str(&link).ok()) {
        answer.headers_mut().insert(header::LINK, link);
    }
    answer
}

/// The address asked, for what comes after.
fn address(uri: &Uri, next: &str) -> String {
    let same = uri.query().unwrap_or("").split('&');
    let mut pairs: Vec<String> = same
        .filter(|pair| !pair.is_empty() && !pair.starts_with("after="))
        .map(str::to_owned)
        .collect();
    pairs.push(format!("after={}", encode(next)));
    format!("{}?{}", uri.path(), pairs.join("&"))
}
