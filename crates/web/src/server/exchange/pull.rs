//! Bundles pulled over a network from a page: begun, how far it is, what came.

use super::super::fault::Fault;
use super::super::pieces::{refusal, said_wrong};
use super::super::posted::Posted;
use super::super::reply::{go, html};
use super::super::who::{Shared, Who};
use super::{shown, site, wrong};
use crate::layout::Nav;
use crate::view::exchange::pull::PullPage;
use app::error::Words;
use app::exchange::PullRun;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::response::Response;
use serde::Deserialize;

/// How long a browser waits before it looks again while a pull goes on, in seconds.
const LOOK_AGAIN: &str = "2";

#[derive(Deserialize)]
pub(super) struct Pulling {
    #[serde(default)]
    site: String,
    again: Option<String>,
}

pub(super) async fn begin(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Pulling>,
) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    match exchange.begin_pull(&site(&form.site)?, form.again.is_some()).await {
        Ok(_) => Ok(go("/exchange/pull")),
        Err(e) => wrong(&shared, &who, refusal(e)?).await,
    }
}

pub(super) async fn show(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    let run = shared.office.exchange(&who.viewer)?.last_pull();
    let p = who.page(&shared, Nav::Exchange).await;
    let mut page =
        PullPage { p, going: None, site: String::new(), ended: None, bundles: Vec::new() };
    match run {
        PullRun::None => {}
        PullRun::Going { site, since, got, of } => {
            (page.site, page.going) = (site.to_string(), Some((got, of, since.vn())));
        }
        PullRun::Ended { site, at, seen } => {
            (page.site, page.ended) = (site.to_string(), Some(at.vn()));
            page.bundles = seen.iter().map(|p| shown(p, true)).collect();
        }
        PullRun::Failed { site, code, words } => {
            let Words { happened, why, remedy } = words;
            let text = format!("{happened} {why} {remedy}");
            page.p.messages.push(said_wrong(Some(code), text));
            page.site = site.to_string();
        }
    }
    let mut answer = html(&page)?;
    if page.going.is_some() {
        answer.headers_mut().insert("refresh", HeaderValue::from_static(LOOK_AGAIN));
    }
    Ok(answer)
}
