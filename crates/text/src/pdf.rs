//! Documents in pdf to text: reading order, paragraphs joined back from wrapped lines, running heads set aside.
//!
//! Objects are read by hayro-syntax; what stands where and in which order is worked out here. Pages without text
//! are told, so that letters can be recognised in them.

mod attached;
mod bounds;
mod columns;
mod content;
mod font;
mod glyph;
mod join;
mod margins;
mod rows;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::document::{AsideKind, Document};
use crate::error::IngestError;
use crate::legacy::by_font;
use crate::whole::Inner;
use columns::{Line, Part};
pub(crate) use content::Piece;
use content::{Fonts, Shown, unicode};
use margins::Sheet;

/// A pdf as read, with what is needed to recognise letters in its pictures.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) document: Document,
    /// Pages, from 0, that show pictures and no text.
    pub(crate) bare_pages: Vec<usize>,
    /// Files that it carries.
    pub(crate) inner: Vec<Inner>,
    pages: Vec<Leaf>,
}

/// One page with what stands on it.
#[derive(Debug)]
pub(crate) struct Leaf {
    height: f32,
    pieces: Vec<Piece>,
}

impl Leaf {
    /// A page of words found elsewhere than in a pdf.
    pub(crate) fn new(height: f32, pieces: Vec<Piece>) -> Self {
        Self { height, pieces }
    }
}

/// Most pages that are read.
const MAX_PAGES: usize = 20_000;
/// Codes of which the fonts tell no character, in a hundred, from which a page counts as one without text.
const TOO_MANY_UNKNOWN: usize = 40;

/// Reads a pdf.
pub(crate) fn read(bytes: &[u8], max_unpacked: u64) -> Result<Read, IngestError> {
    bounds::check(bytes, max_unpacked)?;
    // The library is written not to panic and has done so on damaged files all the same; nothing of ours is changed
    // in there, so what a panic leaves behind cannot be seen by anyone.
    let bytes = bytes.to_vec();
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || walk(bytes)));
    read.unwrap_or(Err(damaged()))
}

fn damaged() -> IngestError {
    IngestError::Damaged {
        format: "PDF", detail: "cấu trúc tệp sai nên không mở được"
    }
}

fn walk(bytes: Vec<u8>) -> Result<Read, IngestError> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => IngestError::Password { format: "PDF" },
        _ => damaged(),
    })?;
    let mut read = Read::default();
    let mut fonts = Fonts::default();
    let (mut margins, mut unknown) = (Vec::new(), false);
    let (mut converted, mut old_fonts) = (false, false);
    for (index, page) in pdf.pages().iter().take(MAX_PAGES).enumerate() {
        let shown = content::show(page, &mut fonts);
        let is_unknown = shown.unknown * 100 > (shown.letters + shown.unknown) * TOO_MANY_UNKNOWN;
        unknown |= shown.unknown > 0;
        if is_bare(&shown) || is_unknown {
            read.bare_pages.push(index);
        }
        read.document.set_aside(AsideKind::Watermark, shown.across);
        for piece in &shown.pieces {
            let Some(font) = &piece.old_font else { continue };
            match by_font(font, &piece.text) {
                Some(_) => converted = true,
                None => old_fonts = true,
            }
        }
        margins.extend(shown.margins.into_iter().map(|piece| piece.text));
        let pieces = if is_unknown { Vec::new() } else { shown.pieces };
        read.pages.push(Leaf { height: page.render_dimensions().1, pieces });
    }
    describe(&pdf, &mut read.document);
    margins.dedup();
    read.document.set_aside(AsideKind::RunningHead, margins.join("\n"));
    read.inner = attached::files(&pdf);
    tell(&mut read, converted, old_fonts);
    if unknown {
        let message =
            "Một số chữ trong tệp PDF dùng phông không cho biết mã chữ nên không đọc được.";
        read.document.notice("pdf.unknown-letters", message);
    }
    Ok(read)
}

/// Tells what was decided on the way.
fn tell(read: &mut Read, converted: bool, old_fonts: bool) {
    if converted {
        let message = "Phần văn bản dùng phông chữ cũ (.Vn…, VNI…) đã được chuyển sang Unicode theo tên phông.";
        read.document.notice("text.legacy-run", message);
    }
    if old_fonts {
        let message = "Văn bản dùng phông chữ cũ (.Vn…, VNI…): cần chuyển sang Unicode rồi nạp lại để đọc đúng.";
        read.document.notice("text.legacy-font", message);
    }
    if !read.inner.is_empty() {
        let message = format!("Tệp PDF có {} tệp đính kèm, được đọc riêng.", read.inner.len());
        read.document.notice("pdf.attachments", message);
    }
}

/// Whether a page holds pictures and nothing to read.
fn is_bare(shown: &Shown) -> bool {
    shown.pictures > 0 && shown.pieces.iter().all(|p| p.text.trim().is_empty())
}

/// Title and other data that the file tells of itself.
fn describe(pdf: &Pdf, document: &mut Document) {
    let told = pdf.metadata();
    let text =
        |bytes: &Option<Vec<u8>>| bytes.as_deref().map(unicode).filter(|t| !t.trim().is_empty());
    document.title = text(&told.title);
    for value in [&told.title, &told.author, &told.subject, &told.keywords] {
        document.gate.push_str(&text(value).unwrap_or_default());
        document.gate.push('\n');
    }
}

impl Read {
    /// Puts words found in the picture of a page where that page stands.
    pub(crate) fn fill(&mut self, page: usize, leaf: Leaf) {
        if let Some(place) = self.pages.get_mut(page) {
            *place = leaf;
        }
    }

    /// Sets the pages as text.
    pub(crate) fn finish(mut self) -> Document {
        let (text, running) = set(self.pages);
        self.document.text = text;
        if !running.is_empty() {
            self.document.set_aside(AsideKind::RunningHead, running.join("\n"));
        }
        if self.document.aside.iter().any(|a| a.kind == AsideKind::RunningHead) {
            let message = "Dòng đầu trang, cuối trang và số trang lặp lại không được đưa vào văn bản (vẫn giữ ở phần để riêng).";
            self.document.notice("pdf.running-heads", message);
        }
        self.document
    }
}

/// Sets pages as text and returns the running heads with it.
pub(crate) fn set(pages: Vec<Leaf>) -> (String, Vec<String>) {
    let mut block = 0;
    let mut sheets: Vec<Sheet> = pages
        .into_iter()
        .map(|leaf| Sheet {
            height: leaf.height,
            lines: columns::lines(&rows::rows(leaf.pieces), &mut block),
        })
        .collect();
    let running = margins::take_out(&mut sheets);
    let body = body_size(&sheets);
    let (mut lines, mut starts, mut notes): (Vec<Line>, Vec<usize>, Vec<Line>) = Default::default();
    for mut sheet in sheets {
        notes.extend(take_notes(&mut sheet, body));
        starts.push(lines.len());
        lines.extend(sheet.lines);
    }
    starts.push(lines.len());
    lines.extend(notes);
    (join::paragraphs(&lines, &starts), running)
}

/// The size in which most letters are set.
#[expect(clippy::cast_possible_truncation, reason = "a size in steps is small")]
fn body_size(sheets: &[Sheet]) -> f32 {
    let mut by_size = std::collections::BTreeMap::<i32, usize>::new();
    for line in sheets.iter().flat_map(|sheet| &sheet.lines) {
        *by_size.entry((line.size * 4.0).round() as i32).or_default() += line.text.len();
    }
    by_size.into_iter().max_by_key(|(_, n)| *n).map_or(0.0, |(size, _)| size as f32 / 4.0)
}

/// Takes the footnotes at the foot of a page: small lines of which the first begins with a figure or an asterisk.
fn take_notes(sheet: &mut Sheet, body: f32) -> Vec<Line> {
    let is_small = |line: &&Line| line.part == Part::Body && line.size < body * 0.87;
    let n_small = sheet.lines.iter().rev().take_while(is_small).count();
    let from = sheet.lines.len() - n_small;
    let is_mark =
        |line: &Line| line.text.starts_with(|c: char| c.is_ascii_digit() || c == '*' || c == '(');
    let low = |line: &Line| line.y > sheet.height * 0.5;
    let first =
        sheet.lines.iter().enumerate().skip(from).find(|(_, line)| is_mark(line) && low(line));
    match first.map(|(at, _)| at).filter(|at| *at == from && from > 0) {
        Some(at) => sheet.lines.split_off(at),
        None => Vec::new(),
    }
}
