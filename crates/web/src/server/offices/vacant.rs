//! What stands vacant on a day.

use super::super::list::pager;
use super::super::pieces::n;
use super::super::reply::media_type;
use super::super::{Fault, Shared, Who, file, html, see};
use super::{asked_day, tell};
use crate::layout::Nav;
use crate::view::offices::{VacantLine, VacantPage};
use app::offices::VacantRow;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::Day;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    day: String,
    on: String,
    q: String,
    page: String,
}

impl Asked {
    fn typed(&self) -> &str {
        if self.day.trim().is_empty() { &self.on } else { &self.day }
    }
}

pub(super) async fn list(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let (day, page) = (asked_day(asked.typed()), asked.page.parse().unwrap_or(1));
    let view = shared.office.vacant(&who.viewer, day, &asked.q, page).await?;
    let mut p = who.page(&shared, Nav::Bodies).await;
    tell(&mut p, asked.typed());
    let query = who.here.split_once('?').map_or("", |(_, query)| query);
    html(&VacantPage {
        p,
        day: view.day.vn(),
        query: asked.q,
        pager: pager(&view.rows, &who.here),
        rows: view.rows.rows.iter().map(row).collect(),
        laid_down: n(view.laid_down),
        unknown: n(view.unknown),
        export: format!("/bodies/vacant.xlsx?{query}"),
    })
}

fn row(row: &VacantRow) -> VacantLine {
    VacantLine {
        body: see(&row.body),
        post: row.post.post.clone(),
        seats: row.post.seats.unwrap_or(0),
        vacant: row.post.vacant(),
        since: row.since.map(Day::vn).unwrap_or_default(),
        parent: row.parent.as_ref().map(|p| p.name.clone()).unwrap_or_default(),
    }
}

pub(super) async fn export(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let view = shared.office.vacant(&who.viewer, asked_day(asked.typed()), &asked.q, 0).await?;
    let name = format!("chuc-vu-khuyet-{}.xlsx", view.day);
    Ok(file(&name, media_type(&name), view.xlsx()?))
}
