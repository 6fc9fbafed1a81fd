//! The entry grid: from cells on record to fields of a form, and from what was sent back to what was changed.
//!
//! Without a script the state beside a number stays as it was, so what a person changed says what is meant.

use super::super::Sent;
use crate::view::common::{CellState, CellView, Coded};
use crate::view::form;
use app::submissions::{EntryFault, EntryRow, TypedCell};
use app::view::Shown;

/// A cell as shown.
pub(super) fn cell(shown: &Shown) -> CellView {
    let state = CellState::from(shown.cell);
    match state {
        CellState::Number => CellView::number(shown.printed.clone()),
        other => CellView::of(other),
    }
}

/// A row of the grid; where something was refused, with what was typed and what is wrong with it.
pub(super) fn row(row: &EntryRow, sent: Option<&Sent>, faults: &[EntryFault]) -> form::EntryRow {
    let mut shown = form::EntryRow {
        code: row.code.clone(),
        name: row.name.clone(),
        measure: row.measure.clone(),
        cell: cell(&row.cell),
        before: cell(&row.before),
        note: row.note.clone(),
        fault: faults.iter().find(|f| f.indicator == row.code).map(|f| f.message.clone()),
        computed: None,
        corrected: row.corrected.clone(),
    };
    if let Some(parts) = &row.computed {
        let (value, parts) = split(parts);
        shown.cell = value.map_or(CellView::of(CellState::NotReported), CellView::number);
        shown.computed = Some(parts.to_owned());
    } else if let Some(sent) = sent {
        let was = cell(&row.cell);
        let typed = Typed::of(row, &was, sent);
        let state = CellState::ALL.iter().copied().find(|s| s.stable() == typed.state);
        shown.cell = CellView { state: state.unwrap_or_default(), text: typed.value.to_owned() };
        shown.note = typed.note.to_owned();
    }
    shown
}

/// A percentage and its two numbers, of `28,33% (34/120)`; else words alone.
fn split(parts: &str) -> (Option<&str>, &str) {
    match parts.strip_suffix(')').and_then(|p| p.split_once(" (")) {
        Some((value, parts)) => (Some(value), parts),
        None => (None, parts),
    }
}

/// The fields of a row as they were sent; one that was not sent stands as it is on record.
struct Typed<'a> {
    value: &'a str,
    state: &'a str,
    note: &'a str,
}

impl<'a> Typed<'a> {
    fn of(row: &'a EntryRow, was: &'a CellView, sent: &'a Sent) -> Self {
        let field = |name: &str, was: &'a str| {
            let name = format!("{name}.{}", row.code);
            let found = sent.fields.iter().find(|(key, _)| *key == name);
            found.map_or(was, |(_, value)| value.trim())
        };
        Self {
            value: field("v", &was.text),
            state: field("s", was.state.stable()),
            note: field("n", &row.note),
        }
    }
}

/// The cells that a person changed.
pub(super) fn changed(rows: &[EntryRow], sent: &Sent) -> Vec<TypedCell> {
    let entered = rows.iter().filter(|r| r.computed.is_none());
    entered.filter_map(|r| one(r, sent)).collect()
}

fn one(row: &EntryRow, sent: &Sent) -> Option<TypedCell> {
    let was = cell(&row.cell);
    let typed = Typed::of(row, &was, sent);
    let was_state = was.state.stable();
    let value_changed = typed.value != was.text;
    let state_changed = !typed.state.is_empty() && typed.state != was_state;
    let (state, value) = match (value_changed, state_changed) {
        (false, false) if typed.note == row.note => return None,
        (false, false) => (was_state, was.text.as_str()),
        // A number that was taken away leaves the cell open.
        (true, false) if typed.value.is_empty() => (CellState::NotReported.stable(), ""),
        (true, false) => ("", typed.value),
        (false, true) if typed.state == CellState::Number.stable() => (typed.state, typed.value),
        (false, true) => (typed.state, ""),
        (true, true) => (typed.state, typed.value),
    };
    Some(TypedCell {
        indicator: row.code.clone(),
        state: state.to_owned(),
        value: value.to_owned(),
        note: typed.note.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use terms::{Aggregation, Cell};

    fn held(cell: Cell) -> EntryRow {
        EntryRow {
            code: "lop".into(),
            name: "Số lớp".into(),
            measure: "lớp".into(),
            scale: 0,
            aggregation: Aggregation::Sum,
            cell: Shown::of(cell, 0),
            answered: true,
            before: Shown::of(Cell::NotReported, 0),
            note: String::new(),
            computed: None,
            corrected: Vec::new(),
        }
    }

    fn sent(value: &str, state: &str, note: &str) -> Sent {
        let field = |name: &str, value: &str| (format!("{name}.lop"), value.to_owned());
        let fields = vec![field("v", value), field("s", state), field("n", note)];
        Sent { fields, ..Sent::default() }
    }

    fn read(cell: Cell, value: &str, state: &str) -> Option<(String, String)> {
        let changed = changed(&[held(cell)], &sent(value, state, ""));
        changed.into_iter().next().map(|c| (c.state, c.value))
    }

    fn pair(state: &str, value: &str) -> Option<(String, String)> {
        Some((state.into(), value.into()))
    }

    #[test]
    fn what_was_changed_says_what_is_meant() {
        assert_eq!(read(Cell::Number(1234), "1.234", "number"), None);
        assert_eq!(read(Cell::NotReported, "", "not_reported"), None);
        assert_eq!(read(Cell::NotReported, "6", "not_reported"), pair("", "6"));
        assert_eq!(read(Cell::Zero, "6", "zero"), pair("", "6"));
        assert_eq!(read(Cell::Number(6), "6", "none_occurred"), pair("none_occurred", ""));
        assert_eq!(read(Cell::Number(6), "", "number"), pair("not_reported", ""));
        assert_eq!(read(Cell::Number(6), "7", "zero"), pair("zero", "7"));
        assert_eq!(read(Cell::NotReported, "", "number"), pair("number", ""));
    }

    #[test]
    fn what_was_not_sent_stays_as_it_is() {
        let nothing = Sent { fields: vec![("do".into(), "submit".into())], ..Sent::default() };
        assert!(changed(&[held(Cell::Number(6))], &nothing).is_empty());
    }

    #[test]
    fn a_remark_alone_keeps_the_cell() {
        let changed = changed(&[held(Cell::Number(1234))], &sent("1.234", "number", "ước"));
        let [cell] = changed.as_slice() else { panic!("one cell was changed") };
        assert_eq!((cell.state.as_str(), cell.value.as_str()), ("number", "1.234"));
        assert_eq!(cell.note, "ước");
    }

    #[test]
    fn a_percentage_stands_apart_from_its_two_numbers() {
        assert_eq!(split("28,33% (34/120)"), (Some("28,33%"), "34/120"));
        assert_eq!(split("chưa đủ số liệu"), (None, "chưa đủ số liệu"));
    }
}
