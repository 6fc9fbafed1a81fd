//! Zip files whose bytes depend on their parts alone: one fixed time, the given order.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::RenderError;

/// A file inside the zip.
pub(crate) struct Part {
    path: String,
    bytes: Vec<u8>,
}

impl Part {
    /// A part with its path.
    pub(crate) fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { path: path.into(), bytes }
    }

    /// A part that is text.
    pub(crate) fn xml(path: &str, text: String) -> Self {
        Self::new(path, text.into_bytes())
    }
}

/// Packs the parts in their order.
pub(crate) fn pack(parts: &[Part]) -> Result<Vec<u8>, RenderError> {
    let fault = |e: &dyn std::fmt::Display| RenderError::Pack(e.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for part in parts {
        // A picture is packed already.
        let method = match part.path.ends_with(".png") {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        let options = options.compression_method(method);
        zip.start_file(part.path.as_str(), options).map_err(|e| fault(&e))?;
        zip.write_all(&part.bytes).map_err(|e| fault(&e))?;
    }
    Ok(zip.finish().map_err(|e| fault(&e))?.into_inner())
}
