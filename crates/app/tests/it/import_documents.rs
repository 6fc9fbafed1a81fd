//! A register of documents from a spreadsheet: what would change, what is wrong by cell, homonyms stopped with candidates, all or nothing.

use crate::province::{Province, day};
use app::Error;
use app::evidence::Upload;
use app::import::{Applied, Change, Preview};
use app::objects::{DocumentFilter, DocumentRow};
use render::xlsx::{Column, Table, TableCell, write_table};
use terms::Force;

const TITLES: [&str; 9] = [
    "Số, ký hiệu",
    "Loại văn bản",
    "Trích yếu",
    "Cơ quan ban hành",
    "Ngày ban hành",
    "Người ký",
    "Ngày hiệu lực",
    "Thay thế",
    "Văn bản khác",
];

fn sheet(rows: &[[&str; 9]]) -> Vec<u8> {
    let cell = |words: &&str| match *words {
        "" => TableCell::Blank,
        words => match terms::Day::parse_typed(words) {
            Ok(day) => TableCell::Day(day),
            Err(_) => TableCell::Text(words.to_owned()),
        },
    };
    let table = Table {
        sheet: "Sổ văn bản".into(),
        title: "Sổ văn bản (mẫu)".into(),
        notes: vec![],
        columns: TITLES.iter().map(|t| Column { title: (*t).into(), width: 20 }).collect(),
        rows: rows.iter().map(|r| r.iter().map(cell).collect()).collect(),
    };
    write_table(&table).unwrap()
}

async fn look(p: &Province, rows: &[[&str; 9]]) -> Preview {
    let file = Upload { name: "so-van-ban.xlsx".into(), bytes: sheet(rows) };
    p.office.import_preview(&p.officer, "documents", file).await.unwrap()
}

async fn apply(p: &Province, preview: &Preview) -> Result<Applied, Error> {
    let file = (preview.sha256.as_str(), preview.file.as_str());
    p.office.import_apply(&p.officer, "documents", file, &preview.plan).await
}

async fn listed(p: &Province) -> Vec<DocumentRow> {
    let all =
        DocumentFilter { per_page: 0, on: Some(day(2020, 1, 1)), ..DocumentFilter::default() };
    p.office.documents(&p.officer, &all).await.unwrap().rows.rows
}

fn faults(preview: &Preview) -> Vec<(String, String)> {
    preview.faults.iter().map(|f| (f.cell.clone(), f.code.clone())).collect()
}

const PARTY: &str = "Bộ Chính trị";
const CP: &str = "Chính phủ";

fn good() -> Vec<[&'static str; 9]> {
    vec![
        ["28-NQ/TW", "Nghị quyết", "Một (mẫu)", PARTY, "22/9/2008", "", "", "", ""],
        ["28-NQ/TW", "Nghị quyết", "Hai (mẫu)", PARTY, "25/10/2013", "", "", "", ""],
        [
            "164/2018/NĐ-CP",
            "Nghị định",
            "Ba (mẫu)",
            CP,
            "21/12/2018",
            "",
            "10/02/2019",
            "13/2012/QĐ-TTg",
            "",
        ],
        ["5/2019/NĐ-CP", "Nghị định", "Bốn (mẫu)", CP, "2019", "", "", "28-NQ/TW (khóa XI)", ""],
    ]
}

#[tokio::test]
async fn a_register_is_looked_at_taken_in_and_is_the_same_afterwards() {
    let p = Province::build().await;
    let preview = look(&p, &good()).await;
    assert_eq!(faults(&preview), []);
    assert_eq!(preview.counts(), (4, 0, 0));
    assert_eq!(listed(&p).await.len(), 0, "nothing is on record before it is applied");
    apply(&p, &preview).await.unwrap();
    let rows = listed(&p).await;
    // The four of the sheet, and the one that is replaced, known by the sheet alone.
    assert_eq!(rows.len(), 5);
    let of = |number: &str| rows.iter().find(|r| r.number.as_deref() == Some(number)).unwrap();
    assert_eq!(of("13/2012/QĐ-TTg").force, Force::NoLonger);
    assert_eq!(of("164/2018/NĐ-CP").force, Force::InForce);
    assert_eq!(rows.iter().filter(|r| r.number.as_deref() == Some("28-NQ/TW")).count(), 2);
    // The last row replaces without a day of effect: the one of 2013 is unsure, the one of 2008 is untouched.
    let view = p.office.document(&p.officer, &of("5/2019/NĐ-CP").at, None).await.unwrap();
    assert!(view.ties[0].since.starts_with("chưa rõ"), "{:?}", view.ties);
    let target = p.office.document(&p.officer, &view.ties[0].document.at, None).await.unwrap();
    assert_eq!(target.row.issued_on, "25/10/2013");
    let again = look(&p, &good()).await;
    assert_eq!((again.counts(), again.can_be_applied()), ((0, 0, 4), false));
}

#[tokio::test]
async fn what_was_missing_is_filled_up_and_told_before() {
    let p = Province::build().await;
    apply(&p, &look(&p, &good()).await).await.unwrap();
    let mut row = good()[2];
    row[5] = "Nguyễn Văn Mẫu";
    let preview = look(&p, &[row]).await;
    let Change::Changed(lines) = &preview.rows[0].change else { panic!("{:?}", preview.rows) };
    assert_eq!(lines, &["Người ký: chưa ghi → Nguyễn Văn Mẫu"]);
    assert_eq!(apply(&p, &preview).await.unwrap().changed, 1);
    // One that was known by another row's word alone gets its type and subject.
    let known = ["13/2012/QĐ-TTg", "Quyết định", "Quy chế cũ (mẫu)", "", "", "", "", "", ""];
    let preview = look(&p, &[known]).await;
    let Change::Changed(lines) = &preview.rows[0].change else { panic!("{:?}", preview.rows) };
    assert_eq!(lines.len(), 2, "{lines:?}");
    apply(&p, &preview).await.unwrap();
    let rows = listed(&p).await;
    assert!(rows.iter().any(|r| r.label == "Quyết định số 13/2012/QĐ-TTg"), "{rows:?}");
    assert_eq!(rows.len(), 5);
}

#[tokio::test]
async fn faults_are_named_by_cell_and_one_keeps_everything_out() {
    let p = Province::build().await;
    let mut rows = good();
    rows.push(["không số", "Chỉ thị", "Năm (mẫu)", "", "31/02/2020", "", "", "", ""]);
    rows.push(["7/CT-TTg", "", "Sáu (mẫu)", "", "", "", "", "", ""]);
    rows.push([
        "8/2019/NĐ-CP",
        "Nghị định",
        "Bảy (mẫu)",
        CP,
        "05/01/2019",
        "",
        "01/02/2019",
        "8/2019/NĐ-CP",
        "",
    ]);
    rows.push([
        "13/2012/QĐ-TTg",
        "Quyết định",
        "Tám (mẫu)",
        "",
        "",
        "",
        "10/02/2019",
        "164/2018/NĐ-CP",
        "",
    ]);
    let preview = look(&p, &rows).await;
    let found = faults(&preview);
    let codes: Vec<&str> = found.iter().map(|(_, code)| code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "import.number-bad",
            "import.day-bad",
            "import.blank",
            "document.links-itself",
            "document.replaces-in-circle",
        ],
        "{found:?}"
    );
    assert!(found.iter().all(|(cell, _)| !cell.is_empty()), "{found:?}");
    assert!(!preview.can_be_applied() && preview.sha256.is_empty());
    assert_eq!(listed(&p).await.len(), 0);
}

#[tokio::test]
async fn a_row_that_only_may_be_an_entry_stops_with_those_to_choose_from() {
    let p = Province::build().await;
    apply(&p, &look(&p, &good()).await).await.unwrap();
    let mut row = ["28-NQ/TW", "Nghị quyết", "Không rõ ngày (mẫu)", PARTY, "", "", "", "", ""];
    let preview = look(&p, &[row]).await;
    assert_eq!(faults(&preview)[0].1, "document.candidates");
    let why = &preview.faults[0].words.why;
    assert!(why.contains("22/09/2008") && why.contains("25/10/2013"), "{why}");
    let links =
        ["9/2019/NĐ-CP", "Nghị định", "Chín (mẫu)", CP, "06/01/2019", "", "", "28-NQ/TW", ""];
    assert_eq!(faults(&look(&p, &[links]).await)[0].1, "document.candidates");
    row[8] = "x";
    let preview = look(&p, &[row]).await;
    assert_eq!((faults(&preview).len(), preview.counts()), (0, (1, 0, 0)));
    apply(&p, &preview).await.unwrap();
    assert_eq!(listed(&p).await.len(), 6);
}
