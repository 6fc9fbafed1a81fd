//! Sổ cái: the chain page by page, one act, the history of an object, and objects without a page of their own.

use super::at::{at, href, see};
use super::fault::Fault;
use super::list::with;
use super::pieces::{acts, history, ledger, proof};
use super::posted::Posted;
use super::reply::{file, html, media_type, said};
use super::route::{OFFICER, READER, Routes, get, post};
use super::who::{Shared, Who};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::common::{Choice, Coded, Fact, Link, Origin, Pager, Select};
use crate::view::ledger::{ActPage, EvidenceView, HistoryPage, LedgerPage, LedgerRow, ObjectPage};
use app::browse::{Says, Thing};
use app::objects::{ActDetail, LedgerQuery, LedgerView};
use app::view::{EvidenceView as Proof, Paged};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use std::collections::BTreeMap;
use terms::{FindingKind, Kind, Named, Ref, Role, Site};

/// How many acts a page shows.
const SHOWN: u32 = 50;
/// How many acts of an object a page of its history shows.
const OF_OBJECT: usize = 100;
/// How many digits of a hash the list shows.
const DIGITS: usize = 12;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/ledger", get(READER, list))
        .route("/ledger/{site}/{seq}", get(READER, show))
        .route("/history/{kind}/{site}/{id}", get(READER, of_object))
        .route("/activities/{site}/{id}", get(READER, activity))
        .route("/files/{sha256}", get(READER, evidence_file))
        .route("/findings/{site}/{id}", get(READER, finding))
        .route("/findings/{site}/{id}/causes", post(OFFICER, add_cause))
        .route("/findings/{site}/{id}/resolve", post(OFFICER, resolve))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    site: String,
    before: String,
}

async fn list(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let query = LedgerQuery {
        site: asked.site.parse().ok(),
        before: asked.before.parse().ok(),
        limit: SHOWN,
    };
    let view = shared.office.ledger(&who.viewer, &query).await?;
    let names = names(&shared, &who, &view).await?;
    let row = |a: &app::view::ActView| LedgerRow {
        seq: a.seq,
        href: ledger(&a.site, a.seq).href,
        recorded_at: a.recorded_at.clone(),
        who: a.who.clone(),
        sentence: a.sentence.clone(),
        subject: Link::new(names.get(&a.subject).cloned().unwrap_or_default(), href(&a.subject)),
        kind: a.kind(),
        hash: a.hash.chars().take(DIGITS).collect(),
    };
    html(&LedgerPage {
        p: who.page(&shared, Nav::Ledger).await,
        site: view.site.to_string(),
        filters: filters(who.lang, &view),
        rows: view.rows.iter().map(row).collect(),
        pager: pager(&view, &query, &who.here),
        head: view.head,
    })
}

/// What the objects of a page of the ledger are called now.
async fn names(
    shared: &Shared,
    who: &Who,
    view: &LedgerView,
) -> Result<BTreeMap<Ref, String>, Fault> {
    let mut names = BTreeMap::new();
    for act in &view.rows {
        if !names.contains_key(&act.subject) {
            let name = shared.office.name_of(&who.viewer, &act.subject).await?;
            names.insert(act.subject.clone(), name);
        }
    }
    Ok(names)
}

fn filters(lang: Lang, view: &LedgerView) -> Vec<Select> {
    if view.sites.len() < 2 {
        return Vec::new();
    }
    let site = |s: &Site| Choice::new(s.as_str(), s.as_str(), *s == view.site);
    vec![Select::new("site", lang.t("ledger-chain"), view.sites.iter().map(site).collect())]
}

fn pager(view: &LedgerView, query: &LedgerQuery, here: &str) -> Pager {
    let before = |n: u64| with(here, "before", &n.to_string());
    let newer = query.before.map(|b| b.saturating_add(u64::from(SHOWN)));
    Pager {
        from: view.rows.last().map_or(0, |a| a.seq),
        to: view.rows.first().map_or(0, |a| a.seq),
        total: view.last,
        prev: newer.map(|n| if n > view.last { with(here, "before", "") } else { before(n) }),
        next: view.before.map(before),
    }
}

async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path((site, seq)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let site: Site = site.parse().map_err(|_| Fault::no_such_page())?;
    let seq: u64 = seq.parse().map_err(|_| Fault::no_such_page())?;
    let detail = shared.office.act(&who.viewer, &site, seq).await?;
    let may_undo = who.viewer.is(Role::Officer)
        && !shared.office.undoable(&who.viewer, &site, seq).await?.is_empty();
    let json: Option<serde_json::Value> = serde_json::from_str(&detail.json).ok();
    let json = json.and_then(|value| serde_json::to_string_pretty(&value).ok());
    html(&ActPage {
        p: who.page(&shared, Nav::Ledger).await,
        place: ledger(&site, seq).label,
        sentence: detail.act.sentence.clone(),
        facts: facts(who.lang, &detail),
        evidence: detail.act.evidence.iter().map(rests_on).collect(),
        undo: may_undo.then(|| format!("/undo?act={site}/{seq}")),
        prev: detail.prev.map(|n| ledger(&site, n).href),
        next: detail.next.map(|n| ledger(&site, n).href),
        json: json.unwrap_or(detail.json),
        prev_hash: detail.prev_hash,
        hash: detail.act.hash,
    })
}

fn facts(lang: Lang, detail: &ActDetail) -> Vec<Fact> {
    let act = &detail.act;
    vec![
        Fact::new(lang.t("act-recorded-at"), &act.recorded_at),
        Fact::new(lang.t("act-effective-on"), act.effective_on.vn()),
        Fact::new(lang.t("act-who"), format!("{} ({})", act.who, act.login)),
        Fact::link(lang.t("act-body"), &act.body.name, href(&act.body.at)),
        Fact::link(lang.t("act-subject"), &detail.subject.name, href(&detail.subject.at)),
    ]
}

fn rests_on(e: &Proof) -> EvidenceView {
    EvidenceView { link: proof(e, "/files"), quote: e.quote.clone() }
}

/// The file behind a piece of evidence, as it came.
async fn evidence_file(
    State(shared): State<Shared>,
    who: Who,
    Path(sha256): Path<String>,
) -> Result<Response, Fault> {
    let (name, bytes) = shared.office.evidence_file(&who.viewer, &sha256).await?;
    Ok(file(&name, media_type(&name), bytes))
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct WhichPage {
    page: String,
}

async fn of_object(
    State(shared): State<Shared>,
    who: Who,
    Path((kind, site, id)): Path<(String, String, String)>,
    Query(asked): Query<WhichPage>,
) -> Result<Response, Fault> {
    let kind = Kind::of_any_program(&kind).ok_or_else(Fault::no_such_page)?;
    let at = at(kind, (site, id))?;
    let done = shared.office.history(&who.viewer, &at).await?;
    if done.is_empty() {
        return Err(Fault::no_such_page());
    }
    let mut object = see(&Named { name: shared.office.name_of(&who.viewer, &at).await?, at });
    if kind == Kind::Account {
        object.href =
            if who.viewer.is(Role::Administrator) { "/accounts" } else { "/ledger" }.to_owned();
    }
    if kind == Kind::Site {
        object.href =
            if who.viewer.is(Role::Administrator) { "/exchange" } else { "/ledger" }.to_owned();
    }
    let part = Paged::of(done, asked.page.parse().unwrap_or(1), OF_OBJECT);
    html(&HistoryPage {
        pager: super::list::pager(&part, &who.here),
        p: who.page(&shared, Nav::Ledger).await,
        object,
        kind,
        acts: acts(who.lang, part.rows),
    })
}

async fn activity(
    state: State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    thing(state.0, who, at(Kind::Activity, path)?).await
}

async fn finding(
    state: State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    thing(state.0, who, at(Kind::Finding, path)?).await
}

async fn thing(shared: Shared, who: Who, at: Ref) -> Result<Response, Fault> {
    let thing = shared.office.thing(&who.viewer, &at).await?;
    let open = matches!(&thing.says, Says::Finding { kind: FindingKind::Shortcoming, .. })
        && who.viewer.is(Role::Officer);
    let sends = |what: &str| open.then(|| format!("{}/{what}", href(&at)));
    let mut facts = on_record(who.lang, &thing);
    if at.kind == Kind::Finding {
        facts.push(super::by_hand::class_fact(&shared, &who, &at).await?);
    }
    html(&ObjectPage {
        facts,
        add_cause: sends("causes"),
        resolve: sends("resolve"),
        session: (at.kind == Kind::Activity).then(|| format!("{}/session", href(&at))),
        p: who.page(&shared, Nav::Documents).await,
        kind: at.kind,
        origins: thing.evidence.iter().filter_map(origin).collect(),
        follows: thing.follows.iter().map(see).collect(),
        title: thing.named.name,
        history: acts(who.lang, thing.history),
        history_href: history(&at),
    })
}

/// The words of a form with one field.
#[derive(serde::Deserialize)]
struct Words {
    text: String,
}

async fn add_cause(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Posted(words): Posted<Words>,
) -> Result<Response, Fault> {
    let at = at(Kind::Finding, path)?;
    shared.office.add_cause(&who.viewer, &at, &words.text).await?;
    Ok(said(&href(&at), "said-cause-added", ""))
}

async fn resolve(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Posted(words): Posted<Words>,
) -> Result<Response, Fault> {
    let at = at(Kind::Finding, path)?;
    shared.office.resolve_finding(&who.viewer, &at, &words.text).await?;
    Ok(said(&href(&at), "said-finding-resolved", ""))
}

/// A place in a text on which something rests.
fn origin(e: &Proof) -> Option<Origin> {
    let (at, (start, _)) = (e.at.as_ref()?, e.span?);
    let page = href(at);
    Some(Origin {
        href: format!("{page}#b{start}"),
        document: Link::new(&e.label, page),
        before: String::new(),
        quote: e.quote.clone().unwrap_or_default(),
        after: String::new(),
    })
}

fn on_record(lang: Lang, thing: &Thing) -> Vec<Fact> {
    let mut facts = Vec::new();
    let link = |key: &str, n: &Named| Fact::link(lang.t(key), &n.name, href(&n.at));
    match &thing.says {
        Says::Activity { kind, held_on, place, hosts, chairs, reviews, attendance } => {
            facts.push(Fact::new(lang.t("activity-kind"), lang.t(&kind.key())));
            let words = [
                ("activity-held-on", held_on.clone()),
                ("activity-place", place.clone()),
                ("activity-attendance", attendance.join("; ")),
            ];
            let told = words.into_iter().filter(|(_, words)| !words.is_empty());
            facts.extend(told.map(|(key, words)| Fact::new(lang.t(key), words)));
            facts.extend(hosts.iter().map(|n| link("activity-hosts", n)));
            facts.extend(chairs.iter().map(|n| link("activity-chairs", n)));
            facts.extend(reviews.iter().map(|n| link("activity-reviews", n)));
        }
        Says::Finding { kind, body, cause_of, found_in, found_on } => {
            facts.push(Fact::new(lang.t("finding-kind"), lang.t(&kind.key())));
            facts.push(Fact::new(lang.t("finding-found-on"), found_on.vn()));
            facts.extend(body.iter().map(|n| link("finding-body", n)));
            facts.extend(cause_of.iter().map(|n| link("finding-cause-of", n)));
            facts.extend(found_in.iter().map(|n| link("finding-found-in", n)));
        }
    }
    facts.push(Fact::new(lang.t("task-field"), lang.t(&thing.field.key())));
    facts
}
