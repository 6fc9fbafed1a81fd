//! Files that a person may hand in, good and bad, made in the tests. Every word is invented.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A .docx with these paragraphs.
pub(crate) fn docx(lines: &[&str]) -> Vec<u8> {
    docx_with(lines, |_| {})
}

fn docx_with(lines: &[&str], more: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
    let paragraphs: String = lines
        .iter()
        .map(|l| format!(r#"<w:p><w:r><w:t xml:space="preserve">{l}</w:t></w:r></w:p>"#))
        .collect();
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts =
        [("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("word/document.xml", &document)];
    for (path, content) in parts {
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    more(&mut zip);
    zip.finish().unwrap().into_inner()
}

/// A .docx whose text unpacks to more than half a gigabyte.
pub(crate) fn zip_bomb() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in [("[Content_Types].xml", TYPES), ("_rels/.rels", RELS)] {
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..600 {
        zip.write_all(&blanks).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What Word writes when a document has a password: an OLE file with an encrypted package.
pub(crate) fn with_password() -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(4096, 0);
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes[1024..1024 + name.len()].copy_from_slice(&name);
    bytes
}

/// Bytes of no encoding, the same in every run.
pub(crate) fn noise(n: usize) -> Vec<u8> {
    let mut state: u32 = 0x9E37_79B9;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        // Control characters and upper halves: neither text nor a known file.
        (state >> 11) as u8 | 0x80
    };
    (0..n).map(|_| next()).collect()
}

/// A commune's report: invented, with a heading, bodies, figures and directions.
pub(crate) const REPORT: &str = "ỦY BAN NHÂN DÂN TỈNH SÔNG GIANG\n\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
Độc lập - Tự do - Hạnh phúc\n\
Số: 41/TB-UBND\n\
Sông Giang, ngày 03 tháng 7 năm 2026\n\
THÔNG BÁO\n\
Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về huấn luyện dân quân tự vệ\n\
Căn cứ Chỉ thị số 04/CT-UBND ngày 22/01/2026 của Ủy ban nhân dân tỉnh Sông Giang;\n\
Ngày 02/7/2026, Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp. Sau khi nghe các cơ quan báo cáo, Chủ tịch kết luận:\n\
1. Giao Bộ Chỉ huy Quân sự tỉnh chủ trì, phối hợp với Công an tỉnh rà soát thao trường huấn luyện của các xã, báo cáo \
Ủy ban nhân dân tỉnh trước ngày 15/9/2026.\n\
2. Giao Công an tỉnh kiểm tra an toàn các bãi tập, hoàn thành trước ngày 30/8/2026.\n\
KT. CHỦ TỊCH\n\
PHÓ CHỦ TỊCH\n\
Đoàn Minh Khuê\n\
Nơi nhận:\n\
- Như trên;\n\
- Lưu: VT.\n";

/// Words that stand in the marked papers and nowhere else in the world.
pub(crate) const TELLTALES: [&str; 6] = [
    "907/KH-ZXQ",
    "quả trám ngũ sắc Vạn Khê",
    "Kế hoạch gieo mười bảy đồi chè Tơ Lĩnh",
    "Hồ Đăng Quỳnh Mặc",
    "tấm phên nứa Lộc Uyển",
    "ke-hoach-trám-tơ-lĩnh",
];

/// The lines of a paper that bears a mark.
pub(crate) fn marked(mark: &str) -> Vec<String> {
    [
        "ỦY BAN NHÂN DÂN",
        mark,
        &format!("Số: {}", TELLTALES[0]),
        "KẾ HOẠCH",
        TELLTALES[2],
        &format!("Mỗi tổ nhận một {} và một {}.", TELLTALES[1], TELLTALES[4]),
        TELLTALES[3],
    ]
    .map(str::to_owned)
    .to_vec()
}

/// The name of a marked file, with an ending.
pub(crate) fn marked_name(ending: &str) -> String {
    format!("{}.{ending}", TELLTALES[5])
}

/// The marked paper as txt, html and docx.
pub(crate) fn marked_files(mark: &str) -> Vec<(String, Vec<u8>)> {
    let lines = marked(mark);
    let paragraphs: String = lines.iter().map(|l| format!("<p>{l}</p>\n")).collect();
    let html = format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>{paragraphs}</body></html>",
        TELLTALES[2]
    );
    let plain: Vec<&str> = lines.iter().map(String::as_str).collect();
    vec![
        (marked_name("txt"), lines.join("\n").into_bytes()),
        (marked_name("html"), html.into_bytes()),
        (marked_name("docx"), docx(&plain)),
    ]
}
