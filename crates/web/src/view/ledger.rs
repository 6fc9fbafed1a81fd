//! Pages of the ledger: every act in order, one act, the history of one object, an object without a page of its own.
//!
//! It must not know how an act is hashed.

use super::common::{ActLine, Fact, Link, Origin, Pager, Select, example_acts};
use crate::i18n::Lang;
use crate::layout::{Nav, Page};
use askama::Template;

/// Lịch sử của một đối tượng.
#[derive(Debug, Clone, Template)]
#[template(path = "history.html")]
pub struct HistoryPage {
    /// What every page has.
    pub p: Page,
    /// The object.
    pub object: Link,
    /// What it is.
    pub kind: terms::Kind,
    /// Its acts, first to last, of one page.
    pub acts: Vec<ActLine>,
    /// The other pages.
    pub pager: Pager,
}

impl HistoryPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let object = Link::new("Rà soát kế hoạch phòng thủ dân sự cấp xã", "/tasks/SG-412");
        let kind = terms::Kind::Task;
        let pager = Pager { from: 1, to: 4, total: 4, ..Pager::default() };
        Self { p: Page::example(lang, Nav::Ledger), object, kind, acts: example_acts(), pager }
    }
}

/// One act in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// Its place in the chain.
    pub seq: u64,
    /// Its page.
    pub href: String,
    /// When it was entered.
    pub recorded_at: String,
    /// Who entered it.
    pub who: String,
    /// What it says, in one sentence.
    pub sentence: String,
    /// What it is about.
    pub subject: Link,
    /// Kind of what it is about.
    pub kind: terms::Kind,
    /// First digits of its hash.
    pub hash: String,
}

/// Sổ cái.
#[derive(Debug, Clone, Template)]
#[template(path = "ledger.html")]
pub struct LedgerPage {
    /// What every page has.
    pub p: Page,
    /// The chain that is shown.
    pub site: String,
    /// Filters by chain, kind, person.
    pub filters: Vec<Select>,
    /// The rows.
    pub rows: Vec<LedgerRow>,
    /// Part of the list.
    pub pager: Pager,
    /// Hash of the last act of the chain.
    pub head: String,
}

impl LedgerPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let row = |seq, act: ActLine| LedgerRow {
            seq,
            href: act.href,
            recorded_at: act.recorded_at,
            who: act.who,
            sentence: act.sentence,
            subject: Link::new("Rà soát kế hoạch phòng thủ dân sự", "/tasks/SG-412"),
            kind: terms::Kind::Task,
            hash: "9f2c41d07ab3".into(),
        };
        Self {
            p: Page::example(lang, Nav::Ledger),
            site: "SG".into(),
            filters: vec![],
            rows: example_acts()
                .into_iter()
                .zip([411, 412, 530])
                .map(|(act, seq)| row(seq, act))
                .collect(),
            pager: Pager {
                from: 1,
                to: 3,
                total: 1530,
                prev: None,
                next: Some("/ledger?before=411".into()),
            },
            head: "e8b1c0ffee00d1ce5eedfacade0123456789abcdef0123456789abcdef012345".into(),
        }
    }
}

/// Something that an act rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EvidenceView {
    /// What it is.
    pub link: Link,
    /// Its words, for a place in a text.
    pub quote: Option<String>,
}

/// Một bút toán.
#[derive(Debug, Clone, Template)]
#[template(path = "act.html")]
pub struct ActPage {
    /// What every page has.
    pub p: Page,
    /// Its place in words: `SG-000412`.
    pub place: String,
    /// What it says, in one sentence.
    pub sentence: String,
    /// When entered, when effective, who, for which body, about what.
    pub facts: Vec<Fact>,
    /// What it rests on.
    pub evidence: Vec<EvidenceView>,
    /// Hash of the act before.
    pub prev_hash: String,
    /// Its own hash.
    pub hash: String,
    /// Its canonical JSON, indented for reading.
    pub json: String,
    /// Where it can be taken back, when it can.
    pub undo: Option<String>,
    /// The act before.
    pub prev: Option<String>,
    /// The act after.
    pub next: Option<String>,
}

impl ActPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Ledger),
            place: "SG-000412".into(),
            sentence: "Giao Ủy ban nhân dân xã Bến Trại chủ trì rà soát kế hoạch phòng thủ dân sự.".into(),
            facts: vec![Fact::new(lang.t("act-recorded-at"), "09:20:11 ngày 03/03/2026"), Fact::new(lang.t("act-effective-on"), "03/03/2026"), Fact::new(lang.t("act-who"), "Lê Thị Mẫu (mau.lt)"), Fact::link(lang.t("act-body"), "Văn phòng Ban Chỉ đạo tỉnh Sông Giang (mẫu)", "/bodies/SG-2"), Fact::link(lang.t("act-subject"), "Rà soát kế hoạch phòng thủ dân sự", "/tasks/SG-412")],
            evidence: vec![EvidenceView { link: Link::new("07-CT/TU, byte 474–640", "/documents/SG-12#b474"), quote: Some("Ủy ban nhân dân xã Bến Trại chủ trì …".into()) }],
            prev_hash: "1c0ffee00d1ce5eedfacade0123456789abcdef0123456789abcdef012345e8b".into(),
            hash: "9f2c41d07ab3fee00d1ce5eedfacade0123456789abcdef0123456789abcdef0".into(),
            json: "{\n  \"effective_on\": \"2026-03-03\",\n  \"payload\": {\n    \"task.assigned\": {\n      \"lead\": \"UBND xã Bến Trại\"\n    }\n  },\n  \"seq\": 412,\n  \"site\": \"SG\"\n}".into(),
            undo: Some("/undo?act=SG/412".into()),
            prev: Some("/ledger/SG/411".into()),
            next: Some("/ledger/SG/413".into()),
        }
    }
}

/// Một đối tượng không có trang riêng: an activity, a finding.
#[derive(Debug, Clone, Template)]
#[template(path = "object.html")]
pub struct ObjectPage {
    /// What every page has.
    pub p: Page,
    /// What it is.
    pub kind: terms::Kind,
    /// Title or wording.
    pub title: String,
    /// What is on record of it.
    pub facts: Vec<Fact>,
    /// Places in texts that it rests on.
    pub origins: Vec<Origin>,
    /// What follows from it.
    pub follows: Vec<Link>,
    /// Where a cause of this shortcoming is sent, when the person may enter one.
    pub add_cause: Option<String>,
    /// Where it is sent that this shortcoming was overcome, when the person may say so.
    pub resolve: Option<String>,
    /// Where the bodies of an activity and their attendance stand.
    pub session: Option<String>,
    /// What was done to it.
    pub history: Vec<ActLine>,
    /// Address of its history.
    pub history_href: String,
}

impl ObjectPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Documents),
            kind: terms::Kind::Activity,
            title: "Hội nghị sơ kết 3 năm xây dựng khu vực phòng thủ tỉnh Sông Giang".into(),
            facts: vec![
                Fact::new(lang.t("activity-kind"), lang.t("activity-interim-review")),
                Fact::new(lang.t("activity-held-on"), "18/11/2025"),
                Fact::new(lang.t("activity-place"), "Hội trường Tỉnh ủy"),
                Fact::new(lang.t("activity-attendance"), "hơn 300 đại biểu"),
            ],
            origins: vec![super::task::example_origin()],
            follows: vec![Link::new("Rà soát kế hoạch phòng thủ dân sự cấp xã", "/tasks/SG-412")],
            add_cause: Some("/findings/SG-7/causes".into()),
            resolve: Some("/findings/SG-7/resolve".into()),
            session: Some("/activities/SG-70/session".into()),
            history: example_acts(),
            history_href: "/history/activity/SG-70".into(),
        }
    }
}
