//! One form: its indicators, its periods, and the matrix of units and periods.

use super::super::list::with;
use super::super::pieces::{acts, history, n};
use super::super::submissions::{Slot, begin_href, sheet_href};
use super::super::{Fault, Shared, Who, at, href, html, see};
use super::list::matrix_state;
use crate::i18n::Lang;
use crate::layout::{Message, Nav};
use crate::view::classes::ClassRow;
use crate::view::common::Fact;
use crate::view::form::{FormPage, IndicatorRow, MatrixCell, MatrixRow, PeriodRow};
use app::forms::{FormView, IndicatorView, PeriodView};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use terms::{Aggregation, Kind, Period, Ref};

/// Which part of the units is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Within {
    unit: String,
}

pub(super) async fn show(
    State(shared): State<Shared>,
    who: Who,
    Path(path): Path<(String, String)>,
    Query(within): Query<Within>,
) -> Result<Response, Fault> {
    let at = at(Kind::Form, path)?;
    page(&shared, &who, &at, within.unit.parse().ok().as_ref(), None).await
}

/// The page of a form, with something to be said on top of it.
pub(super) async fn page(
    shared: &Shared,
    who: &Who,
    at: &Ref,
    within: Option<&Ref>,
    says: Option<Message>,
) -> Result<Response, Fault> {
    let view = shared.office.form(&who.viewer, at, within).await?;
    let mut p = who.page(shared, Nav::Forms).await;
    p.messages.extend(says);
    let mut facts = vec![
        Fact::link(p.t("form-asked-by"), view.asked_by.name.clone(), href(&view.asked_by.at)),
        Fact::new(p.t("form-filled-by"), p.code(&view.filled_by)),
    ];
    if let Some((since, why)) = &view.closed {
        facts.push(Fact::new(p.t("form-closed"), format!("{}: {why}", since.vn())));
    }
    let class = shared.office.class_of(&who.viewer, at).await?;
    facts.push(super::super::by_hand::class_fact(shared, who, at).await?);
    let page = href(at);
    let mine = shared.office.forms(&who.viewer).await?.mine;
    let own = mine.iter().find(|o| o.form.at == *at);
    let own = own.map(|o| Slot { form: at, unit: &o.unit.at, period: o.period });
    html(&FormPage {
        facts,
        xlsx: own.map(|slot| sheet_href(&slot)),
        indicators: view.indicators.iter().map(|i| indicator(at, i)).collect(),
        periods: view.periods.iter().map(|r| period(who.lang, &view, r)).collect(),
        matrix_heads: view.matrix_heads.iter().map(|(_, label)| label.clone()).collect(),
        matrix: view.matrix.iter().map(|row| matrix_row(&view, row)).collect(),
        classes: class.stated.iter().map(class_row).collect(),
        state_class: class.may_state.then(|| with("/class", "of", &at.to_string())),
        open_period: view.may_change.then(|| format!("{page}/periods")),
        code: view.code,
        title: view.title,
        history: acts(who.lang, view.history),
        history_href: history(at),
        p,
    })
}

fn class_row(c: &app::classes::ClassRow) -> ClassRow {
    ClassRow {
        what: c.what.clone(),
        unit: c.unit.as_ref().map(see),
        class: c.class,
        basis: c.basis.clone().unwrap_or_default(),
        reason: c.reason.clone(),
        by: c.by.clone(),
    }
}

fn indicator(form: &Ref, i: &IndicatorView) -> IndicatorRow {
    let target = |t: &app::forms::TargetView| match t.basis.as_str() {
        "" => format!("{}: {}", t.year, t.printed),
        basis => format!("{}: {} ({basis})", t.year, t.printed),
    };
    let totals = with("/totals", "form", &form.to_string());
    IndicatorRow {
        code: i.code.clone(),
        name: i.name.clone(),
        measure: i.measure.clone(),
        aggregation: i.aggregation,
        parts: i.parts.as_ref().filter(|_| i.aggregation == Aggregation::Ratio).map(parts),
        field: i.field,
        targets: i.targets.iter().map(target).collect(),
        totals: with(&totals, "indicator", &i.code),
    }
}

fn parts((num, den): &(String, String)) -> String {
    format!("{num} / {den}")
}

fn period(lang: Lang, view: &FormView, r: &PeriodView) -> PeriodRow {
    let waiting = n(r.approvable.len());
    let left = n(r.submitted) - waiting.min(n(r.submitted));
    let second = lang.ta("form-approve-second", &[("name", view.asked_by.name.as_str())]);
    PeriodRow {
        label: r.label.clone(),
        on_time_until: r.on_time_until.vn(),
        open_until: r.open_until.vn(),
        expected: n(r.expected),
        approved: n(r.approved),
        submitted: n(r.submitted),
        late: n(r.late),
        missing: r.missing.iter().map(see).collect(),
        approvable: waiting,
        approve_all: (waiting > 0).then(|| format!("{}/approve", href(&view.at))),
        approve_note: (left > 0).then_some(second),
    }
}

fn matrix_row(view: &FormView, row: &app::forms::MatrixRow) -> MatrixRow {
    let cell = |(cell, (period, _)): (&app::forms::MatrixCell, &(Period, String))| MatrixCell {
        state: matrix_state(cell.state),
        late: cell.late,
        href: match (&cell.submission, cell.state) {
            (Some(at), _) => Some(href(at)),
            (None, app::forms::FillState::Missing) => {
                Some(begin_href(&Slot { form: &view.at, unit: &row.unit.at, period: *period }))
            }
            (None, _) => None,
        },
    };
    MatrixRow {
        unit: see(&row.unit),
        cells: row.cells.iter().zip(&view.matrix_heads).map(cell).collect(),
    }
}
