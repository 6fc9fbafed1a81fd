//! Taking a register in from a spreadsheet: which sheet, and what a file would do before it does it.

use super::common::Link;
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// A sheet that can be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// What is taken in.
    pub name: String,
    /// Its code in addresses.
    pub code: String,
    /// The columns: title, whether it must be filled, what is accepted.
    pub columns: Vec<(String, bool, String)>,
}

/// Nhập từ bảng tính.
#[derive(Debug, Clone, Template)]
#[template(path = "import.html")]
pub struct ImportPage {
    /// What every page has.
    pub p: Page,
    /// The sheets.
    pub sheets: Vec<SheetLine>,
    /// The most rows of a file.
    pub most: u64,
}

impl ImportPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Bodies),
            sheets: vec![SheetLine {
                name: "Cơ quan, tổ chức".into(),
                code: "bodies".into(),
                columns: vec![
                    ("Tên cơ quan".into(), true, "tên đầy đủ".into()),
                    ("Tên ngắn".into(), false, String::new()),
                ],
            }],
            most: 5000,
        }
    }
}

/// A row of the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedLine {
    /// Row of the sheet.
    pub row: u32,
    /// What it is about.
    pub what: String,
    /// What changes, one line each.
    pub changes: Vec<String>,
}

/// What is wrong with a cell or row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultLine {
    /// Row of the sheet.
    pub row: u32,
    /// The cell; may be empty.
    pub cell: String,
    /// Its column; may be empty.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What happened and what to do.
    pub words: String,
    /// Stable code.
    pub code: String,
}

/// Xem trước khi nhập.
#[derive(Debug, Clone, Template)]
#[template(path = "import_preview.html")]
pub struct PreviewPage {
    /// What every page has.
    pub p: Page,
    /// What is taken in.
    pub name: String,
    /// Name of the file.
    pub file: String,
    /// Where it is applied.
    pub action: String,
    /// The fields that go along.
    pub fields: Vec<(String, String)>,
    /// What comes new.
    pub new: Vec<PlannedLine>,
    /// What changes.
    pub changed: Vec<PlannedLine>,
    /// How many rows say what is on record.
    pub same: u64,
    /// What is wrong.
    pub faults: Vec<FaultLine>,
    /// Whether it can be applied.
    pub ready: bool,
    /// Back to the sheets.
    pub back: Link,
}

impl PreviewPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let line = |row, what: &str, changes: &[&str]| PlannedLine {
            row,
            what: what.into(),
            changes: changes.iter().map(|c| (*c).into()).collect(),
        };
        Self {
            p: Page::example(lang, Nav::Bodies),
            name: "Cơ quan, tổ chức".into(),
            file: "co-quan.xlsx".into(),
            action: "/import/bodies/apply".into(),
            fields: vec![("sha256".into(), "0".repeat(64))],
            new: vec![line(8, "Ủy ban nhân dân xã Bến Trại", &[])],
            changed: vec![line(9, "Sở Ngoại vụ", &["Tên ngắn: chưa ghi → SNgV"])],
            same: 3,
            faults: vec![FaultLine {
                row: 12,
                cell: "F12".into(),
                column: "Từ ngày".into(),
                value: "31/02/2026".into(),
                words: "Nội dung ô không phải là một ngày có trong lịch.".into(),
                code: "import.day-bad".into(),
            }],
            ready: false,
            back: Link::new(lang.t("import-title"), "/import"),
        }
    }
}
