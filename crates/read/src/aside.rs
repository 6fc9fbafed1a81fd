//! Lines that are no running text of a news item: captions, repeated captions, leftovers of a web page, credits.
//!
//! Nothing is taken out of the text: a line set aside is only named. Administrative documents have none.

use std::borrow::Cow;
use std::ops::Range;

use crate::context::Context;
use crate::contract::Aside;
use crate::structure::one_blank;
use crate::word::{Anchor, Set};

/// Longest line that can be a caption, in bytes.
const LONGEST: usize = 420;

/// Longest line that can be set aside without a word of a picture, in bytes.
const SHORT: usize = 160;

/// Finds the lines to be set aside, in text order.
#[inline(never)]
pub(crate) fn find(cx: &Context) -> Vec<Aside> {
    let mut seen: Set<&str> = Set::default();
    seen.reserve(cx.paragraphs.len());
    let mut photos = cx.marked(Anchor::Photo).peekable();
    let mut found = Vec::new();
    let mut after_markup = false;
    for line in &cx.paragraphs {
        let text = cx.slice(line);
        while photos.next_if(|at| *at < line.start).is_some() {}
        let pictured = photos.peek().is_some_and(|at| *at < line.end);
        let plain = text.len() >= SHORT && !pictured && !after_markup && !text.starts_with('[');
        let kind = if plain { None } else { kind(cx, line, text, after_markup) };
        let repeated = text.len() > 12 && text.len() < LONGEST && !seen.insert(text);
        after_markup = kind == Some("markup") && text.chars().any(char::is_alphabetic);
        let kind =
            if repeated && kind.is_none_or(|k| k == "caption") { Some("repeated") } else { kind };
        found.extend(kind.map(|kind| Aside {
            start: line.start,
            end: line.end,
            text: text.to_owned(),
            kind: kind.to_owned(),
        }));
    }
    found
}

fn kind(cx: &Context, line: &Range<usize>, text: &str, after_markup: bool) -> Option<&'static str> {
    if text.len() >= LONGEST {
        return None;
    }
    if text.trim_matches(['\u{a0}', ' ']) == "leftcenterrightdel"
        || !text.chars().any(char::is_alphanumeric)
    {
        return Some("markup");
    }
    let folded = cx.fold.get(line.clone()).unwrap_or("");
    let other_blank = |b: u8| b < b' ' || matches!(b, 0xc2 | 0xe2);
    let single = !folded.bytes().any(other_blank) && !folded.contains("  ");
    let folded = if single { Cow::from(folded) } else { Cow::from(one_blank(folded)) };
    let scene = ["quang cảnh", "toàn cảnh", "ảnh:", "các đại biểu dự", "đại biểu dự hội nghị"];
    let pictured = folded.contains("ảnh")
        && ["(ảnh:", "(ảnh ", ". ảnh:", "ảnh minh họa"].iter().any(|c| folded.contains(c));
    if pictured || after_markup || text.len() < SHORT && scene.iter().any(|s| folded.starts_with(s))
    {
        return Some("caption");
    }
    if text.starts_with('[') && text.ends_with(']') {
        return Some("related");
    }
    let credit = ["tin, ảnh:", "bài, ảnh:", "tin:", "bài và ảnh:", "nguồn:", "theo ttxvn"];
    let agency = text.len() < 80 && folded.contains("(ttxvn") && !folded.ends_with('.');
    let initials =
        text.len() <= 8 && text.contains('.') && text.chars().all(|c| c.is_uppercase() || c == '.');
    (agency || initials || text.len() < 100 && credit.iter().any(|c| folded.starts_with(c)))
        .then_some("credit")
}
