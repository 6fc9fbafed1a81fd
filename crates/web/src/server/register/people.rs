//! People in official posts, and with nothing else.

use super::super::at::at;
use super::super::list::pager;
use super::super::pieces::{acts, history};
use super::super::reply::media_type;
use super::super::{Fault, Shared, Who, file, href, html};
use super::{Asked, as_sheet, spans};
use crate::layout::Nav;
use crate::view::common::Link;
use crate::view::register::{PeoplePage, PersonPage, PersonRow};
use app::objects::PersonRow as Row;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use terms::{Day, Kind};

pub(super) async fn list(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let list = shared.office.people(&who.viewer, &asked.q, None, asked.page()).await?;
    html(&PeoplePage {
        p: who.page(&shared, Nav::Bodies).await,
        query: asked.q,
        pager: pager(&list, &who.here),
        rows: list.rows.iter().map(row).collect(),
        export: as_sheet("/people", &who.here),
    })
}

fn row(row: &Row) -> PersonRow {
    let posts: Vec<&str> = row.posts.iter().map(|p| p.what.as_str()).collect();
    let span = row.posts.first().map(|p| match p.to {
        Some(to) => format!("{} – {}", p.from, to.vn()),
        None => p.from.clone(),
    });
    PersonRow {
        person: Link::new(&row.name, href(&row.at)),
        rank: row.rank.clone(),
        post: posts.join("; "),
        span: span.unwrap_or_default(),
    }
}

pub(super) async fn export(
    State(shared): State<Shared>,
    who: Who,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let mut all: Vec<Row> = Vec::new();
    let mut page = Some(1);
    while let Some(number) = page {
        let part = shared.office.people(&who.viewer, &asked.q, None, number).await?;
        page = part.next();
        all.extend(part.rows);
    }
    let day: Day = shared.office.today();
    let name = format!("nguoi-giu-chuc-vu-{day}.xlsx");
    Ok(file(&name, media_type(&name), app::exports::people_xlsx(&all, day)?))
}

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let at = at(Kind::Person, path)?;
    let view = shared.office.person(&who.viewer, &at).await?;
    html(&PersonPage {
        p: who.page(&shared, Nav::Bodies).await,
        name: view.name,
        posts: spans(&view.posts),
        ranks: spans(&view.ranks),
        history: acts(who.lang, view.history),
        history_href: history(&at),
    })
}
