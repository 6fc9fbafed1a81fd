//! Tables of work: rows under a head line that has a column of who leads and a column of the term.
//!
//! Knows lines whose cells are parted by tabs; what the cells say is read by others.

use std::ops::Range;

use crate::context::Context;
use crate::fold::fold;

/// A row of a table of work, with the bytes of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The whole line.
    pub(crate) line: Range<usize>,
    /// Who leads.
    pub(crate) leads: Range<usize>,
    /// Who joins, when the table has a column for it.
    pub(crate) with: Option<Range<usize>>,
    /// By when.
    pub(crate) term: Range<usize>,
}

/// Columns of a table of work by their place in a line.
#[derive(Debug, Clone, Copy)]
struct Columns {
    leads: usize,
    with: Option<usize>,
    term: usize,
    count: usize,
}

const LEADS: &[&str] =
    &["chủ trì", "cơ quan thực hiện", "đơn vị thực hiện", "trách nhiệm thực hiện"];
const WITH: &[&str] = &["phối hợp"];
const TERM: &[&str] = &["thời hạn", "thời gian", "tiến độ", "hoàn thành"];

/// The rows of all tables of work, in text order.
#[inline(never)]
pub(crate) fn rows(cx: &Context) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut columns: Option<Columns> = None;
    for line in &cx.paragraphs {
        let cells = cells(cx, line);
        if let Some(head) = head(cx, &cells) {
            columns = Some(head);
            continue;
        }
        columns = columns.filter(|c| cells.len() == c.count);
        rows.extend(columns.and_then(|c| row(line, &cells, c)));
    }
    rows
}

fn row(line: &Range<usize>, cells: &[Range<usize>], columns: Columns) -> Option<Row> {
    Some(Row {
        line: line.clone(),
        leads: cells.get(columns.leads)?.clone(),
        with: columns.with.and_then(|k| cells.get(k).cloned()),
        term: cells.get(columns.term)?.clone(),
    })
}

fn head(cx: &Context, cells: &[Range<usize>]) -> Option<Columns> {
    let titles: Vec<String> =
        cells.iter().map(|c| fold(&crate::structure::one_blank(cx.slice(c)))).collect();
    let short = titles.iter().all(|t| t.chars().count() <= 40);
    let find = |names: &[&str]| titles.iter().position(|t| names.iter().any(|n| t.contains(n)));
    let (leads, term) = (find(LEADS)?, find(TERM)?);
    let columns =
        Columns { leads, with: find(WITH).filter(|k| *k != leads), term, count: cells.len() };
    (short && cells.len() >= 3 && leads != term).then_some(columns)
}

fn cells(cx: &Context, line: &Range<usize>) -> Vec<Range<usize>> {
    let mut at = line.start;
    let mut cells = Vec::new();
    for cell in cx.slice(line).split('\t') {
        cells.push(at..at + cell.len());
        at += cell.len() + 1;
    }
    cells
}
