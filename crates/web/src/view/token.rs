//! The page of tokens by which other programs act for an account.
//!
//! It must not know a token but the one that was just made.

use super::common::{Choice, Pager, Select, Sort};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;
use terms::Scope;

/// One token in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// What it is known by.
    pub token: String,
    /// What it is for.
    pub name: String,
    /// Login of the account it acts for.
    pub login: String,
    /// What it lets a program do.
    pub scopes: Vec<Scope>,
    /// Who made it and on which day.
    pub made: String,
    /// The last day on which it is taken.
    pub until: String,
    /// Whether it ran out.
    pub over: bool,
    /// The last day on which it was used.
    pub used: Option<String>,
}

/// Mã truy cập.
#[derive(Debug, Clone, Template)]
#[template(path = "tokens.html")]
pub struct TokensPage {
    /// What every page has.
    pub p: Page,
    /// The tokens.
    pub rows: Vec<TokenRow>,
    /// What is sought among them.
    pub query: String,
    /// Other filters.
    pub filters: Vec<Select>,
    /// How they are sorted.
    pub sort: Sort,
    /// Which part is shown.
    pub pager: Pager,
    /// Address of the spreadsheet.
    pub export: String,
    /// Accounts for which one can be made.
    pub accounts: Vec<Choice>,
    /// Scopes to choose from, those chosen marked.
    pub scopes: Vec<(Scope, bool)>,
    /// Name as typed.
    pub name: String,
    /// Last day as typed.
    pub until: String,
    /// The token just made: shown once.
    pub made: Option<String>,
}

impl TokensPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let row = |token: &str, name: &str, over: bool, used: Option<&str>| TokenRow {
            token: token.into(),
            name: name.into(),
            login: "thu.tv".into(),
            scopes: vec![Scope::Read, Scope::WriteIntake],
            made: "mau.lt, 22/11/2026".into(),
            until: "20/02/2027".into(),
            over,
            used: used.map(str::to_owned),
        };
        Self {
            p: Page::example(lang, Nav::Accounts),
            rows: vec![
                row("q7Hn2bXa", "Phần mềm quản lý văn bản (mẫu)", false, Some("22/11/2026")),
                row("Zk41mPwe", "Bảng theo dõi của phòng (mẫu)", true, None),
            ],
            query: String::new(),
            filters: Vec::new(),
            sort: Sort { by: "name".into(), descending: false, base: "/tokens".into() },
            pager: Pager { from: 1, to: 2, total: 2, prev: None, next: None },
            export: "/tokens.xlsx".into(),
            accounts: vec![Choice::new("thu.tv", "thu.tv, Trần Văn Thử", true)],
            scopes: Scope::ALL.iter().map(|s| (*s, *s == Scope::Read)).collect(),
            name: String::new(),
            until: String::new(),
            made: Some("kvpt_mau-khong-phai-ma-that".into()),
        }
    }
}
