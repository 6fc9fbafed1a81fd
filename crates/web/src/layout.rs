//! What every page has: navigation, person, language, the standing line, messages.
//!
//! It must not know what any single page shows.

use crate::assets;
use crate::i18n::Lang;
use crate::view::common::{Coded, Sort, icon_of};
use askama::filters::Safe;
use std::fmt::Write;

/// How many acts the page of an object shows.
const HISTORY: usize = 30;

/// A part of kvpt in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nav {
    /// Bàn làm việc.
    Desk,
    /// Văn bản.
    Documents,
    /// Tiếp nhận.
    Intake,
    /// Nhiệm vụ.
    Tasks,
    /// Lịch.
    Calendar,
    /// Biểu mẫu & báo cáo.
    Forms,
    /// Tổng hợp số liệu.
    Totals,
    /// Sơ kết.
    Reviews,
    /// Con người & cơ quan.
    Bodies,
    /// Sổ cái.
    Ledger,
    /// Quản trị tài khoản; in the person's menu.
    Accounts,
    /// Trao đổi giữa các nơi; in the person's menu.
    Exchange,
    /// No part: log in, errors, search.
    Nowhere,
}

impl Nav {
    /// The parts in the order of the navigation.
    pub const LISTED: &'static [Nav] = &[
        Nav::Desk,
        Nav::Documents,
        Nav::Intake,
        Nav::Tasks,
        Nav::Calendar,
        Nav::Forms,
        Nav::Totals,
        Nav::Reviews,
        Nav::Bodies,
        Nav::Ledger,
    ];

    /// Key of its wording.
    pub fn key(self) -> &'static str {
        match self {
            Self::Desk => "nav-desk",
            Self::Documents => "nav-documents",
            Self::Intake => "nav-intake",
            Self::Tasks => "nav-tasks",
            Self::Calendar => "nav-calendar",
            Self::Forms => "nav-forms",
            Self::Totals => "nav-totals",
            Self::Reviews => "nav-reviews",
            Self::Bodies => "nav-bodies",
            Self::Ledger => "nav-ledger",
            Self::Accounts => "nav-accounts",
            Self::Exchange => "nav-exchange",
            Self::Nowhere => "nav-nowhere",
        }
    }

    /// Its address.
    pub fn href(self) -> &'static str {
        match self {
            Self::Desk | Self::Nowhere => "/desk",
            Self::Documents => "/documents",
            Self::Intake => "/intake",
            Self::Tasks => "/tasks",
            Self::Calendar => "/calendar",
            Self::Forms => "/forms",
            Self::Totals => "/totals",
            Self::Reviews => "/reviews",
            Self::Bodies => "/bodies",
            Self::Ledger => "/ledger",
            Self::Accounts => "/accounts",
            Self::Exchange => "/exchange",
        }
    }

    /// Name of its icon.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Desk | Self::Nowhere => "layout-dashboard",
            Self::Documents => "file-text",
            Self::Intake => "inbox",
            Self::Tasks => "checklist",
            Self::Calendar => "calendar-time",
            Self::Forms => "table",
            Self::Totals => "chart-bar",
            Self::Reviews => "report",
            Self::Bodies => "building-community",
            Self::Ledger => "book-2",
            Self::Accounts => "settings",
            Self::Exchange => "inbox",
        }
    }
}

/// The person who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name of the account's holder.
    pub name: String,
    /// Login name.
    pub login: String,
    /// The body for which the person acts, and the role there, in words.
    pub acts_for: String,
    /// Whether the accounts page is offered.
    pub administrator: bool,
    /// Whether the page of rights in an emergency is offered.
    pub standby: bool,
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something to know.
    Note,
    /// Something was refused or went wrong.
    Fault,
}

/// A message on top of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// How it is meant.
    pub tone: Tone,
    /// Stable code, for faults.
    pub code: Option<String>,
    /// The words.
    pub text: String,
}

/// What every page has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Language.
    pub lang: Lang,
    /// The part of kvpt that is lit in the navigation.
    pub nav: Nav,
    /// The person, when logged in.
    pub person: Option<Person>,
    /// Token that every form carries.
    pub csrf: String,
    /// Name of the sample province with its mark, when the installation is a sample.
    pub sample: Option<String>,
    /// Name of this installation, under the name of the program.
    pub site: String,
    /// Path and query of this page, for the language switch.
    pub here: String,
    /// Messages on top of the page.
    pub messages: Vec<Message>,
    /// Counts beside parts of the navigation, such as what waits to be confirmed.
    pub counts: Vec<(Nav, u64)>,
}

impl Page {
    /// A page with invented content, for tests and screenshots.
    pub fn example(lang: Lang, nav: Nav) -> Self {
        Self {
            lang,
            nav,
            person: Some(Person {
                name: "Lê Thị Mẫu".into(),
                login: "mau.lt".into(),
                acts_for: "Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang (mẫu)".into(),
                administrator: true,
                standby: true,
            }),
            csrf: "3f6c0a5e9b".into(),
            sample: Some("tỉnh Sông Giang (mẫu)".into()),
            site: "Tỉnh Sông Giang (mẫu)".into(),
            here: nav.href().into(),
            messages: Vec::new(),
            counts: vec![(Nav::Intake, 14), (Nav::Tasks, 3)],
        }
    }

    /// The wording of a key.
    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.lang.t(key.as_ref())
    }

    /// The wording of a key with a number.
    pub fn tn(&self, key: &str, n: impl ToCount) -> String {
        self.lang.tn(key, n.count())
    }

    /// The wording of a key with a name `$name`.
    pub fn tw(&self, key: &str, name: impl AsRef<str>) -> String {
        self.lang.ta(key, &[("name", name.as_ref())])
    }

    /// The wording of a key with `$n` of `$of`.
    pub fn tof(&self, key: &str, n: impl ToCount, of: impl ToCount) -> String {
        let (n, of) = (self.lang.number(n.count()), self.lang.number(of.count()));
        self.lang.ta(key, &[("n", &n), ("of", &of)])
    }

    /// A whole number as the language prints it.
    pub fn number(&self, n: impl ToCount) -> String {
        self.lang.number(n.count())
    }

    /// The acts of an object that its page shows: the last ones.
    pub fn newest<'a, T>(&self, history: &'a [T]) -> &'a [T] {
        history.get(history.len().saturating_sub(HISTORY)..).unwrap_or_default()
    }

    /// How many acts of an object came before those that its page shows.
    pub fn older<T>(&self, history: &[T]) -> u64 {
        history.len().saturating_sub(HISTORY).count()
    }

    /// The label of a value of a closed list.
    pub fn code<C: Coded>(&self, value: &C) -> String {
        self.t(value.key())
    }

    /// A state as a badge: words, a shape and a colour.
    pub fn state<C: Coded>(&self, value: &C) -> Safe<String> {
        let (code, label) = (value.css(), escape(&self.code(value)));
        let icon = self.icon(icon_of(&code));
        Safe(format!("<span class=\"state state-{code}\">{icon}{label}</span>"))
    }

    /// An icon of the sprite; it says nothing to a screen reader.
    pub fn icon(&self, name: &str) -> Safe<String> {
        let sprite = assets::url("icons.svg");
        let size = "width=\"16\" height=\"16\"";
        Safe(format!(
            "<svg class=\"ic\" {size} aria-hidden=\"true\" focusable=\"false\"><use href=\"{sprite}#{name}\"></use></svg>"
        ))
    }

    /// The hidden field that every form carries.
    pub fn csrf_field(&self) -> Safe<String> {
        Safe(format!("<input type=\"hidden\" name=\"csrf\" value=\"{}\">", escape(&self.csrf)))
    }

    /// The address of a file that the page loads.
    pub fn asset(&self, path: &str) -> String {
        assets::url(path)
    }

    /// The head of a column that sorts the list, with its state for screen readers.
    pub fn sort_head(&self, key: &str, column: &str, sort: &Sort) -> Safe<String> {
        let (state, icon, next) = match (sort.by == column, sort.descending) {
            (true, false) => ("ascending", "arrow-up", format!("-{column}")),
            (true, true) => ("descending", "arrow-down", column.to_owned()),
            (false, _) => ("none", "arrows-sort", column.to_owned()),
        };
        let (label, icon) = (escape(&self.t(key)), self.icon(icon));
        let base = escape(&sort.base);
        let join = if sort.base.contains('?') { "&amp;" } else { "?" };
        Safe(format!(
            "<th scope=\"col\" aria-sort=\"{state}\"><a class=\"sort\" href=\"{base}{join}sort={next}\">{label}{icon}</a></th>"
        ))
    }

    /// The count beside a part of the navigation, when there is one.
    pub fn count(&self, nav: &Nav) -> Option<u64> {
        self.counts.iter().find(|(n, _)| n == nav).map(|(_, count)| *count).filter(|n| *n > 0)
    }
}

/// A number of things, of whatever integer type.
pub trait ToCount {
    /// The number; nothing below zero.
    fn count(&self) -> u64;
}

macro_rules! to_count {
    ($($t:ty)*) => { $(
        impl ToCount for $t {
            fn count(&self) -> u64 { u64::try_from(*self).unwrap_or(0) }
        }
    )* };
}
to_count!(u8 u32 u64 usize i64);

impl<T: ToCount> ToCount for &T {
    fn count(&self) -> u64 {
        (**self).count()
    }
}

/// Words made safe for HTML text and quoted attributes.
pub fn escape(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' | '\'' => {
                let _ = write!(safe, "&#{};", c as u32);
            }
            c => safe.push(c),
        }
    }
    safe
}
