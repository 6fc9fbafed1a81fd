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
use crate::normal::normalised;

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

/// Longest line or column, in bytes, that can be a stamp: also one spaced out and boxed.
const MAX_STAMP_BYTES: usize = 200;

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
    let text = normalised(text);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    let (mut highest, mut before, mut n_before) = (None, None, 0);
    while let Some(line) = lines.next() {
        let place = Place { in_head: n_before < HEAD_LINES, before, after: lines.peek().copied() };
        highest = highest.max(level_of_line(line, place)).max(level_of_old_font(line, place));
        before = Some(line);
        n_before += 1;
    }
    highest
}

/// Returns the limit on passing a document on that stands alone on a line.
pub fn circulation_mark(text: &str) -> Option<Circulation> {
    let may_be =
        |piece: &&str| piece.len() <= MAX_STAMP_BYTES && piece.contains(['ộ', 'Ộ', 'ả', 'Ả']);
    let text = normalised(text);
    let mut marks =
        text.split(['\n', '\t', '|']).filter(may_be).map(|piece| Piece::new(piece).letters);
    marks.find_map(|letters| match letters.as_str() {
        "lưuhànhnộibộ" => Some(Circulation::InternalUse),
        "xemxongtrảlại" => Some(Circulation::ReturnAfterReading),
        _ => None,
    })
}

/// Where a line stands.
#[derive(Debug, Clone, Copy)]
struct Place<'t> {
    in_head: bool,
    before: Option<&'t str>,
    after: Option<&'t str>,
}

fn level_of_line(line: &str, place: Place<'_>) -> Option<Level> {
    let holds_level = line.contains(['ậ', 'Ậ']);
    let label = if holds_level { level_of_label(&match_key(line)) } else { None };
    if is_list_item(line, place.before, place.after) {
        return label;
    }
    let stamp =
        pieces(line, place.in_head).filter_map(|piece| level_of_stamp(&piece, place.in_head)).max();
    let stamp = stamp.filter(|_| !is_broken_prose(line, place.before));
    stamp.map(|level| raised(level, place.before)).max(label)
}

/// Reads a short line as TCVN3 and as VNI when it holds the character that stands for `ậ` there.
fn level_of_old_font(line: &str, place: Place<'_>) -> Option<Level> {
    let read = |shown: &[char], as_unicode: fn(&str) -> String| {
        let may_hold = line.len() <= MAX_STAMP_BYTES && line.contains(shown);
        may_hold.then(|| level_of_line(&as_unicode(line), place)).flatten()
    };
    read(&['Ë'], legacy::tcvn3).max(read(&['ä', 'Ä'], legacy::vni))
}

/// A stamp set in two lines, `TUYỆT` above `MẬT`.
fn raised(level: Level, before: Option<&str>) -> Level {
    match before.map(|line| Piece::new(line).letters).as_deref() {
        Some("tuyệt") => Level::TopSecret,
        Some("tối") => level.max(Level::HighlySecret),
        _ => level,
    }
}

/// What of a line can be a stamp: the line itself, its columns, and the ends of a long line.
fn pieces(line: &str, in_head: bool) -> impl Iterator<Item = Piece> + '_ {
    let columns = line.split(['\t', '|', '│', '║', '┃']).flat_map(|column| column.split("   "));
    let ends = [
        line.get(..line.floor_char_boundary(MAX_STAMP_BYTES)),
        line.get(line.ceil_char_boundary(line.len().saturating_sub(MAX_STAMP_BYTES))..),
    ];
    let ends = ends.into_iter().flatten().filter(|_| line.len() > MAX_STAMP_BYTES);
    let may_be = move |piece: &&str| piece.len() <= MAX_STAMP_BYTES && may_hold(piece, in_head);
    std::iter::once(line).chain(columns).chain(ends).filter(may_be).map(Piece::new)
}

/// A quick look: no stamp is without these letters, and without accents it stands in the head.
fn may_hold(piece: &str, in_head: bool) -> bool {
    piece.contains(['ậ', 'Ậ', 'ồ', 'Ồ', 'ì', 'Ì']) || (in_head && piece.contains('M'))
}

/// Canonical words of a line, for the rules beside this file.
fn words(line: &str) -> Vec<String> {
    canon(line)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}
