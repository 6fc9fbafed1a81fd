//! Who a document goes to: the entries of `Nơi nhận` and the addressees of `Kính gửi`.

use std::ops::Range;

use crate::context::Context;
use crate::contract::Mention;
use crate::cursor::Cursor;
use crate::structure::row::{self, Row};

/// Lines that may stand between the label and its first entry, and entries at most.
const GAP: usize = 8;
const MOST: usize = 200;

/// Lines from the top in which addressees are looked for.
const TOP: usize = 40;

/// Finds the entries of the recipients below line `body`.
pub(super) fn find(cx: &Context, rows: &[Row], body: usize) -> Vec<Mention> {
    let Some((at, cell)) = labelled(cx, rows, body..rows.len(), "nơi nhận") else {
        return Vec::new();
    };
    entries(cx, rows, at, &cell)
}

/// First byte of the label `Nơi nhận`.
pub(super) fn label(cx: &Context, rows: &[Row], body: usize) -> Option<usize> {
    labelled(cx, rows, body..rows.len(), "nơi nhận").map(|(_, cell)| cell.start)
}

/// Finds the addressees.
pub(super) fn addressees(cx: &Context, rows: &[Row]) -> Vec<Mention> {
    let found = labelled(cx, rows, 0..rows.len().min(TOP), "kính gửi");
    found.map_or_else(Vec::new, |(at, cell)| entries(cx, rows, at, &cell))
}

/// The line and cell that a label opens.
fn labelled(
    cx: &Context,
    rows: &[Row],
    range: Range<usize>,
    label: &str,
) -> Option<(usize, Range<usize>)> {
    let lines = rows.get(range.clone())?.iter().enumerate();
    lines.flat_map(|(i, row)| row.cells.iter().map(move |cell| (i, cell))).find_map(|(i, cell)| {
        let mut c = Cursor::new(&cx.fold, cell.start);
        let opens = c.word(label) && {
            c.blanks();
            c.eat(":") || c.at >= cell.end
        };
        opens.then(|| (range.start + i, cell.clone()))
    })
}

fn entries(cx: &Context, rows: &[Row], at: usize, cell: &Range<usize>) -> Vec<Mention> {
    let after = cx.slice(cell).find(':').map_or(cell.end, |i| cell.start + i + 1);
    let mut found = inline(cx, after..cell.end);
    let (mut gap, mut listed) = (0, false);
    for row in rows.get(at + 1..).unwrap_or_default().iter().take(MOST) {
        let Some(first) = row.cells.first() else { continue };
        let text = cx.slice(first);
        if text.starts_with(['-', '–', '+', '•']) {
            found.push(first.clone());
            listed = true;
        } else if listed && text.starts_with(char::is_lowercase) {
            if let Some(last) = found.last_mut() {
                last.end = first.end;
            }
        } else if listed || gap >= GAP || !found.is_empty() {
            break;
        } else {
            gap += 1;
        }
    }
    let bare = |c: char| {
        matches!(c, '-' | '–' | '+' | '•' | ';' | '.' | ',' | '/' | ' ' | '\t' | '\u{a0}' | '\n')
    };
    found.iter().map(|r| row::trimmed(cx, r, bare)).filter(|m| m.start < m.end).collect()
}

/// Entries on the line of the label, parted by `;`.
fn inline(cx: &Context, range: Range<usize>) -> Vec<Range<usize>> {
    let mut at = range.start;
    let mut found = Vec::new();
    for piece in cx.slice(&range).split(';') {
        if piece.chars().any(char::is_alphabetic) {
            found.push(at..at + piece.len());
        }
        at += piece.len() + 1;
    }
    found
}
