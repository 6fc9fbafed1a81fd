//! Documents in pdf.

use crate::pages::{At, More, pdf, pdf_with, stream};
use proptest::prelude::*;
use text::{AsideKind, Format, IngestError, Limits, NoTools, Source, ingest, ingest_all};

fn read(bytes: &[u8]) -> Source {
    ingest(bytes, &Limits::default()).unwrap()
}

fn text_of(page: &[At<'_>]) -> String {
    read(&pdf(&[page])).text
}

/// The head and the beginning of a document as they stand on its first page.
const HEAD: [At<'static>; 10] = [
    At(90.0, 780.0, 13.0, "ỦY BAN NHÂN DÂN"),
    At(290.0, 780.0, 12.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    At(100.0, 764.0, 13.0, "TỈNH SÔNG GIANG"),
    At(310.0, 764.0, 13.0, "Độc lập - Tự do - Hạnh phúc"),
    At(100.0, 740.0, 13.0, "Số: 15/KH-UBND"),
    At(290.0, 740.0, 13.0, "Sông Giang, ngày 12 tháng 3 năm 2025"),
    At(260.0, 700.0, 14.0, "KẾ HOẠCH"),
    At(113.0, 660.0, 14.0, "Thực hiện Nghị quyết số 28-NQ/TW về xây dựng khu vực phòng"),
    At(85.0, 642.0, 14.0, "thủ vững chắc, Ủy ban nhân dân tỉnh ban hành kế hoạch năm 2025,"),
    At(85.0, 624.0, 14.0, "cụ thể như sau:"),
];

#[test]
fn the_two_columns_of_a_head_are_read_one_after_the_other() {
    let source = read(&pdf(&[&HEAD]));
    assert_eq!(
        source.text,
        "ỦY BAN NHÂN DÂN\nTỈNH SÔNG GIANG\nSố: 15/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         Sông Giang, ngày 12 tháng 3 năm 2025\nKẾ HOẠCH\nThực hiện Nghị quyết số 28-NQ/TW về xây dựng khu vực phòng thủ \
         vững chắc, Ủy ban nhân dân tỉnh ban hành kế hoạch năm 2025, cụ thể như sau:\n"
    );
    assert_eq!(source.format, Format::Pdf);
    assert!(source.warnings.is_empty(), "{:?}", source.warnings);
}

#[test]
fn a_head_whose_lines_are_cut_in_two_is_put_together() {
    let text = text_of(&[
        At(100.0, 780.0, 12.0, "ỦY BAN NHÂN DÂN"),
        At(310.0, 780.0, 12.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
        At(360.0, 766.0, 12.0, "VIỆT NAM"),
        At(110.0, 760.0, 12.0, "XÃ AN LĨNH"),
        At(310.0, 746.0, 12.0, "Độc lập - Tự do - Hạnh phúc"),
        At(100.0, 740.0, 12.0, "Số: 07/BC-UBND"),
        At(310.0, 726.0, 12.0, "An Lĩnh, ngày 05 tháng 11 năm"),
        At(370.0, 712.0, 12.0, "2025"),
        At(180.0, 680.0, 14.0, "BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ"),
    ]);
    assert_eq!(
        text,
        "ỦY BAN NHÂN DÂN\nXÃ AN LĨNH\nSố: 07/BC-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         An Lĩnh, ngày 05 tháng 11 năm 2025\nBÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ\n"
    );
}

#[test]
fn letters_are_told_by_a_table_as_by_names() {
    let by_table = pdf_with(&[&HEAD], &More { to_unicode: true, ..More::default() });
    assert_eq!(read(&by_table).text, read(&pdf(&[&HEAD])).text);
}

#[test]
fn labels_of_a_chart_do_not_part_the_lines_of_paragraphs() {
    let mut page = vec![
        At(113.0, 780.0, 14.0, "Trong năm, các xã, phường đã tổ chức huấn luyện dân quân tự"),
        At(85.0, 760.0, 14.0, "vệ đúng kế hoạch, bảo đảm an toàn tuyệt đối về người và trang"),
        At(85.0, 740.0, 14.0, "bị; tỷ lệ tham gia đạt cao."),
    ];
    let labels = ["8.000", "7.025", "6.512", "6.000", "4.000", "3.546", "3.170", "2.000"];
    for (i, label) in (0_u8..).zip(labels) {
        page.push(At(90.0 + 9.0 * f32::from(i % 2), 600.0 - 9.0 * f32::from(i), 8.0, label));
    }
    let text = text_of(&page);
    let paragraph = "Trong năm, các xã, phường đã tổ chức huấn luyện dân quân tự vệ đúng kế hoạch, bảo đảm an toàn tuyệt đối về người và trang bị; tỷ lệ tham gia đạt cao.\n";
    assert!(text.starts_with(paragraph), "{text}");
}

#[test]
fn items_and_headings_keep_their_lines() {
    let text = text_of(&[
        At(113.0, 700.0, 14.0, "I. MỤC ĐÍCH, YÊU CẦU"),
        At(113.0, 680.0, 14.0, "1. Nâng cao nhận thức của cấp ủy, chính quyền các cấp và nhân"),
        At(85.0, 662.0, 14.0, "dân về nhiệm vụ quốc phòng, quân sự địa phương trong tình hình"),
        At(85.0, 644.0, 14.0, "mới; phát huy kết quả đã đạt được của các cơ quan, đơn vị;"),
        At(113.0, 626.0, 14.0, "2. Gắn phát triển kinh tế với quốc phòng, an ninh."),
        At(113.0, 608.0, 14.0, "- Bộ Chỉ huy quân sự tỉnh chủ trì."),
        At(113.0, 590.0, 14.0, "a) Các sở, ban, ngành phối hợp."),
    ]);
    assert_eq!(
        text,
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao nhận thức của cấp ủy, chính quyền các cấp và nhân dân về nhiệm vụ quốc phòng, quân sự \
         địa phương trong tình hình mới; phát huy kết quả đã đạt được của các cơ quan, đơn vị;\n2. Gắn phát triển kinh tế với quốc \
         phòng, an ninh.\n- Bộ Chỉ huy quân sự tỉnh chủ trì.\na) Các sở, ban, ngành phối hợp.\n"
    );
}

#[test]
fn a_paragraph_goes_on_over_the_page_and_page_numbers_go_aside() {
    let line = "Các cấp, các ngành tiếp tục quán triệt, triển khai thực hiện nghiêm";
    let first = [At(85.0, 80.0, 14.0, line), At(85.0, 98.0, 14.0, line)];
    let second = [
        At(295.0, 810.0, 13.0, "2"),
        At(85.0, 770.0, 14.0, "túc các nhiệm vụ được giao."),
        At(113.0, 740.0, 14.0, "Đoạn sau."),
    ];
    let source = read(&pdf(&[&first, &second]));
    assert_eq!(source.text, format!("{line} {line} túc các nhiệm vụ được giao.\nĐoạn sau.\n"));
    assert_eq!(source.aside[0].kind, AsideKind::RunningHead);
    assert_eq!(source.aside[0].text, "2");
    assert!(source.warnings.iter().any(|w| w.code == "pdf.running-heads"));
}

#[test]
fn lines_that_come_again_on_every_page_go_aside() {
    let page = |text: &'static str, number: &'static str| {
        [
            At(85.0, 815.0, 10.0, "Kế hoạch khu vực phòng thủ"),
            At(85.0, 700.0, 14.0, text),
            At(480.0, 30.0, 10.0, number),
        ]
    };
    let source = read(&pdf(&[
        &page("Trang đầu nói một điều.", "Trang 1/3"),
        &page("Trang giữa nói điều khác.", "Trang 2/3"),
        &page("Trang cuối kết thúc.", "Trang 3/3"),
    ]));
    assert_eq!(
        source.text,
        "Trang đầu nói một điều.\nTrang giữa nói điều khác.\nTrang cuối kết thúc.\n"
    );
    assert_eq!(source.aside[0].text, "Kế hoạch khu vực phòng thủ\nTrang 1/3\nTrang 2/3\nTrang 3/3");
}

#[test]
fn text_in_two_columns_is_read_column_by_column() {
    let left = "chữ cột trái dòng đầy đủ cột";
    let right = "chữ cột phải dòng đầy đủ cột";
    let mut page = Vec::new();
    for i in 0_u8..8 {
        let y = 700.0 - 14.0 * f32::from(i);
        page.push(At(60.0, y, 11.0, left));
        page.push(At(320.0, y, 11.0, right));
    }
    let whole = |line: &str| [line; 8].join(" ");
    assert_eq!(text_of(&page), format!("{} {}\n", whole(left), whole(right)));
}

#[test]
fn rows_of_figures_are_a_table_and_a_signature_is_not() {
    let text = text_of(&[
        At(85.0, 700.0, 13.0, "STT"),
        At(150.0, 700.0, 13.0, "Xã"),
        At(300.0, 700.0, 13.0, "Kết quả"),
        At(85.0, 680.0, 13.0, "1"),
        At(150.0, 680.0, 13.0, "An Lĩnh"),
        At(300.0, 680.0, 13.0, "118"),
        At(330.0, 618.0, 13.0, "TM. ỦY BAN NHÂN DÂN"),
        At(85.0, 600.0, 12.0, "Nơi nhận:"),
        At(350.0, 600.0, 13.0, "CHỦ TỊCH"),
        At(85.0, 586.0, 11.0, "- Như trên;"),
        At(85.0, 572.0, 11.0, "- Lưu: VT."),
        At(350.0, 560.0, 13.0, "Trần Văn Mẫu"),
    ]);
    assert_eq!(
        text,
        "STT\tXã\tKết quả\n1\tAn Lĩnh\t118\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Mẫu\n"
    );
}

#[test]
fn what_is_wrapped_inside_cells_is_put_back() {
    let text = text_of(&[
        At(85.0, 700.0, 13.0, "STT"),
        At(150.0, 700.0, 13.0, "Nội dung"),
        At(300.0, 700.0, 13.0, "Kết quả"),
        At(85.0, 684.0, 13.0, "1"),
        At(150.0, 684.0, 13.0, "Huấn luyện"),
        At(300.0, 684.0, 13.0, "118"),
        At(150.0, 668.0, 13.0, "dân quân"),
        At(85.0, 652.0, 13.0, "2"),
        At(150.0, 652.0, 13.0, "Giáo dục"),
        At(300.0, 652.0, 13.0, "95"),
    ]);
    assert_eq!(text, "STT\tNội dung\tKết quả\n1\tHuấn luyện dân quân\t118\n2\tGiáo dục\t95\n");
}

#[test]
fn the_same_words_in_the_text_of_two_pages_are_no_running_head() {
    let page = |number: &'static str| {
        [
            At(85.0, 790.0, 14.0, "Cùng một dòng ở hai trang"),
            At(85.0, 772.0, 14.0, "và một dòng sau đó nữa"),
            At(295.0, 820.0, 13.0, number),
        ]
    };
    let text = read(&pdf(&[&page("1"), &page("2")])).text;
    assert_eq!(text.matches("Cùng một dòng").count(), 2, "{text}");
}

#[test]
fn hyphens_put_in_for_the_end_of_a_line_go() {
    let text = text_of(&[
        At(85.0, 700.0, 12.0, "Chương trình triển khai ứng dụng công nghệ thông tin, digi\u{ad}"),
        At(85.0, 684.0, 12.0, "tal hóa hồ sơ."),
    ]);
    assert_eq!(text, "Chương trình triển khai ứng dụng công nghệ thông tin, digital hóa hồ sơ.\n");
}

#[test]
fn notes_at_the_foot_stand_after_the_text() {
    let line = "Ủy ban nhân dân tỉnh yêu cầu các địa phương triển khai thực hiện";
    let text = text_of(&[
        At(85.0, 200.0, 14.0, line),
        At(85.0, 182.0, 14.0, "kế hoạch này."),
        At(85.0, 120.0, 10.0, "1 Theo số liệu của Bộ Chỉ huy quân sự tỉnh."),
    ]);
    assert_eq!(
        text,
        format!("{line} kế hoạch này.\n1 Theo số liệu của Bộ Chỉ huy quân sự tỉnh.\n")
    );
}

#[test]
fn a_password_is_said() {
    let trailer = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -1/O<0000000000000000000000000000000000000000000000000000000000000000>/U<0000000000000000000000000000000000000000000000000000000000000000>>>";
    let locked = pdf_with(&[&HEAD], &More { trailer, ..More::default() });
    let refused = ingest(&locked, &Limits::default()).unwrap_err();
    assert_eq!(refused, IngestError::Password { format: "PDF" });
}

#[test]
fn marks_are_found_wherever_they_stand() {
    let plain = [At(85.0, 700.0, 14.0, "Báo cáo kết quả")];
    let stamped = [At(85.0, 700.0, 14.0, "Báo cáo kết quả"), At(85.0, 800.0, 14.0, "TỐI MẬT")];
    let across = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (M\\200T) Tj ET";
    let title = "/Info<</Title<FEFF004D1EAC0054>>>";
    let looks = stream(
        "/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F 3 0 R>>>>",
        "BT /F 12 Tf (M\\200T) Tj ET",
    );
    let page = "/Annots[<</Subtype/Stamp/Rect[400 700 500 720]/AP<</N 1000 0 R>>>>]";
    let cases = [
        pdf(&[&stamped]),
        pdf_with(
            &[&[At(85.0, 700.0, 14.0, "Ậ"), At(85.0, 600.0, 14.0, "Báo cáo")]],
            &More { content: across, ..More::default() },
        ),
        pdf_with(&[&plain], &More { trailer: title, ..More::default() }),
        pdf_with(
            &[&[At(85.0, 700.0, 14.0, "Ậ"), At(85.0, 600.0, 14.0, "Báo cáo")]],
            &More { page, objects: &[&looks], ..More::default() },
        ),
    ];
    assert!(ingest(&pdf(&[&plain]), &Limits::default()).is_ok());
    for (i, bytes) in cases.iter().enumerate() {
        assert!(ingest(bytes, &Limits::default()).unwrap_err().is_secret(), "case {i}");
    }
}

#[test]
fn a_scan_without_a_tool_is_refused_with_what_to_install() {
    let picture =
        stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x");
    let page = "/Resources<</XObject<</I 1000 0 R>>>>";
    let scan =
        pdf_with(&[&[]], &More { page, content: "/I Do", objects: &[&picture], ..More::default() });
    let scan = String::from_utf8(scan).unwrap().replace("/Resources<</Font<</F 3 0 R>>>>", " ");
    let refused = ingest(scan.as_bytes(), &Limits::default()).unwrap_err();
    assert_eq!(refused.code(), "text.tool-missing");
    assert!(refused.remedy().contains("tesseract-ocr-vie"), "{refused}");
}

#[test]
fn files_that_a_pdf_carries_come_beside_it() {
    let names = "<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a.txt)/EF<</F 1000 0 R>>>>]>>>>";
    let carry = |file: &str| {
        let object = stream("/Type/EmbeddedFile", file);
        let bytes = pdf_with(&[&HEAD], &More { objects: &[&object], ..More::default() });
        let catalog = "<</Type/Catalog/Pages 2 0 R";
        let text = String::from_utf8(bytes).unwrap();
        text.replace(catalog, &format!("{catalog}/Names{names}")).into_bytes()
    };
    let members = ingest_all("kh.pdf", &carry("Phu luc"), &Limits::default(), &NoTools).unwrap();
    let paths: Vec<&str> = members.iter().map(|m| m.path.as_str()).collect();
    assert_eq!(paths, ["kh.pdf", "kh.pdf!a.txt"]);
    let marked = carry("MẬT\nPhu luc");
    assert!(ingest(&marked, &Limits::default()).unwrap_err().is_secret());
}

#[test]
fn streams_that_unpack_to_too_much_are_refused() {
    let small = Limits { max_unpacked_bytes: 1 << 20, ..Limits::default() };
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, &vec![b' '; 30 << 20]).unwrap();
    let packed = packer.finish().unwrap();
    assert!(packed.len() > 16 * 1024);
    let mut bomb = b"%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n".to_vec();
    bomb.extend(packed);
    bomb.extend(b"\nendstream\nendobj\n");
    assert_eq!(ingest(&bomb, &small).unwrap_err().code(), "text.zip-bomb");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn a_damaged_pdf_never_panics(at in 0_usize..4000, with in any::<u8>(), cut in 0_usize..6000) {
        let mut bytes = pdf(&[&HEAD]);
        let n = bytes.len();
        bytes[at % n] = with;
        let _ = ingest(&bytes, &Limits::default());
        bytes.truncate(cut % n);
        let _ = ingest(&bytes, &Limits::default());
    }
}
