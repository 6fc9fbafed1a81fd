//! The page that a figure opens: how it is computed and every cell, word and person it rests on.
//!
//! It must not compute anything.

use super::common::{CellState, CellView, Coded, Link, Origin};
use super::review::RunView;
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// One cell that a figure rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TraceCell {
    /// The unit.
    pub unit: Link,
    /// The indicator.
    pub indicator: String,
    /// The period in words.
    pub period: String,
    /// What the unit said.
    pub cell: CellView,
    /// Who entered it and when.
    pub entered: String,
    /// Who approved it and when; `None` while nobody has.
    pub approved: Option<String>,
    /// The act.
    pub act: Link,
}

/// A correction of something a figure rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CorrectionRow {
    /// When.
    pub when: String,
    /// Who.
    pub who: String,
    /// Of what.
    pub what: String,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
    /// Why.
    pub reason: String,
    /// The act.
    pub act: Link,
}

/// Nguồn của một số liệu.
#[derive(Debug, Clone, Template)]
#[template(path = "trace.html")]
pub struct TracePage {
    /// What every page has.
    pub p: Page,
    /// The figure as printed.
    pub printed: String,
    /// What it says, in words.
    pub says: String,
    /// How it is computed, in words.
    pub formula: String,
    /// Its two numbers, when it is a percentage.
    pub two_numbers: Option<String>,
    /// Units that reported.
    pub n: u64,
    /// Units that are asked; 0 when the figure is not a total over units.
    pub of: u64,
    /// The review it stands in.
    pub review: Option<Link>,
    /// The sentence it stands in.
    pub sentence: Vec<RunView>,
    /// Day on which it was frozen.
    pub frozen_on: Option<String>,
    /// What the record gives now, when that is something else.
    pub now: Option<String>,
    /// Cells it rests on.
    pub cells: Vec<TraceCell>,
    /// Things counted that are not cells: tasks, activities, documents.
    pub counted: Vec<Link>,
    /// Units that have not reported.
    pub silent: Vec<Link>,
    /// Units whom it does not concern.
    pub not_concerned: Vec<Link>,
    /// Units whose figures nobody has divided among what is asked; they are in no sum.
    pub not_divisible: Vec<Link>,
    /// Places in texts that it rests on.
    pub origins: Vec<Origin>,
    /// Corrections since.
    pub corrections: Vec<CorrectionRow>,
    /// The cells as a spreadsheet.
    pub export: Option<String>,
}

impl TracePage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let cell = |unit: &str, cell, approved: Option<&str>| TraceCell {
            unit: Link::new(unit, "/units/SG-31"),
            indicator: "Số người được bồi dưỡng".into(),
            period: "năm 2026".into(),
            cell,
            entered: "Trần Văn Thử, 05/11/2026".into(),
            approved: approved.map(Into::into),
            act: Link::new("SG-000530", "/ledger/SG/530"),
        };
        Self {
            p: Page::example(lang, Nav::Reviews),
            printed: "12.011".into(),
            says: "Số người được bồi dưỡng kiến thức quốc phòng và an ninh trong năm 2026 của toàn tỉnh Sông Giang (mẫu), tính trên các xã, phường có báo cáo.".into(),
            formula: "Tổng của chỉ tiêu “Số người được bồi dưỡng” (biểu QP-01) của các xã, phường thuộc tỉnh theo địa giới ngày 21/11/2026.".into(),
            two_numbers: None,
            n: 95,
            of: 97,
            review: Some(Link::new("Sơ kết 4 năm thực hiện Nghị quyết 24-NQ/SG", "/reviews/SG-90")),
            sentence: vec![RunView::words("Toàn tỉnh bồi dưỡng kiến thức quốc phòng và an ninh cho "), RunView::figure("12.011", "/trace/SG-90/s3"), RunView::words(" người.")],
            frozen_on: Some("22/11/2026".into()),
            now: Some("12.029".into()),
            cells: vec![cell("phường An Giang Thượng", CellView::number("402"), Some("Lê Thị Mẫu, 08/11/2026")), cell("xã Tân Phú Đông", CellView::number("1.234"), None), cell("xã Cồn Dài", CellView::of(CellState::NoneOccurred), Some("Lê Thị Mẫu, 08/11/2026"))],
            counted: vec![],
            silent: vec![Link::new("xã Bến Trại", "/units/SG-31"), Link::new("xã Đông Hòa", "/units/SG-33")],
            not_concerned: vec![],
            not_divisible: vec![],
            origins: vec![super::task::example_origin()],
            corrections: vec![CorrectionRow { when: "16:45 ngày 22/11/2026".into(), who: "Trần Văn Thử".into(), what: "phường An Giang Thượng, năm 2026".into(), before: "402".into(), after: "420".into(), reason: "Cộng thiếu một lớp".into(), act: Link::new("SG-000601", "/ledger/SG/601") }],
            export: Some("/trace/SG-90/s3.xlsx".into()),
        }
    }
}
