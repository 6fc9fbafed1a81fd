//! People in official posts, and with nothing else.

use super::super::at::at;
use super::super::by_hand::post_value;
use super::super::list::{pager, with};
use super::super::pieces::{acts_to_undo, history};
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
        add: super::add(&who, "people-new", "/people/new"),
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

/// Another post, and the end of each that has none yet.
fn actions(who: &Who, view: &app::objects::PersonView) -> Vec<Link> {
    let person = with("/posts/new", "person", &view.at.to_string());
    let end = |post: &app::objects::SpanRow| {
        let words = who.lang.ta("posts-left-one", &[("name", post.what.as_str())]);
        Link::new(words, with("/posts/left", "post", &post_value(&view.at, &post.what)))
    };
    let open = view.posts.iter().filter(|post| post.to.is_none()).map(end);
    let new = super::add(who, "posts-new", &person).filter(|_| view.unmade.is_none());
    let correct = Link::new(who.lang.t("person-correct"), format!("{}/correct", href(&view.at)));
    let all = |new| std::iter::once(new).chain(open.clone()).chain([correct.clone()]);
    new.into_iter().flat_map(all).collect()
}

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    let at = at(Kind::Person, path)?;
    let view = shared.office.person(&who.viewer, &at).await?;
    let may = view.unmade.is_none() && who.viewer.is(terms::Role::Officer);
    html(&PersonPage {
        unmade: view.unmade.clone(),
        p: who.page(&shared, Nav::Bodies).await,
        actions: actions(&who, &view),
        name: view.name,
        posts: spans(&view.posts),
        ranks: spans(&view.ranks),
        history: acts_to_undo(who.lang, view.history, &view.undone, may),
        history_href: history(&at),
    })
}
