//! The page of totals from the totals: choices, headline, table.

use super::super::pieces::{choices, n};
use super::super::{href, see};
use super::{Asked, Forms};
use crate::i18n::Lang;
use crate::layout::Page;
use crate::view::common::{CellState, CellView, Choice, Coded, Link, Select};
use crate::view::totals::{Headline, TotalCell, TotalRow, TotalsPage};
use app::totals::{Absent, MapChoice, TotalsView};
use terms::{AccessClass, Day, UnitLevel};

pub(super) fn page(
    p: Page,
    here: &str,
    asked: &Asked,
    view: TotalsView,
    forms: &Forms,
) -> TotalsPage {
    let query = here.split_once('?').map_or("", |(_, query)| query);
    let mut heads: Vec<String> = view.heads.iter().map(|(_, label)| label.clone()).collect();
    let whole = heads.len() > 1;
    let periods = match heads.as_slice() {
        [first, .., last] => format!("{first} – {last}"),
        one => one.concat(),
    };
    if whole {
        heads.push(p.t("totals-whole"));
    }
    let mut rows = vec![TotalRow { unit: see(&view.unit), ..row(&view.all, 0, whole) }];
    rows.extend(view.rows.iter().map(|r| row(r, 1, whole)));
    TotalsPage {
        filters: filters(p.lang, asked, &view, forms),
        map_day: Day::parse_typed(&asked.day).map(Day::vn).unwrap_or_default(),
        of_what: format!("{}, {periods}, {}", view.unit.name, view.map_words),
        headline: headline(&view),
        heads,
        rows,
        chart: Some(view.chart),
        map: view.map_svg,
        export: format!("/totals.xlsx?{query}"),
        states: match view.class {
            Some(_) => CellState::ALL.iter().copied().chain([CellState::Held]).collect(),
            None => CellState::ALL.to_vec(),
        },
        indicator: view.indicator.name,
        measure: view.indicator.measure,
        aggregation: view.indicator.aggregation,
        p,
    }
}

fn headline(view: &TotalsView) -> Headline {
    let h = &view.headline;
    Headline {
        printed: h.printed.clone(),
        trace: None,
        two_numbers: h.two_numbers.clone(),
        n: n(h.n),
        of: n(h.of),
        missing: h.missing.iter().map(absent).collect(),
        not_concerned: h.not_applicable.iter().map(absent).collect(),
        apportioned: h.apportioned.iter().map(absent).collect(),
        not_divisible: h.not_divisible.iter().map(absent).collect(),
        target: h.target.clone(),
        of_target: h.of_target.clone(),
        provisional: n(h.unapproved.len()),
    }
}

/// A unit that is missing, with the period and why.
pub(in crate::server) fn absent(a: &Absent) -> Link {
    let label = match a.why.as_str() {
        "" => format!("{} ({})", a.unit.name, a.period),
        why => format!("{} ({}, {why})", a.unit.name, a.period),
    };
    Link::new(label, href(&a.unit.at))
}

fn row(r: &app::totals::TotalRow, depth: u8, whole: bool) -> TotalRow {
    let last = whole.then_some(&r.whole);
    TotalRow {
        unit: r.unit.as_ref().map_or_else(|| Link::new(r.label.clone(), ""), see),
        depth,
        remark: None,
        cells: r.cells.iter().chain(last).map(cell).collect(),
    }
}

fn cell(c: &app::totals::TotalCell) -> TotalCell {
    let state = CellState::from(c.shown.cell);
    // What was asked of nobody is not silence.
    let nobody = c.of == 0 && state == CellState::NotReported;
    let view = match state {
        _ if c.held => CellView::of(CellState::Held),
        CellState::Number => CellView::number(c.shown.printed.clone()),
        _ if nobody => CellView::of(CellState::NotApplicable),
        other => CellView::of(other),
    };
    TotalCell {
        cell: view,
        coverage: (c.of > 1).then(|| format!("{}/{}", c.n, c.of)),
        two_numbers: c.two_numbers.clone(),
        href: c.submission.as_ref().map(href),
        provisional: c.unapproved > 0,
    }
}

fn filters(lang: Lang, asked: &Asked, view: &TotalsView, forms: &Forms) -> Vec<Select> {
    let form =
        forms.iter().map(|(at, name)| Choice::new(at.to_string(), name, *at == view.form.at));
    let code = &view.indicator.code;
    let indicator = view.indicators.iter().map(|(c, name)| Choice::new(c, name, c == code));
    let one_period = view.heads.len() == 1 && view.periods.len() > 1;
    let is_asked = |p| one_period && view.heads.iter().any(|(asked, _)| asked == p);
    let all = Choice::new("", lang.t("filter-any"), !one_period);
    let periods = view.periods.iter().rev();
    let period = periods.map(|(p, label)| Choice::new(p.to_string(), label, is_asked(p)));
    let reported = view.map == MapChoice::AsReported;
    let level = |l: &UnitLevel| Choice::new(l.code(), lang.t(&l.key()), asked.rows == l.code());
    let approved = asked.counted == "approved";
    let mut rows = vec![Choice::new("", lang.t("totals-rows-reporting"), asked.rows.is_empty())];
    rows.extend(UnitLevel::ALL.iter().map(level));
    let class = |c: &AccessClass| Choice::new(c.code(), lang.t(&c.key()), view.class == Some(*c));
    let mut classes = vec![Choice::new("", lang.t("totals-class-all"), view.class.is_none())];
    classes.extend(AccessClass::ALL.iter().map(class));
    let commands = asked.rows == "commands";
    rows.push(Choice::new("commands", lang.t("totals-rows-commands"), commands));
    vec![
        Select::new("form", lang.t("totals-form"), form.collect()),
        Select::new("indicator", lang.t("totals-indicator"), indicator.collect()),
        Select::new(
            "period",
            lang.t("totals-period"),
            std::iter::once(all).chain(period).collect(),
        ),
        Select::new("unit", lang.t("totals-unit"), choices(&view.units, Some(&view.unit.at))),
        Select::new("rows", lang.t("totals-rows"), rows),
        Select::new(
            "counted",
            lang.t("totals-counted"),
            vec![
                Choice::new("", lang.t("totals-counted-all"), !approved),
                Choice::new("approved", lang.t("totals-counted-approved"), approved),
            ],
        ),
        Select::new("class", lang.t("totals-class"), classes),
        Select::new(
            "map",
            lang.t("totals-map-on"),
            vec![
                Choice::new("", lang.t("totals-map-today"), !reported),
                Choice::new("reported", lang.t("totals-map-reported"), reported),
            ],
        ),
    ]
}
