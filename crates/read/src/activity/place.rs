//! Where an activity takes place: what stands after `tại`.

use crate::abbreviation::written_out;
use crate::activity::Sentence;
use crate::activity::cue::{self, Use};
use crate::context::{Context, Parts};

/// The place named in the sentence of the event, else in one of the first sentences.
pub(crate) fn of(
    cx: &Context,
    parts: &Parts,
    scene: &Sentence,
    sentences: &[Sentence],
) -> Option<String> {
    let _ = parts;
    let other = sentences.iter().take(4).filter(|s| s.span.end <= scene.span.start);
    after_at(cx, scene).or_else(|| other.into_iter().find_map(|s| after_at(cx, s)))
}

/// The words after `tại`, to the next comma, verb or end.
fn after_at(cx: &Context, s: &Sentence) -> Option<String> {
    s.words.clone().find_map(|at| {
        let from = cue::end(&cx.words, at, Use::Place).filter(|k| !at_screen(cx, *k))?;
        let first = cx.words.get(from).filter(|w| w.is_letters())?;
        let event = cue::end(&cx.words, from, Use::Event).is_some();
        let end = (from..s.words.end.min(from + 16))
            .find(|k| stops(cx, from, *k))
            .unwrap_or(s.words.end.min(from + 16));
        let proper = (from..end).any(|k| cx.words.get(k).is_some_and(|w| w.is_capital()));
        (!event && end > from && (proper || first.is_capital())).then(|| written_out(cx, from..end))
    })
}

/// `điểm cầu Sông Giang`: where some followed a session that was held elsewhere.
fn at_screen(cx: &Context, at: usize) -> bool {
    let at = if matches!(cx.small(at), "các" | "hai" | "những") { at + 1 } else { at };
    matches!(cx.small(at), "điểm" | "đầu") && cx.small(at + 1) == "cầu"
}

/// Tells whether a place has ended before a word.
fn stops(cx: &Context, from: usize, at: usize) -> bool {
    let Some(word) = cx.words.get(at) else { return true };
    let mark = matches!(word.sign(), ',' | '.' | ';' | ':' | '(' | ')' | '-' | '–');
    // `Trung tâm hội nghị tỉnh`, `phòng họp`: the event is part of the place's name.
    let of_house =
        at > from && matches!(cx.small(at - 1), "tâm" | "phòng" | "nhà" | "cung" | "sảnh");
    let verb = !of_house
        && cue::at(&cx.words, at).is_some_and(|(_, uses)| {
            uses.iter().any(|u| matches!(u, Use::Hold | Use::Open | Use::Event))
        });
    let text = cx.slice(&(word.start()..word.end()));
    let other = matches!(
        text,
        "đã" | "với"
            | "về"
            | "và"
            | "do"
            | "nhằm"
            | "để"
            | "được"
            | "có"
            | "theo"
            | "sẽ"
            | "vừa"
            | "của"
            | "năm"
    );
    mark || (at > from && (verb || other))
}
