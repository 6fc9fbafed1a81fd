//! Tìm kiếm: the page of what was found, and the short list that stands under the field while one types.
//!
//! It must not know how anything is found.

use super::common::{Link, Pager};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// Words in pieces, each with whether they were searched for.
pub type Pieces = Vec<(String, bool)>;

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hit {
    /// Name of the icon of its kind.
    pub icon: &'static str,
    /// Its kind in words.
    pub kind: String,
    /// What it is called.
    pub title: Pieces,
    /// Its page, at the passage when it is a place in a text.
    pub href: String,
    /// More about it.
    pub about: Pieces,
    /// The passage that bears the words.
    pub passage: Pieces,
    /// The body it belongs to.
    pub body: Option<Link>,
    /// Its day in words.
    pub day: String,
    /// Mark that limits its circulation.
    pub circulation: Option<String>,
}

/// One way to narrow what was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// The words.
    pub label: String,
    /// How many would be found.
    pub count: u64,
    /// Whether it is chosen.
    pub on: bool,
    /// Address of the search with it, or without it when it is chosen.
    pub href: String,
}

/// Ways to narrow of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facet {
    /// Name in the address; part of ids.
    pub name: &'static str,
    /// The words.
    pub label: String,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// Tìm kiếm.
#[derive(Debug, Clone, Template)]
#[template(path = "search.html")]
pub struct SearchPage {
    /// What every page has.
    pub p: Page,
    /// What was searched for.
    pub query: String,
    /// First and last day as typed.
    pub days: [String; 2],
    /// What is wrong with a day as typed.
    pub bad_day: bool,
    /// Names and values that a new search keeps.
    pub kept: Vec<(&'static str, String)>,
    /// Whether anything was asked at all.
    pub asked: bool,
    /// Whether the last word was taken as the beginning of a word.
    pub begun: bool,
    /// Documents on record that the person may not read.
    pub withheld: u64,
    /// Ways to narrow.
    pub facets: Vec<Facet>,
    /// Address of the search without what narrows it; `None` when nothing does.
    pub wide: Option<String>,
    /// What was found.
    pub hits: Vec<Hit>,
    /// Part of the list.
    pub pager: Pager,
    /// Address of the same list as a spreadsheet.
    pub export: String,
}

/// What stands under the field while one types.
#[derive(Debug, Clone, Template)]
#[template(path = "part_search.html")]
pub struct SearchPart {
    /// What every page has.
    pub p: Page,
    /// What was typed.
    pub query: String,
    /// The first of what was found.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: u64,
    /// Address of all of them.
    pub all: String,
}

fn pieces(marked: &str) -> Pieces {
    marked.split('|').enumerate().map(|(i, words)| (words.to_owned(), i % 2 == 1)).collect()
}

fn example_hits() -> Vec<Hit> {
    vec![
        Hit {
            icon: "file-text",
            kind: "Văn bản".into(),
            title: pieces("Chỉ thị số 07-CT/TU"),
            href: "/documents/SG-12?q=phong+thu+dan+su#b67".into(),
            about: pieces("Về tăng cường xây dựng khu vực phòng thủ cấp xã"),
            passage: pieces(
                "… 90 trong 97 xã, phường đã hoàn thành kế hoạch |phòng thủ dân sự|. Tuy nhiên, việc cập nhật …",
            ),
            body: Some(Link::new("Ban Thường vụ Tỉnh ủy Sông Giang", "/bodies/SG-2")),
            day: "02/03/2026".into(),
            circulation: Some("Lưu hành nội bộ".into()),
        },
        Hit {
            icon: "checklist",
            kind: "Nhiệm vụ".into(),
            title: pieces("Rà soát kế hoạch |phòng thủ dân sự| cấp xã"),
            href: "/tasks/SG-412".into(),
            body: Some(Link::new("UBND xã Bến Trại", "/bodies/SG-31")),
            day: "14/04/2026".into(),
            ..Hit::default()
        },
    ]
}

impl SearchPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let choice = |label: &str, count, on| Choice {
            label: label.into(),
            count,
            on,
            href: "/search?q=phong+thu+dan+su&kind=task".into(),
        };
        let facet = |name, label: &str, choices| Facet { name, label: lang.t(label), choices };
        Self {
            p: Page::example(lang, Nav::Nowhere),
            query: "phong thu dan su".into(),
            days: ["01/01/2026".into(), String::new()],
            bad_day: false,
            kept: vec![("kind", "document".into())],
            asked: true,
            begun: true,
            withheld: 3,
            facets: vec![
                facet(
                    "kind",
                    "search-kinds",
                    vec![choice("Văn bản", 12, true), choice("Nhiệm vụ", 1, false)],
                ),
                facet("year", "search-years", vec![choice("2026", 9, false)]),
            ],
            wide: Some("/search?q=phong+thu+dan+su".into()),
            hits: example_hits(),
            pager: Pager {
                from: 1,
                to: 2,
                total: 13,
                prev: None,
                next: Some("/search?q=phong+thu+dan+su&page=2".into()),
            },
            export: "/search.xlsx?q=phong+thu+dan+su".into(),
        }
    }
}

impl SearchPart {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Nowhere),
            query: "phong thu dan su".into(),
            hits: example_hits(),
            total: 13,
            all: "/search?q=phong+thu+dan+su".into(),
        }
    }
}
