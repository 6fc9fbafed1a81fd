//! Bodies at a place of the text: one name, or a list that shares a head or a place.
//!
//! `các Bộ: Quốc phòng, Công an`; `Quân khu 3, 4, 5`; `HĐND, UBND tỉnh Sông Giang`.

use crate::body::name::{self, Named};
use crate::body::register::Register;
use crate::body::shared;
use crate::context::Context;
use crate::people::cue::{self, Use};
use crate::people::name as person;
use crate::post;
use crate::word::fold;

/// Reads the body or the list of bodies at word `at`; returns the word to go on from.
#[inline]
pub(crate) fn step<'t>(cx: &Context<'t>, at: usize, register: &mut Register<'t>) -> usize {
    if let Some(end) = shared::heads(cx, at, register) {
        return end;
    }
    match name::head(cx, at) {
        Some((_, head)) if may_begin(cx, at, head) => named(cx, at, register),
        _ => at + 1,
    }
}

/// As [`step`], at the head of a name.
#[inline(never)]
fn named<'t>(cx: &Context<'t>, at: usize, register: &mut Register<'t>) -> usize {
    let Some(named) = name::parse(cx, at) else { return at + 1 };
    if let Some(end) = holder(cx, at, &named) {
        return end;
    }
    if !begins(cx, &named) {
        return at + 1;
    }
    if named.complete {
        if named.start > at && is_standing(cx, at) && is_item(cx, at, named.end) {
            register.add_from(cx, at, &named);
            return named.end;
        }
        register.add(cx, &named);
        return numbers(cx, &named, register).max(inner_from(cx, &named));
    }
    if let Some(end) = at_places(cx, &named, register) {
        return end;
    }
    let bullet = !cx.words.get(at).is_some_and(|w| w.begins_line());
    if named.kind == "military_command" && named.needs_place && bullet && is_item(cx, at, named.end)
    {
        register.add(cx, &named);
        return named.end;
    }
    let board =
        named.kind == "party_body" && named.head == named.end && words_capital(cx, named.start);
    if (named.needs_place || board)
        && let Some(found) = borrowed(cx, &named)
    {
        register.add_named(cx, &named, &found);
    }
    named.head.max(at + 1)
}

/// Tells whether a name of a body can begin with a head: with a capital, or as one that [`begins`] takes in lower case.
fn may_begin(cx: &Context, at: usize, head: &name::Head) -> bool {
    use name::Grammar;
    words_capital(cx, at)
        || matches!(head.grammar, Grammar::Seat | Grammar::Unit | Grammar::Through)
        || matches!(
            head.kind,
            "school"
                | "people_committee"
                | "people_council"
                | "military_command"
                | "prime_minister"
                | "president"
        )
        || at.checked_sub(1).is_some_and(|before| cue::is(&cx.words, before, Use::Leader))
}

/// A line of a list that is one name alone: `- Thường trực Tỉnh ủy;`.
fn is_item(cx: &Context, at: usize, end: usize) -> bool {
    let words = &cx.words;
    let first = words.get(at).is_some_and(|w| w.begins_line());
    let mark = at.checked_sub(1).and_then(|k| words.get(k));
    let bullet = mark.is_some_and(|w| w.begins_line() && matches!(w.sign(), '-' | '–' | '+' | '•'));
    let closed =
        words.get(end).is_none_or(|w| w.begins_line() || matches!(w.sign(), ';' | ',' | '.'));
    (first || bullet) && closed && words_capital(cx, at)
}

/// The standing part of a committee, which is named by itself only in a list of recipients.
fn is_standing(cx: &Context, at: usize) -> bool {
    name::head(cx, at).is_some_and(|(_, head)| head.name == "Thường trực")
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
        && !opens_sentence(cx, named.start - 1)
        && !word.begins_line();
    let grouped = named.start > 0
        && [Use::Plural, Use::Level].iter().any(|u| cue::is(&cx.words, named.start - 1, *u));
    let proper =
        named.end > named.head && cx.words.get(named.end - 1).is_some_and(|w| w.is_capital());
    let seat = named.seat
        && (post::ends_at(&cx.words, named.start)
            || (named.start > 0 && cue::is(&cx.words, named.start - 1, Use::Of)));
    let held =
        matches!(named.kind, "school" | "people_committee" | "people_council" | "military_command")
            && post::ends_at(&cx.words, named.start);
    let lower = named.complete && !grouped && (seat || held || (named.needs_place && proper));
    if is_source(cx, named) || (grouped && is_kind(cx, named)) {
        return false;
    }
    if in_number(cx, named.start) || (word.is_all_caps() && !heads_line(cx, named)) {
        return false;
    }
    let led = named.start > 0 && named.complete && cue::is(&cx.words, named.start - 1, Use::Leader);
    (word.is_capital() || lower || led)
        && !(inside && named.head - named.start == 1 && !word.is_all_caps())
}

/// Many bodies of one kind: `các Ban HĐND tỉnh`, `các Ủy ban của Quốc hội`.
fn is_kind(cx: &Context, named: &Named) -> bool {
    let sort = matches!(named.kind, "agency" | "office" | "department" | "committee" | "council");
    let of = cx.small(named.head) == "của" || cx.small(named.head) == "thuộc";
    of || (sort && named.head - named.start == 1 && name::stands(cx, named.head))
}

/// Tells whether a word is the first of its line or sentence, so that its capital tells nothing: `Giao Sở Tài chính`.
fn opens_sentence(cx: &Context, at: usize) -> bool {
    let word = cx.words.get(at).is_some_and(|w| w.begins_line());
    let before = at.checked_sub(1).and_then(|k| cx.words.get(k));
    word || before
        .is_some_and(|w| matches!(w.sign(), '.' | ';' | ':' | '-' | '–' | '+' | '*' | ')'))
}

/// The mark of a news source: `(TTXVN)`, `(TTXVN/…)`.
fn is_source(cx: &Context, named: &Named) -> bool {
    let mark = |at: Option<usize>| at.and_then(|k| cx.words.get(k)).map_or('\0', |w| w.sign());
    let short = named.end == named.start + 1 && named.kind == "agency";
    short
        && (mark(named.start.checked_sub(1)) == '('
            || matches!(mark(Some(named.end)), '/' | ')' | '+'))
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
    let comma = at > 0 && cx.words.get(at - 1).is_some_and(|w| w.sign() == ',');
    comma && at > 1 && cx.words.get(at - 2).is_some_and(|w| w.is_capital())
}

/// Further numbers after a numbered unit: `Quân khu 3, 4, 5`.
fn numbers(cx: &Context, named: &Named, register: &mut Register) -> usize {
    let words = &cx.words;
    let mut end = named.end;
    let last = end.checked_sub(1);
    if named.kind == "agency" && last.is_some_and(|at| is_roman(cx, at)) {
        while joins(cx, end) && is_roman(cx, end + 1) {
            register.add_number(cx, named, end + 1);
            end += 2;
        }
        return end;
    }
    if named.kind != "military" || !last.and_then(|at| words.get(at)).is_some_and(|w| w.is_number())
    {
        return end;
    }
    loop {
        let comma =
            words.get(end).is_some_and(|w| w.sign() == ',') || cue::is(words, end, Use::And);
        let number = words.get(end + 1).is_some_and(|w| w.is_number() && w.end() - w.start() <= 3);
        let closed =
            words.get(end + 2).is_none_or(|w| w.is_sign() || cue::is(words, end + 2, Use::And));
        let closed = closed || goes_up(cx, end - 1, end + 1);
        let fraction = words.get(end + 2).is_some_and(|w| matches!(w.sign(), '/' | '%'));
        if !comma || !number || !closed || fraction {
            return end;
        }
        register.add_number(cx, named, end + 1);
        end += 2;
    }
}

/// A comma or `và` between members of a list.
fn joins(cx: &Context, at: usize) -> bool {
    cx.words.get(at).is_some_and(|w| w.sign() == ',') || cue::is(&cx.words, at, Use::And)
}

/// A Roman numeral: `Khu Quản lý đường bộ III`.
fn is_roman(cx: &Context, at: usize) -> bool {
    cx.words.get(at).is_some_and(|w| {
        w.is_capital() && cx.slice(&(w.start()..w.end())).bytes().all(|b| b"IVX".contains(&b))
    })
}

fn words_capital(cx: &Context, at: usize) -> bool {
    cx.words.get(at).is_some_and(|w| w.is_capital())
}

/// The level and place that a bare name shares with the next one: `HĐND, UBND tỉnh Sông Giang`.
fn borrowed(cx: &Context, named: &Named) -> Option<Named> {
    let words = &cx.words;
    let mut at = named.end;
    let reach = if named.kind == "party_body" { 4 } else { 2 };
    for _ in 0..reach {
        let joint = words.get(at).is_some_and(|w| matches!(w.sign(), ',' | '-' | '–' | '&'))
            || cue::is(words, at, Use::And);
        let next = name::parse(cx, at + 1).filter(|_| joint)?;
        let alike = next.needs_place || (named.kind == "party_body" && next.kind == named.kind);
        if next.complete {
            return alike.then_some(next);
        }
        at = next.end;
    }
    None
}

/// `UBND các tỉnh: Sông Giang, An Bình`, also `HĐND, UBND các xã: …`: one body for each place; where the head ends.
fn at_places(cx: &Context, named: &Named, register: &mut Register) -> Option<usize> {
    let words = &cx.words;
    if !words.get(named.start).is_some_and(|w| w.is_capital()) {
        return None;
    }
    let joint = words.get(named.end).is_some_and(|w| w.sign() == ',')
        || cue::is(words, named.end, Use::And);
    let next = joint.then(|| name::parse(cx, named.end + 1)).flatten();
    let shares = |n: &Named| {
        !n.complete && matches!(n.kind, "people_committee" | "people_council" | "front" | "police")
    };
    let from = next.filter(|n| named.needs_place && shares(n)).map_or(named.end, |n| n.end);
    let list = shared::places(cx, from)?;
    for (level, place) in list.places {
        register.add_place(cx, named, level, place);
    }
    Some(if from == named.end { list.end } else { named.end })
}

/// Part of a document's number: `12/CT-UBND`.
fn in_number(cx: &Context, at: usize) -> bool {
    let mark =
        |back: usize| at.checked_sub(back).and_then(|k| cx.words.get(k)).map_or('\0', |w| w.sign());
    let tight = cx.words.get(at).is_some_and(|w| !w.is_spaced());
    tight && (mark(1) == '/' || (matches!(mark(1), '-' | '–') && mark(3) == '/'))
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
