//! The grammar of names of bodies: a head word, then what its kind of name allows.
//!
//! Works on words alone and says where a name ends and whether it is specific enough for a register. The
//! grammar of each head stands in `data/body_heads.tsv`.

use std::sync::LazyLock;

use crate::abbreviation::written_behind;
use crate::body::tail::Tail;
use crate::context::Context;
use crate::table;
use crate::word::{Phrases, Table, Word};

/// How a name goes on after its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grammar {
    Whole,
    Army,
    Seat,
    Unit,
    Of,
    Through,
    Field,
    Number,
    Area,
    School,
    Digits,
    Navy,
    Purpose,
    Name,
    Silent,
}

/// A head word of a body's name.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) grammar: Grammar,
}

/// A body's name in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    /// First word.
    pub(crate) start: usize,
    /// Word after the head.
    pub(crate) head: usize,
    /// Word after the last.
    pub(crate) end: usize,
    /// Head written out.
    pub(crate) name: &'static str,
    /// Kind of body.
    pub(crate) kind: &'static str,
    /// Specific enough for a register.
    pub(crate) complete: bool,
    /// Needs a level and a place to be specific (`Ủy ban nhân dân`).
    pub(crate) needs_place: bool,
    /// Stands by itself in lower case too (`huyện ủy`).
    pub(crate) seat: bool,
}

static HEADS: LazyLock<Phrases<Head>> = LazyLock::new(|| {
    Phrases::of(Table::BodyHeads, |row| Head {
        name: table::cell(row, 1),
        kind: table::cell(row, 2),
        grammar: grammar(table::cell(row, 3)),
    })
});

/// Fields of work; true where the name of a task force may print them in lower case.
static FIELDS: LazyLock<Phrases<bool>> =
    LazyLock::new(|| Phrases::of(Table::BodyFields, |row| table::cell(row, 1) == "nhiệm vụ"));

fn grammar(cell: &str) -> Grammar {
    match cell {
        "whole" => Grammar::Whole,
        "army" => Grammar::Army,
        "seat" => Grammar::Seat,
        "unit" => Grammar::Unit,
        "of" => Grammar::Of,
        "through" => Grammar::Through,
        "field" => Grammar::Field,
        "number" => Grammar::Number,
        "area" => Grammar::Area,
        "school" => Grammar::School,
        "digits" => Grammar::Digits,
        "navy" => Grammar::Navy,
        "purpose" => Grammar::Purpose,
        "name" => Grammar::Name,
        _ => Grammar::Silent,
    }
}

/// The head of a name at word `at`, with the number of its words.
pub(crate) fn head(cx: &Context, at: usize) -> Option<(usize, &'static Head)> {
    HEADS.at(&cx.words, at)
}

/// Tells whether a field of work at word `at` may be printed in lower case.
pub(crate) fn is_purpose(cx: &Context, at: usize) -> bool {
    FIELDS.at(&cx.words, at).is_some_and(|(_, lower)| *lower)
}

/// The end of what a head's grammar takes from word `at` on, when it takes anything: a member of a list.
pub(crate) fn member(cx: &Context, at: usize, head: &Named) -> Option<usize> {
    let (grammar, kind) = HEADS.at(&cx.words, head.start).map(|(_, h)| (h.grammar, h.kind))?;
    let mut tail = Tail::new(cx, at, 0);
    (tail.follow(grammar, kind) && tail.at > at).then_some(tail.at)
}

/// The end of a field of work at word `at`, such as `Giáo dục và Đào tạo`.
pub(crate) fn field(cx: &Context, at: usize) -> Option<usize> {
    FIELDS.at(&cx.words, at).map(|(len, _)| at + len)
}

/// Tells whether a head of a body's name stands at word `at`, of two words or more or an abbreviation.
pub(crate) fn stands(cx: &Context, at: usize) -> bool {
    HEADS
        .at(&cx.words, at)
        .is_some_and(|(len, _)| len > 1 || cx.words.get(at).is_some_and(|w| w.is_all_caps()))
}

/// Tells whether a head of two words or more stands at word `at` of any words.
pub(crate) fn is_head(words: &[Word], at: usize) -> bool {
    HEADS.at(words, at).is_some_and(|(len, _)| len > 1)
}

/// The body named at word `at`.
#[inline]
pub(crate) fn parse(cx: &Context, at: usize) -> Option<Named> {
    nested(cx, at, 0)
}

/// As [`parse`], inside so many other names.
#[inline]
pub(crate) fn nested(cx: &Context, at: usize, depth: usize) -> Option<Named> {
    if cx.words.get(at)?.opens(Table::BodyHeads) { read(cx, at, depth) } else { None }
}

/// As [`nested`], at a word with which a head may begin.
#[inline(never)]
fn read(cx: &Context, at: usize, depth: usize) -> Option<Named> {
    let (len, head) = HEADS.at(&cx.words, at)?;
    let after = at + len;
    if head.grammar == Grammar::Through {
        return nested(cx, after, depth + 1).filter(|_| depth < 3);
    }
    let mut tail = Tail::new(cx, after, depth);
    let complete = tail.follow(head.grammar, head.kind);
    Some(Named {
        start: at,
        head: after,
        end: tail.at,
        name: head.name,
        kind: head.kind,
        complete: complete && !tail.group && head.grammar != Grammar::Silent,
        needs_place: head.grammar == Grammar::Unit,
        seat: head.grammar == Grammar::Seat && head.kind == "party_committee",
    })
}

/// The name written out: abbreviations in full, brackets left out.
pub(crate) fn written(cx: &Context, named: &Named) -> String {
    written_behind(named.name, cx, named.head..named.end)
}
