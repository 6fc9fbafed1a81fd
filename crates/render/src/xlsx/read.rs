//! Reads a returned form. All faults come back together and nothing half-enters: either every cell is good,
//! or there is a list of what to mend. It does not know what a figure means.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, Xlsx};
use terms::Cell;
use unicode_normalization::UnicodeNormalization;

use super::value::{self, Raw};
use super::{
    CODE_TITLE, CellFault, FORM_SHEET, FaultCode, FormKey, FormRow, FormSheet, KEY_MARK, KEY_SHEET,
    guard, states,
};

/// The most cells that are read from a sheet.
const MAX_CELLS: usize = 200_000;
/// The columns that count.
const COLUMNS: u32 = 5;
const VALUE: u32 = 3;
const STATE: u32 = 4;

/// Cells of a sheet by row and column, from 0, each with its value and whether it is a formula.
type Grid = BTreeMap<(u32, u32), (Raw, bool)>;

/// Which form, period and unit a file is for, so that the caller can fetch the form to compare with.
///
/// # Errors
/// One fault when the file cannot be read or is no form of kvpt.
pub fn peek_form(bytes: &[u8]) -> Result<FormKey, CellFault> {
    load(bytes).and_then(|file| file.key())
}

/// The form with the cells of a returned file, when every cell is good.
///
/// `expected` is the form as it is now; its cells are not looked at. Blank value and blank state mean not reported,
/// a number alone means a number, 0 alone means a stated zero.
///
/// # Errors
/// All faults, in the order of rows.
pub fn read_form(bytes: &[u8], expected: &FormSheet) -> Result<FormSheet, Vec<CellFault>> {
    let file = load(bytes).map_err(|fault| vec![fault])?;
    let key = file.key().map_err(|fault| vec![fault])?;
    let wrong = compare(&key, &expected.key);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    file.rows(expected)
}

/// The two sheets of a form.
struct File {
    name: String,
    form: Grid,
    key: Grid,
}

/// Reads a file that passed the guard. A fault inside the reading library counts as a damaged file.
fn load(bytes: &[u8]) -> Result<File, CellFault> {
    guard::check(bytes)?;
    catch_unwind(AssertUnwindSafe(|| sheets(bytes))).unwrap_or_else(|_| Err(guard::damaged("")))
}

fn sheets(bytes: &[u8]) -> Result<File, CellFault> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|e| guard::damaged(&e.to_string()))?;
    let names = book.sheet_names();
    if !names.iter().any(|name| name == KEY_SHEET) {
        return Err(not_a_form());
    }
    let other = || names.iter().find(|name| *name != KEY_SHEET);
    let name = names.iter().find(|name| *name == FORM_SHEET).or_else(other);
    let name = name.ok_or_else(not_a_form)?.clone();
    Ok(File { form: grid(&mut book, &name)?, key: grid(&mut book, KEY_SHEET)?, name })
}

/// The cells of a sheet in the first columns; they are streamed, so a far-off cell takes no room.
fn grid(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Grid, CellFault> {
    let fault = |e: calamine::XlsxError| guard::damaged(&e.to_string());
    let mut reader = book.worksheet_cells_reader(sheet).map_err(fault)?;
    let mut grid = Grid::new();
    let mut count = 0;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(fault)? {
        count += 1;
        if count > MAX_CELLS {
            return Err(guard::damaged("quá nhiều ô"));
        }
        let formula = cell.formula.is_some();
        if let Some(raw) = raw(cell.value, formula).filter(|_| cell.pos.1 < COLUMNS) {
            grid.insert(cell.pos, (raw, formula));
        }
    }
    Ok(grid)
}

fn raw(value: DataRef<'_>, formula: bool) -> Option<Raw> {
    let raw = match value {
        DataRef::Int(number) => Raw::Number(number as f64),
        DataRef::Float(number) => Raw::Number(number),
        DataRef::String(text) => Raw::Text(text.nfc().collect()),
        DataRef::SharedString(text) => Raw::Text(text.nfc().collect()),
        DataRef::Bool(value) => Raw::Other(if value { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(_) => Raw::Other("ngày, giờ".to_owned()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Raw::Other(text),
        DataRef::Error(error) => Raw::Other(error.to_string()),
        DataRef::Empty => Raw::Text(String::new()),
    };
    (formula || !raw.is_blank()).then_some(raw)
}

fn not_a_form() -> CellFault {
    CellFault::file(
        FaultCode::NotAForm,
        "Tệp không phải biểu do kvpt xuất ra, hoặc trang ẩn “kvpt” đã bị xóa",
        "Tải lại biểu từ kvpt và nhập số liệu vào biểu đó",
    )
}

/// Faults where the file is for another form, version, period or unit.
fn compare(found: &FormKey, expected: &FormKey) -> Vec<CellFault> {
    let (found_version, expected_version) =
        (found.version.to_string(), expected.version.to_string());
    let pairs = [
        (FaultCode::WrongForm, "B2", "Biểu khác với biểu cần nộp", &found.form, &expected.form),
        (
            FaultCode::WrongVersion,
            "B3",
            "Phiên bản biểu không đúng",
            &found_version,
            &expected_version,
        ),
        (FaultCode::WrongPeriod, "B4", "Kỳ báo cáo không đúng", &found.period, &expected.period),
        (FaultCode::WrongUnit, "B5", "Đơn vị báo cáo không đúng", &found.unit, &expected.unit),
    ];
    let differing = pairs.into_iter().filter(|(_, _, _, found, expected)| found != expected);
    let fault =
        |(code, cell, message, found, expected): (FaultCode, &str, &str, &String, &String)| {
            CellFault {
                code,
                sheet: KEY_SHEET.to_owned(),
                cell: Some(cell.to_owned()),
                value: found.as_str().into(),
                message: message.to_owned(),
                accepted: format!("Cần “{expected}”; hãy tải đúng biểu rồi nhập lại").into(),
            }
        };
    differing.map(fault).collect()
}

/// A cell's name, as `D7`, for the first columns.
fn address(row: u32, column: u32) -> String {
    let letter = char::from(b'A' + u8::try_from(column.min(25)).unwrap_or_default());
    format!("{letter}{}", row + 1)
}

impl File {
    fn key(&self) -> Result<FormKey, CellFault> {
        let text =
            |row: u32| self.key.get(&(row, 1)).map(|(raw, _)| raw.shown()).unwrap_or_default();
        if text(0) != KEY_MARK {
            return Err(not_a_form());
        }
        let version = text(2).parse().map_err(|_| not_a_form())?;
        Ok(FormKey { form: text(1), version, period: text(3), unit: text(4) })
    }

    fn text(&self, row: u32, column: u32) -> String {
        self.form
            .get(&(row, column))
            .map(|(raw, _)| raw.shown().trim().to_owned())
            .unwrap_or_default()
    }

    fn fault(&self, code: FaultCode, at: (u32, u32), message: &str, accepted: &str) -> CellFault {
        CellFault {
            code,
            sheet: self.name.clone(),
            cell: Some(address(at.0, at.1)),
            value: self.text(at.0, at.1).into(),
            message: message.to_owned(),
            accepted: accepted.into(),
        }
    }

    /// Reads all rows below the titles; returns the filled form or every fault.
    fn rows(&self, expected: &FormSheet) -> Result<FormSheet, Vec<CellFault>> {
        let title = self
            .form
            .iter()
            .find(|((_, column), (raw, _))| *column == 0 && raw.shown().trim() == CODE_TITLE);
        let Some((&(titles, _), _)) = title else { return Err(vec![not_a_form()]) };
        let mut faults = Vec::new();
        let places = self.places(titles, expected, &mut faults);
        let mut form = expected.clone();
        for row in &mut form.rows {
            match places.get(&row.code) {
                Some(&at) => match self.cell(at, row) {
                    Ok(cell) => row.cell = cell,
                    Err(found) => faults.extend(found),
                },
                None => faults.push(self.missing(row)),
            }
        }
        if faults.is_empty() { Ok(form) } else { Err(faults) }
    }

    fn missing(&self, row: &FormRow) -> CellFault {
        let mut fault = self.fault(
            FaultCode::MissingRow,
            (0, 0),
            &format!("Thiếu hàng của chỉ tiêu {} “{}”", row.code, row.name),
            "Tải lại biểu; không xóa hàng của biểu",
        );
        (fault.cell, fault.value) = (None, Box::default());
        fault
    }

    /// The row of each indicator; rows that the form does not have, or has twice, are faults.
    fn places(
        &self,
        titles: u32,
        expected: &FormSheet,
        faults: &mut Vec<CellFault>,
    ) -> BTreeMap<String, u32> {
        let mut rows: Vec<u32> =
            self.form.keys().map(|at| at.0).filter(|&row| row > titles).collect();
        rows.dedup();
        let mut places = BTreeMap::new();
        for row in rows {
            let code = self.text(row, 0);
            if !expected.rows.iter().any(|known| known.code == code) {
                let message = "Hàng này không có trong biểu";
                let accepted = "Xóa hàng thêm vào; mỗi hàng phải mang mã chỉ tiêu của biểu";
                faults.push(self.fault(FaultCode::ExtraRow, (row, 0), message, accepted));
            } else if places.insert(code, row).is_some() {
                let message = "Chỉ tiêu này đã có ở hàng trên";
                let accepted = "Giữ một hàng cho mỗi chỉ tiêu";
                faults.push(self.fault(FaultCode::RowTwice, (row, 0), message, accepted));
            }
        }
        places
    }

    /// The cell of an indicator, or its faults.
    fn cell(&self, at: u32, row: &FormRow) -> Result<Cell, Vec<CellFault>> {
        let (value, state) = (self.value(at, row), self.state(at));
        match (value, state) {
            (Ok(value), Ok(state)) => self.combine(at, value, state).map_err(|fault| vec![fault]),
            (value, state) => Err(value.err().into_iter().chain(state.err()).collect()),
        }
    }

    fn formula(&self, at: (u32, u32)) -> Result<(), CellFault> {
        if !self.form.get(&at).is_some_and(|(_, formula)| *formula) {
            return Ok(());
        }
        let accepted = "Gõ giá trị vào ô; có thể dán lại bằng lệnh Dán giá trị";
        Err(self.fault(FaultCode::Formula, at, "Ô chứa công thức", accepted))
    }

    fn value(&self, row: u32, of: &FormRow) -> Result<Option<i64>, CellFault> {
        let at = (row, VALUE);
        self.formula(at)?;
        let Some((raw, _)) = self.form.get(&at) else { return Ok(None) };
        value::amount(raw, of.scale.min(9)).map(Some).map_err(|code| {
            let message = match code {
                FaultCode::Negative => "Số liệu không được âm",
                FaultCode::Decimals => "Số liệu có quá nhiều chữ số sau dấu phẩy",
                FaultCode::TooLarge => "Số liệu quá lớn",
                _ => "Ô số liệu không chứa số",
            };
            self.fault(code, at, message, &value::accepted(of.scale))
        })
    }

    fn state(&self, row: u32) -> Result<Option<usize>, CellFault> {
        let at = (row, STATE);
        self.formula(at)?;
        let words: Vec<String> =
            self.text(row, STATE).split_whitespace().map(str::to_lowercase).collect();
        let words = words.join(" ");
        if words.is_empty() {
            return Ok(None);
        }
        let known = states().iter().position(|state| *state == words);
        known.map(Some).ok_or_else(|| {
            let accepted = format!("Chọn một trong: {}; hoặc để trống", states().join(", "));
            self.fault(
                FaultCode::UnknownState,
                at,
                "Trạng thái không có trong danh sách",
                &accepted,
            )
        })
    }

    /// Number and state together; the state is the place in the list.
    fn combine(
        &self,
        row: u32,
        value: Option<i64>,
        state: Option<usize>,
    ) -> Result<Cell, CellFault> {
        let contradiction = |message: &str, accepted: &str| {
            Err(self.fault(FaultCode::Contradiction, (row, STATE), message, accepted))
        };
        match (value, state) {
            (None, None | Some(4)) => Ok(Cell::NotReported),
            (Some(0), None | Some(0 | 1)) | (None, Some(1)) => Ok(Cell::Zero),
            (Some(number), None | Some(0)) => Ok(Cell::Number(number)),
            (None, Some(2)) => Ok(Cell::NoneOccurred),
            (None, Some(3)) => Ok(Cell::NotApplicable),
            (None, _) => contradiction(
                "Trạng thái là “số liệu” nhưng ô số liệu để trống",
                "Nhập số liệu hoặc chọn trạng thái khác",
            ),
            (Some(number), _) => contradiction(
                &format!(
                    "Trạng thái không khớp với ô số liệu đang có giá trị (đơn vị nhỏ nhất: {number})"
                ),
                "Xóa số hoặc chọn trạng thái “số liệu”",
            ),
        }
    }
}
