//! Plain text, encodings, refusals.

use crate::files::{docx, p, zip};
use encoding_rs::WINDOWS_1258;
use proptest::prelude::*;
use text::{Encoding, Format, IngestError, Limits, Source, ingest};

fn read(bytes: &[u8]) -> Result<Source, IngestError> {
    ingest(bytes, &Limits::default())
}

const SAMPLE: &str = "Ủy ban nhân dân tỉnh Sông Giang yêu cầu các xã, phường báo cáo kết quả thực hiện nhiệm vụ quốc \
    phòng, quân sự địa phương trước ngày 15 tháng 11; đề nghị Bộ Chỉ huy quân sự tỉnh hướng dẫn, kiểm tra.\n";

#[test]
fn plain_utf8_is_kept_but_for_form_and_line_ends() {
    let source = read("  Ho\u{300}a\u{a0}bình \t–\r\n\r\nÐa\u{200b}\r\n".as_bytes()).unwrap();
    assert_eq!(source.text, "  Hòa\u{a0}bình \t–\n\nÐa\u{200b}\n");
    assert_eq!((source.format, source.encoding), (Format::Text, Encoding::Utf8));
    assert!(source.warnings.is_empty());
    assert_eq!(read(b"\xef\xbb\xbfa").unwrap().text, "a");
}

#[test]
fn utf16_is_told_by_mark_or_by_zeros() {
    let le: Vec<u8> = SAMPLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = SAMPLE.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [[b"\xff\xfe", &le[..]].concat(), [b"\xfe\xff", &be[..]].concat(), le, be] {
        let source = read(&bytes).unwrap();
        assert_eq!((source.text.as_str(), source.encoding), (SAMPLE, Encoding::Utf16));
    }
}

#[test]
fn windows_1258_is_decoded_and_told() {
    let base = "Ủy ban nhân dân tỉnh Sông Giang yêu cầu báo cáo kết quả quân sự địa phương, đề nghị hướng dẫn kiểm tra.";
    let bytes = crate::legacy::windows_1258(base);
    assert_eq!(WINDOWS_1258.decode(&bytes).0.chars().count(), bytes.len());
    let source = read(&bytes).unwrap();
    assert_eq!((source.text.as_str(), source.encoding), (base, Encoding::Windows1258));
    assert_eq!(source.warnings[0].code, "text.legacy-encoding");
}

#[test]
fn old_fonts_are_decoded_when_sure_and_refused_with_a_name_when_not() {
    let tcvn3 = read(&crate::legacy::tcvn3(&SAMPLE.to_lowercase())).unwrap();
    assert_eq!((tcvn3.text, tcvn3.encoding), (SAMPLE.to_lowercase(), Encoding::Tcvn3));
    let vni = read(&crate::legacy::vni(SAMPLE)).unwrap();
    assert_eq!((vni.text.as_str(), vni.encoding), (SAMPLE, Encoding::Vni));
    let few = read(&crate::legacy::tcvn3("nhân dân")).unwrap_err();
    assert_eq!(few, IngestError::Encoding { probable: Some("TCVN3 (ABC)") });
    assert!(few.message().contains("TCVN3") && few.remedy().contains("Unicode"));
    assert_eq!(
        read("caf\u{e9} \u{e9}t\u{e9}".chars().map(|c| c as u8).collect::<Vec<_>>().as_slice())
            .unwrap_err()
            .code(),
        "text.encoding"
    );
}

#[test]
fn old_fonts_inside_utf8_are_decoded_and_told() {
    let text = SAMPLE.to_lowercase();
    let shown: String = crate::legacy::tcvn3(&text).into_iter().map(char::from).collect();
    let source = read(shown.as_bytes()).unwrap();
    assert_eq!((source.text, source.encoding), (text, Encoding::Tcvn3));
    assert_eq!(source.warnings[0].code, "text.legacy-encoding");
}

#[test]
fn broken_utf8_is_damage_not_another_encoding() {
    let mut bytes = SAMPLE.repeat(3).into_bytes();
    bytes.insert(200, 0xff);
    assert_eq!(read(&bytes).unwrap_err().code(), "text.damaged");
}

#[test]
fn nothing_to_read_is_said() {
    for bytes in [
        &b""[..],
        b" \n\t\r\n",
        b"\xef\xbb\xbf",
        "\u{a0}\n".as_bytes(),
        b"<html><body><script>x</script>",
    ] {
        assert_eq!(read(bytes).unwrap_err(), IngestError::Empty, "{bytes:?}");
    }
    assert_eq!(read(&docx(&p(" "), &[])).unwrap_err(), IngestError::Empty);
}

#[test]
fn size_is_refused_before_reading() {
    let limits = Limits { max_bytes: 10, ..Limits::default() };
    assert_eq!(ingest(b"0123456789", &limits).unwrap().text.len(), 10);
    let refused = ingest(b"0123456789a", &limits).unwrap_err();
    assert_eq!(refused, IngestError::TooLarge { n_bytes: 11, max_bytes: 10 });
    let refused = Limits::default().check_size(200 << 20).unwrap_err();
    assert!(
        refused.message().contains("200,0 MB") && refused.message().contains("64,0 MB"),
        "{refused}"
    );
}

#[test]
fn other_formats_are_named_with_a_remedy() {
    let ole = |name: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0];
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let cases: Vec<(Vec<u8>, &str, &str)> = vec![
        (b"%PDF-1.7\n".to_vec(), "text.damaged", "PDF"),
        (ole("WordDocument"), "text.tool-missing", ".doc"),
        (ole("Workbook"), "text.unsupported", ".xls"),
        (ole("EncryptedPackage"), "text.password", "mật khẩu"),
        (zip(&[("xl/workbook.xml", b"<w/>")]), "text.damaged", "xlsx"),
        (zip(&[("ppt/presentation.xml", b"<p/>")]), "text.unsupported", ".pptx"),
        (zip(&[("mimetype", b"m"), ("content.xml", b"<c>")]), "text.damaged", "odt"),
        (zip(&[("a.txt", b"a")]), "text.unsupported", "ZIP"),
        (b"{\\rtf1 a}".to_vec(), "text.tool-missing", ".rtf"),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "text.tool-missing", "ảnh"),
        (b"\xff\xd8\xff\xe0".to_vec(), "text.tool-missing", "ảnh"),
        (b"Rar!\x1a\x07\x01".to_vec(), "text.unsupported", "nén"),
        (b"<?xml version=\"1.0\"?><data>a</data>".to_vec(), "text.unsupported", "XML"),
        (b"a\0b\0\0c".to_vec(), "text.unsupported", "nhị phân"),
        ((0..=255).collect(), "text.unsupported", "nhị phân"),
    ];
    for (bytes, code, word) in cases {
        let refused = read(&bytes).unwrap_err();
        assert_eq!(refused.code(), code, "{refused}");
        assert!(refused.message().contains(word), "{word}: {refused}");
        assert!(refused.remedy().ends_with('.'));
    }
}

#[test]
fn circulation_limits_are_kept_and_flagged() {
    let source = read("LƯU HÀNH NỘI BỘ\nTài liệu tập huấn\n".as_bytes()).unwrap();
    assert_eq!(source.warnings[0].code, "text.circulation");
    assert!(read("Quy định về lưu hành nội bộ tài liệu".as_bytes()).unwrap().warnings.is_empty());
}

#[test]
fn the_corpus_is_read_as_it_lies() {
    let Some(folder) = testkit::shared_path("corpus") else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert_eq!(read(&bytes).unwrap().text.as_bytes(), bytes);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(source) = read(&bytes) {
            prop_assert!(!source.text.trim().is_empty());
        }
    }

    #[test]
    fn any_markup_is_read_or_refused(pieces in proptest::collection::vec(
        prop::sample::select(vec!["<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<p>", "</p>", "<pre>", "<br>",
            "</", "<!--", "-->", "<script>", "</script>", "chữ", " ", "\n", "<main>", "</main>", "&nbsp;", "&#0;", "<"]), 0..40)) {
        let page = format!("<html>{}", pieces.concat());
        let _ = read(page.as_bytes());
        let body: String = pieces.concat();
        let _ = read(&docx(&body, &[]));
    }
}
