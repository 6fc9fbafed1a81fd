//! The parts of a docx, unpacked under limits; what the headers of the zip claim is never trusted.
//!
//! Knows no WordprocessingML.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::IngestError;
use crate::ingest::Limits;
use crate::sniff;

/// Size up to which the ratio of packing is not looked at: small parts pack very well.
const RATIO_FREE_BYTES: u64 = 4 * 1024 * 1024;

/// An opened zip with what may still be unpacked.
#[derive(Debug)]
pub(super) struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    left: u64,
    max_ratio: u64,
    n_packed: u64,
    n_unpacked: u64,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, IngestError> {
        // Counted before the directory is read, which takes memory for each entry.
        if bytes.windows(4).filter(|four| four == b"PK\x01\x02").count() > limits.max_entries {
            return Err(IngestError::ZipBomb { bound: "quá nhiều tệp con" });
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damage(&e))?;
        let name = |raw: &[u8]| String::from_utf8_lossy(raw).replace('\\', "/");
        let names = zip.file_names_raw().map(name).collect();
        let n_packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let (left, max_ratio) = (limits.max_unpacked_bytes, limits.max_ratio);
        Ok(Self { zip, names, left, max_ratio, n_packed, n_unpacked: 0 })
    }

    /// Names of the parts that begin and end so, in the order of the alphabet.
    pub(super) fn names_like(&self, start: &str, end: &str) -> Vec<String> {
        let mut names: Vec<_> = self
            .names
            .iter()
            .filter(|n| n.starts_with(start) && n.ends_with(end))
            .cloned()
            .collect();
        names.sort();
        names
    }

    /// Unpacks a part of XML; `None` when there is no such part.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, IngestError> {
        let Some(index) = self.names.iter().position(|n| n == name) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|e| damage(&e))?;
        let mut bytes = Vec::new();
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
            format: "docx",
            detail: "dữ liệu nén bị lỗi hoặc bị cắt cụt",
        })?;
        self.left -= n_bytes;
        decoded(&bytes).map(Some)
    }

    /// The refusal of a zip that holds no document.
    pub(super) fn not_a_document(&self) -> IngestError {
        sniff::other_zip(self.names.iter().map(String::as_str))
    }
}

fn damage(error: &ZipError) -> IngestError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            IngestError::Password { format: "nén" }
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            IngestError::Damaged {
                format: "docx", detail: "dùng cách nén không được hỗ trợ"
            }
        }
        _ => IngestError::Damaged {
            format: "docx",
            detail: "tệp bị cắt cụt hoặc mục lục nén bị lỗi",
        },
    }
}

/// Parts are UTF-8, seldom UTF-16.
fn decoded(bytes: &[u8]) -> Result<String, IngestError> {
    let (text, _, had_errors) = encoding_rs::UTF_8.decode(bytes);
    if had_errors {
        return Err(IngestError::Damaged { format: "docx", detail: "nội dung sai bảng mã" });
    }
    Ok(text.into_owned())
}
