//! Posts (chức vụ): a head such as `Phó Chủ tịch Thường trực`, then the body or place it belongs to.
//!
//! Works on words; knows nothing of who holds the post.

use std::sync::LazyLock;

use crate::abbreviation::{written_behind, written_out};
use crate::body::{name as body_name, place};
use crate::context::Context;
use crate::contract::Post;
use crate::people::cue::{self, Use};
use crate::people::name::{self, Trust};
use crate::table;
use crate::word::{Glance, Phrases, Table, Tables, Word};

/// A post in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PostAt {
    /// Word after the last.
    pub(crate) end: usize,
    /// Title and body, written out.
    pub(crate) post: Post,
    /// Stands without a body though it is one that has a body.
    pub(crate) open: bool,
}

/// The head of a post.
#[derive(Debug)]
struct Head {
    /// The post is complete without a body.
    complete: bool,
    /// A post of command or staff, which always belongs to a unit.
    staff: bool,
}

static POSTS: LazyLock<Phrases<Head>> = LazyLock::new(|| {
    Phrases::of(Table::Posts, |row| Head {
        complete: table::cell(row, 1) == "none",
        staff: STAFF.contains(&table::cell(row, 0)),
    })
});

/// Posts of command and staff.
const STAFF: [&str; 12] = [
    "Tham mưu trưởng",
    "Phó Tham mưu trưởng",
    "Chỉ huy trưởng",
    "Phó Chỉ huy trưởng",
    "Chính ủy",
    "Phó Chính ủy",
    "Tư lệnh",
    "Phó Tư lệnh",
    "Chủ nhiệm",
    "Phó Chủ nhiệm",
    "Tham mưu phó",
    "Chính trị viên",
];

/// Tells whether a post begins at word `at`; `Tư lệnh` in `Bộ Tư lệnh` is none.
pub(crate) fn stands(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| w.is_capital())
        && POSTS.at(words, at).is_some()
        && !at.checked_sub(1).is_some_and(|before| body_name::is_head(words, before))
}

/// How many words the head of a post that belongs to a body takes at word `at`.
pub(crate) fn takes(words: &[Word], at: usize) -> Option<usize> {
    POSTS.at(words, at).filter(|(_, head)| !head.complete).map(|(len, _)| len)
}

/// Tells whether the post at word `at` is whole without a body, as `Phó Thủ tướng` is.
pub(crate) fn is_whole(words: &[Word], at: usize) -> bool {
    POSTS.at(words, at).is_some_and(|(_, head)| head.complete)
}

/// The post at word `at`.
#[inline]
pub(crate) fn parse(cx: &Context, at: usize) -> Option<PostAt> {
    const OPENERS: Tables = Tables::of(&[Table::Posts, Table::CuesPeople]);
    let word = cx.words.get(at).filter(|w| w.opens_one(OPENERS))?;
    let may_begin =
        word.opens(Table::Posts) || cue::opens(word, Use::Former.bit() | Use::Acting.bit());
    if may_begin { read(cx, at) } else { None }
}

/// As [`parse`], at a word with which a post may begin.
#[inline(never)]
fn read(cx: &Context, at: usize) -> Option<PostAt> {
    let words = &cx.words;
    let start =
        cue::end(words, at, Use::Former).or_else(|| cue::end(words, at, Use::Acting)).unwrap_or(at);
    let (len, Head { complete, .. }) = POSTS.at(words, start)?;
    let head = start + len;
    let modified = cue::end(words, head, Use::Modifier).filter(|_| !complete).unwrap_or(head);
    let belongs = if *complete { army_or_none(cx, head) } else { belonging(cx, start, modified) };
    if let Some((end, body)) =
        after_comma(cx, start, belongs.as_ref().map_or(modified, |b| b.0), belongs.is_none())
    {
        let own = written_out(cx, at..belongs.map_or(modified, |b| b.0));
        let post = Post { title: [own.as_str(), " ", &body].concat(), body: Some(body) };
        return Some(PostAt { end, open: false, post });
    }
    let (end, body) = belongs.unwrap_or((modified, None));
    let title = title(cx, at, head, end);
    Some(PostAt { end, open: !complete && end == modified, post: Post { title, body } })
}

/// The army after a post that is otherwise complete.
fn army_or_none(cx: &Context, at: usize) -> Option<(usize, Option<String>)> {
    let found = body_name::parse(cx, at).filter(|b| b.kind == "army")?;
    Some((found.end, Some(body_name::written(cx, &found))))
}

/// A unit after a stray comma: `Phó Tham mưu trưởng, Ban CHQS huyện`, `Phó Chủ nhiệm Chính trị, Quân khu 4`.
fn after_comma(cx: &Context, start: usize, at: usize, open: bool) -> Option<(usize, String)> {
    let words = &cx.words;
    let staff =
        is_staff(words, start) && (open || body_name::field(cx, at.saturating_sub(2)) == Some(at));
    let comma = words.get(at).is_some_and(|w| w.sign() == ',');
    let unit = body_name::parse(cx, at + 1).filter(|b| staff && comma && b.complete)?;
    matches!(unit.kind, "military" | "military_command" | "border_guard")
        .then(|| (unit.end, body_name::written(cx, &unit)))
}

/// Tells whether a post of command or staff begins at word `at`, be it the head of a longer one.
fn is_staff(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| STAFFED.at(*word) != 0)
}

/// Of each word whether a post of command or staff begins with it.
static STAFFED: LazyLock<Glance> =
    LazyLock::new(|| POSTS.glance(|heads| u32::from(heads.iter().any(|head| head.staff))));

/// What the post belongs to: where it ends, and the body when one is named.
fn belonging(cx: &Context, start: usize, at: usize) -> Option<(usize, Option<String>)> {
    let words = &cx.words;
    if let Some(found) = overlapping(cx, start, at).or_else(|| body(cx, at)) {
        let written = body_name::written(cx, &found);
        let end = superior(cx, &found).unwrap_or(found.end);
        return Some((end, Some(written)));
    }
    if name::ends_line(words, at) {
        return None;
    }
    if place::unit(words, at).is_some() {
        return place::end(words, at).map(|end| (end, None));
    }
    if let Some(end) = body_name::field(cx, at).filter(|_| {
        words.get(at).is_some_and(|w| w.is_capital())
            || !words.get(start).is_some_and(|w| w.is_capital())
    }) {
        let found = body(cx, end);
        let written = found.map(|b| body_name::written(cx, &b));
        return Some((found.map_or(end, |b| b.end), written));
    }
    proper(cx, at).map(|end| (end, None))
}

/// A body whose head is the end of the post's own head: `Trưởng Ban Dân vận`, `Chánh Văn phòng Tỉnh ủy`.
fn overlapping(cx: &Context, start: usize, at: usize) -> Option<body_name::Named> {
    let from = start.max(at.saturating_sub(2));
    (from + 1..at.max(from + 1))
        .chain([at.saturating_sub(1)])
        .filter(|k| *k > start)
        .filter_map(|k| body_name::parse(cx, k))
        .find(|b| b.end > at && (b.complete || b.needs_place || b.head > at))
}

/// A body directly after the head, also one that is not specific by itself.
fn body(cx: &Context, at: usize) -> Option<body_name::Named> {
    if name::ends_line(&cx.words, at) {
        return None;
    }
    body_name::parse(cx, at).filter(|b| {
        b.complete
            || b.needs_place
            || b.end > b.head
            || cx.words.get(at).is_some_and(|w| w.is_capital())
    })
}

/// The end of a superior body after a comma: `Cục Tác chiến, Bộ Tổng Tham mưu`.
fn superior(cx: &Context, found: &body_name::Named) -> Option<usize> {
    let staff =
        found.kind == "military" && ["Phòng ", "Cục "].iter().any(|p| found.name.starts_with(p));
    let below = staff || matches!(found.kind, "agency" | "office" | "institute" | "school");
    let comma = cx.words.get(found.end).is_some_and(|w| w.sign() == ',');
    let above = body_name::parse(cx, found.end + 1).filter(|b| b.complete && below && comma)?;
    let capital = cx.words.get(found.end + 1).is_some_and(|w| w.is_capital());
    (capital
        && matches!(
            above.kind,
            "ministry" | "military" | "military_command" | "department" | "border_guard"
        ))
    .then_some(above.end)
}

/// Capitalised words that are no person's name.
fn proper(cx: &Context, at: usize) -> Option<usize> {
    let words = &cx.words;
    if name::end(words, at, Trust::Bare).is_some() {
        return None;
    }
    let run = name::capitals(words, at);
    let stop = (0..run)
        .find(|k| stands(words, at + k) || cue::rank(words, at + k).is_some())
        .unwrap_or(run);
    let known = place::known(words, at).is_some()
        || (stop >= 2 && !words.get(at).is_some_and(|w| name::is_surname(*w)));
    (stop > 0 && stop <= 6 && known).then_some(at + stop)
}

/// The whole title written out; a ministry named by its field alone gets its head word.
fn title(cx: &Context, at: usize, head: usize, end: usize) -> String {
    const MINISTER: &[&str] = &["Bộ trưởng", "Thứ trưởng", "Thứ trưởng Thường trực"];
    let front = written_out(cx, at..head);
    let whole = written_behind(&front, cx, head..end);
    let back = whole.get(front.len() + 1..).unwrap_or("");
    let bare = !back.is_empty()
        && MINISTER.iter().any(|m| front.eq_ignore_ascii_case(m))
        && !back.starts_with("Bộ")
        && !back.starts_with("bộ");
    if bare && body_name::field(cx, head).is_some() {
        format!("{front} Bộ {back}")
    } else {
        whole
    }
}

/// Tells whether the words before `at` are `Ủy viên`.
pub(crate) fn member_before(words: &[Word], at: usize) -> bool {
    at.checked_sub(2)
        .is_some_and(|from| POSTS.at(words, from).is_some_and(|(_, head)| !head.complete))
}

/// Tells whether `Phó` stands before a head: `Phó Thủ tướng Chính phủ`.
pub(crate) fn deputy_before(words: &[Word], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|from| POSTS.at(words, from).is_some_and(|(len, _)| len > 1))
}

/// Tells whether a head of a post ends right before word `at`: `Bí thư` before `huyện ủy`.
pub(crate) fn ends_at(words: &[Word], at: usize) -> bool {
    (2..=5)
        .filter_map(|back| at.checked_sub(back))
        .any(|from| POSTS.at(words, from).is_some_and(|(len, _)| from + len == at))
}
