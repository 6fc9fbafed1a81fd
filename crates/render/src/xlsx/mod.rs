//! Spreadsheets: a form that goes out and comes back, and lists as tables. It decides nothing about a figure;
//! it only says which cells do not hold what the form asks for.

mod fault;
mod form;
mod guard;
mod read;
mod rows;
mod table;
mod value;

pub use fault::{CellFault, FaultCode};
pub use form::write_form;
pub use read::{peek_form, read_form};
pub use rows::{List, ListRow, MAX_ROWS, Said, read_list};
pub use table::{Column, Table, TableCell, write_table};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use terms::Cell;

use crate::RenderError;

/// The sheet people fill in.
pub(crate) const FORM_SHEET: &str = "Biểu số liệu";
/// The hidden sheet that says which form this is.
pub(crate) const KEY_SHEET: &str = "kvpt";
/// What the first cell of the hidden sheet says.
pub(crate) const KEY_MARK: &str = "kvpt-form/1";
/// The title of the first column of the form.
pub(crate) const CODE_TITLE: &str = "Mã";

/// Biểu nào, kỳ nào, đơn vị nào: what a returned form must agree with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormKey {
    /// The code of the form.
    pub form: String,
    /// The version of the form.
    pub version: u32,
    /// The code of the period.
    pub period: String,
    /// The code of the unit that fills it in.
    pub unit: String,
}

/// Biểu mẫu: titles and one row for each indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSheet {
    /// Which form, period and unit.
    pub key: FormKey,
    /// The title above.
    pub title: String,
    /// The name of the unit.
    pub unit_name: String,
    /// The period in words.
    pub period_name: String,
    /// The rows.
    pub rows: Vec<FormRow>,
}

/// Một chỉ tiêu của biểu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// The code of the indicator, unique in the form.
    pub code: String,
    /// The name.
    pub name: String,
    /// The unit of measure.
    pub measure: String,
    /// Digits after the decimal mark, 0–9.
    pub scale: u8,
    /// What the unit says.
    pub cell: Cell,
}

/// The labels of the five states, in the order of the drop-down list.
pub(crate) fn states() -> [&'static str; 5] {
    [Cell::Number(1), Cell::Zero, Cell::NoneOccurred, Cell::NotApplicable, Cell::NotReported]
        .map(Cell::label)
}

/// A workbook whose properties hold a fixed day in place of the clock.
fn workbook(title: &str) -> Result<Workbook, XlsxError> {
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&day));
    Ok(book)
}

fn pack(fault: XlsxError) -> RenderError {
    RenderError::Pack(fault.to_string())
}
