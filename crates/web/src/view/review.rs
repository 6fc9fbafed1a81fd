//! Pages of the review: the list, one review with its sentences, the difference since approval.
//!
//! It must not compile anything; sentences and figures come ready.

use super::common::{ActLine, Choice, Coded, Fact, FieldFault, Link, example_acts};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// One review in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The body whose review it is.
    pub body: String,
    /// The period in words.
    pub period: String,
    /// The document under review.
    pub reviewed: String,
    /// Its state.
    pub state: terms::ReviewState,
    /// Day of the last compiling or of the approval.
    pub on: String,
}

/// Danh sách báo cáo sơ kết, tổng kết.
#[derive(Debug, Clone, Template)]
#[template(path = "reviews.html")]
pub struct ReviewsPage {
    /// What every page has.
    pub p: Page,
    /// The reviews.
    pub rows: Vec<ReviewRow>,
    /// Whether the person may begin one.
    pub may_open: bool,
    /// Bodies whose review it can be.
    pub bodies: Vec<Choice>,
    /// Documents that can be under review.
    pub documents: Vec<Choice>,
    /// The title, as typed.
    pub title: String,
    /// The first day, as typed.
    pub from: String,
    /// The last day, as typed.
    pub to: String,
    /// What is wrong with what was sent.
    pub faults: Vec<FieldFault>,
}

impl ReviewsPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let row = |title: &str, period: &str, state, on: &str| ReviewRow {
            title: title.into(),
            href: "/reviews/SG-90".into(),
            body: "Ban Chỉ đạo khu vực phòng thủ tỉnh".into(),
            period: period.into(),
            reviewed: "24-NQ/SG".into(),
            state,
            on: on.into(),
        };
        Self {
            p: Page::example(lang, Nav::Reviews),
            rows: vec![
                row(
                    "Sơ kết 4 năm thực hiện Nghị quyết 24-NQ/SG",
                    "giai đoạn 2022-2026",
                    terms::ReviewState::Draft,
                    "21/11/2026",
                ),
                row(
                    "Sơ kết 3 năm thực hiện Nghị quyết 24-NQ/SG",
                    "giai đoạn 2022-2025",
                    terms::ReviewState::Approved,
                    "18/11/2025",
                ),
            ],
            may_open: true,
            bodies: vec![Choice::new(
                "SG:2",
                "Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang",
                true,
            )],
            documents: vec![Choice::new("SG:11", "24-NQ/SG", true)],
            title: String::new(),
            from: String::new(),
            to: String::new(),
            faults: vec![],
        }
    }
}

/// A run of a sentence: words, or a figure that leads to its trace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunView {
    /// The words or the figure as printed.
    pub text: String,
    /// Trace page of the figure; `None` for words.
    pub trace: Option<String>,
    /// Whether the record says something else by now.
    pub changed: bool,
}

impl RunView {
    /// Words.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), trace: None, changed: false }
    }

    /// A figure with its trace page.
    pub fn figure(text: impl Into<String>, trace: impl Into<String>) -> Self {
        Self { text: text.into(), trace: Some(trace.into()), changed: false }
    }
}

/// One sentence of a review.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineView {
    /// Its key, unique in the review; letters, digits and `-`.
    pub key: String,
    /// Its runs.
    pub runs: Vec<RunView>,
    /// The sentence for editing, each figure as `{s3}`.
    pub template: String,
    /// The figures that may stand in it: `{s3}` and what it prints.
    pub figures: Vec<(String, String)>,
    /// What the sentence rests on.
    pub evidence: Vec<Link>,
    /// Who edited it and when.
    pub edited: Option<String>,
    /// Where an edit is sent; `None` when it is not open.
    pub action: Option<String>,
    /// What is wrong with an edit sent just now.
    pub fault: Option<String>,
}

/// A table of a review, with its chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableView {
    /// Title.
    pub title: String,
    /// Heads.
    pub columns: Vec<String>,
    /// Name of a row and its cells.
    pub rows: Vec<(String, Vec<RunView>)>,
    /// Chart as SVG with presentation attributes only.
    pub chart: Option<String>,
}

/// A section of a review.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SectionView {
    /// Id of the section in the page.
    pub id: String,
    /// Heading with its number: `I. Kết quả thực hiện`.
    pub heading: String,
    /// 1 for a part, 2 for a field within it.
    pub level: u8,
    /// Its sentences.
    pub lines: Vec<LineView>,
    /// Its tables.
    pub tables: Vec<TableView>,
}

/// What a person can do with a review now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReviewMoves {
    /// Compile it from the record.
    pub compile: bool,
    /// Lay it before the approver.
    pub submit: bool,
    /// Approve it.
    pub approve: bool,
    /// Send it back.
    pub send_back: bool,
}

impl ReviewMoves {
    /// Whether there is anything to do.
    pub fn any(&self) -> bool {
        self.compile || self.submit || self.approve || self.send_back
    }
}

/// A numbered copy that was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyRow {
    /// Its number.
    pub number: u64,
    /// The class at which it was produced.
    pub class: terms::AccessClass,
    /// To whom it went.
    pub to: String,
    /// How many figures and sentences are held back in it.
    pub held_back: u64,
    /// Who gave it out.
    pub by: String,
    /// When.
    pub at: String,
    /// The copy as docx.
    pub docx: String,
    /// The copy as PDF.
    pub pdf: String,
}

/// Một báo cáo sơ kết, tổng kết.
#[derive(Debug, Clone, Template)]
#[template(path = "review.html")]
pub struct ReviewPage {
    /// What every page has.
    pub p: Page,
    /// Title.
    pub title: String,
    /// Its state.
    pub state: terms::ReviewState,
    /// Body, document under review, period, day of the figures …
    pub facts: Vec<Fact>,
    /// Why it was sent back.
    pub returned_for: Option<String>,
    /// Who is to do the next step, where it is not the person who looks.
    pub note: Option<String>,
    /// Whether it was compiled at all.
    pub compiled: bool,
    /// The day asked when compiling again, as `dd/mm/yyyy`.
    pub as_of: String,
    /// The sections.
    pub sections: Vec<SectionView>,
    /// What the person can do now.
    pub moves: ReviewMoves,
    /// Numbered copies given out, the latest first.
    pub copies: Vec<CopyRow>,
    /// Where a new copy is asked for, when the person may give one out.
    pub issue: Option<String>,
    /// The classes at which it can be produced.
    pub classes: Vec<Choice>,
    /// Address under which the moves stand.
    pub action: String,
    /// The paper as docx.
    pub docx: Option<String>,
    /// The paper as PDF.
    pub pdf: Option<String>,
    /// The difference report.
    pub difference: Option<String>,
    /// Figures that the record gives otherwise by now.
    pub changed: u64,
    /// What was done to it.
    pub history: Vec<ActLine>,
    /// Address of its history.
    pub history_href: String,
}

/// One sentence alone, as htmx swaps it in after an edit.
#[derive(Debug, Clone, Template)]
#[template(path = "part_line.html")]
pub struct LinePart {
    /// What every page has.
    pub p: Page,
    /// The sentence.
    pub x: LineView,
}

fn example_line(key: &str, runs: Vec<RunView>) -> LineView {
    LineView {
        key: key.into(),
        runs,
        template:
            "Toàn tỉnh bồi dưỡng kiến thức quốc phòng và an ninh cho {s3} người, đạt {s4} kế hoạch."
                .into(),
        figures: vec![("{s3}".into(), "12.011".into()), ("{s4}".into(), "100,1%".into())],
        evidence: vec![Link::new("QP-01, năm 2026", "/forms/SG-50")],
        edited: None,
        action: Some(format!("/reviews/SG-90/lines/{key}")),
        fault: None,
    }
}

impl LinePart {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let mut x = example_line(
            "l1",
            vec![
                RunView::words("Toàn tỉnh bồi dưỡng cho "),
                RunView::figure("12.011", "/trace/SG-90/s3"),
                RunView::words(" người."),
            ],
        );
        x.fault =
            Some("Số 12.500 không lấy từ sổ; chỉ dùng các số {s3}, {s4} đã có của câu.".into());
        Self { p: Page::example(lang, Nav::Reviews), x }
    }
}

impl ReviewPage {
    /// Invented content.
    #[expect(clippy::too_many_lines, reason = "invented content, no logic")]
    pub fn example(lang: Lang) -> Self {
        let w = |text: &str| RunView::words(text);
        let f = |text: &str, trace: &str| RunView::figure(text, trace);
        let section = |id: &str, heading: &str, level, lines, tables| SectionView {
            id: id.into(),
            heading: heading.into(),
            level,
            lines,
            tables,
        };
        let first = example_line(
            "l1",
            vec![
                w("Toàn tỉnh bồi dưỡng kiến thức quốc phòng và an ninh cho "),
                f("12.011", "/trace/SG-90/s3"),
                w(" người, đạt "),
                f("100,1%", "/trace/SG-90/s4"),
                w(" kế hoạch ("),
                f("95/97", "/trace/SG-90/s5"),
                w(" xã, phường có báo cáo)."),
            ],
        );
        let mut changed = f("402", "/trace/SG-90/s6");
        changed.changed = true;
        let mut second = example_line(
            "l2",
            vec![w("Phường An Giang Thượng bồi dưỡng "), changed, w(" người, cao nhất toàn tỉnh.")],
        );
        second.edited = Some("Lê Thị Mẫu, 10:02 ngày 21/11/2026".into());
        let table = TableView {
            title: "Số người được bồi dưỡng theo năm".into(),
            columns: vec!["Năm".into(), "Số người".into(), "Xã, phường có báo cáo".into()],
            rows: vec![
                (
                    "2025".into(),
                    vec![f("11.003", "/trace/SG-90/s7"), f("97/97", "/trace/SG-90/s8")],
                ),
                (
                    "2026".into(),
                    vec![f("12.011", "/trace/SG-90/s3"), f("95/97", "/trace/SG-90/s5")],
                ),
            ],
            chart: Some(super::totals::EXAMPLE_CHART.into()),
        };
        let shortcoming = example_line(
            "l3",
            vec![
                w("Việc cập nhật văn kiện ở một số xã sau sáp nhập còn chậm; còn "),
                f("3", "/trace/SG-90/s9"),
                w(" nhiệm vụ quá hạn."),
            ],
        );
        Self {
            p: Page::example(lang, Nav::Reviews),
            title: "Sơ kết 4 năm thực hiện Nghị quyết 24-NQ/SG".into(),
            state: terms::ReviewState::Submitted,
            facts: vec![
                Fact::link(
                    lang.t("review-body"),
                    "Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang",
                    "/bodies/SG-2",
                ),
                Fact::link(lang.t("review-reviewed"), "24-NQ/SG", "/documents/SG-11"),
                Fact::new(lang.t("review-period"), "giai đoạn 2022-2026"),
                Fact::new(lang.t("review-as-of"), "21/11/2026"),
            ],
            returned_for: None,
            note: Some(lang.t("review-note-own")),
            compiled: true,
            as_of: "21/11/2026".into(),
            sections: vec![
                section("results", "II. Kết quả thực hiện", 1, vec![], vec![]),
                section(
                    "results-education",
                    "1. Giáo dục quốc phòng và an ninh",
                    2,
                    vec![first, second],
                    vec![table],
                ),
                section(
                    "shortcomings",
                    "IV. Hạn chế, khuyết điểm và nguyên nhân",
                    1,
                    vec![shortcoming],
                    vec![],
                ),
            ],
            moves: ReviewMoves { compile: true, submit: false, approve: true, send_back: true },
            copies: vec![CopyRow {
                number: 1,
                class: terms::AccessClass::Open,
                to: "Cổng thông tin điện tử tỉnh (mẫu)".into(),
                held_back: 4,
                by: "Lê Thị Mẫu".into(),
                at: "10:02 ngày 22/11/2026".into(),
                docx: "/reviews/SG-90/copies/1/docx".into(),
                pdf: "/reviews/SG-90/copies/1/pdf".into(),
            }],
            issue: Some("/reviews/SG-90/copies".into()),
            classes: terms::AccessClass::ALL
                .iter()
                .map(|c| Choice::new(c.code(), lang.t(&c.key()), false))
                .collect(),
            action: "/reviews/SG-90".into(),
            docx: Some("/reviews/SG-90.docx".into()),
            pdf: Some("/reviews/SG-90.pdf".into()),
            difference: Some("/reviews/SG-90/difference".into()),
            changed: 1,
            history: example_acts(),
            history_href: "/history/review/SG-90".into(),
        }
    }
}

/// One figure that the record gives otherwise by now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DifferenceRow {
    /// The sentence it stands in.
    pub sentence: String,
    /// As printed in the review.
    pub then: String,
    /// As the record gives it now.
    pub now: String,
    /// Its trace page.
    pub trace: String,
    /// The acts since then that made the difference.
    pub causes: Vec<ActLine>,
}

/// Báo cáo chênh lệch sau khi duyệt.
#[derive(Debug, Clone, Template)]
#[template(path = "difference.html")]
pub struct DifferencePage {
    /// What every page has.
    pub p: Page,
    /// The review.
    pub review: Link,
    /// Day on which its figures were frozen.
    pub frozen_on: String,
    /// When the comparison was made.
    pub compared_at: String,
    /// Figures compared in all.
    pub compared: u64,
    /// The differences.
    pub rows: Vec<DifferenceRow>,
}

impl DifferencePage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let row = DifferenceRow {
            sentence: "Phường An Giang Thượng bồi dưỡng 402 người, cao nhất toàn tỉnh.".into(),
            then: "402".into(),
            now: "420".into(),
            trace: "/trace/SG-90/s6".into(),
            causes: example_acts().into_iter().skip(2).collect(),
        };
        Self {
            p: Page::example(lang, Nav::Reviews),
            review: Link::new("Sơ kết 4 năm thực hiện Nghị quyết 24-NQ/SG", "/reviews/SG-90"),
            frozen_on: "22/11/2026".into(),
            compared_at: "07:30 ngày 23/11/2026".into(),
            compared: 46,
            rows: vec![row],
        }
    }
}
