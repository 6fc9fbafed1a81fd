//! The fonts that elements of a page name, as far as they are old Vietnamese fonts: such text is no Unicode.
//!
//! Looks at `<font face>` and at `font-family` in the element's own style, not at style sheets.

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{Html, Node};

use crate::legacy;

/// The font that an element sets for its content.
pub(super) fn font_of(element: &Element) -> Option<String> {
    let first = |list: &str| {
        let name = list.split(',').next().unwrap_or_default();
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).to_owned()
    };
    let of_style = element.attr("style").and_then(|style| {
        let at = style.to_ascii_lowercase().rfind("font-family")?;
        let value = style.get(at..)?.split_once(':')?.1;
        value.split([';', '!']).next().map(first)
    });
    of_style.or_else(|| element.attr("face").map(first)).filter(|name| !name.is_empty())
}

/// The old font that holds most of a page, when the source is a page and names one.
pub(crate) fn old_font(source: &str) -> Option<String> {
    if !super::is_html(source) || super::depth(source) > super::MAX_DEPTH {
        return None;
    }
    let html = Html::parse_document(source);
    let mut fonts: Vec<(usize, String)> = Vec::new();
    for node in html.tree.root().descendants() {
        let Some(font) = node.value().as_element().and_then(font_of) else { continue };
        if !legacy::is_old_font(&font) {
            continue;
        }
        let n_chars = length(node);
        match fonts.iter_mut().find(|(_, name)| *name == font) {
            Some((n, _)) => *n += n_chars,
            None => fonts.push((n_chars, font)),
        }
    }
    fonts.into_iter().rev().max_by_key(|(n, _)| *n).map(|(_, font)| font)
}

fn length(node: NodeRef<'_, Node>) -> usize {
    node.children().filter_map(|n| n.value().as_text().map(|t| t.len())).sum()
}

/// The fonts of the elements that are open.
#[derive(Debug, Default)]
pub(super) struct Fonts(Vec<Option<String>>);

impl Fonts {
    /// Enters an element; every element entered must be left.
    pub(super) fn enter(&mut self, element: &Element) {
        let font = font_of(element).or_else(|| self.0.last().cloned().flatten());
        self.0.push(font);
    }

    pub(super) fn leave(&mut self) {
        self.0.pop();
    }

    /// Text as the font around it is to be read.
    pub(super) fn read(&self, text: &str) -> Option<String> {
        legacy::by_font(self.0.last()?.as_deref()?, text)
    }
}
