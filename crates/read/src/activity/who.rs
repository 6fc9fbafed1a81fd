//! Who holds an activity and who presides over it.

use std::ops::Range;

use crate::abbreviation::written_out;
use crate::activity::Sentence;
use crate::activity::cue;
use crate::activity::kind::Event;
use crate::body::place;
use crate::context::{Context, Parts};
use crate::people::cue::{self as people, Use};
use crate::post;

/// Bodies before the verb of holding, in the last stretch that has no date or place of the event in it.
pub(crate) fn hosts(cx: &Context, parts: &Parts, event: &Event) -> Vec<String> {
    let Some(verb) = cx.words.get(event.verb) else { return Vec::new() };
    let before = event.sentence.span.start..verb.start();
    let mut found = bodies(parts, &before);
    let gap = |end: usize, start: usize| cx.text.get(end..start).unwrap_or("");
    // Only a chain that reaches the verb: body, [và|,|phối hợp với] body, verb.
    let mut chain: Vec<String> = Vec::new();
    let mut border = verb.start();
    while let Some((start, end, name)) = found.pop() {
        let between = gap(end, border);
        let words = between.split_whitespace().count();
        let dated = !chain.is_empty() && between.contains(|c: char| c.is_ascii_digit());
        let joined = words <= 5
            && !dated
            && !between.contains('.')
            && !between.contains("tại")
            && !is_place(cx, start);
        if !joined {
            break;
        }
        if in_post(cx, start) {
            break;
        }
        chain.push(name);
        border = start;
    }
    chain.reverse();
    chain.dedup();
    if chain.is_empty() { unit_host(cx, event).into_iter().collect() } else { chain }
}

/// A body that names a place: `tại Trụ sở Bộ Quốc phòng`.
fn is_place(cx: &Context, start: usize) -> bool {
    let before = cx.text.get(..start).unwrap_or("");
    let words = before.rsplit(char::is_whitespace).filter(|w| !w.is_empty()).take(4);
    words.take_while(|w| !w.ends_with([',', ';', '.'])).any(|w| matches!(w, "tại" | "Tại" | "ở"))
}

/// `huyện Sông Mây đã tổ chức …`: a unit stands for its government.
fn unit_host(cx: &Context, event: &Event) -> Option<String> {
    let from = event.sentence.words.start.max(event.verb.saturating_sub(8));
    (from..event.verb).rev().find_map(|at| {
        // `thị xã`, `thành phố`: the word for the level may begin one word earlier.
        let wider = at.checked_sub(1).filter(|k| place::unit(&cx.words, *k) == Some(at + 1));
        let at = wider.unwrap_or(at);
        let unit = place::unit(&cx.words, at)?;
        let end = place::end(&cx.words, at)?;
        (end > unit && end <= event.verb && end + 3 >= event.verb).then(|| written_out(cx, at..end))
    })
}

/// The body that the headline names as doing something: `Đảng ủy Quân sự tỉnh ra nghị quyết …`.
pub(crate) fn in_headline(cx: &Context, parts: &Parts, headline: &Sentence) -> Option<String> {
    let (start, end, name) = bodies(parts, &headline.span).into_iter().next()?;
    let at = cx.words.partition_point(|w| w.start() < end);
    let verb = (at..headline.words.end.min(at + 3)).any(|k| {
        cue::at(&cx.words, k).is_some_and(|(_, uses)| {
            uses.iter().any(|u| matches!(u, cue::Use::Hold | cue::Use::Open | cue::Use::Kind(_)))
        })
    });
    (start == headline.span.start && verb).then_some(name)
}

/// Mentions of bodies within bytes: first byte, byte after the last, name; in text order, outer ones only.
pub(crate) fn bodies(parts: &Parts, span: &Range<usize>) -> Vec<(usize, usize, String)> {
    let all =
        parts.bodies.iter().flat_map(|b| b.mentions.iter().map(move |m| (m.start, m.end, &b.name)));
    let mut found: Vec<_> =
        all.filter(|(start, end, _)| *start >= span.start && *end <= span.end).collect();
    found.sort();
    found.into_iter().map(|(start, end, name)| (start, end, name.clone())).collect()
}

/// The parties of a coordination: `giữa A và B`.
pub(crate) fn parties(cx: &Context, parts: &Parts, sentences: &[Sentence]) -> Vec<String> {
    for s in sentences {
        let between =
            s.words.clone().find(|k| word(cx, *k) == "giữa").and_then(|k| cx.words.get(k));
        let Some(from) = between.map(|w| w.start()) else { continue };
        let found = bodies(parts, &(from..s.span.end.min(from + 260)));
        let pair: Vec<String> = found.into_iter().take(2).map(|(_, _, name)| name).collect();
        if pair.len() == 2 {
            return pair;
        }
    }
    Vec::new()
}

/// The word at a place, as written.
fn word<'t>(cx: &Context<'t>, at: usize) -> &'t str {
    cx.words.get(at).map_or("", |w| cx.slice(&(w.start()..w.end())))
}

/// People who preside, from the first sentence that says so.
pub(crate) fn chairs(cx: &Context, parts: &Parts, sentences: &[Sentence]) -> Vec<String> {
    sentences.iter().find_map(|s| chairs_in(cx, parts, s)).unwrap_or_default()
}

fn chairs_in(cx: &Context, parts: &Parts, s: &Sentence) -> Option<Vec<String>> {
    let at = s.words.clone().find(|k| people::is(&cx.words, *k, Use::Chair))?;
    let chair = cx.words.get(at)?.start();
    let end = people::end(&cx.words, at, Use::Chair)?;
    let joint = end - at >= 3;
    let of = cx.words.get(end).is_some_and(|w| cx.slice(&(w.start()..w.end())) == "của");
    let span = if of { chair..s.span.end } else { start_of(cx, s, at)..chair };
    let mut named = people_in(parts, &span);
    if named.is_empty() {
        named = people_in(parts, &(chair..s.span.end));
    }
    if of || !(joint || apart(cx, at)) {
        let keep = if of { named.first() } else { named.last() };
        let listed =
            !of && span.start == s.span.start && !attended_first(cx, s) && is_list(cx, &span);
        return keep.cloned().map(|one| if listed { named.clone() } else { vec![one] });
    }
    (!named.is_empty()).then_some(named)
}

/// Where the subject of the presiding begins: after the last verb of attendance before it.
fn start_of(cx: &Context, s: &Sentence, at: usize) -> usize {
    let attended = (s.words.start..at).rev().find(|k| people::is(&cx.words, *k, Use::Attend));
    let after =
        attended.and_then(|k| people::end(&cx.words, k, Use::Attend)).and_then(|k| cx.words.get(k));
    let lead = attended.is_some_and(|k| k <= s.words.start + 3);
    if lead { s.span.start } else { after.map_or(s.span.start, |w| w.start()) }
}

/// `Dự hội nghị có …`: a sentence that lists guests first.
fn attended_first(cx: &Context, s: &Sentence) -> bool {
    (s.words.start..s.words.start + 4).any(|k| people::is(&cx.words, k, Use::Attend))
}

/// `cùng chủ trì`, `chủ trì` after a list parted by semicolons.
fn apart(cx: &Context, at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|k| cx.words.get(k))
        .is_some_and(|w| cx.slice(&(w.start()..w.end())) == "cùng")
}

/// Tells whether people before the verb are listed with a semicolon or a colon, so that all preside.
fn is_list(cx: &Context, span: &Range<usize>) -> bool {
    let from = cx.words.partition_point(|w| w.start() < span.start);
    let mut words = cx.words.iter().skip(from).take_while(|w| w.end() <= span.end);
    words.any(|w| matches!(w.sign(), ';' | ':'))
}

/// People within bytes, in text order.
pub(crate) fn people_in(parts: &Parts, span: &Range<usize>) -> Vec<String> {
    let all =
        parts.people.iter().flat_map(|p| p.mentions.iter().map(move |m| (m.start, m.end, &p.name)));
    let mut found: Vec<_> =
        all.filter(|(start, end, _)| *start >= span.start && *end <= span.end).collect();
    found.sort();
    found.dedup_by(|a, b| a.2 == b.2);
    found.into_iter().map(|(_, _, name)| name.clone()).collect()
}

/// The person who inspects: the subject of the verb, with post and rank between commas.
pub(crate) fn inspector(cx: &Context, parts: &Parts, event: &Event) -> Option<String> {
    let verb = cx.words.get(event.verb)?.start();
    people_in(parts, &(event.sentence.span.start..verb)).into_iter().next()
}

/// A body that is part of somebody's post: `Chỉ huy trưởng Bộ CHQS tỉnh`, `Trưởng Ban Chỉ đạo`.
fn in_post(cx: &Context, start: usize) -> bool {
    let at = cx.words.partition_point(|w| w.start() < start);
    let leads = ["trưởng", "phó", "viên", "nhiệm", "chánh", "lệnh", "đốc"];
    post::ends_at(&cx.words, at) || at > 0 && leads.contains(&cx.small(at - 1))
}
