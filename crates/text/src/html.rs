//! Web pages to text: blocks to lines, tables to rows, no script run and nothing fetched.
//!
//! Takes the main part of the page where the page tells one; menus, captions, related links, scripts and what else
//! stands around the text are set aside, each under its kind. Knows nothing of bytes.

mod fonts;
mod parts;

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::{Html, Node};

use crate::blocks::Blocks;
use crate::document::{AsideKind, Document};
use crate::error::IngestError;
use fonts::Fonts;
pub(crate) use fonts::old_font;
use parts::{main_part, part};

/// Most characters of scripts that are kept.
const MAX_SCRIPT: usize = 100_000;
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
pub(crate) fn read(source: &str) -> Result<Document, IngestError> {
    if depth(source) > MAX_DEPTH {
        return Err(IngestError::Damaged {
            format: "HTML", detail: "các thẻ lồng nhau quá sâu"
        });
    }
    let html = Html::parse_document(source);
    let root = html.tree.root();
    let mut document = Document { title: title(root), gate: gate(root), ..Document::default() };
    match main_part(root) {
        Some(main) => {
            document.text = set(main, None, &mut document);
            let around = set(root, Some(main), &mut document);
            document.set_aside(AsideKind::Other, around);
        }
        None => document.text = set(root, None, &mut document),
    }
    if document.by_font {
        let message = "Trang dùng phông chữ cũ (.Vn…, VNI-… hoặc VPS…): chữ mang phông đó đã được chuyển sang Unicode.";
        document.notice("text.legacy-font", message);
    }
    let is_script = |kind: AsideKind| kind == AsideKind::Script;
    if document.aside.iter().any(|aside| !is_script(aside.kind)) {
        let message = "Phần đầu, cuối và bên cạnh trang (trình đơn, chú thích ảnh, liên kết, bài liên quan) không được đưa vào văn bản.";
        document.notice("html.set-aside", message);
    }
    if document.aside.iter().any(|aside| is_script(aside.kind)) {
        let message = "Trang có mã lệnh (script); mã lệnh đã bỏ khỏi văn bản, không được chạy.";
        document.notice("html.scripts", message);
    }
    Ok(document)
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

/// Sets the text below a node, but for one part of it; what is no text goes aside.
fn set(
    node: NodeRef<'_, Node>,
    without: Option<NodeRef<'_, Node>>,
    document: &mut Document,
) -> String {
    let n_letters = parts::n_letters(node);
    let mut setter = Setter {
        blocks: vec![Blocks::new()],
        aside: Vec::new(),
        preformatted: 0,
        fonts: Fonts::default(),
        document,
    };
    let mut hidden = 0_usize;
    for edge in node.traverse() {
        match edge {
            Edge::Open(node) if hidden > 0 || Some(node) == without => {
                hidden += usize::from(hidden > 0 || Some(node) == without);
            }
            Edge::Close(_) if hidden > 0 => hidden -= 1,
            Edge::Open(node) => setter.open(node, n_letters),
            Edge::Close(node) => setter.close(node),
        }
    }
    setter.blocks.into_iter().next().map(Blocks::finish).unwrap_or_default()
}

struct Setter<'d> {
    /// The text, and the parts set aside that are open.
    blocks: Vec<Blocks>,
    /// What is set aside and still open.
    aside: Vec<(ego_tree::NodeId, Option<AsideKind>)>,
    preformatted: usize,
    fonts: Fonts,
    document: &'d mut Document,
}

impl Setter<'_> {
    fn open(&mut self, node: NodeRef<'_, Node>, n_letters: usize) {
        match node.value() {
            Node::Text(text) => {
                let by_font = self.fonts.read(text).filter(|_| !self.is_silent());
                self.document.by_font |= by_font.is_some();
                self.text(by_font.as_deref().unwrap_or(text));
            }
            Node::Element(element) => {
                self.fonts.enter(element);
                let kind = part(node, n_letters);
                if let Some(kind) = kind.filter(|_| !self.is_silent()) {
                    self.aside.push((node.id(), kind));
                    self.blocks.push(Blocks::new());
                }
                self.open_element(element.name());
            }
            _ => {}
        }
    }

    /// Whether the open part holds no text at all.
    fn is_silent(&self) -> bool {
        self.aside.iter().any(|(_, kind)| kind.is_none_or(|kind| kind == AsideKind::Script))
    }

    fn with(&mut self, act: impl FnOnce(&mut Blocks)) {
        if let Some(blocks) = self.blocks.last_mut() {
            act(blocks);
        }
    }

    fn open_element(&mut self, name: &str) {
        match name {
            "br" => self.line_break(),
            "tr" => self.with(Blocks::open_row),
            "td" | "th" => self.with(Blocks::open_cell),
            "pre" | "textarea" => {
                self.preformatted += 1;
                self.with(Blocks::break_line);
            }
            name if BLOCKS.contains(&name) => self.with(Blocks::break_line),
            _ => {}
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        let Some(name) = node.value().as_element().map(|e| e.name()) else { return };
        self.fonts.leave();
        if self.aside.last().is_some_and(|(id, _)| *id == node.id()) {
            self.close_aside();
            if BLOCKS.contains(&name) {
                self.with(Blocks::break_line);
            }
            return;
        }
        match name {
            "tr" => self.with(Blocks::close_row),
            "td" | "th" => self.with(Blocks::close_cell),
            "pre" | "textarea" => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.with(Blocks::break_line);
            }
            name if BLOCKS.contains(&name) => self.with(Blocks::break_line),
            _ => {}
        }
    }

    fn close_aside(&mut self) {
        let (Some((_, kind)), Some(blocks)) = (self.aside.pop(), self.blocks.pop()) else { return };
        if let Some(kind) = kind {
            let mut text = blocks.finish();
            text.truncate(text.floor_char_boundary(MAX_SCRIPT));
            self.document.set_aside(kind, text);
        }
    }

    fn line_break(&mut self) {
        self.with(|blocks| {
            let flow = blocks.flow();
            flow.truncate(flow.trim_end_matches(' ').len());
            flow.push('\n');
        });
    }

    /// Adds text with runs of ASCII white space as one space, none at the start of a line.
    fn text(&mut self, text: &str) {
        let preformatted = self.preformatted > 0;
        let Some(flow) = self.blocks.last_mut().map(Blocks::flow) else { return };
        if preformatted {
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
