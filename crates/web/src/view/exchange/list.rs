//! The lists of bundles received and of bundles sent: filtered, sorted, page by page.

use super::{ReceivedRow, SentRow};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use crate::view::common::{Choice, Pager, Select, Sort};
use askama::Template;

/// Gói đã nhận, gói đã gửi.
#[derive(Debug, Clone, Template)]
#[template(path = "exchange_list.html")]
pub struct ListPage {
    /// What every page has.
    pub p: Page,
    /// Key of its name.
    pub title: &'static str,
    /// Its address.
    pub action: &'static str,
    /// What is sought.
    pub query: String,
    /// Other filters.
    pub filters: Vec<Select>,
    /// How it is sorted.
    pub sort: Sort,
    /// Which part is shown.
    pub pager: Pager,
    /// Address of the spreadsheet.
    pub export: String,
    /// Bundles received.
    pub received: Vec<ReceivedRow>,
    /// Bundles sent.
    pub sent: Vec<SentRow>,
}

impl ListPage {
    /// Invented content: bundles received.
    pub fn example(lang: Lang) -> Self {
        let whole = super::ExchangePage::example(lang);
        let peers =
            vec![Choice::new("", "Tất cả", true), Choice::new("ben-trai", "ben-trai", false)];
        Self {
            p: Page::example(lang, Nav::Exchange),
            title: "exchange-received",
            action: "/exchange/received",
            query: String::new(),
            filters: vec![Select::new("peer", "Nơi gửi", peers)],
            sort: Sort { by: "noted".into(), descending: true, base: "/exchange/received".into() },
            pager: Pager { from: 1, to: 1, total: 1, prev: None, next: None },
            export: "/exchange/received.xlsx".into(),
            received: whole.received,
            sent: Vec::new(),
        }
    }

    /// Invented content: bundles sent.
    pub fn example_sent(lang: Lang) -> Self {
        let whole = super::ExchangePage::example(lang);
        Self {
            title: "exchange-sent",
            action: "/exchange/sent",
            sort: Sort { by: "made".into(), descending: true, base: "/exchange/sent".into() },
            received: Vec::new(),
            sent: whole.sent,
            ..Self::example(lang)
        }
    }
}
