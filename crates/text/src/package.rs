//! The parts of a zip, unpacked under limits; what the headers of the zip claim is never trusted.
//!
//! Tells a docx, odt or xlsx from a plain zip by the names in it. Knows no markup.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::IngestError;
use crate::ingest::Limits;

/// Size up to which the ratio of packing is not looked at: small parts pack very well.
const RATIO_FREE_BYTES: u64 = 4 * 1024 * 1024;

/// Most memory that is taken for a part before anything of it is unpacked, in bytes.
const MOST_AT_ONCE: u64 = 4 * 1024 * 1024;

/// What a zip is, told from the names in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Docx,
    Odt,
    Xlsx,
    /// A package of Office without its main part, or of a kind that is not read.
    Other,
    /// Files of whatever kind.
    Files,
}

/// An opened zip with what may still be unpacked.
#[derive(Debug)]
pub(crate) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    left: u64,
    max_ratio: u64,
    n_packed: u64,
    n_unpacked: u64,
    content: Content,
}

impl<'b> Package<'b> {
    pub(crate) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, IngestError> {
        // Counted before the directory is read, which takes memory for each entry.
        if memchr::memmem::find_iter(bytes, b"PK\x01\x02").count() > limits.max_entries {
            return Err(IngestError::ZipBomb { bound: "quá nhiều tệp con" });
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damage(&e, "nén ZIP"))?;
        let name = |raw: &[u8]| String::from_utf8_lossy(raw).replace('\\', "/");
        let names: Vec<String> = zip.file_names_raw().map(name).collect();
        let content = content(&names);
        let n_packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let (left, max_ratio) = (limits.max_unpacked_bytes, limits.max_ratio);
        Ok(Self { zip, names, left, max_ratio, n_packed, n_unpacked: 0, content })
    }

    /// Names of the parts that begin and end so, in the order of the alphabet.
    pub(crate) fn names_like(&self, start: &str, end: &str) -> Vec<String> {
        let mut names: Vec<_> = self
            .names
            .iter()
            .filter(|n| n.starts_with(start) && n.ends_with(end))
            .cloned()
            .collect();
        names.sort();
        names
    }

    /// What the zip is.
    pub(crate) fn content(&self) -> Content {
        self.content
    }

    /// Names of all parts, in the order of the zip.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// What may still be unpacked, in bytes.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    /// Unpacks a part of XML; `None` when there is no such part.
    pub(crate) fn xml(&mut self, name: &str) -> Result<Option<String>, IngestError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        match String::from_utf8(bytes) {
            Ok(text) => {
                let has_mark = text.starts_with('\u{feff}');
                Ok(Some(if has_mark {
                    text.trim_start_matches('\u{feff}').to_owned()
                } else {
                    text
                }))
            }
            Err(error) => decoded(error.as_bytes(), self.format()).map(Some),
        }
    }

    /// Unpacks a part; `None` when there is no such part.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, IngestError> {
        let Some(index) = self.names.iter().position(|n| n == name) else { return Ok(None) };
        self.nth(index).map(Some)
    }

    /// Unpacks the part at a place in [`Package::names`].
    pub(crate) fn nth(&mut self, index: usize) -> Result<Vec<u8>, IngestError> {
        let format = self.format();
        let file = self.zip.by_index(index).map_err(|e| damage(&e, format))?;
        // As much as the part claims to be, but no more than a lie can cost.
        let room = file.size().min(self.left).min(MOST_AT_ONCE);
        let mut bytes = Vec::with_capacity(usize::try_from(room).unwrap_or(0));
        let read = file.take(self.left + 1).read_to_end(&mut bytes);
        let n_bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.n_unpacked += n_bytes;
        if n_bytes > self.left {
            return Err(IngestError::ZipBomb { bound: "tổng dung lượng sau giải nén" });
        }
        let bound_by_ratio = self.n_packed.saturating_mul(self.max_ratio).max(RATIO_FREE_BYTES);
        if self.n_unpacked > bound_by_ratio {
            return Err(IngestError::ZipBomb { bound: "tỉ lệ nén bất thường" });
        }
        read.map_err(|_| IngestError::Damaged {
            format,
            detail: "dữ liệu nén bị lỗi hoặc bị cắt cụt",
        })?;
        self.left -= n_bytes;
        Ok(bytes)
    }

    /// Name of the format for messages.
    pub(crate) fn format(&self) -> &'static str {
        match self.content {
            Content::Docx | Content::Other => "docx",
            Content::Odt => "odt",
            Content::Xlsx => "xlsx",
            Content::Files => "nén ZIP",
        }
    }
}

fn content(names: &[String]) -> Content {
    let holds = |wanted: &str| names.iter().any(|name| name == wanted);
    let below = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    match () {
        () if holds("mimetype") && holds("content.xml") => Content::Odt,
        () if holds("xl/workbook.xml") || holds("xl/workbook.bin") => Content::Xlsx,
        () if below("word/") => Content::Docx,
        () if holds("[Content_Types].xml") || below("ppt/") || below("xl/") => Content::Other,
        () => Content::Files,
    }
}

fn damage(error: &ZipError, format: &'static str) -> IngestError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            IngestError::Password { format: "nén" }
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            IngestError::Damaged { format, detail: "dùng cách nén không được hỗ trợ" }
        }
        _ => IngestError::Damaged {
            format, detail: "tệp bị cắt cụt hoặc mục lục nén bị lỗi"
        },
    }
}

/// Parts are UTF-8, seldom UTF-16.
fn decoded(bytes: &[u8], format: &'static str) -> Result<String, IngestError> {
    let (text, _, had_errors) = encoding_rs::UTF_8.decode(bytes);
    if had_errors {
        return Err(IngestError::Damaged { format, detail: "nội dung sai bảng mã" });
    }
    Ok(text.into_owned())
}
