//! Bodies at a place of the text: one name, or a list that shares a head or a place.
//!
//! `các Bộ: Quốc phòng, Công an`; `Quân khu 3, 4, 5`; `HĐND, UBND tỉnh Sông Giang`.

use crate::abbreviation::sign;
use crate::body::name::{self, Named};
use crate::body::register::Register;
use crate::context::Context;
use crate::people::cue::{self, Use};
use crate::people::name as person;
use crate::post;
use crate::word::fold;

/// Reads the body or the list of bodies at word `at`; returns the word to go on from.
pub(crate) fn step(cx: &Context, at: usize, register: &mut Register) -> usize {
    if let Some(end) = shared_head(cx, at, register) {
        return end;
    }
    let Some(named) = name::parse(cx, at) else { return at + 1 };
    if let Some(end) = holder(cx, at, &named) {
        return end;
    }
    if !begins(cx, &named) {
        return at + 1;
    }
    if named.complete {
        register.add(cx, &named);
        return numbers(cx, &named, register).max(inner_from(cx, &named));
    }
    if named.needs_place
        && let Some(found) = borrowed(cx, &named)
    {
        register.add_named(cx, &named, &found);
    }
    named.head.max(at + 1)
}

/// After a whole name the walk goes on behind it.
fn inner_from(_cx: &Context, named: &Named) -> usize {
    named.end
}

/// A name of a body begins with a capital; a party committee or a police also stands in lower case.
fn begins(cx: &Context, named: &Named) -> bool {
    let Some(word) = cx.words.get(named.start) else { return false };
    let inside = named.start > 0
        && cx
            .words
            .get(named.start - 1)
            .is_some_and(|w| w.is_capital() && w.is_letters() && !w.is_all_caps())
        && !word.begins_line();
    let grouped = named.start > 0
        && [Use::Plural, Use::Level].iter().any(|u| cue::is(&cx.words, named.start - 1, *u));
    let proper =
        named.end > named.head && cx.words.get(named.end - 1).is_some_and(|w| w.is_capital());
    let seat = named.seat
        && (post::ends_at(&cx.words, named.start)
            || (named.start > 0 && cue::is(&cx.words, named.start - 1, Use::Of)));
    let lower = named.complete && !grouped && (seat || (named.needs_place && proper));
    if in_number(cx, named.start) || (word.is_all_caps() && !heads_line(cx, named)) {
        return false;
    }
    let led = named.start > 0 && named.complete && cue::is(&cx.words, named.start - 1, Use::Leader);
    (word.is_capital() || lower || led)
        && !(inside && named.head - named.start == 1 && !word.is_all_caps())
}

/// `Ủy viên Ban Thường vụ Tỉnh ủy`: the body is the committee, not its standing board;
/// a post that names its holder (`Thủ tướng Chính phủ Lê Văn A`) is a person, not a body.
fn holder(cx: &Context, at: usize, named: &Named) -> Option<usize> {
    let words = &cx.words;
    let board =
        matches!(named.name, "Ban Thường vụ" | "Ban Chấp hành") && post::member_before(words, at);
    let elected = at >= 2 && cue::end(words, at - 2, Use::Deputy) == Some(at);
    if board || elected {
        return Some(at + 1);
    }
    let office = matches!(named.kind, "prime_minister" | "president");
    let deputy = at > 0 && post::deputy_before(words, at);
    let person = person::end(words, named.end, person::Trust::Listed).is_some();
    (office && (deputy || person || after_comma(cx, at))).then_some(named.end)
}

/// A title inside an apposition: `Nguyễn Văn A, Thủ tướng Chính phủ`.
fn after_comma(cx: &Context, at: usize) -> bool {
    let comma = at > 0 && cx.words.get(at - 1).is_some_and(|w| sign(cx, *w) == ",");
    comma && at > 1 && cx.words.get(at - 2).is_some_and(|w| w.is_capital())
}

/// `các Bộ: Quốc phòng, Công an`, `các Tổng cục: Hậu cần, Kỹ thuật`, `các Sở Nội vụ, Tài chính`.
fn shared_head(cx: &Context, at: usize, register: &mut Register) -> Option<usize> {
    let words = &cx.words;
    let head = cue::end(words, at, Use::Plural)?;
    let word = words.get(head)?;
    let named = name::parse(cx, head).filter(|n| word.is_capital() && n.head > head)?;
    let mut item = named.head;
    while words.get(item).is_some_and(|w| matches!(sign(cx, *w), ","))
        && words.get(item + 1).is_some_and(|w| !w.is_capital())
    {
        item += 2;
    }
    if words.get(item).is_some_and(|w| sign(cx, *w) == ":") {
        item += 1;
    }
    let mut found = 0;
    while let Some(end) = member(cx, item) {
        register.add_text(cx, &named, item..end);
        found += 1;
        let joined =
            words.get(end).is_some_and(|w| sign(cx, *w) == ",") || cue::is(words, end, Use::And);
        item = end;
        if !joined {
            break;
        }
        item += 1;
    }
    (found > 0).then_some(item)
}

/// One member of such a list: a field of work, or a number.
fn member(cx: &Context, at: usize) -> Option<usize> {
    let word = cx.words.get(at)?;
    if word.is_number() {
        return Some(at + 1);
    }
    name::field(cx, at).filter(|_| word.is_capital())
}

/// Further numbers after a numbered unit: `Quân khu 3, 4, 5`.
fn numbers(cx: &Context, named: &Named, register: &mut Register) -> usize {
    let words = &cx.words;
    let numbered = named.kind == "military"
        && named.end > 0
        && words.get(named.end - 1).is_some_and(|w| w.is_number());
    let mut end = named.end;
    if !numbered {
        return end;
    }
    loop {
        let comma =
            words.get(end).is_some_and(|w| sign(cx, *w) == ",") || cue::is(words, end, Use::And);
        let number = words.get(end + 1).is_some_and(|w| w.is_number() && w.end() - w.start() <= 3);
        let closed =
            words.get(end + 2).is_none_or(|w| w.is_sign() || cue::is(words, end + 2, Use::And));
        let closed = closed || goes_up(cx, end - 1, end + 1);
        let fraction = words.get(end + 2).is_some_and(|w| matches!(sign(cx, *w), "/" | "%"));
        if !comma || !number || !closed || fraction {
            return end;
        }
        register.add_number(cx, named, end + 1);
        end += 2;
    }
}

/// The level and place that a bare name shares with the next one: `HĐND, UBND tỉnh Sông Giang`.
fn borrowed(cx: &Context, named: &Named) -> Option<Named> {
    let words = &cx.words;
    let mut at = named.end;
    for _ in 0..2 {
        let joint = words.get(at).is_some_and(|w| matches!(sign(cx, *w), "," | "-" | "–" | "&"))
            || cue::is(words, at, Use::And);
        let next = name::parse(cx, at + 1).filter(|_| joint)?;
        if next.needs_place && next.complete {
            return Some(next);
        }
        at = next.end;
    }
    None
}

/// Part of a document's number: `12/CT-UBND`.
fn in_number(cx: &Context, at: usize) -> bool {
    let mark = |back: usize| {
        at.checked_sub(back).and_then(|k| cx.words.get(k)).map_or("", |w| sign(cx, *w))
    };
    let tight = cx.words.get(at).is_some_and(|w| !w.is_spaced());
    tight && (mark(1) == "/" || (matches!(mark(1), "-" | "–") && mark(3) == "/"))
}

/// A line in capitals names a body only where it begins with the name: `BỘ QUỐC PHÒNG`, not `BÁO CÁO`.
fn heads_line(cx: &Context, named: &Named) -> bool {
    let short = named.head == named.start + 1;
    let Some(first) = cx.words.get(named.start) else { return false };
    let next = cx.words.get(named.start + 1).is_some_and(|w| w.is_all_caps());
    let word = matches!(
        fold(cx.slice(&(first.start()..first.end()))).as_str(),
        "bộ" | "sở"
            | "ban"
            | "vụ"
            | "báo"
            | "hội"
            | "phòng"
            | "viện"
            | "cục"
            | "trường"
            | "đoàn"
            | "vùng"
            | "văn phòng"
    );
    !short || !word || (first.begins_line() && next && name::field(cx, named.head).is_some())
}

/// Two numbers of one digit in rising order, as those of military regions are listed.
fn goes_up(cx: &Context, at: usize, next: usize) -> bool {
    let digit = |k: usize| {
        let word = cx.words.get(k)?;
        cx.slice(&(word.start()..word.end())).parse::<u8>().ok().filter(|n| *n < 10)
    };
    digit(at).zip(digit(next)).is_some_and(|(a, b)| a < b)
}
