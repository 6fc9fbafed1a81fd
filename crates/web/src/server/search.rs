//! Tìm kiếm: the search over everything, as a page, as a spreadsheet, and as the short list under the field of every page.

use super::at::{href, see};
use super::cookie::encode;
use super::fault::Fault;
use super::list::{pager, with};
use super::pieces::n;
use super::reply::{file, html, media_type};
use super::route::{READER, Routes, get};
use super::who::{Shared, Who};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::common::Coded;
use crate::view::search::{Choice, Facet, Hit, SearchPage, SearchPart};
use app::search::{SearchFilter, SearchView, What};
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::{Day, Field, Kind};

/// How many hits stand under the field.
const FEW: usize = 8;
/// How many years can be chosen.
const YEARS: usize = 12;

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/search", get(READER, search))
        .route("/search/part", get(READER, part))
        .route("/search.xlsx", get(READER, export))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    kind: String,
    field: String,
    body: String,
    year: String,
    from: String,
    to: String,
    page: String,
}

impl Asked {
    fn filter(&self) -> SearchFilter {
        SearchFilter {
            words: self.q.clone(),
            what: What::from_code(&self.kind),
            field: Field::from_code(&self.field),
            body: self.body.parse().ok(),
            year: self.year.parse().ok(),
            from: Day::parse_typed(&self.from).ok(),
            to: Day::parse_typed(&self.to).ok(),
            page: self.page.parse().unwrap_or(1),
            ..SearchFilter::default()
        }
    }

    /// What a new search keeps.
    fn kept(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("kind", &self.kind),
            ("field", &self.field),
            ("body", &self.body),
            ("year", &self.year),
        ];
        all.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k, v.clone())).collect()
    }

    fn bad_day(&self) -> bool {
        let bad = |typed: &str| !typed.trim().is_empty() && Day::parse_typed(typed).is_err();
        bad(&self.from) || bad(&self.to)
    }
}

async fn search(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let filter = asked.filter();
    let view = shared.office.search(&who.viewer, &filter).await?;
    let here = who.here.as_str();
    let kept = asked.kept();
    let narrowed = !kept.is_empty() || filter.from.is_some() || filter.to.is_some();
    let query = here.split_once('?').map_or("", |(_, query)| query);
    html(&SearchPage {
        p: who.page(&shared, Nav::Nowhere).await,
        days: [asked.from.clone(), asked.to.clone()],
        bad_day: asked.bad_day(),
        asked: narrowed || !asked.q.trim().is_empty(),
        begun: view.begun,
        withheld: view.withheld as u64,
        facets: facets(who.lang, here, &filter, &view),
        wide: narrowed.then(|| with("/search", "q", &asked.q)),
        hits: view.hits.rows.iter().map(|h| hit(who.lang, h, &asked.q)).collect(),
        pager: pager(&view.hits, here),
        export: format!("/search.xlsx?{query}"),
        kept,
        query: asked.q,
    })
}

async fn part(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let filter = SearchFilter {
        words: asked.q.clone(),
        typing: true,
        per_page: FEW,
        ..SearchFilter::default()
    };
    let view = shared.office.search(&who.viewer, &filter).await?;
    html(&SearchPart {
        p: who.page(&shared, Nav::Nowhere).await,
        hits: view.hits.rows.iter().map(|h| hit(who.lang, h, &asked.q)).collect(),
        total: n(view.hits.total),
        all: with("/search", "q", &asked.q),
        query: asked.q,
    })
}

async fn export(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let filter = SearchFilter { per_page: 0, page: 1, ..asked.filter() };
    let view = shared.office.search(&who.viewer, &filter).await?;
    let today = shared.office.today();
    let name = format!("tim-kiem-{today}.xlsx");
    Ok(file(&name, media_type(&name), view.xlsx(&asked.q, today)?))
}

impl Coded for What {
    const LIST: &'static str = "kind";
    fn stable(&self) -> &'static str {
        self.code()
    }
}

fn icon(what: What) -> &'static str {
    match what {
        What::Object(Kind::Document) => "file-text",
        What::Object(Kind::Task) => "checklist",
        What::Object(Kind::Person) => "user",
        What::Object(Kind::Body) => "building-community",
        What::Object(Kind::Unit) => "map-pin",
        What::Object(Kind::Form | Kind::Submission) => "table",
        What::Indicator => "chart-bar",
        What::Object(Kind::Activity) => "calendar-time",
        What::Object(Kind::Finding) => "flag",
        What::Object(Kind::Review) => "report",
        What::Object(Kind::Intake | Kind::Account | Kind::Site | Kind::Later(_)) => "help",
    }
}

fn hit(lang: Lang, h: &app::search::Hit, query: &str) -> Hit {
    let page = href(&h.at);
    let address = match (&h.indicator, h.place) {
        (Some(code), _) => format!("/totals?form={}&indicator={}", h.at, encode(code)),
        (None, Some(place)) => format!("{}#b{place}", with(&page, "q", query)),
        (None, None) => page,
    };
    Hit {
        icon: icon(h.what),
        kind: lang.t(&h.what.key()),
        title: h.title.clone(),
        href: address,
        about: h.about.clone(),
        passage: h.passage.clone(),
        body: h.body.as_ref().map(see),
        day: h.day.clone(),
        circulation: h.circulation.clone(),
    }
}

/// What was found by kind, line of work, body and year, each leading to the search that is narrowed to it.
fn facets(lang: Lang, here: &str, filter: &SearchFilter, view: &SearchView) -> Vec<Facet> {
    let first = with(here, "page", "");
    let choice = |name: &str, value: &str, label: String, count: u64, on: bool| Choice {
        label,
        count,
        on,
        href: with(&first, name, if on { "" } else { value }),
    };
    let kinds = view.kinds.iter().map(|(w, count)| {
        choice("kind", w.code(), lang.t(&w.key()), *count, filter.what == Some(*w))
    });
    let fields = view.fields.iter().map(|(f, count)| {
        choice("field", f.code(), lang.t(&f.key()), *count, filter.field == Some(*f))
    });
    let bodies = view.bodies.iter().map(|(b, count)| {
        let on = filter.body.as_ref() == Some(&b.at);
        choice("body", &b.at.to_string(), b.name.clone(), *count, on)
    });
    let years = view.years.iter().take(YEARS).map(|(y, count)| {
        choice("year", &y.to_string(), y.to_string(), *count, filter.year == Some(*y))
    });
    let facet =
        |name, label: &str, choices: Vec<Choice>| Facet { name, label: lang.t(label), choices };
    let all = [
        facet("kind", "search-kinds", kinds.collect()),
        facet("field", "search-fields", fields.collect()),
        facet("body", "search-bodies", bodies.collect()),
        facet("year", "search-years", years.collect()),
    ];
    all.into_iter().filter(|f| !f.choices.is_empty()).collect()
}
