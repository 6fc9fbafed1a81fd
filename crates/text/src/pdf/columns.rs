//! Rows of a page to lines in the order of reading: columns one after the other, tables row by row.
//!
//! A gap that stays free over several rows is a gutter. What stands left of it is read before what stands right
//! of it: so in the two-column head of an administrative document, in the block of the signature and in text set
//! in two columns. Rows of three and more cells, or with figures on the right, are a table.

use super::rows::{Row, Segment, WIDE};

/// A line in the order of reading.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) text: String,
    /// What it is part of.
    pub(super) part: Part,
    /// Lines of one column or of one stretch between columns have the same number.
    pub(super) block: usize,
}

/// What a line is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Text over the width of the page.
    Body,
    /// Text set in columns, wrapped as the body is.
    Column,
    /// A block beside another, each line for itself: head, signature.
    Beside,
    /// A row of a table.
    Table,
}

/// Gap in parts of the letters' size from which segments of a row outside of columns are told apart by a tab.
const TAB: f32 = 2.0;
/// Distance of rows in parts of the letters' size from which a run of columns ends.
const FAR: f32 = 4.5;
/// The same for a last row that stands on one side only.
const FAR_ALONE: f32 = 2.4;
/// Rows from which columns may be text that is wrapped.
const MIN_WRAPPED: usize = 6;

/// Sets the rows of a page in the order of reading; `block` is the next free number of a block.
pub(super) fn lines(rows: &[Row], block: &mut usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut i = 0;
    while let Some(row) = rows.get(i) {
        let run = run_at(rows, i);
        match run {
            Some((n, gutter)) => {
                let part = rows.get(i..i + n).unwrap_or_default();
                set_run(part, gutter, block, &mut lines);
                i += n;
            }
            None => {
                lines.push(line(&row.segments, row, Part::Body, *block));
                i += 1;
            }
        }
    }
    *block += 1;
    lines
}

/// A free strip between two columns.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gutter {
    from: f32,
    to: f32,
}

impl Gutter {
    fn widest(row: &Row) -> Option<Self> {
        let pairs = row.segments.iter().zip(row.segments.iter().skip(1));
        let gaps = pairs.map(|(left, right)| Self { from: left.x1, to: right.x0 });
        gaps.max_by(|a, b| (a.to - a.from).total_cmp(&(b.to - b.from)))
    }

    /// Narrowed to what a row leaves free; `None` when the row stands across.
    fn beside(self, row: &Row) -> Option<Self> {
        let middle = f32::midpoint(self.from, self.to);
        let (mut from, mut to) = (self.from, self.to);
        for segment in &row.segments {
            if f32::midpoint(segment.x0, segment.x1) < middle {
                from = from.max(segment.x1);
            } else {
                to = to.min(segment.x0);
            }
        }
        (to - from >= WIDE * row.size * 0.9).then_some(Self { from, to })
    }

    fn is_left(self, segment: &Segment) -> bool {
        segment.x0 < f32::midpoint(self.from, self.to)
    }

    fn sides(self, row: &Row) -> (bool, bool) {
        let left = row.segments.iter().any(|s| self.is_left(s));
        let right = row.segments.iter().any(|s| !self.is_left(s));
        (left, right)
    }
}

/// How many rows from here on stand beside one gutter; `None` when they are no columns.
fn run_at(rows: &[Row], start: usize) -> Option<(usize, Gutter)> {
    let first = rows.get(start)?;
    let mut gutter = seeded(rows, start)?.beside(first)?;
    let (mut n, mut n_both, mut last_both) = (0, 0, 0);
    let mut before = first;
    for row in rows.get(start..).unwrap_or_default() {
        let far = if gutter.sides(row) == (true, true) {
            FAR
        } else {
            FAR_ALONE.max(FAR * f32::from(u8::from(n < 3 && start == 0)))
        };
        if row.y - before.y > far * before.size.max(row.size) {
            break;
        }
        let is_other = (row.segments.len() > 2) != (before.segments.len() > 2);
        if n > 0 && is_other && row.y - before.y > 1.6 * before.size.max(row.size) {
            break;
        }
        let Some(narrowed) = gutter.beside(row) else { break };
        gutter = narrowed;
        n += 1;
        if gutter.sides(row) == (true, true) {
            n_both += 1;
            last_both = n;
        }
        before = row;
    }
    let n = trailing(rows.get(start..start + n)?, last_both, gutter);
    let run = rows.get(start..start + n)?;
    let alone = |sides: (bool, bool)| run.iter().any(|row| gutter.sides(row) == sides);
    let is_staggered = alone((true, false)) && alone((false, true));
    let width = gutter.to - gutter.from;
    let stands_alone =
        (width > 3.0 * first.size && start == 0) || (width > 2.0 * first.size && n >= 3);
    (n_both >= 2 || (n_both == 1 && (stands_alone || is_staggered))).then_some((n, gutter))
}

/// The gutter that a run from here on would have. One column may begin above the other: the left one at the top of
/// a page, the right one, as that of a signature, anywhere.
fn seeded(rows: &[Row], start: usize) -> Option<Gutter> {
    let above = rows.get(start..)?.iter().take_while(|row| row.segments.len() == 1).take(4).count();
    let seed = rows.get(start + above)?;
    let gutter = Gutter::widest(seed)?;
    let alone = rows.get(start..start + above)?;
    let on_right = |row: &Row| gutter.sides(row) == (false, true);
    let fits = above == 0 || (start == 0 && above == 1) || alone.iter().all(on_right);
    fits.then_some(gutter)
}

/// How many rows belong to a run whose last rows stand on one side only: those on the right all do, those on the
/// left only when they are no text that goes on below.
fn trailing(rows: &[Row], last_both: usize, gutter: Gutter) -> usize {
    let alone = rows.get(last_both..).unwrap_or_default();
    let on_right = alone.iter().rposition(|row| gutter.sides(row) == (false, true));
    let leading = |at: usize| {
        let above = at.checked_sub(1).and_then(|i| rows.get(i));
        above.zip(rows.get(at)).is_some_and(|(above, row)| row.y - above.y < 1.6 * row.size)
    };
    let mut n = last_both + on_right.map_or(0, |i| i + 1);
    while n < rows.len() && leading(n) {
        n += 1;
    }
    n
}

fn set_run(rows: &[Row], gutter: Gutter, block: &mut usize, lines: &mut Vec<Line>) {
    *block += 1;
    if is_table(rows, gutter) {
        lines.extend(table(rows).iter().map(|row| line(&row.segments, row, Part::Table, *block)));
        *block += 1;
        return;
    }
    let part = if is_wrapped(rows, gutter) { Part::Column } else { Part::Beside };
    for left in [true, false] {
        for row in rows {
            let own: Vec<Segment> =
                row.segments.iter().filter(|s| gutter.is_left(s) == left).cloned().collect();
            if !own.is_empty() {
                lines.push(line(&own, row, part, *block));
            }
        }
        *block += 1;
    }
}

/// The rows of a table, with what was wrapped inside cells put back: a row that leaves the first column empty, close
/// below another and under its cells.
fn table(rows: &[Row]) -> Vec<Row> {
    let mut whole: Vec<Row> = Vec::new();
    for row in rows {
        match whole.last_mut() {
            Some(above) if goes_on(above, row) => extend(above, row),
            _ => whole.push(row.clone()),
        }
    }
    whole
}

fn goes_on(above: &Row, row: &Row) -> bool {
    let first = above.segments.first().map_or(f32::MAX, |s| s.x1);
    let is_under = |segment: &Segment| above.segments.iter().any(|cell| overlap(cell, segment));
    row.y - above.y < 1.5 * row.size
        && above.segments.len() > 2
        && row.segments.iter().all(|segment| segment.x0 > first && is_under(segment))
}

fn overlap(a: &Segment, b: &Segment) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1
}

fn extend(above: &mut Row, row: &Row) {
    for segment in &row.segments {
        if let Some(cell) = above.segments.iter_mut().find(|cell| overlap(cell, segment)) {
            cell.text = format!("{} {}", cell.text.trim_end(), segment.text.trim_start());
            (cell.x0, cell.x1) = (cell.x0.min(segment.x0), cell.x1.max(segment.x1));
        }
    }
    above.y = row.y;
}

/// Rows of three and more cells, or with figures on the right.
fn is_table(rows: &[Row], gutter: Gutter) -> bool {
    let both: Vec<&Row> = rows.iter().filter(|row| gutter.sides(row) == (true, true)).collect();
    let many = both.iter().filter(|row| row.segments.len() > 2).count();
    let is_figure = |row: &&&Row| {
        let right: String =
            row.segments.iter().filter(|s| !gutter.is_left(s)).map(|s| s.text.as_str()).collect();
        let digits = right.chars().filter(char::is_ascii_digit).count();
        digits * 2 > right.chars().filter(|c| !c.is_whitespace()).count()
    };
    let figures = both.iter().filter(is_figure).count();
    many * 10 >= both.len() * 6 || (both.len() >= 2 && figures * 10 >= both.len() * 6)
}

/// Whether both columns are text that is wrapped: many rows that fill their column.
fn is_wrapped(rows: &[Row], gutter: Gutter) -> bool {
    let fills = |left: bool| {
        let widths: Vec<f32> = rows
            .iter()
            .filter_map(|row| {
                let own = row.segments.iter().filter(|s| gutter.is_left(s) == left);
                let (x0, x1) =
                    own.fold((f32::MAX, f32::MIN), |(a, b), s| (a.min(s.x0), b.max(s.x1)));
                (x1 > x0).then_some(x1 - x0)
            })
            .collect();
        let widest = widths.iter().copied().fold(0.0, f32::max);
        widths.len() >= MIN_WRAPPED
            && widths.iter().filter(|w| **w > widest * 0.8).count() * 10 >= widths.len() * 6
    };
    fills(true) && fills(false)
}

fn line(segments: &[Segment], row: &Row, part: Part, block: usize) -> Line {
    let mut text = String::new();
    let mut end: Option<f32> = None;
    for segment in segments {
        if let Some(end) = end {
            let is_wide =
                part == Part::Table || (part == Part::Body && segment.x0 - end > TAB * row.size);
            text.truncate(text.trim_end_matches(' ').len());
            text.push(if is_wide { '\t' } else { ' ' });
        }
        text.push_str(segment.text.trim());
        end = Some(segment.x1);
    }
    let x0 = segments.first().map_or(0.0, |s| s.x0);
    let y = segments.first().map_or(row.y, |s| s.y);
    let size = segments.iter().map(|s| s.size).fold(0.0, f32::max);
    Line { x0, x1: end.unwrap_or(x0), y, size, text, part, block }
}
