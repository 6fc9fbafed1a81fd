//! Signature blocks: authority and titles in capitals, then the name; side by side when two bodies sign.

use std::ops::Range;

use crate::context::Context;
use crate::contract::Signature;
use crate::heading;
use crate::structure::row::{self, Row};

/// Lines from the first line of a block to the name.
const REACH: usize = 10;

/// Marks of authority as folded, with their normal form; the longer first.
const CAPACITIES: &[(&str, &str)] = &[
    ("tuq.", "TUQ."),
    ("tuq ", "TUQ."),
    ("t/uq", "TUQ."),
    ("t.m.", "TM."),
    ("t.m ", "TM."),
    ("tm.", "TM."),
    ("tm ", "TM."),
    ("t/m", "TM."),
    ("kt.", "KT."),
    ("kt ", "KT."),
    ("k/t", "KT."),
    ("tl.", "TL."),
    ("tl ", "TL."),
    ("t/l", "TL."),
    ("q.", "Q."),
];

/// Finds the signature blocks below line `body`.
pub(super) fn find(cx: &Context, rows: &[Row], body: usize) -> Vec<Signature> {
    let mut found: Vec<Signature> = Vec::new();
    let mut skip = body;
    for at in body..rows.len() {
        let Some(row) = rows.get(at).filter(|_| at >= skip) else { continue };
        let signing = row.cells.iter().filter(|c| heading::is_authority(cx.slice(c))).count();
        if signing == 0 {
            continue;
        }
        let mut next = at + 1;
        for column in 0..row.cells.len() {
            if let Some((block, last)) = block(cx, rows, at, column) {
                next = next.max(last + 1);
                found.push(block);
            }
        }
        skip = next;
    }
    found.sort_by_key(|s| s.start);
    found
}

/// The block that begins in a cell, and its last line.
fn block(cx: &Context, rows: &[Row], at: usize, column: usize) -> Option<(Signature, usize)> {
    let head = rows.get(at)?;
    let first = head.cells.get(column).filter(|c| heading::is_authority(cx.slice(c)))?;
    let mut block = Signature { start: first.start, end: first.end, ..Signature::default() };
    let mut last = at;
    take(cx, &mut block, first);
    for (i, row) in rows.iter().enumerate().skip(at + 1).take(REACH) {
        let Some(cell) = row.cell(column) else { break };
        let text = cx.slice(cell);
        if is_aside(cx, cell) {
            continue;
        }
        if let Some((rank, name)) = heading::signed_name(text) {
            (block.rank, block.name) = (rank, Some(name));
            block.end = cell.end;
            last = i;
            break;
        }
        if !heading::is_capital(text) || text.len() > 120 {
            break;
        }
        take(cx, &mut block, cell);
        block.end = cell.end;
        last = i;
    }
    let holds = block.name.is_some() || !block.capacity.is_empty();
    block.text = cx.slice(&(block.start..block.end)).to_owned();
    holds.then_some((block, last))
}

/// `(Đã ký)` and entries of the recipients that stand between the lines of a block.
fn is_aside(cx: &Context, cell: &Range<usize>) -> bool {
    let folded = row::one_blank(cx.fold.get(cell.clone()).unwrap_or(""));
    let bare = folded.trim_matches(['(', ')', '[', ']', ' ', '.', '*']);
    bare.is_empty()
        || ["đã ký", "ký tên", "ký, đóng dấu", "ký tên, đóng dấu"].contains(&bare)
        || folded.starts_with('-')
        || folded.starts_with("nơi nhận")
}

/// Takes one line of a block: its authority, if any, and the words behind it.
fn take(cx: &Context, block: &mut Signature, cell: &Range<usize>) {
    let folded = cx.fold.get(cell.clone()).unwrap_or("");
    let capacity = CAPACITIES.iter().find(|(mark, _)| folded.starts_with(mark));
    let rest = match capacity {
        Some((mark, normal)) => {
            block.capacity.push((*normal).to_owned());
            cx.slice(cell).get(mark.len()..).unwrap_or("")
        }
        None => cx.slice(cell),
    };
    let title = row::one_blank(rest.trim_start_matches(['.', ' ']));
    if !title.is_empty() {
        block.titles.push(title);
    }
}
