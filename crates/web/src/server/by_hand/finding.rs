//! A new finding: what it is, its wording, about which body. A cause is entered at the shortcoming that it explains.

use super::super::pieces::choices;
use super::super::{Fault, Shared, Who};
use super::typed::Typed;
use super::{ByHand, Sheet, coded, or_none};
use crate::layout::Nav;
use crate::view::entry::{EntryField, EntryKind};
use app::entry::NewFinding;
use app::error::Error;
use app::{Office, Viewer};
use terms::{Field, FindingKind, Named};

pub(super) struct Finding;

impl ByHand for Finding {
    type New = NewFinding;

    const SHEET: Sheet = Sheet {
        path: "/findings/new",
        title: "findings-new",
        lead: "findings-new-lead",
        back: ("/reviews", "nav-reviews"),
        nav: Nav::Reviews,
    };

    async fn fields(shared: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let t = |key: &str| who.lang.t(key);
        let kinds = FindingKind::ALL.iter().filter(|k| **k != FindingKind::Cause).copied();
        let kinds = coded(who.lang, &kinds.collect::<Vec<_>>(), None);
        let bodies = shared.office.body_choices(&who.viewer, None).await?;
        let bodies = or_none(t("entry-none"), choices(&bodies, None));
        let fields = or_none(t("choose"), coded(who.lang, Field::ALL, None));
        let today = shared.office.today().vn();
        Ok(vec![
            EntryField::choice("kind", t("entry-kind"), or_none(t("choose"), kinds)).must(),
            EntryField::new("text", t("finding-wording"), EntryKind::Lines).must(),
            EntryField::choice("field", t("task-field"), fields).must(),
            EntryField::choice("body", t("finding-body"), bodies),
            EntryField::new("on", t("finding-on"), EntryKind::Date).with(today),
        ])
    }

    fn read(typed: &mut Typed<'_>) -> Option<NewFinding> {
        let kind = typed.one_of("kind", |v| {
            FindingKind::from_code(v).filter(|kind| *kind != FindingKind::Cause)
        });
        let text = typed.must("text");
        let field = typed.one_of("field", Field::from_code);
        let on = typed.day("on");
        Some(NewFinding { kind: kind?, text: text?, field: field?, body: typed.object("body"), on })
    }

    async fn put(office: &Office, viewer: &Viewer, new: NewFinding) -> Result<Named, Error> {
        office.enter_finding(viewer, new).await
    }
}
