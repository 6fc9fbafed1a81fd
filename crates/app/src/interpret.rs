//! From the bytes of a file to its reading, as `kvpt read` prints it and as intake keeps it. Writes nothing.

mod json;
mod line;

use crate::tools::MachineTools;
pub use read::contract::Reading;
use read::contract::Warning;
use serde::{Deserialize, Serialize};
pub use text::IngestError;
use text::{Limits, Member, Source, ingest_all, ingest_with};

/// Version of the rules, kept with every reading; a reading of another version can be made again from the file.
pub const READER: &str = "kvpt-read/2";

/// Where a text came from, as in the contract of `kvpt read`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Path or name of the file.
    pub path: String,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// `text`, `html`, `docx`, `odt`, `pdf`, `xlsx`, `eml`, `edxml`, `image`, `doc` or `rtf`.
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
    /// What stands in the file and not in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aside: Vec<SetAside>,
    /// What the text says.
    #[serde(flatten)]
    pub reading: Reading,
}

/// What stands in a file and not in its text, under its kind, so that nothing is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// What it is (`header`, `caption`, `comment` …), by the names of `text::AsideKind`.
    pub kind: String,
    /// Its words.
    pub text: String,
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
    refuse_by_name(path)?;
    let source = ingest_with(bytes, &Limits::default(), &MachineTools::default())?;
    Ok(interpreted(path, bytes, source))
}

/// One file of several, by its path, with what it says or why it was not read.
pub type Read = (String, Result<Interpretation, IngestError>);

/// Reads a file and every file inside it: of an archive its documents, of a message itself and its attachments.
/// The path of an inner file is `outer.zip!inner.docx`.
///
/// # Errors
/// As [`interpret`] for the outer file, and when any inner file bears a mark: then nothing is given out. Other faults
/// of inner files stand beside their paths.
pub fn interpret_all(path: &str, bytes: &[u8]) -> Result<Vec<Read>, IngestError> {
    let whole = interpret_whole(path, bytes)?;
    Ok(whole.into_iter().map(|(path, _, made)| (path, made)).collect())
}

/// One file of several, by its path, with its bytes and what it says.
pub(crate) type Kept = (String, Vec<u8>, Result<Interpretation, IngestError>);

/// As [`interpret_all`], with the bytes of each file.
pub(crate) fn interpret_whole(path: &str, bytes: &[u8]) -> Result<Vec<Kept>, IngestError> {
    refuse_by_name(path)?;
    let members = ingest_all(path, bytes, &Limits::default(), &MachineTools::default())?;
    let one = |Member { path, bytes, source }: Member| {
        let made = source.map(|source| interpreted(&path, &bytes, source));
        (path, bytes, made)
    };
    Ok(members.into_iter().map(one).collect())
}

fn refuse_by_name(path: &str) -> Result<(), IngestError> {
    let file_name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    if text::secrecy::name_bears_mark(file_name) {
        return Err(IngestError::Secret { level: text::secrecy::Level::Secret });
    }
    Ok(())
}

fn interpreted(path: &str, bytes: &[u8], source: Source) -> Interpretation {
    let mut reading = read::read(&source.text);
    // A web page and a message name themselves better than their first line does.
    let named = matches!(source.format, text::Format::Html | text::Format::Eml);
    let own = source.title.clone().filter(|_| named);
    reading.title = own.or(reading.title.take()).or_else(|| source.title.clone());
    reading.warnings.splice(0..0, notices(&source));
    let origin = Origin {
        path: path.to_owned(),
        sha256: crate::secret::sha256_hex(bytes),
        format: source.format.name().to_owned(),
        encoding: source.encoding.name().to_owned(),
        bytes: bytes.len() as u64,
    };
    let aside = source.aside.into_iter();
    let aside = aside.map(|a| SetAside { kind: a.kind.name().to_owned(), text: a.text }).collect();
    Interpretation { source: origin, text: Some(source.text), aside, reading }
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
