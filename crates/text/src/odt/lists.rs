//! Styles of an OpenDocument text as far as text needs them: labels of lists, old fonts.
//!
//! Knows no paragraphs.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};

use super::FORMAT;
use crate::error::IngestError;
use crate::legacy::is_old_font;
use crate::numbers::written_as;
use crate::xml::{attribute, events, local};

/// Levels of one list.
pub(super) const N_LEVELS: usize = 10;
/// Most styles that one style is based on, one on the other.
const MAX_BASES: usize = 20;

/// Styles by name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    lists: HashMap<String, Vec<Option<Level>>>,
    faces: HashMap<String, String>,
    texts: HashMap<String, Text>,
}

#[derive(Debug, Default)]
struct Text {
    font: Option<String>,
    based_on: Option<String>,
    list: Option<String>,
}

/// How one level of a list is labelled.
#[derive(Debug, Clone)]
struct Level {
    /// `1`, `a`, `I`; empty for no number; `None` for a bullet.
    format: Option<String>,
    prefix: String,
    suffix: String,
    start: u32,
    /// How many levels the label shows.
    shown: usize,
}

impl Styles {
    /// Reads the styles of one part.
    pub(super) fn add(&mut self, xml: &str) -> Result<(), IngestError> {
        let (mut list, mut style) = (String::new(), String::new());
        events(FORMAT, xml, |event| {
            if let Event::Start(e) | Event::Empty(e) = event {
                self.element(e, &mut list, &mut style);
            }
            Ok(())
        })
    }

    fn element(&mut self, e: &BytesStart<'_>, list: &mut String, style: &mut String) {
        match local(e) {
            "list-style" => {
                *list = attribute(e, "name").unwrap_or_default();
                self.lists.insert(list.clone(), vec![None; N_LEVELS]);
            }
            "list-level-style-number" => {
                self.level(list, e, attribute(e, "num-format").or_else(|| Some(String::new())))
            }
            "list-level-style-bullet" | "list-level-style-image" => self.level(list, e, None),
            "font-face" => {
                let name = attribute(e, "name").unwrap_or_default();
                let family = attribute(e, "font-family").unwrap_or_default();
                self.faces.insert(name, family.trim_matches(['\'', '"']).to_owned());
            }
            "style" => {
                *style = attribute(e, "name").unwrap_or_default();
                let (based_on, list) =
                    (attribute(e, "parent-style-name"), attribute(e, "list-style-name"));
                self.texts.insert(style.clone(), Text { font: None, based_on, list });
            }
            "text-properties" => {
                let font = attribute(e, "font-name")
                    .map(|name| self.faces.get(&name).cloned().unwrap_or(name));
                let font = font.or_else(|| attribute(e, "font-family"));
                if let Some(text) = self.texts.get_mut(style) {
                    text.font = font.or(text.font.take());
                }
            }
            _ => {}
        }
    }

    fn level(&mut self, list: &str, e: &BytesStart<'_>, format: Option<String>) {
        let number = |name: &str| attribute(e, name).and_then(|n| n.parse::<u32>().ok());
        let Some(at) = number("level").and_then(|n| usize::try_from(n).ok()?.checked_sub(1)) else {
            return;
        };
        let level = Level {
            format,
            prefix: attribute(e, "num-prefix").unwrap_or_default(),
            suffix: attribute(e, "num-suffix").unwrap_or_default(),
            start: number("start-value").unwrap_or(1),
            shown: number("display-levels").and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
        };
        if let Some(place) = self.lists.get_mut(list).and_then(|levels| levels.get_mut(at)) {
            *place = Some(level);
        }
    }

    /// The list that a style of paragraphs names.
    pub(super) fn list_of(&self, style: &str) -> Option<&str> {
        self.inherited(style, |text| text.list.as_deref().filter(|list| !list.is_empty()))
    }

    /// The old font that a style names; the outer `None` when it names no font.
    pub(super) fn font(&self, style: &str) -> Option<Option<Rc<str>>> {
        let font = self.inherited(style, |text| text.font.as_deref())?;
        Some(is_old_font(font).then(|| Rc::from(font)))
    }

    fn inherited<'s>(
        &'s self,
        style: &str,
        of: impl Fn(&'s Text) -> Option<&'s str>,
    ) -> Option<&'s str> {
        let mut text = self.texts.get(style)?;
        for _ in 0..MAX_BASES {
            if let Some(found) = of(text) {
                return Some(found);
            }
            text = self.texts.get(text.based_on.as_deref()?)?;
        }
        None
    }

    /// What the first number of a level is.
    pub(super) fn start(&self, list: &str, level: usize) -> u32 {
        self.one(list, level).map_or(1, |level| level.start)
    }

    fn one(&self, list: &str, level: usize) -> Option<&Level> {
        self.lists.get(list)?.get(level)?.as_ref()
    }

    /// The label of an item by the numbers of its levels; `None` for a level without one.
    pub(super) fn label(&self, list: &str, level: usize, numbers: &[u32]) -> Option<String> {
        let own = self.one(list, level)?;
        let Some(format) = &own.format else { return Some("-".into()) };
        if format.is_empty() {
            return None;
        }
        let first = (level + 1).saturating_sub(own.shown.max(1));
        let mut parts = Vec::new();
        for (at, number) in numbers.iter().enumerate().take(level + 1).skip(first) {
            let format = self.one(list, at).and_then(|l| l.format.as_deref()).unwrap_or("1");
            parts.extend(written_as(*number, format));
        }
        Some(format!("{}{}{}", own.prefix, parts.join("."), own.suffix))
    }
}
