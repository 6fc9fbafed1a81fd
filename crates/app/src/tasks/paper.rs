//! The list of tasks as a paper (docx): as they stood on the day asked, with who leads and who answered on that day.

use super::export::lead;
use super::list::{TaskRow, TasksView};
use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use render::Paper;
use render::paper::{
    Align, Annex, Block, Column, Layout, PaperDate, PaperNumber, PaperState, Run, Signature, Table,
    TableCell,
};
use terms::{Named, Role};

/// Titles and shares of the width of the columns.
const COLUMNS: [(&str, u16, Align); 6] = [
    ("TT", 1, Align::Centre),
    ("Nhiệm vụ", 9, Align::Left),
    ("Cơ quan chủ trì", 6, Align::Left),
    ("Người chịu trách nhiệm", 6, Align::Left),
    ("Thời hạn", 3, Align::Centre),
    ("Tình trạng", 4, Align::Left),
];

impl Office {
    /// The rows of a view as the bytes of a .docx file, under the name of the body for which the viewer acts.
    ///
    /// # Errors
    /// `permit.missing`, or when it cannot be packed.
    pub fn tasks_paper(&self, viewer: &Viewer, view: &TasksView) -> Result<Vec<u8>, Error> {
        let body = viewer.acting_at_home(Role::Reader)?.body;
        Ok(render::docx::write(&paper(&body, view))?)
    }
}

fn paper(body: &Named, view: &TasksView) -> Paper {
    let counts = view.counts.iter().map(|(state, n)| format!("{}: {n}", state.label()));
    let counts = format!("{}.", counts.collect::<Vec<_>>().join("; "));
    let reference = format!("Tính đến ngày {}", view.day.vn());
    Paper {
        layout: Layout::State,
        parent: None,
        issuer: body.name.clone(),
        number: PaperNumber::default(),
        place: String::new(),
        date: PaperDate::Full(view.day),
        type_name: "Danh mục".to_owned(),
        subject: format!("nhiệm vụ và tình trạng thực hiện tính đến ngày {}", view.day.vn()),
        state: PaperState::Draft,
        circulation: None,
        addressees: Vec::new(),
        body: vec![Block::Paragraph(vec![Run::text(counts)])],
        signature: Signature::default(),
        co_signature: None,
        recipients: Vec::new(),
        annexes: vec![Annex {
            title: "Nhiệm vụ".to_owned(),
            reference: Some(reference),
            landscape: true,
            blocks: vec![Block::Table(table(view))],
        }],
        note_marks: false,
        running: None,
    }
}

fn table(view: &TasksView) -> Table {
    Table {
        caption: Vec::new(),
        columns: COLUMNS.map(|(_, weight, align)| Column { weight, align }).into(),
        header: vec![COLUMNS.map(|(title, ..)| TableCell::runs(vec![Run::bold(title)])).into()],
        rows: view.rows.rows.iter().enumerate().map(|(i, row)| cells(i, row)).collect(),
    }
}

fn cells(i: usize, row: &TaskRow) -> Vec<TableCell> {
    let due = row.due_on.map_or_else(|| "thường xuyên".to_owned(), |due| due.vn());
    [
        (i + 1).to_string(),
        row.title.clone(),
        lead(row),
        row.answering(),
        due,
        row.state.label().to_owned(),
    ]
    .map(TableCell::text)
    .into()
}
