//! Bodies in their tree.

use super::super::list::pager;
use super::super::pieces::n;
use super::super::reply::media_type;
use super::super::{Fault, Shared, Who, file, html, see};
use super::{Asked, as_sheet};
use crate::i18n::Lang;
use crate::layout::Nav;
use crate::view::common::{Choice, Select};
use crate::view::register::{BodiesPage, BodyRow};
use app::browse::body_kind;
use app::objects::{BodiesView, BodyFilter};
use axum::extract::{Query, State};
use axum::response::Response;
use terms::Day;

/// The deepest step that the list shows.
const DEEPEST: u8 = 4;

fn filter(asked: &Asked, page: usize) -> BodyFilter {
    BodyFilter {
        search: asked.q.clone(),
        day: asked.day(),
        kind: Some(asked.kind.clone()).filter(|kind| !kind.is_empty()),
        with_ceased: asked.with_ceased(),
        page,
        all: false,
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
        head: row.head.clone(),
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
