//! Walks the paragraphs, lists and tables of one part of an OpenDocument text and sets them as lines.
//!
//! Knows no zip.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};

use super::FORMAT;
use super::lists::{N_LEVELS, Styles};
use crate::blocks::Blocks;
use crate::error::IngestError;
use crate::legacy::read_tail;
use crate::xml::{attribute, bare, characters, events, local};

/// What a part says.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) text: String,
    pub(super) notes: String,
    pub(super) comments: String,
    pub(super) deleted: String,
    pub(super) headers: String,
    pub(super) footers: String,
    /// What could bear a mark and stands in none of the above on a line of its own.
    pub(super) gate: String,
    pub(super) has_changes: bool,
    pub(super) has_converted: bool,
    pub(super) has_old_fonts: bool,
}

/// Where the lines of a part of the text go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    Text,
    Notes,
    Comments,
    Deleted,
    Headers,
    Footers,
}

const GOALS: usize = 6;
/// Most cells that one cell is repeated into.
const MAX_REPEATED: u32 = 64;

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// Fonts of the open spans, the old ones by name.
    fonts: Vec<Option<Rc<str>>>,
    old_from: Option<(usize, Rc<str>)>,
    label: Option<String>,
}

/// An open list.
#[derive(Debug)]
struct List {
    style: Option<String>,
    /// Whether the open item still waits for its label.
    waits: bool,
    number: Option<u32>,
    start: Option<u32>,
}

/// The state of the walk.
pub(super) struct Walker<'s> {
    styles: &'s Styles,
    blocks: [Blocks; GOALS],
    goals: Vec<Goal>,
    paragraphs: Vec<Paragraph>,
    lists: Vec<List>,
    /// Last number by list style and level, for lists that go on.
    last: HashMap<(String, usize), u32>,
    cells: usize,
    repeats: u32,
    skipped: usize,
    body: Body,
}

impl<'s> Walker<'s> {
    pub(super) fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            blocks: std::array::from_fn(|_| Blocks::new()),
            goals: vec![Goal::Text],
            paragraphs: Vec::new(),
            lists: Vec::new(),
            last: HashMap::new(),
            cells: 0,
            repeats: 1,
            skipped: 0,
            body: Body::default(),
        }
    }

    /// Reads a whole part.
    pub(super) fn walk(mut self, xml: &str) -> Result<Body, IngestError> {
        events(FORMAT, xml, |event| {
            match event {
                Event::Start(e) => self.start(e),
                Event::Empty(e) => {
                    self.start(e);
                    self.end(local(e));
                }
                Event::End(e) => self.end(bare(e.name().0)),
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)
                    if !self.paragraphs.is_empty() =>
                {
                    self.flow(&characters(event)?);
                }
                _ => {}
            }
            Ok(())
        })?;
        let [text, notes, comments, deleted, headers, footers] = self.blocks.map(Blocks::finish);
        Ok(Body { text, notes, comments, deleted, headers, footers, ..self.body })
    }

    /// Elements whose words are none of the text: who changed and when, marks of notes.
    fn is_skipped(&self, name: &str) -> bool {
        let is_remark = self.goals.contains(&Goal::Comments);
        matches!(name, "change-info" | "note-citation")
            || (is_remark && matches!(name, "creator" | "date" | "date-string"))
    }

    fn blocks(&mut self) -> Option<&mut Blocks> {
        let goal = self.goals.last().copied().unwrap_or(Goal::Text) as usize;
        self.blocks.get_mut(goal)
    }

    fn start(&mut self, e: &BytesStart<'_>) {
        let name = local(e);
        if self.is_skipped(name) {
            self.skipped += 1;
        }
        if let Some(goal) = goal(name) {
            self.body.has_changes |= goal == Goal::Deleted;
            self.goals.push(goal);
        }
        match name {
            "insertion" | "format-change" => self.body.has_changes = true,
            "p" | "h" => self.open_paragraph(e),
            "span" | "a" => self.open_span(e),
            "s" => {
                let n = attribute(e, "c").and_then(|n| n.parse().ok()).unwrap_or(1_usize);
                self.push(&" ".repeat(n.min(200)));
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "list" => self.open_list(e),
            "list-item" => self.open_item(e),
            "table-row" => self.blocks().into_iter().for_each(Blocks::open_row),
            "table-cell" | "covered-table-cell" => {
                self.cells += 1;
                let repeated = attribute(e, "number-columns-repeated").and_then(|n| n.parse().ok());
                self.repeats = repeated.unwrap_or(1).min(MAX_REPEATED);
                self.blocks().into_iter().for_each(Blocks::open_cell);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.is_skipped(name) {
            self.skipped = self.skipped.saturating_sub(1);
        }
        match name {
            "p" | "h" => self.end_paragraph(),
            "span" | "a" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.fonts.pop();
                }
            }
            "list" => self.end_list(),
            "table-row" => self.blocks().into_iter().for_each(Blocks::close_row),
            "table-cell" | "covered-table-cell" => {
                self.cells = self.cells.saturating_sub(1);
                let repeats = std::mem::replace(&mut self.repeats, 1);
                self.blocks().into_iter().for_each(Blocks::close_cell);
                for _ in 1..repeats {
                    self.blocks().into_iter().for_each(|blocks| {
                        blocks.open_cell();
                        blocks.close_cell();
                    });
                }
            }
            _ => {}
        }
        if goal(name).is_some() && self.goals.len() > 1 {
            self.goals.pop();
        }
    }

    fn open_paragraph(&mut self, e: &BytesStart<'_>) {
        let style = attribute(e, "style-name").unwrap_or_default();
        let font = self.styles.font(&style).flatten();
        let label = self.label(self.styles.list_of(&style));
        self.paragraphs.push(Paragraph { fonts: vec![font], label, ..Paragraph::default() });
    }

    fn open_span(&mut self, e: &BytesStart<'_>) {
        let named = attribute(e, "style-name").and_then(|style| self.styles.font(&style));
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let around = paragraph.fonts.last().cloned().flatten();
            paragraph.fonts.push(named.unwrap_or(around));
        }
    }

    fn open_list(&mut self, e: &BytesStart<'_>) {
        let style =
            attribute(e, "style-name").or_else(|| self.lists.last().and_then(|l| l.style.clone()));
        let goes_on = attribute(e, "continue-numbering").as_deref() == Some("true")
            || attribute(e, "continue-list").is_some();
        let key = (style.clone().unwrap_or_default(), self.lists.len());
        let number = goes_on.then(|| self.last.get(&key).copied()).flatten();
        self.lists.push(List { style, waits: false, number, start: None });
    }

    fn open_item(&mut self, e: &BytesStart<'_>) {
        let start = attribute(e, "start-value").and_then(|n| n.parse().ok());
        if let Some(list) = self.lists.last_mut() {
            (list.waits, list.start) = (true, start);
        }
    }

    fn end_list(&mut self) {
        if let Some(list) = self.lists.pop()
            && let Some(number) = list.number
        {
            self.last.insert((list.style.unwrap_or_default(), self.lists.len()), number);
        }
    }

    /// Adds text of the file, in which runs of white space are one space.
    fn flow(&mut self, text: &str) {
        let mut line = String::with_capacity(text.len());
        let ends_in_space = self
            .paragraphs
            .last()
            .is_none_or(|p| p.text.is_empty() || p.text.ends_with([' ', '\n']));
        let mut after_space = ends_in_space;
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !(is_space && after_space) {
                line.push(if is_space { ' ' } else { c });
            }
            after_space = is_space;
        }
        self.push(&line);
    }

    fn push(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let font = paragraph.fonts.last().cloned().flatten();
        let goes_on = paragraph.old_from.as_ref().map(|(_, font)| font) == font.as_ref();
        if !goes_on {
            settle(paragraph, &mut self.body);
            paragraph.old_from = font.map(|font| (paragraph.text.len(), font));
        }
        paragraph.text.push_str(text);
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        settle(&mut paragraph, &mut self.body);
        let text = paragraph.text.trim();
        if text.is_empty() {
            return;
        }
        if self.cells > 0 || !self.lists.is_empty() {
            self.body.gate.push_str(text);
            self.body.gate.push('\n');
        }
        let label = paragraph.label.as_deref();
        let line = label.map_or_else(|| text.to_owned(), |label| format!("{label} {text}"));
        if let Some(blocks) = self.blocks() {
            blocks.line(&line);
        }
    }

    /// Counts the open item when this is its first paragraph, and returns its label.
    fn label(&mut self, of_paragraph: Option<&'s str>) -> Option<String> {
        let level = self.lists.len().checked_sub(1)?.min(N_LEVELS - 1);
        let list = self.lists.last_mut().filter(|list| list.waits)?;
        list.waits = false;
        let style = list.style.clone().or_else(|| of_paragraph.map(str::to_owned))?;
        let first = self.styles.start(&style, level);
        let next = list.start.take().or_else(|| list.number.map(|n| n.saturating_add(1)));
        list.number = Some(next.unwrap_or(first));
        let numbers: Vec<u32> = self.lists.iter().map(|list| list.number.unwrap_or(1)).collect();
        self.styles.label(&style, level, &numbers)
    }
}

/// Where the content of an element goes when not to where its surroundings go.
fn goal(name: &str) -> Option<Goal> {
    Some(match name {
        "note-body" => Goal::Notes,
        "annotation" => Goal::Comments,
        "deletion" => Goal::Deleted,
        "header" | "header-left" | "header-first" => Goal::Headers,
        "footer" | "footer-left" | "footer-first" => Goal::Footers,
        _ => return None,
    })
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
