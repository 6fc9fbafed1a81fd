//! Which event a text reports and of what kind it is; what period and documents it reviews.

use crate::activity::Sentence;
use crate::activity::cue::{self, Use};
use crate::body;
use crate::context::{Context, Parts};
use crate::cursor::{has_phrase, last_bytes};
use crate::people;

/// The sentence that reports the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Event {
    /// The sentence.
    pub(crate) sentence: Sentence,
    /// First word of the verb of holding.
    pub(crate) verb: usize,
    /// First word of the event's name.
    pub(crate) noun: usize,
}

/// How many sentences from the start may tell of an activity by a verb alone, without a day.
const HEADLINES: usize = 3;

/// The sentence that best reports the event: held by somebody, on a day, at a place.
pub(crate) fn event(cx: &Context, parts: &Parts, sentences: &[Sentence]) -> Option<Event> {
    let mut best: Option<(u32, Event)> = None;
    let ends = ends(parts);
    for (i, s) in sentences.iter().take(16).enumerate() {
        let Some((verb, end, strength)) = held(cx, &ends, s) else { continue };
        let Some(noun) = noun(cx, s, verb, end) else { continue };
        let day = on_a_day(parts, s);
        let named = cue::end(&cx.words, noun, Use::Event).is_some();
        let weight = strength + weight(cx, parts, s, verb);
        let bare = !named && !done_by_body(cx, &ends, verb);
        let told = weight >= 4 && (named || day || i < HEADLINES) || weight == 3 && day;
        let told = told && !(bare && i >= HEADLINES && document_between(cx, parts, s, verb));
        if told && best.as_ref().is_none_or(|(known, _)| weight > *known) {
            best = Some((weight, Event { sentence: s.clone(), verb, noun }));
        }
    }
    best.map(|(_, event)| event)
}

/// Whether the day in front of a verb is that of a document cited between them: `ngày 19/2, … ban hành Nghị định …`.
fn document_between(cx: &Context, parts: &Parts, s: &Sentence, verb: usize) -> bool {
    let Some(verb) = cx.words.get(verb).map(|w| w.start()) else { return false };
    let i = parts.citations.partition_point(|c| c.start < s.span.start);
    parts.citations.get(i).is_some_and(|c| c.start < verb)
}

/// The verb of holding in a sentence, where its phrase ends, and how much it says.
fn held(cx: &Context, ends: &[usize], s: &Sentence) -> Option<(usize, usize, u32)> {
    let mut opened = None;
    let mut joined = None;
    for verb in cue::starts(&cx.words, s.words.clone()) {
        let Some((len, uses)) = cue::at(&cx.words, verb) else { continue };
        let end = verb + len;
        let named = || noun(cx, s, verb, end).is_some();
        if holds(cx, ends, verb, len, uses) && named() {
            return Some((verb, end, 3));
        }
        if opened.is_none() && uses.contains(&Use::Open) && !spoken(cx, verb) && named() {
            opened = Some((verb, end, 2));
        }
        if joined.is_none() && uses.contains(&Use::Join) && named() {
            joined = Some((verb, end, 1));
        }
    }
    opened.or(joined)
}

/// Words in front of which `kiểm tra`, `giám sát` are a noun or a purpose, not what was done.
const NO_VERB: &[&str] = &[
    "ban", "đoàn", "tổ", "tác", "qua", "quả", "việc", "sau", "được", "cần", "phải", "tục", "cường",
    "nhằm", "để", "luận", "lịch", "hoạch", "khi", "chịu", "phục",
];

/// A verb of holding; `kiểm tra` and the like where they are a verb; `tổng kết` and the like behind the body that does it.
fn holds(cx: &Context, ends: &[usize], verb: usize, len: usize, uses: &[Use]) -> bool {
    let kind = strong(uses);
    if uses.contains(&Use::Hold) {
        let before = |n: usize| verb.checked_sub(n).map_or("", |k| cx.small(k));
        let led = before(1) == "đoàn" && before(2) == "trưởng";
        return kind.is_none() || led || !NO_VERB.contains(&before(1));
    }
    let met = len == 1 && cx.small(verb) == "họp";
    (kind.is_some() || met) && done_by_body(cx, ends, verb)
}

/// The kind among the uses of a word, when it says more than that people met.
fn strong(uses: &[Use]) -> Option<&'static str> {
    uses.iter().find_map(|u| match u {
        Use::Kind(kind) if !is_weak(kind) && *kind != "commendation" => Some(*kind),
        _ => None,
    })
}

/// Where the names of bodies end, in rising order.
fn ends(parts: &Parts) -> Vec<usize> {
    let mut ends: Vec<usize> =
        parts.bodies.iter().flat_map(|b| &b.mentions).map(|m| m.end).collect();
    ends.sort_unstable();
    ends
}

/// Whether a body's name ends just before a verb, `đã` or `vừa` aside.
fn done_by_body(cx: &Context, ends: &[usize], verb: usize) -> bool {
    let mut last = verb;
    while last > 0 && verb - last < 2 && matches!(cx.small(last - 1), "đã" | "vừa" | "cùng") {
        last -= 1;
    }
    let Some(before) = last.checked_sub(1).and_then(|k| cx.words.get(k)) else { return false };
    let level = || body::place::unit(&cx.words, last - 1).is_some();
    ends.binary_search(&before.end()).is_ok()
        || (before.is_capital() || level())
            && (last.saturating_sub(6)..last).any(|k| body::place::end(&cx.words, k) == Some(last))
}

/// Tells whether a day is named in the sentence.
fn on_a_day(parts: &Parts, s: &Sentence) -> bool {
    parts
        .dates
        .iter()
        .any(|d| d.start >= s.span.start && d.end <= s.span.end && d.edtf.matches('-').count() >= 2)
}

/// What else the sentence tells of an event: a day, a place, a holder.
fn weight(cx: &Context, parts: &Parts, s: &Sentence, verb: usize) -> u32 {
    let before = s.words.start..verb;
    let day = on_a_day(parts, s);
    let place = cue::starts(&cx.words, s.words.clone())
        .any(|k| cue::end(&cx.words, k, Use::Place).is_some());
    let holder = before.clone().any(|k| {
        body::name::parse(cx, k).is_some_and(|b| b.complete)
            || body::place::unit(&cx.words, k).is_some()
    });
    u32::from(day) * 2 + u32::from(place) + u32::from(holder)
}

/// `khai mạc` in `phát biểu khai mạc`, which is no verb of holding.
fn spoken(cx: &Context, verb: usize) -> bool {
    verb.checked_sub(1)
        .is_some_and(|k| people::cue::is(&cx.words, k.saturating_sub(1), people::cue::Use::Speak))
}

/// The event's name close after the verb, or before it (`hội nghị diễn ra`).
fn noun(cx: &Context, s: &Sentence, verb: usize, end: usize) -> Option<usize> {
    let near = end..s.words.end.min(end + 8);
    let direct = cue::at(&cx.words, verb).is_some_and(|(len, uses)| {
        uses.iter()
            .any(|u| matches!(u, Use::Kind(kind) if !is_weak(kind) || len > 2 && *kind != "other"))
    });
    if direct {
        return Some(verb);
    }
    let after = near.into_iter().find(|k| cue::end(&cx.words, *k, Use::Event).is_some());
    let itself = || cue::end(&cx.words, verb, Use::Event).map(|_| verb);
    // `Hội nghị … do BODY tổ chức`: the event opens the sentence, however far the verb.
    let opening = s.words.start..verb.min(s.words.start + 2);
    let before = || {
        let near = verb.saturating_sub(12).max(s.words.start)..verb;
        near.chain(opening).find(|k| cue::end(&cx.words, *k, Use::Event).is_some())
    };
    let held = || cue::end(&cx.words, verb, Use::Hold).is_some();
    let work = || {
        let near = end..s.words.end.min(end + 4);
        near.into_iter().find(|k| cue::at(&cx.words, *k).is_some_and(|(_, u)| strong(u).is_some()))
    };
    after.or_else(|| work().filter(|_| held())).or_else(itself).or_else(before)
}

/// The kind of the activity.
pub(crate) fn of(
    cx: &Context,
    sentences: &[Sentence],
    event: Option<&Event>,
) -> Option<&'static str> {
    if let Some(event) = event {
        let end = event.sentence.words.end;
        let from = event.noun;
        let itself = own_kind(cx, event).map(|kind| {
            let subject = event.sentence.words.start..event.verb;
            let sent = || kind_in(cx, subject).filter(|k| *k == "inspection");
            if is_weak(kind) { sent().unwrap_or(kind) } else { kind }
        });
        let named = kind_in(cx, from..end.min(from + 34));
        let strong = named.filter(|k| !is_weak(k));
        let title =
            sentences.first().and_then(|s| kind_in(cx, s.words.clone())).filter(|k| !is_weak(k));
        return itself.or(strong).or(title).or(named).or(Some("other"));
    }
    let strong = |s: &Sentence| {
        kind_in(cx, s.words.clone())
            .filter(|k| !matches!(*k, "meeting" | "other" | "commendation" | "planning"))
    };
    sentences
        .iter()
        .find_map(strong)
        .or_else(|| sentences.iter().find_map(|s| kind_in(cx, s.words.clone())))
}

/// The kind that the verb itself tells: `kiểm tra`, `làm việc với`.
fn own_kind(cx: &Context, event: &Event) -> Option<&'static str> {
    if event.noun != event.verb {
        return None;
    }
    let (_, uses) = cue::at(&cx.words, event.verb)?;
    uses.iter().find_map(|u| if let Use::Kind(kind) = u { Some(*kind) } else { None })
}

/// Kinds that say little: any other kind in the same title is meant instead.
fn is_weak(kind: &str) -> bool {
    matches!(kind, "meeting" | "other" | "planning")
}

/// The first kind named in a range of words; a weak one only when there is no other. Where lessons are drawn
/// (`rút kinh nghiệm`) and a review is named behind it, it is that review.
fn kind_in(cx: &Context, words: std::ops::Range<usize>) -> Option<&'static str> {
    let mut weak: Option<&'static str> = None;
    let mut lessons: Option<&'static str> = None;
    let mut at = words.start;
    while at < words.end {
        let Some((len, uses)) = cue::at(&cx.words, at) else {
            at += 1;
            continue;
        };
        if in_post(cx, at) {
            at += len;
            continue;
        }
        for kind in
            uses.iter().filter_map(|u| if let Use::Kind(kind) = u { Some(*kind) } else { None })
        {
            if lessons.is_none() && kind == "final_review" && cx.small(at) == "rút" {
                lessons = Some(kind);
                continue;
            }
            if lessons.is_some() && kind != "interim_review" {
                continue;
            }
            if !is_weak(kind) {
                return Some(kind);
            }
            weak = weak.filter(|known| *known == "planning" || kind != "planning").or(Some(kind));
        }
        at += len;
    }
    lessons.or(weak)
}

/// `Chủ tịch Hội đồng nghĩa vụ quân sự`: a post that names a matter, not the matter itself.
fn in_post(cx: &Context, at: usize) -> bool {
    const POST: [&str; 4] = ["chủ", "tịch", "hội", "đồng"];
    at.checked_sub(POST.len()).is_some_and(|from| (from..at).map(|k| cx.small(k)).eq(POST))
}

/// The period under review: a span of years or a number of years.
pub(crate) fn period(
    cx: &Context,
    parts: &Parts,
    kind: &str,
    scene: &Sentence,
    sentences: &[Sentence],
) -> Option<String> {
    if !matches!(kind, "interim_review" | "final_review" | "coordination" | "inspection") {
        return None;
    }
    let years = parts
        .quantities
        .iter()
        .filter(|q| q.unit == "năm" && q.start >= scene.span.start && q.end <= scene.span.end);
    let years = years.map(|q| format!("P{}Y", q.value)).next();
    let interval = |span: &std::ops::Range<usize>| {
        let inside = parts.dates.iter().filter(|d| d.start >= span.start && d.end <= span.end);
        inside
            .filter(|d| d.edtf.contains('/') && !d.edtf.starts_with("..") && !of_days(&d.edtf))
            .map(|d| d.edtf.clone())
            .next()
    };
    if kind == "inspection" {
        return interval(&scene.span);
    }
    let since = || sentences.iter().find_map(|s| interval(&s.span));
    let year = || {
        let inside =
            parts.dates.iter().filter(|d| d.start >= scene.span.start && d.end <= scene.span.end);
        inside.filter(|d| d.edtf.len() == 4).map(|d| d.edtf.clone()).next()
    };
    let spelled = || spelled_years(cx, scene);
    interval(&scene.span)
        .or(years)
        .or_else(spelled)
        .or_else(year)
        .or_else(|| since().filter(|_| kind == "coordination"))
}

/// Whether an interval runs between days: when something took place, not what it looks back on.
fn of_days(edtf: &str) -> bool {
    edtf.split('/').all(|end| end.matches('-').count() == 2)
}

/// `5 năm thực hiện` where no figure was read.
fn spelled_years(cx: &Context, scene: &Sentence) -> Option<String> {
    let at =
        scene.words.clone().find(|k| cue::end(&cx.words, *k, Use::Years).is_some() && *k > 0)?;
    let number = cx.words.get(at - 1).filter(|w| w.is_number())?;
    let digits = cx.slice(&(number.start()..number.end()));
    digits.parse::<u8>().ok().map(|n| format!("P{n}Y"))
}

/// Documents under review: cited in the sentence of a review, or those whose execution an inspection looks at.
pub(crate) fn reviews(
    cx: &Context,
    parts: &Parts,
    kind: &str,
    scene: &Sentence,
    event: Option<&Event>,
) -> Vec<String> {
    let inspected = kind == "inspection";
    if !inspected && !matches!(kind, "interim_review" | "final_review") {
        return Vec::new();
    }
    let verb = event.and_then(|e| cx.words.get(e.verb)).map_or(scene.span.start, |w| w.end());
    let inside =
        parts.citations.iter().filter(|c| c.start >= scene.span.start && c.end <= scene.span.end);
    let carried = |start: usize| {
        let before = last_bytes(cx.fold.get(verb..start).unwrap_or(""), 60);
        ["thực hiện", "thi hành", "chấp hành", "triển khai"].iter().any(|w| has_phrase(before, w))
    };
    let mut reviews: Vec<String> = inside
        .filter(|c| !inspected || carried(c.start))
        .filter_map(|c| c.number.clone().or_else(|| c.name.clone()))
        .collect();
    reviews.dedup();
    reviews
}
