//! Trao đổi giữa các nơi: sites, bundles made, looked at, taken in; by an administrator.

mod fork;
mod list;
mod pull;
mod site;

use super::fault::Fault;
use super::list::pager;
use super::pieces::{not_taken, refusal, said_wrong};
use super::posted::{Posted, Sent};
use super::reply::{file, html, said};
use super::route::{ADMINISTRATOR, Routes, get, post};
use super::who::{Shared, Who};
use crate::layout::{Message, Nav};
use crate::view::exchange::{
    BundleCard, BundlesPage, ExchangePage, ForkRow, HeldRow, PeerRow, ReceivedRow, SentRow,
    SheetPage, WaitingRow,
};
use app::exchange::{
    Card, Fork, Peer, Preview, ReceivedBundle, Sent as SentBundle, Waiting, WaitingSite,
};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::Site;

/// What a bundle is for a browser: bytes to be kept.
const BYTES: &str = "application/octet-stream";

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/exchange", get(ADMINISTRATOR, overview))
        .route("/exchange/card", get(ADMINISTRATOR, card))
        .route("/exchange/admit", post(ADMINISTRATOR, admit))
        .route("/exchange/confirm", post(ADMINISTRATOR, confirm))
        .route("/exchange/decline", post(ADMINISTRATOR, decline))
        .route("/exchange/make", post(ADMINISTRATOR, make))
        .route("/exchange/look", post(ADMINISTRATOR, look))
        .route("/exchange/import", post(ADMINISTRATOR, import))
        .route("/exchange/sheet/{peer}/{number}", get(ADMINISTRATOR, sheet))
        .route("/exchange/peers.xlsx", get(ADMINISTRATOR, list::peers_sheet))
        .route("/exchange/received", get(ADMINISTRATOR, list::all_received))
        .route("/exchange/received.xlsx", get(ADMINISTRATOR, list::received_sheet))
        .route("/exchange/sent", get(ADMINISTRATOR, list::all_sent))
        .route("/exchange/sent.xlsx", get(ADMINISTRATOR, list::sent_sheet))
        .route(
            "/exchange/forks/{chain}",
            get(ADMINISTRATOR, fork::show).post(ADMINISTRATOR, fork::decide),
        )
        .route("/exchange/asked/confirm", post(ADMINISTRATOR, site::confirm))
        .route("/exchange/asked/decline", post(ADMINISTRATOR, site::decline))
        .route("/exchange/held/drop", post(ADMINISTRATOR, site::throw_away))
        .route("/exchange/pull", get(ADMINISTRATOR, pull::show).post(ADMINISTRATOR, pull::begin))
        .route("/exchange/sites/{chain}", get(ADMINISTRATOR, site::show))
        .route("/exchange/sites/{chain}/address", post(ADMINISTRATOR, site::reach))
        .route("/exchange/sites/{chain}/key", post(ADMINISTRATOR, site::change_key))
        .route("/exchange/sites/{chain}/withdraw", post(ADMINISTRATOR, site::withdraw))
}

async fn overview(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<list::Asked>,
) -> Result<Response, Fault> {
    html(&page(&shared, &who, &asked, None).await?)
}

/// The page again with what went wrong.
async fn wrong(shared: &Shared, who: &Who, message: Message) -> Result<Response, Fault> {
    let nothing = list::Asked::default();
    html(&page(shared, who, &nothing, Some(message)).await?).map(not_taken)
}

/// How many of the last bundles the page shows.
const LAST: usize = 10;

async fn page(
    shared: &Shared,
    who: &Who,
    asked: &list::Asked,
    message: Option<Message>,
) -> Result<ExchangePage, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    let all = exchange.overview().await?;
    let waiting = exchange.waiting().await?;
    let peers = exchange.peers(&asked.ask("name")).await?;
    let mut p = who.page(shared, Nav::Exchange).await;
    p.messages.extend(message);
    Ok(ExchangePage {
        p,
        own: all.card.map(|c| (c.name.clone(), c.site.to_string(), c.fingerprint())),
        ready: all.ready,
        waiting: waiting.into_iter().map(waits).collect(),
        second: exchange.asks_a_second().await?,
        forks: exchange.forks().await?.iter().map(fork_row).collect(),
        asked: exchange.asked().await?.into_iter().map(fork::asked).collect(),
        held: exchange.waiting_bundles().await?.into_iter().map(held).collect(),
        query: asked.q.clone(),
        sort: asked.sort("name", &who.here),
        pager: pager(&peers, &who.here),
        export: list::as_sheet("/exchange/peers.xlsx", &who.here),
        peers: peers.rows.into_iter().map(peer).collect(),
        n_sent: all.sent.len() as u64,
        sent: all.sent.into_iter().take(LAST).map(sent).collect(),
        n_received: all.received.len() as u64,
        received: all.received.into_iter().take(LAST).map(received).collect(),
    })
}

fn fork_row(f: &Fork) -> ForkRow {
    let state = match (f.own, f.asked.is_some(), f.open) {
        (true, ..) => "fork-own",
        (_, true, _) => "fork-asked",
        (_, _, true) => "fork-open",
        _ => "fork-settled",
    };
    ForkRow {
        href: fork::address(f.chain.as_str()),
        chain: f.chain.to_string(),
        name: f.name.clone(),
        after: f.after,
        state,
        open: f.open,
        claim: f.claims.first().map(|c| (c.bundle.peer.to_string(), c.bundle.number)),
    }
}

fn held(w: Waiting) -> HeldRow {
    HeldRow {
        sha256: w.sha256,
        file: w.file_name,
        peer: w.peer.to_string(),
        number: w.number,
        since: w.held_at.vn(),
        detail: w.detail,
    }
}

/// Key of how a bundle came; empty where it was not noted.
fn came(code: &str) -> &'static str {
    match code {
        "carried" => "exchange-carried",
        "pulled" => "exchange-pulled",
        _ => "",
    }
}

fn numbers(numbers: &[u64]) -> String {
    numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
}

fn peer(r: Peer) -> PeerRow {
    PeerRow {
        site: r.site.to_string(),
        name: r.name,
        introduced: !r.here,
        bodies: r.bodies.join("; "),
        fingerprint: r.fingerprint,
        from: r.from,
        head: r.head,
        missing: numbers(&r.missing),
        withheld: r.withheld,
        reached: r.address.is_some(),
    }
}

fn waits(w: WaitingSite) -> WaitingRow {
    WaitingRow {
        site: w.site.to_string(),
        name: w.name,
        bodies: w.bodies.join("; "),
        fingerprint: w.fingerprint,
        by: w.by,
        asked: w.asked_at,
        own: w.own,
    }
}

#[derive(Deserialize)]
struct Judged {
    site: String,
    #[serde(default)]
    reason: String,
}

async fn confirm(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Judged>,
) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    match exchange.confirm(&site(&form.site)?).await {
        Ok(()) => Ok(said("/exchange", "said-site-confirmed", &form.site)),
        Err(e) => wrong(&shared, &who, refusal(e)?).await,
    }
}

async fn decline(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Judged>,
) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    match exchange.decline(&site(&form.site)?, form.reason.trim().to_owned()).await {
        Ok(()) => Ok(said("/exchange", "said-site-declined", &form.site)),
        Err(e) => wrong(&shared, &who, refusal(e)?).await,
    }
}

fn sent(r: SentBundle) -> SentRow {
    SentRow {
        sheet: format!("/exchange/sheet/{}/{}", r.peer, r.number),
        peer: r.peer.to_string(),
        number: r.number,
        made: r.made_at.vn(),
        acts: r.acts,
        arrived: match r.arrived {
            Some(true) => "exchange-arrived-yes",
            Some(false) => "exchange-arrived-no",
            None => "exchange-arrived-open",
        },
        withheld: r.withheld,
    }
}

fn received(r: ReceivedBundle) -> ReceivedRow {
    ReceivedRow {
        peer: r.peer.to_string(),
        number: r.number,
        made: r.made_at.vn(),
        noted: r.noted_at.vn(),
        acts: r.acts,
        refused: r.refused,
        detail: r.detail,
        came: came(&r.came),
        withheld: r.withheld,
    }
}

async fn card(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    let card = shared.office.exchange(&who.viewer)?.card().await?;
    let name = format!("phieu-{}.json", card.site);
    Ok(file(&name, BYTES, card.to_text().into_bytes()))
}

async fn admit(State(shared): State<Shared>, who: Who, sent: Sent) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    let below = sent.some("below").is_some();
    let Some(upload) = sent.uploads().into_iter().next() else {
        return nothing(&shared, &who).await;
    };
    let card = Card::from_text(&String::from_utf8_lossy(&upload.bytes));
    let done = match card {
        Ok(card) => {
            let (name, second) = (card.name.clone(), exchange.asks_a_second().await?);
            let key = if second { "said-site-asked" } else { "said-site-admitted" };
            exchange.admit(card, None, below).await.map(|_| (key, name))
        }
        Err(e) => Err(e),
    };
    match done {
        Ok((key, name)) => Ok(said("/exchange", key, &name)),
        Err(e) => wrong(&shared, &who, refusal(e)?).await,
    }
}

async fn nothing(shared: &Shared, who: &Who) -> Result<Response, Fault> {
    let message = said_wrong(Some("import.file".into()), who.lang.t("exchange-no-file"));
    wrong(shared, who, message).await
}

#[derive(Deserialize)]
struct Making {
    to: String,
    again: Option<String>,
}

fn site(code: &str) -> Result<Site, Fault> {
    code.parse().map_err(|_| Fault::no_such_page())
}

async fn make(
    State(shared): State<Shared>,
    who: Who,
    Posted(form): Posted<Making>,
) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    match exchange.make(&site(&form.to)?, form.again.is_some()).await {
        Ok(made) => Ok(file(&made.file_name, BYTES, made.bytes)),
        Err(e) => wrong(&shared, &who, refusal(e)?).await,
    }
}

async fn look(State(shared): State<Shared>, who: Who, sent: Sent) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    let files = sent.uploads();
    if files.is_empty() {
        return nothing(&shared, &who).await;
    }
    let seen = exchange.look(files).await?;
    let held =
        seen.iter().filter(|(_, p)| p.may_be_taken()).map(|(name, _)| name.clone()).collect();
    let bundles = seen.iter().map(|(_, p)| shown(p, false)).collect();
    let p = who.page(&shared, Nav::Exchange).await;
    html(&BundlesPage { p, done: false, bundles, held })
}

async fn import(State(shared): State<Shared>, who: Who, sent: Sent) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    let names: Vec<String> = sent.all("bundle").map(str::to_owned).collect();
    let seen = exchange.import_looked_at(&names).await?;
    let bundles = seen.iter().map(|p| shown(p, true)).collect();
    let p = who.page(&shared, Nav::Exchange).await;
    html(&BundlesPage { p, done: true, bundles, held: Vec::new() })
}

fn shown(seen: &Preview, done: bool) -> BundleCard {
    let plan = seen.plan.as_ref();
    let said = match (plan.is_some_and(|p| p.repeat), done) {
        (true, _) => "exchange-repeat",
        (false, true) => "exchange-taken",
        (false, false) => "exchange-fits",
    };
    let m = seen.manifest.as_ref();
    BundleCard {
        file: seen.file_name.clone(),
        fingerprint: seen.fingerprint.clone(),
        head: m.map(|m| (m.number, m.from.to_string(), m.made_at.vn())),
        chains: plan.map(app::exchange::chains).unwrap_or_default(),
        new: plan.map_or(0, |p| p.new_acts()),
        withheld: seen.withheld,
        filled: seen.filled,
        files: m.map_or(0, |m| m.files.len() as u64),
        until: seen.until.map(|at| at.vn()),
        missing: plan.map(|p| numbers(&p.missing)).unwrap_or_default(),
        refused: seen.refused.as_ref().map(|e| {
            let w = e.words();
            (format!("{} {} {}", w.happened, w.why, w.remedy), e.code().to_owned())
        }),
        said,
        held: seen.held,
        fork: seen.claims.as_ref().map(|chain| fork::address(chain.as_str())).filter(|_| done),
    }
}

async fn sheet(
    State(shared): State<Shared>,
    who: Who,
    Path((peer, number)): Path<(String, u64)>,
) -> Result<Response, Fault> {
    let peer = site(&peer)?;
    let sent = shared.office.exchange(&who.viewer)?.overview().await?.sent;
    let one = sent.into_iter().find(|s| s.peer == peer && s.number == number);
    let one = one.ok_or_else(Fault::no_such_page)?;
    html(&SheetPage {
        p: who.page(&shared, Nav::Exchange).await,
        from: shared.office.site().to_string(),
        to: one.peer.to_string(),
        number,
        made: one.made_at.vn(),
        acts: one.acts,
        files: one.files as u64,
        withheld: one.withheld,
        fingerprint: one.fingerprint,
    })
}
