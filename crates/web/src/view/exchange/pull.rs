//! The page of a pull: how far it is, what came.

use super::BundleCard;
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// Lấy gói.
#[derive(Debug, Clone, Template)]
#[template(path = "exchange_pull.html")]
pub struct PullPage {
    /// What every page has.
    pub p: Page,
    /// Bytes that came, bytes expected, and since when.
    pub going: Option<(u64, u64, String)>,
    /// From which site.
    pub site: String,
    /// When it ended.
    pub ended: Option<String>,
    /// What came.
    pub bundles: Vec<BundleCard>,
}

impl PullPage {
    /// Invented content: while it goes on.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Exchange),
            going: Some((40_000, 120_000, "22/11/2026 08:00".into())),
            site: "ben-trai".into(),
            ended: None,
            bundles: Vec::new(),
        }
    }

    /// Invented content: when it ended.
    pub fn example_ended(lang: Lang) -> Self {
        Self {
            going: None,
            ended: Some("22/11/2026 08:01".into()),
            bundles: super::BundlesPage::example(lang).bundles,
            ..Self::example(lang)
        }
    }
}
