//! The page of one body: superiors, posts, how it was set up, area, parts, tasks, everything through time.

use super::common::{ActLine, Fact, Link, example_acts};
use super::register::Span;
use super::task::TaskRow;
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// The superior in one chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainLine {
    /// The chain.
    pub chain: terms::Chain,
    /// The body above; none at the top.
    pub above: Option<Link>,
    /// How many are right below.
    pub below: u64,
    /// Whether it follows from the kind of body alone.
    pub by_kind: bool,
    /// The chart of the chain with this body at the top.
    pub chart: String,
}

/// Who holds a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolderLine {
    /// Rank and name, leading to the person.
    pub person: Link,
    /// Since when, as printed.
    pub since: String,
    /// Other posts on the same day.
    pub also: Vec<String>,
}

/// A post on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostLine {
    /// The post.
    pub post: String,
    /// How many may hold it; none when it was not laid down.
    pub seats: Option<u64>,
    /// Who holds it.
    pub holders: Vec<HolderLine>,
    /// How many seats nobody holds.
    pub vacant: u64,
    /// Since when it is laid down and by which document, in words.
    pub laid: String,
}

/// How it was set up or reorganised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConstitutionLine {
    /// The day.
    pub on: String,
    /// The document.
    pub basis: Option<Link>,
    /// How many members.
    pub seats: Option<u64>,
    /// The term.
    pub term: String,
    /// Whether it is how the body stands on the day.
    pub stands: bool,
}

/// A part in a line of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyLine {
    /// The part.
    pub part: terms::Charge,
    /// The line of work.
    pub field: terms::Field,
    /// The matter; may be empty.
    pub matter: String,
    /// Who answers.
    pub answering: String,
    /// Since when.
    pub from: String,
    /// The document.
    pub basis: String,
}

/// Một cơ quan, tổ chức.
#[derive(Debug, Clone, Template)]
#[template(path = "body.html")]
pub struct BodyPage {
    /// What every page has.
    pub p: Page,
    /// Name on the day.
    pub name: String,
    /// The day asked.
    pub day: String,
    /// Whether it is today.
    pub is_today: bool,
    /// Its own address.
    pub here: String,
    /// Kind, standing agency, unit.
    pub facts: Vec<Fact>,
    /// Its last day, when it has ceased.
    pub ceased_on: Option<String>,
    /// Why its entry was taken back, when it was.
    pub unmade: Option<String>,
    /// Its superiors by chain.
    pub chains: Vec<ChainLine>,
    /// Its posts on the day.
    pub posts_now: Vec<PostLine>,
    /// How it was set up and reorganised, the latest first.
    pub constitutions: Vec<ConstitutionLine>,
    /// The units that it covers, where they were stated.
    pub area: Vec<Link>,
    /// Its parts in lines of work.
    pub duties: Vec<DutyLine>,
    /// Everything through time, as SVG with presentation attributes only.
    pub timeline: String,
    /// Names over time.
    pub names: Vec<Span>,
    /// Superiors over time.
    pub parents: Vec<Span>,
    /// For which bodies it was the standing agency.
    pub standing: Vec<Span>,
    /// Posts in it: the post as the note, the person as the link.
    pub posts: Vec<Span>,
    /// Bodies right below it.
    pub below: Vec<Link>,
    /// Tasks that it leads.
    pub leads: Vec<TaskRow>,
    /// Tasks that it leads and that came from bodies it took over.
    pub inherited: Vec<TaskRow>,
    /// Open tasks of bodies that several took over.
    pub undecided: Vec<TaskRow>,
    /// Tasks that passed from it to another body.
    pub passed_on: Vec<TaskRow>,
    /// Tasks in which it coordinates.
    pub coordinates: Vec<TaskRow>,
    /// Documents that it issued: how many and where they stand.
    pub documents: Option<(u64, String)>,
    /// What can be put on record about it, for whoever may.
    pub acts: Vec<Link>,
    /// What was done to the entry.
    pub history: Vec<ActLine>,
    /// Address of its history.
    pub history_href: String,
}

impl BodyPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let mut post = Span::example("Trần Văn Thử", "01/07/2025", "");
        post.note = "Chủ tịch Ủy ban nhân dân xã Bến Trại".into();
        let mut history = example_acts();
        for (i, act) in history.iter_mut().enumerate() {
            act.undone = i == 1;
            act.undo = (i == 2).then(|| "/undo?act=SG/530".into());
        }
        Self {
            p: Page::example(lang, Nav::Bodies),
            name: "Ủy ban nhân dân xã Bến Trại".into(),
            day: "23/11/2026".into(),
            is_today: true,
            here: "/bodies/SG-31".into(),
            facts: vec![
                Fact::new(lang.t("body-kind"), "Ủy ban nhân dân"),
                Fact::link(lang.t("body-unit"), "xã Bến Trại", "/units/SG-31"),
                Fact::link(
                    lang.t("body-standing-agency"),
                    "Ban Chỉ huy quân sự xã Bến Trại",
                    "/bodies/SG-32",
                ),
            ],
            ceased_on: None,
            unmade: None,
            chains: vec![example_chain()],
            posts_now: example_posts(),
            constitutions: vec![ConstitutionLine {
                on: "15/07/2025".into(),
                basis: Some(Link::new("Quyết định số 58/QĐ-UBND (mẫu)", "/documents/SG-12")),
                seats: Some(25),
                term: "nhiệm kỳ 2025-2030".into(),
                stands: true,
            }],
            area: vec![Link::new("xã Bến Trại", "/units/SG-31")],
            duties: vec![example_duty()],
            timeline: String::new(),
            names: vec![Span::example("Ủy ban nhân dân xã Bến Trại", "01/07/2025", "")],
            parents: vec![Span::example("Ủy ban nhân dân tỉnh Sông Giang (mẫu)", "01/07/2025", "")],
            standing: vec![],
            posts: vec![post],
            below: vec![Link::new("Ban Chỉ huy quân sự xã Bến Trại", "/bodies/SG-32")],
            leads: super::task::example_rows().into_iter().take(2).collect(),
            inherited: super::task::example_rows().into_iter().take(1).collect(),
            undecided: vec![],
            passed_on: vec![],
            coordinates: vec![],
            documents: Some((4, "/documents?issuer=SG:31".into())),
            acts: vec![Link::new(lang.t("act-rename"), "/bodies/SG-31/rename")],
            history,
            history_href: "/history/body/SG-31".into(),
        }
    }
}

fn example_chain() -> ChainLine {
    ChainLine {
        chain: terms::Chain::State,
        above: Some(Link::new("Ủy ban nhân dân tỉnh Sông Giang (mẫu)", "/bodies/SG-5")),
        below: 1,
        by_kind: true,
        chart: "/bodies/chart?chain=state".into(),
    }
}

fn example_duty() -> DutyLine {
    DutyLine {
        part: terms::Charge::Manages,
        field: terms::Field::CivilDefence,
        matter: String::new(),
        answering: "Chủ tịch: Trần Văn Thử".into(),
        from: "01/07/2025".into(),
        basis: "07-CT/TU".into(),
    }
}

fn example_posts() -> Vec<PostLine> {
    let held = HolderLine {
        person: Link::new("Trần Văn Thử", "/people/SG-3"),
        since: "01/07/2025".into(),
        also: vec!["Phó Bí thư Đảng ủy xã Bến Trại".into()],
    };
    let laid = "từ 01/07/2025";
    vec![
        PostLine {
            post: "Chủ tịch".into(),
            seats: Some(1),
            holders: vec![held],
            vacant: 0,
            laid: laid.into(),
        },
        PostLine {
            post: "Phó Chủ tịch".into(),
            seats: Some(2),
            holders: vec![],
            vacant: 2,
            laid: laid.into(),
        },
    ]
}
