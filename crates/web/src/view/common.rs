//! Pieces that several pages share: links, choices, pages of a list, acts in words, states.
//!
//! It must not know any single page.

use crate::layout::{Message, Tone};

/// Words that lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// The words.
    pub label: String,
    /// Where they lead.
    pub href: String,
}

impl Link {
    /// A link with these words to this address.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// One value that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Value that is sent.
    pub value: String,
    /// The words.
    pub label: String,
    /// Whether it is chosen.
    pub on: bool,
}

impl Choice {
    /// A value with its words.
    pub fn new(value: impl Into<String>, label: impl Into<String>, on: bool) -> Self {
        Self { value: value.into(), label: label.into(), on }
    }
}

/// A filter of a list: a name and its choices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Select {
    /// Name that is sent.
    pub name: String,
    /// The words.
    pub label: String,
    /// The choices, the empty one among them.
    pub choices: Vec<Choice>,
}

impl Select {
    /// A filter with its choices.
    pub fn new(name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Self {
        Self { name: name.into(), label: label.into(), choices }
    }
}

/// How a list is sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sort {
    /// The column.
    pub by: String,
    /// From the end.
    pub descending: bool,
    /// Address of the list with its filters, without the sorting.
    pub base: String,
}

/// Which part of a list is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pager {
    /// First row, from 1; 0 when there is none.
    pub from: u64,
    /// Last row.
    pub to: u64,
    /// Rows in all.
    pub total: u64,
    /// Address of the rows before.
    pub prev: Option<String>,
    /// Address of the rows after.
    pub next: Option<String>,
}

/// One act in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActLine {
    /// Address of the act.
    pub href: String,
    /// Its place in the chain: `SG-0000412`.
    pub place: String,
    /// When it was entered.
    pub recorded_at: String,
    /// From when it holds, when that is another day.
    pub effective_on: Option<String>,
    /// Who entered it.
    pub who: String,
    /// For which body.
    pub body: String,
    /// What it says, in one sentence.
    pub sentence: String,
    /// More of it: label and words.
    pub details: Vec<(String, String)>,
    /// Whether it was taken back.
    pub undone: bool,
    /// Where it is taken back, for whoever may.
    pub undo: Option<String>,
}

/// A place in a text on which something rests.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The document.
    pub document: Link,
    /// Address of the place in its text.
    pub href: String,
    /// A few words before.
    pub before: String,
    /// The words themselves.
    pub quote: String,
    /// A few words after.
    pub after: String,
}

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldFault {
    /// Name of the field.
    pub field: String,
    /// What is wrong and what is accepted.
    pub message: String,
}

/// A label with words, and where they lead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// The words.
    pub value: String,
    /// Where they lead.
    pub href: Option<String>,
}

impl Fact {
    /// A fact that leads nowhere.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), href: None }
    }

    /// A fact that leads somewhere.
    pub fn link(
        label: impl Into<String>,
        value: impl Into<String>,
        href: impl Into<String>,
    ) -> Self {
        Self { label: label.into(), value: value.into(), href: Some(href.into()) }
    }
}

/// The state of a cell of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellState {
    /// Có số liệu.
    Number,
    /// Bằng 0.
    Zero,
    /// Không phát sinh.
    NoneOccurred,
    /// Không áp dụng.
    NotApplicable,
    /// Chưa báo cáo.
    #[default]
    NotReported,
    /// Không công bố ở mức này: it is no state of what was reported, so it can be neither entered nor asked.
    Held,
}

impl CellState {
    /// Every state of what was reported.
    pub const ALL: &'static [Self] =
        &[Self::Number, Self::Zero, Self::NoneOccurred, Self::NotApplicable, Self::NotReported];
}

impl From<terms::Cell> for CellState {
    fn from(cell: terms::Cell) -> Self {
        match cell {
            terms::Cell::Number(_) => Self::Number,
            terms::Cell::Zero => Self::Zero,
            terms::Cell::NoneOccurred => Self::NoneOccurred,
            terms::Cell::NotApplicable => Self::NotApplicable,
            terms::Cell::NotReported => Self::NotReported,
        }
    }
}

/// A cell of figures as shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellView {
    /// Its state.
    pub state: CellState,
    /// The number as printed, when it is one.
    pub text: String,
}

impl CellView {
    /// A number as printed.
    pub fn number(text: impl Into<String>) -> Self {
        Self { state: CellState::Number, text: text.into() }
    }

    /// A cell without a number.
    pub fn of(state: CellState) -> Self {
        Self { state, text: String::new() }
    }

    /// What stands in the cell: the number or the mark of the state.
    pub fn mark(&self) -> &str {
        match self.state {
            CellState::Number => &self.text,
            CellState::Zero => "0",
            CellState::NoneOccurred => "∅",
            CellState::NotApplicable => "×",
            CellState::NotReported => "?",
            CellState::Held => "–",
        }
    }

    /// What stands in such a cell, with a number for show in the legend.
    pub fn mark_or<'a>(&'a self, number: &'a str) -> &'a str {
        if self.state == CellState::Number { number } else { self.mark() }
    }
}

/// A value of a closed list: it has a stable code, and its label is wording of the pages.
pub trait Coded {
    /// The list.
    const LIST: &'static str;
    /// The stable code.
    fn stable(&self) -> &'static str;
    /// Key of the label: list and code.
    fn key(&self) -> String {
        format!("{}-{}", Self::LIST, self.css())
    }
    /// The code as a part of a class name.
    fn css(&self) -> String {
        self.stable().replace('_', "-")
    }
}

impl<C: Coded> Coded for &C {
    const LIST: &'static str = C::LIST;
    fn stable(&self) -> &'static str {
        (*self).stable()
    }
}

impl Coded for terms::Kind {
    const LIST: &'static str = "kind";
    fn stable(&self) -> &'static str {
        self.label_code()
    }
}

macro_rules! coded {
    ($($t:ty = $list:literal;)+) => { $(
        impl Coded for $t {
            const LIST: &'static str = $list;
            fn stable(&self) -> &'static str { self.code() }
        }
    )+ };
}
coded! {
    terms::Field = "field";
    terms::ActivityKind = "activity";
    terms::Relation = "relation";
    terms::Force = "force";
    terms::TaskState = "task";
    terms::Aggregation = "aggregation";
    terms::SubmissionState = "submission";
    terms::FindingKind = "finding";
    terms::ReviewState = "review";
    terms::Role = "role";
    terms::Scope = "scope";
    terms::UnitLevel = "level";
    terms::Decision = "decision";
    terms::CalendarKind = "calendar-kind";
    terms::Certainty = "certainty";
    terms::Chain = "chain";
    terms::Charge = "charge";
    terms::AccessClass = "class";
}

macro_rules! own_codes {
    ($($t:ty = $list:literal { $($variant:ident = $code:literal,)+ })+) => { $(
        impl $crate::view::common::Coded for $t {
            const LIST: &'static str = $list;
            fn stable(&self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    )+ };
}
pub(crate) use own_codes;

own_codes! {
    CellState = "cell" {
        Number = "number",
        Zero = "zero",
        NoneOccurred = "none_occurred",
        NotApplicable = "not_applicable",
        NotReported = "not_reported",
        Held = "held",
    }
    Tone = "tone" {
        Done = "done",
        Note = "note",
        Fault = "fault",
    }
}

impl Message {
    /// The tone as a part of a class name.
    pub fn css(&self) -> String {
        self.tone.css()
    }

    /// The icon of the tone.
    pub fn icon(&self) -> &'static str {
        icon_of(&self.css())
    }
}

/// The icon that goes with a state, so that colour is never alone.
pub(crate) fn icon_of(code: &str) -> &'static str {
    match code {
        "done-on-time" | "confirmed" | "done" => "circle-check",
        "done-late" => "clock-check",
        "not-yet-due" | "in-time" => "clock",
        "overdue" | "fault" | "refused" | "locked" => "alert-triangle",
        "draft" | "corrected" | "progressed" => "pencil",
        "submitted" | "handed-in" | "assigned" => "send",
        "returned" | "reopened" => "arrow-back-up",
        "approved" | "closed" | "in-force" => "rosette-discount-check",
        "rejected" | "withdrawn" | "account-closed" | "no-longer" => "x",
        "not-yet" => "clock",
        "partly" => "pencil",
        "not-checked" => "help",
        "accepted" => "check",
        "extended" => "calendar-time",
        "not-expected" => "circle-off",
        "to-confirm" | "duplicate" | "doubt" | "note" => "alert-circle",
        _ => "circle-dashed",
    }
}

/// Acts for examples.
pub(crate) fn example_acts() -> Vec<ActLine> {
    let act = |seq: u32, at: &str, who: &str, sentence: &str, details: &[(&str, &str)]| ActLine {
        href: format!("/ledger/SG/{seq}"),
        place: format!("SG-{seq:06}"),
        recorded_at: at.into(),
        effective_on: None,
        who: who.into(),
        body: "Văn phòng Ban Chỉ đạo tỉnh Sông Giang (mẫu)".into(),
        sentence: sentence.into(),
        details: details.iter().map(|(l, v)| ((*l).into(), (*v).into())).collect(),
        undone: false,
        undo: None,
    };
    vec![
        act(
            411,
            "09:12 ngày 03/03/2026",
            "Lê Thị Mẫu",
            "Đăng ký văn bản 07-CT/TU ngày 02/03/2026 của Ban Thường vụ Tỉnh ủy Sông Giang.",
            &[("Trích yếu", "Về tăng cường xây dựng khu vực phòng thủ cấp xã")],
        ),
        act(
            412,
            "09:20 ngày 03/03/2026",
            "Lê Thị Mẫu",
            "Giao Ủy ban nhân dân xã Bến Trại chủ trì rà soát kế hoạch phòng thủ dân sự.",
            &[("Thời hạn", "30/06/2026"), ("Căn cứ", "07-CT/TU")],
        ),
        act(
            530,
            "16:45 ngày 20/06/2026",
            "Trần Văn Thử",
            "Gia hạn nhiệm vụ đến hết ngày 31/07/2026.",
            &[("Lý do", "Chờ số liệu của ba thôn sau sáp nhập")],
        ),
    ]
}
