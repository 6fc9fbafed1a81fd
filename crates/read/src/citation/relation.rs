//! What a text does with a document it cites: rests on it, carries it out, amends it, reviews it.
//!
//! Looks only at the words between the previous citation or sentence mark and the mention.

use crate::context::Context;
use crate::contract::Citation;
use crate::cursor::{back_word, last_bytes, phrases};

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

/// Farthest a cue may stand before its citation, in bytes.
const REACH: usize = 120;

/// Fills in the relation of every citation.
pub(super) fn fill(cx: &Context, found: &mut [Citation]) {
    let mut before: Option<(usize, String)> = None;
    for citation in found.iter_mut() {
        let clause = cx.clause_start(citation.start);
        let from = before.as_ref().map_or(clause, |(end, _)| clause.max(*end));
        let window = last_bytes(cx.fold.get(from..citation.start).unwrap_or(""), REACH);
        let own = CUES.iter().find(|(cue, _)| has_word(window, cue)).map(|(_, r)| (*r).to_owned());
        let shared = before.filter(|(end, _)| *end > clause && is_joint(window)).map(|(_, r)| r);
        citation.relation = own.or(shared).unwrap_or_else(|| "mentions".to_owned());
        before = Some((citation.end, citation.relation.clone()));
    }
}

fn has_word(window: &str, cue: &str) -> bool {
    let attached = |at: usize| {
        let head = window.get(..at).unwrap_or("").trim_end();
        cue == "theo" && head.ends_with("kèm") || cue == "chấp hành" && head.ends_with("ban")
    };
    phrases(window, cue).any(|(at, _)| !attached(at))
}

/// Whether only a comma or `và` (with a day and an issuer) stands between two citations; not `…, tỉnh ban hành …`.
fn is_joint(window: &str) -> bool {
    window.len() < 100 && back_word(window, window.len(), "ban hành").is_none()
}
