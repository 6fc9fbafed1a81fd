//! Pages of the calendar: a month, a list, a year, its rules, its feed; and the date of a document with what moves.
//!
//! They must not know how a day is computed.

use super::common::{Choice, Coded, Link, Pager, Select, own_codes};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;
use terms::{CalendarKind, Certainty};

/// How round an anniversary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roundness {
    /// Năm tròn.
    Ten,
    /// Năm lẻ 5.
    Five,
}

impl Roundness {
    /// Every value.
    pub const ALL: &'static [Self] = &[Self::Ten, Self::Five];
}

own_codes! {
    Roundness = "round" {
        Ten = "ten",
        Five = "five",
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarItem {
    /// Name by which the page leads to it.
    pub anchor: String,
    /// Its day or days.
    pub day: String,
    /// What it is.
    pub kind: CalendarKind,
    /// Its title.
    pub title: String,
    /// The page of what it is.
    pub href: Option<String>,
    /// The bodies concerned, the first of them.
    pub bodies: Vec<Link>,
    /// How many in all.
    pub all_bodies: u64,
    /// How sure it is.
    pub certainty: Certainty,
    /// How round.
    pub round: Option<Roundness>,
    /// Why it stands here, in order: words, and where they lead.
    pub why: Vec<Link>,
    /// What was held or planned for it.
    pub held: Vec<Link>,
    /// How many bodies have neither held nor planned it, where that can be said.
    pub open: Option<u64>,
    /// From where to where it moved, in words.
    pub moved: Option<String>,
    /// With what it clashes, in words.
    pub clash: Option<String>,
    /// Where a task to prepare it is assigned.
    pub prepare: String,
}

/// One entry in a cell of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellItem {
    /// Name of the entry on the page.
    pub anchor: String,
    /// Its kind.
    pub kind: CalendarKind,
    /// Its title.
    pub title: String,
    /// Whether it is part of a clash.
    pub clash: bool,
}

/// One day of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCell {
    /// The day of the month; `None` beside it.
    pub number: Option<i8>,
    /// Whether it is today.
    pub today: bool,
    /// What falls on it.
    pub items: Vec<CellItem>,
}

/// Several things in one week for the same people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClashRow {
    /// Whom it takes away.
    pub who: Link,
    /// The week, in words.
    pub week: String,
    /// What falls into it: title with days, where it stands on the page.
    pub items: Vec<Link>,
}

/// Something that moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedRow {
    /// The entry.
    pub title: String,
    /// From where to where, in words.
    pub change: String,
    /// What was put right.
    pub cause: Link,
    /// Its date before and after, in words.
    pub dates: String,
    /// Why, by whom and when, in words.
    pub why: String,
}

/// Lịch: a month as a grid with its list, or a long list.
#[derive(Debug, Clone, Template)]
#[template(path = "calendar.html")]
pub struct CalendarPage {
    /// What every page has.
    pub p: Page,
    /// What is shown, in words: a month, or from day to day.
    pub title: String,
    /// As of which day it is known, in words.
    pub known: Option<String>,
    /// The address of the time before.
    pub prev: String,
    /// The address of the time after.
    pub next: String,
    /// The other ways to look at it.
    pub views: Vec<(Link, bool)>,
    /// The month asked, as typed.
    pub month: String,
    /// The day of knowledge asked, as typed.
    pub known_typed: String,
    /// Which way to look, as sent.
    pub view: String,
    /// The filters.
    pub filters: Vec<Select>,
    /// The days of the week, when a month is shown.
    pub weekdays: Vec<String>,
    /// The weeks of the month.
    pub weeks: Vec<Vec<DayCell>>,
    /// The entries.
    pub items: Vec<CalendarItem>,
    /// Which part of them, when there are many.
    pub pager: Option<Pager>,
    /// The clashes.
    pub clashes: Vec<ClashRow>,
    /// What moved.
    pub moved: Vec<MovedRow>,
    /// Since when that is told.
    pub moved_since: String,
    /// What is overdue, the first of it.
    pub late: Vec<CalendarItem>,
    /// How much in all.
    pub all_late: u64,
    /// The address of the spreadsheet.
    pub export: String,
    /// Entries left out of exports.
    pub not_exported: u64,
    /// Whether an activity may be planned.
    pub may_plan: bool,
}

/// One month of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearMonth {
    /// Its name, leading to its page.
    pub month: Link,
    /// How many of each kind.
    pub counts: Vec<(CalendarKind, u64)>,
    /// What weighs most: day and title.
    pub items: Vec<(String, String)>,
    /// How many clashes.
    pub clashes: u64,
}

/// Lịch năm.
#[derive(Debug, Clone, Template)]
#[template(path = "calendar_year.html")]
pub struct CalendarYearPage {
    /// What every page has.
    pub p: Page,
    /// The year.
    pub year: String,
    /// The address of the year before.
    pub prev: String,
    /// The address of the year after.
    pub next: String,
    /// The other ways to look at it.
    pub views: Vec<(Link, bool)>,
    /// The filters.
    pub filters: Vec<Select>,
    /// The months.
    pub months: Vec<YearMonth>,
    /// The address of the A3 sheet.
    pub sheet: String,
    /// The address of the spreadsheet.
    pub export: String,
}

/// The feed of the person.
#[derive(Debug, Clone, Template)]
#[template(path = "calendar_feed.html")]
pub struct FeedPage {
    /// What every page has.
    pub p: Page,
    /// The address just made, seen this once.
    pub address: Option<String>,
    /// When its token was made, when there is one.
    pub made: Option<String>,
    /// When it was last read.
    pub used: Option<String>,
}

/// A rule of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarRule {
    /// Its name.
    pub id: String,
    /// What it says.
    pub words: String,
    /// From when until when, in words.
    pub span: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// What says so.
    pub source: String,
    /// Whether it was laid down here.
    pub own: bool,
}

/// The rules.
#[derive(Debug, Clone, Template)]
#[template(path = "calendar_rules.html")]
pub struct RulesPage {
    /// What every page has.
    pub p: Page,
    /// The rules by table: its name, its rules.
    pub tables: Vec<(String, Vec<CalendarRule>)>,
    /// The reports whose deadline can be laid down; none when the person may not.
    pub reports: Vec<Choice>,
    /// What was typed: the days, from when, the source.
    pub typed: [String; 3],
}

/// The date of a document.
#[derive(Debug, Clone, Template)]
#[template(path = "document_date.html")]
pub struct DocumentDatePage {
    /// What every page has.
    pub p: Page,
    /// The document.
    pub document: Link,
    /// Its subject.
    pub subject: String,
    /// Its date as it stands.
    pub issued_on: String,
    /// What follows from it.
    pub follows: Vec<CalendarItem>,
    /// What would move by what was typed; `None` before anything was.
    pub would_move: Option<Vec<MovedRow>>,
    /// What moved before.
    pub moved: Vec<MovedRow>,
    /// What was typed: the new date, the reason.
    pub typed: [String; 2],
    /// Where it is sent.
    pub action: String,
    /// Whether the person may put it right.
    pub may_correct: bool,
}

fn item(kind: CalendarKind, day: &str, title: &str) -> CalendarItem {
    CalendarItem {
        anchor: "m-1".into(),
        day: day.into(),
        kind,
        title: title.into(),
        href: Some("/activities/SG/1".into()),
        bodies: vec![Link::new("Bộ Chỉ huy quân sự tỉnh Sông Giang (mẫu)", "/bodies/SG/1")],
        all_bodies: 3,
        certainty: Certainty::ByRule,
        round: None,
        why: vec![
            Link::new("Nghị quyết số 07-NQ/TU ban hành 25/03/2022", "/documents/SG/1"),
            Link::new("Quy tắc: sơ kết sau 5 năm, đến hạn 25/03/2027. Nguồn: thông lệ", ""),
        ],
        held: vec![Link::new("Hội nghị sơ kết", "/activities/SG/2")],
        open: Some(2),
        moved: Some("đã dời từ 25/02/2027 sang 25/03/2027".into()),
        clash: Some("trùng với Tập huấn (24/03/2027)".into()),
        prepare: "/tasks/new?title=a".into(),
    }
}

/// Something that moved, invented.
pub(crate) fn example_moved() -> MovedRow {
    MovedRow {
        title: "Sơ kết 5 năm thực hiện Nghị quyết số 07-NQ/TU".into(),
        change: "đã dời từ 25/02/2027 sang 25/03/2027".into(),
        cause: Link::new("Nghị quyết số 07-NQ/TU", "/documents/SG/1"),
        dates: "25/02/2022 → 25/03/2022".into(),
        why: "Đối chiếu bản gốc, Lê Thị Mẫu, 20/11/2026 09:12".into(),
    }
}

fn views(lang: Lang) -> Vec<(Link, bool)> {
    vec![
        (Link::new(lang.t("calendar-month"), "/calendar"), true),
        (Link::new(lang.t("calendar-list"), "/calendar?view=list"), false),
        (Link::new(lang.t("calendar-year"), "/calendar/year"), false),
        (Link::new(lang.t("calendar-rules"), "/calendar/rules"), false),
        (Link::new(lang.t("calendar-feed"), "/calendar/feed"), false),
    ]
}

fn filters(lang: Lang) -> Vec<Select> {
    let any = || vec![Choice::new("", lang.t("filter-any"), true)];
    vec![
        Select::new("body", lang.t("calendar-body"), any()),
        Select::new("kind", lang.t("calendar-kind"), any()),
        Select::new("field", lang.t("task-field"), any()),
    ]
}

impl CalendarPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let cell = |number: i8| DayCell {
            number: Some(number),
            today: number == 24,
            items: vec![CellItem {
                anchor: "m-1".into(),
                kind: CalendarKind::InterimReview,
                title: "Sơ kết 5 năm".into(),
                clash: number == 25,
            }],
        };
        let mut other = item(CalendarKind::Anniversary, "26/03/2027", "96 năm");
        other.anchor = "m-2".into();
        other.round = Some(Roundness::Five);
        let mut late = item(CalendarKind::FinalReview, "31/12/2026", "Tổng kết");
        late.anchor = "l-1".into();
        Self {
            p: Page::example(lang, Nav::Calendar),
            title: "Tháng 3/2027".into(),
            known: Some("20/11/2026".into()),
            prev: "/calendar?month=2027-02".into(),
            next: "/calendar?month=2027-04".into(),
            views: views(lang),
            month: "2027-03".into(),
            known_typed: "20/11/2026".into(),
            view: "month".into(),
            filters: filters(lang),
            weekdays: (1..=7).map(|n| format!("T{n}")).collect(),
            weeks: vec![(22..=28).map(cell).collect()],
            items: vec![item(CalendarKind::InterimReview, "25/03/2027", "Sơ kết 5 năm"), other],
            pager: None,
            clashes: vec![ClashRow {
                who: Link::new("xã Bến Trại", "/units/SG/1"),
                week: "22/03/2027 - 28/03/2027".into(),
                items: vec![Link::new("Sơ kết 5 năm (25/03/2027)", "#m-1")],
            }],
            moved: vec![example_moved()],
            moved_since: "25/08/2026".into(),
            late: vec![late],
            all_late: 1,
            export: "/calendar.xlsx".into(),
            not_exported: 1,
            may_plan: true,
        }
    }
}

impl CalendarYearPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let month = |n: i8| YearMonth {
            month: Link::new(format!("Tháng {n}/2027"), format!("/calendar?month=2027-{n:02}")),
            counts: vec![(CalendarKind::Report, 2), (CalendarKind::InterimReview, 1)],
            items: vec![("25".into(), "Sơ kết 5 năm thực hiện Nghị quyết số 07-NQ/TU".into())],
            clashes: u64::from(n == 3),
        };
        Self {
            p: Page::example(lang, Nav::Calendar),
            year: "2027".into(),
            prev: "/calendar/year?year=2026".into(),
            next: "/calendar/year?year=2028".into(),
            views: views(lang),
            filters: filters(lang),
            months: (1..=12).map(month).collect(),
            sheet: "/calendar/year.pdf?year=2027".into(),
            export: "/calendar.xlsx?year=2027".into(),
        }
    }
}

impl FeedPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Calendar),
            address: Some("127.0.0.1:8080/calendar.ics?token=mau".into()),
            made: Some("20/11/2026 09:12".into()),
            used: None,
        }
    }
}

impl RulesPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let rule = CalendarRule {
            id: "xa-tinh".into(),
            words: "Báo cáo công tác quốc phòng tháng: trước ngày 15 hằng tháng".into(),
            span: "từ 01/07/2025".into(),
            certainty: Certainty::Unconfirmed,
            source: "Nghị định số 168/2018/NĐ-CP Điều 15".into(),
            own: true,
        };
        Self {
            p: Page::example(lang, Nav::Calendar),
            tables: vec![(lang.t("rules-reports"), vec![rule])],
            reports: vec![Choice::new("xa-tinh", "Báo cáo công tác quốc phòng tháng", true)],
            typed: ["15".into(), "01/01/2027".into(), String::new()],
        }
    }
}

impl DocumentDatePage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Documents),
            document: Link::new("Nghị quyết số 07-NQ/TU", "/documents/SG/1"),
            subject: "Về tăng cường xây dựng khu vực phòng thủ".into(),
            issued_on: "25/02/2022".into(),
            follows: vec![item(CalendarKind::InterimReview, "25/02/2027", "Sơ kết 5 năm")],
            would_move: Some(vec![example_moved()]),
            moved: vec![example_moved()],
            typed: ["25/03/2022".into(), "Đối chiếu bản gốc".into()],
            action: "/documents/SG/1/date".into(),
            may_correct: true,
        }
    }
}
