//! Văn bản: the register on a day, one document with its ties, its force and its text, its chain, what is to be looked over.

use super::at::{at, href, see};
use super::fault::Fault;
use super::list::{pager, sort, with};
use super::marks::{found, legend, linked};
use super::pieces::{acts, day, history, n};
use super::reply::{file, html, media_type};
use super::route::{READER, Routes, get};
use super::tasks::task_row;
use super::who::{Shared, Who};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::common::{Choice, Coded, Fact, Link, Select};
use crate::view::document::*;
use app::ActKey;
use app::documents::{Affected, ChainLink, StandingView, TieView};
use app::objects::{DocumentFilter, DocumentSort, DocumentView, DocumentsView};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::{Day, Force, Kind, Ref, Role};

/// How many of those that say something of it the page of a document lists; the page of how it is followed lists all.
const FOLLOWERS: usize = 30;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/documents", get(READER, list))
        .route("/documents.xlsx", get(READER, export))
        .route("/documents/{site}/{id}", get(READER, show))
        .route("/documents/{site}/{id}/chain", get(READER, chain))
        .route("/documents/{site}/{id}/edxml", get(READER, edxml))
        .route("/documents/{site}/{id}/affected.xlsx", get(READER, affected))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    r#type: String,
    issuer: String,
    text: String,
    force: String,
    on: String,
    sort: String,
    page: String,
}

impl Asked {
    fn filter(&self, lang: Lang) -> Result<DocumentFilter, Fault> {
        let (by, descending) = match self.sort.strip_prefix('-') {
            Some(by) => (by, true),
            None => (self.sort.as_str(), self.sort.is_empty()),
        };
        Ok(DocumentFilter {
            search: self.q.clone(),
            doc_type: Some(self.r#type.clone()).filter(|t| !t.is_empty()),
            issuer: self.issuer.parse().ok(),
            has_text: match self.text.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            force: Force::from_code(&self.force),
            on: day(lang, &self.on)?,
            sort: DocumentSort::from_code(by),
            descending,
            page: self.page.parse().unwrap_or(1),
            ..DocumentFilter::default()
        })
    }
}

async fn list(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let filter = asked.filter(who.lang)?;
    let view = shared.office.documents(&who.viewer, &filter).await?;
    let all = DocumentFilter { per_page: 0, ..filter.clone() };
    let not_exported = shared.office.documents(&who.viewer, &all).await?.not_exported();
    let here = who.here.as_str();
    let query = here.split_once('?').map_or("", |(_, query)| query);
    html(&DocumentsPage {
        p: who.page(&shared, Nav::Documents).await,
        query: asked.q.clone(),
        fulltext: with("/search?kind=document", "q", &asked.q),
        filters: filters(who.lang, &filter, &view),
        sort: sort(Some(&asked.sort), "-issued", here),
        pager: pager(&view.rows, here),
        rows: view.rows.rows.iter().map(row).collect(),
        export: format!("/documents.xlsx?{query}"),
        not_exported: n(not_exported),
        on: view.day.vn(),
        waiting: (n(view.waiting), with("/documents", "text", "no")),
        may_enter: who.viewer.is(Role::Officer),
        withheld: n(view.withheld),
    })
}

fn filters(lang: Lang, filter: &DocumentFilter, view: &DocumentsView) -> Vec<Select> {
    let any = |on: bool| Choice::new("", lang.t("filter-any"), on);
    let mut types = vec![any(filter.doc_type.is_none())];
    types.extend(view.types.iter().map(|(name, count)| {
        Choice::new(name, format!("{name} ({count})"), filter.doc_type.as_ref() == Some(name))
    }));
    let mut issuers = vec![any(filter.issuer.is_none())];
    issuers.extend(super::pieces::choices(&view.issuers, filter.issuer.as_ref()));
    let text = vec![
        any(filter.has_text.is_none()),
        Choice::new("yes", lang.t("documents-with-text"), filter.has_text == Some(true)),
        Choice::new("no", lang.t("document-no-text"), filter.has_text == Some(false)),
    ];
    let mut force = vec![any(filter.force.is_none())];
    force.extend(
        Force::ALL
            .iter()
            .map(|f| Choice::new(f.code(), lang.t(&f.key()), filter.force == Some(*f))),
    );
    vec![
        Select::new("force", lang.t("document-force"), force),
        Select::new("type", lang.t("document-type"), types),
        Select::new("issuer", lang.t("document-issuer"), issuers),
        Select::new("text", lang.t("document-text"), text),
    ]
}

fn row(r: &app::objects::DocumentRow) -> DocumentRow {
    DocumentRow {
        number: r.number.clone().unwrap_or_else(|| r.doc_type.clone()),
        href: href(&r.at),
        doc_type: r.doc_type.clone(),
        subject: r.subject.clone(),
        issuer: r.issuer.clone(),
        issued_on: r.issued_on.clone(),
        cites: n(r.cites),
        cited_by: n(r.cited_by),
        has_text: r.has_text,
        force: r.force,
        circulation: r.circulation.clone(),
    }
}

async fn export(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let filter = DocumentFilter { per_page: 0, ..asked.filter(who.lang)? };
    let view = shared.office.documents(&who.viewer, &filter).await?;
    let today = shared.office.today();
    let name = format!("van-ban-{today}.xlsx");
    Ok(file(&name, media_type(&name), view.xlsx(today)?))
}

/// The day asked, how far a chain goes, and what was searched for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OnDay {
    on: String,
    steps: String,
    /// Words that led here; they are marked in the text.
    q: String,
}

async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Query(asked): Query<OnDay>,
) -> Result<Response, Fault> {
    let at = at(Kind::Document, path)?;
    let on = day(who.lang, &asked.on)?;
    let view = shared.office.document(&who.viewer, &at, on).await?;
    let today = shared.office.today();
    let affected = shared.office.affected(&who.viewer, &at, on.unwrap_or(today)).await?;
    let desk = match &view.intake {
        Some(intake) => Some(shared.office.intake_desk(&who.viewer, intake).await?),
        None => None,
    };
    let moved = shared.office.document_moved(&who.viewer, &at).await?;
    let here = href(&at);
    let came = view.intake.as_ref().zip(desk.as_ref());
    let may = who.viewer.is(Role::Officer) && view.withdrawn.is_none();
    html(&DocumentPage {
        p: who.page(&shared, Nav::Documents).await,
        number: view.row.number.clone().unwrap_or_else(|| view.row.doc_type.clone()),
        subject: view.row.subject.clone(),
        facts: facts(who.lang, &view)
            .into_iter()
            .chain([super::by_hand::class_fact(&shared, &who, &at).await?])
            .collect(),
        circulation: view.row.circulation.clone(),
        cascade: format!("{here}/cascade"),
        standing: standing(&view.standing),
        waits: view.intake.is_none() && view.withdrawn.is_none(),
        upload: who.viewer.is(Role::Clerk),
        moves: may.then(|| DocumentMoves { at: at.to_string() }),
        ties: view.ties.iter().map(|t| tie(t, &at, may)).collect(),
        ties_all: n(view.ties_to.len()),
        ties_more: n(view.ties_to.len().saturating_sub(FOLLOWERS)),
        ties_to: view.ties_to.iter().take(FOLLOWERS).map(|t| tie(t, &t.document.at, may)).collect(),
        affected: affected.parts.iter().filter(|p| !p.rows.is_empty()).map(part).collect(),
        affected_xlsx: with(&format!("{here}/affected.xlsx"), "on", &asked.on),
        tasks: view.tasks.iter().map(|t| task_row(who.lang, t, today)).collect(),
        text: desk.as_ref().map(|d| linked(d, &view.mentions, &asked.q)),
        found: desk.as_ref().map_or(0, |d| n(found(d, &asked.q).len())),
        searched: asked.q.trim().to_owned(),
        legend: desk.as_ref().map(legend).unwrap_or_default(),
        file: came.map(|(i, d)| Link::new(&d.intake.file_name, format!("{}/file", href(i)))),
        reading: view.intake.as_ref().filter(|_| who.viewer.is(Role::Clerk)).map(href),
        goes_out: view.goes_out,
        history: acts(who.lang, view.history),
        history_href: history(&at),
        date_href: format!("{here}/date"),
        moved: super::calendar::moved_rows(who.lang, &moved),
        here,
    })
}

fn standing(s: &StandingView) -> ForceCard {
    let reason = |r: &app::documents::ReasonView| {
        let to = r.document.as_ref().map(|d| href(&d.at));
        (r.words.clone(), to.or_else(|| r.act.as_ref().map(act_href)))
    };
    ForceCard { day: s.day.vn(), force: s.force, reasons: s.reasons.iter().map(reason).collect() }
}

fn act_href(act: &ActKey) -> String {
    super::pieces::ledger(&act.site, act.seq).href
}

/// A tie; `citing` is the document that says so.
fn tie(t: &TieView, citing: &Ref, may: bool) -> TieRow {
    let place =
        |(quote, start): &(String, u64)| (quote.clone(), format!("{}#b{start}", href(citing)));
    TieRow {
        relation: t.relation,
        document: see(&t.document),
        subject: t.subject.clone(),
        issued_on: t.issued_on.clone(),
        provisions: t.provisions.clone(),
        since: t.since.clone(),
        quote: t.quote.as_ref().map(place),
        basis: t.basis.clone(),
        undo: may.then(|| format!("/undo?act={}/{}", t.act.site, t.act.seq)),
    }
}

fn part(p: &Affected) -> AffectedPart {
    let row = |r: &app::documents::AffectedRow| (r.object.at.kind, see(&r.object), r.note.clone());
    AffectedPart {
        document: see(&p.document),
        force: p.force,
        why: p.why.clone(),
        rows: p.rows.iter().map(row).collect(),
    }
}

async fn edxml(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let envelope = shared.office.edxml(&who.viewer, &at(Kind::Document, path)?).await?;
    Ok(file(&envelope.file_name, "application/xml", envelope.bytes))
}

async fn affected(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Query(asked): Query<OnDay>,
) -> Result<Response, Fault> {
    let at = at(Kind::Document, path)?;
    let on = day(who.lang, &asked.on)?.unwrap_or_else(|| shared.office.today());
    let view = shared.office.affected(&who.viewer, &at, on).await?;
    let name = format!("can-ra-soat-{on}.xlsx");
    Ok(file(&name, media_type(&name), view.xlsx()?))
}

async fn chain(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Query(asked): Query<OnDay>,
) -> Result<Response, Fault> {
    let at = at(Kind::Document, path)?;
    let on = day(who.lang, &asked.on)?.unwrap_or_else(|| shared.office.today());
    let asked = (on, asked.steps.parse().ok());
    let view = shared.office.chain_of(&who.viewer, &at, asked, &href).await?;
    let (before, after): (Vec<&ChainLink>, Vec<&ChainLink>) =
        view.links.iter().partition(|l| l.steps <= 0);
    let rows = |links: Vec<&ChainLink>| links.into_iter().map(chain_row).collect();
    html(&ChainPage {
        p: who.page(&shared, Nav::Documents).await,
        document: see(&view.document),
        day: on.vn(),
        steps: steps(who.lang, view.steps),
        here: format!("{}/chain", href(&at)),
        svg: view.svg,
        left_out: n(view.left_out),
        parts: [
            (who.lang.t("chain-before"), rows(before)),
            (who.lang.t("chain-after"), rows(after)),
        ],
    })
}

fn steps(lang: Lang, chosen: usize) -> Select {
    let one = |s: usize| Choice::new(s.to_string(), s.to_string(), s == chosen);
    Select::new("steps", lang.t("chain-steps"), (1..=app::documents::STEPS).map(one).collect())
}

fn chain_row(l: &ChainLink) -> ChainRow {
    ChainRow {
        steps: u64::from(l.steps.unsigned_abs()),
        document: see(&l.further),
        subject: l.subject.clone(),
        issued_on: l.issued_on.clone(),
        force: l.force,
        from: l.from.name.clone(),
        relation: l.relation,
        to: l.to.name.clone(),
        since: l.since.clone(),
        provisions: l.provisions.clone(),
    }
}

fn facts(lang: Lang, view: &DocumentView) -> Vec<Fact> {
    let row = &view.row;
    let mut facts = vec![Fact::new(lang.t("document-type"), &row.doc_type)];
    match &view.issuer_body {
        Some(body) => {
            facts.push(Fact::link(lang.t("document-issuer"), &row.issuer, href(&body.at)))
        }
        None if row.issuer.is_empty() => {}
        None => facts.push(Fact::new(lang.t("document-issuer"), &row.issuer)),
    }
    let more = [
        ("document-issued-on", Some(row.issued_on.as_str())),
        ("document-signer", view.signer.as_deref()),
        ("document-withdrawn", view.withdrawn.as_deref()),
    ];
    let effect =
        view.effect.as_ref().map(|(from, until, basis)| effect(lang, (*from, *until), basis));
    facts.extend(effect);
    let more = more.into_iter().filter_map(|(key, words)| Some((key, words?)));
    facts.extend(
        more.filter(|(_, words)| !words.is_empty())
            .map(|(key, words)| Fact::new(lang.t(key), words)),
    );
    let follows = view.follows.iter();
    facts.extend(follows.map(|f| Fact::link(lang.t(&f.at.kind.key()), &f.name, href(&f.at))));
    facts
}

fn effect(lang: Lang, (from, until): (Option<Day>, Option<Day>), basis: &Option<String>) -> Fact {
    let word = |key: &str, d: Option<Day>| d.map(|d| lang.ta(key, &[("name", &d.vn())]));
    let days = [word("effect-from", from), word("effect-until", until), basis.clone()];
    let words: Vec<String> = days.into_iter().flatten().collect();
    Fact::new(lang.t("document-effect"), words.join("; "))
}
