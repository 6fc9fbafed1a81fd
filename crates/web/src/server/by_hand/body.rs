//! A new body: what it is called, what it is under, since when.

use super::super::pieces::choices;
use super::super::{Fault, Shared, Who};
use super::typed::Typed;
use super::{ByHand, Sheet, or_none};
use crate::layout::Nav;
use crate::view::common::Choice;
use crate::view::entry::{EntryField, EntryKind};
use app::browse::body_kinds;
use app::entry::NewBody;
use app::error::Error;
use app::{Office, Viewer};
use terms::{Named, Role};

pub(super) struct Body;

impl ByHand for Body {
    type New = NewBody;

    const SHEET: Sheet = Sheet {
        path: "/bodies/new",
        title: "bodies-new",
        lead: "bodies-new-lead",
        back: ("/bodies", "bodies-title"),
        nav: Nav::Bodies,
    };

    async fn fields(shared: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let t = |key: &str| who.lang.t(key);
        let mut above = shared.office.body_choices(&who.viewer, None).await?;
        above.retain(|body| who.viewer.may(Role::Officer, &body.at));
        let above = or_none(t("entry-none"), choices(&above, None));
        let units = shared.office.unit_choices(&who.viewer).await?;
        let units = or_none(t("entry-none"), choices(&units, None));
        let kinds = body_kinds().map(|(code, label)| Choice::new(code, label, false));
        let kinds = or_none(t("choose"), kinds.collect());
        Ok(vec![
            EntryField::new("name", t("body-name"), EntryKind::Line).must(),
            EntryField::new("short_name", t("body-short-name"), EntryKind::Line),
            EntryField::choice("kind", t("body-kind"), kinds).must(),
            EntryField::choice("parent", t("body-parent"), above).hint(t("body-parent-hint")),
            EntryField::choice("unit", t("body-unit"), units),
            super::from(shared, who),
            EntryField::new("basis", t("entry-basis"), EntryKind::Line),
        ])
    }

    fn read(typed: &mut Typed<'_>) -> Option<NewBody> {
        let name = typed.must("name");
        let known = |code: &str| body_kinds().any(|(kind, _)| kind == code);
        let kind = typed.one_of("kind", |v| known(v).then(|| v.to_owned()));
        let from = typed.day("from");
        Some(NewBody {
            name: name?,
            short_name: typed.some("short_name"),
            kind: kind?,
            parent: typed.object("parent"),
            unit: typed.object("unit"),
            from,
            basis: typed.some("basis"),
        })
    }

    async fn put(office: &Office, viewer: &Viewer, new: NewBody) -> Result<Named, Error> {
        office.enter_body(viewer, new).await
    }
}
