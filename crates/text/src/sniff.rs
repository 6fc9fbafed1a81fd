//! Tells from the first bytes what a file is; its name is not asked.
//!
//! Opens nothing: what is inside a zip is told by the module `package`.

use crate::error::IngestError;
use crate::tools::{OldFormat, ScanKind};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A zip of whatever content.
    Zip,
    /// A pdf.
    Pdf,
    /// A picture.
    Image(ScanKind),
    /// A document of an old format.
    Old(OldFormat),
    /// No known binary format: text, as far as can be told.
    Text,
}

const TO_DOCX: &str = "Mở bằng Word hoặc LibreOffice, lưu thành tệp .docx rồi nạp lại.";
const TO_TEXT: &str = "Mở tệp, chép phần chữ sang tệp .docx hoặc .txt rồi nạp lại.";
const TYPE_IT: &str =
    "Xin bản có chữ (.docx, .pdf, .txt) từ nơi phát hành, hoặc gõ lại phần cần dùng.";
const UNPACK: &str = "Giải nén rồi nạp từng tệp bên trong.";
const NO_TEXT: &str = "Kiểm tra lại tệp đã chọn; chương trình đọc .docx, .odt, .pdf, .doc, .rtf, .xlsx, .html, .txt, .eml và .zip.";

/// Leading bytes, what they announce, what to do.
const SIGNATURES: [(&[u8], &str, &str); 9] = [
    (b"GIF8", "tệp ảnh GIF", TYPE_IT),
    (b"RIFF", "tệp ảnh hoặc âm thanh", TYPE_IT),
    (b"7z\xbc\xaf\x27\x1c", "tệp nén 7z", UNPACK),
    (b"Rar!\x1a\x07", "tệp nén RAR", UNPACK),
    (b"\x1f\x8b", "tệp nén gzip", UNPACK),
    (b"MZ\x90", "tệp chương trình", NO_TEXT),
    (b"\x7fELF", "tệp chương trình", NO_TEXT),
    (b"SQLite format 3\0", "tệp cơ sở dữ liệu", NO_TEXT),
    (b"<?mso-application", "tệp Word XML cũ", TO_DOCX),
];

/// Leading bytes of what is read with the help of tools.
const WITH_TOOLS: [(&[u8], Kind); 5] = [
    (b"{\\rtf", Kind::Old(OldFormat::Rtf)),
    (b"\x89PNG\r\n", Kind::Image(ScanKind::Png)),
    (b"\xff\xd8\xff", Kind::Image(ScanKind::Jpeg)),
    (b"II*\0", Kind::Image(ScanKind::Tiff)),
    (b"MM\0*", Kind::Image(ScanKind::Tiff)),
];

/// Returns the kind of a file, or why it is not read.
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, IngestError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return ole(bytes);
    }
    let head = bytes.get(..1024).unwrap_or(bytes);
    if head.windows(5).any(|five| five == b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    if let Some((_, kind)) = WITH_TOOLS.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Ok(*kind);
    }
    let known = SIGNATURES.iter().find(|(signature, ..)| bytes.starts_with(signature));
    known.map_or(Ok(Kind::Text), |(_, what, remedy)| Err(unsupported(what, remedy)))
}

/// Tells apart what lies in an OLE container: old Office files, and new ones under a password.
fn ole(bytes: &[u8]) -> Result<Kind, IngestError> {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|part| part == wide)
    };
    if holds("WordDocument") {
        return Ok(Kind::Old(OldFormat::Doc));
    }
    Err(if holds("EncryptedPackage") {
        IngestError::Password { format: "Office (.docx, .xlsx)" }
    } else if holds("Workbook") {
        unsupported(
            "bảng tính Excel đời cũ (.xls)",
            "Lưu thành tệp .xlsx và nạp ở phần biểu mẫu số liệu.",
        )
    } else {
        unsupported("tệp Office đời cũ", TO_DOCX)
    })
}

/// Tells what a package of an office program is that is not read, from the names in it.
pub(crate) fn other_zip(names: &[String]) -> IngestError {
    let below = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    if below("ppt/") {
        return unsupported("bài trình chiếu (.pptx)", TO_TEXT);
    }
    IngestError::Damaged {
        format: "docx", detail: "thiếu phần nội dung chính (document.xml)"
    }
}

/// A zip where one document is wanted.
pub(crate) fn archive() -> IngestError {
    unsupported("tệp nén ZIP chứa nhiều tệp", UNPACK)
}

/// Bytes that are no text and no known format.
pub(crate) fn binary() -> IngestError {
    unsupported("tệp nhị phân, không phải văn bản", NO_TEXT)
}

/// An XML file that is no web page.
pub(crate) fn xml() -> IngestError {
    unsupported("tệp XML dữ liệu", TO_DOCX)
}

fn unsupported(what: &'static str, remedy: &'static str) -> IngestError {
    IngestError::Unsupported { what, remedy }
}
