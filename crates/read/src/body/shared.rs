//! Lists whose head stands once: `các Bộ: Quốc phòng, Công an`, `UBND các tỉnh: Sông Giang, An Bình`.
//!
//! Each member is written out with the head, and with its level where the list names a level.

use std::ops::Range;

use crate::body::name::{self, Named};
use crate::body::place;
use crate::body::register::Register;
use crate::context::Context;
use crate::people::cue::{self, Use};
use crate::people::name as person;
use crate::post;

/// Words that may stand between the head of a list and its colon.
const AROUND: [&str; 62] = [
    "ngành", "cơ", "quan", "địa", "phương", "ban", "tỉnh", "trung", "ương", "liên", "có", "đơn",
    "vị", "đoàn", "thể", "ngang", "bộ", "thuộc", "chính", "phủ", "và", "các", "đầu", "mối", "chức",
    "năng", "sau", "gồm", "như", "thành", "phố", "trực", "sở", "cục", "vụ", "phòng", "tập", "tổng",
    "công", "ty", "doanh", "nghiệp", "tổ", "đảng", "viện", "ven", "biển", "miền", "bắc", "nam",
    "phía", "khu", "vực", "duyên", "hải", "tây", "nguyên", "nêu", "trên", "đặc", "hội", "nước",
];

/// Most words between a head and its colon.
const REACH: usize = 14;

/// Cities under the centre, which a list of provinces may hold.
const CITIES: [&str; 6] = ["hà nội", "hải phòng", "đà nẵng", "cần thơ", "hồ chí minh", "huế"];

/// `các Bộ: Quốc phòng, Công an`, `các Sở Nội vụ, Tài chính`, `Các Cục: Tác chiến, Quân lực`; where it ends.
#[inline]
pub(crate) fn heads<'t>(cx: &Context<'t>, at: usize, register: &mut Register<'t>) -> Option<usize> {
    let head = cue::end(&cx.words, at, Use::Plural)?;
    headed(cx, head, register)
}

/// As [`heads`], at the head of the list.
#[inline(never)]
fn headed<'t>(cx: &Context<'t>, head: usize, register: &mut Register<'t>) -> Option<usize> {
    let words = &cx.words;
    let word = *words.get(head)?;
    let named = name::parse(cx, head).filter(|n| n.head > head)?;
    let owned = named.end > named.head && is_colon(cx, named.end);
    let first = match colon(cx, named.head) {
        Some(at) => at,
        None if owned => named.end + 1,
        None if word.is_capital() => named.head,
        None => return None,
    };
    let listed = first > named.head;
    let members = members(cx, &named, first, listed);
    let (_, end) = *members.last()?;
    let above = match members.last() {
        _ if owned => Some(named.head..named.end),
        Some((from, to)) => superior(cx, *from, *to),
        None => None,
    };
    for (from, to) in &members {
        let own = name::parse(cx, *from).filter(|n| is_whole(cx, n) && n.end == *to);
        match (own, &above) {
            (Some(own), _) => register.add(cx, &own),
            (None, Some(above)) if *to <= above.start || owned => {
                register.add_text(cx, &named, *from..*to, Some(above.clone()));
            }
            _ => register.add_text(cx, &named, *from..*to, None),
        }
    }
    Some(end)
}

/// A body with its own head among the members: `các Bộ, cơ quan: Tài chính, Văn phòng Chính phủ`.
fn is_whole(cx: &Context, named: &Named) -> bool {
    named.complete && cx.words.get(named.start).is_some_and(|w| w.is_capital())
}

/// The members of a list from word `first` on.
fn members(cx: &Context, head: &Named, first: usize, listed: bool) -> Vec<(usize, usize)> {
    let words = &cx.words;
    let mut members = Vec::new();
    let mut item = first;
    while let Some(end) = member(cx, item, head, listed) {
        members.push((item, end));
        let comma = words.get(end).is_some_and(|w| w.sign() == ',');
        if !comma && !cue::is(words, end, Use::And) {
            break;
        }
        item = end + 1;
    }
    members
}

/// One member of such a list: a field of work, a number, or a body with its own head.
fn member(cx: &Context, at: usize, head: &Named, listed: bool) -> Option<usize> {
    let word = cx.words.get(at)?;
    if word.begins_block() || (listed && word.begins_line()) {
        return None;
    }
    if word.is_number() {
        return (head.kind == "military").then_some(at + 1);
    }
    let short = word.is_all_caps() && head.kind == "agency" && name::field(cx, at).is_none();
    if !word.is_capital() || short || post::stands(&cx.words, at) {
        return None;
    }
    let own = name::parse(cx, at).filter(|n| listed && n.complete);
    if let Some(own) = own {
        return Some(own.end);
    }
    let field = name::field(cx, at);
    if matches!(head.kind, "ministry" | "department") {
        return field;
    }
    name::member(cx, at, head).filter(|_| listed || field.is_some()).or(field)
}

/// The body above the last member, when it is not part of the field: `các Ban: Tổ chức, Nội chính Tỉnh ủy`.
fn superior(cx: &Context, from: usize, to: usize) -> Option<Range<usize>> {
    let at = name::field(cx, from).filter(|at| *at < to)?;
    name::parse(cx, at).filter(|n| n.end == to).map(|_| at..to)
}

fn is_colon(cx: &Context, at: usize) -> bool {
    cx.words.get(at).is_some_and(|w| w.sign() == ':')
}

/// The word after a colon that ends the heading of a list on the same line.
fn colon(cx: &Context, from: usize) -> Option<usize> {
    for at in from..from + REACH {
        let word = cx.words.get(at)?;
        if word.begins_line() {
            return None;
        }
        match word.sign() {
            ':' => return Some(at + 1),
            ',' => {}
            '\0' if AROUND.contains(&cx.small(at)) => {}
            _ => return None,
        }
    }
    None
}

/// Places that share a level and a head: `các tỉnh, thành phố: Sông Giang, Huế`.
#[derive(Debug)]
pub(crate) struct Places {
    /// Level word of each place, empty where the place brings its own or the list leaves it open.
    pub(crate) places: Vec<(&'static str, Range<usize>)>,
    /// Word after the last.
    pub(crate) end: usize,
}

/// The list of places at word `at`, which begins with `các`.
pub(crate) fn places(cx: &Context, at: usize) -> Option<Places> {
    let words = &cx.words;
    let mut next = cue::end(words, at, Use::Plural)
        .or_else(|| words.get(at).filter(|w| w.is_number() && !w.begins_line()).map(|_| at + 1))?;
    let mut levels: Vec<&'static str> = Vec::new();
    while let Some((end, level)) = level(cx, next) {
        levels.push(level);
        next = end;
        let joint = words.get(end).is_some_and(|w| matches!(w.sign(), ',' | '/'))
            || cue::is(words, end, Use::And);
        if joint && self::level(cx, end + 1).is_some() {
            next = end + 1;
        }
    }
    if levels.is_empty() {
        return None;
    }
    let first = colon(cx, next).unwrap_or(next);
    let (mut places, end) = named_places(cx, first, &levels);
    if let ([one], true) = (places.as_mut_slice(), first == next && levels.len() > 1)
        && let Some(last) = levels.last()
    {
        one.0 = last;
    }
    let closed = words.get(end).is_none_or(|w| w.is_sign() || w.begins_line() || !w.is_capital());
    (!places.is_empty() && closed).then_some(Places { places, end })
}

/// A word for a level, with its full form.
fn level(cx: &Context, at: usize) -> Option<(usize, &'static str)> {
    let two = |second: &str| cx.small(at + 1) == second;
    Some(match cx.small(at) {
        "tỉnh" => (at + 1, "tỉnh"),
        "huyện" => (at + 1, "huyện"),
        "quận" => (at + 1, "quận"),
        "xã" => (at + 1, "xã"),
        "phường" => (at + 1, "phường"),
        "thành" if two("phố") => (at + 2, "thành phố"),
        "thành" => (at + 1, "thành phố"),
        "tp" => (at + 1, "thành phố"),
        "thị" if two("xã") => (at + 2, "thị xã"),
        "thị" if two("trấn") => (at + 2, "thị trấn"),
        "đặc" if two("khu") => (at + 2, "đặc khu"),
        _ => return None,
    })
}

/// The places of a list, each with the level it takes.
fn named_places(
    cx: &Context,
    first: usize,
    levels: &[&'static str],
) -> (Vec<(&'static str, Range<usize>)>, usize) {
    let words = &cx.words;
    let mut places = Vec::new();
    let (mut item, mut end) = (first, first);
    while let Some(stop) = one_place(cx, item) {
        places.push((level_of(cx, item..stop, levels), item..stop));
        end = stop;
        let comma = words.get(end).is_some_and(|w| w.sign() == ',');
        if !comma && !cue::is(words, end, Use::And) {
            break;
        }
        let bullet = words.get(end + 1).is_some_and(|w| w.begins_line() && w.sign() == '-');
        item = end + 1 + usize::from(comma && bullet);
    }
    (places, end)
}

/// The end of one place of a list, with or without its own level.
fn one_place(cx: &Context, at: usize) -> Option<usize> {
    let words = &cx.words;
    if name::stands(cx, at) || post::stands(words, at) || cue::rank(words, at).is_some() {
        return None;
    }
    if place::unit(words, at).is_some() {
        return place::end(words, at).filter(|end| Some(*end) != place::unit(words, at));
    }
    if let Some(end) = place::known(words, at) {
        return Some(end);
    }
    let run = person::capitals(words, at);
    let next_line = |k: usize| k > 1 && words.get(at + k).is_some_and(|w| w.begins_line());
    let run = (1..run).find(|k| next_line(*k)).unwrap_or(run);
    let own = (1..run).find(|k| name::stands(cx, at + k) || post::stands(words, at + k));
    let named = name::field(cx, at).is_some() && run < 2;
    let all_caps = words.get(at).is_some_and(|w| w.is_all_caps());
    ((1..=4).contains(&run) && own.is_none() && !named && !all_caps).then_some(at + run)
}

/// The level of one place: its own, that of a city under the centre, or the one that the list names.
fn level_of(cx: &Context, place: Range<usize>, levels: &[&'static str]) -> &'static str {
    let own = level(cx, place.start).is_some();
    let words = || place.clone().map(|k| cx.small(k));
    let city = CITIES.iter().any(|city| city.split(' ').eq(words()));
    let listed = |level: &str| levels.contains(&level);
    let single = levels.first().filter(|_| levels.len() == 1);
    match single {
        _ if own => "",
        _ if listed("thành phố") && listed("tỉnh") && city => "thành phố",
        _ if listed("tỉnh") => "tỉnh",
        Some(level) => level,
        None => "",
    }
}
