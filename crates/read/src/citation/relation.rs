//! What a text does with a document it cites: rests on it, carries it out, amends it, reviews it.
//!
//! Looks only at the words between the previous citation or sentence mark and the mention.

use std::sync::LazyLock;

use crate::context::Context;
use crate::contract::Citation;
use crate::cursor::{back_word, last_bytes, phrase_at};

/// Cue words, strongest first, with the relation they mean.
const CUES: &[(&str, &str)] = &[
    ("sơ kết", "reviews"),
    ("tổng kết", "reviews"),
    ("bãi bỏ", "repeals"),
    ("hủy bỏ", "repeals"),
    ("thay thế", "replaces"),
    ("thay cho", "replaces"),
    ("sửa đổi", "amends"),
    ("bổ sung", "amends"),
    ("căn cứ", "basis"),
    ("thực hiện", "implements"),
    ("triển khai", "implements"),
    ("thi hành", "implements"),
    ("quán triệt", "implements"),
    ("chấp hành", "implements"),
    ("cụ thể hóa", "implements"),
    ("hướng dẫn", "implements"),
    ("theo", "basis"),
];

/// The cues by the lowest five bits of their first byte, strongest first, with their places among all.
static BY_FIRST: LazyLock<[Vec<(usize, &str)>; 32]> = LazyLock::new(|| {
    std::array::from_fn(|bits| {
        let begins = |cue: &str| cue.bytes().next().is_some_and(|b| usize::from(b & 31) == bits);
        let cues = CUES.iter().map(|(cue, _)| *cue).enumerate();
        cues.filter(|(_, cue)| begins(cue)).collect()
    })
});

/// Whether cues begin with a byte.
fn is_first(byte: u8) -> bool {
    matches!(byte, b'b' | b'c' | b'h' | b'q' | b's' | b't')
}

/// Farthest a cue may stand before its citation, in bytes.
const REACH: usize = 120;

/// Fills in the relation of every citation.
pub(super) fn fill(cx: &Context, found: &mut [Citation]) {
    let mut before: Option<(usize, String)> = None;
    for citation in found.iter_mut() {
        let clause = cx.clause_start(citation.start);
        let from = before.as_ref().map_or(clause, |(end, _)| clause.max(*end));
        let window = last_bytes(cx.fold.get(from..citation.start).unwrap_or(""), REACH);
        let own = strongest(window).map(str::to_owned);
        let shared = before.filter(|(end, _)| *end > clause && is_joint(window)).map(|(_, r)| r);
        citation.relation = own.or(shared).unwrap_or_else(|| "mentions".to_owned());
        before = Some((citation.end, citation.relation.clone()));
    }
}

/// The relation of the strongest cue in a window.
fn strongest(window: &str) -> Option<&'static str> {
    let mut best = CUES.len();
    let mut before = b' ';
    for (at, byte) in window.bytes().enumerate() {
        let inside = std::mem::replace(&mut before, byte).is_ascii_alphanumeric();
        if inside || !is_first(byte) {
            continue;
        }
        let second = window.as_bytes().get(at + 1);
        let here = |cue: &str| {
            cue.as_bytes().get(1) == second
                && phrase_at(window, at, cue).is_some()
                && !attached(window, at, cue)
        };
        let mut stronger = BY_FIRST[usize::from(byte & 31)].iter().take_while(|(n, _)| *n < best);
        best = stronger.find(|(_, cue)| here(cue)).map_or(best, |(n, _)| *n);
    }
    CUES.get(best).map(|(_, relation)| *relation)
}

/// Whether a cue belongs to the word before it: `kèm theo`, `ban chấp hành`.
fn attached(window: &str, at: usize, cue: &str) -> bool {
    let head = window.get(..at).unwrap_or("").trim_end();
    cue == "theo" && head.ends_with("kèm") || cue == "chấp hành" && head.ends_with("ban")
}

/// Whether only a comma or `và` (with a day and an issuer) stands between two citations; not `…, tỉnh ban hành …`.
fn is_joint(window: &str) -> bool {
    window.len() < 100 && back_word(window, window.len(), "ban hành").is_none()
}
