//! Labels of list paragraphs: `1.`, `a)`, `-`, counted as Word counts them.
//!
//! Knows the part numbering.xml; lists that only a style names are not followed.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::error::IngestError;
use crate::numbers::written_as;
use crate::xml::{attribute, events, local};

/// Levels of one list.
const N_LEVELS: usize = 9;

/// The lists of a document with their counters.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels by abstract list.
    lists: HashMap<String, Vec<Level>>,
    /// Abstract list by the id that paragraphs name.
    by_id: HashMap<String, String>,
    counters: HashMap<String, [Option<u32>; N_LEVELS]>,
}

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    /// `%1.%2.` with the counters of the levels.
    pattern: String,
    start: u32,
}

impl Numbering {
    pub(super) fn parse(xml: &str) -> Result<Self, IngestError> {
        let mut numbering = Self::default();
        let mut list = String::new();
        let mut id = String::new();
        events("docx", xml, |event| {
            if let Event::Start(e) | Event::Empty(e) = event {
                numbering.element(e, &mut list, &mut id);
            }
            Ok(())
        })?;
        Ok(numbering)
    }

    fn element(&mut self, e: &BytesStart<'_>, list: &mut String, id: &mut String) {
        let value = attribute(e, "val").unwrap_or_default();
        match local(e) {
            "abstractNum" => {
                *list = attribute(e, "abstractNumId").unwrap_or_default();
                self.lists.insert(list.clone(), Vec::new());
            }
            "num" => {
                *id = attribute(e, "numId").unwrap_or_default();
                list.clear();
            }
            "abstractNumId" => drop(self.by_id.insert(id.clone(), value)),
            "lvl" => self
                .lists
                .get_mut(list)
                .into_iter()
                .for_each(|levels| levels.push(Level::default())),
            "numFmt" => self.with_level(list, |level| level.format = value),
            "lvlText" => self.with_level(list, |level| level.pattern = value),
            "start" => self.with_level(list, |level| level.start = value.parse().unwrap_or(1)),
            _ => {}
        }
    }

    fn with_level(&mut self, list: &str, set: impl FnOnce(&mut Level)) {
        if let Some(level) = self.lists.get_mut(list).and_then(|levels| levels.last_mut()) {
            set(level);
        }
    }

    /// Counts one paragraph of a list and returns its label; `None` for unknown lists and formats.
    pub(super) fn label(&mut self, id: &str, level: usize) -> Option<String> {
        let list = self.by_id.get(id)?;
        let levels = self.lists.get(list)?;
        let own = levels.get(level)?;
        if own.format == "bullet" {
            return Some("-".into());
        }
        let counters = self.counters.entry(list.clone()).or_default();
        let counter = counters.get_mut(level)?;
        *counter = Some(counter.map_or(own.start, |n| n.saturating_add(1)));
        counters.iter_mut().skip(level + 1).for_each(|deeper| *deeper = None);
        let mut label = own.pattern.clone();
        for (i, of) in levels.iter().enumerate().take(level + 1) {
            let n = counters.get(i).copied().flatten().unwrap_or(of.start);
            label = label.replace(&format!("%{}", i + 1), &written(n, &of.format)?);
        }
        (!label.trim().is_empty()).then_some(label)
    }
}

/// Writes a number in a format of Word; `None` for formats without a plain form here.
fn written(n: u32, format: &str) -> Option<String> {
    let sample = match format {
        "decimal" => "1",
        "decimalZero" => "01",
        "lowerLetter" => "a",
        "upperLetter" => "A",
        "upperRoman" => "I",
        "lowerRoman" => "i",
        _ => return None,
    };
    written_as(n, sample)
}
