//! The heading block of an administrative document (Nghị định 30/2020/NĐ-CP, Phụ lục I; Party layout: Hướng dẫn 36-HD/VPTW).
//!
//! A text without such a block has none: prose about a document is not one.

mod bare;
mod issuer_line;
mod nation;
mod signer;

use std::ops::Range;

use crate::context::Context;
use crate::contract::Heading;
use crate::cursor::{Cursor, back_blanks};
use crate::docno::DocNo;
use crate::fold::fold;
use crate::kind;

pub(crate) use issuer_line::is_capital;
pub(crate) use signer::{is_authority, signed_name};

/// The document's own frame: heading block and the bytes it takes.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    /// The heading, when the text is an administrative document.
    pub(crate) heading: Option<Heading>,
    /// Bytes of the document's own number, which is not a citation.
    pub(crate) number: Range<usize>,
    /// Bytes of the heading block, up to the end of the subject.
    pub(crate) block: Range<usize>,
}

/// How many lines from the top a heading block may take.
const TOP: usize = 24;

/// Most bytes of a line that names a type and nothing else.
const LONGEST_TYPE: usize = 200;

/// Looks for the heading block.
pub(crate) fn find(cx: &Context, numbers: &[DocNo]) -> Frame {
    let top: Vec<Range<usize>> = cx.paragraphs.iter().take(TOP).cloned().collect();
    let (broken, top) = nation::taken_out(cx, top);
    let nation = broken.or_else(|| top.iter().position(|l| is_nation(cx, l)));
    let number_line = top.iter().position(|l| is_number_line(cx, l));
    let type_line = top.iter().position(|l| type_of_line(cx, l).is_some());
    let administrative = match (nation, number_line, type_line) {
        (Some(n), a, b) => n < 8 && (a.is_some() || b.is_some()),
        (None, Some(n), Some(t)) => n < 10 && t.abs_diff(n) < 6,
        _ => false,
    };
    if !administrative {
        return bare::find(cx, &top, numbers).map_or_else(Frame::default, |(heading, number)| {
            let first = top.first().cloned().unwrap_or_default();
            let block = first.start..first.end.max(number.end);
            Frame { heading: Some(heading), number, block }
        });
    }
    let own = number_line
        .and_then(|i| top.get(i))
        .and_then(|l| numbers.iter().find(|n| l.contains(&n.range.start)));
    let (place, date) = place_and_date(cx, &top, own).unwrap_or_default();
    let doc_type = type_line
        .and_then(|i| top.get(i))
        .and_then(|l| type_of_line(cx, l))
        .or_else(|| type_of_number(own));
    let printed = issuer_line::find(cx, &top, number_line.or(type_line), own);
    let subject = subject(cx, &top, type_line, printed.as_deref());
    let lines = [number_line, type_line].into_iter().flatten().filter_map(|i| top.get(i).cloned());
    let ends = lines.chain(subject.clone()).map(|r| r.end);
    let block = top.first().map_or(0, |r| r.start)..ends.max().unwrap_or(0);
    let heading = Heading {
        number: own.map(|n| n.number.clone()),
        doc_type,
        issuer: subject.as_ref().and_then(|s| bare::central(cx, s)).or(printed),
        date,
        place,
        subject: subject.map(|s| squeezed(subject_words(cx.slice(&s)))),
        secrecy: mark(cx, &top, &["lưu hành nội bộ", "xem xong trả lại", "không phổ biến"]),
        urgency: mark(cx, &top, &["hỏa tốc", "thượng khẩn", "khẩn"]).map(|m| m.to_lowercase()),
        signer: signer::find(cx),
    };
    let number = own.map(|n| n.range.clone()).unwrap_or_default();
    Frame { heading: Some(heading), number, block }
}

/// The folded words of a line with one blank between them.
fn line(cx: &Context, range: &Range<usize>) -> String {
    squeezed(cx.fold.get(range.clone()).unwrap_or(""))
}

fn is_nation(cx: &Context, range: &Range<usize>) -> bool {
    if range.len() >= 160 || !issuer_line::is_capital(cx.slice(range)) {
        return false;
    }
    let words = line(cx, range);
    words.contains("cộng hòa xã hội chủ nghĩa việt nam") || words.contains("đảng cộng sản việt nam")
}

/// Whether a line begins with `Số:` and holds a sign, filled in or not.
fn is_number_line(cx: &Context, range: &Range<usize>) -> bool {
    if range.len() >= 160 || !cx.slice(range).contains(['/', '-', '–', '⁄', '∕', '—', '−'])
    {
        return false;
    }
    let words = line(cx, range);
    let words = ["luật ", "bộ luật ", "pháp lệnh "]
        .iter()
        .find_map(|k| words.strip_prefix(k))
        .unwrap_or(&words);
    let rest = words.strip_prefix("số").unwrap_or("");
    let colon = rest.trim_start().starts_with(':');
    let figure = rest.trim_start_matches([' ', ':', '.']).starts_with(|c: char| c.is_ascii_digit());
    (colon || figure) && rest.contains(['/', '-'])
}

/// The kind that a line in capitals names by itself: `NGHỊ QUYẾT`, `KẾ HOẠCH`.
fn type_of_line(cx: &Context, range: &Range<usize>) -> Option<String> {
    if range.len() > LONGEST_TYPE || !issuer_line::is_capital(cx.slice(range)) {
        return None;
    }
    let words = line(cx, range);
    let alone = kind::by_name(words.trim_end_matches([':', '.']).trim());
    alone.map(|k| k.name.to_owned())
}

fn type_of_number(own: Option<&DocNo>) -> Option<String> {
    let no = own?;
    match no.type_code() {
        Some(code) => kind::by_code(code).next().map(|k| k.name.to_owned()),
        None => Some("Công văn".to_owned()),
    }
}

/// `Sông Giang, ngày 05 tháng 3 năm 2020`: the place and the day.
fn place_and_date(
    cx: &Context,
    top: &[Range<usize>],
    own: Option<&DocNo>,
) -> Option<(Option<String>, Option<String>)> {
    top.iter().find_map(|range| {
        let at = range.start + cx.fold.get(range.clone())?.find("ngày")?;
        let date = written_day(cx, at)?;
        let from = own
            .filter(|n| range.contains(&n.range.start) && n.range.end < at)
            .map_or(range.start, |n| n.range.end);
        // A day that stands on a line by itself has no place before it.
        let end = back_blanks(&cx.fold, at).max(from);
        let place = cx.text.get(from..end)?.trim_matches([' ', '|', '\t', '\u{a0}', ',']);
        let proper = |w: &str| w.starts_with(char::is_uppercase) || w == "phố";
        let fits = place.len() < 60
            && !place.contains([':', ';', '/', ','])
            && place.split_whitespace().all(proper);
        fits.then(|| (Some(place.to_owned()).filter(|p| !p.is_empty()), Some(date)))
    })
}

/// The day behind a byte in EDTF; the month alone where the day is left open to be filled in.
fn written_day(cx: &Context, at: usize) -> Option<String> {
    let mut c = Cursor::new(&cx.fold, at);
    c.word("ngày");
    c.blanks();
    let day = c.figure(2).filter(|d| (1..=31).contains(d));
    c.at += c.rest().bytes().take_while(|b| matches!(b, b'.' | b' ')).count();
    c.word("tháng").then_some(())?;
    c.blanks();
    let month = c.figure(2).filter(|m| (1..=12).contains(m))?;
    c.word("năm").then_some(())?;
    c.blanks();
    let year = c.figure(4)?;
    Some(
        day.map_or_else(
            || format!("{year}-{month:02}"),
            |day| format!("{year}-{month:02}-{day:02}"),
        ),
    )
}

/// The lines under the type, up to the first that begins the body or names the issuer once more; for an official letter the `V/v` line.
fn subject(
    cx: &Context,
    top: &[Range<usize>],
    type_line: Option<usize>,
    issuer: Option<&str>,
) -> Option<Range<usize>> {
    let Some(first) = type_line.map(|i| i + 1) else {
        return top
            .iter()
            .find(|l| line(cx, l).starts_with("v/v") || line(cx, l).starts_with("về việc"))
            .cloned();
    };
    let mut taken: Option<Range<usize>> = None;
    for range in top.get(first..)?.iter().take(7) {
        let gap = taken.as_ref().map_or("", |t| cx.text.get(t.end..range.start).unwrap_or(""));
        let goes_on = taken.as_ref().is_some_and(|t| runs_on(cx, t, range));
        let again = taken.is_some() && issuer.is_some_and(|i| fold(i) == line(cx, range));
        let ends = is_rule(cx, range)
            || again
            || is_number_line(cx, range)
            || gap.matches('\n').count() > 1
            || !goes_on && (begins_body(cx, range) || taken.is_some() && is_prose(cx, range));
        if ends {
            break;
        }
        taken = Some(taken.map_or(range.start, |t: Range<usize>| t.start)..range.end);
    }
    taken
}

/// Whether a line goes on with the subject above it: it begins in small letters, or the subject so far ends openly.
fn runs_on(cx: &Context, subject: &Range<usize>, range: &Range<usize>) -> bool {
    const OPEN: &[&str] = &[
        "của", "và", "tại", "trong", "về", "với", "cho", "theo", "các", "để", "giữa", "đối", "đến",
        "từ", "trên", "do", "ở", "đồng", "số",
    ];
    let above = cx.fold.get(subject.clone()).unwrap_or("").trim_end();
    let last = above.rsplit(char::is_whitespace).next().unwrap_or("");
    let written = cx.slice(range);
    let lettered = written.chars().nth(1).is_some_and(|c| matches!(c, ')' | '.' | '/'));
    let small = written.starts_with(char::is_lowercase) && !lettered;
    small || above.ends_with([',', '-', '–']) || OPEN.contains(&last)
}

/// A rule or an ornament between the subject and the body.
fn is_rule(cx: &Context, range: &Range<usize>) -> bool {
    line(cx, range).trim_matches(['-', '_', '*', '─', ' ', '.', '=']).is_empty()
}

/// A line of running text: it ends as a sentence does, or is longer than a subject's line.
fn is_prose(cx: &Context, range: &Range<usize>) -> bool {
    cx.slice(range).ends_with(['.', ';', ':']) || range.len() > 400
}

fn begins_body(cx: &Context, range: &Range<usize>) -> bool {
    let words = line(cx, range);
    let numbered = words.find(" số ").and_then(|at| words.get(..at));
    if numbered.is_some_and(|kind| kind::by_name(kind).is_some()) {
        return true;
    }
    let starts = [
        "căn cứ",
        "kính gửi",
        "thực hiện",
        "để ",
        "nhằm ",
        "theo ",
        "trong ",
        "ngày ",
        "điều ",
        "chương ",
        "phần ",
        "mục ",
        "i.",
        "i-",
        "1.",
        "a.",
        "trên cơ sở",
        "xét ",
        "quốc hội",
        "chính phủ ban",
        "vừa qua",
        "năm ",
        "---",
        "___",
        "***",
        "* ",
        "sau khi",
        "hội đồng nhân dân",
        "bộ trưởng",
        "chủ tịch",
        "thủ tướng",
        "bộ chính trị",
        "ban ",
        "quy định chung",
    ];
    let begins = starts.iter().any(|s| words.starts_with(s)) && !words.starts_with("ban hành");
    begins || is_rule(cx, range) || range.len() > 600
}

fn subject_words(written: &str) -> &str {
    let cut = ["V/v:", "V/v", "v/v"].iter().find_map(|p| written.strip_prefix(p));
    cut.unwrap_or(written).trim().trim_end_matches(['-', '_', '*', ' '])
}

/// A mark that fills a line by itself, as printed.
fn mark(cx: &Context, top: &[Range<usize>], marks: &[&str]) -> Option<String> {
    top.iter().find_map(|range| {
        let words = line(cx, range);
        let alone = words.trim_matches(['(', ')', '[', ']', '.', '!', '*', ' ']);
        marks.iter().find(|m| **m == alone).map(|_| {
            squeezed(cx.slice(range).trim_matches(['(', ')', '[', ']', '.', '!', '*', ' ']))
        })
    })
}

/// Words with one blank between them.
fn squeezed(words: &str) -> String {
    crate::structure::one_blank(words)
}
