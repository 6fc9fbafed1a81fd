//! Changes of a unit on the register, one page each: rename, put right, move, take in, end, entered twice, divide figures.

use super::super::pieces::choices;
use super::super::route::Routes;
use super::super::{Fault, Sent, Shared, Who};
use super::typed::Typed;
use super::unit::{lines, read_lines};
use super::{ByHand, Sheet, or_none, route};
use crate::layout::Nav;
use crate::view::common::Choice;
use crate::view::entry::{EntryField, EntryKind};
use app::error::Error;
use app::units::UnitChange;
use app::{Office, Viewer};
use std::marker::PhantomData;
use terms::{Day, Named, Ref};

pub(super) fn routes() -> Routes {
    Routes::new()
        .merge(route::<Of<Rename>>())
        .merge(route::<Of<Correct>>())
        .merge(route::<Of<Move>>())
        .merge(route::<Of<Absorb>>())
        .merge(route::<Of<Dissolve>>())
        .merge(route::<Of<Same>>())
        .merge(route::<Of<Divide>>())
}

/// The pages in the order in which a unit's page offers them: address and key of the title.
pub(in crate::server) const PAGES: [(&str, &str); 7] = [
    (Rename::PAGE.0, Rename::PAGE.1),
    (Correct::PAGE.0, Correct::PAGE.1),
    (Move::PAGE.0, Move::PAGE.1),
    (Absorb::PAGE.0, Absorb::PAGE.1),
    (Dissolve::PAGE.0, Dissolve::PAGE.1),
    (Same::PAGE.0, Same::PAGE.1),
    (Divide::PAGE.0, Divide::PAGE.1),
];

/// One kind of change.
trait Change: Send + 'static {
    /// Address, keys of the title and of the words below it.
    const PAGE: (&'static str, &'static str, &'static str);
    /// Its fields beside the unit, the day and the document.
    fn fields(who: &Who, units: &[Named]) -> Vec<EntryField>;
    /// What was typed.
    fn read(typed: &mut Typed<'_>) -> Option<UnitChange>;
}

struct Of<C>(PhantomData<C>);

impl<C: Change> ByHand for Of<C> {
    type New = (Ref, Option<Day>, Option<String>, UnitChange);

    const SHEET: Sheet = Sheet {
        path: C::PAGE.0,
        title: C::PAGE.1,
        lead: C::PAGE.2,
        back: ("/units", "units-title"),
        nav: Nav::Bodies,
    };

    async fn fields(shared: &Shared, who: &Who) -> Result<Vec<EntryField>, Fault> {
        Self::fields_of(shared, who, &Sent::default()).await
    }

    async fn fields_of(shared: &Shared, who: &Who, given: &Sent) -> Result<Vec<EntryField>, Fault> {
        let units = shared.office.unit_choices(&who.viewer).await?;
        let chosen: Option<Ref> = given.some("unit").and_then(|v| v.parse().ok());
        let own = or_none(who.lang.t("choose"), choices(&units, chosen.as_ref()));
        let mut fields = vec![EntryField::choice("unit", who.lang.t("unit-changed"), own).must()];
        fields.extend(C::fields(who, &units));
        fields.push(super::from(shared, who));
        fields.push(EntryField::new("basis", who.lang.t("entry-basis"), EntryKind::Line));
        Ok(fields)
    }

    fn read(typed: &mut Typed<'_>) -> Option<Self::New> {
        let unit = typed.one_of("unit", |v| v.parse().ok());
        let change = C::read(typed);
        let from = typed.day("from");
        Some((unit?, from, typed.some("basis"), change?))
    }

    async fn put(
        office: &Office,
        viewer: &Viewer,
        (at, on, basis, change): Self::New,
    ) -> Result<Named, Error> {
        office.change_unit(viewer, &at, on, basis, change).await
    }
}

fn name_fields(who: &Who) -> Vec<EntryField> {
    let t = |key: &str| who.lang.t(key);
    vec![
        EntryField::new("unit_type", t("unit-type"), EntryKind::Line)
            .must()
            .hint(t("unit-type-hint")),
        EntryField::new("name", t("unit-name"), EntryKind::Line).must().hint(t("unit-name-hint")),
        EntryField::new("code", t("unit-code"), EntryKind::Line),
    ]
}

fn reason(who: &Who) -> EntryField {
    EntryField::new("reason", who.lang.t("entry-reason"), EntryKind::Lines).must()
}

fn units_to_choose(who: &Who, none: &str, units: &[Named]) -> Vec<Choice> {
    or_none(who.lang.t(none), choices(units, None))
}

struct Rename;

impl Change for Rename {
    const PAGE: (&'static str, &'static str, &'static str) =
        ("/units/renamed", "units-rename", "units-rename-lead");

    fn fields(who: &Who, _: &[Named]) -> Vec<EntryField> {
        name_fields(who)
    }

    fn read(typed: &mut Typed<'_>) -> Option<UnitChange> {
        let (unit_type, name) = (typed.must("unit_type"), typed.must("name"));
        Some(UnitChange::Rename { unit_type: unit_type?, name: name?, code: typed.some("code") })
    }
}

struct Correct;

impl Change for Correct {
    const PAGE: (&'static str, &'static str, &'static str) =
        ("/units/corrected", "units-correct", "units-correct-lead");

    fn fields(who: &Who, _: &[Named]) -> Vec<EntryField> {
        let mut fields = name_fields(who);
        fields.push(reason(who));
        fields
    }

    fn read(typed: &mut Typed<'_>) -> Option<UnitChange> {
        let (unit_type, name) = (typed.must("unit_type"), typed.must("name"));
        let (code, reason) = (typed.some("code"), typed.must("reason"));
        Some(UnitChange::Correct { unit_type: unit_type?, name: name?, code, reason: reason? })
    }
}

struct Move;

impl Change for Move {
    const PAGE: (&'static str, &'static str, &'static str) =
        ("/units/moved", "units-move", "units-move-lead");

    fn fields(who: &Who, units: &[Named]) -> Vec<EntryField> {
        let units = units_to_choose(who, "entry-none", units);
        vec![EntryField::choice("parent", who.lang.t("unit-parent"), units)]
    }

    fn read(typed: &mut Typed<'_>) -> Option<UnitChange> {
        Some(UnitChange::Move { parent: typed.object("parent") })
    }
}

struct Absorb;

impl Change for Absorb {
    const PAGE: (&'static str, &'static str, &'static str) =
        ("/units/absorbed", "units-absorb", "units-absorb-lead");

    fn fields(who: &Who, _: &[Named]) -> Vec<EntryField> {
        vec![lines(who)]
    }

    fn read(typed: &mut Typed<'_>) -> Option<UnitChange> {
        Some(UnitChange::Absorb { lines: read_lines(typed)? })
    }
}

struct Dissolve;

impl Change for Dissolve {
    const PAGE: (&'static str, &'static str, &'static str) =
        ("/units/dissolved", "units-dissolve", "units-dissolve-lead");

    fn fields(_: &Who, _: &[Named]) -> Vec<EntryField> {
        Vec::new()
    }

    fn read(_: &mut Typed<'_>) -> Option<UnitChange> {
        Some(UnitChange::Dissolve)
    }
}

struct Same;

impl Change for Same {
    const PAGE: (&'static str, &'static str, &'static str) =
        ("/units/same", "units-same", "units-same-lead");

    fn fields(who: &Who, units: &[Named]) -> Vec<EntryField> {
        let units = units_to_choose(who, "choose", units);
        vec![EntryField::choice("other", who.lang.t("unit-stays"), units).must(), reason(who)]
    }

    fn read(typed: &mut Typed<'_>) -> Option<UnitChange> {
        let unit = typed.one_of("other", |v| v.parse().ok());
        let reason = typed.must("reason");
        Some(UnitChange::SameAs { unit: unit?, reason: reason? })
    }
}

struct Divide;

impl Change for Divide {
    const PAGE: (&'static str, &'static str, &'static str) =
        ("/units/divided", "units-divide", "units-divide-lead");

    fn fields(who: &Who, _: &[Named]) -> Vec<EntryField> {
        let t = |key: &str| who.lang.t(key);
        let shares = EntryField::new("shares", t("unit-shares"), EntryKind::Lines);
        let signer = EntryField::new("signer", t("unit-shares-signer"), EntryKind::Line);
        vec![shares.must().hint(t("unit-shares-hint")), signer.must()]
    }

    fn read(typed: &mut Typed<'_>) -> Option<UnitChange> {
        let mut lines = Vec::new();
        for (number, line) in typed.lines("shares") {
            match share(line) {
                Some(share) => lines.push(share),
                None => {
                    let number = number.to_string();
                    let facts = [("n", number.as_str()), ("line", line)];
                    typed.wrong("shares", typed.lang.ta("unit-share-bad", &facts));
                }
            }
        }
        if typed.lines("shares").is_empty() {
            typed.wrong("shares", typed.lang.t("entry-blank"));
        }
        Some(UnitChange::Share { lines, signer: typed.must("signer")? })
    }
}

/// `xã An Bình | 60`
fn share(line: &str) -> Option<(String, u64)> {
    let (unit, parts) = line.rsplit_once('|')?;
    let parts = parts.trim().trim_end_matches('%').trim().parse().ok().filter(|n| *n > 0)?;
    Some((unit.trim().to_owned(), parts)).filter(|(unit, _)| !unit.is_empty())
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_a_unit_and_whole_parts() {
        assert_eq!(share("xã An Bình | 60 %"), Some(("xã An Bình".to_owned(), 60)));
        for bad in ["xã An Bình", "| 60", "xã An Bình | 0", "xã An Bình | 6,5"] {
            assert_eq!(share(bad), None, "{bad}");
        }
    }
}
