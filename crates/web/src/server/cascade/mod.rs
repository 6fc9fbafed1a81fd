//! Quán triệt, triển khai: the cascade of a document as list and tree, one body in it, and what people write there.
//!
//! It must not decide what counts as done: `app::cascade` does.

mod address;
mod one;
mod show;
mod tree;

use super::pieces::{bad_day, said_wrong};
use super::posted::Posted;
use super::reply::{inside, media_type};
use super::route::{CLERK_OF, OFFICER, READER, Routes, get, post};
use super::{Fault, Sent, Shared, Who, at, file, href, html, said};
use crate::layout::Nav;
use app::cascade::{CascadeQuery, Confirming, Only, Step};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::{Day, Kind, Ref, Site, UnitLevel};

pub(super) use address::choices_of_groups;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/documents/{site}/{id}/cascade", get(READER, page))
        .route("/documents/{site}/{id}/cascade.xlsx", get(READER, export))
        .route("/documents/{site}/{id}/cascade/{bsite}/{bid}", get(READER, one::page))
        .route(
            "/documents/{site}/{id}/address",
            get(OFFICER, address::blank).post(OFFICER, address::send),
        )
        .route("/documents/{site}/{id}/received", post(CLERK_OF, received))
        .route("/documents/{site}/{id}/undo", post(OFFICER, undo))
        .route("/documents/{site}/{id}/confirm", post(OFFICER, confirm))
}

/// What the address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    on: String,
    known: String,
    q: String,
    only: String,
    step: String,
    level: String,
    kind: String,
    under: String,
    view: String,
    sort: String,
    page: String,
}

impl Asked {
    fn day(&self) -> Option<Day> {
        Day::parse_typed(self.on.trim()).ok()
    }

    fn known(&self) -> Option<Day> {
        Day::parse_typed(self.known.trim()).ok()
    }

    fn query(&self) -> CascadeQuery {
        CascadeQuery {
            on: self.day(),
            known: self.known(),
            only: Only::from_code(&self.only),
            step: Step::from_code(&self.step),
            level: UnitLevel::from_code(&self.level),
            kind: Some(self.kind.clone()).filter(|k| !k.is_empty()),
            under: self.under.parse().ok(),
            search: self.q.clone(),
            by_delay: self.sort.ends_with("delay"),
            page: self.page.parse().unwrap_or(1),
            ..CascadeQuery::default()
        }
    }
}

async fn page(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let at = at(Kind::Document, path)?;
    let query = asked.query();
    let (view, tree) = match asked.view.as_str() {
        "tree" => {
            let (view, nodes) = shared.office.cascade_tree(&who.viewer, &at, &query).await?;
            let pieces = tree::pieces(who.lang, &nodes, &who.here, &href(&at));
            (view, pieces)
        }
        _ => (shared.office.cascade(&who.viewer, &at, &query).await?, Vec::new()),
    };
    let mut p = who.page(&shared, Nav::Documents).await;
    for typed in [&asked.on, &asked.known] {
        if !typed.trim().is_empty() && Day::parse_typed(typed.trim()).is_err() {
            p.messages.push(said_wrong(Some("day.bad".into()), bad_day(who.lang, typed)));
        }
    }
    html(&show::page(p, &who, &at, &asked, view, tree))
}

async fn export(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let at = at(Kind::Document, path)?;
    let query = CascadeQuery { per_page: 0, ..asked.query() };
    let view = shared.office.cascade(&who.viewer, &at, &query).await?;
    let name = format!("trien-khai-{}.xlsx", view.on);
    Ok(file(&name, media_type(&name), view.xlsx(show::in_force(&asked))?))
}

/// Where to go back to: the page that sent it, when it is one of ours.
fn back(sent: &Sent, at: &Ref) -> String {
    let next = sent.some("next").filter(|n| inside(n));
    next.map_or_else(|| format!("{}/cascade", href(at)), str::to_owned)
}

/// Notes receipts: of the bodies ticked, or of all that the list shows and that have none.
async fn received(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Document, path)?;
    let on = super::pieces::day(who.lang, sent.one("on"))?;
    let shown = sent.one("shown");
    let (bodies, to) = if sent.one("all") == "yes" {
        let asked: Query<Asked> =
            Query::try_from_uri(&format!("/?{shown}").parse().unwrap_or_default())
                .unwrap_or_default();
        let query = CascadeQuery { per_page: 0, ..asked.0.query() };
        let view = shared.office.cascade(&who.viewer, &at, &query).await?;
        let open = view.rows.rows.into_iter().filter(|r| r.on_duty && !r.steps[0].state.is_done());
        (open.map(|r| r.body.at).collect(), format!("{}/cascade?{shown}", href(&at)))
    } else {
        let bodies: Vec<Ref> = sent.all("bodies").filter_map(|b| b.parse().ok()).collect();
        let to = if shown.is_empty() {
            back(&sent, &at)
        } else {
            format!("{}/cascade?{shown}", href(&at))
        };
        (bodies, to)
    };
    let office = &shared.office;
    let n = office.mark_received(&who.viewer, &at, &bodies, on, sent.some("number")).await?;
    Ok(said(&to, "said-received", &n.to_string()))
}

/// The act as it is sent: `site/number`.
fn act(sent: &str) -> Option<(Site, u64)> {
    let (site, seq) = sent.rsplit_once('/')?;
    Some((site.parse::<Site>().ok()?, seq.parse().ok()?))
}

async fn undo(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Document, path)?;
    let (site, seq) = act(sent.one("act")).ok_or_else(Fault::no_such_page)?;
    let reason = sent.one("reason");
    shared.office.undo_on_document(&who.viewer, &at, &[(site, seq)], reason).await?;
    Ok(said(&back(&sent, &at), "said-undone", ""))
}

#[derive(Debug, Deserialize)]
struct Confirmed {
    kind: String,
    at: String,
    #[serde(default)]
    next: String,
}

async fn confirm(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Posted(sent): Posted<Confirmed>,
) -> Result<Response, Fault> {
    let at = at(Kind::Document, path)?;
    let what: Ref = sent.at.parse().map_err(|_| Fault::no_such_page())?;
    let confirming = match sent.kind.as_str() {
        "session" => Confirming::Session(what),
        _ => Confirming::Link(what),
    };
    let done = shared.office.confirm_hint(&who.viewer, &at, confirming).await?;
    let to = if inside(&sent.next) { sent.next } else { format!("{}/cascade", href(&at)) };
    Ok(said(&to, "said-confirmed", &done.name))
}
