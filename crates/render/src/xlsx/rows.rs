//! Reads a list from a spreadsheet by the titles of its columns, wherever the titles stand and in whichever order. Rows
//! are streamed and bounded. It does not know what a cell means.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use terms::Day;
use unicode_normalization::UnicodeNormalization;

use super::{CellFault, FaultCode, guard};

/// The most rows of a list.
pub const MAX_ROWS: usize = 5_000;
/// Titles are sought in the first rows of a sheet.
const TITLES_WITHIN: u32 = 40;
/// Columns beyond this are not looked at.
const COLUMNS: u32 = 200;

/// Một ô như đã ghi trong bảng tính.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(Day),
    /// A formula, an error or a truth value; as it shows itself.
    Other(String),
}

impl Said {
    /// As people see it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(words) | Self::Other(words) => words.clone(),
            Self::Number(n) => n.to_string(),
            Self::Day(day) => day.vn(),
        }
    }
}

/// Một hàng của danh sách.
#[derive(Debug, Clone, PartialEq)]
pub struct ListRow {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// What its cells say, by the place of the column among those asked; blank cells are left out.
    pub cells: BTreeMap<usize, Said>,
}

/// Danh sách đọc từ bảng tính.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The sheet it stands in.
    pub sheet: String,
    /// The letter of each column asked; empty where it is absent.
    pub letters: Vec<String>,
    /// The rows that say anything.
    pub rows: Vec<ListRow>,
}

impl List {
    /// The name of a cell, such as `C7`; empty for a column that is absent.
    pub fn address(&self, column: usize, row: u32) -> String {
        match self.letters.get(column).map(String::as_str) {
            None | Some("") => String::new(),
            Some(letter) => format!("{letter}{row}"),
        }
    }
}

/// The list under the given titles, in the first sheet that has those that must be there. Titles meet without regard to case
/// and to blanks around them.
///
/// # Errors
/// One fault when the file cannot be read, no sheet has the titles, or there are more than [`MAX_ROWS`] rows.
pub fn read_list(bytes: &[u8], titles: &[&str], must: &[usize]) -> Result<List, CellFault> {
    guard::check(bytes)?;
    let read = AssertUnwindSafe(|| sheets(bytes, titles, must));
    catch_unwind(read).unwrap_or_else(|_| Err(guard::damaged("")))
}

fn broken(e: XlsxError) -> CellFault {
    guard::damaged(&e.to_string())
}

fn sheets(bytes: &[u8], titles: &[&str], must: &[usize]) -> Result<List, CellFault> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    for sheet in book.sheet_names() {
        if let Some(list) = sheet_list(&mut book, &sheet, titles, must)? {
            return Ok(list);
        }
    }
    let missing: Vec<&str> = must.iter().filter_map(|i| titles.get(*i).copied()).collect();
    Err(CellFault::file(
        FaultCode::NoTitles,
        &format!("Không trang tính nào có đủ các cột: {}", missing.join(", ")),
        "Tải mẫu bảng tính, nhập dữ liệu vào mẫu và giữ nguyên hàng tiêu đề",
    ))
}

/// Where each title stands; known once a row has those that must be there.
struct Titles<'t> {
    wanted: &'t [&'t str],
    must: &'t [usize],
    found: BTreeMap<u32, usize>,
    row: Option<u32>,
}

impl Titles<'_> {
    fn complete(&self) -> bool {
        self.must.iter().all(|m| self.found.values().any(|i| i == m))
    }

    /// Looks at a cell above the list.
    fn look(&mut self, (row, column): (u32, u32), said: &Said) {
        if self.row != Some(row) {
            (self.row, self.found) = (Some(row), BTreeMap::new());
        }
        let words = said.shown().trim().to_lowercase();
        let place = self.wanted.iter().position(|t| t.to_lowercase() == words);
        if let Some(place) = place.filter(|p| self.found.values().all(|other| other != p)) {
            self.found.insert(column, place);
        }
    }
}

fn sheet_list(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    wanted: &[&str],
    must: &[usize],
) -> Result<Option<List>, CellFault> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut titles = Titles { wanted, must, found: BTreeMap::new(), row: None };
    let mut rows: Vec<ListRow> = Vec::new();
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        let (row, column) = cell.pos;
        let Some(said) = said(cell.value, cell.formula.is_some()) else { continue };
        if column >= COLUMNS {
            continue;
        }
        let below = titles.complete() && titles.row.is_some_and(|t| row > t);
        if !below {
            if row > TITLES_WITHIN {
                return Ok(None);
            }
            titles.look((row, column), &said);
            continue;
        }
        let Some(place) = titles.found.get(&column) else { continue };
        if rows.last().is_none_or(|r| r.number != row + 1) {
            if rows.len() == MAX_ROWS {
                return Err(too_many(sheet));
            }
            rows.push(ListRow { number: row + 1, cells: BTreeMap::new() });
        }
        if let Some(last) = rows.last_mut() {
            last.cells.insert(*place, said);
        }
    }
    Ok(titles.complete().then(|| List {
        sheet: sheet.to_owned(),
        letters: (0..wanted.len()).map(|i| letter_of(&titles.found, i)).collect(),
        rows,
    }))
}

fn too_many(sheet: &str) -> CellFault {
    let mut fault = CellFault::file(
        FaultCode::TooManyRows,
        &format!("Bảng tính có quá nhiều hàng; mỗi lần nhập không quá {MAX_ROWS} hàng"),
        "Tách thành nhiều tệp và nhập lần lượt, cơ quan cấp trên trước",
    );
    sheet.clone_into(&mut fault.sheet);
    fault
}

fn letter_of(found: &BTreeMap<u32, usize>, place: usize) -> String {
    let column = found.iter().find(|(_, p)| **p == place).map(|(column, _)| *column);
    column.map(letter).unwrap_or_default()
}

/// `A` … `Z`, `AA` …
fn letter(column: u32) -> String {
    let one = |n: u32| char::from(b'A' + u8::try_from(n % 26).unwrap_or_default());
    match column / 26 {
        0 => one(column).to_string(),
        more => format!("{}{}", one(more - 1), one(column)),
    }
}

fn said(value: DataRef<'_>, formula: bool) -> Option<Said> {
    let words = |text: &str| {
        let text: String = text.nfc().collect();
        (!text.trim().is_empty()).then(|| Said::Text(text.trim().to_owned()))
    };
    let said = match value {
        DataRef::Empty => None,
        DataRef::Int(n) => Some(Said::Number(n as f64)),
        DataRef::Float(n) => Some(Said::Number(n)),
        DataRef::String(text) => words(&text),
        DataRef::SharedString(text) => words(text),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => words(&text),
        DataRef::Bool(value) => Some(Said::Other(value.to_string())),
        DataRef::Error(error) => Some(Said::Other(error.to_string())),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let parts = i16::try_from(year).ok().zip(i8::try_from(month).ok());
            let day = parts.zip(i8::try_from(day).ok());
            let day = day.and_then(|((y, m), d)| Day::new(y, m, d).ok());
            Some(day.map_or_else(|| Said::Other(moment.as_f64().to_string()), Said::Day))
        }
    };
    match (formula, said) {
        (true, said) => Some(Said::Other(said.map_or("công thức".to_owned(), |s| s.shown()))),
        (false, said) => said,
    }
}
