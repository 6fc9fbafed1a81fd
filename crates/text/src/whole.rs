//! The ways in: bytes of a file to a text, and of a file with files inside to all of their texts.
//!
//! Pure: reads no disk, no name, no clock. Everything readable in a file, its inner files too, passes the gate before
//! anything is given out.

use crate::decode::decode;
use crate::document::Document;
use crate::error::IngestError;
use crate::ingest::{Format, Limits, Notice, Source, circulation, finish, from_text};
use crate::package::{Content, Package};
use crate::secrecy::{Level, name_bears_mark};
use crate::sniff::{self, Kind};
use crate::tools::{NoTools, OldFormat, ToolError, Tools};
use crate::{docx, edxml, eml, ocr, odt, xlsx};

/// Tệp bên trong: one document of a file, with what became of it.
#[derive(Debug)]
pub struct Member {
    /// Name of the file, then the names of the files inside it, each after `!`: `outer.zip!inner.docx`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its text, or why there is none.
    pub source: Result<Source, IngestError>,
}

/// A file inside another.
#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Reads the bytes of a file without any program outside.
///
/// # Errors
///
/// Returns why the file holds no text that can be used, or [`IngestError::Secret`] when it bears a mark.
pub fn ingest(bytes: &[u8], limits: &Limits) -> Result<Source, IngestError> {
    ingest_with(bytes, limits, &NoTools)
}

/// Reads the bytes of a file, with programs outside for what needs them. Files inside it are looked at for marks alone.
///
/// # Errors
///
/// As [`ingest`]; also [`IngestError::Tool`] when a program is missing or does not do its work.
pub fn ingest_with(
    bytes: &[u8],
    limits: &Limits,
    tools: &dyn Tools,
) -> Result<Source, IngestError> {
    let mut room = Room { limits: *limits, tools, members_left: limits.max_members };
    let (source, inner) = room.open(bytes)?;
    room.look_inside(inner, 1)?;
    source.unwrap_or_else(|| Err(sniff::archive()))
}

/// Reads a file and every file inside it, nested ones too. A file without others inside gives one member.
///
/// # Errors
///
/// As [`ingest_with`] for the outer file; [`IngestError::Secret`] also when any file inside bears a mark, by its name
/// or in its text: then nothing is given out. Other faults of inner files are theirs alone.
pub fn ingest_all(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    tools: &dyn Tools,
) -> Result<Vec<Member>, IngestError> {
    let mut room = Room { limits: *limits, tools, members_left: limits.max_members };
    let (source, inner) = room.open(bytes)?;
    let mut members = Vec::new();
    if let Some(source) = source {
        members.push(Member { path: name.to_owned(), bytes: bytes.to_vec(), source });
    }
    room.collect(name, inner, 1, &mut members)?;
    Ok(members)
}

/// What is left of the limits while files within files are opened.
struct Room<'t> {
    /// What may still be unpacked shrinks as it is used.
    limits: Limits,
    tools: &'t dyn Tools,
    members_left: usize,
}

/// The text of a file, `None` for one that only holds others, and the files inside.
type Opened = (Option<Result<Source, IngestError>>, Vec<Inner>);

impl Room<'_> {
    /// Opens one file. A mark in it is an error; another fault of a file that holds others is beside them.
    fn open(&mut self, bytes: &[u8]) -> Result<Opened, IngestError> {
        self.limits.check_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
        if bytes.is_empty() {
            return Err(IngestError::Empty);
        }
        let (source, inner) = match sniff::kind(bytes)? {
            Kind::Zip => return self.zip(bytes),
            Kind::Pdf => {
                let max = self.limits.max_unpacked_bytes;
                self.with_inner(ocr::read_pdf(bytes, max, self.tools)?, Format::Pdf)?
            }
            Kind::Image(kind) => {
                (finish(ocr::read(bytes, kind, self.tools)?, Format::Image)?, Vec::new())
            }
            Kind::Old(from) => (self.old(bytes, from)?, Vec::new()),
            Kind::Text if eml::is_eml(bytes) => self.with_inner(eml::read(bytes)?, Format::Eml)?,
            Kind::Text => {
                let decoded = decode(bytes)?;
                if edxml::is_edxml(&decoded.text) {
                    self.with_inner(edxml::read(&decoded.text)?, Format::Edxml)?
                } else {
                    (from_text(decoded)?, Vec::new())
                }
            }
        };
        if inner.is_empty() && source.text.trim().is_empty() {
            return Err(IngestError::Empty);
        }
        Ok((Some(Ok(told(source))), inner))
    }

    fn with_inner(
        &mut self,
        (document, inner): (Document, Vec<Inner>),
        format: Format,
    ) -> Result<(Source, Vec<Inner>), IngestError> {
        Ok((finish(document, format)?, inner))
    }

    /// Opens a zip: a document of an office program, or files.
    fn zip(&mut self, bytes: &[u8]) -> Result<Opened, IngestError> {
        let mut package = Package::open(bytes, &self.limits)?;
        let (document, format) = match package.content() {
            Content::Files => {
                let inner = files(&mut package, |name| !name.starts_with("__MACOSX/"))?;
                self.limits.max_unpacked_bytes = package.left();
                return Ok((None, inner));
            }
            Content::Odt => (odt::read(&mut package)?, Format::Odt),
            Content::Xlsx => (xlsx::read(bytes, &mut package)?, Format::Xlsx),
            Content::Docx => (docx::read(&mut package)?, Format::Docx),
            Content::Other => return Err(sniff::other_zip(package.names())),
        };
        let source = finish(document, format)?;
        let inner = files(&mut package, |name| name.starts_with("word/embeddings/"))?;
        self.limits.max_unpacked_bytes = package.left();
        if source.text.trim().is_empty() {
            return Err(IngestError::Empty);
        }
        Ok((Some(Ok(told(source))), inner))
    }

    /// Reads a document of an old format by way of docx.
    fn old(&mut self, bytes: &[u8], from: OldFormat) -> Result<Source, IngestError> {
        let docx = self.tools.to_docx(bytes, from).map_err(IngestError::Tool)?;
        if !docx.starts_with(b"PK") {
            return Err(IngestError::Tool(ToolError::Failed { tool: "LibreOffice" }));
        }
        let format = match from {
            OldFormat::Doc => Format::Doc,
            OldFormat::Rtf => Format::Rtf,
        };
        let mut source = finish(docx::read(&mut Package::open(&docx, &self.limits)?)?, format)?;
        let message = "Tệp định dạng cũ đã được chuyển sang .docx để đọc; cách đánh số, bảng biểu có thể khác bản gốc.";
        source.warnings.insert(0, Notice::whole("text.converted", message));
        Ok(source)
    }

    /// Looks at the files inside for marks; other faults of theirs do not matter here.
    fn look_inside(&mut self, inner: Vec<Inner>, depth: usize) -> Result<(), IngestError> {
        let mut members = Vec::new();
        self.collect("", inner, depth, &mut members)
    }

    fn collect(
        &mut self,
        outer: &str,
        inner: Vec<Inner>,
        depth: usize,
        members: &mut Vec<Member>,
    ) -> Result<(), IngestError> {
        if depth > self.limits.max_depth && !inner.is_empty() {
            return Err(IngestError::ZipBomb { bound: "quá nhiều lớp lồng nhau" });
        }
        for Inner { name, bytes } in inner {
            let bound = IngestError::ZipBomb { bound: "quá nhiều tệp con" };
            self.members_left = self.members_left.checked_sub(1).ok_or(bound)?;
            let file_name = name.rsplit(['/', '\\']).next().unwrap_or(&name);
            if name_bears_mark(file_name) {
                return Err(IngestError::Secret { level: Level::Secret });
            }
            let path = format!("{outer}!{name}");
            let opened = match self.open(&bytes) {
                Err(error @ (IngestError::Secret { .. } | IngestError::ZipBomb { .. })) => {
                    return Err(error);
                }
                opened => opened,
            };
            match opened {
                Ok((source, inner)) => {
                    if let Some(source) = source {
                        members.push(Member { path: path.clone(), bytes, source });
                    }
                    self.collect(&path, inner, depth + 1, members)?;
                }
                Err(error) => members.push(Member { path, bytes, source: Err(error) }),
            }
        }
        Ok(())
    }
}

/// Unpacks the files of a zip whose names fit; folders are none.
fn files(
    package: &mut Package<'_>,
    fits: impl Fn(&str) -> bool,
) -> Result<Vec<Inner>, IngestError> {
    let names = package.names().to_vec();
    let mut inner = Vec::new();
    for (i, name) in
        names.into_iter().enumerate().filter(|(_, name)| fits(name) && !name.ends_with('/'))
    {
        let bytes = package.nth(i)?;
        if !bytes.is_empty() {
            inner.push(Inner { name, bytes });
        }
    }
    Ok(inner)
}

/// Flags a limit on passing the document on.
fn told(mut source: Source) -> Source {
    let flags: Vec<Notice> = circulation(&source.text).into_iter().collect();
    source.warnings.extend(flags);
    source
}
