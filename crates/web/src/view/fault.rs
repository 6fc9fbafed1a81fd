//! Pages for what did not work, and the question before what cannot be undone.
//!
//! It must not know why something failed beyond the words it is given.

use super::common::Link;
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// Trang báo lỗi: what happened, why, what to do.
#[derive(Debug, Clone, Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// What every page has.
    pub p: Page,
    /// HTTP status.
    pub status: u16,
    /// Stable code of the refusal.
    pub code: String,
    /// What happened.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do.
    pub todo: String,
    /// Where to go from here.
    pub back: Link,
    /// Names the request in the log of the program.
    pub reference: Option<String>,
}

impl ErrorPage {
    /// The page for a status for which there is no better wording.
    pub fn of_status(p: Page, status: u16, code: impl Into<String>) -> Self {
        let known = match status {
            403 | 404 | 409 | 413 | 422 => status,
            _ => 500,
        };
        let word = |part: &str| p.lang.t(&format!("error-{known}-{part}"));
        let (what, why, todo) = (word("what"), word("why"), word("todo"));
        let back = Link::new(p.t("error-back"), "/desk");
        Self { p, status, code: code.into(), what, why, todo, back, reference: None }
    }

    /// Invented content for a status.
    pub fn example(lang: Lang, status: u16) -> Self {
        let p = Page::example(lang, Nav::Nowhere);
        let mut page = Self::of_status(p, status, format!("http.{status}"));
        page.reference = (status == 500).then(|| "7c1e-0042".into());
        page
    }
}

/// Câu hỏi xác nhận: works without a script.
#[derive(Debug, Clone, Template)]
#[template(path = "confirm.html")]
pub struct ConfirmPage {
    /// What every page has.
    pub p: Page,
    /// The question.
    pub question: String,
    /// What follows from yes.
    pub consequence: String,
    /// Where the answer goes.
    pub action: String,
    /// Words on the button.
    pub button: String,
    /// Hidden fields sent along: name and value.
    pub fields: Vec<(String, String)>,
    /// Whether a reason is asked.
    pub asks_reason: bool,
    /// Whether it takes something away.
    pub danger: bool,
    /// Where no leads.
    pub back: String,
    /// Why the person may not, in words; then there is no button.
    pub refused: Option<String>,
}

impl ConfirmPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Accounts),
            question: "Đóng tài khoản cu.nv của Nguyễn Văn Cũ?".into(),
            consequence:
                "Người này không đăng nhập được nữa. Những gì đã nhập vẫn giữ nguyên trong sổ cái."
                    .into(),
            action: "/accounts/cu.nv/close".into(),
            button: "Đóng tài khoản".into(),
            fields: vec![("account".into(), "cu.nv".into())],
            asks_reason: true,
            danger: true,
            back: "/accounts".into(),
            refused: None,
        }
    }
}
