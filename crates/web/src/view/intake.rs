//! Pages of intake: what came in, and the reading page where a person confirms, corrects or rejects.
//!
//! It must not know how a text is read; a proposal is words, fields and an address.

use super::common::{Choice, Coded, Link, Pager, own_codes};
use super::text::{MarkedText, MentionKind, OutlineRow};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// How far a file that came in is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntakeState {
    /// Proposals wait for a person.
    ToConfirm,
    /// Every proposal was decided.
    Done,
    /// The same file is there already.
    Duplicate,
}

impl IntakeState {
    /// Every state.
    pub const ALL: &'static [Self] = &[Self::ToConfirm, Self::Done, Self::Duplicate];
}

own_codes! {
    IntakeState = "intake" {
        ToConfirm = "to_confirm",
        Done = "done",
        Duplicate = "duplicate",
    }
    FieldKind = "field-kind" {
        Line = "line",
        Area = "area",
        Day = "day",
        Pick = "pick",
    }
}

/// One file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeRow {
    /// Name of the file.
    pub file_name: String,
    /// Its reading page.
    pub href: String,
    /// Title found in the text.
    pub title: String,
    /// When it came.
    pub received_at: String,
    /// Who brought it.
    pub by: String,
    /// Format and size: `docx, 48 kB`.
    pub format: String,
    /// How far it is.
    pub state: IntakeState,
    /// Proposals not decided.
    pub open: u64,
    /// Proposals in all.
    pub total: u64,
    /// Doubts not settled.
    pub doubts: u64,
}

/// A file that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileFault {
    /// Name of the file; empty when nothing of it may be kept.
    pub file_name: String,
    /// Stable code.
    pub code: String,
    /// What happened and why.
    pub what: String,
    /// What to do.
    pub todo: String,
}

/// Tiếp nhận văn bản.
#[derive(Debug, Clone, Template)]
#[template(path = "intake.html")]
pub struct IntakePage {
    /// What every page has.
    pub p: Page,
    /// Formats taken, in words: `txt, html, docx`.
    pub formats: String,
    /// Value of the file field's `accept`.
    pub accept: String,
    /// Largest file, in MB.
    pub max_mb: u32,
    /// What was refused just now.
    pub faults: Vec<FileFault>,
    /// Files that came in.
    pub rows: Vec<IntakeRow>,
    /// Part of the list.
    pub pager: Pager,
    /// Whether the person may bring files in.
    pub may_upload: bool,
}

impl IntakePage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let row = |file: &str, title: &str, state, open, doubts| IntakeRow {
            file_name: file.into(),
            href: "/intake/SG-40".into(),
            title: title.into(),
            received_at: "08:41 ngày 22/11/2026".into(),
            by: "Lê Thị Mẫu".into(),
            format: "docx, 48 kB".into(),
            state,
            open,
            total: 9,
            doubts,
        };
        Self {
            p: Page::example(lang, Nav::Intake),
            formats: "docx, html, txt".into(),
            accept: ".docx,.html,.htm,.txt".into(),
            max_mb: 50,
            faults: vec![FileFault {
                file_name: "bao-cao-cu.doc".into(),
                code: "intake.format".into(),
                what: "Tệp bao-cao-cu.doc có định dạng .doc cũ, kvpt chưa đọc được.".into(),
                todo: "Mở tệp bằng Word hoặc LibreOffice, lưu thành .docx rồi tải lên lại.".into(),
            }],
            rows: vec![
                row(
                    "07-CT-TU.docx",
                    "Chỉ thị về tăng cường xây dựng khu vực phòng thủ cấp xã",
                    IntakeState::ToConfirm,
                    6,
                    2,
                ),
                row(
                    "so-ket-3-nam.html",
                    "Sông Giang sơ kết 3 năm xây dựng khu vực phòng thủ",
                    IntakeState::Done,
                    0,
                    0,
                ),
                row(
                    "07-CT-TU (ban sao).docx",
                    "Chỉ thị về tăng cường xây dựng khu vực phòng thủ cấp xã",
                    IntakeState::Duplicate,
                    0,
                    0,
                ),
            ],
            pager: Pager { from: 1, to: 3, total: 3, prev: None, next: None },
            may_upload: true,
        }
    }
}

/// How a field of a correction is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// Several lines.
    Area,
    /// A day or a partial date, as `dd/mm/yyyy`, `mm/yyyy` or `yyyy`.
    Day,
    /// One of the choices.
    Pick,
}

/// One field of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditField {
    /// Name that is sent.
    pub name: String,
    /// The words.
    pub label: String,
    /// What was read.
    pub value: String,
    /// How it is entered.
    pub kind: FieldKind,
    /// Choices, for a pick.
    pub choices: Vec<Choice>,
}

/// A possible value of a doubtful thing, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CandidateView {
    /// Value that is sent.
    pub value: String,
    /// The words.
    pub label: String,
    /// Why it is possible.
    pub reason: String,
    /// Whether it is chosen to begin with; a doubt begins with none.
    pub on: bool,
}

/// A doubt about a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DoubtView {
    /// Stable code.
    pub code: String,
    /// What is doubtful and why.
    pub message: String,
    /// Name under which the choice is sent.
    pub name: String,
    /// The candidates.
    pub candidates: Vec<CandidateView>,
}

/// What was decided on a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedView {
    /// The decision.
    pub decision: terms::Decision,
    /// Who decided.
    pub who: String,
    /// When.
    pub when: String,
    /// What came of it.
    pub outcome: Option<Link>,
    /// Why, where a reason was given.
    pub reason: Option<String>,
}

/// One proposal of a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalView {
    /// Its key, unique in the intake; letters, digits and `-`.
    pub key: String,
    /// What kind of thing it proposes.
    pub kind: MentionKind,
    /// In one sentence.
    pub summary: String,
    /// More of it: label and words.
    pub lines: Vec<(String, String)>,
    /// Id in the text of the place it comes from (`b67`).
    pub place: Option<String>,
    /// Doubts to be settled.
    pub doubts: Vec<DoubtView>,
    /// Fields of the correction.
    pub fields: Vec<EditField>,
    /// Where the decision is sent.
    pub action: String,
    /// What was decided.
    pub decided: Option<DecidedView>,
}

/// Proposals of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalGroup {
    /// The kind.
    pub kind: MentionKind,
    /// The proposals.
    pub items: Vec<ProposalView>,
}

/// Trang đọc: the text on the left, the proposals on the right.
#[derive(Debug, Clone, Template)]
#[template(path = "reading.html")]
pub struct ReadingPage {
    /// What every page has.
    pub p: Page,
    /// Title found in the text.
    pub title: String,
    /// The file as it came.
    pub file: Link,
    /// Format, encoding, size, when and by whom, in words.
    pub came: String,
    /// Mark that limits circulation.
    pub circulation: Option<String>,
    /// The text.
    pub text: MarkedText,
    /// The layout of the document, part by part; empty for a text that has none.
    pub outline: Vec<OutlineRow>,
    /// Kinds of marks in the text, with their numbers.
    pub legend: Vec<(MentionKind, u64)>,
    /// The proposals by kind.
    pub groups: Vec<ProposalGroup>,
    /// Doubts about the text as a whole, without a choice.
    pub remarks: Vec<String>,
    /// Proposals not decided.
    pub open: u64,
    /// Proposals in all.
    pub total: u64,
    /// Whether the person may decide.
    pub may_decide: bool,
    /// The document that came of it.
    pub document: Option<Link>,
    /// Where all proposals without a doubt are confirmed at once.
    pub confirm_rest: Option<String>,
    /// Proposals that this would confirm.
    pub sure: u64,
}

/// One proposal alone, as htmx swaps it in after a decision.
#[derive(Debug, Clone, Template)]
#[template(path = "part_proposal.html")]
pub struct ProposalPart {
    /// What every page has.
    pub p: Page,
    /// The proposal.
    pub x: ProposalView,
    /// Whether the person may decide.
    pub may_decide: bool,
}

fn proposal(key: &str, kind: MentionKind, summary: &str, words: &str) -> ProposalView {
    let place = super::document::EXAMPLE_TEXT.find(words).map(|at| format!("b{at}"));
    ProposalView {
        key: key.into(),
        kind,
        summary: summary.into(),
        lines: vec![],
        place,
        doubts: vec![],
        fields: vec![],
        action: format!("/intake/SG-40/proposals/{key}"),
        decided: None,
    }
}

fn field(name: &str, label: String, value: &str, kind: FieldKind) -> EditField {
    EditField { name: name.into(), label, value: value.into(), kind, choices: vec![] }
}

fn example_doubtful(lang: Lang) -> ProposalView {
    let mut doc = proposal(
        "doc",
        MentionKind::Heading,
        "Đăng ký Chỉ thị 07-CT/TU của Ban Thường vụ Tỉnh ủy Sông Giang",
        "CHỈ THỊ",
    );
    doc.lines = vec![
        (lang.t("document-number"), "07-CT/TU".into()),
        (lang.t("document-issued-on"), "03/2026".into()),
        (lang.t("document-subject"), "Về tăng cường xây dựng khu vực phòng thủ cấp xã".into()),
    ];
    let candidate = |value: &str, reason: &str| CandidateView {
        value: value.into(),
        label: value.into(),
        reason: reason.into(),
        on: false,
    };
    doc.doubts = vec![DoubtView {
        code: "citation.issuer-mismatch".into(),
        message: "Cơ quan ban hành ghi ở phần đầu không khớp ký hiệu CT/TU.".into(),
        name: "issuer".into(),
        candidates: vec![
            candidate(
                "Ban Thường vụ Tỉnh ủy Sông Giang",
                "Ký hiệu TU là của Tỉnh ủy; chỉ thị do Ban Thường vụ ban hành.",
            ),
            candidate("Ban Chỉ đạo khu vực phòng thủ tỉnh", "Tên in ở góc trái của văn bản."),
        ],
    }];
    doc.fields = vec![
        field("number", lang.t("document-number"), "07-CT/TU", FieldKind::Line),
        field("issued_on", lang.t("document-issued-on"), "03/2026", FieldKind::Day),
        field(
            "subject",
            lang.t("document-subject"),
            "Về tăng cường xây dựng khu vực phòng thủ cấp xã",
            FieldKind::Area,
        ),
    ];
    doc
}

impl ReadingPage {
    /// Invented content.
    #[expect(clippy::too_many_lines, reason = "invented content, no logic")]
    pub fn example(lang: Lang) -> Self {
        use MentionKind as K;
        let mut cited = proposal(
            "c1",
            K::Citation,
            "Dẫn Nghị quyết 24-NQ/SG ngày 15/08/2022 của Tỉnh ủy Sông Giang",
            "Nghị quyết số",
        );
        cited.lines = vec![(lang.t("document-relation"), lang.t("relation-reviews"))];
        cited.fields = vec![EditField {
            choices: terms::Relation::ALL
                .iter()
                .map(|r| {
                    Choice::new(
                        r.code(),
                        lang.t(&format!("relation-{}", r.code())),
                        *r == terms::Relation::Reviews,
                    )
                })
                .collect(),
            ..field("relation", lang.t("document-relation"), "reviews", FieldKind::Pick)
        }];
        let mut law = proposal("c2", K::Citation, "Dẫn Luật Phòng thủ dân sự", "Luật Phòng");
        law.decided = Some(DecidedView {
            decision: terms::Decision::Confirmed,
            who: "Lê Thị Mẫu".into(),
            when: "09:10 ngày 22/11/2026".into(),
            outcome: Some(Link::new("Luật Phòng thủ dân sự", "/documents/SG-8")),
            reason: None,
        });
        let mut task = proposal(
            "t1",
            K::Task,
            "Giao Ủy ban nhân dân xã Bến Trại rà soát kế hoạch phòng thủ dân sự",
            "Ủy ban nhân dân xã Bến Trại chủ trì",
        );
        task.lines = vec![
            (lang.t("task-lead"), "Ủy ban nhân dân xã Bến Trại".into()),
            (lang.t("task-coordinating"), "Ban Chỉ huy quân sự xã".into()),
            (lang.t("task-due-on"), "30/06/2026".into()),
        ];
        task.fields = vec![
            field(
                "title",
                lang.t("task-title"),
                "Rà soát kế hoạch phòng thủ dân sự",
                FieldKind::Area,
            ),
            field("due_on", lang.t("task-due-on"), "30/06/2026", FieldKind::Day),
        ];
        let mut person = proposal(
            "p1",
            K::Person,
            "Trần Văn Thử, Chủ tịch Ủy ban nhân dân xã Bến Trại",
            "Trần Văn Thử",
        );
        person.fields = vec![field("name", lang.t("person-name"), "Trần Văn Thử", FieldKind::Line)];
        let mut finding = proposal(
            "f1",
            K::Result,
            "90 trong 97 xã, phường đã hoàn thành kế hoạch phòng thủ dân sự",
            "90 trong 97",
        );
        finding.decided = Some(DecidedView {
            decision: terms::Decision::Rejected,
            who: "Lê Thị Mẫu".into(),
            when: "09:12 ngày 22/11/2026".into(),
            outcome: None,
            reason: Some("Số liệu này lấy từ biểu QP-01, không nhập hai lần.".into()),
        });
        let text = super::document::example_marked();
        let group = |kind, items| ProposalGroup { kind, items };
        Self {
            p: Page::example(lang, Nav::Intake),
            title: "Chỉ thị về tăng cường xây dựng khu vực phòng thủ cấp xã".into(),
            file: Link::new("07-CT-TU.docx", "/files/5d0e"),
            came: "docx, UTF-8, 48 kB; Lê Thị Mẫu tải lên 08:41 ngày 22/11/2026".into(),
            circulation: Some("Lưu hành nội bộ".into()),
            text,
            outline: vec![
                OutlineRow { words: "I. Kết quả".into(), level: 1, at: 0 },
                OutlineRow { words: "II. Nhiệm vụ".into(), level: 1, at: 0 },
            ],
            legend: vec![
                (K::Heading, 1),
                (K::Citation, 2),
                (K::Person, 1),
                (K::Body, 1),
                (K::Date, 2),
                (K::Quantity, 1),
                (K::Task, 1),
                (K::Result, 1),
                (K::Shortcoming, 1),
            ],
            groups: vec![
                group(K::Heading, vec![example_doubtful(lang)]),
                group(K::Citation, vec![cited, law]),
                group(K::Task, vec![task]),
                group(K::Person, vec![person]),
                group(K::Result, vec![finding]),
            ],
            remarks: vec!["Văn bản không ghi ngày ký cụ thể, chỉ có tháng 3 năm 2026.".into()],
            open: 4,
            total: 6,
            may_decide: true,
            document: None,
            confirm_rest: Some("/intake/SG-40/confirm-rest".into()),
            sure: 3,
        }
    }
}

impl ProposalPart {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self { p: Page::example(lang, Nav::Intake), x: example_doubtful(lang), may_decide: true }
    }
}
