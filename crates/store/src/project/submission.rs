//! Rows of a submission: the report, and each cell as it stands with the act that said it.

use super::tables::{CELLS, SUBMISSIONS};
use super::{Fold, Row, search};
use crate::value::args;
use record::object::{CellNow, Submission};
use terms::Cell;

pub(super) fn rows(o: &Submission, fold: Fold) -> Vec<Row> {
    let main = args![
        &o.form.at,
        &o.form.name,
        &o.unit.at,
        &o.unit.name,
        o.period.from(),
        o.period.to(),
        o.state.code(),
        o.first_submitted_on,
        o.submitted.as_ref().map(|by| by.effective_on),
        o.approved.as_ref().map(|by| by.effective_on),
        o.created.recorded_at,
        search(fold, &[Some(o.unit.name.as_str()), Some(o.form.name.as_str())]),
    ];
    let cells = o.cells.iter().map(|(indicator, now)| cell(o, indicator, now));
    std::iter::once(Row::new(&SUBMISSIONS, &o.at, main)).chain(cells).collect()
}

fn cell(o: &Submission, indicator: &str, now: &CellNow) -> Row {
    let number = match now.cell {
        Cell::Number(n) => Some(n),
        _ => None,
    };
    let values = args![
        indicator,
        now.cell.code(),
        number,
        &now.note,
        !now.was.is_empty(),
        &now.by.act.site,
        now.by.act.seq,
        &now.by.actor.login,
        now.by.recorded_at,
    ];
    Row::new(&CELLS, &o.at, values)
}
