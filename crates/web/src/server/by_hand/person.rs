//! People in office: a new one with a post, another post for one on the register, and the end of a post.

use super::super::pieces::choices;
use super::super::{Fault, Shared, Who};
use super::typed::Typed;
use super::{ByHand, Sheet, or_none};
use crate::layout::Nav;
use crate::view::common::Choice;
use crate::view::entry::{EntryField, EntryKind};
use app::entry::{NewPerson, NewPost};
use app::error::Error;
use app::{Office, Viewer};
use terms::{Day, Named, Ref};

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
    ])
}

fn post(typed: &mut Typed<'_>) -> Option<NewPost> {
    let title = typed.must("title");
    let from = typed.date("from");
    Some(NewPost { title: title?, body: typed.object("body"), from })
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
