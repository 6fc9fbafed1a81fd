//! Spreadsheets (.xlsx) to text: a sheet's name on a line, then its rows, a tab between cells.
//!
//! Cells are read one by one, so that a cell far out makes no large table. Formulas are never computed: their stored
//! values are taken.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetVisible, Xlsx};

use crate::document::{AsideKind, Document};
use crate::error::IngestError;
use crate::package::Package;

/// Most empty cells that are kept between two filled ones of a row.
const MAX_EMPTY: u32 = 40;
/// Most cells that are read.
const MAX_CELLS: usize = 5_000_000;

/// Reads an xlsx; the package is the same file, opened.
pub(crate) fn read(bytes: &[u8], package: &mut Package<'_>) -> Result<Document, IngestError> {
    let mut document = Document { gate: hidden_words(package)?, ..Document::default() };
    // The library is not known to panic; a spreadsheet is no reason to end the program if it does.
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| sheets(bytes)));
    for (visible, text) in read.unwrap_or_else(|_| Err(damaged()))? {
        if visible {
            document.text.push_str(&text);
        } else {
            document.set_aside(AsideKind::Other, text);
        }
    }
    if !document.aside.is_empty() {
        document.notice("xlsx.hidden", "Trang tính bị ẩn không được đưa vào văn bản.");
    }
    Ok(document)
}

fn damaged() -> IngestError {
    IngestError::Damaged { format: "xlsx", detail: "nội dung bảng tính sai cấu trúc" }
}

/// Unpacks every part within the limits, and returns words of parts that are no cells: comments, drawings, margins.
fn hidden_words(package: &mut Package<'_>) -> Result<String, IngestError> {
    let names = package.names().to_vec();
    let mut words = String::new();
    for (i, name) in names.iter().enumerate() {
        let bytes = package.nth(i)?;
        let holds_cells = ["xl/sharedStrings", "xl/styles", "xl/theme", "xl/media/"]
            .iter()
            .any(|p| name.starts_with(p));
        if holds_cells || !name.ends_with(".xml") {
            continue;
        }
        let xml = String::from_utf8_lossy(&bytes);
        if name.starts_with("xl/worksheets/") {
            margins(&xml).for_each(|part| untagged(part, &mut words));
        } else {
            untagged(&xml, &mut words);
        }
    }
    Ok(words)
}

/// The headers and footers of a sheet, whose sections begin with `&L`, `&C` or `&R`.
fn margins(xml: &str) -> impl Iterator<Item = &str> {
    let after = xml.split_once("<headerFooter").map_or("", |(_, after)| after);
    let inside = after.split_once("</headerFooter>").map_or("", |(inside, _)| inside);
    inside.split("&amp;L").flat_map(|p| p.split("&amp;C")).flat_map(|p| p.split("&amp;R"))
}

fn untagged(xml: &str, words: &mut String) {
    for part in xml.split('<') {
        let text = part.split_once('>').map_or(part, |(_, text)| text).trim();
        if !text.is_empty() {
            words.push_str(text);
            words.push('\n');
        }
    }
}

/// Every sheet: whether it is shown, and its text.
fn sheets(bytes: &[u8]) -> Result<Vec<(bool, String)>, IngestError> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|s| (s.name.clone(), s.visible == SheetVisible::Visible))
        .collect();
    let mut left = MAX_CELLS;
    let mut all = Vec::new();
    for (name, visible) in sheets {
        // Sheets of charts have no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows = Rows::default();
        while let Some(cell) = cells.next_cell().map_err(|_| damaged())? {
            left = left
                .checked_sub(1)
                .ok_or(IngestError::ZipBomb { bound: "quá nhiều ô trong bảng tính" })?;
            rows.add(cell.get_position(), shown(cell.get_value()));
        }
        if !rows.text.trim().is_empty() {
            all.push((visible, format!("{name}\n{}\n", rows.text.trim_end_matches(['\t', '\n']))));
        }
    }
    Ok(all)
}

/// Cells being set as lines.
#[derive(Debug, Default)]
struct Rows {
    text: String,
    at: Option<(u32, u32)>,
}

impl Rows {
    fn add(&mut self, (row, column): (u32, u32), value: String) {
        if value.is_empty() {
            return;
        }
        match self.at {
            Some((last, _)) if last != row => self.text.push('\n'),
            Some((_, last)) => {
                let gap = column.saturating_sub(last).clamp(1, MAX_EMPTY);
                (0..gap).for_each(|_| self.text.push('\t'));
            }
            None => {}
        }
        if self.at.is_none_or(|(last, _)| last != row) {
            (0..column.min(MAX_EMPTY)).for_each(|_| self.text.push('\t'));
        }
        self.text.push_str(&value);
        self.at = Some((row, column));
    }
}

/// A value as a Vietnamese page writes it; a cell is one line.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => number(*n),
        DataRef::String(text) => flat(text),
        DataRef::SharedString(text) => flat(text),
        DataRef::Bool(true) => "TRUE".into(),
        DataRef::Bool(false) => "FALSE".into(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            if at.is_datetime() && year > 1900 {
                format!("{day:02}/{month:02}/{year}")
            } else {
                number(at.as_f64())
            }
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn number(n: f64) -> String {
    let rounded = (n * 1e9).round() / 1e9;
    format!("{rounded}").replace('.', ",")
}

fn flat(text: &str) -> String {
    text.split(['\n', '\r', '\t'])
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
