//! A new form: code, title, who asks, who fills it, and its indicators a line each.

use super::super::pieces::choices;
use super::super::{Fault, Shared, Who};
use super::typed::Typed;
use super::{ByHand, Sheet, coded, indicators, or_none};
use crate::layout::Nav;
use crate::view::entry::{EntryField, EntryKind};
use app::error::Error;
use app::forms::FormDefinition;
use app::{Office, Viewer};
use terms::{Named, Role, UnitLevel};

pub(super) struct NewForm;

impl ByHand for NewForm {
    type New = FormDefinition;

    const SHEET: Sheet = Sheet {
        path: "/forms/new",
        title: "forms-new",
        lead: "forms-new-lead",
        back: ("/forms", "nav-forms"),
        nav: Nav::Forms,
    };

    async fn fields(shared: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let t = |key: &str| who.lang.t(key);
        let mut bodies = shared.office.body_choices(&who.viewer, None).await?;
        bodies.retain(|body| who.viewer.may(Role::Officer, &body.at));
        let home = who.viewer.home(Role::Officer).map(|b| &b.at);
        let levels = coded(who.lang, UnitLevel::ALL, None);
        let code = EntryField::new("code", t("form-code"), EntryKind::Line);
        let asks = EntryField::choice(
            "asked_by",
            t("form-asked-by"),
            or_none(t("choose"), choices(&bodies, home)),
        );
        let fills =
            EntryField::choice("filled_by", t("form-filled-by"), or_none(t("choose"), levels));
        Ok(vec![
            code.must().hint(t("form-code-hint")),
            EntryField::new("title", t("form-name"), EntryKind::Line).must(),
            asks.must(),
            fills.must(),
            EntryField::new("indicators", t("form-indicators"), EntryKind::Lines)
                .must()
                .hint(t("form-indicators-hint")),
        ])
    }

    fn read(typed: &mut Typed<'_>) -> Option<FormDefinition> {
        let (code, title) = (typed.must("code"), typed.must("title"));
        let asked_by = typed.one_of("asked_by", |v| v.parse().ok());
        let filled_by = typed.one_of("filled_by", UnitLevel::from_code);
        let lines = typed.must("indicators").map(|_| typed.lines("indicators"));
        let list = match indicators::read(typed.lang, &lines?) {
            Ok(list) => list,
            Err(wrong) => {
                wrong.into_iter().for_each(|words| typed.wrong("indicators", words));
                return None;
            }
        };
        Some(FormDefinition {
            code: code?,
            title: title?,
            asked_by: asked_by?,
            filled_by: filled_by?,
            indicators: list,
            on: None,
        })
    }

    async fn put(office: &Office, viewer: &Viewer, new: FormDefinition) -> Result<Named, Error> {
        let name = format!("{} {}", new.code, new.title);
        Ok(Named { at: office.define_form(viewer, new).await?, name })
    }
}
