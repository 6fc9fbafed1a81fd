//! Lists as spreadsheets: what was put in stands in the cells, typed.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use render::xlsx::{Column, Table, TableCell, write_table};
use terms::{Amount, Day};

use crate::zips::part;

fn table() -> Table {
    let column = |title: &str| Column { title: title.into(), width: 20 };
    Table {
        sheet: "Văn bản: đi/đến [2025] và còn rất dài nữa".into(),
        title: "Danh sách văn bản".into(),
        notes: vec!["Lọc: năm 2025".into()],
        columns: ["Số", "Ngày", "Số liệu", "Trang", "Trống"].map(column).into(),
        rows: vec![vec![
            TableCell::Text("=HYPERLINK(\"http://x\")".into()),
            TableCell::Day(Day::new(2025, 7, 1).unwrap()),
            TableCell::Number(Amount::new(12_345, 1)),
            TableCell::Link { text: "mở".into(), href: "http://127.0.0.1/van-ban/1".into() },
            TableCell::Blank,
        ]],
    }
}

#[test]
fn cells_hold_what_the_list_shows() {
    let bytes = write_table(&table()).unwrap();
    assert_eq!(bytes, write_table(&table()).unwrap());
    let mut book = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    assert!(name.chars().count() <= 31 && !name.contains([':', '/', '[']));
    let range = book.worksheet_range(&name).unwrap();
    let at = |row, column| range.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(at(3, 0), Data::String("Số".into()));
    assert_eq!(at(4, 0), Data::String("=HYPERLINK(\"http://x\")".into()));
    assert_eq!(at(4, 2), Data::Float(1234.5));
    assert_eq!(at(4, 3), Data::String("mở".into()));
    assert!(matches!(at(4, 1), Data::DateTime(_)));
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<autoFilter ref="A4:E5"/>"#) && !sheet.contains("<f>"));
}

#[test]
fn what_a_spreadsheet_cannot_hold_is_text() {
    let mut table = table();
    table.rows = vec![vec![
        TableCell::Number(Amount::new(i64::MAX, 0)),
        TableCell::Day(Day::new(1890, 5, 19).unwrap()),
        TableCell::Link { text: "mở".into(), href: "x".repeat(5000) },
        TableCell::Text("dài".repeat(20_000)),
    ]];
    let bytes = write_table(&table).unwrap();
    let mut book = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    let text = |column| range.get_value((4, column)).unwrap().to_string();
    assert_eq!(text(0), "9.223.372.036.854.775.807");
    assert_eq!(text(1), "19/05/1890");
    assert_eq!(text(2), "mở");
    assert_eq!(text(3).chars().count(), 32_767);
}
