//! Writes a form: rows with a value cell and a drop-down list of states; the key on a hidden sheet.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign,
    FormatBorder, Workbook, Worksheet, XlsxError,
};
use terms::{Amount, Cell};

use super::{
    CODE_TITLE, FORM_SHEET, FormKey, FormRow, FormSheet, KEY_MARK, KEY_SHEET, pack, states, value,
};
use crate::RenderError;

/// The row of the column titles, from 0.
const TITLES_ROW: u32 = 5;
/// Titles and widths of the columns.
const COLUMNS: [(&str, f64); 5] = [
    (CODE_TITLE, 12.0),
    ("Chỉ tiêu", 56.0),
    ("Đơn vị tính", 14.0),
    ("Số liệu", 16.0),
    ("Trạng thái", 18.0),
];
const HINT: &str = "Chỉ nhập cột “Số liệu” và cột “Trạng thái”; ô không có gì để nhập thì chọn trạng thái, không ghi số 0 thay cho chưa có số liệu.";

/// The form as the bytes of an .xlsx file. A cell that is not reported is left blank to be filled in.
///
/// # Errors
/// When the form is too long for a sheet or packing fails.
pub fn write_form(form: &FormSheet) -> Result<Vec<u8>, RenderError> {
    let mut book = super::workbook(&form.title).map_err(pack)?;
    fill(&mut book, form).map_err(pack)?;
    book.save_to_buffer().map_err(pack)
}

fn fill(book: &mut Workbook, form: &FormSheet) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name(FORM_SHEET)?;
    head(sheet, form)?;
    for (row, index) in form.rows.iter().zip(TITLES_ROW + 1..) {
        line(sheet, index, row)?;
    }
    states_list(sheet, form.rows.len())?;
    page(sheet)?;
    key(book.add_worksheet().set_name(KEY_SHEET)?, &form.key)
}

fn base() -> Format {
    Format::new().set_font_name("Times New Roman").set_font_size(12)
}

fn boxed() -> Format {
    base().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter)
}

/// Cells that people fill in.
fn open() -> Format {
    boxed().set_unlocked().set_background_color(Color::RGB(0xFF_F8E1))
}

fn head(sheet: &mut Worksheet, form: &FormSheet) -> Result<(), XlsxError> {
    let bold = base().set_bold();
    sheet.write_string_with_format(0, 0, &form.title, &bold.clone().set_font_size(14))?;
    let unit = format!("Đơn vị báo cáo: {}", form.unit_name);
    sheet.write_string_with_format(1, 0, unit, &base())?;
    let period = format!(
        "Kỳ báo cáo: {}. Biểu {}, phiên bản {}",
        form.period_name, form.key.form, form.key.version
    );
    sheet.write_string_with_format(2, 0, period, &base())?;
    sheet.write_string_with_format(3, 0, HINT, &base().set_italic())?;
    let title = boxed().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    for ((name, width), column) in COLUMNS.iter().zip(0u16..) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(TITLES_ROW, column, *name, &title)?;
    }
    Ok(())
}

fn line(sheet: &mut Worksheet, index: u32, row: &FormRow) -> Result<(), XlsxError> {
    let text = boxed().set_text_wrap();
    sheet.write_string_with_format(index, 0, &row.code, &text)?;
    sheet.write_string_with_format(index, 1, &row.name, &text)?;
    sheet.write_string_with_format(index, 2, &row.measure, &text)?;
    amount(sheet, index, row)?;
    let state = match row.cell {
        Cell::NotReported => "",
        other => other.label(),
    };
    if state.is_empty() {
        sheet.write_blank(index, 4, &open())?;
    } else {
        sheet.write_string_with_format(index, 4, state, &open())?;
    }
    sheet.add_data_validation(index, 3, index, 3, &number_rule(row)?)?;
    Ok(())
}

/// The value as a number where a floating-point number holds it exactly, else as Vietnamese text.
fn amount(sheet: &mut Worksheet, index: u32, row: &FormRow) -> Result<(), XlsxError> {
    let scale = row.scale.min(9);
    let digits = "0".repeat(usize::from(scale));
    let pattern = if scale == 0 { "#,##0".to_owned() } else { format!("#,##0.{digits}") };
    let look = open().set_num_format(pattern).set_align(FormatAlign::Right);
    let units = match row.cell {
        Cell::Number(units) => units,
        Cell::Zero => 0,
        _ => {
            sheet.write_blank(index, 3, &look)?;
            return Ok(());
        }
    };
    match value::exact(units, scale) {
        Some(number) => sheet.write_number_with_format(index, 3, number, &look)?,
        None => sheet.write_string_with_format(
            index,
            3,
            Amount::new(units, scale).to_string(),
            &look,
        )?,
    };
    Ok(())
}

/// Warns while typing; what counts is the check on return.
fn number_rule(row: &FormRow) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new();
    let rule = if row.scale == 0 {
        rule.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
    } else {
        rule.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
    };
    rule.set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("Số liệu chưa đúng")?
        .set_error_message(value::accepted(row.scale))
}

fn states_list(sheet: &mut Worksheet, rows: usize) -> Result<(), XlsxError> {
    let Some(last) = u32::try_from(rows).ok().filter(|&n| n > 0).map(|n| TITLES_ROW + n) else {
        return Ok(());
    };
    let list = DataValidation::new()
        .allow_list_strings(&states())?
        .set_error_title("Trạng thái không có")?
        .set_error_message("Chọn một trạng thái trong danh sách, hoặc để trống khi đã nhập số")?;
    sheet.add_data_validation(TITLES_ROW + 1, 4, last, 4, &list)?;
    Ok(())
}

fn page(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(TITLES_ROW + 1, 0)?;
    sheet.set_repeat_rows(TITLES_ROW, TITLES_ROW)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.protect();
    Ok(())
}

fn key(sheet: &mut Worksheet, key: &FormKey) -> Result<(), XlsxError> {
    let version = key.version.to_string();
    let lines = [
        ("mau", KEY_MARK),
        ("bieu", key.form.as_str()),
        ("phien_ban", version.as_str()),
        ("ky", key.period.as_str()),
        ("don_vi", key.unit.as_str()),
    ];
    for ((name, value), row) in lines.into_iter().zip(0u32..) {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, value)?;
    }
    sheet.set_hidden(true).protect();
    Ok(())
}
