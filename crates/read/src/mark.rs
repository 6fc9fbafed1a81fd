//! Words that carry structure, found in one pass over the words of a text for every finder that builds on them:
//! units of a document (điểm, khoản, Điều …), names of kinds of documents, cues of causes, lessons and proposals.
//!
//! Only the table and its look-up; what follows from a mark is decided elsewhere.

use std::sync::LazyLock;

use crate::context::Context;
use crate::table::cell;
use crate::word::{Phrases, Table};

/// A unit into which documents are divided, from the smallest to the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Tiết.
    Subpoint,
    /// Điểm.
    Point,
    /// Khoản.
    Clause,
    /// Điều.
    Article,
    /// Tiểu mục.
    Subsection,
    /// Mục.
    Section,
    /// Chương.
    Chapter,
    /// Phần.
    Part,
    /// Phụ lục.
    Annex,
}

impl Level {
    fn parse(cell: &str) -> Self {
        match cell {
            "subpoint" => Self::Subpoint,
            "point" => Self::Point,
            "clause" => Self::Clause,
            "subsection" => Self::Subsection,
            "section" => Self::Section,
            "chapter" => Self::Chapter,
            "part" => Self::Part,
            "annex" => Self::Annex,
            _ => Self::Article,
        }
    }

    /// The word as a citation writes it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Subpoint => "tiết",
            Self::Point => "điểm",
            Self::Clause => "khoản",
            Self::Article => "Điều",
            Self::Subsection => "Tiểu mục",
            Self::Section => "Mục",
            Self::Chapter => "Chương",
            Self::Part => "Phần",
            Self::Annex => "Phụ lục",
        }
    }
}

/// What a mark tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// A unit of a document.
    Unit(Level),
    /// A kind of document, by its name as printed.
    Kind(&'static str),
    /// Nguyên nhân.
    Cause,
    /// Bài học.
    Lesson,
    /// Đề xuất, kiến nghị.
    Proposal,
    /// A longer phrase that only looks like one of the others.
    Nothing,
}

/// A mark and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// First word.
    pub(crate) at: usize,
    /// Word after the last.
    pub(crate) end: usize,
    /// What it tells.
    pub(crate) what: What,
}

static MARKS: LazyLock<Phrases<What>> = LazyLock::new(|| {
    Phrases::of(Table::CuesStructure, |row| match cell(row, 1) {
        "unit" => What::Unit(Level::parse(cell(row, 2))),
        "kind" => What::Kind(cell(row, 2)),
        "cause" => What::Cause,
        "lesson" => What::Lesson,
        "proposal" => What::Proposal,
        _ => What::Nothing,
    })
});

/// Finds all marks, in text order.
#[inline(never)]
pub(crate) fn scan(cx: &Context) -> Vec<Mark> {
    let mut done = 0;
    let mut marks = Vec::with_capacity(cx.structure.len());
    for mark in cx.structure.iter().filter_map(|word| at(cx, *word)) {
        if mark.at >= done {
            done = mark.end;
            marks.push(mark);
        }
    }
    marks.retain(|m| m.what != What::Nothing);
    marks
}

/// The mark that begins at a word.
pub(crate) fn at(cx: &Context, word: usize) -> Option<Mark> {
    MARKS.at(&cx.words, word).map(|(len, what)| Mark { at: word, end: word + len, what: *what })
}

/// The folded letters of a word; empty behind the end of the text.
pub(crate) fn word<'c>(cx: &'c Context, at: usize) -> &'c str {
    cx.small(at)
}

/// First byte of a word; the length of the text behind its end.
pub(crate) fn byte(cx: &Context, at: usize) -> usize {
    cx.words.get(at).map_or(cx.text.len(), |w| w.start())
}

/// Byte after a word.
pub(crate) fn byte_end(cx: &Context, at: usize) -> usize {
    cx.words.get(at).map_or(cx.text.len(), |w| w.end())
}
