//! An administrative document read as one: heading block, legal bases, parts, signatures, recipients.
//!
//! Layout of Nghị định 30/2020/NĐ-CP, Phụ lục I, and of Party documents. Reads lines and cells of lines only; what the
//! parts say is read elsewhere. A text that is no administrative document has no structure.

mod basis;
pub(crate) mod label;
mod outline;
mod recipient;
mod row;
mod signature;

use crate::context::Context;
use crate::contract::{Citation, Mark, Mention, Structure};
use crate::heading::Frame;

use row::Row;

pub(crate) use row::one_blank;

/// Lines from the top in which marks may stand.
const TOP: usize = 24;

/// Marks that fill a cell of the heading block, with their kind.
const MARKS: &[(&str, &str)] = &[
    ("hỏa tốc", "urgency"),
    ("hỏa tốc hẹn giờ", "urgency"),
    ("thượng khẩn", "urgency"),
    ("khẩn", "urgency"),
    ("lưu hành nội bộ", "circulation"),
    ("xem xong trả lại", "circulation"),
    ("không phổ biến", "circulation"),
    ("tài liệu thu hồi", "circulation"),
];

/// The parts of an administrative document.
#[inline(never)]
pub(crate) fn find(cx: &Context, frame: &Frame, citations: &[Citation]) -> Option<Structure> {
    let heading = frame.heading.as_ref()?;
    let rows = row::all(cx);
    let block = block(cx, frame, &rows, heading.place.as_deref());
    let body = rows.partition_point(|r| r.start() < block.end);
    let signatures = signature::find(cx, &rows, body);
    let recipients = recipient::find(cx, &rows, body);
    let ends: Vec<usize> = signatures
        .iter()
        .map(|s| s.start)
        .chain(recipients.iter().map(|r| r.start))
        .chain(recipient::label(cx, &rows, body))
        .collect();
    Some(Structure {
        start: block.start,
        end: block.end,
        marks: marks(cx, &rows),
        addressees: recipient::addressees(cx, &rows),
        bases: basis::find(cx, &rows, body, citations),
        parts: outline::find(cx, &rows, body, ends.into_iter().min()),
        signatures,
        recipients,
    })
}

/// The bytes of the heading block: up to its last line, the line of place and day included.
fn block(cx: &Context, frame: &Frame, rows: &[Row], place: Option<&str>) -> std::ops::Range<usize> {
    let start = rows.first().map_or(0, Row::start);
    let dated = |r: &&Row| {
        let line = cx.slice(&r.line);
        line.len() < 160
            && cx
                .fold
                .get(r.line.clone())
                .is_some_and(|l| l.contains("ngày") && l.contains("tháng"))
            && place.is_none_or(|p| line.contains(p))
    };
    let day = rows.iter().take(TOP).find(dated).filter(|r| r.start() < frame.block.end + 200);
    start..frame.block.end.max(day.map_or(0, |r| r.line.end)).max(start)
}

fn marks(cx: &Context, rows: &[Row]) -> Vec<Mark> {
    let cells = rows.iter().take(TOP).flat_map(|r| r.cells.iter());
    cells
        .filter_map(|cell| {
            let bare = |c: char| matches!(c, '(' | ')' | '[' | ']' | '.' | '!' | '*' | ' ');
            let words = row::one_blank(cx.fold.get(cell.clone())?);
            let (_, kind) = MARKS.iter().find(|(m, _)| *m == words.trim_matches(bare))?;
            let mention = row::trimmed(cx, cell, bare);
            Some(Mark {
                start: mention.start,
                end: mention.end,
                text: mention.text,
                kind: (*kind).to_owned(),
            })
        })
        .collect()
}

fn mention(cx: &Context, range: std::ops::Range<usize>) -> Mention {
    Mention { start: range.start, end: range.end, text: cx.slice(&range).to_owned() }
}
