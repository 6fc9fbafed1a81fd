//! Lines that tell nothing of work: captions and credits, bylines, page furniture, titles without a number.

use crate::context::Context;
use crate::role::clause::Clause;
use crate::role::cue::Tells;
use crate::role::news::begins_with_verb;
use crate::word::Anchor;

/// Captions, bylines, page furniture, related titles in brackets.
pub(super) fn is_silent(cx: &Context, clause: &Clause) -> bool {
    let f = &clause.features;
    let bracket = cx.words.get(f.first).is_some_and(|w| w.sign() == '[');
    let words = cx.words.get(f.first..f.end).unwrap_or_default();
    let fewer = |n: usize| words.iter().filter(|w| w.is_letters()).nth(n - 1).is_none();
    let caption = f.first(Tells::Silent).is_some_and(|h| h.strength >= 9 || fewer(13));
    caption || bracket || fewer(3)
}

/// Tells whether a clause is a caption or page furniture, which changes nothing; kept as [`Clause::quiet`].
pub(super) fn is_quiet(cx: &Context, clause: &Clause) -> bool {
    is_silent(cx, clause) || is_caption(cx, clause)
}

/// A short paragraph without a full stop: a title.
pub(super) fn is_header(cx: &Context, clause: &Clause) -> bool {
    let f = &clause.features;
    let last =
        clause.words.end.checked_sub(1).and_then(|k| cx.words.get(k)).map_or('\0', |w| w.sign());
    let marked = f.first > clause.words.start;
    let closed = matches!(last, '.' | '!' | '?' | '…' | ':' | ';' | ')' | '”' | '"' | '/');
    let told = [Tells::Past, Tells::Result, Tells::Short, Tells::Report].iter().any(|t| f.has(*t));
    let most = if told || begins_with_verb(cx, f) { 30 } else { 60 };
    clause.is_paragraph && !closed && !marked && f.end - f.first <= most && !f.has(Tells::Task)
}

/// `Nguyên nhân của những hạn chế`: a line of its own that ends the list of them.
pub(super) fn is_cause_header(cx: &Context, clause: &Clause) -> bool {
    let f = &clause.features;
    let opens = cx.small(f.first) == "nguyên" && cx.small(f.first + 1) == "nhân";
    let last = clause.words.end.checked_sub(1).and_then(|k| cx.words.get(k));
    let open = last.is_some_and(|w| !w.is_sign() || w.sign() == ':');
    clause.is_paragraph && opens && open && f.end - f.first <= 12
}

/// `… - Ảnh: TRẦN MẪU`: a line that ends with the credit of a picture.
fn names_credit(cx: &Context, clause: &Clause) -> bool {
    let f = &clause.features;
    let near = f.end.saturating_sub(7).max(f.first + 3)..f.end;
    let credit = |k: usize| cx.words.get(k + 1).is_some_and(|w| w.sign() == ':');
    clause.opens_paragraph && cx.marked_words(Anchor::Photo, near).any(credit)
}

/// A short paragraph that only says who is to be seen.
fn is_caption(cx: &Context, clause: &Clause) -> bool {
    if clause.credited && clause.opens_paragraph || names_credit(cx, clause) {
        return true;
    }
    let f = &clause.features;
    let short = f.end - f.first <= 45;
    let told = [Tells::Task, Tells::Past, Tells::Short].iter().any(|t| f.has(*t));
    let plain = !told && !f.colon;
    let ending = f.hits.iter().rfind(|h| matches!(h.tells, Tells::Said | Tells::Scene));
    clause.is_paragraph && short && plain && ending.is_some_and(|h| h.end + 5 >= f.end)
}
