//! The page of two accounts of one chain: where they part, who brought each, what each says, and the decision.

use super::AskedRow;
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountCard {
    /// Key of what it is.
    pub title: &'static str,
    /// Number of its last act.
    pub end_seq: u64,
    /// Fingerprint of its last act.
    pub end: String,
    /// When its last act was recorded.
    pub until: Option<String>,
    /// How many of its acts behind the parting are here.
    pub acts: u64,
    /// How many acts of others rest on them.
    pub hangs: u64,
    /// Bundles that brought it: sentence of site, number, time and way.
    pub brought: Vec<String>,
    /// Sites that signed for it, with the last act signed for.
    pub vouched: Vec<(String, u64)>,
    /// Its first acts behind the parting: number, when, who, what.
    pub rows: Vec<(u64, String, String, String)>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecidedRow {
    /// Key of what stood.
    pub what: &'static str,
    /// The end that stood and the end that was set aside.
    pub ends: (u64, u64),
    /// Why.
    pub reason: String,
    /// Who decided, and when.
    pub by: String,
    /// Who confirmed it, and when.
    pub confirmed: Option<String>,
    /// Address of the act.
    pub href: String,
}

/// Hai bên khác nhau về một chuỗi.
#[derive(Debug, Clone, Template)]
#[template(path = "exchange_fork.html")]
pub struct ForkPage {
    /// What every page has.
    pub p: Page,
    /// The chain.
    pub chain: String,
    /// What its site is called.
    pub name: String,
    /// Whether it is this site's.
    pub own: bool,
    /// The last act on which both agree.
    pub after: u64,
    /// The first act known to differ.
    pub seq: u64,
    /// When it was recorded here.
    pub day: Option<String>,
    /// Whether a decision lacks.
    pub open: bool,
    /// Whether a decision waits for a second administrator.
    pub second: bool,
    /// Hash of the last act held here, and of the other account: what is decided on.
    pub ends: (String, String),
    /// Both accounts, the one held here first.
    pub accounts: Vec<AccountCard>,
    /// Claims: bundle, made, end, fingerprint.
    pub claims: Vec<(String, String, u64, String)>,
    /// A decision that waits.
    pub asked: Option<AskedRow>,
    /// Decisions, the last first.
    pub decided: Vec<DecidedRow>,
    /// Reason as typed.
    pub reason: String,
}

impl ForkPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let print = "3f6c 0a5e 9b77 10c2 88d1 4e0b 6a25 f093";
        let row = |seq, words: &str| {
            let by = "Cán bộ xã mẫu, UBND xã Bến Trại (mẫu)";
            (seq, "21/11/2026 08:10".to_owned(), by.to_owned(), words.to_owned())
        };
        let account = |title, end_seq, words: &str| AccountCard {
            title,
            end_seq,
            end: print.into(),
            until: Some("21/11/2026 08:10".into()),
            acts: 1,
            hangs: 2,
            brought: vec!["ben-trai, gói số 6, 22/11/2026 08:00, nhập từ tệp".into()],
            vouched: vec![("ben-trai".into(), end_seq)],
            rows: vec![row(215, words)],
        };
        Self {
            p: Page::example(lang, Nav::Exchange),
            chain: "ben-trai".into(),
            name: "UBND xã Bến Trại (mẫu)".into(),
            own: false,
            after: 214,
            seq: 215,
            day: Some("21/11/2026".into()),
            open: true,
            second: true,
            ends: ("0".repeat(64), "1".repeat(64)),
            accounts: vec![
                account("fork-here", 218, "Nộp báo cáo (mẫu)"),
                account("fork-other", 216, "Giao nhiệm vụ (mẫu)"),
            ],
            claims: vec![(
                "ben-trai, gói số 6, 22/11/2026 08:00, nhập từ tệp".into(),
                "21/11/2026 17:30".into(),
                216,
                print.into(),
            )],
            asked: None,
            decided: vec![DecidedRow {
                what: "fork-stood-here",
                ends: (210, 209),
                reason: "đã đối chiếu sổ giấy".into(),
                by: "Trần Văn Thử, 01/11/2026 09:00".into(),
                confirmed: Some("Lê Thị Mẫu, 01/11/2026 10:00".into()),
                href: "/ledger/song-giang/300".into(),
            }],
            reason: String::new(),
        }
    }
}
