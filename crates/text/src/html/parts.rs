//! What the parts of a web page are: the main text, menus, captions, related links.
//!
//! Told by the names of elements and by words in their classes. Sets no text.

use ego_tree::NodeRef;
use scraper::Node;

use crate::document::AsideKind;

/// Words in classes and ids, with what they tell.
const WORDS: &str = include_str!("../../data/page_parts.tsv");
/// Elements whose content is no text and not kept.
const SILENT: [&str; 12] = [
    "style", "svg", "iframe", "object", "head", "canvas", "audio", "video", "math", "option",
    "link", "meta",
];
/// Share of a page, in a hundred, from which a part is its text whatever its class says.
const TOO_MUCH: usize = 40;

/// Letters below a node that a reader sees.
pub(super) fn n_letters(node: NodeRef<'_, Node>) -> usize {
    let is_seen = |node: &NodeRef<'_, Node>| {
        let parent =
            node.parent().and_then(|p| p.value().as_element().map(|e| e.name().to_owned()));
        !parent.is_some_and(|name| SILENT.contains(&name.as_str()) || name == "script")
    };
    let texts = node.descendants().filter(|n| n.value().is_text()).filter(is_seen);
    texts.filter_map(|n| n.value().as_text().map(|t| t.trim().len())).sum()
}

/// What an element is when it is no part of the text: the inner `None` for what is dropped.
pub(super) fn part(node: NodeRef<'_, Node>, n_letters_of_all: usize) -> Option<Option<AsideKind>> {
    let element = node.value().as_element()?;
    let by_name = match element.name() {
        name if SILENT.contains(&name) => return Some(None),
        "script" => return Some(Some(AsideKind::Script)),
        "nav" => Some(AsideKind::Nav),
        "footer" => Some(AsideKind::Footer),
        "aside" => Some(AsideKind::Related),
        "figcaption" => Some(AsideKind::Caption),
        "noscript" | "template" | "select" | "button" => Some(AsideKind::Other),
        _ => None,
    };
    if let Some(kind) = by_name {
        return Some(Some(kind));
    }
    if matches!(element.name(), "html" | "body" | "main" | "article") {
        return None;
    }
    let kind = told(node).filter(|word| *word != "main").and_then(kind)?;
    let is_text = n_letters(node) * 100 > n_letters_of_all * TOO_MUCH;
    (!is_text).then_some(Some(kind))
}

fn kind(word: &str) -> Option<AsideKind> {
    Some(match word {
        "nav" => AsideKind::Nav,
        "caption" => AsideKind::Caption,
        "related" => AsideKind::Related,
        "share" => AsideKind::Share,
        "author" => AsideKind::Author,
        "comment" => AsideKind::Comment,
        "other" => AsideKind::Other,
        _ => return None,
    })
}

/// What the classes and the id of an element tell.
fn told(node: NodeRef<'_, Node>) -> Option<&'static str> {
    let element = node.value().as_element()?;
    let named = element.attrs().filter(|(name, _)| matches!(*name, "class" | "id"));
    named
        .flat_map(|(_, value)| value.split_whitespace())
        .map(dashed)
        .find_map(|class| by_class(&class))
}

fn by_class(class: &str) -> Option<&'static str> {
    let rows =
        WORDS.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split_once('\t'));
    let stands = |word: &str| {
        class.match_indices(word).any(|(at, _)| {
            let before = class.get(..at).is_some_and(|b| b.is_empty() || b.ends_with('-'));
            let after =
                class.get(at + word.len()..).is_some_and(|a| a.is_empty() || a.starts_with('-'));
            before && after
        })
    };
    rows.into_iter().find_map(|(kind, word)| stands(word).then_some(kind))
}

/// `PhotoCMS_Caption` as `photo-cms-caption`.
fn dashed(class: &str) -> String {
    let mut out = String::with_capacity(class.len() + 4);
    let mut after_small = false;
    for c in class.chars() {
        if c.is_uppercase() && after_small {
            out.push('-');
        }
        after_small = c.is_lowercase();
        out.extend(if c == '_' { '-' } else { c }.to_lowercase());
    }
    out
}

/// The element that holds the text: the longest `main`, `article` or element whose class says so, when it holds at
/// least half of the page; with the heading that stands above it.
pub(super) fn main_part(root: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    let is_main = |node: &NodeRef<'_, Node>| {
        let name = node.value().as_element().map(|e| e.name());
        matches!(name, Some("main" | "article"))
            || (matches!(name, Some("div" | "section" | "td")) && told(*node) == Some("main"))
    };
    let candidates: Vec<_> =
        root.descendants().filter(is_main).take(20).map(|n| (text_of(n), n)).collect();
    let (longest, node) = candidates.into_iter().rev().max_by_key(|(n, _)| *n)?;
    (longest * 2 >= text_of(root)).then(|| with_heading(node, longest))
}

/// Letters below a node that are no menu and no link to elsewhere.
fn text_of(node: NodeRef<'_, Node>) -> usize {
    let (mut n, mut hidden) = (0, 0_usize);
    for edge in node.traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Text(text) if hidden == 0 => n += text.trim().len(),
                Node::Element(e) => hidden += usize::from(is_beside(e.name())),
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                let closes = node.value().as_element().is_some_and(|e| is_beside(e.name()));
                hidden = hidden.saturating_sub(usize::from(closes));
            }
        }
    }
    n
}

fn is_beside(name: &str) -> bool {
    SILENT.contains(&name)
        || matches!(
            name,
            "script" | "nav" | "footer" | "aside" | "noscript" | "template" | "select" | "button"
        )
}

/// The nearest element around that also holds the first heading, when little else comes with it.
fn with_heading(node: NodeRef<'_, Node>, n_text: usize) -> NodeRef<'_, Node> {
    let holds_heading = |node: NodeRef<'_, Node>| {
        node.descendants().any(|n| n.value().as_element().is_some_and(|e| e.name() == "h1"))
    };
    if holds_heading(node) {
        return node;
    }
    let around = node.ancestors().take(6).find(|n| holds_heading(*n));
    let is_small = |around: &NodeRef<'_, Node>| {
        let is_page =
            around.value().as_element().is_none_or(|e| matches!(e.name(), "html" | "body"));
        !is_page && text_of(*around) <= n_text * 2
    };
    around.filter(is_small).unwrap_or(node)
}
