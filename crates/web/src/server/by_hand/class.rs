//! Who may read a document, a finding or figures of a form: stated by an approver, with basis and reason.

use super::super::pieces::choices;
use super::super::route::APPROVER;
use super::super::{Fault, Sent, Shared, Who};
use super::finding::Finding;
use super::typed::Typed;
use super::{ByHand, Sheet, coded, or_none};
use crate::layout::Nav;
use crate::view::common::{Choice, Coded, Fact};
use crate::view::entry::{EntryField, EntryKind};
use app::classes::ClassForm;
use app::error::Error;
use app::permit::Needs;
use app::{Office, Viewer};
use terms::{AccessClass, Kind, Named, Ref};

pub(super) struct Class;

impl ByHand for Class {
    type New = ClassForm;

    const SHEET: Sheet = Sheet {
        path: "/class",
        title: "class-state",
        lead: "class-state-lead",
        back: ("/forms", "nav-forms"),
        nav: Nav::Forms,
    };
    const NEEDS: Needs = APPROVER;

    fn sheet(given: &Sent) -> Sheet {
        let of = given.some("of").and_then(|of| of.parse::<Ref>().ok());
        let (back, nav) = match of.map(|of| of.kind) {
            Some(Kind::Document) => (("/documents", "nav-documents"), Nav::Documents),
            Some(Kind::Finding) => (Finding::SHEET.back, Finding::SHEET.nav),
            _ => (Self::SHEET.back, Self::SHEET.nav),
        };
        Sheet { back, nav, ..Self::SHEET }
    }

    async fn fields(_: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let t = |key: &str| who.lang.t(key);
        let classes = or_none(t("choose"), coded(who.lang, AccessClass::ALL, None));
        Ok(vec![
            EntryField::choice("class", t("class"), classes).must(),
            EntryField::new("basis", t("entry-basis"), EntryKind::Line),
            EntryField::new("reason", t("reason"), EntryKind::Lines).must(),
        ])
    }

    async fn fields_of(shared: &Shared, who: &Who, given: &Sent) -> Result<Vec<EntryField>, Fault> {
        let of: Option<Ref> = given.some("of").and_then(|of| of.parse().ok());
        let of = of.ok_or_else(Fault::no_such_page)?;
        let view = shared.office.class_of(&who.viewer, &of).await?;
        let t = |key: &str| who.lang.t(key);
        let now = who.lang.t(&view.class.key());
        let mut fields = vec![
            EntryField::choice(
                "of",
                t("class-of"),
                vec![Choice::new(of.to_string(), view.of.name, true)],
            )
            .hint(who.lang.ta("class-now", &[("name", &now)])),
        ];
        if !view.indicators.is_empty() {
            let indicator = |(code, name): &(String, String)| Choice::new(code, name, false);
            let indicators = view.indicators.iter().map(indicator).collect();
            let indicators = or_none(t("class-all-indicators"), indicators);
            fields.push(EntryField::choice("indicator", t("totals-indicator"), indicators));
            let units = or_none(t("class-all-units"), choices(&view.units, None));
            fields.push(
                EntryField::choice("unit", t("totals-unit"), units).hint(t("class-unit-hint")),
            );
        }
        fields.extend(Self::fields(shared, who).await?);
        Ok(fields)
    }

    fn read(typed: &mut Typed<'_>) -> Option<ClassForm> {
        let class = typed.one_of("class", AccessClass::from_code);
        let reason = typed.must("reason");
        Some(ClassForm {
            of: typed.object("of")?,
            indicator: typed.some("indicator"),
            unit: typed.object("unit"),
            class: class?,
            basis: typed.some("basis"),
            reason: reason?,
        })
    }

    async fn put(office: &Office, viewer: &Viewer, new: ClassForm) -> Result<Named, Error> {
        office.state_class(viewer, new).await
    }
}

/// Who may read a thing, leading to where that is stated.
pub(in crate::server) async fn class_fact(
    shared: &Shared,
    who: &Who,
    of: &Ref,
) -> Result<Fact, Fault> {
    let view = shared.office.class_of(&who.viewer, of).await?;
    let (label, words) = (who.lang.t("class"), who.lang.t(&view.class.key()));
    let to = super::super::list::with("/class", "of", &of.to_string());
    Ok(if view.may_state { Fact::link(label, words, to) } else { Fact::new(label, words) })
}
