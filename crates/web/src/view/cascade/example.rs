//! Invented content of the pages of a cascade, from which the tests render them.

use super::*;
use crate::layout::Nav;

fn done(words: &str) -> Mark {
    Mark { css: "done", icon: "circle-check", words: words.into() }
}

fn example_steps(lang: Lang) -> Vec<StepCell> {
    let cell = |key: &str, mark: Mark| StepCell { label: lang.t(key), mark, ..StepCell::default() };
    let overdue =
        Mark { css: "overdue", icon: "alert-triangle", words: "quá hạn 12 ngày".into() };
    let mut probable = cell("cascade-disseminated", overdue);
    probable.probable = true;
    let mut plan = cell("cascade-implemented", done("14/04/2026"));
    plan.what = Some(Link::new("Kế hoạch số 12/KH-UBND", "/documents/SG/13"));
    plan.notes = vec![lang.ta("cascade-between", &[("n", "1")])];
    let none = Mark { css: "not-expected", icon: "minus", words: lang.t("cascade-not-asked") };
    vec![
        cell("cascade-received", done("05/03/2026")),
        probable,
        plan,
        cell("cascade-tasks", none.clone()),
        cell("cascade-reported", none),
    ]
}

fn example_hint() -> HintLine {
    HintLine {
        step: "Quán triệt".into(),
        who: Some(Link::new("Đảng ủy xã Bến Trại", "/bodies/SG/7")),
        what: "Hội nghị tập huấn khu vực phòng thủ".into(),
        why: "chỉ nêu loại văn bản và cơ quan ban hành, không có số, ký hiệu".into(),
        on: "14/11/2025".into(),
        quote: "… theo Nghị quyết của Tỉnh ủy …".into(),
        place: Link::new("ban-tin.html", "/intake/SG/4#b120"),
        confirm: Some(("session", "activity/SG/9".into())),
    }
}

impl CascadePage {
    /// Invented content.
    #[expect(clippy::too_many_lines, reason = "invented content, no logic")]
    pub fn example(lang: Lang) -> Self {
        let body = |name: &str| Link::new(name, "/documents/SG/12/cascade/SG/31");
        let row = CascadeRow {
            body: body("Ủy ban nhân dân xã Bến Trại"),
            at: "body/SG/31".into(),
            superior: "Ủy ban nhân dân tỉnh Sông Giang".into(),
            notes: Vec::new(),
            silent: false,
            steps: example_steps(lang),
            delay: "12".into(),
        };
        let bar = |key: &str, done, asked| StepBar {
            label: lang.t(key),
            done,
            asked,
            late: 3,
            overdue: asked - done,
            probable: 1,
            missing: vec![body("Ủy ban nhân dân xã Cồn Dài")],
            missing_all: asked - done,
            missing_href: "/documents/SG/12/cascade?only=missing&step=received".into(),
        };
        let line = |name: &str, href: &str| Line {
            object: Link::new(name, href),
            about: "Ủy ban nhân dân xã Bến Trại".into(),
            on: "14/04/2026".into(),
            path: vec![Link::new("Chương trình số 09-CTr/TU", "/documents/SG/11")],
        };
        let leaf = TreePiece::Leaf {
            body: body("Ủy ban nhân dân xã Bến Trại"),
            says: "quá hạn 12 ngày: Quán triệt".into(),
            css: "overdue",
        };
        Self {
            p: Page::example(lang, Nav::Documents),
            document: Link::new("Chỉ thị số 07-CT/TU", "/documents/SG/12"),
            subject: "Về tăng cường xây dựng khu vực phòng thủ cấp xã".into(),
            path: "/documents/SG/12/cascade".into(),
            on: "30/06/2026".into(),
            known: String::new(),
            as_of: lang.ta("cascade-as-of", &[("name", "30/06/2026")]),
            query: String::new(),
            filters: vec![Select::new(
                "only",
                lang.t("cascade-only"),
                vec![Choice::new("", lang.t("filter-any"), true)],
            )],
            view: "list",
            views: vec![
                Link::new(lang.t("cascade-list"), "/documents/SG/12/cascade"),
                Link::new(lang.t("cascade-tree"), "/documents/SG/12/cascade?view=tree"),
            ],
            export: "/documents/SG/12/cascade.xlsx".into(),
            on_duty: 102,
            silent: (4, "/documents/SG/12/cascade?only=silent".into()),
            bars: vec![
                bar("cascade-received", 98, 102),
                bar("cascade-disseminated", 91, 102),
                bar("cascade-implemented", 80, 102),
            ],
            groups: vec![GroupLine {
                group: Link::new(
                    "Cấp xã, Ủy ban nhân dân",
                    "/documents/SG/12/cascade?level=commune",
                ),
                on_duty: 102,
                silent: 4,
                steps: vec![(98, 102), (91, 102), (80, 102), (0, 0), (12, 102)],
            }],
            steps: [
                "cascade-received",
                "cascade-disseminated",
                "cascade-implemented",
                "cascade-tasks",
                "cascade-reported",
            ]
            .map(|key| lang.t(key))
            .to_vec(),
            sort: Sort {
                by: "name".into(),
                descending: false,
                base: "/documents/SG/12/cascade".into(),
            },
            rows: vec![row],
            pager: Pager { from: 1, to: 1, total: 1, prev: None, next: None },
            tree: vec![
                TreePiece::Open {
                    body: body("Ủy ban nhân dân tỉnh Sông Giang"),
                    counts: "102 cơ quan, 4 chưa có thông tin".into(),
                    open: true,
                    own: None,
                },
                leaf,
                TreePiece::Apart {
                    body: body("Ủy ban nhân dân huyện Hạ Giang"),
                    counts: "12 cơ quan".into(),
                },
                TreePiece::Close,
            ],
            implementing: vec![line("Kế hoạch số 12/KH-UBND", "/documents/SG/13")],
            implementing_all: 2,
            sessions: vec![line("Hội nghị quán triệt", "/activities/SG/14")],
            sessions_all: 1,
            loose: vec![line("Chỉ thị số 07/CT-BCT", "/documents/SG/15")],
            lost: vec![body("Ban Chỉ huy quân sự huyện Hạ Giang")],
            hints: vec![example_hint()],
            addressed: vec![AddressLine {
                from: "02/03/2026".into(),
                bodies: vec![body("Ủy ban nhân dân tỉnh Sông Giang")],
                more: 3,
                below: true,
                days: vec![Fact::new(lang.t("cascade-received"), "10/03/2026")],
                basis: "Nơi nhận".into(),
                act: "SG/412".into(),
            }],
            may_note: Some("only=silent".into()),
            may_address: true,
            new_session: "/activities/new?documents=document/SG/12".into(),
            today: "30/06/2026".into(),
        }
    }
}

impl CascadeOnePage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        let deed = DeedLine {
            what: None,
            on: "05/03/2026".into(),
            notes: vec![lang.ta("cascade-number", &[("name", "17")])],
            path: vec![Link::new("Chương trình số 09-CTr/TU", "/documents/SG/11")],
            act: Link::new("SG-000412", "/ledger/SG/412"),
            undo: Some("SG/412".into()),
        };
        let part = |cell| StepPart { cell, deeds: vec![deed.clone()], hints: vec![example_hint()] };
        Self {
            p: Page::example(lang, Nav::Documents),
            document: Link::new("Chỉ thị số 07-CT/TU", "/documents/SG/12"),
            back: Link::new(lang.t("cascade-title"), "/documents/SG/12/cascade"),
            body: Link::new("Ủy ban nhân dân xã Bến Trại", "/bodies/SG/31"),
            at: "body/SG/31".into(),
            facts: vec![Fact::new(lang.t("cascade-superior"), "Ủy ban nhân dân tỉnh Sông Giang")],
            steps: example_steps(lang).into_iter().map(part).collect(),
            tasks: vec![(
                Link::new("Rà soát kế hoạch phòng thủ dân sự", "/tasks/SG/5"),
                terms::TaskState::Overdue,
                "30/04/2026".into(),
            )],
            presences: vec![(Link::new("Hội nghị quán triệt", "/activities/SG/14"), "2/3".into())],
            may_note: true,
            may_address: true,
            new_session: "/activities/new?documents=document/SG/12".into(),
            today: "30/06/2026".into(),
        }
    }
}

fn example_groups() -> Vec<GroupChoice> {
    vec![GroupChoice {
        code: "commune~people_committee".into(),
        label: "Cấp xã, Ủy ban nhân dân".into(),
        count: 102,
        on: true,
    }]
}

impl AddressPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Documents),
            document: Link::new("Chỉ thị số 07-CT/TU", "/documents/SG/12"),
            subject: "Về tăng cường xây dựng khu vực phòng thủ cấp xã".into(),
            action: "/documents/SG/12/address".into(),
            back: "/documents/SG/12/cascade".into(),
            groups: example_groups(),
            bodies: vec![Choice::new("body/SG/31", "Ủy ban nhân dân xã Bến Trại", false)],
            below: true,
            fields: vec![("receive_by", lang.t("cascade-receive-by"), "10/03/2026".into(), true)],
        }
    }
}

impl SessionPage {
    /// Invented content.
    pub fn example(lang: Lang) -> Self {
        Self {
            p: Page::example(lang, Nav::Documents),
            activity: Link::new("Hội nghị quán triệt Chỉ thị số 07-CT/TU", "/activities/SG/14"),
            about: vec![Link::new("Chỉ thị số 07-CT/TU", "/documents/SG/12")],
            bodies: (9, 10),
            heads: (18, 27),
            rows: vec![SessionLine {
                body: Link::new("Ủy ban nhân dân xã Bến Trại", "/bodies/SG/31"),
                at: "body/SG/31".into(),
                present: "2".into(),
                summoned: "3".into(),
                convened: true,
            }],
            may_write: true,
            groups: example_groups(),
            choices: vec![Choice::new("body/SG/31", "Ủy ban nhân dân xã Bến Trại", true)],
            documents: vec![Choice::new("document/SG/12", "Chỉ thị số 07-CT/TU", true)],
            summoned: "27 đại biểu".into(),
        }
    }
}
