//! Two accounts of one chain on a page, and the decision between them.

use super::super::fault::Fault;
use super::super::pieces::{not_taken, refusal, said_wrong};
use super::super::posted::Posted;
use super::super::reply::{html, said};
use super::super::who::{Shared, Who};
use super::{came, site};
use crate::i18n::Lang;
use crate::layout::{Message, Nav};
use crate::view::exchange::AskedRow;
use crate::view::exchange::fork::{AccountCard, DecidedRow, ForkPage};
use app::exchange::{Account, AskedSeen, Brought, Choice, Decided, Done, Fork};
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use terms::Instant;

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(chain): Path<String>,
) -> Result<Response, Fault> {
    html(&page(&shared, &who, &chain, String::new(), None).await?)
}

#[derive(Deserialize)]
pub(super) struct Deciding {
    #[serde(default)]
    stands: String,
    #[serde(default)]
    here: String,
    #[serde(default)]
    other: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn decide(
    State(shared): State<Shared>,
    who: Who,
    Path(chain): Path<String>,
    Posted(form): Posted<Deciding>,
) -> Result<Response, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    let at = site(&chain)?;
    let Deciding { stands, here, other, reason } = form;
    let ours = match stands.as_str() {
        "here" => true,
        "other" => false,
        _ => {
            let message = said_wrong(Some("fork.choose".into()), who.lang.t("fork-choose"));
            let page = page(&shared, &who, &chain, reason, Some(message)).await?;
            return html(&page).map(not_taken);
        }
    };
    let choice = Choice { ours, here, other, reason: reason.clone() };
    match exchange.settle(&at, choice).await {
        Ok(Done::Now) => Ok(said(&address(&chain), "said-fork-settled", &chain)),
        Ok(Done::Waits) => Ok(said(&address(&chain), "said-fork-asked", &chain)),
        Err(e) => {
            let page = page(&shared, &who, &chain, reason, Some(refusal(e)?)).await?;
            html(&page).map(not_taken)
        }
    }
}

/// Address of the page of a chain.
pub(super) fn address(chain: &str) -> String {
    format!("/exchange/forks/{chain}")
}

async fn page(
    shared: &Shared,
    who: &Who,
    chain: &str,
    reason: String,
    message: Option<Message>,
) -> Result<ForkPage, Fault> {
    let exchange = shared.office.exchange(&who.viewer)?;
    let fork = exchange.fork(&site(chain)?).await?.ok_or_else(Fault::no_such_page)?;
    let second = exchange.asks_a_second().await?;
    let mut p = who.page(shared, Nav::Exchange).await;
    p.messages.extend(message);
    let lang = who.lang;
    let name = if fork.name.is_empty() { chain.to_owned() } else { fork.name.clone() };
    let other = if fork.open { "fork-other" } else { "fork-aside" };
    let Fork { own, after, seq, open, .. } = fork;
    let claim = |c: &app::exchange::ClaimSeen| {
        (bundle(lang, &c.bundle), c.made_at.vn(), c.end_seq, c.end.clone())
    };
    Ok(ForkPage {
        p,
        chain: chain.to_owned(),
        name,
        own,
        after,
        seq,
        day: fork.here.rows.first().map(|r| r.recorded_at.day_vn().vn()),
        open,
        second,
        ends: (fork.here.end_hash.clone(), fork.other.end_hash.clone()),
        claims: fork.claims.iter().map(claim).collect(),
        accounts: vec![account(lang, "fork-here", fork.here), account(lang, other, fork.other)],
        asked: fork.asked.map(asked),
        decided: fork.decided.into_iter().map(decided).collect(),
        reason,
    })
}

fn account(lang: Lang, title: &'static str, a: Account) -> AccountCard {
    let row = |r: app::exchange::ActSeen| (r.seq, r.recorded_at.vn(), r.by, r.words);
    AccountCard {
        title,
        end_seq: a.end_seq,
        end: a.end,
        until: a.until.map(Instant::vn),
        acts: a.acts,
        hangs: a.hangs,
        brought: a.brought.iter().map(|b| bundle(lang, b)).collect(),
        vouched: a.vouched.into_iter().map(|(site, seq)| (site.to_string(), seq)).collect(),
        rows: a.rows.into_iter().map(row).collect(),
    }
}

fn bundle(lang: Lang, b: &Brought) -> String {
    let (peer, number) = (b.peer.to_string(), b.number.to_string());
    let facts = [("peer", &*peer), ("number", &*number), ("name", &*b.noted_at.vn())];
    let said = lang.ta("fork-bundle", &facts);
    match came(&b.came) {
        "" => said,
        key => format!("{said}, {}", lang.t(key)),
    }
}

fn decided(d: Decided) -> DecidedRow {
    let who = |(name, at): (String, Instant)| format!("{name}, {}", at.vn());
    DecidedRow {
        what: if d.ours { "fork-stood-here" } else { "fork-stood-other" },
        ends: (d.stands.0, d.aside.0),
        reason: d.reason,
        by: who(d.by),
        confirmed: d.confirmed.map(who),
        href: format!("/ledger/{}/{}", d.act.0, d.act.1),
    }
}

/// What waits for a second administrator, as a row.
pub(super) fn asked(a: AskedSeen) -> AskedRow {
    AskedRow {
        act: format!("{}/{}", a.act.site, a.act.seq),
        site: a.site.to_string(),
        words: a.words,
        fingerprint: a.fingerprint,
        from: a.from.vn(),
        by: format!("{}, {}", a.by, a.asked_at.vn()),
        own: a.own,
        href: a.chain.map(|chain| address(chain.as_str())),
    }
}
