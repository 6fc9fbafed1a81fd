//! The calendar as a feed: made and ended by its person, read by whoever has the token.

use super::super::fault::Fault;
use super::super::reply::{html, said};
use super::super::who::{Shared, Who};
use crate::layout::Nav;
use crate::view::calendar::FeedPage;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

pub(super) async fn show(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    page(&shared, &who, None).await
}

async fn page(shared: &Shared, who: &Who, address: Option<String>) -> Result<Response, Fault> {
    let state = shared.office.feed_state(&who.viewer).await?;
    html(&FeedPage {
        address,
        made: state.as_ref().map(|s| s.created_at.vn()),
        used: state.and_then(|s| s.used_at).map(|at| at.vn()),
        p: who.page(shared, Nav::Calendar).await,
    })
}

pub(super) async fn make(
    State(shared): State<Shared>,
    who: Who,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let token = shared.office.make_feed(&who.viewer).await?;
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("");
    page(&shared, &who, Some(format!("{host}/calendar.ics?token={token}"))).await
}

pub(super) async fn end(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    shared.office.end_feed(&who.viewer).await?;
    Ok(said("/calendar/feed", "said-feed-ended", ""))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Token {
    token: String,
}

/// Nobody need be logged in here: the token is the key, and a wrong one finds nothing.
pub(super) async fn read(
    State(shared): State<Shared>,
    Query(asked): Query<Token>,
) -> Result<Response, Fault> {
    let Some(text) = shared.office.feed(&asked.token).await? else {
        return Err(Fault::no_such_page());
    };
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"kvpt.ics\"")),
    ];
    Ok((head, text).into_response())
}
