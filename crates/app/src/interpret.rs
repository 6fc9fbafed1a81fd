//! From the bytes of a file to its reading, as `kvpt read` prints it and as intake keeps it. Writes nothing.

mod line;

pub use read::contract::Reading;
use read::contract::Warning;
use serde::{Deserialize, Serialize};
pub use text::IngestError;
use text::{Limits, Source, ingest};

/// Version of the rules, kept with every reading; a reading of another version can be made again from the file.
pub const READER: &str = "kvpt-read/1";

/// Where a text came from, as in the contract of `kvpt read`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Path or name of the file.
    pub path: String,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// `text`, `html` or `docx`.
    pub format: String,
    /// Encoding of the file.
    pub encoding: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// One file as read: the contract's object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Interpretation {
    /// Where it came from.
    pub source: Origin,
    /// The decoded text, when it is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What the text says.
    #[serde(flatten)]
    pub reading: Reading,
}

/// Refuses a file by its size alone, so that one too large need not be loaded.
///
/// # Errors
/// [`IngestError::TooLarge`] above the bound within which files are opened.
pub fn check_size(bytes: u64) -> Result<(), IngestError> {
    Limits::default().check_size(bytes)
}

/// Reads a file. Its text is part of the result; drop it where it is not asked for.
///
/// # Errors
/// Why the file holds no text that can be used, or that it bears a mark of secrecy.
pub fn interpret(path: &str, bytes: &[u8]) -> Result<Interpretation, IngestError> {
    let file_name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    if text::secrecy::name_bears_mark(file_name) {
        return Err(IngestError::Secret { level: text::secrecy::Level::Secret });
    }
    let source = ingest(bytes, &Limits::default())?;
    let mut reading = read::read(&source.text);
    // A web page names itself better than its first line does, which may be a menu.
    let own = source.title.clone().filter(|_| source.format == text::Format::Html);
    reading.title = own.or(reading.title.take()).or_else(|| source.title.clone());
    reading.warnings.splice(0..0, notices(&source));
    let origin = Origin {
        path: path.to_owned(),
        sha256: crate::secret::sha256_hex(bytes),
        format: source.format.name().to_owned(),
        encoding: source.encoding.name().to_owned(),
        bytes: bytes.len() as u64,
    };
    Ok(Interpretation { source: origin, text: Some(source.text), reading })
}

fn notices(source: &Source) -> Vec<Warning> {
    let span = |n: usize, whole: bool| (!whole).then_some(n);
    let warning = |n: &text::Notice| {
        let whole = n.end == 0;
        let (start, end) = (span(n.start, whole), span(n.end, whole));
        Warning {
            code: n.code.to_owned(),
            message: n.message.clone(),
            start,
            end,
            candidates: Vec::new(),
        }
    };
    source.warnings.iter().map(warning).collect()
}
