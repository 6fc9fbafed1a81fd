//! Short mentions: a type word with a bare number (`Nghị quyết số 24`, `Thông tư 43/2019`), alone or in a list.
//!
//! They are linked to a full number of the same text only when exactly one fits.

use std::ops::Range;

use crate::context::{Context, meets};
use crate::contract::{Citation, DateMention};
use crate::cursor::{Cursor, back_blanks, back_word, is_word_at};
use crate::docno::DocNo;
use crate::kind;

/// Words that make a figure in front of them a count.
const COUNTED: &[&str] = &[
    "năm",
    "tháng",
    "ngày",
    "giờ",
    "phút",
    "nội",
    "nhiệm",
    "người",
    "điểm",
    "chương",
    "điều",
    "khoản",
    "trang",
    "vấn",
    "dự",
    "chỉ",
    "giải",
    "nhóm",
    "tỷ",
    "triệu",
    "nghìn",
    "lần",
    "mục",
    "đơn",
    "tập",
    "cá",
    "xã",
    "tỉnh",
    "huyện",
    "bước",
    "đợt",
    "công",
    "loại",
    "bộ",
    "tuần",
    "quý",
    "lớp",
    "trường",
    "đồng",
    "hồ",
    "lĩnh",
    "trụ",
];

/// Finds short mentions.
pub(super) fn find(cx: &Context, numbers: &[DocNo], dates: &[DateMention]) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut done = 0;
    let numbers: Vec<Range<usize>> = numbers.iter().map(|n| n.range.clone()).collect();
    let dates: Vec<Range<usize>> = dates.iter().map(|d| d.start..d.end).collect();
    for run in &cx.digits {
        if run.start < done || meets(&numbers, run) || meets(&dates, run) {
            continue;
        }
        if let Some(list) = list_at(cx, run.start) {
            done = list.last().map_or(done, |c| c.end);
            found.extend(list);
        }
    }
    found
}

/// The mention whose number starts at a byte, with those that follow it in a list.
fn list_at(cx: &Context, at: usize) -> Option<Vec<Citation>> {
    let so = back_word(&cx.fold, at, "số");
    let (start, kind) = kind::ending_at(&cx.fold, so.unwrap_or(at))?;
    let capital = cx.text.get(start..)?.starts_with(char::is_uppercase);
    let allowed = match kind.loose {
        "yes" => so.is_some() || capital,
        "no" => so.is_some(),
        _ => false,
    };
    let (end, number) = short_number(cx, at)?;
    let counts = counted(cx, end) && !dated(cx, at, end);
    if !allowed || so.is_none() && (counts || !follows(cx, at, end)) {
        return None;
    }
    let mut out = vec![citation(cx, start, end, kind.name, number)];
    let mut c = Cursor::new(&cx.fold, end);
    while c.eat(",") || c.word("và") {
        c.word("số");
        c.blanks();
        let Some((end, number)) = short_number(cx, c.at).filter(|(end, _)| !counted(cx, *end))
        else {
            break;
        };
        out.push(citation(cx, c.at, end, kind.name, number));
        c.at = end;
    }
    Some(out)
}

/// Whether a number follows its type word as a number of that document, not as a footnote mark or a page number.
fn follows(cx: &Context, at: usize, end: usize) -> bool {
    let gap = cx.fold.get(back_blanks(&cx.fold, at)..at).unwrap_or("");
    let goes_on = cx.fold.get(end..).is_some_and(|r| r.starts_with([' ', ',', ';', ')', '.']));
    let broken = gap.contains('\n');
    !gap.is_empty() && (!broken || goes_on && end - at >= 2)
}

/// A bare number at a byte: figures, with a letter or a year if any.
fn short_number(cx: &Context, at: usize) -> Option<(usize, String)> {
    let mut c = Cursor::new(&cx.fold, at);
    c.figure(5)?;
    let mut yearly = c;
    if yearly.eat("/") && yearly.figure(4).is_some_and(|y| (1945..=2100).contains(&y)) {
        c = yearly;
    }
    let next = c.rest();
    let tied = next.starts_with(['/', '-', '%', ':'])
        && next.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric()));
    let decimal = next.starts_with(['.', ','])
        && next.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    if is_word_at(&cx.fold, c.at) || tied || decimal || next.trim_start().starts_with('%') {
        return None;
    }
    Some((c.at, cx.text.get(at..c.at)?.to_owned()))
}

/// Whether the number counts what follows it, or begins a range.
fn counted(cx: &Context, end: usize) -> bool {
    let c = Cursor::new(&cx.fold, end);
    COUNTED.contains(&c.next_word()) || c.rest().trim_start().starts_with('-')
}

/// Whether a number of two figures or more stands before its year (`Nghị định 03 năm 2019`), which is no count of years.
fn dated(cx: &Context, at: usize, end: usize) -> bool {
    let mut c = Cursor::new(&cx.fold, end);
    let year = c.word("năm") && {
        c.blanks();
        c.figure(4).is_some_and(|y| (1945..=2100).contains(&y))
    };
    year && end - at >= 2 && !c.rest().trim_start().starts_with(['-', '–'])
}

fn citation(cx: &Context, start: usize, end: usize, kind: &str, number: String) -> Citation {
    Citation {
        start,
        end,
        text: cx.slice(&(start..end)).to_owned(),
        number: Some(number),
        doc_type: Some(kind.to_owned()),
        mention: "short".to_owned(),
        relation: "mentions".to_owned(),
        ..Citation::default()
    }
}

/// Links short mentions and laws named again to the one document of the text that fits.
pub(super) fn resolve(found: &mut [Citation]) {
    if found.iter().all(|c| c.mention == "full") {
        return;
    }
    let mut full: Vec<Citation> = found.iter().filter(|c| c.mention == "full").cloned().collect();
    full.sort_by(|a, b| (&a.number, &a.issuer, &a.date).cmp(&(&b.number, &b.issuer, &b.date)));
    full.dedup_by(|a, b| (&a.number, &a.issuer, &a.date) == (&b.number, &b.issuer, &b.date));
    for short in found.iter_mut().filter(|c| c.mention != "full") {
        let mut fitting: Vec<&Citation> = full.iter().filter(|f| fits(short, f)).collect();
        fitting.sort_by(|a, b| a.number.cmp(&b.number));
        fitting.dedup_by(|a, b| a.number == b.number);
        if let [only] = fitting.as_slice() {
            short.number.clone_from(&only.number);
        }
    }
}

/// Whether a full citation can be what a short one means: same type, same counter, no stated part that differs.
pub(crate) fn fits(short: &Citation, full: &Citation) -> bool {
    let agree = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
    let Some(number) = &short.number else {
        return short.name.is_some() && short.name == full.name && agree(&short.date, &full.date);
    };
    let mut parts = number.split('/');
    let (serial, year) = (parts.next().unwrap_or(""), parts.next());
    let full_number = full.number.as_deref().unwrap_or("");
    let same_serial = serial_of(full_number) == serial.trim_start_matches('0');
    let same_year = year.is_none_or(|y| full_number.split('/').nth(1) == Some(y));
    same_serial
        && same_year
        && short.doc_type == full.doc_type
        && agree(&short.issuer, &full.issuer)
        && agree(&short.date, &full.date)
}

/// The counter of a normalised number, without leading zeros.
fn serial_of(number: &str) -> &str {
    number.split(['/', '-']).next().unwrap_or("").trim_start_matches('0')
}
