//! Tells a stamp from prose within one line.
//!
//! Knows words of Vietnamese and nothing of the text around, but for the lines next to it.

use super::{Level, words};
use crate::fold::{canon, match_key};

/// A line or a column of it, reduced to what a stamp consists of.
pub(super) struct Piece {
    /// Letters and digits, canonical, caseless, without spaces and punctuation.
    pub(super) letters: String,
    /// The same with case.
    cased: String,
    /// What stands in brackets at one end of the line, reduced alike.
    bracketed: Option<String>,
}

impl Piece {
    pub(super) fn new(line: &str) -> Self {
        let line = canon(line);
        let cased = alphanumeric(&line);
        Self { letters: cased.to_lowercase(), bracketed: bracketed(&line), cased }
    }
}

fn alphanumeric(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What stands in brackets at the start or the end of a line.
fn bracketed(line: &str) -> Option<String> {
    let at_start =
        line.strip_prefix(['[', '(', '{']).and_then(|rest| rest.split_once([']', ')', '}']));
    let at_end =
        line.strip_suffix([']', ')', '}']).and_then(|rest| rest.rsplit_once(['[', '(', '{']));
    let start = at_start.map(|(inner, _)| alphanumeric(inner));
    let end = at_end.map(|(_, inner)| alphanumeric(inner));
    let is_stamp =
        |inner: &String| level_of_letters(&inner.to_lowercase()).is_some() && is_capital(inner);
    [start, end].into_iter().flatten().find(is_stamp)
}

fn is_capital(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// Returns the level when nothing but a stamp stands in the piece.
pub(super) fn level_of_stamp(piece: &Piece, in_head: bool) -> Option<Level> {
    let letters = piece.letters.split("bảnsố").next().unwrap_or_default();
    let numbered = piece.letters.strip_prefix(letters).unwrap_or_default();
    if numbered.trim_start_matches("bảnsố").chars().any(char::is_alphabetic) {
        return None;
    }
    match level_of_letters(letters) {
        Some(Level::Secret) if !piece.cased.starts_with('M') => None,
        Some(level) => Some(level),
        None if in_head && is_capital(&piece.cased) => level_of_bare(letters),
        None => None,
    }
    .or_else(|| piece.bracketed.as_ref().and_then(|inner| level_of_letters(&inner.to_lowercase())))
}

fn level_of_letters(letters: &str) -> Option<Level> {
    match letters {
        "mật" => Some(Level::Secret),
        "tốimật" => Some(Level::HighlySecret),
        "tuyệtmật" => Some(Level::TopSecret),
        "tàiliệuthuhồi" | "chỉngườicótênmớiđượcbócbì" => Some(Level::Unstated),
        _ => None,
    }
}

fn level_of_bare(letters: &str) -> Option<Level> {
    match letters {
        "mat" => Some(Level::Secret),
        "toimat" => Some(Level::HighlySecret),
        "tuyetmat" => Some(Level::TopSecret),
        _ => None,
    }
}

/// Labels whose value is the level of the document.
const LABELS: [&str; 5] = ["độ mật", "dấu mật", "mức mật", "độ bảo mật", "secrecy"];

/// Returns the level of a line such as `Độ mật: Tối mật`; a line that offers several levels names none.
pub(super) fn level_of_label(line: &str) -> Option<Level> {
    LABELS.iter().find_map(|label| {
        let value = line.split_once(label)?.1.trim_start();
        let value =
            value.strip_prefix([':', '=', '-'])?.trim_start_matches([' ', '"', '\'', '[', '(']);
        let rest_after = |level: &str| value.strip_prefix(level).map(str::trim_start);
        let levels = [
            ("tuyệt mật", Level::TopSecret),
            ("tối mật", Level::HighlySecret),
            ("mật", Level::Secret),
        ];
        let (level, rest) =
            levels.iter().find_map(|(word, level)| Some((*level, rest_after(word)?)))?;
        let ends =
            rest.is_empty() || rest.starts_with(['.', ';', ',', ')', ']', '"', '\'', '|', '(']);
        (ends && !rest.contains("mật")).then_some(level)
    })
}

/// Tells whether a line is an item of a list that speaks of the levels: it ends as an item does, or has a
/// neighbour with the same bullet.
pub(super) fn is_list_item(line: &str, before: Option<&str>, after: Option<&str>) -> bool {
    let bullet = |line: &str| {
        line.trim_start().chars().next().filter(|c| matches!(c, '-' | '–' | '+' | '•' | '*'))
    };
    let Some(mark) = bullet(line) else { return false };
    let line = line.trim_end();
    let closed_as_box = line.ends_with(mark);
    let has_neighbour = [before, after]
        .into_iter()
        .flatten()
        .any(|next| bullet(next) == Some(mark) && next.chars().any(char::is_alphabetic));
    !closed_as_box && (line.ends_with([';', '.', ',']) || has_neighbour)
}

/// Tells whether a line is the tail of prose cut by the line end, as `bảo` before `MẬT`.
pub(super) fn is_broken_prose(line: &str, before: Option<&str>) -> bool {
    let tail = before.and_then(|line| words(line).pop()).map(|word| match_key(&word));
    let head = matches!(tail.as_deref(), Some("bí" | "bảo" | "cơ" | "bi" | "bao"));
    head && words(line).len() == 1
}
