//! The noun or sign that a figure counts or measures.
//!
//! Reads `data/units.tsv`; a noun that is not in it is taken as the next one or two small words.

use std::sync::LazyLock;

use crate::context::Context;
use crate::cursor::{Cursor, is_word_at};
use crate::fold::fold;
use crate::letter::{self, ALNUM};
use crate::table::{cell, rows};
use crate::word::Map;

use super::numeral::Numeral;

/// The unit of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// As written, or `%`.
    pub(super) name: String,
    /// First byte.
    pub(super) start: usize,
    /// Byte after it.
    pub(super) end: usize,
    /// Whether the table has it.
    pub(super) known: bool,
    /// Whether a comma before three figures groups thousands in front of it.
    pub(super) groups: bool,
    /// Whether it is a unit of time.
    pub(super) timed: bool,
}

struct Entry {
    folded: String,
    kind: &'static str,
    word: bool,
    /// Whether it is an abbreviation in capitals.
    short: bool,
}

static UNITS: LazyLock<Map<String, Vec<Entry>>> = LazyLock::new(|| {
    let mut units: Map<String, Vec<Entry>> = Map::default();
    for row in rows(include_str!("../../data/units.tsv")) {
        let folded = fold(cell(&row, 0));
        let first = first_word(&folded).to_owned();
        units.entry(first).or_default().push(Entry {
            folded,
            kind: cell(&row, 1),
            word: cell(&row, 2) == "yes",
            short: cell(&row, 0).chars().take(2).all(char::is_uppercase),
        });
    }
    for list in units.values_mut() {
        list.sort_by_key(|e| std::cmp::Reverse(e.folded.len()));
    }
    units
});

fn first_word(folded: &str) -> &str {
    let (letters, bytes) = (letter::table(), folded.as_bytes());
    let mut end = 0;
    while let Some(letter) = letters.at(bytes, end)
        && (letter.class & ALNUM != 0 || letter.small == u32::from('°'))
    {
        end += letter.len;
    }
    folded.get(..end).unwrap_or("")
}

/// Words that no counted noun begins with.
const NOT_NOUNS: &[&str] = &[
    "và",
    "của",
    "là",
    "có",
    "đã",
    "được",
    "trong",
    "tại",
    "về",
    "với",
    "cho",
    "từ",
    "đến",
    "theo",
    "như",
    "thì",
    "hoặc",
    "này",
    "đó",
    "nên",
    "để",
    "khi",
    "do",
    "bị",
    "sẽ",
    "đang",
    "vào",
    "ra",
    "trở",
    "quy",
    "ban",
    "nêu",
    "kèm",
    "hằng",
    "thuộc",
    "trên",
    "dưới",
    "đối",
    "nhưng",
    "các",
    "những",
    "tổ",
    "còn",
    "bằng",
    "mà",
    "cũng",
    "không",
    "chưa",
    "phải",
    "cần",
    "thành",
    "hàng",
    "x",
    "hay",
    "so",
    "lên",
    "xuống",
    "sau",
    "trước",
    "giữa",
    "qua",
    "đạt",
    "tăng",
    "giảm",
    "chiếm",
    "gồm",
    "tham",
    "thực",
    "triển",
    "rằng",
    "vì",
    "thay",
    "gần",
    "hơn",
    "khoảng",
    "nhất",
    "đầu",
    "cuối",
    "nay",
    "sửa",
    "bổ",
    "chỉ",
    "phát",
    "bảo",
    "tiếp",
    "gửi",
    "nhằm",
    "ở",
    "ngay",
    "liên",
    "cùng",
    "đều",
    "lại",
    "rồi",
    "tính",
    "kể",
    "nữa",
    "vẫn",
    "mới",
    "luật",
    "nghị",
    "ghi",
    "áp",
    "tới",
    "lúc",
    "gắn",
    "k",
    "÷",
    "tương",
    "sáng",
    "chiều",
    "tối",
    "hoàn",
    "xây",
    "tập",
    "đẩy",
    "nâng",
    "tích",
    "chủ",
    "phối",
    "thường",
    "kết",
    "dự",
    "ngoài",
    "tuy",
    "tốt",
    "song",
    "nếu",
];

/// The unit behind a numeral; `None` when nothing is counted.
pub(super) fn read(cx: &Context, numeral: &Numeral) -> Option<Unit> {
    let mut c = Cursor::new(&cx.fold, numeral.end);
    c.blanks();
    let broken = cx.fold.get(numeral.end..c.at).is_some_and(|gap| gap.contains('\n'));
    let capital = cx.text.get(c.at..).is_some_and(|t| t.starts_with(char::is_uppercase));
    let measured = known(cx, c)
        .is_some_and(|(entry, _)| entry.short || matches!(entry.kind, "measure" | "money"));
    if broken && (capital && !measured || c.at - numeral.end > 1) {
        return None;
    }
    let mut percent = c;
    if percent.eat("%") || percent.word("phần trăm") {
        let name = "%".to_owned();
        let (start, end) = (c.at, percent.at);
        return Some(Unit { name, start, end, known: true, groups: false, timed: false });
    }
    if let Some((entry, end)) = known(cx, c) {
        let taken = entry.word || !numeral.word;
        return taken.then(|| unit(cx, c.at, end, Some(entry)));
    }
    if numeral.word {
        return None;
    }
    general(cx, c)
}

fn known<'e>(cx: &Context, c: Cursor) -> Option<(&'e Entry, usize)> {
    let fits = |entry: &Entry| {
        let mut ahead = c;
        let whole = entry.folded.split(' ').enumerate().all(|(i, word)| {
            if i > 0 {
                ahead.blanks();
            }
            ahead.eat(word)
        });
        // "5G" is a name, "5 g" a weight.
        let shouted =
            entry.folded.len() == 1 && cx.text.get(c.at..)?.starts_with(char::is_uppercase);
        (whole && !shouted && !is_word_at(&cx.fold, ahead.at)).then_some(ahead.at)
    };
    let list = UNITS.get(first_word(c.rest()))?;
    list.iter().find_map(|entry| fits(entry).map(|end| (entry, end)))
}

fn unit(cx: &Context, start: usize, end: usize, entry: Option<&Entry>) -> Unit {
    let end = if entry.is_some_and(|e| e.kind == "measure") { per(cx, end) } else { end };
    let name = crate::structure::one_blank(cx.text.get(start..end).unwrap_or(""));
    let groups = entry.is_none_or(|e| !matches!(e.kind, "measure" | "money"));
    let timed = entry.is_some_and(|e| e.kind == "time");
    Unit { name, start, end, known: entry.is_some(), groups, timed }
}

/// `m3/s`, `tạ/ha`: the measure goes on behind a slash.
fn per(cx: &Context, end: usize) -> usize {
    let rest = cx.fold.get(end..).unwrap_or("");
    let word = rest.strip_prefix('/').map_or("", first_word);
    if word.is_empty() { end } else { end + 1 + word.len() }
}

/// A noun that the table does not have: one small word, or two when the second can belong to it.
fn general(cx: &Context, c: Cursor) -> Option<Unit> {
    let first = c.next_word();
    let small = cx.text.get(c.at..)?.starts_with(char::is_lowercase);
    if !small
        || first.chars().count() < 2
        || NOT_NOUNS.contains(&first)
        || !c.rest().starts_with(first)
    {
        return None;
    }
    let end = c.at + first.len();
    let mut next = Cursor::new(&cx.fold, end);
    next.blanks();
    let second = next.next_word();
    let gap_ok = next.at > end;
    let goes_on = gap_ok
        && !second.is_empty()
        && next.rest().starts_with(second)
        && !NOT_NOUNS.contains(&second)
        && cx.text.get(next.at..).is_some_and(|t| t.starts_with(char::is_lowercase));
    Some(unit(cx, c.at, if goes_on { next.at + second.len() } else { end }, None))
}
