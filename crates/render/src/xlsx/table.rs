//! Writes a list as a spreadsheet: titles, typed cells, filter buttons, widths. What a page shows, the file shows.

use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError,
};
use terms::{Amount, Day};

use super::{pack, value};
use crate::RenderError;

/// Danh sách để xuất ra bảng tính.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The name of the sheet; characters that a spreadsheet does not take are replaced.
    pub sheet: String,
    /// The title above the list.
    pub title: String,
    /// Lines under the title, as filters in force and the day of the figures.
    pub notes: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; a row may be shorter than the columns, never longer.
    pub rows: Vec<Vec<TableCell>>,
}

/// Một cột của danh sách.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The title.
    pub title: String,
    /// The width in characters, 1–255.
    pub width: u16,
}

/// Một ô của danh sách.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableCell {
    /// Nothing.
    Blank,
    /// Text; never taken for a formula.
    Text(String),
    /// A number.
    Number(Amount),
    /// A day.
    Day(Day),
    /// Text that opens a page.
    Link {
        /// The text.
        text: String,
        /// The address, `http(s)://…`.
        href: String,
    },
}

/// The most characters that a cell of a spreadsheet takes.
const MAX_TEXT: usize = 32_767;

/// The list as the bytes of an .xlsx file.
///
/// # Errors
/// When there are more rows than a sheet holds, or packing fails.
pub fn write_table(table: &Table) -> Result<Vec<u8>, RenderError> {
    let mut book = super::workbook(&table.title).map_err(pack)?;
    fill(book.add_worksheet(), table).map_err(pack)?;
    book.save_to_buffer().map_err(pack)
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(&table.sheet))?;
    let base = Format::new().set_font_name("Times New Roman").set_font_size(12);
    sheet.write_string_with_format(
        0,
        0,
        &table.title,
        &base.clone().set_bold().set_font_size(14),
    )?;
    let mut row = 1;
    for note in &table.notes {
        sheet.write_string_with_format(row, 0, note, &base.clone().set_italic())?;
        row += 1;
    }
    let titles = row + 1;
    let boxed = base.set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
    head(sheet, table, titles, &boxed)?;
    for (cells, at) in table.rows.iter().zip(titles + 1..) {
        for (cell, column) in cells.iter().take(table.columns.len()).zip(0u16..) {
            write(sheet, (at, column), cell, &boxed)?;
        }
    }
    frame(sheet, table, titles)
}

fn head(sheet: &mut Worksheet, table: &Table, row: u32, boxed: &Format) -> Result<(), XlsxError> {
    let look = boxed
        .clone()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_background_color(Color::RGB(0xE8_EEF5));
    for (column, index) in table.columns.iter().zip(0u16..) {
        sheet.set_column_width(index, f64::from(column.width.clamp(1, 255)))?;
        sheet.write_string_with_format(row, index, &column.title, &look)?;
    }
    Ok(())
}

fn frame(sheet: &mut Worksheet, table: &Table, titles: u32) -> Result<(), XlsxError> {
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let last_row = titles + u32::try_from(table.rows.len()).unwrap_or(u32::MAX - titles);
    if !table.columns.is_empty() {
        sheet.autofilter(titles, 0, last_row, last_column)?;
    }
    sheet.set_freeze_panes(titles + 1, 0)?;
    sheet.set_repeat_rows(titles, titles)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    at: (u32, u16),
    cell: &TableCell,
    boxed: &Format,
) -> Result<(), XlsxError> {
    let (row, column) = at;
    let wrapped = boxed.clone().set_text_wrap();
    let cut = |text: &str| text.chars().take(MAX_TEXT).collect::<String>();
    match cell {
        TableCell::Blank => sheet.write_blank(row, column, boxed)?,
        TableCell::Text(text) => {
            sheet.write_string_with_format(row, column, cut(text), &wrapped)?
        }
        TableCell::Number(amount) => number(sheet, at, *amount, boxed)?,
        TableCell::Day(day) => date(sheet, at, *day, boxed)?,
        TableCell::Link { text, href } => {
            let url = Url::new(href).set_text(cut(text));
            match sheet.write_url_with_format(row, column, url, &wrapped) {
                Ok(sheet) => sheet,
                // An address that a spreadsheet does not take: the text stays.
                Err(_) => sheet.write_string_with_format(row, column, cut(text), &wrapped)?,
            }
        }
    };
    Ok(())
}

fn number<'a>(
    sheet: &'a mut Worksheet,
    (row, column): (u32, u16),
    amount: Amount,
    boxed: &Format,
) -> Result<&'a mut Worksheet, XlsxError> {
    let digits = "0".repeat(usize::from(amount.scale.min(9)));
    let pattern = if digits.is_empty() { "#,##0".to_owned() } else { format!("#,##0.{digits}") };
    let look = boxed.clone().set_num_format(pattern).set_align(FormatAlign::Right);
    match value::exact(amount.units, amount.scale) {
        Some(number) => sheet.write_number_with_format(row, column, number, &look),
        None => sheet.write_string_with_format(row, column, amount.to_string(), &look),
    }
}

/// Days before 1900 are not known to spreadsheets and are written as text.
fn date<'a>(
    sheet: &'a mut Worksheet,
    (row, column): (u32, u16),
    day: Day,
    boxed: &Format,
) -> Result<&'a mut Worksheet, XlsxError> {
    let look = boxed.clone().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center);
    let year = u16::try_from(day.year()).unwrap_or_default();
    let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    match ExcelDateTime::from_ymd(year, month, of_month) {
        Ok(date) if year >= 1901 => sheet.write_datetime_with_format(row, column, date, &look),
        _ => sheet.write_string_with_format(row, column, day.vn(), &look),
    }
}

/// A name of at most 31 characters without those that are not allowed.
fn sheet_name(name: &str) -> String {
    let allowed = |c: char| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c };
    let name: String = name.chars().map(allowed).take(31).collect();
    let name = name.trim();
    if name.is_empty() { "Danh sách".to_owned() } else { name.to_owned() }
}
