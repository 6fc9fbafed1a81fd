//! Pages over many bodies: the chart of a chain, what stands vacant, who leads and who carries out.

use super::common::{Coded, Link, Pager, Select};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;
use terms::{Charge, Field};

/// A body of the chart as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartLine {
    /// The body.
    pub body: Link,
    /// How deep it stands, 0–4.
    pub depth: u8,
    /// Who stands at its head.
    pub head: String,
    /// Posts that stand vacant.
    pub vacant: String,
    /// The chart with this body at the top, where others stand below it.
    pub chart: Option<String>,
}

/// Sơ đồ tổ chức.
#[derive(Debug, Clone, Template)]
#[template(path = "chart.html")]
pub struct ChartPage {
    /// What every page has.
    pub p: Page,
    /// The day asked.
    pub day: String,
    /// Which chain.
    pub filters: Vec<Select>,
    /// The body at the top, when one was asked; its reference for the form.
    pub top: Option<(Link, String)>,
    /// The whole chart, when a part is shown.
    pub whole: String,
    /// The picture, as SVG with presentation attributes only.
    pub svg: String,
    /// The same as a list.
    pub items: Vec<ChartLine>,
    /// How many posts stand vacant.
    pub vacant: u64,
    /// How many bodies are not drawn.
    pub not_drawn: u64,
}

impl ChartPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let line = |name: &str, depth, vacant: &str| ChartLine {
            body: Link::new(name, "/bodies/SG-31"),
            depth,
            head: "Chủ tịch: Trần Văn Thử".into(),
            vacant: vacant.into(),
            chart: (depth == 0).then(|| "/bodies/chart?top=SG-31".into()),
        };
        Self {
            p: Page::example(lang, Nav::Bodies),
            day: "23/11/2026".into(),
            filters: vec![],
            top: None,
            whole: "/bodies/chart".into(),
            svg: String::new(),
            items: vec![
                line("Ủy ban nhân dân tỉnh Sông Giang (mẫu)", 0, ""),
                line("Sở Ngoại vụ Sông Giang (mẫu)", 1, "Giám đốc"),
            ],
            vacant: 1,
            not_drawn: 3,
        }
    }
}

/// A post that stands vacant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VacantLine {
    /// The body.
    pub body: Link,
    /// The post.
    pub post: String,
    /// How many may hold it.
    pub seats: u64,
    /// How many are missing.
    pub vacant: u64,
    /// Since when.
    pub since: String,
    /// The body above.
    pub parent: String,
}

/// Chức vụ khuyết.
#[derive(Debug, Clone, Template)]
#[template(path = "vacant.html")]
pub struct VacantPage {
    /// What every page has.
    pub p: Page,
    /// The day asked.
    pub day: String,
    /// What is searched for.
    pub query: String,
    /// The rows.
    pub rows: Vec<VacantLine>,
    /// Part of the list.
    pub pager: Pager,
    /// How many posts are laid down.
    pub laid_down: u64,
    /// How many bodies have none laid down.
    pub unknown: u64,
    /// The same list as a spreadsheet.
    pub export: String,
}

impl VacantPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Bodies),
            day: "23/11/2026".into(),
            query: String::new(),
            rows: vec![VacantLine {
                body: Link::new("Sở Ngoại vụ Sông Giang (mẫu)", "/bodies/SG-31"),
                post: "Giám đốc".into(),
                seats: 1,
                vacant: 1,
                since: "01/07/2025".into(),
                parent: "Ủy ban nhân dân tỉnh Sông Giang (mẫu)".into(),
            }],
            pager: Pager { from: 1, to: 1, total: 1, prev: None, next: None },
            laid_down: 40,
            unknown: 12,
            export: "/bodies/vacant.xlsx".into(),
        }
    }
}

/// A part of a body in a line of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartLine {
    /// Which part.
    pub part: Charge,
    /// The matter; may be empty.
    pub matter: String,
    /// Who answers; may be empty.
    pub answering: String,
}

/// A cell: the parts, and the open tasks in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChargeCell {
    /// The parts.
    pub parts: Vec<PartLine>,
    /// The tasks: given, led, coordinated.
    pub tasks: Option<(u64, u64, u64)>,
    /// The tasks of the body in that line of work.
    pub href: String,
}

/// A body with its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeRow {
    /// The body.
    pub body: Link,
    /// One cell for each line of work.
    pub cells: Vec<ChargeCell>,
}

/// Phân công lãnh đạo, quản lý, tham mưu, thực hiện.
#[derive(Debug, Clone, Template)]
#[template(path = "charges.html")]
pub struct ChargesPage {
    /// What every page has.
    pub p: Page,
    /// The day asked.
    pub day: String,
    /// Unit and line of work.
    pub filters: Vec<Select>,
    /// The unit whose bodies are shown.
    pub unit: String,
    /// The lines of work.
    pub fields: Vec<Field>,
    /// What nobody does: the line of work and the parts.
    pub gaps: Vec<(Field, Vec<Charge>)>,
    /// Where several lead: the line of work, the matter, the bodies.
    pub overlaps: Vec<(Field, String, Vec<Link>)>,
    /// The rows.
    pub rows: Vec<ChargeRow>,
    /// Whether any part is on record.
    pub any: bool,
    /// The matrix as a spreadsheet.
    pub export: String,
}

impl ChargesPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let body = |name: &str| Link::new(name, "/bodies/SG-31");
        let part = |part| PartLine {
            part,
            matter: String::new(),
            answering: "Chủ tịch: Trần Văn Thử".into(),
        };
        let cell = ChargeCell {
            parts: vec![part(Charge::Manages)],
            tasks: Some((2, 1, 0)),
            href: "/tasks?lead=SG-31".into(),
        };
        Self {
            p: Page::example(lang, Nav::Bodies),
            day: "23/11/2026".into(),
            filters: vec![],
            unit: "tỉnh Sông Giang (mẫu)".into(),
            fields: vec![Field::Defence, Field::CivilDefence],
            gaps: vec![(Field::External, vec![Charge::Advises])],
            overlaps: vec![(
                Field::Education,
                String::new(),
                vec![body("Tỉnh ủy Sông Giang (mẫu)"), body("Đảng ủy Quân sự tỉnh")],
            )],
            rows: vec![ChargeRow {
                body: body("Ủy ban nhân dân tỉnh Sông Giang (mẫu)"),
                cells: vec![cell, ChargeCell::default()],
            }],
            any: true,
            export: "/charges.xlsx".into(),
        }
    }
}
