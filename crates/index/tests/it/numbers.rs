//! Numbers of documents in every spelling that people type.

use crate::{holding, keys, row, set};
use index::{Index, Row};

fn document(key: &str, doc_type: &str, number: &str, text: &str) -> Row {
    let name = format!("{doc_type} số {number}");
    Row { number: vec![name.clone()], ..row(key, &name, text) }
}

fn register() -> Index {
    holding(&[
        document("nq24", "Nghị quyết", "24-NQ/TW", "về khu vực phòng thủ"),
        document("nq28", "Nghị quyết", "28-NQ/TW", "thay thế Nghị quyết số 24-NQ/TW"),
        document("nd30", "Nghị định", "30/2020/NĐ-CP", "về công tác văn thư"),
        document("ct07", "Chỉ thị", "07/CT-UBND", "24 nhiệm vụ của số tiếp theo"),
        document("qd24", "Quyết định", "24/2022/QĐ-UBND", "nội dung khác"),
        row("task", "Triển khai Nghị quyết 24-NQ/TW", "đến hết ngày 24/12"),
    ])
}

#[test]
fn a_number_in_full_finds_the_document_first_and_then_who_cites_it() {
    let index = register();
    for typed in
        ["24-NQ/TW", "24-nq/tw", "24–NQ/TƯ", "24 - NQ / TW", "24 NQ TW", "NQ 24 TW", "\"24-NQ/TW\""]
    {
        let found = keys(&index, typed);
        assert_eq!(found.first().map(String::as_str), Some("nq24"), "{typed}: {found:?}");
    }
    assert_eq!(set(&index, "24-NQ/TW"), ["nq24", "nq28", "task"]);
    assert_eq!(keys(&index, "30/2020/ND-CP"), ["nd30"], "đ may be left bare");
    assert_eq!(keys(&index, "30/2020/NĐ-CP"), ["nd30"]);
    assert!(keys(&index, "31/2020/NĐ-CP").is_empty());
}

#[test]
fn type_and_number_find_the_document_first() {
    let index = register();
    for typed in
        ["NQ 24", "24 nq", "nghị quyết 24", "nghi quyet 24", "nghị quyết số 24", "nghi quyet so 24"]
    {
        assert_eq!(keys(&index, typed)[0], "nq24", "{typed}");
    }
    assert_eq!(keys(&index, "nghị định 30")[0], "nd30");
    assert_eq!(keys(&index, "quyết định 2022"), ["qd24"]);
}

#[test]
fn a_bare_number_finds_every_document_that_bears_it_before_texts_that_say_it() {
    let index = register();
    for typed in ["24", "số 24", "so 24"] {
        let found = keys(&index, typed);
        let mut first = found[..2].to_vec();
        first.sort();
        assert_eq!(first, ["nq24", "qd24"], "{typed}: {found:?}");
    }
    assert!(set(&index, "24").contains(&"task".to_owned()));
}

#[test]
fn zeros_in_front_do_not_matter() {
    let index = register();
    for typed in ["07/CT-UBND", "7/CT-UBND", "007/ct-ubnd", "CT 7", "chỉ thị 07"] {
        assert_eq!(keys(&index, typed)[0], "ct07", "{typed}");
    }
    let index = holding(&[row("a", "x", "ngày 05/3/2020")]);
    assert_eq!(keys(&index, "5/3/2020"), ["a"]);
}

#[test]
fn words_beside_a_number_narrow_it() {
    let index = register();
    assert_eq!(keys(&index, "24-NQ/TW khu vực phòng thủ"), ["nq24"]);
    assert_eq!(keys(&index, "nghị quyết 24 phòng thủ"), ["nq24"]);
}
