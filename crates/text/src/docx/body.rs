//! Walks the WordprocessingML of one part and sets its paragraphs and tables as lines.
//!
//! Runs set in old fonts become Unicode by the name of the font. Knows no zip and no properties of the document.

use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};

use super::numbering::Numbering;
use super::styles::Styles;
use crate::blocks::Blocks;
use crate::error::IngestError;
use crate::legacy::{is_old_font, read_tail};
use crate::xml::{attribute, bare, characters, events, local};

/// What a part says and what it holds besides text.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) text: String,
    /// What the text leaves out, a line each: watermarks, descriptions, second renderings.
    pub(super) gate: String,
    /// Paragraphs with what was deleted in them, a line each.
    pub(super) deleted: String,
    pub(super) has_changes: bool,
    pub(super) has_pictures: bool,
    pub(super) has_embedded: bool,
    /// Whether text of an old font was turned into Unicode.
    pub(super) has_converted: bool,
    /// Whether text of an old font was left as it is.
    pub(super) has_old_fonts: bool,
    pub(super) has_notes: bool,
}

/// A paragraph being read.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// The text with what was deleted; empty as long as nothing was.
    with_deleted: String,
    /// Place in `text` from which letters are set in the old font.
    old_from: Option<(usize, Rc<str>)>,
    /// The font that its style names.
    font: Option<Rc<str>>,
    list: Option<String>,
    level: usize,
}

/// The state of the walk.
#[derive(Debug)]
pub(super) struct Walker {
    numbering: Numbering,
    blocks: Blocks,
    /// Open paragraphs: a text box stands inside one.
    paragraphs: Vec<Paragraph>,
    body: Body,
    /// Open elements whose content goes to the gate alone: deleted, moved away, or a second rendering.
    deleted: usize,
    in_properties: usize,
    /// Open cells of tables.
    cells: usize,
    in_text: bool,
    /// The old font of the open run.
    run_font: Option<Rc<str>>,
    styles: Rc<Styles>,
    /// The old font of paragraphs that name no style.
    usual_font: Option<Rc<str>>,
}

impl Walker {
    pub(super) fn new(numbering: Numbering, styles: &Rc<Styles>) -> Self {
        Self {
            run_font: None,
            cells: 0,
            usual_font: styles.usual(),
            styles: Rc::clone(styles),
            numbering,
            blocks: Blocks::new(),
            paragraphs: Vec::new(),
            body: Body::default(),
            deleted: 0,
            in_properties: 0,
            in_text: false,
        }
    }

    /// Reads a whole part.
    pub(super) fn walk(mut self, xml: &str) -> Result<Body, IngestError> {
        events("docx", xml, |event| {
            match event {
                Event::Start(e) => self.start(e),
                Event::Empty(e) => {
                    self.start(e);
                    self.end(local(e));
                }
                Event::End(e) => self.end(bare(e.name().0)),
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if self.in_text => {
                    self.push(&characters(event)?);
                }
                _ => {}
            }
            Ok(())
        })?;
        self.body.text = self.blocks.finish();
        Ok(self.body)
    }

    fn start(&mut self, e: &BytesStart<'_>) {
        let name = local(e);
        self.tell(name, e);
        match name {
            "p" => self
                .paragraphs
                .push(Paragraph { font: self.usual_font.clone(), ..Paragraph::default() }),
            "r" => self.run_font = self.paragraphs.last().and_then(|p| p.font.clone()),
            "pStyle" => self.style(attribute(e, "val")),
            "rStyle" => self.run_style(attribute(e, "val")),
            "rFonts" if self.in_properties == 1 => self.fonts(e),
            "t" | "delText" => self.in_text = true,
            "pPr" | "rPr" | "tblPr" | "trPr" | "tcPr" | "sectPr" => self.in_properties += 1,
            "del" | "moveFrom" | "Fallback" => self.deleted += 1,
            "numId" if self.in_properties == 1 => self.list(attribute(e, "val")),
            "ilvl" if self.in_properties == 1 => self.level(attribute(e, "val")),
            "tr" => self.blocks.open_row(),
            "tc" => {
                self.cells += 1;
                self.blocks.open_cell();
            }
            "tab" | "ptab" if self.in_properties == 0 => self.push("\t"),
            "br" | "cr" if self.in_properties == 0 => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "t" | "delText" => self.in_text = false,
            "pPr" | "rPr" | "tblPr" | "trPr" | "tcPr" | "sectPr" => {
                self.in_properties = self.in_properties.saturating_sub(1);
            }
            "del" | "moveFrom" | "Fallback" => self.deleted = self.deleted.saturating_sub(1),
            "tr" => self.blocks.close_row(),
            "tc" => {
                self.cells = self.cells.saturating_sub(1);
                self.blocks.close_cell();
            }
            _ => {}
        }
    }

    /// Notes what the part holds besides plain text.
    fn tell(&mut self, name: &str, e: &BytesStart<'_>) {
        match name {
            "ins" | "del" | "moveFrom" | "moveTo" => self.body.has_changes = true,
            "blip" | "imagedata" => self.body.has_pictures = true,
            "OLEObject" | "altChunk" | "object" => self.body.has_embedded = true,
            "textpath" => self.describe(attribute(e, "string")),
            "docPr" | "cNvPr" => {
                self.describe(attribute(e, "descr"));
                self.describe(attribute(e, "title"));
            }
            _ => {}
        }
    }

    fn describe(&mut self, words: Option<String>) {
        if let Some(words) = words.filter(|w| !w.trim().is_empty()) {
            self.body.gate.push_str(&words);
            self.body.gate.push('\n');
        }
    }

    fn list(&mut self, id: Option<String>) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.list = id.filter(|id| id != "0");
        }
    }

    fn level(&mut self, level: Option<String>) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.level = level.and_then(|l| l.parse().ok()).unwrap_or(0);
        }
    }

    fn style(&mut self, id: Option<String>) {
        let (Some(id), Some(paragraph)) = (id, self.paragraphs.last_mut()) else { return };
        if let Some(font) = self.styles.font(&id) {
            paragraph.font = font;
        }
        if let Some((list, level)) = self.styles.list(&id).filter(|(list, _)| list != "0") {
            (paragraph.list, paragraph.level) = (Some(list), level);
        }
    }

    fn run_style(&mut self, id: Option<String>) {
        if let Some(font) = id.and_then(|id| self.styles.font(&id)) {
            self.run_font = font;
        }
    }

    fn fonts(&mut self, e: &BytesStart<'_>) {
        let font = attribute(e, "ascii").or_else(|| attribute(e, "hAnsi"));
        if let Some(font) = font {
            self.run_font = is_old_font(&font).then(|| Rc::from(font));
        }
    }

    fn push(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if self.deleted > 0 {
            if paragraph.with_deleted.is_empty() {
                paragraph.with_deleted.clone_from(&paragraph.text);
            }
            paragraph.with_deleted.push_str(text);
            return;
        }
        let goes_on = match (&paragraph.old_from, &self.run_font) {
            (Some((_, before)), Some(now)) => before == now,
            (None, None) => true,
            _ => false,
        };
        if !goes_on {
            settle(paragraph, &mut self.body);
            paragraph.old_from = self.run_font.clone().map(|font| (paragraph.text.len(), font));
        }
        paragraph.text.push_str(text);
        if !paragraph.with_deleted.is_empty() {
            paragraph.with_deleted.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        settle(&mut paragraph, &mut self.body);
        if !paragraph.with_deleted.trim().is_empty() {
            self.body.deleted.push_str(&paragraph.with_deleted);
            self.body.deleted.push('\n');
        }
        if paragraph.text.trim().is_empty() {
            return;
        }
        if self.cells > 0 || paragraph.list.is_some() {
            // A cell or an item may bear a mark that stands among other words in the line it becomes.
            self.body.gate.push_str(&paragraph.text);
            self.body.gate.push('\n');
        }
        let label = paragraph.list.and_then(|id| self.numbering.label(&id, paragraph.level));
        match label {
            Some(label) => self.blocks.line(&(label + " " + paragraph.text.trim())),
            None => self.blocks.line(paragraph.text.trim()),
        }
    }
}

/// Turns the end of a paragraph that stands in one old font into Unicode.
fn settle(paragraph: &mut Paragraph, body: &mut Body) {
    let Some((from, font)) = paragraph.old_from.take() else { return };
    match read_tail(&mut paragraph.text, from, &font) {
        Some(true) => body.has_converted = true,
        Some(false) => body.has_old_fonts = true,
        None => {}
    }
}
