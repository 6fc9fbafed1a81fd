//! Finds the marks of state secrets in a text, so that such a text is refused before anything of it is kept.
//!
//! A mark is a stamp: `MẬT`, `TỐI MẬT` or `TUYỆT MẬT` standing alone, or named as the level (`Độ mật: Tối mật`).
//! Prose about secrecy is none. Knows nothing of files; what it returns never carries words of the text.
//! Levels: Luật Bảo vệ bí mật nhà nước 29/2018/QH14, Điều 8; stamps: Nghị định 26/2020/NĐ-CP.

mod name;
mod phrase;

pub use name::name_bears_mark;
use phrase::{Piece, is_broken_prose, is_list_item, level_of_label, level_of_stamp};

use crate::fold::{canon, match_key};
use crate::legacy;

/// Độ mật: the level that a mark names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A stamp of secret papers that names no level: `Tài liệu thu hồi`, `Chỉ người có tên mới được bóc bì`.
    Unstated,
    /// Mật.
    Secret,
    /// Tối mật.
    HighlySecret,
    /// Tuyệt mật.
    TopSecret,
}

impl Level {
    /// The Vietnamese word for it.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Unstated => "bí mật nhà nước (không rõ độ mật)",
            Self::Secret => "Mật",
            Self::HighlySecret => "Tối mật",
            Self::TopSecret => "Tuyệt mật",
        }
    }
}

/// Dấu chỉ phạm vi lưu hành: a limit on passing a document on that is no level of secrecy (Nghị định 30/2020/NĐ-CP).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circulation {
    /// Lưu hành nội bộ.
    InternalUse,
    /// Xem xong trả lại.
    ReturnAfterReading,
}

impl Circulation {
    /// The Vietnamese words of the mark.
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::InternalUse => "Lưu hành nội bộ",
            Self::ReturnAfterReading => "Xem xong trả lại",
        }
    }
}

/// Lines from the top of a text within which an unaccented `MAT` can be a stamp.
const HEAD_LINES: usize = 15;

/// Returns the highest level that a mark in the text names, and `None` when no mark stands in it.
///
/// Also sees marks in decomposed form, spaced out, boxed, and in text of the old fonts (TCVN3, VNI) that was
/// read as Western characters.
///
/// ```
/// use text::secrecy::{Level, find_mark};
/// assert_eq!(find_mark("BÁO CÁO\n[ T Ố I  M Ậ T ]\n"), Some(Level::HighlySecret));
/// assert_eq!(find_mark("Luật Bảo vệ bí mật nhà nước\n"), None);
/// ```
pub fn find_mark(text: &str) -> Option<Level> {
    let old_fonts = legacy::looks_western(text)
        .then(|| find_in_lines(&legacy::tcvn3(text)).max(find_in_lines(&legacy::vni(text))));
    find_in_lines(text).max(old_fonts.flatten())
}

/// Returns the limit on passing a document on that stands alone on a line.
pub fn circulation_mark(text: &str) -> Option<Circulation> {
    text.split(['\n', '\t', '|']).find_map(|line| match Piece::new(line).letters.as_str() {
        "lưuhànhnộibộ" => Some(Circulation::InternalUse),
        "xemxongtrảlại" => Some(Circulation::ReturnAfterReading),
        _ => None,
    })
}

fn find_in_lines(text: &str) -> Option<Level> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let around = |i: usize| {
        (i.checked_sub(1).and_then(|i| lines.get(i)).copied(), lines.get(i + 1).copied())
    };
    let found = lines.iter().enumerate().filter_map(|(i, line)| {
        let (before, after) = around(i);
        level_of_line(line, i < HEAD_LINES, before, after)
    });
    found.max()
}

fn level_of_line(
    line: &str,
    in_head: bool,
    before: Option<&str>,
    after: Option<&str>,
) -> Option<Level> {
    let may_hold = line.chars().any(|c| matches!(c, 'm' | 'M' | 'h' | 'H' | 'b' | 'B'));
    if !may_hold || is_list_item(line, before, after) {
        return None;
    }
    let stamp = pieces(line).filter_map(|piece| level_of_stamp(&piece, in_head)).max();
    let stamp = stamp.filter(|_| !is_broken_prose(line, before));
    stamp.map(|level| raised(level, before)).max(level_of_label(&match_key(line)))
}

/// A stamp set in two lines, `TUYỆT` above `MẬT`.
fn raised(level: Level, before: Option<&str>) -> Level {
    match before.map(|line| Piece::new(line).letters).as_deref() {
        Some("tuyệt") => Level::TopSecret,
        Some("tối") => level.max(Level::HighlySecret),
        _ => level,
    }
}

/// The line itself and what stands in its columns.
fn pieces(line: &str) -> impl Iterator<Item = Piece> + '_ {
    let columns = line.split(['\t', '|', '│', '║', '┃']).flat_map(|column| column.split("   "));
    std::iter::once(line).chain(columns).map(Piece::new)
}

/// Canonical words of a line, for the rules beside this file.
fn words(line: &str) -> Vec<String> {
    canon(line)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}
