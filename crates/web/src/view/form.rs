//! Pages of reporting: forms, one form with who has filled it, one submission with its entry grid.
//!
//! It must not know how a figure is checked; faults come with their words.

use super::classes::ClassRow;
use super::common::{ActLine, CellState, CellView, Coded, Fact, Link, example_acts, own_codes};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// One form in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// Short code.
    pub code: String,
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The body that asks.
    pub asked_by: String,
    /// Level of the units that fill it.
    pub filled_by: terms::UnitLevel,
    /// Number of indicators.
    pub indicators: u64,
    /// The period now open, with how many of how many units have handed in.
    pub open: Option<OpenPeriod>,
}

/// A period that is open for reporting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenPeriod {
    /// The period in words.
    pub label: String,
    /// On time until.
    pub on_time_until: String,
    /// Units that handed in.
    pub filled: u64,
    /// Units that are asked.
    pub expected: u64,
}

/// Danh sách biểu mẫu.
#[derive(Debug, Clone, Template)]
#[template(path = "forms.html")]
pub struct FormsPage {
    /// What every page has.
    pub p: Page,
    /// The forms.
    pub rows: Vec<FormRow>,
    /// Submissions of the person's own units that are open.
    pub mine: Vec<OwnReport>,
    /// Where a form is laid down, for whoever may.
    pub add: Option<Link>,
}

/// A report that the person's own unit owes or has handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnReport {
    /// Form, unit and period in words.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its state.
    pub state: MatrixState,
    /// On time until.
    pub on_time_until: String,
}

impl FormsPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let row = |code: &str, title: &str, indicators, open| FormRow {
            code: code.into(),
            title: title.into(),
            href: "/forms/SG-50".into(),
            asked_by: "Ban Chỉ đạo khu vực phòng thủ tỉnh".into(),
            filled_by: terms::UnitLevel::Commune,
            indicators,
            open,
        };
        let open = OpenPeriod {
            label: "năm 2026".into(),
            on_time_until: "15/12/2026".into(),
            filled: 90,
            expected: 97,
        };
        let own = |title: &str, state| OwnReport {
            title: title.into(),
            href: "/submissions/SG-61".into(),
            state,
            on_time_until: "15/12/2026".into(),
        };
        Self {
            p: Page::example(lang, Nav::Forms),
            rows: vec![
                row("QP-01", "Xây dựng khu vực phòng thủ cấp xã", 8, Some(open)),
                row("GD-02", "Giáo dục quốc phòng và an ninh theo đối tượng", 5, None),
            ],
            mine: vec![
                own("QP-01, xã Bến Trại, năm 2026", MatrixState::Draft),
                own("QP-01, xã Bến Trại, năm 2025", MatrixState::Approved),
            ],
            add: Some(Link::new(lang.t("forms-new"), "/forms/new")),
        }
    }
}

/// State of one unit's report for one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatrixState {
    /// Nothing has been entered.
    Missing,
    /// Being entered.
    Draft,
    /// Handed in.
    Submitted,
    /// Returned.
    Returned,
    /// Approved.
    Approved,
    /// The unit is not asked in that period.
    NotExpected,
}

impl MatrixState {
    /// Every state.
    pub const ALL: &'static [Self] = &[
        Self::Approved,
        Self::Submitted,
        Self::Returned,
        Self::Draft,
        Self::Missing,
        Self::NotExpected,
    ];
}

own_codes! {
    MatrixState = "matrix" {
        Missing = "missing",
        Draft = "draft",
        Submitted = "submitted",
        Returned = "returned",
        Approved = "approved",
        NotExpected = "not_expected",
    }
    SubmissionMove = "submission-move" {
        Save = "save",
        Submit = "submit",
        Approve = "approve",
        Return = "return",
        Correct = "correct",
    }
}

/// One indicator of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorRow {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// How it is aggregated.
    pub aggregation: terms::Aggregation,
    /// For a ratio: which by which, in words.
    pub parts: Option<String>,
    /// Line of work.
    pub field: terms::Field,
    /// Targets in words, one a year.
    pub targets: Vec<String>,
    /// Its totals.
    pub totals: String,
}

/// One period of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeriodRow {
    /// The period in words.
    pub label: String,
    /// On time until.
    pub on_time_until: String,
    /// Open until.
    pub open_until: String,
    /// Units asked.
    pub expected: u64,
    /// Reports approved.
    pub approved: u64,
    /// Reports handed in that wait.
    pub submitted: u64,
    /// Reports handed in after the day.
    pub late: u64,
    /// Units that have not handed in.
    pub missing: Vec<Link>,
    /// Reports that wait and that the person may approve.
    pub approvable: u64,
    /// Approves these, for whoever may.
    pub approve_all: Option<String>,
    /// Who approves those that the person may not.
    pub approve_note: Option<String>,
}

/// One cell of the matrix of units and periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    /// The state.
    pub state: MatrixState,
    /// Handed in after the day.
    pub late: bool,
    /// The submission, or where it is begun.
    pub href: Option<String>,
}

/// One unit of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// The unit.
    pub unit: Link,
    /// One cell a period.
    pub cells: Vec<MatrixCell>,
}

/// Một biểu mẫu.
#[derive(Debug, Clone, Template)]
#[template(path = "form.html")]
pub struct FormPage {
    /// What every page has.
    pub p: Page,
    /// Short code.
    pub code: String,
    /// Title.
    pub title: String,
    /// Who asks, who fills it.
    pub facts: Vec<Fact>,
    /// The indicators.
    pub indicators: Vec<IndicatorRow>,
    /// The periods, the last one first.
    pub periods: Vec<PeriodRow>,
    /// Heads of the matrix.
    pub matrix_heads: Vec<String>,
    /// Rows of the matrix.
    pub matrix: Vec<MatrixRow>,
    /// Who may read which of its figures, as stated, the latest first.
    pub classes: Vec<ClassRow>,
    /// Where that is stated, for whoever may.
    pub state_class: Option<String>,
    /// Where a period is opened, for whoever may.
    pub open_period: Option<String>,
    /// The form of the person's own unit as a spreadsheet.
    pub xlsx: Option<String>,
    /// What was done to it.
    pub history: Vec<ActLine>,
    /// Address of its history.
    pub history_href: String,
}

impl FormPage {
    /// Invented content.
    #[expect(clippy::too_many_lines, reason = "invented content, no logic")]
    pub fn example(lang: Lang) -> Self {
        use MatrixState as M;
        let indicator = |code: &str,
                         name: &str,
                         measure: &str,
                         aggregation,
                         parts: Option<&str>,
                         targets: &[&str]| IndicatorRow {
            code: code.into(),
            name: name.into(),
            measure: measure.into(),
            aggregation,
            parts: parts.map(Into::into),
            field: terms::Field::Education,
            targets: targets.iter().map(|t| (*t).into()).collect(),
            totals: format!("/totals?indicator={code}"),
        };
        let cell = |state, late| MatrixCell {
            state,
            late,
            href: (state != M::NotExpected).then(|| "/submissions/SG-61".into()),
        };
        let row = |name: &str, cells: [(M, bool); 4]| MatrixRow {
            unit: Link::new(name, "/units/SG-31"),
            cells: cells.iter().map(|(s, l)| cell(*s, *l)).collect(),
        };
        Self {
            p: Page::example(lang, Nav::Forms),
            code: "QP-01".into(),
            title: "Xây dựng khu vực phòng thủ cấp xã".into(),
            facts: vec![
                Fact::link(
                    lang.t("form-asked-by"),
                    "Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang",
                    "/bodies/SG-2",
                ),
                Fact::new(lang.t("form-filled-by"), lang.t("level-commune")),
            ],
            indicators: vec![
                indicator(
                    "lop",
                    "Số lớp bồi dưỡng kiến thức quốc phòng và an ninh",
                    "lớp",
                    terms::Aggregation::Sum,
                    None,
                    &[],
                ),
                indicator(
                    "hocvien",
                    "Số người được bồi dưỡng",
                    "người",
                    terms::Aggregation::Sum,
                    None,
                    &["2026: 12.000 (118/KH-UBND)"],
                ),
                indicator(
                    "dqtv",
                    "Số dân quân tự vệ cuối kỳ",
                    "người",
                    terms::Aggregation::Stock,
                    None,
                    &[],
                ),
                indicator(
                    "tyle",
                    "Tỷ lệ đảng viên trong dân quân tự vệ",
                    "%",
                    terms::Aggregation::Ratio,
                    Some("dangvien / dqtv"),
                    &["2026: 28,00%"],
                ),
            ],
            periods: vec![
                PeriodRow {
                    label: "năm 2026".into(),
                    on_time_until: "15/12/2026".into(),
                    open_until: "31/12/2026".into(),
                    expected: 97,
                    approved: 84,
                    submitted: 6,
                    late: 0,
                    missing: vec![
                        Link::new("xã Bến Trại", "/units/SG-31"),
                        Link::new("xã Đông Hòa", "/units/SG-33"),
                    ],
                    approvable: 5,
                    approve_all: Some("/forms/SG-50/approve".into()),
                    approve_note: Some(lang.ta("form-approve-second", &[("name", "Ban Chỉ đạo")])),
                },
                PeriodRow {
                    label: "năm 2025".into(),
                    on_time_until: "15/12/2025".into(),
                    open_until: "31/12/2025".into(),
                    expected: 97,
                    approved: 97,
                    submitted: 0,
                    late: 5,
                    missing: vec![],
                    ..PeriodRow::default()
                },
            ],
            matrix_heads: vec!["2023".into(), "2024".into(), "2025".into(), "2026".into()],
            matrix: vec![
                row(
                    "phường An Giang Thượng",
                    [
                        (M::Approved, false),
                        (M::Approved, false),
                        (M::Approved, true),
                        (M::Submitted, false),
                    ],
                ),
                row(
                    "xã Bến Trại",
                    [
                        (M::NotExpected, false),
                        (M::NotExpected, false),
                        (M::Approved, false),
                        (M::Draft, false),
                    ],
                ),
                row(
                    "xã Đông Hòa",
                    [
                        (M::Approved, false),
                        (M::Approved, true),
                        (M::Approved, false),
                        (M::Missing, false),
                    ],
                ),
                row(
                    "xã Tân Phú Đông",
                    [
                        (M::Approved, false),
                        (M::Missing, false),
                        (M::Approved, false),
                        (M::Returned, false),
                    ],
                ),
            ],
            classes: vec![ClassRow::example()],
            state_class: Some("/class?of=form/SG/50".into()),
            open_period: Some("/forms/SG-50/periods".into()),
            xlsx: Some("/forms/SG-50.xlsx".into()),
            history: example_acts(),
            history_href: "/history/form/SG-50".into(),
        }
    }
}

/// What a person can do with a submission now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubmissionMove {
    /// Save what is entered.
    Save,
    /// Hand it in.
    Submit,
    /// Approve it.
    Approve,
    /// Return it.
    Return,
    /// Put cells right after approval.
    Correct,
}

/// One indicator in the entry grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Code of the indicator.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// What is entered now.
    pub cell: CellView,
    /// What the unit said in the period before.
    pub before: CellView,
    /// Remark.
    pub note: String,
    /// What is wrong with it.
    pub fault: Option<String>,
    /// For a ratio, which is not entered: numerator and denominator in words.
    pub computed: Option<String>,
    /// Corrections after approval, as sentences.
    pub corrected: Vec<String>,
}

/// A bad cell of a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetFault {
    /// Sheet.
    pub sheet: String,
    /// Cell (`C7`).
    pub cell: String,
    /// What stands there.
    pub value: String,
    /// What is accepted.
    pub accepted: String,
    /// Stable code.
    pub code: String,
}

/// Báo cáo số liệu của một đơn vị theo một biểu trong một kỳ.
#[derive(Debug, Clone, Template)]
#[template(path = "submission.html")]
pub struct SubmissionPage {
    /// What every page has.
    pub p: Page,
    /// The form.
    pub form: Link,
    /// Title of the form.
    pub title: String,
    /// The unit.
    pub unit: Link,
    /// The period in words.
    pub period: String,
    /// Its state.
    pub state: terms::SubmissionState,
    /// On time until.
    pub on_time_until: String,
    /// Open until.
    pub open_until: String,
    /// Whether it came, or would come now, after the day.
    pub late: bool,
    /// Why it was returned.
    pub returned_for: Option<String>,
    /// Who is to do the next step, where it is not the person who looks.
    pub note: Option<String>,
    /// The reason of a correction, as typed.
    pub reason: String,
    /// The grid.
    pub rows: Vec<EntryRow>,
    /// What the person can do now.
    pub moves: Vec<SubmissionMove>,
    /// Address under which the moves stand.
    pub action: String,
    /// The report as a spreadsheet, which can be filled and brought back.
    pub xlsx: String,
    /// Bad cells of the spreadsheet brought back just now; nothing of it was entered.
    pub faults: Vec<SheetFault>,
    /// What was done to it.
    pub history: Vec<ActLine>,
    /// Address of its history.
    pub history_href: String,
}

impl SubmissionPage {
    /// Whether a move is open.
    pub fn may(&self, code: &str) -> bool {
        self.moves.iter().any(|m| Coded::stable(m) == code)
    }

    /// Whether cells can be typed in.
    pub fn editable(&self) -> bool {
        self.may("save") || self.may("correct")
    }

    /// Invented content.
    #[expect(clippy::too_many_lines, reason = "invented content, no logic")]
    pub fn example(lang: Lang) -> Self {
        let row = |code: &str, name: &str, measure: &str, cell, before| EntryRow {
            code: code.into(),
            name: name.into(),
            measure: measure.into(),
            cell,
            before,
            note: String::new(),
            fault: None,
            computed: None,
            corrected: vec![],
        };
        let both = |code, name, measure, state| {
            row(code, name, measure, CellView::of(state), CellView::of(state))
        };
        let n = CellView::number;
        let mut bad = row("dqtv", "Số dân quân tự vệ cuối kỳ", "người", n("12O"), n("118"));
        bad.fault = Some("“12O” có chữ O; nhập số nguyên, ví dụ 120.".into());
        let mut ratio =
            row("tyle", "Tỷ lệ đảng viên trong dân quân tự vệ", "%", n("28,33"), n("27,97"));
        ratio.computed = Some("34 đảng viên / 120 dân quân tự vệ".into());
        let mut noted = row(
            "dienTap",
            "Số cuộc diễn tập chiến đấu xã",
            "cuộc",
            CellView::of(CellState::NoneOccurred),
            n("1"),
        );
        noted.note = "Chu kỳ ba năm, lần sau vào 2027".into();
        let fault = |cell: &str, value: &str| {
            SheetFault { sheet: "QP-01".into(), cell: cell.into(), value: value.into(), accepted: "số nguyên không âm, ví dụ 120, hoặc một trong các chữ: không phát sinh, không áp dụng".into(), code: "sheet.not-a-number".into() }
        };
        Self {
            p: Page::example(lang, Nav::Forms),
            form: Link::new("QP-01", "/forms/SG-50"),
            title: "Xây dựng khu vực phòng thủ cấp xã".into(),
            unit: Link::new("xã Bến Trại", "/units/SG-31"),
            period: "năm 2026".into(),
            state: terms::SubmissionState::Returned,
            on_time_until: "15/12/2026".into(),
            open_until: "31/12/2026".into(),
            late: false,
            returned_for: Some(
                "Số người được bồi dưỡng thấp hơn số lớp nhân 20; đề nghị kiểm tra lại.".into(),
            ),
            note: None,
            reason: String::new(),
            rows: vec![
                row(
                    "lop",
                    "Số lớp bồi dưỡng kiến thức quốc phòng và an ninh",
                    "lớp",
                    n("6"),
                    n("5"),
                ),
                row("hocvien", "Số người được bồi dưỡng", "người", n("1.234"), n("1.108")),
                bad,
                ratio,
                noted,
                both("dat", "Diện tích đất quốc phòng bàn giao", "ha", CellState::NotApplicable),
                both("suco", "Số sự cố, thiên tai phải huy động lực lượng", "vụ", CellState::Zero),
                both("vankien", "Số văn kiện được rà soát", "văn kiện", CellState::NotReported),
            ],
            moves: {
                use SubmissionMove::{Approve, Return, Save, Submit};
                vec![Save, Submit, Approve, Return]
            },
            action: "/submissions/SG-61".into(),
            xlsx: "/submissions/SG-61.xlsx".into(),
            faults: vec![fault("C7", "12O"), fault("C9", "#REF!")],
            history: example_acts(),
            history_href: "/history/submission/SG-61".into(),
        }
    }
}
