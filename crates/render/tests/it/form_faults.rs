//! Bad forms: each bad cell is named by sheet, cell, value and accepted form; nothing half-enters.

use std::io::{Cursor, Write};

use render::xlsx::{CellFault, FaultCode, FormSheet, peek_form, read_form, write_form};
use rust_xlsxwriter::{Formula, Workbook, Worksheet};
use terms::Cell;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::form::form;
use crate::zips::changed;

/// A form of four blank rows, with scales 0, 1, 2, 3, on rows 7–10 of its sheet.
fn blank() -> FormSheet {
    form(&[Cell::NotReported; 4])
}

/// The blank form as a person might send it back; `edit` writes into the sheet of figures.
fn returned(edit: impl Fn(&mut Worksheet)) -> Vec<u8> {
    keyed(["kvpt-form/1", "KV-01", "2", "2025", "SG-001"], edit)
}

fn keyed(key: [&str; 5], edit: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Biểu số liệu").unwrap();
    sheet.write_string(5, 0, "Mã").unwrap();
    for (row, line) in blank().rows.iter().zip(6..) {
        sheet.write_string(line, 0, &row.code).unwrap();
    }
    edit(sheet);
    let hidden = book.add_worksheet().set_name("kvpt").unwrap();
    for (value, row) in key.iter().zip(0..) {
        hidden.write_string(row, 1, *value).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn faults(bytes: &[u8]) -> Vec<CellFault> {
    read_form(bytes, &blank()).unwrap_err()
}

/// Code, cell and value of each fault.
fn short(bytes: &[u8]) -> Vec<(FaultCode, String, String)> {
    let name =
        |fault: CellFault| (fault.code, fault.cell.unwrap_or_default(), fault.value.to_string());
    faults(bytes).into_iter().map(name).collect()
}

fn fault(code: FaultCode, cell: &str, value: &str) -> (FaultCode, String, String) {
    (code, cell.to_owned(), value.to_owned())
}

#[test]
fn typed_values_are_taken() {
    let bytes = returned(|sheet| {
        sheet.write_number(6, 3, 12).unwrap();
        sheet.write_string(7, 3, " 1.234,5 ").unwrap();
        sheet.write_number(8, 3, 0).unwrap();
        sheet.write_string(9, 4, "Không  phát sinh").unwrap();
    });
    let cells: Vec<Cell> =
        read_form(&bytes, &blank()).unwrap().rows.iter().map(|row| row.cell).collect();
    assert_eq!(cells, [Cell::Number(12), Cell::Number(12_345), Cell::Zero, Cell::NoneOccurred]);
}

#[test]
fn decomposed_letters_in_a_state_are_the_same_letters() {
    let bytes = returned(|sheet| {
        sheet.write_string(6, 4, "kho\u{302}ng a\u{301}p du\u{323}ng").unwrap();
    });
    assert_eq!(read_form(&bytes, &blank()).unwrap().rows[0].cell, Cell::NotApplicable);
}

#[test]
fn all_bad_cells_are_named_together() {
    let bytes = returned(|sheet| {
        sheet.write_string(6, 3, "12 xã").unwrap();
        sheet.write_string(6, 4, "xong").unwrap();
        sheet.write_formula(7, 3, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write_number(8, 3, -3).unwrap();
        sheet.write_number(9, 3, 1.23456).unwrap();
    });
    let expected = [
        fault(FaultCode::NotANumber, "D7", "12 xã"),
        fault(FaultCode::UnknownState, "E7", "xong"),
        fault(FaultCode::Formula, "D8", "2"),
        fault(FaultCode::Negative, "D9", "-3"),
        fault(FaultCode::Decimals, "D10", "1,23456"),
    ];
    assert_eq!(short(&bytes), expected);
    let told = faults(&bytes)[0].to_string();
    assert!(told.starts_with("BM15: trang “Biểu số liệu”, ô D7: "), "{told}");
    assert!(told.contains("đang ghi “12 xã”") && told.contains("ví dụ 1234"), "{told}");
}

#[test]
fn a_fraction_is_refused_where_whole_things_are_counted() {
    let number = returned(|sheet| {
        sheet.write_number(6, 3, 1.5).unwrap();
    });
    assert_eq!(short(&number), [fault(FaultCode::Decimals, "D7", "1,5")]);
    let text = returned(|sheet| {
        sheet.write_string(6, 3, "1,5").unwrap();
    });
    assert_eq!(short(&text), [fault(FaultCode::Decimals, "D7", "1,5")]);
}

#[test]
fn other_kinds_of_cells_are_no_numbers() {
    let bytes = returned(|sheet| {
        sheet.write_boolean(6, 3, true).unwrap();
        sheet.write_number(7, 3, 1e300).unwrap();
    });
    assert_eq!(short(&bytes)[0], fault(FaultCode::NotANumber, "D7", "TRUE"));
    assert_eq!(short(&bytes)[1].0, FaultCode::TooLarge);
}

#[test]
fn number_and_state_may_not_contradict() {
    let bytes = returned(|sheet| {
        sheet.write_number(6, 3, 5).unwrap();
        sheet.write_string(6, 4, "chưa báo cáo").unwrap();
        sheet.write_string(7, 4, "số liệu").unwrap();
        sheet.write_number(8, 3, 0).unwrap();
        sheet.write_string(8, 4, "không phát sinh").unwrap();
    });
    let found: Vec<_> = short(&bytes).into_iter().map(|(code, cell, _)| (code, cell)).collect();
    let expected = ["E7", "E8", "E9"].map(|cell| (FaultCode::Contradiction, cell.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn rows_that_are_missing_added_or_doubled_are_named() {
    let bytes = returned(|sheet| {
        sheet.write_string(8, 0, "CT01").unwrap();
        sheet.write_number(11, 3, 7).unwrap();
    });
    let found: Vec<_> = short(&bytes).into_iter().map(|(code, cell, _)| (code, cell)).collect();
    let expected = [
        (FaultCode::RowTwice, "A9".to_owned()),
        (FaultCode::ExtraRow, "A12".to_owned()),
        (FaultCode::MissingRow, String::new()),
    ];
    assert_eq!(found, expected);
}

#[test]
fn another_form_period_or_unit_is_refused_by_name() {
    let bytes = keyed(["kvpt-form/1", "KV-02", "1", "2024", "SG-002"], |_| {});
    let found: Vec<_> = short(&bytes).into_iter().map(|(code, _, value)| (code, value)).collect();
    let expected = [
        (FaultCode::WrongForm, "KV-02"),
        (FaultCode::WrongVersion, "1"),
        (FaultCode::WrongPeriod, "2024"),
        (FaultCode::WrongUnit, "SG-002"),
    ];
    assert_eq!(found, expected.map(|(code, value)| (code, value.to_owned())));
}

fn code(bytes: &[u8]) -> FaultCode {
    peek_form(bytes).unwrap_err().code
}

#[test]
fn files_of_other_kinds_are_named() {
    assert_eq!(code(b""), FaultCode::NotXlsx);
    assert_eq!(code(b"TT,S\xe1\xbb\x91"), FaultCode::NotXlsx);
    assert_eq!(code(b"PK\x03\x04 not a zip"), FaultCode::Damaged);
    let mut compound = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    assert_eq!(code(&compound), FaultCode::NotXlsx);
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(code(&compound), FaultCode::Password);
    assert_eq!(code(&vec![b'P'; (20 << 20) + 1]), FaultCode::TooBig);
    let mut plain = Workbook::new();
    plain.add_worksheet().write_string(0, 0, "Mã").unwrap();
    assert_eq!(code(&plain.save_to_buffer().unwrap()), FaultCode::NotAForm);
    assert_eq!(code(&keyed(["khác", "", "1", "", ""], |_| {})), FaultCode::NotAForm);
}

#[test]
fn a_cut_file_is_damaged() {
    let bytes = write_form(&blank()).unwrap();
    assert_eq!(code(&bytes[..bytes.len() / 2]), FaultCode::Damaged);
}

fn with_part(path: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new_append(Cursor::new(returned(|_| {}))).unwrap();
    zip.start_file(path, SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn macros_are_refused() {
    assert_eq!(code(&with_part("xl/vbaProject.bin", b"x")), FaultCode::Macro);
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_read() {
    let zeros = vec![0u8; 121 << 20];
    let bytes = with_part("xl/media/image1.png", &zeros);
    assert!(bytes.len() < 1 << 20);
    assert_eq!(code(&bytes), FaultCode::TooBig);
}

#[test]
fn a_cell_far_away_costs_nothing() {
    let bytes = returned(|sheet| {
        sheet.write_number(1_048_575, 16_383, 1).unwrap();
    });
    assert!(read_form(&bytes, &blank()).is_ok());
}

#[test]
fn a_renamed_sheet_is_still_read_and_named_in_faults() {
    let bytes = changed(
        &returned(|sheet| {
            sheet.write_string(6, 3, "x").unwrap();
        }),
        |path, content| {
            if path != "xl/workbook.xml" {
                return content;
            }
            String::from_utf8(content).unwrap().replace("Biểu số liệu", "Trang 1").into_bytes()
        },
    );
    let found = faults(&bytes);
    assert_eq!((found.len(), found[0].sheet.as_str()), (1, "Trang 1"));
}
