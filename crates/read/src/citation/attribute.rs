//! What stands around a citation and belongs to it: its day and its issuing body.
//!
//! Each citation has a window that ends at the next one, so that nothing bleeds over from a neighbour.

use crate::context::Context;
use crate::contract::{Citation, DateMention};
use crate::cursor::{Cursor, back_blanks, back_word, last_bytes};
use crate::issuer;

/// Fills in day and issuer where the text states them next to the citation.
pub(super) fn fill(cx: &Context, found: &mut [Citation], dates: &[DateMention]) {
    let starts: Vec<usize> = found.iter().map(|c| c.start).collect();
    let mut ends = Vec::with_capacity(found.len());
    for (i, citation) in found.iter_mut().enumerate() {
        let limit = starts.get(i + 1).copied().unwrap_or(cx.text.len());
        ends.push(after(cx, citation, dates, limit));
        if citation.issuer.is_none() {
            before(cx, citation, dates);
        }
    }
    share(cx, found, &ends);
}

/// Reads what follows a citation, in any order: a day, `của …`, a bracket with the term; returns where that ends.
fn after(cx: &Context, citation: &mut Citation, dates: &[DateMention], limit: usize) -> usize {
    let mut at = citation.end;
    for _ in 0..5 {
        let mut c = Cursor::new(&cx.fold, at);
        c.blanks();
        if citation.date.is_none()
            && let Some(date) =
                day_at(cx, c.at, dates).filter(|d| d.start < limit && suits(citation, d))
        {
            citation.date = Some(date.edtf.clone());
            at = date.end;
        } else if citation.issuer.is_none()
            && let Some((end, name)) = issuer_behind(cx, c).filter(|(end, _)| *end <= limit)
        {
            citation.issuer = Some(name);
            at = end;
        } else if let Some(end) = term_at(cx, c.at) {
            at = end;
        } else {
            break;
        }
    }
    at
}

/// `của BODY`, or `do BODY ban hành`: where that ends, and the body.
fn issuer_behind(cx: &Context, mut c: Cursor) -> Option<(usize, String)> {
    c.eat(",");
    let of = c.word("của");
    if session(&mut c) {
        let (end, body) = issuer::known_at(&cx.fold, c.at)?;
        return Some((end, body.to_owned()));
    }
    if !of && !c.word("do") {
        return None;
    }
    let (range, name) = issuer::read_at(cx, c.at)?;
    let mut behind = Cursor::new(&cx.fold, range.end);
    (of || behind.any_word(&["ban hành", "ký", "phê duyệt"])).then_some((range.end, name))
}

/// Steps over `Hội nghị lần thứ tám` or `Hội nghị Trung ương 8`, at which the Central Committee decided.
fn session(c: &mut Cursor) -> bool {
    let mut ahead = *c;
    if !ahead.word("hội nghị") {
        return false;
    }
    if ahead.word("lần thứ") {
        ahead.blanks();
        ahead.at += ahead.next_word().len();
        ahead.figure(2);
    }
    ahead.blanks();
    let body = ahead.next_word() == "ban";
    if body {
        *c = ahead;
    }
    body
}

/// The day that stands at a byte, after a comma, a bracket or `ban hành`; never the day of what the sentence tells.
fn day_at<'d>(cx: &Context, at: usize, dates: &'d [DateMention]) -> Option<&'d DateMention> {
    let mut c = Cursor::new(&cx.fold, at);
    c.blanks();
    let comma = c.eat(",");
    let _ = comma || c.eat("(");
    c.any_word(&["được", "đã"]);
    c.any_word(&["ban hành", "ký ban hành", "ký", "thông qua", "công bố"]);
    c.blanks();
    let date = dates.binary_search_by_key(&c.at, |d| d.start).ok().and_then(|i| dates.get(i))?;
    let gap = cx.text.get(at..date.start).unwrap_or("");
    let new_line = gap.contains('\n') && date.text.starts_with(char::is_uppercase);
    (!new_line && !opens_event(cx, date, comma)).then_some(date)
}

/// Whether a day tells when something took place: `…, ngày 18/6, tại hội trường …`, `…, ngày 18/6, Sở Nội vụ tổ chức …`.
fn opens_event(cx: &Context, date: &DateMention, comma: bool) -> bool {
    let mut c = Cursor::new(&cx.fold, date.end);
    let closed = c.eat(",");
    let place = c.word("tại");
    if !closed {
        return place && comma;
    }
    c.blanks();
    let capital = cx.text.get(c.at..).is_some_and(|t| t.starts_with(char::is_uppercase));
    place || comma && capital && issuer::read_at(cx, c.at).is_some()
}

/// Whether a date can be a document's day: a day, or a year for a law known by name.
fn suits(citation: &Citation, date: &DateMention) -> bool {
    let day = date.edtf.len() == 10 && !date.edtf.contains('/');
    let year_inside = citation.number.as_deref().is_some_and(|n| n.contains(&date.edtf));
    day || date.edtf.len() == 4 && !year_inside
}

/// A bracket or words that name a congress term: `(khóa X)`, `khóa XII`, `(sửa đổi)`.
fn term_at(cx: &Context, at: usize) -> Option<usize> {
    let mut c = Cursor::new(&cx.fold, at);
    c.blanks();
    c.eat(",");
    c.blanks();
    let bracket = c.eat("(");
    if !(c.word("khóa") || c.word("đại hội")) {
        return None;
    }
    c.blanks();
    let len = c.next_word().len().max(c.rest().bytes().take_while(u8::is_ascii_digit).count());
    c.at += len;
    (len > 0 && (!bracket || c.eat(")"))).then_some(c.at)
}

/// Reads what leads up to a citation: `[ngày …,] BODY ban hành <citation>`.
fn before(cx: &Context, citation: &mut Citation, dates: &[DateMention]) {
    let from = cx.clause_start(citation.start);
    let mut at = citation.start;
    for filler in ["các", "bản", "một", "toàn văn", "cũng"] {
        at = back_word(&cx.fold, at, filler).unwrap_or(at);
    }
    let verbs = ["ký ban hành", "ban hành", "ký", "đã có", "vừa có", "thông qua"];
    let Some(verb) = verbs.iter().find_map(|v| back_word(&cx.fold, at, v)) else { return };
    let mut end = verb;
    for filler in ["vừa", "đã", "cũng đã", "mới", "chính thức", "kịp thời"] {
        end = back_word(&cx.fold, end, filler).unwrap_or(end);
    }
    let end = back_blanks(&cx.fold, end);
    let Some((start, name)) = body_ending_at(cx, from, end) else { return };
    citation.issuer = Some(name);
    let lead = cx.fold.get(..start).map_or(0, |h| h.trim_end_matches([' ', ',', '\n']).len());
    if citation.date.is_none() {
        citation.date = dates
            .binary_search_by_key(&lead, |d| d.end)
            .ok()
            .and_then(|i| dates.get(i))
            .filter(|d| d.edtf.len() == 10)
            .map(|d| d.edtf.clone());
    }
}

/// The body whose name fills the words up to a byte, looking no further back than the clause.
fn body_ending_at(cx: &Context, from: usize, end: usize) -> Option<(usize, String)> {
    let head = last_bytes(cx.text.get(from..end)?, 160);
    let from = end - head.len();
    let starts = head
        .char_indices()
        .rev()
        .filter(|(i, c)| c.is_uppercase() && !crate::cursor::is_word_before(head, *i));
    let mut best = None;
    for (i, _) in starts.take(8) {
        if let Some((range, name)) = issuer::read_at(cx, from + i)
            && range.end == end
        {
            best = Some((range.start, name));
        }
    }
    best
}

/// In a list (`số A ngày …, số B ngày … của Chính phủ`) the issuer at the end is that of all.
fn share(cx: &Context, found: &mut [Citation], ends: &[usize]) {
    for i in (0..found.len().saturating_sub(1)).rev() {
        let (Some(end), Some(next)) = (ends.get(i), found.get(i + 1)) else { continue };
        let gap = cx.fold.get(*end..next.start).unwrap_or("?");
        let joined =
            gap.split([' ', ',', '\n']).all(|w| ["", "và", "số", "các", "cùng"].contains(&w));
        let (issuer, doc_type) = (next.issuer.clone(), next.doc_type.clone());
        if let Some(c) = found
            .get_mut(i)
            .filter(|c| joined && c.issuer.is_none() && c.doc_type == doc_type && c.name.is_none())
        {
            c.issuer = issuer;
        }
    }
}

/// Fills in the issuer that a number's code names beyond doubt.
pub(super) fn from_code(found: &mut [Citation]) {
    for citation in found.iter_mut().filter(|c| c.issuer.is_none()) {
        let Some(number) = &citation.number else { continue };
        citation.issuer = issuer_in(number);
    }
}

fn issuer_in(number: &str) -> Option<String> {
    let figure = |p: &&str| p.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = number.split(['-', '/']).skip(1).filter(|p| !figure(p)).collect();
    let typed = parts.first().is_some_and(|p| crate::kind::by_code(p).next().is_some());
    let bodies = parts.get(usize::from(typed)..)?;
    let party = number.find('-').is_some_and(|h| number.find('/').is_some_and(|s| h < s));
    let known: Vec<&str> = bodies.iter().filter_map(|b| issuer::certain(b)).collect();
    let first_certain = issuer::certain(bodies.first()?)?;
    // BCT is the Politburo's short name in prose and a ministry's code in State numbers only.
    let joint = bodies.len() > 1 && (known.len() > 1 || typed);
    let politburo = party && *bodies.first()? == "BCT";
    (!joint && !politburo).then(|| first_certain.to_owned())
}
