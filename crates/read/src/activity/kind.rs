//! Which event a text reports and of what kind it is; what period and documents it reviews.

use crate::activity::Sentence;
use crate::activity::cue::{self, Use};
use crate::body;
use crate::context::{Context, Parts};
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

/// Kinds from the strongest to the weakest: of two in one title the stronger is meant.
const STRENGTH: [&str; 11] = [
    "interim_review",
    "final_review",
    "coordination",
    "conscription",
    "exercise",
    "training",
    "inspection",
    "commendation",
    "planning",
    "meeting",
    "other",
];

/// The first sentence that says that an event is held.
pub(crate) fn event(cx: &Context, sentences: &[Sentence]) -> Option<Event> {
    let holds = |s: &Sentence| {
        let found = s.words.clone().find_map(|verb| {
            let end = cue::end(&cx.words, verb, Use::Hold).or_else(|| opening(cx, verb))?;
            let noun = noun(cx, s, verb, end)?;
            Some(Event { sentence: s.clone(), verb, noun })
        })?;
        is_reported(cx, s, found.verb).then_some(found)
    };
    let attended = |s: &Sentence| {
        let noun = s.words.clone().find(|k| cue::end(&cx.words, *k, Use::Event).is_some())?;
        let end = cue::end(&cx.words, noun, Use::Event)?;
        kind_in(cx, noun..s.words.end.min(end + 12))
            .filter(|k| !matches!(*k, "other" | "meeting"))?;
        Some(Event { sentence: s.clone(), verb: noun, noun })
    };
    sentences
        .iter()
        .take(14)
        .find_map(holds)
        .or_else(|| sentences.iter().take(8).find_map(attended))
}

/// `khai mạc`, `triển khai` as verbs of holding, not in `phát biểu khai mạc`.
fn opening(cx: &Context, verb: usize) -> Option<usize> {
    let spoken = verb
        .checked_sub(1)
        .is_some_and(|k| people::cue::is(&cx.words, k.saturating_sub(1), people::cue::Use::Speak));
    cue::end(&cx.words, verb, Use::Open).filter(|_| !spoken)
}

/// A report has a day, a place or a holder before its verb: not a heading, not a wish.
fn is_reported(cx: &Context, s: &Sentence, verb: usize) -> bool {
    let before = s.words.start..verb;
    let told = before.clone().any(|k| {
        cx.words.get(k).is_some_and(|w| w.is_number())
            || cue::end(&cx.words, k, Use::Place).is_some()
    });
    let held = before.clone().any(|k| {
        body::name::parse(cx, k).is_some_and(|b| b.complete)
            || body::place::unit(&cx.words, k).is_some()
    });
    told || held
}

/// The event's name close after the verb, or before it (`hội nghị diễn ra`).
fn noun(cx: &Context, s: &Sentence, verb: usize, end: usize) -> Option<usize> {
    let near = end..s.words.end.min(end + 8);
    let after = near.into_iter().find(|k| cue::end(&cx.words, *k, Use::Event).is_some());
    let itself = cue::end(&cx.words, verb, Use::Event).map(|_| verb);
    let before = (verb.saturating_sub(12).max(s.words.start)..verb)
        .find(|k| cue::end(&cx.words, *k, Use::Event).is_some());
    let works = cue::at(&cx.words, verb)
        .is_some_and(|(_, uses)| uses.iter().any(|u| matches!(u, Use::Kind(_))))
        .then_some(verb);
    after.or(itself).or(before).or(works)
}

/// The kind of the activity.
pub(crate) fn of(
    cx: &Context,
    sentences: &[Sentence],
    event: Option<&Event>,
) -> Option<&'static str> {
    if let Some(event) = event {
        let end = event.sentence.words.end;
        let named = kind_in(cx, event.noun..end.min(event.noun + 30));
        let strong = named.filter(|k| !matches!(*k, "meeting" | "other"));
        let title = sentences.first().and_then(|s| kind_in(cx, s.words.clone()));
        let title = title.filter(|k| !matches!(*k, "meeting" | "other"));
        return strong.or(title).or(named).or(Some("other"));
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

/// The strongest kind named in a range of words; a kind right after the event's name counts most.
fn kind_in(cx: &Context, words: std::ops::Range<usize>) -> Option<&'static str> {
    let mut best: Option<(usize, &'static str)> = None;
    let mut at = words.start;
    while at < words.end {
        let Some((len, uses)) = cue::at(&cx.words, at) else {
            at += 1;
            continue;
        };
        for kind in
            uses.iter().filter_map(|u| if let Use::Kind(kind) = u { Some(*kind) } else { None })
        {
            let rank = STRENGTH.iter().position(|s| *s == kind).unwrap_or(STRENGTH.len());
            if best.is_none_or(|(known, _)| rank < known) {
                best = Some((rank, kind));
            }
        }
        at += len;
    }
    best.map(|(_, kind)| kind)
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
