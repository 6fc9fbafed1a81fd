//! The list of forms, and what the person's own units have to report.

use super::super::pieces::n;
use super::super::submissions::{Slot, begin_href};
use super::super::{Fault, Shared, Who, href, html};
use crate::layout::Nav;
use crate::view::common::Link;
use crate::view::form::{FormRow, FormsPage, MatrixState, OpenPeriod, OwnReport};
use app::forms::FillState;
use axum::extract::State;
use axum::response::Response;

pub(super) async fn list(State(shared): State<Shared>, who: Who) -> Result<Response, Fault> {
    let view = shared.office.forms(&who.viewer).await?;
    html(&FormsPage {
        p: who.page(&shared, Nav::Forms).await,
        rows: view.rows.into_iter().map(row).collect(),
        mine: view.mine.into_iter().map(own).collect(),
        add: view.may_define.then(|| Link::new(who.lang.t("forms-new"), "/forms/new")),
    })
}

fn row(form: app::forms::FormRow) -> FormRow {
    FormRow {
        code: form.code,
        title: form.title,
        href: href(&form.at),
        asked_by: form.asked_by.name,
        filled_by: form.filled_by,
        indicators: n(form.indicators),
        open: form.open.map(|o| OpenPeriod {
            label: o.label,
            on_time_until: o.on_time_until.vn(),
            filled: n(o.filled),
            expected: n(o.expected),
        }),
    }
}

fn own(o: app::forms::OwnReport) -> OwnReport {
    let slot = Slot { form: &o.form.at, unit: &o.unit.at, period: o.period };
    OwnReport {
        title: format!("{}, {}, {}", o.form.name, o.unit.name, o.label),
        href: o.submission.as_ref().map_or_else(|| begin_href(&slot), href),
        state: matrix_state(o.state),
        on_time_until: o.on_time_until.vn(),
    }
}

pub(super) fn matrix_state(state: FillState) -> MatrixState {
    match state {
        FillState::NotExpected => MatrixState::NotExpected,
        FillState::Missing => MatrixState::Missing,
        FillState::Draft => MatrixState::Draft,
        FillState::Submitted => MatrixState::Submitted,
        FillState::Returned => MatrixState::Returned,
        FillState::Approved => MatrixState::Approved,
    }
}
