//! Pieces of a page to rows: what stands at one height, from left to right, parted where a wide gap is.
//!
//! Letters of old fonts become Unicode here, once all that stands together in one font is together.

use std::rc::Rc;

use super::content::Piece;
use crate::legacy::by_font;

/// A stretch of a row without a wide gap.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Segment {
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) text: String,
}

/// What stands at one height.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) y: f32,
    pub(super) size: f32,
    /// From left to right, never empty.
    pub(super) segments: Vec<Segment>,
}

/// Gap in parts of the letters' size from which two segments are told apart.
pub(super) const WIDE: f32 = 0.8;
/// Gap in the same measure that is a space.
const SPACE: f32 = 0.15;
/// Distance of heights in the same measure within which pieces share a row.
const SAME_ROW: f32 = 0.5;

/// Sets pieces in rows, from the top down.
pub(super) fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.retain(|p| p.x0.is_finite() && p.x1.is_finite() && p.y.is_finite() && p.size > 0.1);
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    let mut open: Vec<Piece> = Vec::new();
    let (mut y, mut size) = (0.0_f32, 0.0_f32);
    for piece in pieces {
        let is_same = !open.is_empty()
            && (piece.y - y).abs() < SAME_ROW * size.min(piece.size).max(size * 0.5);
        if !is_same && !open.is_empty() {
            rows.push(row(std::mem::take(&mut open), y, size));
        }
        if open.is_empty() || piece.size > size {
            (y, size) = (piece.y, piece.size);
        }
        open.push(piece);
    }
    if !open.is_empty() {
        rows.push(row(open, y, size));
    }
    rows
}

fn row(mut pieces: Vec<Piece>, y: f32, size: f32) -> Row {
    pieces.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    pieces.dedup_by(|next, kept| is_printed_twice(kept, next));
    let mut segments: Vec<Segment> = Vec::new();
    let mut pending: Option<Open> = None;
    for piece in pieces {
        pending = Some(match pending.take() {
            Some(open) if piece.x0 - open.segment.x1 < WIDE * size.min(piece.size * 1.4) => {
                open.with(piece)
            }
            Some(open) => {
                segments.push(open.finish());
                Open::begin(piece)
            }
            None => Open::begin(piece),
        });
    }
    segments.extend(pending.map(Open::finish));
    Row { y, size, segments }
}

/// Bold letters are sometimes made by printing twice with a small shift.
fn is_printed_twice(kept: &Piece, next: &Piece) -> bool {
    kept.text == next.text
        && (kept.x0 - next.x0).abs() < kept.size * 0.1
        && (kept.y - next.y).abs() < kept.size * 0.1
}

/// A segment being put together; `tail` is the end of it that stands in one old font.
struct Open {
    segment: Segment,
    tail: String,
    font: Option<Rc<str>>,
}

impl Open {
    fn begin(piece: Piece) -> Self {
        let Piece { x0, x1, y, size, text, old_font } = piece;
        let segment = Segment { x0, x1, y, size, text: String::new() };
        Self { segment, tail: text, font: old_font }
    }

    fn with(mut self, piece: Piece) -> Self {
        let gap = piece.x0 - self.segment.x1;
        let has_space = self.tail.ends_with(' ') || piece.text.starts_with(' ');
        let space = if gap > SPACE * piece.size && !has_space { " " } else { "" };
        if self.font != piece.old_font {
            self.settle();
            self.font = piece.old_font;
        }
        self.tail.push_str(space);
        self.tail.push_str(&piece.text);
        self.segment.x1 = self.segment.x1.max(piece.x1);
        if piece.size > self.segment.size {
            (self.segment.size, self.segment.y) = (piece.size, piece.y);
        }
        self
    }

    fn settle(&mut self) {
        let tail = std::mem::take(&mut self.tail);
        let as_unicode = self.font.as_deref().and_then(|font| by_font(font, &tail));
        self.segment.text.push_str(as_unicode.as_deref().unwrap_or(&tail));
    }

    fn finish(mut self) -> Segment {
        self.settle();
        self.segment
    }
}
