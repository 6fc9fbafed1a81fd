//! People in office: a new one with a post, another post for one on the register, and the end of a post.

use super::super::pieces::{choices, refusal};
use super::super::route::{OFFICER, Routes, get};
use super::super::{Fault, Sent, Shared, Who, at, href, html, said};
use super::typed::Typed;
use super::{ByHand, Sheet, or_none};
use crate::layout::{Message, Nav};
use crate::view::common::{Choice, Link};
use crate::view::entry::{EntryField, EntryKind, EntryPage};
use app::entry::{NewPerson, NewPost};
use app::error::Error;
use app::{Office, Viewer};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use terms::{Day, Kind, Named, Ref, Role};

const LIST: (&str, &str) = ("/people", "people-title");

/// The fields of a post.
async fn post_fields(shared: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
    let t = |key: &str| who.lang.t(key);
    let bodies = shared.office.body_choices(&who.viewer, None).await?;
    let bodies = or_none(t("entry-none"), choices(&bodies, None));
    let title = EntryField::new("title", t("person-post"), EntryKind::Line);
    Ok(vec![
        title.must().hint(t("person-post-hint")),
        EntryField::choice("body", t("person-body"), bodies),
        EntryField::new("from", t("span-from"), EntryKind::Line).hint(t("entry-date-hint")),
        EntryField::new("to", t("span-to"), EntryKind::Date).hint(t("person-to-hint")),
    ])
}

fn post(typed: &mut Typed<'_>) -> Option<NewPost> {
    let title = typed.must("title");
    let (from, to) = (typed.date("from"), typed.day("to"));
    Some(NewPost { title: title?, body: typed.object("body"), from, to })
}

pub(super) struct Person;

impl ByHand for Person {
    type New = NewPerson;

    const SHEET: Sheet = Sheet {
        path: "/people/new",
        title: "people-new",
        lead: "people-lead",
        back: LIST,
        nav: Nav::Bodies,
    };

    async fn fields(shared: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let t = |key: &str| who.lang.t(key);
        let mut fields = vec![
            EntryField::new("name", t("person-name"), EntryKind::Line).must(),
            EntryField::new("rank", t("person-rank"), EntryKind::Line),
        ];
        fields.extend(post_fields(shared, who).await?);
        Ok(fields)
    }

    fn read(typed: &mut Typed<'_>) -> Option<NewPerson> {
        let name = typed.must("name");
        let post = post(typed);
        Some(NewPerson { name: name?, rank: typed.some("rank"), post: post? })
    }

    async fn put(office: &Office, viewer: &Viewer, new: NewPerson) -> Result<Named, Error> {
        office.enter_person(viewer, new).await
    }
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/people/{site}/{id}/correct", get(OFFICER, ask_name).post(OFFICER, correct))
}

async fn name_page(
    shared: &Shared,
    who: &Who,
    at: &Ref,
    sent: &Sent,
    refused: Option<Message>,
) -> Result<Response, Fault> {
    let view = shared.office.person(&who.viewer, at).await?;
    let t = |key: &str| who.lang.t(key);
    let fields = vec![
        EntryField::new("name", t("person-name"), EntryKind::Line).must().with(&view.name),
        EntryField::new("reason", t("reason"), EntryKind::Line).must(),
    ];
    let mut p = who.page(shared, Nav::Bodies).await;
    let wrong = refused.is_some();
    p.messages.extend(refused);
    let mut answer = html(&EntryPage {
        title: t("person-correct"),
        lead: t("person-correct-lead"),
        back: Link::new(view.name, href(at)),
        action: format!("{}/correct", href(at)),
        fields: super::filled(fields, sent, &[]),
        p,
    })?;
    if wrong {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

async fn ask_name(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Fault> {
    who.viewer.acting_at_home(Role::Officer)?;
    name_page(&shared, &who, &at(Kind::Person, path)?, &Sent::default(), None).await
}

async fn correct(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let at = at(Kind::Person, path)?;
    let (name, reason) = (sent.one("name"), sent.one("reason"));
    match shared.office.correct_person(&who.viewer, &at, name, reason).await {
        Ok(()) => Ok(said(&href(&at), "said-done", name)),
        Err(e) => {
            let message = refusal(e)?;
            name_page(&shared, &who, &at, &sent, Some(message)).await
        }
    }
}

pub(super) struct Post;

impl ByHand for Post {
    type New = (Ref, NewPost);

    const SHEET: Sheet =
        Sheet { path: "/posts/new", title: "posts-new", lead: "", back: LIST, nav: Nav::Bodies };

    async fn fields(shared: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let people = shared.office.people_choices(&who.viewer).await?;
        let people = or_none(who.lang.t("choose"), choices(&people, None));
        let mut fields =
            vec![EntryField::choice("person", who.lang.t("person-name"), people).must()];
        fields.extend(post_fields(shared, who).await?);
        Ok(fields)
    }

    fn read(typed: &mut Typed<'_>) -> Option<(Ref, NewPost)> {
        let person = typed.one_of("person", |v| v.parse().ok());
        let post = post(typed);
        Some((person?, post?))
    }

    async fn put(
        office: &Office,
        viewer: &Viewer,
        (at, post): (Ref, NewPost),
    ) -> Result<Named, Error> {
        let name = post.title.clone();
        office.enter_post(viewer, &at, post).await?;
        Ok(Named { at, name })
    }
}

pub(super) struct PostLeft;

impl ByHand for PostLeft {
    type New = (Ref, String, Day);

    const SHEET: Sheet =
        Sheet { path: "/posts/left", title: "posts-left", lead: "", back: LIST, nav: Nav::Bodies };

    async fn fields(shared: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let t = |key: &str| who.lang.t(key);
        let held = shared.office.posts_now(&who.viewer).await?;
        let one = |p: app::entry::PostNow| {
            let words = format!("{}: {}", p.person.name, p.title);
            Choice::new(post_value(&p.person.at, &p.title), words, false)
        };
        let held = or_none(t("choose"), held.into_iter().map(one).collect());
        let day = EntryField::new("on", t("posts-left-on"), EntryKind::Date);
        Ok(vec![
            EntryField::choice("post", t("person-post"), held).must(),
            day.must().hint(t("posts-left-hint")),
        ])
    }

    fn read(typed: &mut Typed<'_>) -> Option<(Ref, String, Day)> {
        let post = typed.one_of("post", |v| {
            let (at, title) = v.split_once('|')?;
            Some((at.parse().ok()?, title.to_owned()))
        });
        let on = typed.must("on").and_then(|_| typed.day("on"));
        let (at, title) = post?;
        Some((at, title, on?))
    }

    async fn put(
        office: &Office,
        viewer: &Viewer,
        (at, title, on): (Ref, String, Day),
    ) -> Result<Named, Error> {
        office.leave_post(viewer, &at, &title, Some(on)).await?;
        Ok(Named { at, name: title })
    }
}

/// A post as a value to choose: who holds it, and its title.
pub(in crate::server) fn post_value(person: &Ref, title: &str) -> String {
    format!("{person}|{title}")
}
