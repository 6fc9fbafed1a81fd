//! The activity a text reports: what kind, when, where, who held it, who presided, what was under review.
//!
//! News reports activities; of administrative documents only a notice of conclusions tells of the session it concludes.
//! What the text does not say stays unknown.

mod cue;
mod delegation;
mod kind;
mod place;
mod who;

use std::ops::Range;

use crate::context::{Context, Parts};
use crate::contract::{Activity, Attendance};
use crate::people::cue as people_cue;

/// A sentence: bytes and words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Bytes.
    pub(crate) span: Range<usize>,
    /// Words.
    pub(crate) words: Range<usize>,
}

/// How many sentences from the start may tell of the activity.
const LEAD: usize = 30;

/// Finds the activity.
pub(crate) fn find(cx: &Context, parts: &Parts) -> Option<Activity> {
    let concluded = parts.heading.is_some() && parts.genre == "notice";
    let reported = parts.heading.is_none() && matches!(parts.genre, "news" | "other" | "");
    if !concluded && !reported {
        return None;
    }
    let mut sentences = sentences(cx);
    if concluded {
        sentences = session(cx, parts, &sentences);
    }
    let event = kind::event(cx, parts, &sentences);
    let mut chair = delegation::head(cx, parts, event.as_ref())
        .map_or_else(|| who::chairs(cx, parts, &sentences), |head| vec![head]);
    let kind = kind::of(cx, &sentences, event.as_ref())?;
    if chair.is_empty() && kind == "inspection" {
        chair.extend(event.as_ref().and_then(|e| who::inspector(cx, parts, e)));
    }
    if event.is_none() && (chair.is_empty() || concluded) {
        return None;
    }
    let hosts = hosts(cx, parts, &sentences, event.as_ref(), kind);
    let scene =
        event.as_ref().map_or_else(|| sentences.first().cloned(), |e| Some(e.sentence.clone()));
    let scene = scene.unwrap_or(Sentence { span: 0..0, words: 0..0 });
    Some(Activity {
        title: event.as_ref().map(|e| title(cx, e)),
        date: date(cx, parts, &sentences, &scene),
        place: place::of(cx, parts, &scene, &sentences),
        period: kind::period(cx, parts, kind, &scene, &sentences),
        reviews: kind::reviews(cx, parts, kind, &scene, event.as_ref()),
        attendance: attendance(parts, &scene),
        kind: kind.to_owned(),
        hosts,
        chairs: chair,
    })
}

/// Who held it: the bodies before the verb, the body that sent the delegation, the parties, the body in the headline.
fn hosts(
    cx: &Context,
    parts: &Parts,
    sentences: &[Sentence],
    event: Option<&kind::Event>,
    kind: &str,
) -> Vec<String> {
    let mut found = event.map(|e| who::hosts(cx, parts, e)).unwrap_or_default();
    if found.is_empty() {
        found.extend(event.and_then(|e| delegation::sender(cx, parts, e)));
    }
    if found.is_empty() && kind == "coordination" {
        found = who::parties(cx, parts, sentences);
    }
    if found.is_empty() && event.is_some() {
        found.extend(sentences.first().and_then(|s| who::in_headline(cx, parts, s)));
    }
    found
}

/// The sentences of a notice that tell of the session it concludes: from the first that opens with a day.
fn session(cx: &Context, parts: &Parts, sentences: &[Sentence]) -> Vec<Sentence> {
    let opens = |s: &&Sentence| {
        let capitals = !cx.slice(&s.span).contains(char::is_lowercase);
        let i = parts.dates.partition_point(|d| d.start < s.span.start);
        let day = parts
            .dates
            .get(i)
            .filter(|d| d.start < s.span.start + 40 && d.end <= s.span.end && is_day(&d.edtf));
        !capitals && day.is_some() && !is_place_line(cx, s)
    };
    let first = sentences.iter().position(|s| opens(&s));
    first.and_then(|i| sentences.get(i..sentences.len().min(i + 3))).unwrap_or_default().to_vec()
}

/// `Sông Giang, ngày 05 tháng 3 năm 2024`: the line of place and day.
fn is_place_line(cx: &Context, s: &Sentence) -> bool {
    let day = |k: usize| cx.small(k) == "ngày" && k > 0 && cx.small(k - 1) == ",";
    s.span.len() < 90 && s.words.clone().any(day)
}

/// Sentences from clauses: clauses parted by `;` belong to one sentence.
fn sentences(cx: &Context) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    for (span, words) in cx.clauses.iter().zip(&cx.clause_words) {
        let goes_on = sentences.last().is_some_and(|s| {
            let gap = cx.text.get(s.span.end..span.start).unwrap_or("");
            gap.contains(';') && !gap.contains('\n')
        });
        match sentences.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.span.end = span.end;
                last.words.end = words.end;
            }
            None => sentences.push(Sentence { span: span.clone(), words: words.clone() }),
        }
        if sentences.len() > LEAD {
            break;
        }
    }
    sentences
}

/// The event's name as the text gives it, to where its sentence goes on to tell of something else.
fn title(cx: &Context, event: &kind::Event) -> String {
    let start = cx.words.get(event.noun).map_or(event.sentence.span.start, |w| w.start());
    let told = (event.noun + 2..event.sentence.words.end).find(|k| tells_on(cx, *k));
    let end = told.and_then(|k| cx.words.get(k)).map_or(event.sentence.span.end, |w| w.start());
    let raw = cx.slice(&(start..end));
    let line = crate::structure::one_blank(raw);
    line.trim_end_matches(['.', '…', ';', ',']).to_owned()
}

/// Whether a sentence leaves the event's name at a word: at a semicolon, at what was done with it, at somebody behind a comma.
fn tells_on(cx: &Context, at: usize) -> bool {
    match cx.words.get(at).map_or('\0', |w| w.sign()) {
        ';' => true,
        ',' => {
            people_cue::rank(&cx.words, at + 1).is_some()
                || people_cue::end(&cx.words, at + 1, people_cue::Use::Honorific).is_some()
                || crate::post::stands(&cx.words, at + 1)
                || matches!(cx.small(at + 1), "sẽ" | "đã")
                || matches!(
                    (cx.small(at + 1), cx.small(at + 2)),
                    ("cùng", "với") | ("đoàn", "công")
                )
        }
        _ => cx.small(at) == "được" && matches!(cx.small(at + 1), "chia" | "tổ" | "diễn"),
    }
}

/// The day of the activity: the first day in its sentence, else in the sentences before it.
fn date(cx: &Context, parts: &Parts, sentences: &[Sentence], scene: &Sentence) -> Option<String> {
    let day = |span: &Range<usize>| {
        let inside = parts.dates.iter().filter(|d| d.start >= span.start && d.end <= span.end);
        let mut days = inside.filter(|d| is_day(&d.edtf) && !in_citation(cx, parts, d.start));
        days.next().map(|d| d.edtf.clone())
    };
    let before = sentences.iter().filter(|s| s.span.end <= scene.span.start).rev().take(4);
    let headline = sentences.first().is_some_and(|s| s == scene);
    let after = sentences.iter().skip(1).take(if headline { 2 } else { 0 });
    day(&scene.span)
        .or_else(|| before.into_iter().find_map(|s| day(&s.span)))
        .or_else(|| after.into_iter().find_map(|s| day(&s.span)))
}

/// A date of day precision, or an interval of days.
fn is_day(edtf: &str) -> bool {
    edtf.split('/').next().is_some_and(|first| first.matches('-').count() == 2)
}

fn in_citation(cx: &Context, parts: &Parts, at: usize) -> bool {
    let beside = |end: usize| at < end + 8 && !cx.text.get(end..at).unwrap_or("").contains('\n');
    parts.citations.iter().any(|c| c.start <= at && beside(c.end))
}

/// Figures of people in the sentence of the event.
fn attendance(parts: &Parts, scene: &Sentence) -> Vec<Attendance> {
    const COUNTED: [&str; 7] =
        ["đại biểu", "người", "cán bộ", "đồng chí", "học viên", "chiến sĩ", "lượt người"];
    let inside =
        parts.quantities.iter().filter(|q| q.start >= scene.span.start && q.end <= scene.span.end);
    inside
        .filter(|q| COUNTED.contains(&q.unit.as_str()))
        .map(|q| Attendance {
            value: q.value,
            unit: q.unit.clone(),
            qualifier: q.qualifier.clone(),
        })
        .collect()
}
