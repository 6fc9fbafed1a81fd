//! Files that a pdf carries: those of its tree of names and those behind notes on its pages.
//!
//! Unpacks them; what they are is seen elsewhere.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object, String as PdfString};

use super::content::unicode;
use crate::whole::Inner;

/// Depth of the tree of names that is followed.
const MAX_DEPTH: usize = 12;
/// Most files that are taken.
const MAX_FILES: usize = 500;

/// The files of a pdf.
pub(super) fn files(pdf: &Pdf) -> Vec<Inner> {
    let mut files = Vec::new();
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let tree =
        root.and_then(|root| root.get::<Dict<'_>>("Names")?.get::<Dict<'_>>("EmbeddedFiles"));
    if let Some(tree) = tree {
        walk(&tree, 0, &mut files);
    }
    for page in pdf.pages().iter() {
        let Some(notes) = page.raw().get::<Array<'_>>("Annots") else { continue };
        for note in notes.iter::<Dict<'_>>().take(1000) {
            if let Some(spec) = note.get::<Dict<'_>>("FS") {
                take(&spec, &mut files);
            }
        }
    }
    files
}

fn walk(node: &Dict<'_>, depth: usize, files: &mut Vec<Inner>) {
    if depth > MAX_DEPTH || files.len() >= MAX_FILES {
        return;
    }
    for item in node.get::<Array<'_>>("Names").iter().flat_map(Array::iter::<Object<'_>>) {
        if let Object::Dict(spec) = item {
            take(&spec, files);
        }
    }
    for kid in node.get::<Array<'_>>("Kids").iter().flat_map(Array::iter::<Dict<'_>>) {
        walk(&kid, depth + 1, files);
    }
}

fn take(spec: &Dict<'_>, files: &mut Vec<Inner>) {
    let stream =
        spec.get::<Dict<'_>>("EF").and_then(|ef| ef.get::<hayro_syntax::object::Stream<'_>>("F"));
    let Some(bytes) = stream.and_then(|s| s.decoded().ok()) else { return };
    let name = spec.get::<PdfString<'_>>("UF").or_else(|| spec.get::<PdfString<'_>>("F"));
    let name = name.map_or_else(|| "dinh-kem".to_owned(), |name| unicode(name.as_bytes()));
    if files.len() < MAX_FILES && !bytes.is_empty() {
        files.push(Inner { name, bytes: bytes.into_owned() });
    }
}
