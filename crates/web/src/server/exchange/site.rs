//! Another site on its page: where it is reached, new keys, the end of trust, what waits for a second administrator.

use super::super::fault::Fault;
use super::super::pieces::{must_day, not_taken, refusal, said_wrong};
use super::super::posted::{Posted, Sent};
use super::super::reply::{html, said};
use super::super::who::{Shared, Who};
use super::{fork, peer, site, wrong};
use crate::layout::{Message, Nav};
use crate::view::exchange::site::SitePage;
use app::ActKey;
use app::exchange::{Card, Done, ListAsk};
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(code): Path<String>,
) -> Result<Response, Fault> {
    html(&page(&shared, &who, &code, None).await?)
}

async fn page(
    shared: &Shared,
    who: &Who,
    code: &str,
    message: Option<Message>,
) -> Result<SitePage, Fault> {
    let (exchange, at) = (shared.office.exchange(&who.viewer)?, site(code)?);
    let peers = exchange.peers(&ListAsk { page: 0, ..ListAsk::default() }).await?.rows;
    let row = peers.into_iter().find(|r| r.site == at).ok_or_else(Fault::no_such_page)?;
    let asked = exchange.asked().await?.into_iter().filter(|a| a.site == at && a.chain.is_none());
    let open = exchange.fork(&at).await?.filter(|f| f.open).is_some();
    let mut p = who.page(shared, Nav::Exchange).await;
    p.messages.extend(message);
    Ok(SitePage {
        p,
        address: row.address.as_deref().unwrap_or("").trim_start_matches("https://").to_owned(),
        ready: exchange.overview().await?.ready,
        can_pull: exchange.can_pull(),
        second: exchange.asks_a_second().await?,
        asked: asked.map(fork::asked).collect(),
        today: shared.office.today().vn(),
        fork: open.then(|| fork::address(code)),
        row: peer(row),
    })
}

async fn again(
    shared: &Shared,
    who: &Who,
    code: &str,
    message: Message,
) -> Result<Response, Fault> {
    html(&page(shared, who, code, Some(message)).await?).map(not_taken)
}

fn address(code: &str) -> String {
    format!("/exchange/sites/{code}")
}

#[derive(Deserialize)]
pub(super) struct Reached {
    #[serde(default)]
    address: String,
}

pub(super) async fn reach(
    State(shared): State<Shared>,
    who: Who,
    Path(code): Path<String>,
    Posted(form): Posted<Reached>,
) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    let kept = !form.address.trim().is_empty();
    match exchange.keep_typed_address(&site(&code)?, &form.address).await {
        Ok(()) if kept => Ok(said(&address(&code), "said-address-kept", &code)),
        Ok(()) => Ok(said(&address(&code), "said-address-forgotten", &code)),
        Err(e) => again(&shared, &who, &code, refusal(e)?).await,
    }
}

#[derive(Deserialize)]
pub(super) struct Ending {
    #[serde(default)]
    from: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn withdraw(
    State(shared): State<Shared>,
    who: Who,
    Path(code): Path<String>,
    Posted(form): Posted<Ending>,
) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    let (at, from) = (site(&code)?, must_day(who.lang, &form.from)?);
    match exchange.withdraw(&at, from, form.reason.trim().to_owned()).await {
        Ok(Done::Now) => Ok(said("/exchange", "said-site-withdrawn", &code)),
        Ok(Done::Waits) => Ok(said("/exchange", "said-site-withdrawal-asked", &code)),
        Err(e) => again(&shared, &who, &code, refusal(e)?).await,
    }
}

pub(super) async fn change_key(
    State(shared): State<Shared>,
    who: Who,
    Path(code): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    let from = must_day(who.lang, sent.one("from"))?;
    let (reason, print) = (sent.one("reason").to_owned(), sent.one("fingerprint").to_owned());
    let Some(upload) = sent.uploads().into_iter().next() else {
        let message = said_wrong(Some("import.file".into()), who.lang.t("exchange-no-file"));
        return again(&shared, &who, &code, message).await;
    };
    let card = match Card::from_text(&String::from_utf8_lossy(&upload.bytes)) {
        Ok(card) => card,
        Err(e) => return again(&shared, &who, &code, refusal(e)?).await,
    };
    if let Some(message) = unlike(&who, &card, &code, &print) {
        return again(&shared, &who, &code, message).await;
    }
    match exchange.change_key(card, from, reason).await {
        Ok(Done::Now) => Ok(said(&address(&code), "said-key-changed", &code)),
        Ok(Done::Waits) => Ok(said(&address(&code), "said-key-asked", &code)),
        Err(e) => again(&shared, &who, &code, refusal(e)?).await,
    }
}

/// Why a card is not that of this site as it was told by telephone.
fn unlike(who: &Who, card: &Card, code: &str, print: &str) -> Option<Message> {
    let digits = |s: &str| -> String { s.chars().filter(|c| !c.is_whitespace()).collect() };
    let wrong = |code: &str, key: &str, name: &str| {
        Some(said_wrong(Some(code.into()), who.lang.ta(key, &[("name", name)])))
    };
    if card.site.as_str() != code {
        return wrong("site.card-other", "site-card-other", card.site.as_str());
    }
    let said = card.fingerprint();
    if digits(&said) != digits(&print.to_lowercase()) {
        return wrong("site.print-differs", "site-print-differs", &said);
    }
    None
}

#[derive(Deserialize)]
pub(super) struct Answered {
    #[serde(default)]
    act: String,
    #[serde(default)]
    reason: String,
}

fn act_key(typed: &str) -> Result<ActKey, Fault> {
    let key = |(site, seq): (&str, &str)| {
        Some(ActKey { site: site.parse().ok()?, seq: seq.parse().ok()? })
    };
    typed.split_once('/').and_then(key).ok_or_else(Fault::no_such_page)
}

pub(super) async fn confirm(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Answered>,
) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    match exchange.confirm_asked(&act_key(&form.act)?).await {
        Ok(()) => Ok(said("/exchange", "said-asked-confirmed", &form.act)),
        Err(e) => wrong(&shared, &who, refusal(e)?).await,
    }
}

pub(super) async fn decline(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Answered>,
) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    match exchange.decline_asked(&act_key(&form.act)?, form.reason.trim().to_owned()).await {
        Ok(()) => Ok(said("/exchange", "said-asked-declined", &form.act)),
        Err(e) => wrong(&shared, &who, refusal(e)?).await,
    }
}

#[derive(Deserialize)]
pub(super) struct Dropped {
    #[serde(default)]
    sha256: String,
}

pub(super) async fn throw_away(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Dropped>,
) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    match exchange.throw_away(&form.sha256).await {
        Ok(()) => Ok(said("/exchange", "said-bundle-dropped", "")),
        Err(e) => wrong(&shared, &who, refusal(e)?).await,
    }
}
