//! The rows of a cascade as a spreadsheet: what the page shows, with its filters and counts in the notes.

use super::view::{CascadeView, RowView, StepView};
use super::{State, Step};
use crate::error::Error;
use render::xlsx::{Column, Table, TableCell, write_table};
use terms::{Amount, UnitLevel};

/// Where a step stands, in words.
pub fn in_words(s: &StepView) -> String {
    let state = match s.state {
        State::Done => done(s),
        State::Late { days } => format!("{}, chậm {days} ngày", done(s)),
        State::Due { by: Some(by) } => format!("chưa, hạn {}", by.vn()),
        State::Due { by: None } => "chưa".to_owned(),
        State::Overdue { by, days } => format!("quá hạn {days} ngày (hạn {})", by.vn()),
        State::NotAsked => "không yêu cầu".to_owned(),
    };
    let attended = s.attendance.map(|(n, of)| format!(", {n}/{of} cơ quan dự"));
    let probable = s.probable.then_some("; có thể đã thực hiện, chưa xác nhận");
    format!("{state}{}{}", attended.unwrap_or_default(), probable.unwrap_or_default())
}

fn done(s: &StepView) -> String {
    match &s.what {
        Some(what) => format!("{} ({})", what.name, s.on),
        None => s.on.clone(),
    }
}

impl CascadeView {
    /// The rows as an .xlsx file; `filters` are those in force, in words.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn xlsx(&self, filters: Vec<String>) -> Result<Vec<u8>, Error> {
        let heads = ["Cơ quan", "Cơ quan cấp trên", "Cấp", "Loại cơ quan", "Thuộc diện thực hiện"];
        let widths = [50, 44, 12, 26, 14];
        let column = |(title, width): (&str, u16)| Column { title: title.to_owned(), width };
        let mut columns: Vec<Column> = heads.into_iter().zip(widths).map(column).collect();
        columns.extend(Step::ALL.iter().map(|s| column((s.label(), 40))));
        columns.push(column(("Số ngày quá hạn nhiều nhất", 14)));
        columns.push(column(("Chưa có thông tin", 12)));
        let mut notes = self.notes();
        notes.extend(filters);
        let table = Table {
            sheet: "Quán triệt, triển khai".to_owned(),
            title: format!("{}: {}", self.document.name, self.subject),
            notes,
            columns,
            rows: self.rows.rows.iter().map(row).collect(),
        };
        Ok(write_table(&table)?)
    }

    fn notes(&self) -> Vec<String> {
        let known = self.known.map(|k| format!(", theo thông tin đến hết ngày {}", k.vn()));
        let mut notes =
            vec![format!("Tính đến ngày {}{}", self.on.vn(), known.unwrap_or_default())];
        let on_duty = self.whole.on_duty;
        notes.push(format!(
            "{on_duty} cơ quan thuộc diện thực hiện, {} cơ quan chưa có thông tin",
            self.whole.silent
        ));
        for bar in self.bars.iter().filter(|b| b.count.asked > 0) {
            let c = &bar.count;
            notes.push(format!(
                "{}: {}/{}; chậm {}; quá hạn {}; có thể, chưa xác nhận {}",
                bar.step.label(),
                c.done,
                c.asked,
                c.late,
                c.overdue,
                c.probable
            ));
        }
        notes
    }
}

fn row(r: &RowView) -> Vec<TableCell> {
    let words = |s: &str| {
        if s.is_empty() { TableCell::Blank } else { TableCell::Text(s.to_owned()) }
    };
    let yes = |on: bool| if on { words("x") } else { TableCell::Blank };
    let mut cells = vec![
        words(&r.body.name),
        words(&r.superior),
        words(r.level.map_or("Trung ương", UnitLevel::label)),
        words(&r.kind),
        yes(r.on_duty),
    ];
    cells.extend(r.steps.iter().map(|s| words(&in_words(s))));
    let days = r.overdue.map(|d| TableCell::Number(Amount::new(i64::from(d), 0)));
    cells.push(days.unwrap_or(TableCell::Blank));
    cells.push(yes(r.silent));
    cells
}
