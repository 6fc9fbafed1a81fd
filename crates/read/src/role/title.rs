//! Titles of administrative documents: how a line is ranked, which section it opens, which sections are open above it.
//!
//! Knows the words of titles from `data/cues_section.tsv`; what a section's clauses do is decided elsewhere.

use std::sync::LazyLock;

use crate::context::Context;
use crate::cursor::first_bytes;
use crate::role::clause::{Clause, opening};
use crate::role::cue::{self, Tells};
use crate::table;
use crate::word::{Phrases, Table};

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// Directions: tasks, measures, organisation of the work.
    Task,
    /// Results.
    Result,
    /// Shortcomings, difficulties.
    Short,
    /// An assessment: results, shortcomings and statements side by side.
    Review,
    /// Aims, requirements, viewpoints, means: directions where something is bidden, else statements.
    Aim,
    /// The situation: weather, damage, what the place is like.
    Scene,
    /// Nothing that is put on record as work.
    Other,
}

static SECTIONS: LazyLock<Phrases<Section>> = LazyLock::new(|| {
    Phrases::of(Table::CuesSection, |row| match table::cell(row, 1) {
        "task" => Section::Task,
        "result" => Section::Result,
        "short" => Section::Short,
        "review" => Section::Review,
        "aim" => Section::Aim,
        "scene" => Section::Scene,
        _ => Section::Other,
    })
});

/// How a line is numbered, from the widest down; even numbers, so that a title without a number stands between two.
pub(crate) type Level = u8;

/// `Phần`, `Chương`.
const PART: Level = 2;
/// `I.`
pub(crate) const ROMAN: Level = 6;
/// `A.`, `Điều 1.`
const ARTICLE: Level = 4;
/// `1.`
const NUMBER: Level = 8;
/// `-`, `+`, `*`.
pub(crate) const DASH: Level = 14;

/// The rank of the line that a clause opens; `None` when it has no number or mark.
pub(crate) fn level(cx: &Context, clause: &Clause) -> Option<Level> {
    if !clause.opens_paragraph {
        return None;
    }
    let line = first_bytes(opening(cx, clause), 20);
    if line.starts_with(['-', '–', '+', '*', '•']) {
        return Some(DASH);
    }
    let first = line.split_whitespace().next().unwrap_or("");
    if matches!(first, "Phần" | "PHẦN" | "Chương" | "CHƯƠNG") {
        return Some(PART);
    }
    if matches!(first, "Điều" | "ĐIỀU") {
        return Some(ARTICLE);
    }
    numbered(first.trim_start_matches('('))
}

/// The rank of `A.`, `II-`, `3.`, `2.1.`, `a)`.
fn numbered(first: &str) -> Option<Level> {
    let end = first.find(['.', ')', '/', '-', '–'])?;
    let (mark, rest) = (first.get(..end)?, first.get(end + 1..).unwrap_or(""));
    let digits = |m: &str| !m.is_empty() && m.len() <= 2 && m.bytes().all(|b| b.is_ascii_digit());
    let mut chars = mark.chars();
    let single = chars.next().filter(|_| chars.next().is_none());
    match single {
        _ if digits(mark) => {
            let deeper = rest.split('.').filter(|part| digits(part.trim_end_matches(')'))).count();
            Some(if deeper > 0 { NUMBER + 2 } else { NUMBER })
        }
        _ if !mark.is_empty() && mark.len() <= 5 && mark.chars().all(|c| "IVX".contains(c)) => {
            Some(ROMAN)
        }
        Some(letter) if letter.is_uppercase() => Some(ARTICLE),
        Some(letter) if letter.is_lowercase() => Some(12),
        _ => None,
    }
}

/// The sections that are open at a place of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Open {
    sections: Vec<(Level, Option<Section>)>,
}

impl Open {
    /// Closes what stands at a rank or below it.
    pub(crate) fn close(&mut self, level: Level) {
        while self.sections.last().is_some_and(|(at, _)| *at >= level) {
            self.sections.pop();
        }
    }

    /// Opens the section of a title, which keeps what the title above announces when its own words announce nothing.
    pub(crate) fn open(&mut self, level: Option<Level>, section: Option<Section>) {
        let level = level.unwrap_or_else(|| self.below());
        self.close(level);
        self.sections.push((level, section.or_else(|| self.section())));
    }

    /// The rank of a title without a number.
    fn below(&self) -> Level {
        let numbered = self.sections.iter().rev().find(|(level, _)| level % 2 == 0);
        numbered.map_or(ROMAN - 1, |(level, _)| level + 1)
    }

    /// The section of the last open title.
    pub(crate) fn section(&self) -> Option<Section> {
        self.sections.last().and_then(|(_, section)| *section)
    }

    /// Tells whether no title has been met.
    pub(crate) fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// Closes all.
    pub(crate) fn clear(&mut self) {
        self.sections.clear();
    }
}

/// What a title line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Title {
    /// The section that its words announce.
    pub(crate) section: Option<Section>,
    /// The words stand at its head.
    pub(crate) leads: bool,
}

/// Reads a title: a short line, marked or in capitals, without a full stop.
pub(crate) fn title(cx: &Context, clause: &Clause) -> Option<Title> {
    if !clause.is_paragraph {
        return None;
    }
    let f = &clause.features;
    let words = cx.words.get(f.first..f.end).unwrap_or_default();
    let last = words.last().map_or('\0', |w| w.sign());
    let letters = words.iter().filter(|w| w.is_letters()).count();
    let capitals = words
        .iter()
        .filter(|w| w.is_letters() && (w.is_all_caps() || w.end() - w.start() <= 2))
        .count();
    let in_capitals = letters > 1 && capitals * 10 >= letters * 9;
    let found = SECTIONS.all(&cx.words, f.first..f.end.min(f.first + 14)).next();
    let early = found.is_some_and(|(at, _, _)| at < f.first + 5);
    let bidden =
        f.has(Tells::Task) && f.hits.iter().any(|h| h.tells == Tells::Task && h.end < f.end - 1);
    let short = letters <= 22 && !matches!(last, '.' | ';' | ',') && !ends_in_mark(cx, clause);
    let verb = cue::work(cx, f.first) && found.is_none_or(|(at, _, _)| at != f.first);
    let is = in_capitals
        || short && early && !bidden && !verb && letters <= if clause.marked { 18 } else { 10 };
    is.then(|| Title {
        section: found.map(|(_, _, section)| *section),
        leads: found.is_some_and(|(at, _, _)| at == f.first),
    })
}

/// Tells whether a semicolon or full stop follows a clause, so that it is an item and no title.
fn ends_in_mark(cx: &Context, clause: &Clause) -> bool {
    cx.text.get(clause.span.end..).is_some_and(|rest| rest.starts_with(';'))
}

/// The section of a label before a colon (`Mục tiêu lâu dài: …`) and the word behind the colon.
pub(crate) fn label(cx: &Context, clause: &Clause) -> Option<(Section, usize)> {
    let f = &clause.features;
    if !clause.opens_paragraph || f.colon {
        return None;
    }
    let (len, section) = SECTIONS.at(&cx.words, f.first)?;
    let colon = (f.first + len..f.end.min(f.first + 10))
        .find(|k| cx.words.get(*k).is_some_and(|w| w.sign() == ':'))?;
    Some((*section, colon + 1))
}
