//! The audit of the ledger from a page: asked for, going on, ended.

use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// A chain as the audit found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainRow {
    /// Whose.
    pub site: String,
    /// Acts.
    pub acts: u64,
    /// How many of them were withheld from this site.
    pub withheld: u64,
    /// When the last was entered.
    pub last: String,
    /// Fingerprint of its end.
    pub head: String,
}

/// An audit that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReportView {
    /// When it was made, and who asked for it.
    pub made: String,
    /// Who asked for it.
    pub by: String,
    /// The outcome in one sentence.
    pub outcome: String,
    /// Whether nothing was found.
    pub clean: bool,
    /// What was checked, in one paragraph.
    pub scope: String,
    /// The chains.
    pub chains: Vec<ChainRow>,
    /// What was found, each in one line.
    pub findings: Vec<String>,
    /// What was set aside by a decision, each in one line.
    pub aside: Vec<String>,
}

/// Kiểm tra sổ cái.
#[derive(Debug, Clone, Template)]
#[template(path = "audit.html")]
pub struct AuditPage {
    /// What every page has.
    pub p: Page,
    /// Acts looked at of acts expected, and since when, while an audit goes on.
    pub going: Option<(u64, u64, String)>,
    /// The last report since the program started.
    pub report: Option<AuditReportView>,
}

impl AuditPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Ledger),
            going: Some((1200, 4800, "28/11/2026 08:00".into())),
            report: Some(AuditReportView {
                made: "21/11/2026 17:30".into(),
                by: "Lê Thị Mẫu".into(),
                outcome: "Phát hiện 1 sai lệch.".into(),
                clean: false,
                scope: "Đã kiểm tra với từng hành vi: mã băm, liên kết, số thứ tự.".into(),
                chains: vec![ChainRow {
                    site: "song-giang".into(),
                    acts: 4800,
                    withheld: 3,
                    last: "21/11/2026 17:12".into(),
                    head: "3f6c0a5e 9b7710c2 88d14e0b 6a25f093 3f6c0a5e 9b7710c2 88d14e0b 6a25f093"
                        .into(),
                }],
                findings: vec![
                    "Chuỗi song-giang, hành vi số 12: không nối tiếp hành vi đứng trước.".into(),
                ],
                aside: vec!["Chuỗi ben-trai: hai bản khác nhau sau hành vi số 7.".into()],
            }),
        }
    }
}
