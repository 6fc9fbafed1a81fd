//! Văn bản: the register, and one document with its citations both ways.

use super::at::{at, href, see};
use super::fault::Fault;
use super::list::{pager, sort, with};
use super::marks::{found, legend, marked_for};
use super::pieces::{acts, history, n};
use super::reply::{file, html, media_type};
use super::tasks::task_row;
use super::who::{Shared, Who};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::common::{Choice, Coded, Fact, Link, Select};
use crate::view::document::{CitationRow, DocumentPage, DocumentRow, DocumentsPage};
use app::objects::{DocumentFilter, DocumentSort, DocumentView, DocumentsView};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use terms::{Kind, Role};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/documents", get(list))
        .route("/documents.xlsx", get(export))
        .route("/documents/{site}/{id}", get(show))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    r#type: String,
    issuer: String,
    text: String,
    sort: String,
    page: String,
}

impl Asked {
    fn filter(&self) -> DocumentFilter {
        let (by, descending) = match self.sort.strip_prefix('-') {
            Some(by) => (by, true),
            None => (self.sort.as_str(), self.sort.is_empty()),
        };
        DocumentFilter {
            search: self.q.clone(),
            doc_type: Some(self.r#type.clone()).filter(|t| !t.is_empty()),
            issuer: self.issuer.parse().ok(),
            has_text: match self.text.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            sort: DocumentSort::from_code(by),
            descending,
            page: self.page.parse().unwrap_or(1),
            ..DocumentFilter::default()
        }
    }
}

async fn list(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let filter = asked.filter();
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
    vec![
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
        circulation: r.circulation.clone(),
    }
}

async fn export(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let filter = DocumentFilter { per_page: 0, ..asked.filter() };
    let view = shared.office.documents(&who.viewer, &filter).await?;
    let today = shared.office.today();
    let name = format!("van-ban-{today}.xlsx");
    Ok(file(&name, media_type(&name), view.xlsx(today)?))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Searched {
    /// Words that led here; they are marked in the text.
    q: String,
}

async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Query(searched): Query<Searched>,
) -> Result<Response, Fault> {
    let at = at(Kind::Document, path)?;
    let view = shared.office.document(&who.viewer, &at).await?;
    let desk = match &view.intake {
        Some(intake) => Some(shared.office.intake_desk(&who.viewer, intake).await?),
        None => None,
    };
    let day = shared.office.today();
    let here = href(&at);
    let came = view.intake.as_ref().zip(desk.as_ref());
    html(&DocumentPage {
        p: who.page(&shared, Nav::Documents).await,
        number: view.row.number.clone().unwrap_or_else(|| view.row.doc_type.clone()),
        subject: view.row.subject.clone(),
        facts: facts(who.lang, &view),
        circulation: view.row.circulation.clone(),
        cites: view.cites.iter().map(|c| citation(c, &here)).collect(),
        cited_by: view.cited_by.iter().map(|c| citation(c, &href(&c.document.at))).collect(),
        tasks: view.tasks.iter().map(|t| task_row(who.lang, t, day)).collect(),
        text: desk.as_ref().map(|d| marked_for(d, &searched.q)),
        found: desk.as_ref().map_or(0, |d| n(found(d, &searched.q).len())),
        searched: searched.q.trim().to_owned(),
        here: here.clone(),
        legend: desk.as_ref().map(legend).unwrap_or_default(),
        file: came.map(|(i, d)| Link::new(&d.intake.file_name, format!("{}/file", href(i)))),
        reading: view.intake.as_ref().filter(|_| who.viewer.is(Role::Clerk)).map(href),
        history: acts(who.lang, view.history),
        history_href: history(&at),
    })
}

fn citation(c: &app::objects::CitationRow, citing: &str) -> CitationRow {
    CitationRow {
        relation: c.relation,
        document: see(&c.document),
        subject: c.subject.clone(),
        issued_on: c.issued_on.clone(),
        quote: c.quote.clone(),
        place: format!("{citing}#b{}", c.span.0),
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
    let more = more.into_iter().filter_map(|(key, words)| Some((key, words?)));
    facts.extend(
        more.filter(|(_, words)| !words.is_empty())
            .map(|(key, words)| Fact::new(lang.t(key), words)),
    );
    let follows = view.follows.iter();
    facts.extend(follows.map(|f| Fact::link(lang.t(&f.at.kind.key()), &f.name, href(&f.at))));
    facts
}
