//! The list of tasks as a spreadsheet, and the files that prove a task. Neither computes a state.

use super::list::{TaskRow, TasksView};
use crate::error::Error;
use crate::office::{Office, not_found};
use crate::permit::Viewer;
use record::Evidence;
use record::object::Task;
use render::xlsx::{Column, Table, TableCell, write_table};
use terms::{Amount, Ref, Role};

/// Titles and widths of the columns.
const COLUMNS: [(&str, u16); 9] = [
    ("Nhiệm vụ", 60),
    ("Cơ quan giao", 34),
    ("Chủ trì", 34),
    ("Người chịu trách nhiệm", 40),
    ("Ngày giao", 12),
    ("Thời hạn", 12),
    ("Tình trạng", 26),
    ("Quá hạn (ngày)", 14),
    ("Lĩnh vực", 26),
];

impl TasksView {
    /// The rows of the view as an .xlsx file.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn xlsx(&self) -> Result<Vec<u8>, Error> {
        let counts = self.counts.iter().map(|(state, n)| format!("{}: {n}", state.label()));
        let table = Table {
            sheet: "Nhiệm vụ".to_owned(),
            title: format!("Nhiệm vụ tính đến ngày {}", self.day.vn()),
            notes: vec![counts.collect::<Vec<_>>().join("; ")],
            columns: COLUMNS.map(|(title, width)| Column { title: title.into(), width }).into(),
            rows: self.rows.rows.iter().map(cells).collect(),
        };
        Ok(write_table(&table)?)
    }
}

/// The body that leads, and where the task came from.
pub(super) fn lead(row: &TaskRow) -> String {
    let name = &row.lead.name;
    match (row.through.first(), row.undecided.is_empty()) {
        (Some((from, _)), true) => format!("{name} (tiếp nhận từ {})", from.name),
        (_, false) => format!("{name} (chưa xác định cơ quan tiếp nhận)"),
        (None, true) => name.clone(),
    }
}

fn cells(row: &TaskRow) -> Vec<TableCell> {
    let number = |n: u32| TableCell::Number(Amount::new(n.into(), 0));
    vec![
        TableCell::Text(row.title.clone()),
        TableCell::Text(row.assigner.name.clone()),
        TableCell::Text(lead(row)),
        TableCell::Text(row.answering()),
        TableCell::Day(row.assigned_on),
        row.due_on.map_or(TableCell::Text("thường xuyên".to_owned()), TableCell::Day),
        TableCell::Text(row.state.label().to_owned()),
        row.days_late.map_or(TableCell::Blank, number),
        TableCell::Text(row.field.label().to_owned()),
    ]
}

impl Office {
    /// A file that proves a step of a task: its name and its bytes.
    ///
    /// # Errors
    /// `permit.missing`; not found for a file that no step of the task rests on.
    pub async fn task_file(
        &self,
        viewer: &Viewer,
        at: &Ref,
        sha256: &str,
    ) -> Result<(String, Vec<u8>), Error> {
        viewer.acting_at_home(Role::Reader)?;
        let task: Task = self.get(at).await?;
        let mut evidence = task.steps.iter().flat_map(|s| &s.evidence);
        let name = evidence.find_map(|e| match e {
            Evidence::File { sha256: kept, file_name } if kept == sha256 => Some(file_name.clone()),
            _ => None,
        });
        let name = name.ok_or_else(|| not_found(at))?;
        let bytes = self.store.blob(sha256).await?.ok_or_else(|| not_found(at))?;
        Ok((name, bytes))
    }
}
