//! Lines of an administrative document that give no work: heading block, legal bases, addressees, causes, signature.

use crate::context::Context;
use crate::people::cue::{self as people_cue, Use};
use crate::post;
use crate::role::clause::Clause;
use crate::role::cue::{self as role_cue, Tells};
use crate::word::Word;

/// Tells whether a line ends in the word that sends the document: `điện:`, `gửi:`.
pub(super) fn sends(cx: &Context, first: usize, end: usize) -> bool {
    let last = end.saturating_sub(2);
    let dear = cx.small(first) == "kính" && cx.small(first + 1) == "gửi";
    last > first && matches!(cx.small(last), "điện" | "gửi") || dear
}

/// Tells whether a clause opens with a number or letter of a list.
fn is_numbered(cx: &Context, clause: &Clause) -> bool {
    let from = clause.words.start;
    clause.opens_paragraph && clause.marked && cx.words.get(from).is_some_and(|w| !w.is_sign())
}

/// A numbered paragraph of causes.
pub(super) fn is_cause(cx: &Context, clause: &Clause) -> bool {
    let first = clause.features.first;
    cx.small(first) == "nguyên" && cx.small(first + 1) == "nhân" && is_numbered(cx, clause)
}

/// Lines of the heading block, the legal bases and the proposals that a document rests on.
pub(super) fn is_frame(cx: &Context, clause: &Clause, before: bool) -> bool {
    let f = &clause.features;
    let (first, second) = (cx.small(f.first), cx.small(f.first + 1));
    clause.opens_paragraph
        && !clause.features.colon
        && match first {
            "căn" => before && second == "cứ",
            "xét" => matches!(second, "đề" | "tờ" | "báo" | "kiến" | "công"),
            "theo" => matches!(second, "đề" | "tờ"),
            "sau" => second == "khi" && matches!(cx.small(f.first + 2), "xem" | "nghe" | "thảo"),
            "qua" => matches!(second, "xem" | "thảo"),
            "trên" => cx.small(f.first + 2) == "sở" && cx.small(f.first + 3) == "ý",
            "thực" | "triển" => before && !f.has(Tells::Task) && carries_out(cx, f.first),
            _ => false,
        }
}

/// `Thực hiện Nghị quyết …`, `Triển khai thực hiện Luật …`: the document that this one carries out.
fn carries_out(cx: &Context, first: usize) -> bool {
    const KINDS: &[&str] =
        &["luật", "nghị", "quyết", "chỉ", "kế", "kết", "công", "chương", "thông", "hướng", "văn"];
    let mut at = first;
    while matches!((cx.small(at), cx.small(at + 1)), ("thực", "hiện") | ("triển", "khai")) {
        at += 2;
    }
    at > first && KINDS.contains(&cx.small(at))
}

/// A heading that only names who is addressed, or a lead-in.
pub(super) fn is_addressee(cx: &Context, clause: &Clause) -> bool {
    let f = &clause.features;
    let words = cx.words.get(f.first..f.end).unwrap_or_default();
    let open = words.last().is_some_and(|w| w.sign() == ':' || !w.is_sign());
    let named = |k: usize| cx.words.get(k).is_some_and(|w| w.is_capital()) && k > f.first;
    let verb = f.has(Tells::Verb)
        || f.has(Tells::Task)
        || (f.first..f.end).any(|k| role_cue::verb(cx, k) && !named(k));
    clause.is_paragraph && clause.marked && open && words.len() <= 24 && (!verb || f.colon)
}

/// The first line of a signature block.
pub(super) fn is_signature(cx: &Context, at: usize, end: usize) -> bool {
    let words = cx.words.get(at..end.max(at)).unwrap_or_default();
    let single = |w: &Word| w.end() - w.start() == 1 && w.is_capital();
    let capitals = words.iter().filter(|w| w.is_letters()).all(|w| w.is_all_caps() || single(w));
    capitals && (people_cue::is(&cx.words, at, Use::Signature) || post::stands(&cx.words, at))
}

/// A line that is nothing but a name: a few words, all with a capital letter.
pub(super) fn is_name(cx: &Context, clause: &Clause) -> bool {
    let f = &clause.features;
    let words = cx.words.get(f.first..f.end).unwrap_or_default();
    let named = words.len() <= 6 && words.iter().all(|w| w.is_capital());
    clause.is_paragraph && !clause.marked && named
}

pub(super) fn one_line(text: &str) -> String {
    crate::structure::one_blank(text)
}
