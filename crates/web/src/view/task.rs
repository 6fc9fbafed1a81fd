//! Pages of tasks: the list on a chosen day, one task, a new task.
//!
//! It must not compute a state: the day and every state are given.

use super::common::{
    Choice, Coded, Fact, FieldFault, Link, Origin, Pager, Select, Sort, own_codes,
};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// How far a task is in the hands of people (bước xử lý).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskStep {
    /// Assigned, not accepted yet.
    Assigned,
    /// Accepted by the lead body.
    Accepted,
    /// Progress was reported.
    Progressed,
    /// The term was extended.
    Extended,
    /// Handed in, waits to be closed.
    HandedIn,
    /// Closed by a second person.
    Closed,
    /// Handed in and not accepted.
    Returned,
    /// Opened again.
    Reopened,
    /// Put right.
    Corrected,
    /// Withdrawn.
    Withdrawn,
}

impl TaskStep {
    /// Every step.
    pub const ALL: &'static [Self] = &[
        Self::Assigned,
        Self::Accepted,
        Self::Progressed,
        Self::Extended,
        Self::HandedIn,
        Self::Closed,
        Self::Returned,
        Self::Reopened,
        Self::Corrected,
        Self::Withdrawn,
    ];
}

/// What a person can do with a task now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskMove {
    /// Accept it.
    Accept,
    /// Report progress.
    Progress,
    /// Extend the term.
    Extend,
    /// Hand it in with evidence.
    HandIn,
    /// Close it.
    Close,
    /// Return what was handed in.
    Return,
    /// Open it again.
    Reopen,
    /// Withdraw it.
    Withdraw,
}

impl TaskMove {
    /// Every move.
    pub const ALL: &'static [Self] = &[
        Self::Accept,
        Self::Progress,
        Self::HandIn,
        Self::Close,
        Self::Return,
        Self::Extend,
        Self::Reopen,
        Self::Withdraw,
    ];

    /// Whether words are asked, and under which key their label stands.
    pub fn asks(self) -> Option<&'static str> {
        match self {
            Self::Accept => None,
            Self::Progress => Some("task-ask-progress"),
            Self::HandIn => Some("task-ask-done"),
            Self::Close => Some("task-ask-remark"),
            Self::Extend | Self::Return | Self::Reopen | Self::Withdraw => Some("task-ask-reason"),
        }
    }

    /// Whether the words may be left out.
    pub fn words_optional(self) -> bool {
        self == Self::Close
    }

    /// The last part of the address to which the form goes.
    pub fn path(self) -> &'static str {
        Coded::stable(&self)
    }
}

own_codes! {
    TaskStep = "step" {
        Assigned = "assigned",
        Accepted = "accepted",
        Progressed = "progressed",
        Extended = "extended",
        HandedIn = "handed_in",
        Closed = "closed",
        Returned = "returned",
        Reopened = "reopened",
        Corrected = "corrected",
        Withdrawn = "withdrawn",
    }
    TaskMove = "move" {
        Accept = "accept",
        Progress = "progress",
        Extend = "extend",
        HandIn = "hand-in",
        Close = "close",
        Return = "return",
        Reopen = "reopen",
        Withdraw = "withdraw",
    }
}

/// One task in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// What is to be done.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The body that leads.
    pub lead: String,
    /// The body that assigned it.
    pub assigner: String,
    /// The last day, or words for a standing task.
    pub due_on: String,
    /// Its state on the day.
    pub state: terms::TaskState,
    /// How far it is.
    pub step: TaskStep,
    /// Line of work.
    pub field: terms::Field,
    /// Days over the term, when it is over.
    pub days_late: Option<u64>,
    /// Who answers for it on the day: post, rank and name; empty when not known.
    pub answering: String,
    /// The body from which it came, when the one it was given to has ceased.
    pub passed_from: String,
    /// Whether several bodies took over and none is decided yet.
    pub undecided: bool,
}

/// The tasks of each state on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskCount {
    /// The state.
    pub state: terms::TaskState,
    /// How many.
    pub count: u64,
    /// Address of these alone.
    pub href: String,
    /// Whether the list shows these alone.
    pub on: bool,
}

/// Danh sách nhiệm vụ.
#[derive(Debug, Clone, Template)]
#[template(path = "tasks.html")]
pub struct TasksPage {
    /// What every page has.
    pub p: Page,
    /// The day asked, as `dd/mm/yyyy`, for the field.
    pub day: String,
    /// The day asked, as printed.
    pub day_printed: String,
    /// Whether the day is today.
    pub is_today: bool,
    /// What is searched for.
    pub query: String,
    /// Filters by lead, field, state.
    pub filters: Vec<Select>,
    /// The four states.
    pub counts: Vec<TaskCount>,
    /// All tasks that count on the day.
    pub total: u64,
    /// Sorting.
    pub sort: Sort,
    /// The rows.
    pub rows: Vec<TaskRow>,
    /// Part of the list.
    pub pager: Pager,
    /// Address of the same list as a spreadsheet.
    pub export: String,
    /// Address of the same list as a paper.
    pub paper: String,
    /// Whether the person may assign tasks.
    pub may_assign: bool,
}

fn example_row(title: &str, lead: &str, due: &str) -> TaskRow {
    TaskRow {
        title: title.into(),
        href: "/tasks/SG-412".into(),
        lead: lead.into(),
        assigner: "Ban Chỉ đạo khu vực phòng thủ tỉnh".into(),
        due_on: due.into(),
        state: terms::TaskState::NotYetDue,
        step: TaskStep::Accepted,
        field: terms::Field::CivilDefence,
        days_late: None,
        answering: "Chủ tịch: Trần Văn Thử".into(),
        passed_from: String::new(),
        undecided: false,
    }
}

pub(crate) fn example_rows() -> Vec<TaskRow> {
    use terms::{Field, TaskState as S};
    let row = |title: &str, lead: &str, due: &str, state, step, field, days_late| TaskRow {
        state,
        step,
        field,
        days_late,
        ..example_row(title, lead, due)
    };
    vec![
        row(
            "Rà soát kế hoạch phòng thủ dân sự cấp xã",
            "UBND xã Bến Trại",
            "31/07/2026",
            S::Overdue,
            TaskStep::Accepted,
            Field::CivilDefence,
            Some(115),
        ),
        row(
            "Tổ chức diễn tập chiến đấu xã trong khu vực phòng thủ năm 2026",
            "UBND xã Tân Phú Đông",
            "30/11/2026",
            S::NotYetDue,
            TaskStep::Progressed,
            Field::Defence,
            None,
        ),
        row(
            "Bồi dưỡng kiến thức quốc phòng và an ninh cho đối tượng 3",
            "Trường Chính trị tỉnh",
            "30/09/2026",
            S::DoneOnTime,
            TaskStep::Closed,
            Field::Education,
            None,
        ),
        row(
            "Kiểm tra việc quản lý đất quốc phòng ở ba huyện cũ",
            "Sở Nông nghiệp và Môi trường",
            "15/08/2026",
            S::DoneLate,
            TaskStep::Closed,
            Field::LandWorks,
            Some(12),
        ),
        row(
            "Duy trì chế độ trực sẵn sàng phòng, chống thiên tai mùa mưa bão",
            "Bộ Chỉ huy quân sự tỉnh",
            "thường xuyên",
            S::NotYetDue,
            TaskStep::Accepted,
            Field::CivilDefence,
            None,
        ),
    ]
}

impl TasksPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let any = || Choice::new("", lang.t("filter-any"), true);
        let count = |state: terms::TaskState, count| TaskCount {
            state,
            count,
            href: format!("/tasks?state={}", state.code()),
            on: false,
        };
        let fields = terms::Field::ALL.iter().map(|f| Choice::new(f.code(), f.label(), false));
        Self {
            p: Page::example(lang, Nav::Tasks),
            day: "23/11/2026".into(),
            day_printed: "23/11/2026".into(),
            is_today: true,
            query: String::new(),
            filters: vec![
                Select::new(
                    "lead",
                    lang.t("task-lead"),
                    vec![any(), Choice::new("SG:31", "UBND xã Bến Trại", false)],
                ),
                Select::new(
                    "field",
                    lang.t("task-field"),
                    std::iter::once(any()).chain(fields).collect(),
                ),
            ],
            counts: vec![
                count(terms::TaskState::Overdue, 3),
                count(terms::TaskState::NotYetDue, 41),
                count(terms::TaskState::DoneOnTime, 118),
                count(terms::TaskState::DoneLate, 17),
            ],
            total: 179,
            sort: Sort { by: "due".into(), descending: false, base: "/tasks".into() },
            rows: example_rows(),
            pager: Pager {
                from: 1,
                to: 5,
                total: 179,
                prev: None,
                next: Some("/tasks?page=2".into()),
            },
            export: "/tasks.xlsx".into(),
            paper: "/tasks.docx".into(),
            may_assign: true,
        }
    }
}

/// One step of a task as it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    /// What was done.
    pub step: TaskStep,
    /// On which day.
    pub on: String,
    /// Who entered it.
    pub who: String,
    /// For which body.
    pub body: String,
    /// The words.
    pub text: String,
    /// How far, in per cent, where stated.
    pub percent: Option<u8>,
    /// What proves it.
    pub evidence: Vec<Link>,
    /// The act.
    pub act: Link,
}

/// Một nhiệm vụ.
#[derive(Debug, Clone, Template)]
#[template(path = "task.html")]
pub struct TaskPage {
    /// What every page has.
    pub p: Page,
    /// What is to be done.
    pub title: String,
    /// The day of the state, as printed.
    pub day_printed: String,
    /// The day asked, as `dd/mm/yyyy`, for the field.
    pub day: String,
    /// Whether the day is today.
    pub is_today: bool,
    /// Its state on that day; `None` before it was assigned and once it is withdrawn.
    pub state: Option<terms::TaskState>,
    /// How far it is.
    pub step: TaskStep,
    /// Days over the term, when it is over.
    pub days_late: Option<u64>,
    /// Who is to do the next step, where it is not the person who looks.
    pub note: Option<String>,
    /// What is on record of it: assigning body, lead, term, field …
    pub facts: Vec<Fact>,
    /// Bodies that coordinate.
    pub coordinating: Vec<Link>,
    /// Documents it rests on.
    pub basis: Vec<Link>,
    /// The place in a text that it comes from.
    pub origin: Option<Origin>,
    /// Its steps, first to last.
    pub steps: Vec<StepView>,
    /// What the person can do now.
    pub moves: Vec<TaskMove>,
    /// Address under which the moves stand.
    pub action: String,
    /// The last day now, as `dd/mm/yyyy`, for the extension.
    pub due_on: String,
    /// Address of its history.
    pub history_href: String,
}

pub(crate) fn example_origin() -> Origin {
    Origin {
        document: Link::new("07-CT/TU", "/documents/SG-12"),
        href: "/documents/SG-12#b474".into(),
        before: "… Ban Thường vụ Tỉnh ủy yêu cầu: 1. ".into(),
        quote: "Ủy ban nhân dân xã Bến Trại chủ trì, phối hợp với Ban Chỉ huy quân sự xã rà soát kế hoạch phòng thủ dân sự, hoàn thành trước ngày 30/6/2026".into(),
        after: ". 2. Đồng chí …".into(),
    }
}

impl TaskPage {
    /// Invented content.
    #[expect(clippy::too_many_lines, reason = "invented content, no logic")]
    pub fn example(lang: Lang) -> Self {
        let step = |step, on: &str, who: &str, text: &str, percent| StepView {
            step,
            on: on.into(),
            who: who.into(),
            body: "UBND xã Bến Trại".into(),
            text: text.into(),
            percent,
            evidence: vec![],
            act: Link::new("SG-000412", "/ledger/SG/412"),
        };
        let mut handed = step(
            TaskStep::HandedIn,
            "21/11/2026",
            "Trần Văn Thử",
            "Đã rà soát, bổ sung kế hoạch cho cả ba địa bàn cũ.",
            Some(100),
        );
        handed.evidence = vec![Link::new("45/BC-UBND", "/documents/SG-77")];
        Self {
            p: Page::example(lang, Nav::Tasks),
            title: "Rà soát kế hoạch phòng thủ dân sự cấp xã".into(),
            day_printed: "23/11/2026".into(),
            day: "23/11/2026".into(),
            is_today: true,
            state: Some(terms::TaskState::Overdue),
            step: TaskStep::HandedIn,
            days_late: Some(115),
            note: Some(
                lang.ta("task-note-waits", &[("name", "Ban Chỉ đạo khu vực phòng thủ tỉnh")]),
            ),
            facts: vec![
                Fact::link(
                    lang.t("task-assigner"),
                    "Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang",
                    "/bodies/SG-2",
                ),
                Fact::link(lang.t("task-lead"), "UBND xã Bến Trại", "/bodies/SG-31"),
                Fact::new(lang.t("task-due-on"), "31/07/2026 (ban đầu 30/06/2026)"),
                Fact::new(lang.t("task-field"), "Phòng thủ dân sự"),
            ],
            coordinating: vec![
                Link::new("Ban Chỉ huy quân sự xã Bến Trại", "/bodies/SG-32"),
                Link::new("Sở Xây dựng", "/bodies/SG-14"),
            ],
            basis: vec![
                Link::new("07-CT/TU", "/documents/SG-12"),
                Link::new("118/KH-UBND", "/documents/SG-13"),
            ],
            origin: Some(example_origin()),
            steps: vec![
                step(
                    TaskStep::Assigned,
                    "03/03/2026",
                    "Lê Thị Mẫu",
                    "Giao theo Chỉ thị 07-CT/TU.",
                    None,
                ),
                step(TaskStep::Accepted, "05/03/2026", "Trần Văn Thử", "", None),
                step(
                    TaskStep::Progressed,
                    "28/05/2026",
                    "Trần Văn Thử",
                    "Đã rà soát hai trong ba địa bàn cũ.",
                    Some(60),
                ),
                step(
                    TaskStep::Extended,
                    "20/06/2026",
                    "Lê Thị Mẫu",
                    "Gia hạn đến 31/07/2026: chờ số liệu của ba thôn sau sáp nhập.",
                    None,
                ),
                handed,
            ],
            moves: TaskMove::ALL.to_vec(),
            action: "/tasks/SG-412".into(),
            due_on: "31/07/2026".into(),
            history_href: "/history/task/SG-412".into(),
        }
    }
}

/// Giao nhiệm vụ mới.
#[derive(Debug, Clone, Template)]
#[template(path = "task_new.html")]
pub struct NewTaskPage {
    /// What every page has.
    pub p: Page,
    /// What is to be done, as typed.
    pub title: String,
    /// Bodies that can assign.
    pub assigners: Vec<Choice>,
    /// Bodies that can lead.
    pub bodies: Vec<Choice>,
    /// Bodies that can coordinate.
    pub coordinators: Vec<Choice>,
    /// Values of the coordinating bodies chosen.
    pub coordinating: Vec<String>,
    /// The last day, as typed.
    pub due_on: String,
    /// Lines of work.
    pub fields: Vec<Choice>,
    /// Documents it may rest on.
    pub basis: Vec<Choice>,
    /// The place in a text that it comes from.
    pub origin: Option<Origin>,
    /// What is wrong with what was sent.
    pub faults: Vec<FieldFault>,
}

impl NewTaskPage {
    /// What is wrong with a field.
    pub fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|f| f.field == field).map(|f| f.message.as_str())
    }

    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let office = Choice::new("SG:2", "Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang", true);
        Self {
            p: Page::example(lang, Nav::Tasks),
            title: "Rà soát kế hoạch phòng thủ dân sự".into(),
            assigners: vec![office],
            bodies: vec![
                Choice::new("SG:31", "UBND xã Bến Trại", true),
                Choice::new("SG:14", "Sở Xây dựng", false),
                Choice::new("SG:15", "Công an tỉnh", false),
            ],
            coordinators: vec![
                Choice::new("SG:14", "Sở Xây dựng", false),
                Choice::new("SG:15", "Công an tỉnh", false),
            ],
            coordinating: vec!["SG:14".into()],
            due_on: "31/02/2026".into(),
            fields: terms::Field::ALL
                .iter()
                .map(|f| Choice::new(f.code(), f.label(), *f == terms::Field::CivilDefence))
                .collect(),
            basis: vec![
                Choice::new(
                    "SG:12",
                    "07-CT/TU, về tăng cường xây dựng khu vực phòng thủ cấp xã",
                    true,
                ),
                Choice::new("SG:13", "118/KH-UBND", false),
            ],
            origin: Some(example_origin()),
            faults: vec![FieldFault {
                field: "due_on".into(),
                message:
                    "31/02/2026 không có trong lịch; nhập ngày dạng dd/mm/yyyy, ví dụ 28/02/2026."
                        .into(),
            }],
        }
    }
}
