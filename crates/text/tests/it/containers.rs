//! Files with files inside: zip, mail, envelopes; spreadsheets.

use crate::files::{docx, p, zip};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use text::{Format, IngestError, Limits, Member, NoTools, Source, ingest, ingest_all};

fn all(name: &str, bytes: &[u8]) -> Result<Vec<Member>, IngestError> {
    ingest_all(name, bytes, &Limits::default(), &NoTools)
}

fn read(bytes: &[u8]) -> Source {
    ingest(bytes, &Limits::default()).unwrap()
}

fn told(members: &[Member]) -> Vec<(&str, String)> {
    let text =
        |m: &Member| m.source.as_ref().map_or_else(|e| e.code().to_owned(), |s| s.text.clone());
    members.iter().map(|m| (m.path.as_str(), text(m))).collect()
}

/// A message with one attachment; the text is in the code page given.
fn mail(charset: &str, text: &[u8], attachment: (&str, &[u8])) -> Vec<u8> {
    let (name, file) = attachment;
    let mut out = format!(
        "From: =?UTF-8?B?{}?= <vt@songgiang.example>\r\nTo: xa@songgiang.example\r\nDate: Wed, 12 Mar 2025 08:30:00 +0700\r\n\
         Subject: =?UTF-8?Q?B=C3=A1o_c=C3=A1o_qu=C3=BD_I?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n\
         --b\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n",
        STANDARD.encode("Văn thư tỉnh"),
        STANDARD.encode(text),
    );
    out.push_str(&STANDARD.encode(file));
    out.push_str("\r\n--b--\r\n");
    out.into_bytes()
}

#[test]
fn a_message_tells_its_headers_then_its_text() {
    let bytes = mail(
        "utf-8",
        "Kính gửi các xã.\r\nĐề nghị báo cáo.".as_bytes(),
        ("a.docx", &docx(&p("Bên trong"), &[])),
    );
    let source = read(&bytes);
    assert_eq!(
        source.text,
        "Chủ đề: Báo cáo quý I\nNgày gửi: 12/03/2025 08:30\nNgười gửi: Văn thư tỉnh <vt@songgiang.example>\n\
         Người nhận: xa@songgiang.example\n\nKính gửi các xã.\nĐề nghị báo cáo.\n"
    );
    assert_eq!((source.format, source.title.as_deref()), (Format::Eml, Some("Báo cáo quý I")));
    assert!(
        source.warnings.iter().any(|w| w.code == "eml.attachments" && w.message.contains("a.docx"))
    );
    let members = all("thu.eml", &bytes).unwrap();
    assert_eq!(told(&members)[1], ("thu.eml!a.docx", "Bên trong\n".to_owned()));
    assert_eq!(members.len(), 2);
}

#[test]
fn the_code_page_of_a_message_is_heeded() {
    let bytes =
        mail("windows-1258", &crate::legacy::windows_1258("Kính gửi các xã"), ("a.txt", b"a"));
    assert!(read(&bytes).text.ends_with("\nKính gửi các xã\n"), "{}", read(&bytes).text);
}

#[test]
fn a_page_is_read_when_there_is_no_plain_text() {
    let message = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\
        Content-Transfer-Encoding: quoted-printable\n\n<html><body><p>M=E1=BB=99t</p><p>Hai</p></body></html>\n";
    assert!(read(message.as_bytes()).text.ends_with("\nMột\nHai\n"));
}

#[test]
fn prose_with_colons_is_no_message() {
    assert_eq!(read("Kính gửi: các xã\nNội dung: báo cáo\n".as_bytes()).format, Format::Text);
    assert_eq!(read(b"From: here\nwe go on\n").format, Format::Text);
}

#[test]
fn a_zip_gives_its_documents_nested_ones_too() {
    let inner = zip(&[("trong.docx", &docx(&p("Sâu"), &[]))]);
    let outer = zip(&[
        ("a/", b""),
        ("a/b.txt", "Chữ".as_bytes()),
        ("c.zip", &inner),
        ("d.bin", &[0, 1, 2, 0]),
    ]);
    let members = all("goi.zip", &outer).unwrap();
    assert_eq!(
        told(&members),
        [
            ("goi.zip!a/b.txt", "Chữ".to_owned()),
            ("goi.zip!c.zip!trong.docx", "Sâu\n".to_owned()),
            ("goi.zip!d.bin", "text.unsupported".to_owned()),
        ]
    );
    let refused = ingest(&outer, &Limits::default()).unwrap_err();
    assert!(
        refused.message().contains("ZIP") && refused.remedy().contains("Giải nén"),
        "{refused}"
    );
}

#[test]
fn files_within_files_are_bounded() {
    let mut nested = zip(&[("a.txt", b"a")]);
    for _ in 0..7 {
        nested = zip(&[("b.zip", &nested)]);
    }
    assert_eq!(all("z.zip", &nested).unwrap_err().code(), "text.zip-bomb");
    let few = Limits { max_members: 2, ..Limits::default() };
    let three = zip(&[("a", b"a"), ("b", b"b"), ("c", b"c")]);
    assert_eq!(ingest_all("z", &three, &few, &NoTools).unwrap_err().code(), "text.zip-bomb");
    let spaces = vec![b' '; 3000];
    let twice =
        zip(&[("a.zip", &zip(&[("a.txt", &spaces)])), ("b.zip", &zip(&[("b.txt", &spaces)]))]);
    let small = Limits { max_unpacked_bytes: 5000, ..Limits::default() };
    assert_eq!(ingest_all("z", &twice, &small, &NoTools).unwrap_err().code(), "text.zip-bomb");
}

#[test]
fn a_mark_anywhere_inside_refuses_the_whole() {
    let marked = docx(&(p("TỐI MẬT") + &p("Báo cáo")), &[]);
    let cases = [
        zip(&[("a.txt", b"a"), ("b.docx", &marked)]),
        zip(&[("a.txt", b"a"), ("c.zip", &zip(&[("b.docx", &marked)]))]),
        zip(&[("a.txt", b"a"), ("Kế hoạch (Mật).txt", b"b")]),
        mail("utf-8", b"Chao", ("b.docx", &marked)),
        mail("utf-8", "MẬT\nNội dung".as_bytes(), ("b.txt", b"b")),
        docx(&p("Báo cáo"), &[("word/embeddings/a.docx", &marked)]),
        envelope("Báo cáo", &marked).into_bytes(),
        envelope("MẬT", b"a").into_bytes(),
    ];
    for (i, bytes) in cases.iter().enumerate() {
        assert!(ingest(bytes, &Limits::default()).unwrap_err().is_secret(), "alone, case {i}");
        assert!(all("f", bytes).unwrap_err().is_secret(), "all, case {i}");
    }
}

fn envelope(subject: &str, file: &[u8]) -> String {
    let mut file = file.to_vec();
    while file.len() < 200 {
        file.push(b' ');
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><edXML:edXMLEnvelope xmlns:edXML=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">\
         <edXML:edXMLHeader><edXML:MessageHeader><edXML:From><edXML:OrganId>000.00.01.H99</edXML:OrganId>\
         <edXML:OrganName>Ủy ban nhân dân tỉnh Sông Giang</edXML:OrganName></edXML:From><edXML:To><edXML:OrganName>Sở Nội vụ</edXML:OrganName></edXML:To>\
         <edXML:Code><edXML:CodeNumber>15</edXML:CodeNumber><edXML:CodeNotation>KH-UBND</edXML:CodeNotation></edXML:Code>\
         <edXML:PromulgationInfo><edXML:Place>Sông Giang</edXML:Place><edXML:PromulgationDate>2025/03/12</edXML:PromulgationDate></edXML:PromulgationInfo>\
         <edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Kế hoạch</edXML:TypeName></edXML:DocumentType>\
         <edXML:Subject>{subject}</edXML:Subject><edXML:SignerInfo><edXML:Competence>KT. CHỦ TỊCH</edXML:Competence>\
         <edXML:Position>PHÓ CHỦ TỊCH</edXML:Position><edXML:FullName>Trần Văn Mẫu</edXML:FullName></edXML:SignerInfo>\
         </edXML:MessageHeader></edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest><edXML:Reference>\
         <edXML:AttachmentName>kh.docx</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody>\
         <edXML:AttachmentEncoded><edXML:Attachment>{}</edXML:Attachment></edXML:AttachmentEncoded></edXML:edXMLEnvelope>",
        STANDARD.encode(file)
    )
}

#[test]
fn an_envelope_tells_its_heading_and_gives_its_files() {
    let packed = zip(&[("kh.docx", &docx(&p("Kế hoạch"), &[]))]);
    let bytes = envelope("Xây dựng khu vực phòng thủ", &packed).into_bytes();
    let members = all("goi.edxml", &bytes).unwrap();
    assert_eq!(
        told(&members),
        [
            (
                "goi.edxml",
                "ỦY BAN NHÂN DÂN TỈNH SÔNG GIANG\nSố: 15/KH-UBND\nSông Giang, ngày 12 tháng 03 năm 2025\nKẾ HOẠCH\n\
                 Xây dựng khu vực phòng thủ\nNơi nhận:\n- Sở Nội vụ;\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Mẫu\n".to_owned()
            ),
            ("goi.edxml!kh.docx!kh.docx", "Kế hoạch\n".to_owned()),
        ]
    );
    assert_eq!(members[0].source.as_ref().unwrap().format, Format::Edxml);
}

fn xlsx(rows: &str, comments: &str) -> Vec<u8> {
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    );
    let book = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Số liệu\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let root = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    zip(&[
        ("_rels/.rels", root.as_bytes()),
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/comments1.xml", comments.as_bytes()),
    ])
}

const ROWS: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Xã</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Đạt</t></is></c></row>\
    <row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>An Lĩnh</t></is></c><c r=\"B3\"><v>1234.5</v></c><c r=\"C3\"><v>12</v></c></row>";

#[test]
fn a_spreadsheet_is_rows_with_tabs() {
    let source = read(&xlsx(ROWS, "<c/>"));
    assert_eq!(source.text, "Số liệu\nXã\t\tĐạt\nAn Lĩnh\t1234,5\t12\n");
    assert_eq!(source.format, Format::Xlsx);
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert_eq!(
        read(&xlsx(far, "<c/>")).text.trim_start(),
        format!("Số liệu\n{}1\n", "\t".repeat(40))
    );
}

#[test]
fn a_mark_is_found_in_cells_and_remarks() {
    let cell = ROWS.replace("An Lĩnh", "MẬT");
    let remark = "<comments><commentList><comment><text><r><t>TỐI MẬT</t></r></text></comment></commentList></comments>";
    for bytes in [xlsx(&cell, "<c/>"), xlsx(ROWS, remark)] {
        assert!(ingest(&bytes, &Limits::default()).unwrap_err().is_secret());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn damaged_files_never_panic(which in 0_usize..4, at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = match which {
            0 => xlsx(ROWS, "<c/>"),
            1 => mail("utf-8", b"Chao", ("b.docx", &docx(&p("a"), &[]))),
            2 => envelope("Báo cáo", b"a").into_bytes(),
            _ => zip(&[("a.txt", b"a"), ("b.docx", &docx(&p("a"), &[]))]),
        };
        let at = at.index(bytes.len());
        bytes[at] = with;
        let _ = all("f", &bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = all("f", &bytes);
    }
}
