//! A new administrative unit: level, type and name, what it is part of, since when, where its centre is.

use super::super::pieces::choices;
use super::super::{Fault, Shared, Who};
use super::typed::Typed;
use super::{ByHand, Sheet, coded, or_none};
use crate::layout::Nav;
use crate::view::entry::{EntryField, EntryKind};
use app::entry::NewUnit;
use app::error::Error;
use app::units::Line;
use app::{Office, Viewer};
use terms::{Named, UnitLevel};

pub(super) struct Unit;

impl ByHand for Unit {
    type New = NewUnit;

    const SHEET: Sheet = Sheet {
        path: "/units/new",
        title: "units-new",
        lead: "",
        back: ("/units", "units-title"),
        nav: Nav::Bodies,
    };

    async fn fields(shared: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let t = |key: &str| who.lang.t(key);
        let levels = or_none(t("choose"), coded(who.lang, UnitLevel::ALL, None));
        let above = shared.office.unit_choices(&who.viewer).await?;
        let above = or_none(t("entry-none"), choices(&above, None));
        let type_word = EntryField::new("unit_type", t("unit-type"), EntryKind::Line);
        Ok(vec![
            EntryField::choice("level", t("unit-level"), levels).must(),
            type_word.must().hint(t("unit-type-hint")),
            EntryField::new("name", t("unit-name"), EntryKind::Line)
                .must()
                .hint(t("unit-name-hint")),
            EntryField::new("code", t("unit-code"), EntryKind::Line),
            EntryField::choice("parent", t("unit-parent"), above),
            super::from(shared, who),
            EntryField::new("basis", t("entry-basis"), EntryKind::Line),
            EntryField::new("lat", t("entry-lat"), EntryKind::Number),
            EntryField::new("lon", t("entry-lon"), EntryKind::Number).hint(t("entry-centre-hint")),
        ])
    }

    fn read(typed: &mut Typed<'_>) -> Option<NewUnit> {
        let level = typed.one_of("level", UnitLevel::from_code);
        let (unit_type, name) = (typed.must("unit_type"), typed.must("name"));
        let from = typed.day("from");
        let centre = (typed.degrees("lat", 90), typed.degrees("lon", 180));
        if typed.some("lat").is_some() != typed.some("lon").is_some() {
            let missing = if typed.some("lat").is_none() { "lat" } else { "lon" };
            typed.wrong(missing, typed.lang.t("entry-centre-half"));
        }
        Some(NewUnit {
            level: level?,
            unit_type: unit_type?,
            name: name?,
            code: typed.some("code"),
            parent: typed.object("parent"),
            from,
            basis: typed.some("basis"),
            centre: centre.0.zip(centre.1),
        })
    }

    async fn put(office: &Office, viewer: &Viewer, new: NewUnit) -> Result<Named, Error> {
        office.enter_unit(viewer, new).await
    }
}

/// Sáp nhập, chia tách: a unit founded from others.
pub(super) struct Formed;

impl ByHand for Formed {
    type New = (NewUnit, Vec<Line>);

    const SHEET: Sheet = Sheet {
        path: "/units/formed",
        title: "units-formed",
        lead: "units-formed-lead",
        back: ("/units", "units-title"),
        nav: Nav::Bodies,
    };

    async fn fields(shared: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        let mut fields = Unit::fields(shared, who).await?;
        fields.insert(4, lines(who));
        Ok(fields)
    }

    fn read(typed: &mut Typed<'_>) -> Option<Self::New> {
        let unit = Unit::read(typed);
        let lines = read_lines(typed);
        Some((unit?, lines?))
    }

    async fn put(
        office: &Office,
        viewer: &Viewer,
        (new, lines): Self::New,
    ) -> Result<Named, Error> {
        office.form_unit(viewer, new, &lines).await
    }
}

/// The units that go into another one, a line each.
pub(super) fn lines(who: &Who) -> EntryField {
    let lines = EntryField::new("lines", who.lang.t("unit-lines"), EntryKind::Lines);
    lines.must().hint(who.lang.t("unit-lines-hint"))
}

/// What was typed there; a line that cannot be read is named.
pub(super) fn read_lines(typed: &mut Typed<'_>) -> Option<Vec<Line>> {
    let mut out = Vec::new();
    let given = typed.lines("lines");
    if given.is_empty() {
        typed.wrong("lines", typed.lang.t("entry-blank"));
        return None;
    }
    for (number, line) in given {
        match Line::parse(line) {
            Ok(line) => out.push(line),
            Err(_) => {
                let facts = [("n", number.to_string()), ("line", line.to_owned())];
                let facts: Vec<(&str, &str)> =
                    facts.iter().map(|(k, v)| (*k, v.as_str())).collect();
                typed.wrong("lines", typed.lang.ta("unit-line-bad", &facts));
            }
        }
    }
    Some(out)
}
