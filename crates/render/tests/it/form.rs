//! A form goes out and comes back: the export is the import.

use proptest::prelude::*;
use render::xlsx::{FormKey, FormRow, FormSheet, peek_form, read_form, write_form};
use terms::Cell;

/// A form of the given cells with scales 0–3 in turn.
pub(crate) fn form(cells: &[Cell]) -> FormSheet {
    let row = |(i, &cell): (usize, &Cell)| FormRow {
        code: format!("CT{:02}", i + 1),
        name: format!("Chỉ tiêu thứ {} của biểu", i + 1),
        measure: "buổi".into(),
        scale: (i % 4) as u8,
        cell,
    };
    FormSheet {
        key: FormKey {
            form: "KV-01".into(),
            version: 2,
            period: "2025".into(),
            unit: "SG-001".into(),
        },
        title: "Biểu tổng hợp mẫu".into(),
        unit_name: "xã Phù Vân (mẫu)".into(),
        period_name: "Năm 2025".into(),
        rows: cells.iter().enumerate().map(row).collect(),
    }
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        (1..=i64::MAX).prop_map(Cell::Number),
        (1..100_000i64).prop_map(Cell::Number),
        Just(Cell::Zero),
        Just(Cell::NoneOccurred),
        Just(Cell::NotApplicable),
        Just(Cell::NotReported),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_out_comes_back(cells in prop::collection::vec(cell(), 0..30)) {
        let sent = form(&cells);
        let bytes = write_form(&sent).unwrap();
        prop_assert_eq!(&bytes, &write_form(&sent).unwrap());
        prop_assert_eq!(peek_form(&bytes).unwrap(), sent.key.clone());
        let blank = form(&vec![Cell::NotReported; cells.len()]);
        prop_assert_eq!(read_form(&bytes, &blank), Ok(sent));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(at in 0usize..4000, byte in any::<u8>(), cut in 0usize..8000) {
        let expected = form(&[Cell::Number(5), Cell::Zero]);
        let mut bytes = write_form(&expected).unwrap();
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length.saturating_sub(cut % length).max(1));
        if let Err(faults) = read_form(&bytes, &expected) {
            prop_assert!(!faults.is_empty());
        }
    }
}

#[test]
fn the_sample_form_comes_back() {
    let sent = crate::sample::form_sheet();
    assert_eq!(read_form(&write_form(&sent).unwrap(), &sent), Ok(sent));
}

#[test]
fn a_number_that_a_formula_made_zero_comes_back_as_a_stated_zero() {
    let sent = form(&[Cell::Number(0)]);
    let back = read_form(&write_form(&sent).unwrap(), &sent).unwrap();
    assert_eq!(back.rows[0].cell, Cell::Zero);
}
