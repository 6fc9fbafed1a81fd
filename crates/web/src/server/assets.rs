//! The files that pages load, cached by their hash, and a sign of life. Neither asks who is there.

use super::route::{NOBODY, Routes, get};
use crate::assets;
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/assets/{*path}", get(NOBODY, asset))
        .route("/health", get(NOBODY, || async { "ok\n" }))
}

async fn asset(Path(path): Path<String>, RawQuery(query): RawQuery, asked: HeaderMap) -> Response {
    let Some(file) = assets::find(&path) else { return StatusCode::NOT_FOUND.into_response() };
    let by_hash = query.is_some_and(|q| q.starts_with("v="));
    let cache = if by_hash { "public, max-age=31536000, immutable" } else { "no-cache" };
    let etag = HeaderValue::from_str(&file.etag).unwrap_or(HeaderValue::from_static("\"\""));
    let known = asked.get(header::IF_NONE_MATCH) == Some(&etag);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(file.media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
        (header::ETAG, etag),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, file.bytes.into_owned()).into_response()
}
