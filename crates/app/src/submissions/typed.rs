//! What people type into the cells of a report: numbers as they write them, or one of the stated absences.

use record::object::Form;
use record::payload::CellEntry;
use terms::{Aggregation, Amount, Cell, Period};

/// One cell as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypedCell {
    /// Code of the indicator.
    pub indicator: String,
    /// Code of the state (`number`, `zero`, `none_occurred`, `not_applicable`, `not_reported`), or nothing: the value
    /// says it.
    pub state: String,
    /// The number as typed (`1.234,5`).
    pub value: String,
    /// Remark.
    pub note: String,
}

/// What is wrong with a cell as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFault {
    /// Code of the indicator.
    pub indicator: String,
    /// What was typed.
    pub value: String,
    /// What is wrong and what is accepted.
    pub message: String,
}

/// The cells of what was typed, or every fault. A cell left wholly blank is not touched.
pub(crate) fn cells(
    form: &Form,
    period: Period,
    typed: &[TypedCell],
) -> Result<Vec<CellEntry>, Vec<EntryFault>> {
    let mut entries = Vec::new();
    let mut faults = Vec::new();
    for cell in typed {
        match one(form, period, cell) {
            Ok(entry) => entries.extend(entry),
            Err(message) => faults.push(EntryFault {
                indicator: cell.indicator.clone(),
                value: cell.value.clone(),
                message,
            }),
        }
    }
    if faults.is_empty() { Ok(entries) } else { Err(faults) }
}

fn one(form: &Form, period: Period, typed: &TypedCell) -> Result<Option<CellEntry>, String> {
    let value = typed.value.trim();
    if value.is_empty() && typed.state.is_empty() {
        return Ok(None);
    }
    let Some(asked) = form.indicator(period, &typed.indicator) else {
        return Err("Biểu mẫu không có chỉ tiêu này; tải lại trang rồi nhập lại.".to_owned());
    };
    if asked.aggregation == Aggregation::Ratio {
        return Err("Chỉ tiêu tỷ lệ do hệ thống tính; nhập hai chỉ tiêu thành phần.".to_owned());
    }
    let cell = cell(typed.state.as_str(), value, asked.scale)?;
    let note = Some(typed.note.trim().to_owned()).filter(|n| !n.is_empty());
    Ok(Some(CellEntry { indicator: typed.indicator.clone(), cell, note }))
}

fn cell(state: &str, value: &str, scale: u8) -> Result<Cell, String> {
    match (state, value) {
        ("" | "number", "") => Err(accepted(scale)),
        ("" | "number", value) => match Amount::parse(value, scale) {
            Ok(amount) if amount.units == 0 => Ok(Cell::Zero),
            Ok(amount) if amount.units < 0 => Err(format!("Số âm. {}", accepted(scale))),
            Ok(amount) => Ok(Cell::Number(amount.units)),
            Err(_) => Err(format!("“{value}” không phải là số. {}", accepted(scale))),
        },
        ("zero", "" | "0") => Ok(Cell::Zero),
        (state, "") => Cell::from_code(state, None)
            .ok_or_else(|| "Trạng thái không có trong danh sách; chọn lại.".to_owned()),
        (_, value) => {
            Err(format!("Trạng thái không khớp với số “{value}”; xóa số hoặc chọn “số liệu”."))
        }
    }
}

fn accepted(scale: u8) -> String {
    match scale {
        0 => "Nhập số nguyên không âm, ví dụ 1.234, hoặc chọn một trạng thái.".to_owned(),
        n => format!("Nhập số không âm, có không quá {n} chữ số sau dấu phẩy, ví dụ 1.234,5."),
    }
}
