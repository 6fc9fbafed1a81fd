//! The one way in: bytes of a file to a text, behind the gate against marks of secrecy.
//!
//! Pure: reads no disk, no name, no clock. What it refuses leaves nothing behind.

use std::borrow::Cow;

use crate::decode::{Decoded, Encoding, decode, mend};
use crate::error::IngestError;
use crate::normal::{in_normal_form, normalised};
use crate::secrecy::{circulation_in_normal, find_mark_in_normal};
use crate::sniff::{self, Kind};
use crate::{docx, html};

/// Bounds within which a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file, in bytes.
    pub max_bytes: u64,
    /// Most that all parts of a packed file may unpack to, in bytes.
    pub max_unpacked_bytes: u64,
    /// Most that a packed file may grow, as a multiple of its size; not asked below 4 MiB.
    pub max_ratio: u64,
    /// Most entries in a packed file.
    pub max_entries: usize,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self {
            max_bytes: 64 * MIB,
            max_unpacked_bytes: 128 * MIB,
            max_ratio: 100,
            max_entries: 10_000,
        }
    }
}

impl Limits {
    /// Checks the size of a file, so that one too large is refused before it is read.
    ///
    /// # Errors
    ///
    /// Returns [`IngestError::TooLarge`] above [`Limits::max_bytes`].
    pub fn check_size(&self, n_bytes: u64) -> Result<(), IngestError> {
        let max_bytes = self.max_bytes;
        if n_bytes > max_bytes { Err(IngestError::TooLarge { n_bytes, max_bytes }) } else { Ok(()) }
    }
}

/// Định dạng: what kind of file the text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// A Word document.
    Docx,
}

impl Format {
    /// The name in the contract of `kvpt read`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }
}

/// Lưu ý: something about the text that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Stable code.
    pub code: &'static str,
    /// What it is, in Vietnamese.
    pub message: String,
    /// First byte in the text that it is about; 0 with `end` 0 when it is about the whole.
    pub start: usize,
    /// Byte after the last one.
    pub end: usize,
}

impl Notice {
    pub(crate) fn whole(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), start: 0, end: 0 }
    }
}

/// A text with what is known of where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Format of the file, told from its bytes.
    pub format: Format,
    /// Encoding of the file; that of its parts for docx.
    pub encoding: Encoding,
    /// The text: NFC, `\n` line ends; for a plain UTF-8 file nothing else is changed.
    pub text: String,
    /// Title that the file gives itself.
    pub title: Option<String>,
    /// What was left out or decided on the way.
    pub warnings: Vec<Notice>,
}

/// Reads the bytes of a file.
///
/// # Errors
///
/// Returns why the file holds no text that can be used, or [`IngestError::Secret`] when it bears a mark.
pub fn ingest(bytes: &[u8], limits: &Limits) -> Result<Source, IngestError> {
    limits.check_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    let mut source = match sniff::kind(bytes)? {
        Kind::Zip => from_docx(docx::read(bytes, limits)?)?,
        Kind::Text => from_text(decode(bytes)?)?,
    };
    if source.text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    source.warnings.extend(circulation(&source.text));
    Ok(source)
}

/// Refuses a text in normal form that bears a mark.
fn gate(text: &str) -> Result<(), IngestError> {
    find_mark_in_normal(text).map_or(Ok(()), |level| Err(IngestError::Secret { level }))
}

fn from_docx(document: docx::Document) -> Result<Source, IngestError> {
    let text = normalised(&document.text);
    gate(&normalised(&document.gate))?;
    gate(&text)?;
    let warnings =
        document.notices.into_iter().map(|(code, message)| Notice::whole(code, message)).collect();
    let title = document.title.map(|t| normalised(&t));
    Ok(Source { format: Format::Docx, encoding: Encoding::Utf8, text, title, warnings })
}

fn from_text(decoded: Decoded) -> Result<Source, IngestError> {
    let Decoded { text, encoding, mut notices, .. } = decoded;
    let text = in_normal_form(Cow::Owned(text)).into_owned();
    gate(&text)?;
    if html::is_html(&text) {
        notices.iter_mut().for_each(|notice| (notice.start, notice.end) = (0, 0));
        notices.dedup_by_key(|notice| notice.code);
        return from_page(&text, encoding, notices);
    }
    if text.trim_start().starts_with("<?xml") {
        return Err(sniff::xml());
    }
    let source = Source { format: Format::Text, encoding, text, title: None, warnings: notices };
    with_old_fonts(source)
}

fn from_page(
    page: &str,
    encoding: Encoding,
    mut warnings: Vec<Notice>,
) -> Result<Source, IngestError> {
    let page = html::read(page)?;
    let text = normalised(&page.text);
    gate(&normalised(&page.gate))?;
    gate(&text)?;
    if page.set_aside {
        let message = "Phần đầu, cuối và bên cạnh trang (trình đơn, liên kết, bài liên quan) không được đưa vào văn bản.";
        warnings.push(Notice::whole("html.set-aside", message));
    }
    if page.has_scripts {
        warnings.push(Notice::whole(
            "html.scripts",
            "Trang có mã lệnh (script); mã lệnh đã bị bỏ, không được chạy.",
        ));
    }
    if page.by_font {
        let message = "Trang dùng phông chữ cũ (.Vn…, VNI-… hoặc VPS…): chữ mang phông đó đã được chuyển sang Unicode.";
        warnings.push(Notice::whole("text.legacy-font", message));
    }
    let title = page.title.map(|t| normalised(&t));
    with_old_fonts(Source { format: Format::Html, encoding, text, title, warnings })
}

/// Puts right the paragraphs of a Unicode text that are old fonts or misread UTF-8, and looks at the marks again.
fn with_old_fonts(mut source: Source) -> Result<Source, IngestError> {
    let Some(mended) = mend(&source.text) else { return Ok(source) };
    gate(&mended.text)?;
    source.text = mended.text;
    source.encoding = mended.encoding.unwrap_or(source.encoding);
    source.warnings.extend(mended.notices);
    Ok(source)
}

/// Flags a limit on passing the document on.
fn circulation(text: &str) -> Option<Notice> {
    let mark = circulation_in_normal(text)?;
    let message =
        format!("Văn bản ghi “{}”: mặc định không đưa vào bản xuất ra ngoài.", mark.vietnamese());
    Some(Notice::whole("text.circulation", message))
}
