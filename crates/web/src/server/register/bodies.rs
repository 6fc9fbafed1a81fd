//! Bodies in their tree, and one body through time with its posts and tasks.

use super::super::at::at;
use super::super::list::pager;
use super::super::pieces::{acts, history, n};
use super::super::reply::media_type;
use super::super::tasks::task_row;
use super::super::{Fault, Shared, Who, file, href, html, see};
use super::{Asked, as_sheet, spans};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::common::{Choice, Fact, Select};
use crate::view::register::{BodiesPage, BodyPage, BodyRow};
use app::browse::body_kind;
use app::objects::{BodiesView, BodyFilter, BodyView};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use terms::{Day, Kind};

/// The deepest step that the list shows.
const DEEPEST: u8 = 4;

fn filter(asked: &Asked, page: usize) -> BodyFilter {
    BodyFilter {
        search: asked.q.clone(),
        day: asked.day(),
        kind: Some(asked.kind.clone()).filter(|kind| !kind.is_empty()),
        with_ceased: asked.with_ceased(),
        page,
    }
}

pub(super) async fn list(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let view = shared.office.bodies(&who.viewer, &filter(&asked, asked.page())).await?;
    let mut p = who.page(&shared, Nav::Bodies).await;
    asked.tell(&mut p);
    html(&BodiesPage {
        p,
        day: view.day.vn(),
        filters: filters(who.lang, &asked, &view),
        query: asked.q,
        pager: pager(&view.rows, &who.here),
        rows: view.rows.rows.iter().map(row).collect(),
        export: as_sheet("/bodies", &who.here),
        add: super::add(&who, "bodies-new", "/bodies/new"),
    })
}

fn filters(lang: Lang, asked: &Asked, view: &BodiesView) -> Vec<Select> {
    let mut kinds = vec![Choice::new("", lang.t("filter-any"), asked.kind.is_empty())];
    kinds.extend(view.kinds.iter().map(|k| Choice::new(k, body_kind(k), *k == asked.kind)));
    vec![Select::new("kind", lang.t("body-kind"), kinds), super::units::ceased(lang, asked)]
}

fn row(row: &app::objects::BodyRow) -> BodyRow {
    BodyRow {
        body: see(&row.body),
        short_name: row.short_name.clone(),
        kind: body_kind(&row.kind).to_owned(),
        depth: row.depth.min(DEEPEST),
        open_tasks: n(row.open_tasks),
        overdue: n(row.overdue),
        ceased_on: row.ceased_on.map(Day::vn),
    }
}

pub(super) async fn export(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let mut view = shared.office.bodies(&who.viewer, &filter(&asked, 1)).await?;
    let mut page = view.rows.next();
    while let Some(number) = page {
        let part = shared.office.bodies(&who.viewer, &filter(&asked, number)).await?;
        page = part.rows.next();
        view.rows.rows.extend(part.rows.rows);
    }
    let name = format!("co-quan-{}.xlsx", view.day);
    Ok(file(&name, media_type(&name), view.xlsx()?))
}

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let at = at(Kind::Body, path)?;
    let view = shared.office.body(&who.viewer, &at, asked.day()).await?;
    let (lang, day) = (who.lang, view.day);
    let documents = (view.documents > 0).then(|| {
        let issued = format!("/documents?issuer={}", super::super::cookie::encode(&at.to_string()));
        (n(view.documents), issued)
    });
    html(&BodyPage {
        p: who.page(&shared, Nav::Bodies).await,
        name: view.body.name.clone(),
        facts: facts(lang, &view),
        ceased_on: view.dissolved_on.map(Day::vn),
        names: spans(&view.names),
        posts: spans(&view.posts),
        below: view.below.iter().map(see).collect(),
        leads: view.leads.iter().map(|t| task_row(lang, t, day)).collect(),
        coordinates: view.coordinates.iter().map(|t| task_row(lang, t, day)).collect(),
        documents,
        history: acts(who.lang, view.history),
        history_href: history(&at),
    })
}

fn facts(lang: Lang, view: &BodyView) -> Vec<Fact> {
    let mut facts = vec![Fact::new(lang.t("body-kind"), body_kind(&view.kind))];
    if !view.short_name.is_empty() {
        facts.push(Fact::new(lang.t("body-short-name"), &view.short_name));
    }
    let others = [
        ("body-parent", &view.parent),
        ("body-unit", &view.unit),
        ("body-standing-for", &view.standing_for),
    ];
    for (key, other) in others {
        facts.extend(other.iter().map(|o| Fact::link(lang.t(key), &o.name, href(&o.at))));
    }
    let agencies = view.standing_agencies.iter();
    facts
        .extend(agencies.map(|a| Fact::link(lang.t("body-standing-agency"), &a.name, href(&a.at))));
    let after = view.successors.iter();
    facts.extend(after.map(|s| Fact::link(lang.t("body-successor"), &s.name, href(&s.at))));
    facts
}
