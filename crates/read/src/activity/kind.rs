//! Which event a text reports and of what kind it is; what period and documents it reviews.

use crate::activity::Sentence;
use crate::activity::cue::{self, Use};
use crate::body;
use crate::context::{Context, Parts};
use crate::people;
use crate::word::Table;

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

/// The sentence that best reports the event: held by somebody, on a day, at a place.
pub(crate) fn event(cx: &Context, parts: &Parts, sentences: &[Sentence]) -> Option<Event> {
    let mut best: Option<(u32, Event)> = None;
    for s in sentences.iter().take(16) {
        let Some((verb, end, strength)) = held(cx, s) else { continue };
        let Some(noun) = noun(cx, s, verb, end) else { continue };
        let weight = strength + weight(cx, parts, s, verb);
        let told = weight >= 4 || (weight == 3 && on_a_day(parts, s));
        if told && best.as_ref().is_none_or(|(known, _)| weight > *known) {
            best = Some((weight, Event { sentence: s.clone(), verb, noun }));
        }
    }
    best.map(|(_, event)| event)
}

/// The verb of holding in a sentence, where its phrase ends, and how much it says.
fn held(cx: &Context, s: &Sentence) -> Option<(usize, usize, u32)> {
    let verb = |wanted: Use, strength: u32| {
        let mut words = s.words.clone();
        words.find_map(|k| {
            if !cx.words.get(k)?.opens(Table::CuesActivity) {
                return None;
            }
            let end =
                if wanted == Use::Open { opening(cx, k) } else { cue::end(&cx.words, k, wanted) }?;
            noun(cx, s, k, end).map(|_| (k, end, strength))
        })
    };
    verb(Use::Hold, 3).or_else(|| verb(Use::Open, 2)).or_else(|| verb(Use::Join, 1))
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
    let place = s.words.clone().any(|k| cue::end(&cx.words, k, Use::Place).is_some());
    let holder = before.clone().any(|k| {
        body::name::parse(cx, k).is_some_and(|b| b.complete)
            || body::place::unit(&cx.words, k).is_some()
    });
    u32::from(day) * 2 + u32::from(place) + u32::from(holder)
}

/// `khai mạc`, `triển khai` as verbs of holding, not in `phát biểu khai mạc`.
fn opening(cx: &Context, verb: usize) -> Option<usize> {
    let spoken = verb
        .checked_sub(1)
        .is_some_and(|k| people::cue::is(&cx.words, k.saturating_sub(1), people::cue::Use::Speak));
    cue::end(&cx.words, verb, Use::Open).filter(|_| !spoken)
}

/// The event's name close after the verb, or before it (`hội nghị diễn ra`).
fn noun(cx: &Context, s: &Sentence, verb: usize, end: usize) -> Option<usize> {
    let near = end..s.words.end.min(end + 8);
    let direct = cue::at(&cx.words, verb).is_some_and(|(len, uses)| {
        uses.iter().any(
            |u| matches!(u, Use::Kind(kind) if !is_weak(kind) || (len > 2 && *kind == "meeting")),
        )
    });
    if direct {
        return Some(verb);
    }
    let after = near.into_iter().find(|k| cue::end(&cx.words, *k, Use::Event).is_some());
    let itself = cue::end(&cx.words, verb, Use::Event).map(|_| verb);
    let before = (verb.saturating_sub(12).max(s.words.start)..verb)
        .find(|k| cue::end(&cx.words, *k, Use::Event).is_some());
    after.or(itself).or(before)
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
        let itself = own_kind(cx, event);
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

/// The first kind named in a range of words; a weak one only when there is no other.
fn kind_in(cx: &Context, words: std::ops::Range<usize>) -> Option<&'static str> {
    let mut weak: Option<&'static str> = None;
    let mut at = words.start;
    while at < words.end {
        let Some((len, uses)) = cue::at(&cx.words, at) else {
            at += 1;
            continue;
        };
        for kind in
            uses.iter().filter_map(|u| if let Use::Kind(kind) = u { Some(*kind) } else { None })
        {
            if !is_weak(kind) {
                return Some(kind);
            }
            weak = weak.filter(|known| *known == "planning" || kind != "planning").or(Some(kind));
        }
        at += len;
    }
    weak
}

/// The period under review: a span of years or a number of years.
pub(crate) fn period(
    cx: &Context,
    parts: &Parts,
    kind: &str,
    scene: &Sentence,
    sentences: &[Sentence],
) -> Option<String> {
    if !matches!(kind, "interim_review" | "final_review" | "coordination") {
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
            .filter(|d| d.edtf.contains('/') && !d.edtf.starts_with(".."))
            .map(|d| d.edtf.clone())
            .next()
    };
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

/// `5 năm thực hiện` where no figure was read.
fn spelled_years(cx: &Context, scene: &Sentence) -> Option<String> {
    let at =
        scene.words.clone().find(|k| cue::end(&cx.words, *k, Use::Years).is_some() && *k > 0)?;
    let number = cx.words.get(at - 1).filter(|w| w.is_number())?;
    let digits = cx.slice(&(number.start()..number.end()));
    digits.parse::<u8>().ok().map(|n| format!("P{n}Y"))
}

/// Documents under review: cited in the sentence of a review.
pub(crate) fn reviews(parts: &Parts, kind: &str, scene: &Sentence) -> Vec<String> {
    if !matches!(kind, "interim_review" | "final_review") {
        return Vec::new();
    }
    let inside =
        parts.citations.iter().filter(|c| c.start >= scene.span.start && c.end <= scene.span.end);
    let mut reviews: Vec<String> =
        inside.filter_map(|c| c.number.clone().or_else(|| c.name.clone())).collect();
    reviews.dedup();
    reviews
}
