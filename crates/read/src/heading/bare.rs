//! Headings without the nation's name: documents as web pages print them, from their type and title on.
//!
//! `NGHỊ ĐỊNH Số: 74/2010/NĐ-CP ngày …` on one line; a text that begins at `THÔNG BÁO`; `Chỉ thị về …` over a body with
//! legal bases or an outline. News that only names a document in its headline has none.

use std::ops::Range;

use crate::context::Context;
use crate::contract::Heading;
use crate::cursor::{Cursor, has_phrase, phrases};
use crate::docno::DocNo;
use crate::{issuer, kind};

use super::{issuer_line, line, signer, squeezed, type_of_line, written_day};

/// Lines of navigation that may stand above the title.
const ABOVE: usize = 2;

/// Longest line that can be a title.
const LONGEST: usize = 600;

/// Words with which the subject of a document begins.
const ON: &[&str] = &[
    "về",
    "v/v",
    "của",
    "ban hành",
    "phê duyệt",
    "triển khai",
    "thực hiện",
    "tăng cường",
    "sửa đổi",
    "tổng kết",
    "sơ kết",
    "kết quả",
    "kết luận",
    "ý kiến",
    "tình hình",
    "công tác",
    "tổ chức",
    "hành động",
    "phối hợp",
    "phòng, chống",
    "phòng chống",
    "năm",
];

/// The heading and the bytes of the document's own number.
pub(super) fn find(
    cx: &Context,
    top: &[Range<usize>],
    numbers: &[DocNo],
) -> Option<(Heading, Range<usize>)> {
    (0..=ABOVE).find_map(|i| {
        let title = top.get(i).filter(|t| t.len() <= LONGEST)?;
        let below = top.get(i + 1..)?;
        numbered(cx, title, below, numbers)
            .or_else(|| typed(cx, i, title, below))
            .or_else(|| titled(cx, title, below).filter(|_| i == 0))
    })
}

/// `NGHỊ ĐỊNH Số: 74/2010/NĐ-CP ngày 12 tháng 07 năm 2010 …`: type, number and day on one line.
fn numbered(
    cx: &Context,
    title: &Range<usize>,
    below: &[Range<usize>],
    numbers: &[DocNo],
) -> Option<(Heading, Range<usize>)> {
    let own = numbers.iter().find(|n| title.contains(&n.range.start))?;
    let mut c = Cursor::new(&cx.fold, title.start);
    let (name, end) = kind_at(cx, c.at)?;
    c.at = end;
    c.word("số");
    c.eat(":");
    c.blanks();
    let shouted = issuer_line::is_capital(cx.slice(&(title.start..end)));
    if c.at != own.range.start || !(shouted || is_document(cx, below)) {
        return None;
    }
    let mut day = Cursor::new(&cx.fold, own.range.end);
    day.eat(",");
    day.blanks();
    let at = day.at;
    let date = day.word("ngày").then(|| written_day(cx, at).or_else(|| figured_day(day))).flatten();
    let heading = Heading {
        number: Some(own.number.clone()),
        doc_type: Some(name.to_owned()),
        issuer: issuing(cx, title, below)
            .or_else(|| own.codes.iter().rev().find_map(|c| issuer::certain(c)).map(str::to_owned)),
        date,
        subject: subject(cx, own.range.end, title.end),
        signer: signer::find(cx),
        ..Heading::default()
    };
    Some((heading, own.range.clone()))
}

/// A text that begins with a line for its type alone: `THÔNG BÁO`, and its subject in capitals under it.
fn typed(
    cx: &Context,
    i: usize,
    title: &Range<usize>,
    below: &[Range<usize>],
) -> Option<(Heading, Range<usize>)> {
    let name = type_of_line(cx, title)?;
    let subject = below.first()?;
    let words = line(cx, subject);
    let about = ON.iter().any(|w| Cursor::new(&words, 0).word(w));
    let capitals = issuer_line::is_capital(cx.slice(subject)) && subject.len() > 24;
    let fits = capitals || about && i == 0 && is_document(cx, below);
    let heading = Heading {
        doc_type: Some(name),
        issuer: issuing(cx, subject, below),
        subject: Some(squeezed(cx.slice(subject))),
        signer: signer::find(cx),
        ..Heading::default()
    };
    fits.then_some((heading, 0..0))
}

/// `Chỉ thị về thực hiện nhiệm vụ quốc phòng …` over the body of a document.
fn titled(
    cx: &Context,
    title: &Range<usize>,
    below: &[Range<usize>],
) -> Option<(Heading, Range<usize>)> {
    let (name, end) = kind_at(cx, title.start)?;
    let on = ON.iter().any(|w| Cursor::new(&cx.fold, end).word(w));
    let closed = cx.slice(title).ends_with(['.', '!', '?']);
    let concludes = ["Thông báo", "Kết luận", "Thông báo kết luận"].contains(&name)
        && has_phrase(&line(cx, title), "kết luận")
        && below.iter().take(6).any(|l| is_order(cx, l, &["như sau", "kết luận", "chỉ đạo"]));
    if !on || closed || !(concludes || is_document(cx, below)) {
        return None;
    }
    let heading = Heading {
        doc_type: Some(name.to_owned()),
        issuer: issuing(cx, title, below),
        subject: subject(cx, end, title.end),
        signer: signer::find(cx),
        ..Heading::default()
    };
    Some((heading, 0..0))
}

/// The kind whose name begins, with a capital, at a byte, and where the name ends.
fn kind_at(cx: &Context, at: usize) -> Option<(&'static str, usize)> {
    if !cx.text.get(at..)?.starts_with(char::is_uppercase) {
        return None;
    }
    let mut end = at;
    let mut found = None;
    for _ in 0..4 {
        let mut c = Cursor::new(&cx.fold, end);
        c.blanks();
        let word = c.next_word();
        if word.is_empty() {
            break;
        }
        if end == at && !kind::begins_with(word) {
            return None;
        }
        end = c.at + word.len();
        let name = squeezed(cx.fold.get(at..end)?);
        found = kind::by_name(&name).map(|k| (k.name, end)).or(found);
    }
    found
}

/// Whether the lines below are the body of a document: legal bases, articles, an outline in Roman numerals, an order;
/// and none of the first tells of an event as news does.
fn is_document(cx: &Context, below: &[Range<usize>]) -> bool {
    const NEWS: &[&str] = &["sáng", "chiều", "tối", "ngày", "trưa", "vừa qua"];
    let told = below.iter().take(2).any(|l| {
        let words = cx.fold.get((*l).clone()).unwrap_or("");
        let lead = crate::cursor::first_bytes(words, 60);
        let reprint = ["lts", "ngày ban hành"].iter().any(|w| words.starts_with(w));
        !reprint && (words.starts_with('(') || NEWS.iter().any(|w| has_phrase(lead, w)))
    });
    let bases = below.iter().filter(|l| opens(cx, l, &["căn cứ ", "- căn cứ ", "xét "])).count();
    let articles = below.iter().any(|l| opens(cx, l, &["điều 1", "chương i", "chương 1"]));
    let order = below.iter().any(|l| {
        let words = cx.fold.get((*l).clone()).unwrap_or("").trim_end();
        words.ends_with(':')
            && ["yêu cầu", "chỉ thị", "quyết nghị", "quyết định", "như sau"]
                .iter()
                .any(|w| has_phrase(crate::cursor::last_bytes(words, 500), w))
    });
    let outline = below.iter().filter(|l| is_roman(cx.slice(l))).count();
    bases > 0 || articles || !told && (order || outline > 0)
}

/// Whether a line ends with a colon after words that announce an order.
fn is_order(cx: &Context, range: &Range<usize>, orders: &[&str]) -> bool {
    let words = cx.fold.get(range.clone()).unwrap_or("").trim_end();
    let tail = crate::cursor::last_bytes(words, 500);
    words.ends_with(':') && orders.iter().any(|w| has_phrase(tail, w))
}

/// A day in figures behind its word: `22/9/2008`.
fn figured_day(mut c: Cursor) -> Option<String> {
    c.blanks();
    let day = c.figure(2).filter(|d| (1..=31).contains(d))?;
    let sep = ["/", "-", "."].into_iter().find(|s| c.eat(s))?;
    let month = c.figure(2).filter(|m| (1..=12).contains(m))?;
    let year = c.eat(sep).then(|| c.figure(4)).flatten()?;
    Some(format!("{year}-{month:02}-{day:02}"))
}

fn opens(cx: &Context, range: &Range<usize>, starts: &[&str]) -> bool {
    let words = cx.fold.get(range.clone()).unwrap_or("");
    starts.iter().any(|s| words.starts_with(s))
}

/// `I. …`, `II- …`: a section of an outline.
fn is_roman(written: &str) -> bool {
    let numeral = written.bytes().take_while(|b| b"IVX".contains(b)).count();
    numeral > 0
        && written.get(numeral..).is_some_and(|r| r.starts_with(['.', '-', ' ', '/']))
        && written.len() > numeral + 3
        && !written.ends_with('.')
}

/// The issuer: `của BODY` at the start of the subject, or a line under the title that names a body and nothing else.
fn issuing(cx: &Context, title: &Range<usize>, below: &[Range<usize>]) -> Option<String> {
    named_in(cx, title).or_else(|| below.iter().take(2).find_map(|l| body_line(cx, l)))
}

/// The central organ that a title names where the head prints the Central Committee for all of them.
pub(super) fn central(cx: &Context, subject: &Range<usize>) -> Option<String> {
    let mut c = Cursor::new(&cx.fold, subject.start);
    let central = ["bộ chính trị", "ban bí thư"];
    (c.word("của")
        && central.iter().any(|w| {
            let mut n = c;
            n.word(w)
        }))
    .then(|| {
        issuer::known_at(&cx.fold, {
            c.blanks();
            c.at
        })
    })
    .flatten()
    .map(|(_, body)| body.to_owned())
}

/// The body behind the first `của`, when no other document is named before it.
fn named_in(cx: &Context, title: &Range<usize>) -> Option<String> {
    const LEADS: &[&str] = &["kết luận", "ý kiến", "chỉ đạo", "thông báo", "kiến"];
    let words = cx.fold.get(title.clone())?;
    let (at, end) = phrases(words, "của").next()?;
    let before = words.get(..at)?.trim_end();
    let kind_end = kind_at(cx, title.start).map(|(_, e)| e);
    let typed = kind_end == Some(title.start + before.len());
    let mut number = Cursor::new(&cx.fold, kind_end.unwrap_or(title.end));
    let numbered = number.word("số") || number.next_figure();
    let direct =
        typed || numbered && before.len() < 90 || LEADS.iter().any(|w| before.ends_with(w));
    let (range, name) = issuer::read_at(cx, title.start + end).filter(|_| direct)?;
    let written = cx.slice(&range);
    if !issuer_line::is_capital(written) {
        return Some(name);
    }
    Some(issuer_line::in_prose(&squeezed(written)).replace("Đảng Bộ", "Đảng bộ"))
}

fn body_line(cx: &Context, range: &Range<usize>) -> Option<String> {
    if range.len() > 120 {
        return None;
    }
    let words = line(cx, range);
    let known = issuer::known_at(&words, 0)?;
    let rest = words.get(known.0..)?.trim().trim_end_matches([':', ' ']);
    let rest = rest.strip_suffix("điện").unwrap_or(rest).trim();
    let level = ["tỉnh ", "thành phố ", "huyện ", "xã ", "phường ", "quận ", "thị xã "];
    match rest {
        "" => Some(known.1.to_owned()),
        _ => level.iter().any(|l| rest.starts_with(l)).then(|| placed(cx, range, known)).flatten(),
    }
}

/// A body and its place; a place in capitals or small letters is written as places are.
fn placed(cx: &Context, range: &Range<usize>, known: (usize, &str)) -> Option<String> {
    let written = squeezed(cx.slice(range));
    let place = written.get(known.0..)?.trim().trim_end_matches([':', ' ']);
    let place = place.strip_suffix("điện").or_else(|| place.strip_suffix("ĐIỆN")).unwrap_or(place);
    let place = place.trim();
    Some(format!("{} {}", known.1, issuer_line::place_in_prose(place)))
}

/// What a title says behind its type, number and day.
fn subject(cx: &Context, from: usize, end: usize) -> Option<String> {
    let mut c = Cursor::new(&cx.fold, from);
    c.eat(",");
    if c.word("ngày") {
        let rest = c.rest();
        let skip = rest.find(|ch: char| !(ch.is_ascii_digit() || " /-.".contains(ch))).unwrap_or(0);
        c.at += skip;
        if c.word("tháng") {
            c.blanks();
            c.figure(2);
            c.word("năm");
            c.blanks();
            c.figure(4);
        }
    }
    let words = cx.text.get(c.at..end)?.trim_matches([' ', ',', '-', ':', '\n']);
    Some(squeezed(words)).filter(|s| !s.is_empty())
}
