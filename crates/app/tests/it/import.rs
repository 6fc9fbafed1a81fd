//! Registers from a spreadsheet: looked at first, taken in whole or not at all.

use crate::province::{Province, day};
use app::Error;
use app::evidence::Upload;
use app::import::{Change, Preview};
use render::xlsx::{Column, Table, TableCell, write_table};
use terms::Named;

fn sheet(titles: &[&str], rows: &[&[&str]]) -> Vec<u8> {
    let cell = |words: &&str| match *words {
        "" => TableCell::Blank,
        words => TableCell::Text(words.to_owned()),
    };
    let table = Table {
        sheet: "Danh sách".into(),
        title: "Danh sách (mẫu)".into(),
        notes: vec!["Ghi chú".into()],
        columns: titles.iter().map(|t| Column { title: (*t).into(), width: 20 }).collect(),
        rows: rows.iter().map(|r| r.iter().map(cell).collect()).collect(),
    };
    write_table(&table).unwrap()
}

async fn look(p: &Province, code: &str, bytes: Vec<u8>) -> Result<Preview, Error> {
    let file = Upload { name: "danh-sach.xlsx".into(), bytes };
    p.office.import_preview(&p.officer, code, file).await
}

async fn apply(p: &Province, code: &str, preview: &Preview) -> Result<app::import::Applied, Error> {
    let file = (preview.sha256.as_str(), preview.file.as_str());
    p.office.import_apply(&p.officer, code, file, &preview.plan).await
}

const BODIES: [&str; 7] = [
    "Tên cơ quan",
    "Tên ngắn",
    "Loại",
    "Cấp trên trực tiếp",
    "Đơn vị hành chính",
    "Từ ngày",
    "Căn cứ",
];

const BOARD: &str = "Ban Chỉ đạo khu vực phòng thủ tỉnh Sông Giang (mẫu)";

fn good() -> Vec<u8> {
    sheet(
        &BODIES,
        &[
            &["Sở Ngoại vụ", "SNgV", "Sở, ban, ngành", BOARD, "", "01/02/2021", "QĐ 1 (mẫu)"],
            &["Phòng Lễ tân", "", "agency", "Sở Ngoại vụ", "", "01/03/2021", ""],
            &["Ủy ban nhân dân xã An Giang Thượng", "UBND xã AGT", "", BOARD, "", "01/08/2025", ""],
            &[BOARD, "", "", "", "", "01/08/2025", ""],
        ],
    )
}

fn codes(preview: &Preview) -> Vec<(String, String)> {
    preview.faults.iter().map(|f| (f.cell.clone(), f.code.clone())).collect()
}

#[tokio::test]
async fn a_sheet_is_looked_at_then_taken_in_and_is_the_same_afterwards() {
    let p = Province::build().await;
    let preview = look(&p, "bodies", good()).await.unwrap();
    assert_eq!(codes(&preview), []);
    assert_eq!(preview.counts(), (2, 1, 1));
    let changed = preview.rows.iter().find(|r| matches!(r.change, Change::Changed(_))).unwrap();
    let Change::Changed(lines) = &changed.change else { unreachable!() };
    assert_eq!(lines, &["Tên ngắn: BCĐ KVPT → UBND xã AGT"]);
    let found = |search: &str| {
        let filter =
            app::objects::BodyFilter { search: search.into(), page: 1, ..Default::default() };
        let (office, viewer) = (p.office.clone(), p.officer.clone());
        async move { office.bodies(&viewer, &filter).await.unwrap().rows.total }
    };
    assert_eq!(found("Phòng Lễ tân").await, 0, "looking writes nothing");
    let done = apply(&p, "bodies", &preview).await.unwrap();
    assert_eq!((done.new, done.changed, done.same), (2, 1, 1));
    assert_eq!(found("Phòng Lễ tân").await, 1);
    assert_eq!(found("UBND xã AGT").await, 1);
    let again = look(&p, "bodies", good()).await.unwrap();
    assert_eq!(again.counts(), (0, 0, 4));
    assert!(!again.can_be_applied());
    let view = p
        .office
        .bodies(
            &p.officer,
            &app::objects::BodyFilter {
                search: "Phòng Lễ tân".into(),
                page: 1,
                ..Default::default()
            },
        )
        .await
        .unwrap();
    assert_eq!(view.rows.rows[0].parent.as_ref().unwrap().name, "Sở Ngoại vụ");
    let at = view.rows.rows[0].body.at.clone();
    let history = p.office.body(&p.officer, &at, None).await.unwrap().history;
    assert_eq!(history[0].evidence[0].label, "danh-sach.xlsx", "the file is the evidence");
}

#[tokio::test]
async fn every_bad_cell_is_named_and_nothing_enters() {
    let p = Province::build().await;
    let bad = sheet(
        &BODIES,
        &[
            &["Sở Ngoại vụ", "", "Sở, ban, ngành", BOARD, "", "31/02/2021", ""],
            &["Sở Y tế", "", "không có loại này", BOARD, "", "01/02/2021", ""],
            &["Sở Nội vụ", "", "Sở, ban, ngành", "Cơ quan lạ", "xã lạ", "01/02/2021", ""],
            &["", "", "Sở, ban, ngành", BOARD, "", "", ""],
            &["Sở Tài chính", "", "Sở, ban, ngành", BOARD, "", "01/02/2021", ""],
            &["Sở Công Thương", "", "", BOARD, "", "01/02/2021", ""],
        ],
    );
    let preview = look(&p, "bodies", bad).await.unwrap();
    let expected = [
        ("F5", "import.day-bad"),
        ("D7", "body.name-unknown"),
        ("E7", "unit.name-unknown"),
        ("C6", "import.kind-unknown"),
        ("A8", "import.blank"),
        ("F8", "import.blank"),
        ("", "import.kind-missing"),
    ];
    for (cell, code) in expected {
        assert!(
            codes(&preview).contains(&(cell.into(), code.into())),
            "{cell} {code}: {:?}",
            codes(&preview)
        );
    }
    assert!(!preview.can_be_applied() && preview.sha256.is_empty());
    let refused = p.office.import_apply(&p.officer, "bodies", ("", "x.xlsx"), &preview.plan).await;
    assert_eq!(refused.unwrap_err().code(), "import.gone");
    let all =
        app::objects::BodyFilter {
            search: "Sở Tài chính".into(), page: 1, ..Default::default()
        };
    assert_eq!(p.office.bodies(&p.officer, &all).await.unwrap().rows.total, 0);
}

#[tokio::test]
async fn what_changed_in_between_is_looked_at_again() {
    let p = Province::build().await;
    let preview = look(&p, "bodies", good()).await.unwrap();
    let new = app::entry::NewBody {
        name: "Sở Ngoại vụ".into(),
        short_name: None,
        kind: "department".into(),
        parent: Some(p.board.at.clone()),
        unit: None,
        from: Some(day(2020, 1, 1)),
        basis: None,
    };
    p.office.enter_body(&p.officer, new).await.unwrap();
    assert_eq!(apply(&p, "bodies", &preview).await.unwrap_err().code(), "import.changed");
}

#[tokio::test]
async fn homonyms_are_told_apart_by_their_place_or_stop() {
    let p = Province::build().await;
    let two = sheet(
        &BODIES,
        &[
            &[
                "Ủy ban nhân dân xã Phúc Thạch",
                "",
                "people_committee",
                "",
                "xã An Bình",
                "01/01/2021",
                "",
            ],
            &[
                "Ủy ban nhân dân xã Phúc Thạch",
                "",
                "people_committee",
                "",
                "xã Đông Hòa",
                "01/01/2021",
                "",
            ],
            &["Tổ công tác", "", "agency", "Ủy ban nhân dân xã Phúc Thạch", "", "01/02/2021", ""],
        ],
    );
    let preview = look(&p, "bodies", two).await.unwrap();
    assert_eq!(codes(&preview), [("D7".to_owned(), "body.name-ambiguous".to_owned())]);
    let why = &preview.faults[0].words.why;
    assert!(why.contains("/ xã An Bình") && why.contains("/ xã Đông Hòa"), "{why}");
}

#[tokio::test]
async fn a_circle_inside_a_sheet_is_found() {
    let p = Province::build().await;
    let first = sheet(
        &BODIES,
        &[
            &["Ban A", "", "agency", BOARD, "", "01/01/2021", ""],
            &["Ban B", "", "agency", "Ban A", "", "01/01/2021", ""],
            &["Ban A", "", "", "Ban B", "", "01/01/2022", ""],
        ],
    );
    let preview = look(&p, "bodies", first).await.unwrap();
    assert!(
        codes(&preview).iter().any(|(_, code)| code == "body.superior-circle"),
        "{:?}",
        codes(&preview)
    );
}

const HOLDERS: [&str; 7] = [
    "Họ và tên",
    "Cấp bậc",
    "Chức vụ",
    "Tên cơ quan",
    "Từ ngày",
    "Đến ngày",
    "Chức vụ đã có trên hệ thống",
];

async fn posts_and_people(p: &Province) {
    let posts = sheet(
        &["Tên cơ quan", "Chức vụ", "Định số", "Từ ngày", "Căn cứ"],
        &[
            &[BOARD, "Trưởng Ban", "1", "01/01/2021", ""],
            &[BOARD, "Phó Trưởng Ban", "2", "01/01/2021", ""],
        ],
    );
    let preview = look(p, "posts", posts).await.unwrap();
    assert_eq!((codes(&preview), preview.counts()), (vec![], (2, 0, 0)));
    apply(p, "posts", &preview).await.unwrap();
}

#[tokio::test]
async fn posts_and_those_who_hold_them_are_taken_in() {
    let p = Province::build().await;
    posts_and_people(&p).await;
    let people = sheet(
        &HOLDERS,
        &[
            &["Trần Văn Thử", "", "Trưởng Ban", BOARD, "01/02/2021", "31/12/2024", ""],
            &["Lê Thị Nháp", "Đại tá", "Phó Trưởng Ban", BOARD, "01/02/2021", "", ""],
            &["Lê Thị Nháp", "", "Trưởng Ban", BOARD, "01/01/2025", "", ""],
        ],
    );
    let preview = look(&p, "holders", people.clone()).await.unwrap();
    assert_eq!(codes(&preview), []);
    assert_eq!(preview.counts(), (2, 1, 0), "one man with two posts is one person");
    apply(&p, "holders", &preview).await.unwrap();
    let on = |d| p.office.body(&p.officer, &p.board.at, Some(d));
    let head = |v: app::objects::BodyView| v.posts_now[0].holders[0].called();
    assert_eq!(head(on(day(2023, 1, 1)).await.unwrap()), "Trần Văn Thử");
    assert_eq!(head(on(day(2026, 1, 1)).await.unwrap()), "Đại tá Lê Thị Nháp");
    assert_eq!(look(&p, "holders", people).await.unwrap().counts(), (0, 0, 3));
    let second = sheet(&HOLDERS, &[&["Người Khác", "", "Trưởng Ban", BOARD, "01/06/2024", "", ""]]);
    let preview = look(&p, "holders", second).await.unwrap();
    assert_eq!(preview.faults[0].code, "post.taken");
}

#[tokio::test]
async fn several_people_of_one_name_stop_with_their_posts() {
    let p = Province::build().await;
    let post =
        |title: &str| app::entry::NewPost { title: title.into(), body: None, from: None, to: None };
    for title in ["Trưởng phòng Một", "Trưởng phòng Hai"] {
        let new =
            app::entry::NewPerson {
                name: "Nguyễn Văn Mẫu".into(), rank: None, post: post(title)
            };
        p.office.enter_person(&p.officer, new).await.unwrap();
    }
    let row = |known: &str| {
        sheet(&HOLDERS, &[&["Nguyễn Văn Mẫu", "", "Ủy viên", BOARD, "01/06/2024", "", known]])
    };
    let preview = look(&p, "holders", row("")).await.unwrap();
    assert_eq!(preview.faults[0].code, "import.person-ambiguous");
    assert!(preview.faults[0].words.why.contains("Trưởng phòng Hai"));
    let preview = look(&p, "holders", row("Trưởng phòng Hai")).await.unwrap();
    assert_eq!((codes(&preview), preview.counts()), (vec![], (0, 1, 0)));
}

#[tokio::test]
async fn too_many_rows_other_files_and_other_people_are_refused() {
    let p = Province::build().await;
    let refused = |r: Result<Preview, Error>| r.unwrap_err();
    let code = |r: Result<Preview, Error>| refused(r).code().to_owned();
    let row: &[&str] = &["Ban A", "", "agency", BOARD, "", "01/01/2021", ""];
    let many = sheet(&BODIES, &vec![row; app::import::MOST_ROWS + 1]);
    let e = refused(look(&p, "bodies", many).await);
    assert_eq!(e.code(), "import.unreadable");
    assert!(e.words().why.contains("5000"), "{:?}", e.words());
    assert_eq!(
        code(look(&p, "bodies", b"khong phai bang tinh".to_vec()).await),
        "import.unreadable"
    );
    assert_eq!(code(look(&p, "bodies", sheet(&["Cột lạ"], &[&["x"]])).await), "import.unreadable");
    assert_eq!(code(look(&p, "bodies", sheet(&BODIES, &[])).await), "import.empty");
    assert_eq!(code(look(&p, "nothing", good()).await), "not-found");
    let file = Upload { name: "danh-sach.xlsx".into(), bytes: good() };
    assert_eq!(code(p.office.import_preview(&p.clerks[0], "bodies", file).await), "permit.missing");
    let marked = sheet(&["TUYỆT MẬT"], &[&["x"]]);
    assert_eq!(code(look(&p, "bodies", marked).await), "evidence.secret");
}

#[tokio::test]
async fn nobody_brings_a_body_under_one_that_is_not_theirs() {
    let p = Province::build().await;
    // An officer of one commune alone.
    let viewer = app::Viewer {
        grants: vec![app::permit::Grant {
            role: terms::Role::Officer,
            body: p.committees[0].clone(),
        }],
        ..p.officer.clone()
    };
    let row = |parent: &str| {
        sheet(&BODIES, &[&["Tổ công tác", "", "agency", parent, "", "01/08/2025", ""]])
    };
    let look = |bytes| {
        let file = Upload { name: "a.xlsx".into(), bytes };
        p.office.import_preview(&viewer, "bodies", file)
    };
    let own: &Named = &p.committees[0];
    assert_eq!(codes(&look(row(&own.name)).await.unwrap()), []);
    let other = look(row(&p.committees[1].name)).await.unwrap();
    assert_eq!(other.faults[0].code, "permit.missing");
}

#[tokio::test]
async fn the_template_has_the_columns_that_are_read() {
    let p = Province::build().await;
    for form in app::import::kinds() {
        let bytes = p.office.import_template(form.code).unwrap();
        let e = look(&p, form.code, bytes).await.unwrap_err();
        assert_eq!(e.code(), "import.empty", "{}: the titles are found", form.code);
    }
    assert_eq!(p.office.import_template("nothing").unwrap_err().code(), "not-found");
}
