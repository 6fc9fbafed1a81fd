//! What only programs outside can do: recognise letters in pictures, open old formats. Named here, done elsewhere.
//!
//! This room does no I/O; whoever calls it brings the tools, or none.

use thiserror::Error;

/// Loại ảnh: what letters are to be recognised in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanKind {
    /// Pages of a pdf.
    Pdf,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// A TIFF picture, of one or more pages.
    Tiff,
}

/// An old format that has to be converted before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldFormat {
    /// Word before 2007.
    Doc,
    /// Rich Text Format.
    Rtf,
}

/// A word as recognised, in pixels from the top left of its page.
#[derive(Debug, Clone, PartialEq)]
pub struct OcrWord {
    /// The word.
    pub text: String,
    /// Left edge.
    pub x: f32,
    /// The line it stands on, downwards.
    pub baseline: f32,
    /// Width.
    pub width: f32,
    /// Height of its line.
    pub height: f32,
    /// How sure the tool is, 0 to 100.
    pub confidence: u8,
}

/// A page as recognised.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OcrPage {
    /// Which page of the file, from 0.
    pub page: usize,
    /// Height in pixels.
    pub height: f32,
    /// Its words, in any order.
    pub words: Vec<OcrWord>,
}

/// Why a tool did not do its work.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ToolError {
    /// The tool is not on this machine.
    #[error("{tool} is not installed")]
    Missing {
        /// Its name.
        tool: &'static str,
        /// The Debian packages that hold it.
        packages: &'static str,
    },
    /// The tool took too long and was stopped.
    #[error("{tool} took too long")]
    TimedOut {
        /// Its name.
        tool: &'static str,
    },
    /// The tool could not make anything of the file.
    #[error("{tool} failed")]
    Failed {
        /// Its name.
        tool: &'static str,
    },
}

/// Công cụ ngoài: programs that a machine may have.
pub trait Tools {
    /// Recognises Vietnamese letters in a picture or in the named pages (from 0) of a pdf; all pages when none is named.
    ///
    /// # Errors
    ///
    /// Returns why it could not be done.
    fn ocr(&self, bytes: &[u8], kind: ScanKind, pages: &[usize])
    -> Result<Vec<OcrPage>, ToolError>;

    /// Converts a document of an old format to docx.
    ///
    /// # Errors
    ///
    /// Returns why it could not be done.
    fn to_docx(&self, bytes: &[u8], from: OldFormat) -> Result<Vec<u8>, ToolError>;
}

/// No tools at all: what needs one is refused with its name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NoTools;

/// Debian packages for recognising letters.
pub const OCR_PACKAGES: &str = "tesseract-ocr tesseract-ocr-vie poppler-utils";
/// Debian packages for converting old formats.
pub const CONVERT_PACKAGES: &str = "libreoffice-writer";

impl Tools for NoTools {
    fn ocr(&self, _: &[u8], _: ScanKind, _: &[usize]) -> Result<Vec<OcrPage>, ToolError> {
        Err(ToolError::Missing { tool: "tesseract", packages: OCR_PACKAGES })
    }

    fn to_docx(&self, _: &[u8], _: OldFormat) -> Result<Vec<u8>, ToolError> {
        Err(ToolError::Missing { tool: "LibreOffice", packages: CONVERT_PACKAGES })
    }
}
