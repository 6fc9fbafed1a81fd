//! The page of another site: what is known of it, bundles for it, where it is reached, its keys, the end of trust.

use super::{AskedRow, PeerRow};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// Nơi cài đặt.
#[derive(Debug, Clone, Template)]
#[template(path = "exchange_site.html")]
pub struct SitePage {
    /// What every page has.
    pub p: Page,
    /// The site.
    pub row: PeerRow,
    /// Where it is reached.
    pub address: String,
    /// Whether bundles can be made.
    pub ready: bool,
    /// Whether bundles can be pulled here.
    pub can_pull: bool,
    /// Whether a second administrator has to confirm.
    pub second: bool,
    /// What waits.
    pub asked: Vec<AskedRow>,
    /// Today.
    pub today: String,
    /// Address of the page of two accounts of its chain.
    pub fork: Option<String>,
}

impl SitePage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let whole = super::ExchangePage::example(lang);
        Self {
            p: Page::example(lang, Nav::Exchange),
            row: whole.peers.into_iter().next().unwrap_or_default(),
            address: "10.1.2.3:8443".into(),
            ready: true,
            can_pull: true,
            second: true,
            asked: whole.asked,
            today: "22/11/2026".into(),
            fork: Some("/exchange/forks/ben-trai".into()),
        }
    }
}
