//! Programs of this machine that read what the program itself cannot: tesseract and poppler for scans, LibreOffice for
//! old formats. Each runs without a shell, in a folder of its own that is removed, and is stopped when it takes too long.

mod ocr;
mod office;
mod run;

use std::time::Duration;
use text::{OcrPage, OldFormat, ScanKind, ToolError, Tools};

/// The programs of this machine, found by their names on the search path.
#[derive(Debug, Clone)]
pub struct MachineTools {
    /// The longest that one page may take.
    pub page_limit: Duration,
    /// The longest that a whole file may take.
    pub file_limit: Duration,
}

impl Default for MachineTools {
    fn default() -> Self {
        Self { page_limit: Duration::from_secs(60), file_limit: Duration::from_secs(900) }
    }
}

impl Tools for MachineTools {
    fn ocr(
        &self,
        bytes: &[u8],
        kind: ScanKind,
        pages: &[usize],
    ) -> Result<Vec<OcrPage>, ToolError> {
        ocr::recognise(self, bytes, kind, pages)
    }

    fn to_docx(&self, bytes: &[u8], from: OldFormat) -> Result<Vec<u8>, ToolError> {
        office::to_docx(self, bytes, from)
    }
}
