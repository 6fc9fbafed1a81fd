//! Pages of the register: people in office, bodies, administrative units, each through time.
//!
//! People appear with the posts they hold, and with nothing else.

use super::common::{ActLine, Fact, Link, Pager, Select, example_acts};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// A stretch of time with what held then.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// What held: a name, a post, a parent.
    pub what: Link,
    /// More about it.
    pub note: String,
    /// From when, as printed.
    pub from: String,
    /// Until when, as printed; empty while no end is known.
    pub to: String,
    /// The document that says so.
    pub basis: Option<Link>,
}

impl Span {
    pub(crate) fn example(what: &str, from: &str, to: &str) -> Self {
        Self {
            what: Link::new(what, "/bodies/SG-31"),
            note: String::new(),
            from: from.into(),
            to: to.into(),
            basis: Some(Link::new("07-CT/TU", "/documents/SG-12")),
        }
    }
}

/// One person in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonRow {
    /// Name.
    pub person: Link,
    /// Rank.
    pub rank: String,
    /// Post held now, or last.
    pub post: String,
    /// From and until.
    pub span: String,
}

/// Danh sách người giữ chức vụ.
#[derive(Debug, Clone, Template)]
#[template(path = "people.html")]
pub struct PeoplePage {
    /// What every page has.
    pub p: Page,
    /// What is searched for.
    pub query: String,
    /// The rows.
    pub rows: Vec<PersonRow>,
    /// Part of the list.
    pub pager: Pager,
    /// The same list as a spreadsheet.
    pub export: String,
    /// Where another one is entered, for whoever may.
    pub add: Option<Link>,
}

impl PeoplePage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let row = |name: &str, rank: &str, post: &str| PersonRow {
            person: Link::new(name, "/people/SG-3"),
            rank: rank.into(),
            post: post.into(),
            span: "từ 01/07/2025".into(),
        };
        Self {
            p: Page::example(lang, Nav::Bodies),
            query: String::new(),
            rows: vec![
                row("Phạm Văn Ví Dụ", "", "Bí thư Tỉnh ủy Sông Giang (mẫu)"),
                row("Trần Văn Thử", "", "Chủ tịch Ủy ban nhân dân xã Bến Trại"),
                row(
                    "Vũ Minh Họa",
                    "Đại tá",
                    "Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh Sông Giang (mẫu)",
                ),
            ],
            pager: Pager { from: 1, to: 3, total: 3, prev: None, next: None },
            export: "/people.xlsx".into(),
            add: Some(Link::new(lang.t("people-new"), "/people/new")),
        }
    }
}

/// Một người giữ chức vụ.
#[derive(Debug, Clone, Template)]
#[template(path = "person.html")]
pub struct PersonPage {
    /// What every page has.
    pub p: Page,
    /// Name.
    pub name: String,
    /// Why the entry was taken back, when it was.
    pub unmade: Option<String>,
    /// Posts with their times.
    pub posts: Vec<Span>,
    /// Ranks with their times.
    pub ranks: Vec<Span>,
    /// Where a post is entered, and its end, for whoever may.
    pub actions: Vec<Link>,
    /// What was done to the entry.
    pub history: Vec<ActLine>,
    /// Address of its history.
    pub history_href: String,
}

impl PersonPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Bodies),
            name: "Vũ Minh Họa".into(),
            unmade: None,
            posts: vec![
                Span::example(
                    "Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh Sông Giang (mẫu)",
                    "01/07/2025",
                    "",
                ),
                Span::example(
                    "Tham mưu trưởng Bộ Chỉ huy quân sự tỉnh Sông Giang (mẫu)",
                    "trước 11/2022",
                    "30/06/2025",
                ),
            ],
            ranks: vec![Span {
                what: Link::new("Đại tá", ""), ..Span::example("", "2024", "")
            }],
            actions: vec![
                Link::new(lang.t("posts-new"), "/posts/new"),
                Link::new(lang.t("posts-left"), "/posts/left"),
            ],
            history: example_acts(),
            history_href: "/history/person/SG-3".into(),
        }
    }
}

/// One body in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BodyRow {
    /// The body.
    pub body: Link,
    /// Short name.
    pub short_name: String,
    /// Kind, in words.
    pub kind: String,
    /// How deep in the tree, 0–4.
    pub depth: u8,
    /// Open tasks that it leads.
    pub open_tasks: u64,
    /// Overdue tasks that it leads.
    pub overdue: u64,
    /// Its last day, when it has ceased.
    pub ceased_on: Option<String>,
    /// Who stands at its head on the day; empty when not known.
    pub head: String,
}

/// Danh sách cơ quan, tổ chức.
#[derive(Debug, Clone, Template)]
#[template(path = "bodies.html")]
pub struct BodiesPage {
    /// What every page has.
    pub p: Page,
    /// What is searched for.
    pub query: String,
    /// The day asked, as `dd/mm/yyyy`, for the field.
    pub day: String,
    /// Filters by kind.
    pub filters: Vec<Select>,
    /// The rows.
    pub rows: Vec<BodyRow>,
    /// Part of the list.
    pub pager: Pager,
    /// The same list as a spreadsheet.
    pub export: String,
    /// Where another one is entered, for whoever may.
    pub add: Option<Link>,
}

impl BodiesPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let row = |name: &str, short: &str, kind: &str, depth, open_tasks, overdue| BodyRow {
            body: Link::new(name, "/bodies/SG-31"),
            short_name: short.into(),
            kind: kind.into(),
            depth,
            open_tasks,
            overdue,
            ceased_on: None,
            head: if depth == 0 { "Chủ tịch: Trần Văn Thử".into() } else { String::new() },
        };
        let mut ceased = row(
            "Ủy ban nhân dân huyện Hạ Giang",
            "UBND huyện Hạ Giang",
            "Ủy ban nhân dân",
            1,
            0,
            0,
        );
        ceased.ceased_on = Some("30/06/2025".into());
        Self {
            p: Page::example(lang, Nav::Bodies),
            query: String::new(),
            day: "23/11/2026".into(),
            filters: vec![],
            rows: vec![
                row("Tỉnh ủy Sông Giang (mẫu)", "Tỉnh ủy", "Cấp ủy", 0, 0, 0),
                row(
                    "Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang (mẫu)",
                    "BCĐ KVPT tỉnh",
                    "Ban chỉ đạo",
                    1,
                    2,
                    0,
                ),
                row(
                    "Ủy ban nhân dân tỉnh Sông Giang (mẫu)",
                    "UBND tỉnh",
                    "Ủy ban nhân dân",
                    0,
                    12,
                    0,
                ),
                row("Ủy ban nhân dân xã Bến Trại", "UBND xã Bến Trại", "Ủy ban nhân dân", 1, 4, 1),
                ceased,
            ],
            pager: Pager {
                from: 1,
                to: 5,
                total: 214,
                prev: None,
                next: Some("/bodies?page=2".into()),
            },
            export: "/bodies.xlsx".into(),
            add: Some(Link::new(lang.t("bodies-new"), "/bodies/new")),
        }
    }
}

/// One unit in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// Type and name.
    pub unit: Link,
    /// Level.
    pub level: terms::UnitLevel,
    /// Code on that day.
    pub code: String,
    /// The unit above it.
    pub parent: String,
    /// From and until.
    pub span: String,
    /// Units it was formed from, in words.
    pub formed_from: String,
}

/// Danh sách đơn vị hành chính.
#[derive(Debug, Clone, Template)]
#[template(path = "units.html")]
pub struct UnitsPage {
    /// What every page has.
    pub p: Page,
    /// What is searched for.
    pub query: String,
    /// The day asked, as `dd/mm/yyyy`, for the field.
    pub day: String,
    /// Filters by level.
    pub filters: Vec<Select>,
    /// The rows.
    pub rows: Vec<UnitRow>,
    /// Part of the list.
    pub pager: Pager,
    /// The same list as a spreadsheet.
    pub export: String,
    /// Where another one is entered, for whoever may.
    pub add: Option<Link>,
    /// Map by centre points as SVG with presentation attributes only.
    pub map: Option<String>,
}

impl UnitsPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let row = |name: &str, level, code: &str, formed: &str| UnitRow {
            unit: Link::new(name, "/units/SG-31"),
            level,
            code: code.into(),
            parent: "tỉnh Sông Giang (mẫu)".into(),
            span: "từ 01/07/2025".into(),
            formed_from: formed.into(),
        };
        Self {
            p: Page::example(lang, Nav::Bodies),
            query: String::new(),
            day: "23/11/2026".into(),
            filters: vec![],
            rows: vec![
                row(
                    "phường An Giang Thượng",
                    terms::UnitLevel::Commune,
                    "99001",
                    "phường 1, phường 2",
                ),
                row(
                    "xã Bến Trại",
                    terms::UnitLevel::Commune,
                    "99014",
                    "xã Bến Trại, xã Bến Chùa, một phần xã Cồn Dài",
                ),
            ],
            pager: Pager { from: 1, to: 2, total: 97, prev: None, next: None },
            export: "/units.xlsx".into(),
            add: Some(Link::new(lang.t("units-new"), "/units/new")),
            map: None,
        }
    }
}

/// Một đơn vị hành chính.
#[derive(Debug, Clone, Template)]
#[template(path = "unit.html")]
pub struct UnitPage {
    /// What every page has.
    pub p: Page,
    /// Type and name on the day.
    pub name: String,
    /// Level, code, parent, centre point, time.
    pub facts: Vec<Fact>,
    /// Its last day, when it has ceased.
    pub ceased_on: Option<String>,
    /// Names over time.
    pub names: Vec<Span>,
    /// Units it was formed from, with the share as the note.
    pub predecessors: Vec<Span>,
    /// Units it went into, with the share as the note.
    pub successors: Vec<Span>,
    /// Units right below it.
    pub below: Vec<Link>,
    /// Its bodies.
    pub bodies: Vec<Link>,
    /// Its reports.
    pub reports: Vec<super::form::OwnReport>,
    /// Pages on which changes are entered.
    pub changes: Vec<Link>,
    /// What was done to the entry.
    pub history: Vec<ActLine>,
    /// Address of its history.
    pub history_href: String,
}

impl UnitPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let part = |what: &str, note: &str| Span {
            note: note.into(),
            ..Span::example(what, "01/07/2025", "")
        };
        let report = super::form::OwnReport {
            title: "QP-01, năm 2025".into(),
            href: "/submissions/SG-61".into(),
            state: super::form::MatrixState::Approved,
            on_time_until: "15/12/2025".into(),
        };
        Self {
            p: Page::example(lang, Nav::Bodies),
            name: "xã Bến Trại".into(),
            facts: vec![
                Fact::new(lang.t("unit-level"), lang.t("level-commune")),
                Fact::new(lang.t("unit-code"), "99014"),
                Fact::link(lang.t("unit-parent"), "tỉnh Sông Giang (mẫu)", "/units/SG-1"),
                Fact::new(lang.t("unit-centre"), "10,123456; 106,123456"),
            ],
            ceased_on: None,
            names: vec![Span::example("xã Bến Trại", "01/07/2025", "")],
            predecessors: vec![
                part("xã Bến Chùa", "toàn bộ diện tích, toàn bộ dân số"),
                part("xã Cồn Dài", "một phần diện tích, một phần dân số"),
            ],
            successors: vec![],
            below: vec![],
            bodies: vec![Link::new("Ủy ban nhân dân xã Bến Trại", "/bodies/SG-31")],
            reports: vec![report],
            changes: vec![Link::new(lang.t("units-rename"), "/units/renamed?unit=SG:1")],
            history: example_acts(),
            history_href: "/history/unit/SG-31".into(),
        }
    }
}
