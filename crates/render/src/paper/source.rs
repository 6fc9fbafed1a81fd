//! An entry of the annex "Nguồn số liệu" and its columns as runs of text. It does not compute a figure.

use super::{Align, Column, Run, Table, TableCell};

/// Nguồn của một số liệu: what the figure is made of, in words, so that paper alone is enough to find it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceEntry {
    /// The number of the note, from 1.
    pub note_no: u32,
    /// The figure as printed in the text, with its unit of measure.
    pub figure: String,
    /// The formula in words.
    pub formula: String,
    /// The period, as `Năm 2025`.
    pub period: String,
    /// The day whose map of units was used, as `01/07/2025`.
    pub map_date: String,
    /// Units that contributed (n).
    pub contributing: u32,
    /// Units that had to contribute (N).
    pub expected: u32,
    /// Names of the units that said nothing.
    pub silent: Vec<String>,
    /// Sources, each with who entered and who approved it.
    pub sources: Vec<String>,
    /// The address of the trace page; empty when there is none.
    pub href: String,
}

/// Titles, widths and alignment of the columns.
const COLUMNS: [(&str, u16, Align); 8] = [
    ("Số", 5, Align::Centre),
    ("Số liệu", 12, Align::Left),
    ("Cách tính", 22, Align::Left),
    ("Kỳ", 10, Align::Left),
    ("Địa bàn tính đến ngày", 11, Align::Centre),
    ("Đơn vị có số liệu", 10, Align::Centre),
    ("Đơn vị chưa có số liệu", 15, Align::Left),
    ("Nguồn; người nhập, người duyệt", 28, Align::Left),
];

impl SourceEntry {
    /// The cells after the first one, as text.
    fn texts(&self) -> [String; 7] {
        let silent =
            if self.silent.is_empty() { "Không".to_owned() } else { self.silent.join(", ") };
        [
            self.figure.clone(),
            self.formula.clone(),
            self.period.clone(),
            self.map_date.clone(),
            format!("{}/{}", self.contributing, self.expected),
            silent,
            self.sources.join("\n"),
        ]
    }
}

/// The table of all entries; the first cell of each row is the note's number.
pub(crate) fn table(entries: &[SourceEntry]) -> Table {
    let columns = COLUMNS.iter().map(|&(_, weight, align)| Column { weight, align }).collect();
    let header = vec![COLUMNS.iter().map(|(title, ..)| TableCell::text(*title)).collect()];
    let row = |entry: &SourceEntry| {
        let first = TableCell::text(entry.note_no.to_string());
        std::iter::once(first).chain(entry.texts().into_iter().map(TableCell::text)).collect()
    };
    let rows = entries.iter().map(row).collect();
    Table { caption: Vec::<Run>::new(), columns, header, rows }
}
