//! Which numbers in words are figures.

use record::words::loose_numbers;

fn loose(text: &str) -> Vec<&str> {
    loose_numbers(text).into_iter().map(|r| &text[r]).collect()
}

#[test]
fn dates_periods_and_document_numbers_are_not_figures() {
    for text in [
        "Nghị quyết số 28-NQ/TW ngày 22/9/2008 của Bộ Chính trị",
        "Quyết định số 13/2012/QĐ-TTg, Quy chế số 1374-QC/QUTW-TUHN, Chỉ thị 07/CT-BCT",
        "Luật số 18/2023/QH15, Kế hoạch số 45/KH-UBND",
        "ngày 05 tháng 3 năm 2020; tháng 8 năm 2022; tháng 8/2022; quý III/2025; quý 3 năm 2025",
        "giai đoạn 2021-2025, nhiệm kỳ 2020 – 2025, các năm 2023, 2024 và 2025",
        "ngày 19/6, 2025-12-31, 05-3-2024",
        "khoản 2 Điều 9, Chương 3, Phụ lục 1, Bảng 2",
        "Trung đoàn 12, Quân khu 3, đối tượng 4, lần thứ 17, biểu QP-01",
        "sơ kết 5 năm thực hiện Nghị quyết; 6 tháng đầu năm",
        "1. Công tác lãnh đạo\n2.1. Kết quả\n3) Tồn tại",
    ] {
        assert_eq!(loose(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn numbers_in_names_are_anchored_when_a_text_is_compiled() {
    let text = "Trung đoàn 12 và đối tượng 4 theo Điều 9, năm 2025";
    let found: Vec<&str> =
        record::words::numbers_to_anchor(text).into_iter().map(|r| &text[r]).collect();
    assert_eq!((found, loose(text)), (vec!["12", "4"], vec![]));
}

#[test]
fn counts_and_shares_are_figures() {
    for (text, expected) in [
        ("mở 12 lớp cho 1.234 người", vec!["12", "1.234"]),
        ("đạt 98,6% và 100 % chỉ tiêu", vec!["98,6%", "100 %"]),
        ("07/07 thanh niên, 6/6 chi bộ, 27/27 trường", vec!["07/07", "6/6", "27/27"]),
        ("năm 2025 có 2025 người", vec!["2025"]),
        ("hơn 300 đại biểu ngày 19/6/2025", vec!["300"]),
        ("tăng 3 lần so với năm 2021", vec!["3"]),
        ("kinh phí 14,703 tỷ đồng", vec!["14,703"]),
    ] {
        assert_eq!(loose(text), expected, "{text}");
    }
}
