//! Whole calendar expressions around a point: leading words, lists of days and years, and intervals.
//!
//! Decides by the words around whether figures are a date at all (`Chiều 25-5` is, `07/07 thanh niên` is not).

use std::ops::Range;

use crate::context::Context;
use crate::cursor::{
    Back, Cursor, back_blanks, back_word, is_word_before, last_bytes, last_word, phrases,
};
use crate::law::Named;

use super::point::{self, Point, Read};
use super::{Found, Shape};

/// Words behind which two figures are a day and a month, however they are parted.
const DAY_CUES: &[&str] = &[
    "sáng", "chiều", "tối", "trưa", "đêm", "hôm", "nay", "qua", "lễ", "dịp", "khánh", "nhật",
    "tết", "sớm", "động",
];

/// Words behind which two figures with a slash are a day and a month when nothing follows that they could count.
const LOOSE_CUES: &[&str] = &["từ", "đến", "tới", "trước", "sau", "vào", "hết", "lúc"];

/// Words that may follow such a day.
const AFTER_DAY: &[&str] = &[
    "đến", "tới", "và", "hằng", "hàng", "năm", "tại", "ở", "là", "có", "được", "thì", "với",
    "theo", "của", "sẽ", "đã", "nay", "về", "do", "cho", "phải", "để", "tất",
];

/// Words behind which four figures are a year.
const YEAR_CUES: &[&str] = &[
    "từ", "đến", "tới", "nhìn", "đầu", "cuối", "giữa", "trước", "sau", "hè", "xuân", "kỳ", "đoạn",
    "tết", "thu", "đông", "hết", "khóa", "niên",
];

/// Most days that a list names before its month.
const LONGEST_LIST: usize = 12;

/// Reads the expression whose first figure, numeral or month word stands at a byte; none when it is no date.
pub(super) fn read(cx: &Context, anchor: usize, floor: usize, laws: &[Named]) -> Vec<Found> {
    if glued(&cx.fold, anchor) {
        return Vec::new();
    }
    let start = lead(cx, anchor).max(floor.min(anchor));
    if let Some(days) = day_list(cx, start) {
        return days;
    }
    let Some(first) = point::read(cx, start).filter(|r| r.end > anchor) else { return Vec::new() };
    if let Some(span) = interval(cx, start, &first) {
        return span;
    }
    if !is_date(cx, start, &first, floor, laws) {
        return Vec::new();
    }
    let mut found = vec![alone(cx, start, &first)];
    years_after(cx, start, &first, &mut found);
    found
}

/// Whether a byte stands inside a longer figure or word.
fn glued(fold: &str, at: usize) -> bool {
    let head = fold.get(..at).unwrap_or("");
    let mut back = head.chars().rev();
    let last = back.next();
    let digit_before = back.next().is_some_and(|c| c.is_ascii_digit());
    is_word_before(fold, at) && !behind_unit(fold, at)
        || matches!(last, Some('/' | '.' | ',' | '-' | ':'))
            && digit_before
            && !head.ends_with("-  ")
}

/// Whether a word for a unit of the calendar runs into the figure: `tháng12`, `ngày05`.
fn behind_unit(fold: &str, at: usize) -> bool {
    fold.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
        && ["tháng", "ngày", "năm", "quý"].iter().any(|w| {
            let start = at.checked_sub(w.len());
            start.is_some_and(|s| fold.get(s..at) == Some(*w) && !is_word_before(fold, s))
        })
}

/// Where the expression begins: the leading word in front of its first figure.
fn lead(cx: &Context, anchor: usize) -> usize {
    let mut part = Cursor::new(&cx.fold, anchor);
    if part.any_word(&["tháng đầu năm", "tháng cuối năm"]) {
        return Back::new(&cx.fold, anchor).any(&["ba", "sáu", "chín"]).unwrap_or(anchor);
    }
    let back = Back::new(&cx.fold, anchor);
    ["ngày mùng", "ngày mồng", "mùng", "mồng", "ngày", "tháng", "quý", "năm học", "năm"]
        .iter()
        .find_map(|w| {
            let counts = |at: usize| after_figure(&cx.fold, at) && !is_year(&cx.fold, anchor);
            back.word(w).filter(|at| *w != "năm" || !counts(*at))
        })
        .unwrap_or(anchor)
}

/// Whether four figures at a byte are a year of our time, which nothing counts.
fn is_year(fold: &str, at: usize) -> bool {
    let mut c = Cursor::new(fold, at);
    let year = point::year_figure(&mut c).is_some_and(|y| (1945..=2060).contains(&y));
    c.blanks();
    year && c.byte() != b'-'
}

/// `ngày 5, 6/8`, `các ngày 12, 13 và 14-10`, `9-10/3`, `từ 7 đến 9/6/2024`: days that share a month.
fn day_list(cx: &Context, start: usize) -> Option<Vec<Found>> {
    let mut c = Cursor::new(&cx.fold, start);
    let named = c.any_word(&["ngày", "mùng", "mồng"]);
    let back = Back::new(&cx.fold, start);
    let numbered = !named && back.any(&["thứ", "số"]).is_some();
    if back.word("thứ").is_some() || numbered || !named && is_document(cx, start) {
        return None;
    }
    let from = back.word("từ");
    let named = named || from.is_some_and(|at| back_word(&cx.fold, at, "ngày").is_some());
    let cued = |end: usize| named || day_cue(cx, start, end);
    c.blanks();
    let mut days: Vec<(Range<usize>, u8)> = Vec::new();
    let mut through = false;
    while days.len() < LONGEST_LIST {
        let at = if days.is_empty() { start } else { c.at };
        let day =
            c.figure(2).and_then(|d| u8::try_from(d).ok()).filter(|d| (1..=31).contains(d))?;
        days.push((at..c.at, day));
        c.blanks();
        let dash = c.eat("-") || from.is_some() && c.any_word(&["đến", "tới"]);
        through |= dash;
        if !(dash || c.eat(",") || c.word("và") || c.eat("&")) {
            return None;
        }
        c.word("ngày");
        c.blanks();
        let spent = point::read(cx, c.at).filter(|r| {
            r.point.day.is_some() && r.point.month.is_some() && r.point.months.is_none()
        });
        if let Some(last) = spent {
            return finish_days(cx, days, through, c.at, &last, cued(last.end), from);
        }
    }
    None
}

/// Whether the name of a kind of document stands in front: `Nghị quyết 28, ngày 22/9/2008`.
fn is_document(cx: &Context, at: usize) -> bool {
    crate::kind::ending_at(&cx.fold, at).is_some_and(|(start, _)| {
        cx.text.get(start..).is_some_and(|t| t.starts_with(char::is_uppercase))
    })
}

fn finish_days(
    cx: &Context,
    days: Vec<(Range<usize>, u8)>,
    through: bool,
    at: usize,
    last: &Read,
    cued: bool,
    from: Option<usize>,
) -> Option<Vec<Found>> {
    let dash_month = from.is_none()
        && through
        && last.point.year.is_none()
        && cx.fold.get(at..last.end)?.contains('-');
    let bracket = days.first().is_some_and(|(r, _)| bracketed(cx, r.start, last.end));
    if !(cued || last.sure || bracket) || dash_month {
        return None;
    }
    let with_day = |d: u8| Point { day: Some(d), ..last.point };
    let (first, first_day) = days.first().cloned()?;
    if through {
        let fits = days.len() == 1 && Some(first_day) < last.point.day;
        let span = Shape::Span(with_day(first_day), Some(last.point));
        return fits
            .then(|| vec![Found { range: from.unwrap_or(first.start)..last.end, shape: span }]);
    }
    let mut found: Vec<Found> = days
        .into_iter()
        .map(|(range, d)| Found { range, shape: Shape::One(with_day(d)) })
        .collect();
    found.push(Found { range: at..last.end, shape: Shape::One(last.point) });
    Some(found)
}

/// An interval that begins with a point: `2021-2025`, `từ tháng 8-2022 đến nay`, `từ đêm 02/11 đến chiều 04/11`.
fn interval(cx: &Context, start: usize, first: &Read) -> Option<Vec<Found>> {
    let from = from_word(cx, start);
    let mut c = Cursor::new(&cx.fold, first.end);
    c.blanks();
    let dash = c.eat("-");
    let to = !dash && c.any_word(&["cho đến hết", "cho đến", "đến hết", "đến", "tới"]);
    if !(dash || to) {
        return None;
    }
    let begin = from.unwrap_or(start);
    if to && c.word("nay") {
        return Some(vec![Found { range: begin..c.at, shape: Shape::Span(first.point, None) }]);
    }
    skip_part_of_day(&mut c);
    c.blanks();
    let at = c.at;
    let last = point::read(cx, at)?;
    let (a, b) = (share_parts(first.point, last.point), last.point);
    if dash && anniversary(a, b) {
        return Some(vec![
            Found { range: start..first.end, shape: Shape::One(a) },
            Found { range: at..last.end, shape: Shape::One(b) },
        ]);
    }
    let same_kind = a.is_year() == b.is_year() && a.day.is_some() == b.day.is_some();
    let figures = !first.sure && !last.sure && first.point.day.is_some();
    let sure = from.is_some() && (!figures || named(cx, start) || day_cue(cx, start, last.end))
        || dash && (a.is_year() || last.sure)
        || to && (first.sure || last.sure || day_cue(cx, start, last.end));
    let ordered = (a.year, a.month, a.day) < (b.year, b.month, b.day) || !same_kind;
    let near = !a.is_year() || !b.is_year() || b.year.zip(a.year).is_some_and(|(b, a)| b - a <= 60);
    let fits = sure
        && ordered
        && near
        && (same_kind || !dash)
        && (a.month.is_some() || a.months.is_some() || a.is_year());
    fits.then(|| vec![Found { range: begin..last.end, shape: Shape::Span(a, Some(b)) }])
}

/// Where `từ` stands before an expression, a part of day or a clock time between them allowed.
fn from_word(cx: &Context, start: usize) -> Option<usize> {
    const PARTS: &[&str] = &[
        "ngày",
        "rạng sáng",
        "sáng",
        "trưa",
        "chiều",
        "tối",
        "đêm",
        "đầu",
        "cuối",
        "giữa",
        "sau",
        "hết",
    ];
    let mut at = Back::chain(&cx.fold, start, PARTS);
    let (clock, word) = last_word(&cx.fold, at);
    if matches!(word, "giờ" | "phút" | "h") {
        let head = cx.fold.get(..clock)?.trim_end();
        at = head
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == 'h' || c == ' ' || c == ':')
            .len();
    }
    back_word(&cx.fold, at, "từ")
}

fn skip_part_of_day(c: &mut Cursor) {
    c.any_word(&["hết", "cuối", "đầu", "giữa", "trước"]);
    c.any_word(&["rạng sáng", "sáng", "trưa", "chiều", "tối", "đêm"]);
    let mut ahead = *c;
    ahead.blanks();
    if ahead.figure(2).is_some() && (ahead.word("giờ") || ahead.eat("h")) {
        ahead.figure(2);
        ahead.blanks();
        let minutes = ahead;
        if ahead.figure(2).is_none() || !ahead.word("phút") {
            ahead = minutes;
        }
        ahead.eat(",");
        *c = ahead;
    }
    c.any_word(&["hết", "cuối"]);
}

/// Gives the first point the month and year that the last one states for both.
fn share_parts(a: Point, b: Point) -> Point {
    let month = if a.day.is_some() { a.month.or(b.month) } else { a.month };
    let dated = a.day.is_some() || a.month.is_some() || a.months.is_some();
    let earlier = (month, a.day) <= (b.month, b.day) || b.month.is_none();
    Point { month, year: a.year.or(if dated && earlier { b.year } else { None }), ..a }
}

/// Two full days with the same day and month: the day and its anniversary, not an interval.
fn anniversary(a: Point, b: Point) -> bool {
    a.day.is_some() && (a.day, a.month) == (b.day, b.month) && a.year.is_some() && a.year < b.year
}

/// Whether figures are a date by their form or by the words around.
fn is_date(cx: &Context, start: usize, read: &Read, floor: usize, laws: &[Named]) -> bool {
    let p = &read.point;
    if p.day.is_some() && p.month.is_none() {
        return false;
    }
    let figures = p.day.is_none() && p.months.is_none() && !read.sure;
    if p.is_year() || figures {
        return read.sure || year_cue(cx, start, read, laws);
    }
    let written = named(cx, start);
    let duration = p.day.is_none() && p.month.is_some() && after_figure(&cx.fold, start);
    let listed = floor > 0
        && cx
            .fold
            .get(floor..start)
            .is_some_and(|gap| matches!(gap.trim(), "," | "và" | "&" | "-"));
    !duration
        && (read.sure
            || written
            || listed
            || day_cue(cx, start, read.end)
            || bracketed(cx, start, read.end))
}

/// Whether a figure stands before `tháng`, so that it counts months.
fn after_figure(fold: &str, at: usize) -> bool {
    let end = back_blanks(fold, at);
    fold.get(..end).is_some_and(|h| h.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether the word for a day leads an expression.
fn named(cx: &Context, start: usize) -> bool {
    Cursor::new(&cx.fold, start).any_word(&["ngày", "mùng", "mồng"])
}

/// Whether the words around figures without a year make them a day and a month.
fn day_cue(cx: &Context, start: usize, end: usize) -> bool {
    let (_, word) = last_word(&cx.fold, start);
    let comma = cx.fold.get(..start).map_or(0, |h| h.trim_end_matches([',', ' ', '(']).len());
    let weekday = ["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"];
    let back = Back::new(&cx.fold, comma);
    let strong = DAY_CUES.contains(&word) || back.any(&weekday).is_some();
    let slashed = cx.fold.get(start..end).is_some_and(|f| f.contains('/') && !f.contains('.'));
    let told = comma < start
        && back
            .any(&[
                "hôm qua",
                "hôm nay",
                "sáng nay",
                "chiều nay",
                "tối nay",
                "tối qua",
                "sáng qua",
                "chiều qua",
            ])
            .is_some();
    strong
        || told
        || named_day(cx, start, end)
        || slashed && LOOSE_CUES.contains(&word) && nothing_counted(cx, end)
}

/// Whether figures end the name of a day of remembrance: `Ngày Quốc phòng toàn dân 22/12`.
fn named_day(cx: &Context, start: usize, end: usize) -> bool {
    const NAMED: &[&str] =
        &["thành lập", "truyền thống", "chiến thắng", "giải phóng", "toàn quốc", "gia đình"];
    let head = last_bytes(cx.fold.get(..start).unwrap_or(""), 90);
    let Some((_, word)) = phrases(head, "ngày").last() else { return false };
    let mut after = Cursor::new(&cx.fold, start - head.len() + word);
    let day = cx.text.get(after.at - "ngày".len()..after.at);
    after.blanks();
    let Some(name) = cx.text.get(after.at..start).filter(|_| day == Some("Ngày")) else {
        return false;
    };
    let named = name.starts_with(char::is_uppercase)
        || NAMED.iter().any(|w| {
            let mut c = after;
            c.word(w)
        });
    let plain =
        !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ';' | '.' | ':' | '(' | '\n'));
    named && plain && nothing_counted(cx, end)
}

/// Whether no noun follows that the figures could count.
fn nothing_counted(cx: &Context, end: usize) -> bool {
    let c = Cursor::new(&cx.fold, end);
    let next = c.next_word();
    next.is_empty() || !c.rest().trim_start().starts_with(next) || AFTER_DAY.contains(&next)
}

fn bracketed(cx: &Context, start: usize, end: usize) -> bool {
    cx.fold.get(..start).is_some_and(|h| h.ends_with('('))
        && cx.fold.get(end..).is_some_and(|r| r.starts_with(')'))
}

fn year_cue(cx: &Context, start: usize, read: &Read, laws: &[Named]) -> bool {
    let (_, word) = last_word(&cx.fold, start);
    let blank = back_blanks(&cx.fold, start);
    let law = laws.binary_search_by(|l| l.end.cmp(&blank)).is_ok();
    YEAR_CUES.contains(&word) || law || bracketed(cx, start, read.end)
}

/// A point by itself; behind `đến` a month or a year is what something lasts until.
fn alone(cx: &Context, start: usize, read: &Read) -> Found {
    let at = Back::chain(&cx.fold, start, &["hết", "cuối", "đầu", "giữa"]);
    let until = read.point.day.is_none() && Back::new(&cx.fold, at).any(&["đến", "tới"]).is_some();
    let shape = if until { Shape::Until(read.point) } else { Shape::One(read.point) };
    Found { range: start..read.end, shape }
}

/// Further years of a list: `năm 2024 và 2025`, `các năm 2022, 2023`.
fn years_after(cx: &Context, start: usize, first: &Read, found: &mut Vec<Found>) {
    if !first.point.is_year() || !Cursor::new(&cx.fold, start).word("năm") {
        return;
    }
    let mut c = Cursor::new(&cx.fold, first.end);
    while c.eat(",") || c.word("và") {
        c.blanks();
        let at = c.at;
        let Some(year) = point::year_figure(&mut c) else { break };
        let range_ahead =
            c.rest().trim_start().starts_with('-') && Cursor::new(&cx.fold, c.at + 1).next_figure();
        if range_ahead {
            break;
        }
        found.push(Found { range: at..c.at, shape: Shape::One(Point::year(year)) });
    }
}
