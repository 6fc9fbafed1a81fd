//! Web pages to text: blocks to lines, tables to rows, no script run and nothing fetched.
//!
//! Takes the main part of the page where the page names one and says what was set aside. Knows nothing of bytes.

mod fonts;

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::{Html, Node};

use crate::blocks::Blocks;
use crate::error::IngestError;
use fonts::Fonts;
pub(crate) use fonts::old_font;

/// What a page says.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    /// Everything in which a mark could stand: all text, title, meta data, comments, alternative texts.
    pub(crate) gate: String,
    /// Whether text outside the main part was set aside.
    pub(crate) set_aside: bool,
    /// Whether the page holds scripts, which were not run.
    pub(crate) has_scripts: bool,
    /// Whether text was read by the name of an old font.
    pub(crate) by_font: bool,
}

/// Elements whose content is no text.
const SILENT: [&str; 14] = [
    "script", "style", "template", "noscript", "svg", "iframe", "object", "select", "head",
    "canvas", "audio", "video", "math", "button",
];
/// Elements around the text of a page.
const ASIDE: [&str; 3] = ["nav", "footer", "aside"];
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];
/// Elements that may stay open by the rules of html, so they tell nothing of depth.
const SELF_CLOSING: [&str; 25] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "br", "hr", "img", "input", "meta", "link",
    "area", "base", "col", "embed", "source", "wbr", "tbody", "thead", "body", "html", "head",
];
/// Depth from which a page is no page: browsers stop at 512.
const MAX_DEPTH: usize = 1000;

/// Tells whether a text is a web page.
pub(crate) fn is_html(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with('<') {
        return false;
    }
    let head: String = start.chars().take(4096).collect();
    let head = head.to_ascii_lowercase();
    let names_itself =
        ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.contains(tag));
    let closes =
        ["</p>", "</div>", "</table>", "</h1>", "</span>"].iter().any(|tag| head.contains(tag));
    head.starts_with('<') && (names_itself || closes) && !head.starts_with("<?xml-")
}

/// Reads a page.
pub(crate) fn read(source: &str) -> Result<Page, IngestError> {
    if depth(source) > MAX_DEPTH {
        return Err(IngestError::Damaged {
            format: "HTML", detail: "các thẻ lồng nhau quá sâu"
        });
    }
    let html = Html::parse_document(source);
    let root = html.tree.root();
    let (whole, by_font) = set_with_fonts(root);
    let main = main_part(&html).map(set);
    let set_aside = main.as_ref().is_some_and(|text| text.len() < whole.len()) || has_aside(root);
    Ok(Page {
        title: title(root),
        gate: gate(root),
        set_aside,
        by_font,
        has_scripts: names(root).any(|name| name == "script"),
        text: main.unwrap_or(whole),
    })
}

/// The greatest depth of tags, by counting those that must be closed.
fn depth(source: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in source.split('<').skip(1) {
        let name_of = |tag: &str| {
            tag.chars().take_while(char::is_ascii_alphanumeric).take(12).collect::<String>()
        };
        if let Some(closed) = tag.strip_prefix('/') {
            depth = depth.saturating_sub(usize::from(counts(&name_of(closed))));
        } else {
            depth += usize::from(counts(&name_of(tag)));
            deepest = deepest.max(depth);
        }
    }
    deepest
}

fn counts(name: &str) -> bool {
    !name.is_empty() && !SELF_CLOSING.contains(&name.to_ascii_lowercase().as_str())
}

fn names(root: NodeRef<'_, Node>) -> impl Iterator<Item = &str> {
    root.descendants().filter_map(|node| node.value().as_element().map(|e| e.name()))
}

fn has_aside(root: NodeRef<'_, Node>) -> bool {
    root.descendants().any(|node| {
        let is_aside = node.value().as_element().is_some_and(|e| ASIDE.contains(&e.name()));
        is_aside
            && node.descendants().any(|n| n.value().as_text().is_some_and(|t| !t.trim().is_empty()))
    })
}

/// The element that holds the text: the longest `main` or `article`, when it holds at least half of the page.
fn main_part(html: &Html) -> Option<NodeRef<'_, Node>> {
    let root = html.tree.root();
    let is_main = |node: &NodeRef<'_, Node>| {
        node.value().as_element().is_some_and(|e| matches!(e.name(), "main" | "article"))
    };
    let n_chars = |node: NodeRef<'_, Node>| set(node).len();
    let candidates: Vec<_> =
        root.descendants().filter(is_main).take(20).map(|n| (n_chars(n), n)).collect();
    let (longest, node) = candidates.into_iter().rev().max_by_key(|(n, _)| *n)?;
    (longest * 2 >= n_chars(root)).then_some(node)
}

/// Sets the text below a node.
fn set(node: NodeRef<'_, Node>) -> String {
    set_with_fonts(node).0
}

/// Sets the text below a node, and tells whether any of it was read by the name of an old font.
fn set_with_fonts(node: NodeRef<'_, Node>) -> (String, bool) {
    let mut setter = Setter {
        blocks: Blocks::new(),
        silent: 0,
        preformatted: 0,
        fonts: Fonts::default(),
        by_font: false,
    };
    for edge in node.traverse() {
        match edge {
            Edge::Open(node) => setter.open(node.value()),
            Edge::Close(node) => setter.close(node.value()),
        }
    }
    (setter.blocks.finish(), setter.by_font)
}

struct Setter {
    blocks: Blocks,
    /// Open elements whose text is left out.
    silent: usize,
    preformatted: usize,
    fonts: Fonts,
    by_font: bool,
}

impl Setter {
    fn open(&mut self, node: &Node) {
        match node {
            Node::Text(text) if self.silent == 0 => {
                let by_font = self.fonts.read(text);
                self.by_font |= by_font.is_some();
                self.text(by_font.as_deref().unwrap_or(text));
            }
            Node::Element(element) => {
                self.fonts.enter(element);
                self.open_element(element.name());
            }
            _ => {}
        }
    }

    fn open_element(&mut self, name: &str) {
        if is_left_out(name) {
            self.silent += 1;
        }
        if self.silent > 0 {
            return;
        }
        match name {
            "br" => self.line_break(),
            "tr" => self.blocks.open_row(),
            "td" | "th" => self.blocks.open_cell(),
            "pre" | "textarea" => {
                self.preformatted += 1;
                self.blocks.break_line();
            }
            name if BLOCKS.contains(&name) => self.blocks.break_line(),
            _ => {}
        }
    }

    fn close(&mut self, node: &Node) {
        let Some(name) = node.as_element().map(|e| e.name()) else { return };
        self.fonts.leave();
        if is_left_out(name) {
            self.silent = self.silent.saturating_sub(1);
            return;
        }
        if self.silent > 0 {
            return;
        }
        match name {
            "tr" => self.blocks.close_row(),
            "td" | "th" => self.blocks.close_cell(),
            "pre" | "textarea" => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.blocks.break_line();
            }
            name if BLOCKS.contains(&name) => self.blocks.break_line(),
            _ => {}
        }
    }

    fn line_break(&mut self) {
        let flow = self.blocks.flow();
        flow.truncate(flow.trim_end_matches(' ').len());
        flow.push('\n');
    }

    /// Adds text with runs of ASCII white space as one space, none at the start of a line.
    fn text(&mut self, text: &str) {
        let flow = self.blocks.flow();
        if self.preformatted > 0 {
            flow.push_str(text);
            return;
        }
        for c in text.chars() {
            let c = if c.is_ascii_whitespace() { ' ' } else { c };
            let opens_line = flow.is_empty() || flow.ends_with(['\n', ' ']);
            if c != ' ' || !opens_line {
                flow.push(c);
            }
        }
    }
}

fn is_left_out(name: &str) -> bool {
    SILENT.contains(&name) || ASIDE.contains(&name)
}

fn title(root: NodeRef<'_, Node>) -> Option<String> {
    let is_title =
        |node: &NodeRef<'_, Node>| node.value().as_element().is_some_and(|e| e.name() == "title");
    let node = root.descendants().find(is_title)?;
    let text: String =
        node.descendants().filter_map(|n| n.value().as_text().map(|t| t.to_string())).collect();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// All that a reader of the page or of its source could see, a line each.
fn gate(root: NodeRef<'_, Node>) -> String {
    let mut blocks = Blocks::new();
    for node in root.descendants() {
        match node.value() {
            Node::Text(text) => blocks.line(text),
            Node::Comment(comment) => blocks.line(comment),
            Node::Element(element) => {
                let told = element
                    .attrs()
                    .filter(|(name, _)| matches!(*name, "content" | "alt" | "title" | "value"));
                told.for_each(|(_, value)| blocks.line(value));
            }
            _ => {}
        }
    }
    blocks.finish()
}
