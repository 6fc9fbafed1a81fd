//! A chain of units as written: `điểm a, b khoản 1 Điều 7, khoản 2 Điều 9` → one path for each provision.
//!
//! Knows nothing of the documents that the units belong to.

use std::ops::Range;

use crate::context::Context;
use crate::mark::{self, Level, What, word};

/// Units that belong together, by words.
#[derive(Debug)]
pub(super) struct Chain {
    /// First word.
    pub(super) start: usize,
    /// Word after the last.
    pub(super) end: usize,
    /// Each provision: the words that name it, and its normal form.
    pub(super) paths: Vec<(Range<usize>, String)>,
}

/// One unit with its numbers or letters.
#[derive(Debug)]
struct Unit {
    level: Level,
    words: Range<usize>,
    items: Vec<String>,
}

/// A provision while larger units are still to come.
#[derive(Debug)]
struct Path {
    top: Level,
    words: Range<usize>,
    text: String,
}

/// Most units in one chain.
const LONGEST: usize = 40;

/// The chain that begins at a word.
pub(super) fn read(cx: &Context, start: usize) -> Option<Chain> {
    let mut units = vec![unit(cx, start)?];
    while units.len() < LONGEST {
        let end = units.last()?.words.end;
        let Some(next) = joints(cx, end).find_map(|at| unit(cx, at)) else { break };
        units.push(next);
    }
    let end = units.last()?.words.end;
    Some(Chain { start, end, paths: paths(units) })
}

/// Where the next unit may begin: at once, or behind a joining word.
fn joints(cx: &Context, end: usize) -> impl Iterator<Item = usize> {
    let comma = word(cx, end) == ",";
    let at = end + usize::from(comma);
    let joined = ["và", "hoặc", "của", "thuộc", "tại", "trong"].contains(&word(cx, at));
    [Some(at), joined.then_some(at + 1)].into_iter().flatten()
}

/// A unit at a word: its name and at least one number, numeral or letter that suits it.
fn unit(cx: &Context, at: usize) -> Option<Unit> {
    let mark = mark::at(cx, at)?;
    let What::Unit(level) = mark.what else { return None };
    let from = mark.end + usize::from(level == Level::Annex && word(cx, mark.end) == "số");
    let (mut end, first) = item(cx, level, from)?;
    let mut items = vec![first];
    while items.len() < LONGEST {
        if let Some((next, to)) = until(cx, level, end) {
            let from = items.pop().unwrap_or_default();
            items.push(format!("{from} đến {} {to}", level.word()));
            end = next;
        }
        let Some((next, more)) = another(cx, level, end) else { break };
        items.push(more);
        end = next;
    }
    Some(Unit { level, words: at..end, items })
}

/// `đến [điều] 7` behind an item.
fn until(cx: &Context, level: Level, end: usize) -> Option<(usize, String)> {
    if word(cx, end) != "đến" {
        return None;
    }
    let again = mark::at(cx, end + 1).filter(|m| m.what == What::Unit(level));
    item(cx, level, again.map_or(end + 1, |m| m.end))
}

/// A further item of a list: `, 4`, `và 5`.
fn another(cx: &Context, level: Level, end: usize) -> Option<(usize, String)> {
    let comma = word(cx, end) == ",";
    if !comma && !["và", "hoặc"].contains(&word(cx, end)) {
        return None;
    }
    let and = comma && ["và", "hoặc"].contains(&word(cx, end + 1));
    let (after, found) = item(cx, level, end + 1 + usize::from(and))?;
    closes(cx, after).then_some((after, found))
}

/// Whether what stands behind a listed number lets it be one: not a noun that the number counts.
fn closes(cx: &Context, at: usize) -> bool {
    const GOES_ON: &[&str] =
        &["và", "hoặc", "đến", "của", "thuộc", "trong", "này", "tại", "ban", "kèm", "được"];
    let Some(next) = cx.words.get(at) else { return true };
    next.is_sign()
        || next.is_capital()
        || next.begins_line()
        || GOES_ON.contains(&word(cx, at))
        || mark::at(cx, at).is_some()
}

/// The number, numeral or letter of a unit at a word: the word after it, and the item as written.
fn item(cx: &Context, level: Level, at: usize) -> Option<(usize, String)> {
    let found = cx.words.get(at)?;
    let written = cx.text.get(found.start()..found.end())?;
    let lone = written.chars().count() == 1;
    let letter = lone && (written.starts_with(|c: char| c.is_ascii_alphabetic() || c == 'đ'));
    let number = found.is_number() && written.len() <= 4;
    let numeral = written.chars().all(|c| "IVXLC".contains(c)) && written.len() <= 7;
    let suits = match level {
        Level::Point | Level::Subpoint => {
            letter && written.chars().all(char::is_lowercase) || number && within(cx, at)
        }
        Level::Clause | Level::Article => number,
        Level::Annex | Level::Section => number || numeral || letter && found.is_capital(),
        Level::Subsection | Level::Chapter => number || numeral,
        Level::Part => numeral || ordinal(cx, at),
    };
    if !suits || glued(cx, at) {
        return None;
    }
    if level == Level::Part && !numeral {
        return Some((at + 2, format!("thứ {}", word(cx, at + 1))));
    }
    Some((at + 1, written.to_owned()))
}

/// `thứ nhất`, `thứ hai` …
fn ordinal(cx: &Context, at: usize) -> bool {
    const ORDINALS: &[&str] = &["nhất", "hai", "ba", "tư", "bốn", "năm", "sáu"];
    word(cx, at) == "thứ" && ORDINALS.contains(&word(cx, at + 1))
}

/// A numbered point counts only inside a larger unit (`điểm 1 khoản 2`): elsewhere it is a score or a place.
fn within(cx: &Context, at: usize) -> bool {
    mark::at(cx, at + 1).is_some_and(|m| matches!(m.what, What::Unit(_)))
}

/// Whether a figure is the first part of a longer one: `3/2019`, `1.5`, `5%`.
fn glued(cx: &Context, at: usize) -> bool {
    let Some(next) = cx.words.get(at + 1).filter(|w| w.is_sign() && !w.is_spaced()) else {
        return false;
    };
    let more = cx.words.get(at + 2).is_some_and(|w| !w.is_sign() && !w.is_spaced());
    match cx.text.get(next.start()..next.end()) {
        Some("/" | "-" | ".") => more,
        Some("%") => true,
        _ => false,
    }
}

/// Puts units together: each takes in the smaller ones right before it.
fn paths(units: Vec<Unit>) -> Vec<(Range<usize>, String)> {
    let falling = units.len() > 1
        && units.iter().zip(units.iter().skip(1)).all(|(a, b)| a.level > b.level)
        && units.iter().all(|u| u.items.len() == 1);
    if falling {
        let words =
            units.first().map_or(0, |u| u.words.start)..units.last().map_or(0, |u| u.words.end);
        let text: Vec<String> = units.iter().rev().map(one).collect();
        return vec![(words, text.join(" "))];
    }
    let mut open: Vec<Path> = Vec::new();
    for unit in units {
        let from = open.iter().rposition(|p| p.top >= unit.level).map_or(0, |i| i + 1);
        if from < open.len() && unit.items.len() == 1 {
            for path in open.iter_mut().skip(from) {
                path.top = unit.level;
                path.words.end = unit.words.end;
                path.text = format!("{} {}", path.text, one(&unit));
            }
        } else {
            open.extend(unit.items.iter().map(|i| Path {
                top: unit.level,
                words: unit.words.clone(),
                text: format!("{} {i}", unit.level.word()),
            }));
        }
    }
    open.into_iter().map(|p| (p.words, p.text)).collect()
}

fn one(unit: &Unit) -> String {
    format!("{} {}", unit.level.word(), unit.items.first().map_or("", String::as_str))
}
