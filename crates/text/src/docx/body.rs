//! Walks the WordprocessingML of one part and sets its paragraphs and tables as lines.
//!
//! Knows no zip and no properties of the document.

use quick_xml::events::{BytesStart, Event};

use super::numbering::Numbering;
use super::{attribute, characters, events, local};
use crate::blocks::Blocks;
use crate::error::IngestError;

/// What a part says and what it holds besides text.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) text: String,
    /// Every paragraph on a line of its own, with deleted text, hidden text, watermarks and descriptions.
    pub(super) gate: String,
    pub(super) has_changes: bool,
    pub(super) has_pictures: bool,
    pub(super) has_embedded: bool,
    pub(super) has_old_fonts: bool,
    pub(super) has_notes: bool,
}

/// A paragraph being read.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// The text with what was deleted.
    with_deleted: String,
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
    in_text: bool,
}

impl Walker {
    pub(super) fn new(numbering: Numbering) -> Self {
        Self {
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
        events(xml, |event| {
            match event {
                Event::Start(e) => self.start(e),
                Event::Empty(e) => {
                    self.start(e);
                    self.end(local(e));
                }
                Event::End(e) => {
                    let name = e.name().0;
                    self.end(name.rsplit_once(':').map_or(name, |(_, local)| local));
                }
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
            "p" => self.paragraphs.push(Paragraph::default()),
            "t" | "delText" => self.in_text = true,
            "pPr" | "rPr" | "tblPr" | "trPr" | "tcPr" | "sectPr" => self.in_properties += 1,
            "del" | "moveFrom" | "Fallback" => self.deleted += 1,
            "numId" if self.in_properties == 1 => self.list(attribute(e, "val")),
            "ilvl" if self.in_properties == 1 => self.level(attribute(e, "val")),
            "tr" => self.blocks.open_row(),
            "tc" => self.blocks.open_cell(),
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
            "tc" => self.blocks.close_cell(),
            _ => {}
        }
    }

    /// Notes what the part holds besides plain text.
    fn tell(&mut self, name: &str, e: &BytesStart<'_>) {
        match name {
            "ins" | "del" | "moveFrom" | "moveTo" => self.body.has_changes = true,
            "blip" | "imagedata" => self.body.has_pictures = true,
            "OLEObject" | "altChunk" | "object" => self.body.has_embedded = true,
            "rFonts" => {
                let is_old = |font: String| font.starts_with(".Vn") || font.starts_with("VNI-");
                self.body.has_old_fonts |= attribute(e, "ascii").is_some_and(is_old);
            }
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

    fn push(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        paragraph.with_deleted.push_str(text);
        if self.deleted == 0 {
            paragraph.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        for line in [&paragraph.text, &paragraph.with_deleted] {
            self.body.gate.push_str(line);
            self.body.gate.push('\n');
        }
        if paragraph.text.trim().is_empty() {
            return;
        }
        let label = paragraph.list.and_then(|id| self.numbering.label(&id, paragraph.level));
        let label = label.map(|label| label + " ").unwrap_or_default();
        self.blocks.line(&(label + paragraph.text.trim()));
    }
}
