//! What comes out of a file, and the gate against marks of secrecy that it passes on the way.
//!
//! Pure: reads no disk, no name, no clock. What is refused leaves nothing behind.

use std::borrow::Cow;

use crate::decode::{Decoded, Encoding, mend};
use crate::document::{Aside, Document};
use crate::error::IngestError;
use crate::normal::{in_normal_form, normalised};
use crate::secrecy::{circulation_in_normal, find_mark_in_normal};
use crate::{html, sniff};

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
    /// Most files inside a file, all layers together.
    pub max_members: usize,
    /// Most layers of files within files.
    pub max_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self {
            max_bytes: 64 * MIB,
            max_unpacked_bytes: 128 * MIB,
            max_ratio: 100,
            max_entries: 10_000,
            max_members: 2_000,
            max_depth: 5,
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
    /// An OpenDocument text.
    Odt,
    /// A pdf, with text or scanned.
    Pdf,
    /// A spreadsheet of Excel.
    Xlsx,
    /// A message of electronic mail.
    Eml,
    /// An envelope of the national exchange of documents (QCVN 102:2016/BTTTT).
    Edxml,
    /// A picture.
    Image,
    /// A document of Word before 2007.
    Doc,
    /// A document in Rich Text Format.
    Rtf,
}

impl Format {
    /// The name in the contract of `kvpt read`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Eml => "eml",
            Self::Edxml => "edxml",
            Self::Image => "image",
            Self::Doc => "doc",
            Self::Rtf => "rtf",
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
    /// What stands in the file and not in the text.
    pub aside: Vec<Aside>,
}

/// Refuses a text in its normal form that bears a mark.
fn gate(text: &str) -> Result<(), IngestError> {
    find_mark_in_normal(text).map_or(Ok(()), |level| Err(IngestError::Secret { level }))
}

/// Lets a document through the gate and gives it its form.
pub(crate) fn finish(document: Document, format: Format) -> Result<Source, IngestError> {
    let text = normalised(&document.text);
    gate(&normalised(&document.gate))?;
    gate(&text)?;
    let kept = |aside: Aside| Aside { text: normalised(&aside.text), ..aside };
    let aside: Vec<Aside> = document.aside.into_iter().map(kept).collect();
    aside.iter().try_for_each(|aside| gate(&aside.text))?;
    let mut warnings: Vec<Notice> =
        document.notices.into_iter().map(|(code, message)| Notice::whole(code, message)).collect();
    let is_whole = |span: &crate::document::Span| text.get(span.start..span.end).is_some();
    warnings.extend(document.spans.into_iter().filter(is_whole).map(|span| {
        let (code, message, start, end) = (span.code, span.message, span.start, span.end);
        Notice { code, message, start, end }
    }));
    let title = document.title.map(|t| normalised(&t));
    Ok(Source { format, encoding: Encoding::Utf8, text, title, warnings, aside })
}

/// Lets the text of a text file or of a page through the gate.
pub(crate) fn from_text(decoded: Decoded) -> Result<Source, IngestError> {
    let Decoded { text, encoding, mut notices, .. } = decoded;
    let text = in_normal_form(Cow::Owned(text)).into_owned();
    gate(&text)?;
    if html::is_html(&text) {
        notices.iter_mut().for_each(|notice| (notice.start, notice.end) = (0, 0));
        notices.dedup_by_key(|notice| notice.code);
        let page = finish(html::read(&text)?, Format::Html)?;
        notices.extend(page.warnings);
        return with_old_fonts(Source { encoding, warnings: notices, ..page });
    }
    if text.trim_start().starts_with("<?xml") {
        return Err(sniff::xml());
    }
    with_old_fonts(Source {
        format: Format::Text,
        encoding,
        text,
        title: None,
        warnings: notices,
        aside: Vec::new(),
    })
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
pub(crate) fn circulation(text: &str) -> Option<Notice> {
    let mark = circulation_in_normal(text)?;
    let message =
        format!("Văn bản ghi “{}”: mặc định không đưa vào bản xuất ra ngoài.", mark.vietnamese());
    Some(Notice::whole("text.circulation", message))
}
