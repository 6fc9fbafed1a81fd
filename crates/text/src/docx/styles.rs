//! The old fonts and the lists that styles of a document name.
//!
//! Knows the part styles.xml, and of it no more.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::events::Event;

use crate::error::IngestError;
use crate::legacy::is_old_font;
use crate::xml::{attribute, events, local};

/// Most styles that one style is based on, one on the other.
const MAX_BASES: usize = 20;

/// Fonts by style.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The font of what names no style.
    usual: Option<String>,
    fonts: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual_style: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    font: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    based_on: Option<String>,
}

impl Styles {
    pub(super) fn parse(xml: &str) -> Result<Self, IngestError> {
        let mut styles = Self::default();
        let mut open: Option<String> = None;
        events("docx", xml, |event| {
            let (Event::Start(e) | Event::Empty(e)) = event else { return Ok(()) };
            match local(e) {
                "style" => {
                    let id = attribute(e, "styleId").unwrap_or_default();
                    let is_usual = attribute(e, "default").is_some_and(|d| d != "0");
                    if is_usual && attribute(e, "type").as_deref() == Some("paragraph") {
                        styles.usual_style = Some(id.clone());
                    }
                    open = Some(id);
                }
                "basedOn" => {
                    if let Some(id) = &open {
                        styles.fonts.entry(id.clone()).or_default().based_on = attribute(e, "val");
                    }
                }
                "numId" | "ilvl" => {
                    if let Some(id) = &open {
                        let style = styles.fonts.entry(id.clone()).or_default();
                        match local(e) {
                            "numId" => style.list = attribute(e, "val"),
                            _ => style.level = attribute(e, "val").and_then(|n| n.parse().ok()),
                        }
                    }
                }
                "rFonts" => {
                    let font = attribute(e, "ascii").or_else(|| attribute(e, "hAnsi"));
                    match &open {
                        Some(id) => styles.fonts.entry(id.clone()).or_default().font = font,
                        None => styles.usual = font,
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(styles)
    }

    /// The old font of paragraphs that name no style.
    pub(super) fn usual(&self) -> Option<Rc<str>> {
        let own = self.usual_style.as_deref().and_then(|id| self.named(id));
        old(own.or(self.usual.as_deref()))
    }

    /// The old font that a style names; the outer `None` when it names no font at all.
    pub(super) fn font(&self, style: &str) -> Option<Option<Rc<str>>> {
        self.named(style).map(|font| old(Some(font)))
    }

    /// The list that a style names, and the level in it.
    pub(super) fn list(&self, style: &str) -> Option<(String, usize)> {
        self.inherited(style, |style| Some((style.list.clone()?, style.level.unwrap_or(0))))
    }

    fn named(&self, style: &str) -> Option<&str> {
        self.inherited(style, |style| style.font.as_deref())
    }

    /// What a style or the nearest of those it is based on tells.
    fn inherited<'s, T>(&'s self, style: &str, of: impl Fn(&'s Style) -> Option<T>) -> Option<T> {
        let mut style = self.fonts.get(style)?;
        for _ in 0..MAX_BASES {
            if let Some(found) = of(style) {
                return Some(found);
            }
            style = self.fonts.get(style.based_on.as_deref()?)?;
        }
        None
    }
}

fn old(font: Option<&str>) -> Option<Rc<str>> {
    font.filter(|font| is_old_font(font)).map(Rc::from)
}
