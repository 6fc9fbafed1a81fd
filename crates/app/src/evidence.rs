//! Files that people attach as evidence: through the gate against marks of secrecy, then kept by their hash.
//!
//! A refused file leaves nothing behind: neither its bytes nor its name.

use crate::error::{Error, Problem};
use crate::secret::sha256_hex;
use record::Evidence;
use std::io::{Cursor, Read};
use text::secrecy::{find_mark, name_bears_mark};
use text::{IngestError, Limits, ingest};

/// A file as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file that passed the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passed {
    /// SHA-256.
    pub(crate) sha256: String,
    /// Its name.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
}

impl Passed {
    /// The file as evidence of an act.
    pub(crate) fn evidence(&self) -> Evidence {
        Evidence::File { sha256: self.sha256.clone(), file_name: self.name.clone() }
    }
}

/// Lets a file through, or says why not.
///
/// A text is read as at intake. Of other formats the name, the bytes as they lie and the parts of a package are
/// searched for marks.
///
/// # Errors
/// `evidence.secret`, `evidence.file-empty`, or that the file is too large or grows too much when unpacked.
pub(crate) fn pass(file: Upload) -> Result<Passed, Error> {
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or(&file.name).to_owned();
    if name_bears_mark(&name) {
        return Err(Error::refused("evidence.secret"));
    }
    if file.bytes.is_empty() {
        return Err(Error::Refused(Problem::new("evidence.file-empty", [("file", name)])));
    }
    match ingest(&file.bytes, &Limits::default()) {
        Ok(_) => {}
        Err(IngestError::Secret { .. }) => return Err(Error::refused("evidence.secret")),
        Err(e @ (IngestError::TooLarge { .. } | IngestError::ZipBomb { .. })) => {
            return Err(Error::from(e));
        }
        Err(_) => search(&file.bytes)?,
    }
    Ok(Passed { sha256: sha256_hex(&file.bytes), name, bytes: file.bytes })
}

/// Searches a file of another format.
fn search(bytes: &[u8]) -> Result<(), Error> {
    let marked = |bytes: &[u8]| texts(bytes).iter().any(|t| find_mark(t).is_some());
    if marked(bytes) || parts(bytes)?.iter().any(|part| marked(part)) {
        return Err(Error::refused("evidence.secret"));
    }
    Ok(())
}

/// The bytes read as text in the encodings that office files use, tags taken for line breaks.
fn texts(bytes: &[u8]) -> Vec<String> {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|c| of([c[0], c[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    let utf8 = String::from_utf8_lossy(bytes).into_owned();
    vec![untagged(&utf8), utf8, wide(u16::from_le_bytes), wide(u16::from_be_bytes)]
}

fn untagged(xml: &str) -> String {
    let mut inside = false;
    let mut out = String::with_capacity(xml.len());
    for c in xml.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push('\n');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// The unpacked parts of a package; none for a file that is no package.
fn parts(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(Vec::new()) };
    let limits = Limits::default();
    let too_much =
        || Error::from(IngestError::ZipBomb { bound: "dung lượng sau khi giải nén" });
    let mut room = limits.max_unpacked_bytes;
    let mut out = Vec::new();
    if package.len() > limits.max_entries {
        return Err(too_much());
    }
    for i in 0..package.len() {
        let Ok(part) = package.by_index(i) else { continue };
        let mut bytes = Vec::new();
        // A part that cannot be unpacked holds no text that could be read here.
        let _ = part.take(room + 1).read_to_end(&mut bytes);
        room = room.checked_sub(bytes.len() as u64).ok_or_else(too_much)?;
        out.push(bytes);
    }
    Ok(out)
}
