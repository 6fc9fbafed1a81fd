//! Pages of the register of documents: the list, and one document with what it rests on and what rests on it.
//!
//! It must not know how a text is read.

use super::common::{ActLine, Coded, Fact, Link, Pager, Select, Sort, example_acts};
use super::text::{MarkedText, MentionKind, example_text};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// One document in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Whether it is in force on the day asked.
    pub force: terms::Force,
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
    /// The day for which force is told, as typed.
    pub on: String,
    /// Documents that wait for their text, and their list.
    pub waiting: (u64, String),
    /// Whether documents can be entered by hand.
    pub may_enter: bool,
    /// Documents on record that the person may not read.
    pub withheld: u64,
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
                force: terms::Force::InForce,
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
        cited.force = terms::Force::NotChecked;
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
            on: "30/06/2026".into(),
            waiting: (12, "/documents?text=no".into()),
            withheld: 3,
            may_enter: true,
        }
    }
}

/// One tie between documents, seen from either end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieRow {
    /// How the one that says so stands to the other.
    pub relation: terms::Relation,
    /// The document at the other end.
    pub document: Link,
    /// Its subject.
    pub subject: String,
    /// Its day of issue.
    pub issued_on: String,
    /// Provisions of the document that it is about.
    pub provisions: Option<String>,
    /// From when, in words.
    pub since: String,
    /// The words of the citation, and the address of the place in the text.
    pub quote: Option<(String, String)>,
    /// What says so, for a link entered by hand.
    pub basis: Option<String>,
    /// Where it can be taken back, when it was entered by hand and the person may.
    pub undo: Option<String>,
}

/// Whether a document is in force on a day, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForceCard {
    /// The day, as typed and as printed.
    pub day: String,
    /// The answer.
    pub force: terms::Force,
    /// Reasons: words, and where they lead.
    pub reasons: Vec<(String, Option<String>)>,
}

/// What has to be looked over because a document is out of force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AffectedPart {
    /// The document out of force.
    pub document: Link,
    /// Its force.
    pub force: terms::Force,
    /// Why.
    pub why: String,
    /// Kind, object and state of each thing that rests on it.
    pub rows: Vec<(terms::Kind, Link, String)>,
}

/// What can be done to a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentMoves {
    /// Its reference, as the forms carry it.
    pub at: String,
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
    /// Address of its cascade.
    pub cascade: String,
    /// Whether it is in force on the day asked.
    pub standing: ForceCard,
    /// Its own address.
    pub here: String,
    /// Whether it waits for its text.
    pub waits: bool,
    /// Where its text can be sent, when the person may.
    pub upload: bool,
    /// What can be done to it, when the person may.
    pub moves: Option<DocumentMoves>,
    /// What it says of others.
    pub ties: Vec<TieRow>,
    /// What others say of it.
    pub ties_to: Vec<TieRow>,
    /// How many documents say something of it.
    pub ties_all: u64,
    /// How many of them are not listed here.
    pub ties_more: u64,
    /// What has to be looked over.
    pub affected: Vec<AffectedPart>,
    /// The same as a spreadsheet.
    pub affected_xlsx: String,
    /// Tasks that come from it.
    pub tasks: Vec<super::task::TaskRow>,
    /// Its text, when it is kept.
    pub text: Option<MarkedText>,
    /// Words that led here and are marked in the text; empty when none did.
    pub searched: String,
    /// In how many places they stand.
    pub found: u64,
    /// Kinds of marks in the text, with their numbers.
    pub legend: Vec<(MentionKind, u64)>,
    /// Address of the file as it came.
    pub file: Option<Link>,
    /// The reading page, for whoever may confirm.
    pub reading: Option<String>,
    /// Whether it can go out as an envelope of the exchange between offices.
    pub goes_out: bool,
    /// What was done to it.
    pub history: Vec<ActLine>,
    /// Address of its history.
    pub history_href: String,
    /// Address of its date and what follows from it.
    pub date_href: String,
    /// What moved in the calendar because it was put right.
    pub moved: Vec<super::calendar::MovedRow>,
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
    #[expect(clippy::too_many_lines, reason = "invented content, no logic")]
    pub fn example(lang: Lang) -> Self {
        let tie = |relation, number: &str, subject: &str, day: &str| TieRow {
            relation,
            document: Link::new(number, "/documents/SG-11"),
            subject: subject.into(),
            issued_on: day.into(),
            provisions: None,
            since: day.into(),
            quote: Some((format!("{number} ngày {day}"), "/documents/SG-12#b67".into())),
            basis: None,
            undo: None,
        };
        let mut by_hand = tie(
            terms::Relation::Amends,
            "03-CT/TU",
            "Về công tác quân sự, quốc phòng địa phương",
            "10/01/2021",
        );
        by_hand.quote = None;
        by_hand.provisions = Some("khoản 2 Mục II".into());
        by_hand.basis = Some("Mục III của Chỉ thị".into());
        by_hand.undo = Some("/undo?act=SG/412".into());
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
            cascade: "/documents/SG-12/cascade".into(),
            standing: ForceCard {
                day: "30/06/2026".into(),
                force: terms::Force::Partly,
                reasons: vec![
                    ("Có hiệu lực từ ngày 02/03/2026".into(), None),
                    (
                        "Chỉ thị số 11-CT/TU sửa đổi, bổ sung từ ngày 01/06/2026".into(),
                        Some("/documents/SG-15".into()),
                    ),
                ],
            },
            here: "/documents/SG/12".into(),
            waits: false,
            upload: true,
            moves: Some(DocumentMoves { at: "document/SG/12".into() }),
            affected: vec![AffectedPart {
                document: Link::new("Chỉ thị số 03-CT/TU", "/documents/SG-11"),
                force: terms::Force::Partly,
                why: "Chỉ thị số 07-CT/TU sửa đổi, bổ sung từ ngày 02/03/2026".into(),
                rows: vec![(
                    terms::Kind::Task,
                    Link::new("Rà soát kế hoạch phòng thủ dân sự cấp xã", "/tasks/SG-1"),
                    "Chưa hoàn thành, trong hạn".into(),
                )],
            }],
            affected_xlsx: "/documents/SG/12/affected.xlsx".into(),
            ties: vec![
                by_hand,
                tie(
                    terms::Relation::Implements,
                    "24-NQ/SG",
                    "Về xây dựng tỉnh Sông Giang thành khu vực phòng thủ vững chắc",
                    "15/08/2022",
                ),
                tie(
                    terms::Relation::Basis,
                    "Luật Phòng thủ dân sự",
                    "Luật Phòng thủ dân sự",
                    "2023",
                ),
            ],
            ties_all: 1,
            ties_more: 0,
            ties_to: vec![tie(
                terms::Relation::Implements,
                "118/KH-UBND",
                "Kế hoạch phòng thủ dân sự giai đoạn 2026-2030",
                "14/04/2026",
            )],
            tasks: super::task::example_rows().into_iter().take(1).collect(),
            text: Some(example_marked()),
            searched: "phòng thủ dân sự".into(),
            found: 4,
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
            goes_out: true,
            reading: Some("/intake/SG-40".into()),
            history: example_acts(),
            history_href: "/history/document/SG-12".into(),
            date_href: "/documents/SG-12/date".into(),
            moved: vec![super::calendar::example_moved()],
        }
    }
}

/// Chuỗi văn bản.
#[derive(Debug, Clone, Template)]
#[template(path = "document_chain.html")]
pub struct ChainPage {
    /// What every page has.
    pub p: Page,
    /// The document.
    pub document: Link,
    /// The day, as typed.
    pub day: String,
    /// How many steps each way, to choose from.
    pub steps: Select,
    /// The address of this page without its query.
    pub here: String,
    /// The picture.
    pub svg: String,
    /// Ties left out.
    pub left_out: u64,
    /// What it rests on, then what rests on it.
    pub parts: [(String, Vec<ChainRow>); 2],
}

/// One tie of a chain in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainRow {
    /// How many steps away.
    pub steps: u64,
    /// The document further away.
    pub document: Link,
    /// Its subject.
    pub subject: String,
    /// Its day of issue.
    pub issued_on: String,
    /// Its force on the day.
    pub force: terms::Force,
    /// The tie: from which document, how, to which.
    pub from: String,
    /// How the one stands to the other.
    pub relation: terms::Relation,
    /// The document that it is about.
    pub to: String,
    /// From when.
    pub since: String,
    /// Provisions.
    pub provisions: Option<String>,
}

impl ChainPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        use super::common::Choice;
        let row = |steps, name: &str, from: &str, to: &str| ChainRow {
            steps,
            document: Link::new(name, "/documents/SG/11"),
            subject: "Về xây dựng tỉnh thành khu vực phòng thủ vững chắc".into(),
            issued_on: "15/08/2022".into(),
            force: terms::Force::InForce,
            from: from.into(),
            relation: terms::Relation::Basis,
            to: to.into(),
            since: "02/03/2026".into(),
            provisions: None,
        };
        let here = "Chỉ thị số 07-CT/TU";
        Self {
            p: Page::example(lang, Nav::Documents),
            document: Link::new(here, "/documents/SG/12"),
            day: "30/06/2026".into(),
            steps: Select::new(
                "steps",
                lang.t("chain-steps"),
                vec![Choice::new("1", "1", false), Choice::new("2", "2", true)],
            ),
            here: "/documents/SG/12/chain".into(),
            svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\" role=\"group\" aria-label=\"chuỗi văn bản\"></svg>".into(),
            left_out: 3,
            parts: [
                (
                    lang.t("chain-before"),
                    vec![row(1, "Nghị quyết số 24-NQ/SG", here, "Nghị quyết số 24-NQ/SG")],
                ),
                (
                    lang.t("chain-after"),
                    vec![row(1, "Kế hoạch số 118/KH-UBND", "Kế hoạch số 118/KH-UBND", here)],
                ),
            ],
        }
    }
}
