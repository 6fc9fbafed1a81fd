//! Writes a paper as PDF with the same words as the .docx, typeset by typst inside the program.
//! Own typefaces, no clock, no files: same paper, same bytes. It does not decide what the paper says.

mod data;

use std::sync::OnceLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
pub(crate) use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::paper::{Paper, Plan};
use crate::{RenderError, fonts};

const TEMPLATE: &str = include_str!("template.typ");
/// How many later papers the typesetter keeps its partial results for.
const KEEP_RESULTS: usize = 3;

/// The paper as the bytes of a PDF file.
///
/// # Errors
/// When the paper fails [`Paper::check`] or the typesetter refuses it.
pub fn write(paper: &Paper) -> Result<Vec<u8>, RenderError> {
    paper.check()?;
    let document = typeset(TEMPLATE, data::inputs(&Plan::new(paper)))?;
    let bytes = packed(&document);
    comemo::evict(KEEP_RESULTS);
    bytes
}

/// A template with its data on pages.
///
/// # Errors
/// When the typesetter refuses it.
pub(crate) fn typeset(template: &str, inputs: Dict) -> Result<PagedDocument, RenderError> {
    let press = Press::new(template, inputs)?;
    typst::compile(&press).output.map_err(|faults| first(&faults))
}

/// Pages as the bytes of a PDF file.
///
/// # Errors
/// When the typesetter refuses them.
pub(crate) fn packed(document: &PagedDocument) -> Result<Vec<u8>, RenderError> {
    typst_pdf::pdf(document, &PdfOptions::default()).map_err(|faults| first(&faults))
}

fn first(faults: &[SourceDiagnostic]) -> RenderError {
    let message = faults.first().map_or_else(String::new, |fault| fault.message.to_string());
    RenderError::Typeset(message)
}

/// What the typesetter may see: the template, the data and the typefaces; nothing else.
struct Press {
    library: LazyHash<Library>,
    template: Source,
}

/// The typefaces and their index.
struct Faces {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

fn faces() -> &'static Faces {
    static FACES: OnceLock<Faces> = OnceLock::new();
    FACES.get_or_init(|| {
        let fonts: Vec<Font> =
            fonts::FACES.iter().flat_map(|face| Font::iter(Bytes::new(*face))).collect();
        Faces { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    })
}

impl Press {
    fn new(template: &str, inputs: Dict) -> Result<Self, RenderError> {
        let path =
            VirtualPath::new("paper.typ").map_err(|_| RenderError::Typeset(String::new()))?;
        let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
        let library = Library::builder().with_inputs(inputs).build();
        Ok(Self { library: LazyHash::new(library), template: Source::new(id, template.to_owned()) })
    }
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &faces().book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        faces().fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
