//! Pages of the register of documents: the list, and one document with what it rests on and what rests on it.
//!
//! It must not know how a text is read.

use super::common::{ActLine, Coded, Fact, Link, Pager, Select, Sort, example_acts};
use super::text::{MarkedText, MentionKind, example_text};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// One document in the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentRow {
    /// Number and sign, or the type for a text without one.
    pub number: String,
    /// Its page.
    pub href: String,
    /// Vietnamese type name.
    pub doc_type: String,
    /// Subject or title.
    pub subject: String,
    /// Issuing body.
    pub issuer: String,
    /// Day of issue as printed.
    pub issued_on: String,
    /// Documents it cites.
    pub cites: u64,
    /// Documents that cite it.
    pub cited_by: u64,
    /// Whether its text is kept.
    pub has_text: bool,
    /// Mark that limits circulation.
    pub circulation: Option<String>,
}

/// Danh sách văn bản.
#[derive(Debug, Clone, Template)]
#[template(path = "documents.html")]
pub struct DocumentsPage {
    /// What every page has.
    pub p: Page,
    /// What is searched for.
    pub query: String,
    /// Address of the search in the text of documents for the same words.
    pub fulltext: String,
    /// Filters.
    pub filters: Vec<Select>,
    /// Sorting.
    pub sort: Sort,
    /// The rows.
    pub rows: Vec<DocumentRow>,
    /// Part of the list.
    pub pager: Pager,
    /// Address of the same list as a spreadsheet.
    pub export: String,
    /// Documents left out of the export because their circulation is limited.
    pub not_exported: u64,
}

impl DocumentsPage {
    /// Invented content.
    #[expect(clippy::too_many_lines, reason = "invented content, no logic")]
    pub fn example(lang: Lang) -> Self {
        use super::common::Choice;
        let row =
            |number: &str, doc_type: &str, subject: &str, issuer: &str, day: &str| DocumentRow {
                number: number.into(),
                href: "/documents/SG-12".into(),
                doc_type: doc_type.into(),
                subject: subject.into(),
                issuer: issuer.into(),
                issued_on: day.into(),
                cites: 3,
                cited_by: 5,
                has_text: true,
                circulation: None,
            };
        let mut notice = row(
            "112-TB/BCĐ",
            "Thông báo",
            "Kết luận của Trưởng Ban Chỉ đạo tại hội nghị sơ kết",
            "Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang",
            "18/11/2026",
        );
        notice.circulation = Some("Lưu hành nội bộ".into());
        let mut cited = row(
            "24-NQ/SG",
            "Nghị quyết",
            "Về xây dựng tỉnh Sông Giang thành khu vực phòng thủ vững chắc",
            "Tỉnh ủy Sông Giang",
            "08/2022",
        );
        cited.has_text = false;
        let types = vec![
            Choice::new("", lang.t("filter-any"), true),
            Choice::new("nghi-quyet", "Nghị quyết", false),
            Choice::new("chi-thi", "Chỉ thị", false),
        ];
        let issuers = vec![
            Choice::new("", lang.t("filter-any"), true),
            Choice::new("SG:9", "Tỉnh ủy Sông Giang", false),
        ];
        Self {
            p: Page::example(lang, Nav::Documents),
            query: "khu vuc phong thu".into(),
            fulltext: "/search?kind=document&q=khu+vuc+phong+thu".into(),
            filters: vec![
                Select::new("type", lang.t("document-type"), types),
                Select::new("issuer", lang.t("document-issuer"), issuers),
            ],
            sort: Sort {
                by: "issued".into(),
                descending: true,
                base: "/documents?q=khu+vuc+phong+thu".into(),
            },
            rows: vec![
                notice,
                row(
                    "118/KH-UBND",
                    "Kế hoạch",
                    "Phòng thủ dân sự tỉnh Sông Giang giai đoạn 2026-2030",
                    "Ủy ban nhân dân tỉnh Sông Giang",
                    "14/04/2026",
                ),
                row(
                    "07-CT/TU",
                    "Chỉ thị",
                    "Về tăng cường xây dựng khu vực phòng thủ cấp xã",
                    "Ban Thường vụ Tỉnh ủy Sông Giang",
                    "02/03/2026",
                ),
                row(
                    "Tin, bài",
                    "Tin, bài",
                    "Sông Giang sơ kết 3 năm xây dựng khu vực phòng thủ",
                    "Báo Sông Giang (mẫu)",
                    "20/11/2025",
                ),
                cited,
            ],
            pager: Pager {
                from: 1,
                to: 5,
                total: 128,
                prev: None,
                next: Some("/documents?page=2".into()),
            },
            export: "/documents.xlsx?q=khu+vuc+phong+thu".into(),
            not_exported: 1,
        }
    }
}

/// One citation, seen from either end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationRow {
    /// How the citing document stands to the cited one.
    pub relation: terms::Relation,
    /// The document at the other end.
    pub document: Link,
    /// Its subject.
    pub subject: String,
    /// Its day of issue.
    pub issued_on: String,
    /// The words of the citation.
    pub quote: String,
    /// Address of the place in the text.
    pub place: String,
}

/// Một văn bản.
#[derive(Debug, Clone, Template)]
#[template(path = "document.html")]
pub struct DocumentPage {
    /// What every page has.
    pub p: Page,
    /// Number and sign, or the type for a text without one.
    pub number: String,
    /// Subject or title.
    pub subject: String,
    /// What is on record of it: issuer, day, signer …
    pub facts: Vec<Fact>,
    /// Mark that limits circulation.
    pub circulation: Option<String>,
    /// Documents it cites.
    pub cites: Vec<CitationRow>,
    /// Documents that cite it.
    pub cited_by: Vec<CitationRow>,
    /// Tasks that come from it.
    pub tasks: Vec<super::task::TaskRow>,
    /// Its text, when it is kept.
    pub text: Option<MarkedText>,
    /// Words that led here and are marked in the text; empty when none did.
    pub searched: String,
    /// In how many places they stand.
    pub found: u64,
    /// Address of the page without those marks.
    pub here: String,
    /// Kinds of marks in the text, with their numbers.
    pub legend: Vec<(MentionKind, u64)>,
    /// Address of the file as it came.
    pub file: Option<Link>,
    /// The reading page, for whoever may confirm.
    pub reading: Option<String>,
    /// What was done to it.
    pub history: Vec<ActLine>,
    /// Address of its history.
    pub history_href: String,
}

pub(crate) const EXAMPLE_TEXT: &str = "CHỈ THỊ\nvề tăng cường xây dựng khu vực phòng thủ cấp xã\n\
Sau ba năm thực hiện Nghị quyết số 24-NQ/SG ngày 15/8/2022 của Tỉnh ủy Sông Giang, 90 trong 97 xã, phường đã hoàn thành kế hoạch phòng thủ dân sự. \
Tuy nhiên, việc cập nhật văn kiện ở một số xã sau sáp nhập còn chậm.\n\
Căn cứ Luật Phòng thủ dân sự, Ban Thường vụ Tỉnh ủy yêu cầu:\n\
1. Ủy ban nhân dân xã Bến Trại chủ trì, phối hợp với Ban Chỉ huy quân sự xã rà soát kế hoạch phòng thủ dân sự, hoàn thành trước ngày 30/6/2026.\n\
2. Đồng chí Trần Văn Thử, Chủ tịch Ủy ban nhân dân xã Bến Trại, báo cáo kết quả về Văn phòng Ban Chỉ đạo.\n";

pub(crate) fn example_marked() -> MarkedText {
    use MentionKind as K;
    example_text(
        EXAMPLE_TEXT,
        &[
            ("CHỈ THỊ\nvề tăng cường xây dựng khu vực phòng thủ cấp xã", K::Heading, "doc", false),
            (
                "Nghị quyết số 24-NQ/SG ngày 15/8/2022 của Tỉnh ủy Sông Giang",
                K::Citation,
                "c1",
                false,
            ),
            ("15/8/2022", K::Date, "", false),
            ("90 trong 97 xã, phường", K::Quantity, "", false),
            (
                "90 trong 97 xã, phường đã hoàn thành kế hoạch phòng thủ dân sự",
                K::Result,
                "f1",
                true,
            ),
            (
                "việc cập nhật văn kiện ở một số xã sau sáp nhập còn chậm",
                K::Shortcoming,
                "f2",
                false,
            ),
            ("Luật Phòng thủ dân sự", K::Citation, "c2", true),
            (
                "Ủy ban nhân dân xã Bến Trại chủ trì, phối hợp với Ban Chỉ huy quân sự xã rà soát kế hoạch phòng thủ dân sự, hoàn thành trước ngày 30/6/2026",
                K::Task,
                "t1",
                false,
            ),
            ("Ủy ban nhân dân xã Bến Trại", K::Body, "b1", false),
            ("30/6/2026", K::Date, "", false),
            ("Trần Văn Thử", K::Person, "p1", false),
        ],
    )
}

impl DocumentPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let citation = |relation, number: &str, subject: &str, day: &str| CitationRow {
            relation,
            document: Link::new(number, "/documents/SG-11"),
            subject: subject.into(),
            issued_on: day.into(),
            quote: format!("{number} ngày {day}"),
            place: "/documents/SG-12#b67".into(),
        };
        Self {
            p: Page::example(lang, Nav::Documents),
            number: "07-CT/TU".into(),
            subject: "Về tăng cường xây dựng khu vực phòng thủ cấp xã".into(),
            facts: vec![
                Fact::new(lang.t("document-type"), "Chỉ thị"),
                Fact::link(
                    lang.t("document-issuer"),
                    "Ban Thường vụ Tỉnh ủy Sông Giang",
                    "/bodies/SG-2",
                ),
                Fact::new(lang.t("document-issued-on"), "02/03/2026"),
                Fact::link(lang.t("document-signer"), "Phạm Văn Ví Dụ", "/people/SG-3"),
            ],
            circulation: None,
            cites: vec![
                citation(
                    terms::Relation::Implements,
                    "24-NQ/SG",
                    "Về xây dựng tỉnh Sông Giang thành khu vực phòng thủ vững chắc",
                    "15/08/2022",
                ),
                citation(
                    terms::Relation::Basis,
                    "Luật Phòng thủ dân sự",
                    "Luật Phòng thủ dân sự",
                    "2023",
                ),
            ],
            cited_by: vec![citation(
                terms::Relation::Implements,
                "118/KH-UBND",
                "Kế hoạch phòng thủ dân sự giai đoạn 2026-2030",
                "14/04/2026",
            )],
            tasks: super::task::example_rows().into_iter().take(1).collect(),
            text: Some(example_marked()),
            searched: "phòng thủ dân sự".into(),
            found: 4,
            here: "/documents/SG-12".into(),
            legend: vec![
                (MentionKind::Citation, 2),
                (MentionKind::Body, 1),
                (MentionKind::Person, 1),
                (MentionKind::Date, 2),
                (MentionKind::Quantity, 1),
                (MentionKind::Task, 1),
                (MentionKind::Result, 1),
                (MentionKind::Shortcoming, 1),
            ],
            file: Some(Link::new("07-CT-TU.docx", "/files/5d0e")),
            reading: Some("/intake/SG-40".into()),
            history: example_acts(),
            history_href: "/history/document/SG-12".into(),
        }
    }
}
