//! Issuing bodies (cơ quan ban hành): by the code in a number, and by name behind "của".
//!
//! Reads `data/issuers.tsv`. A code that several bodies share names none.

mod short;

use std::ops::Range;
use std::sync::LazyLock;

use crate::context::Context;
use crate::cursor::{Cursor, last_word};
use crate::fold::fold;
use crate::table::{cell, rows};
use crate::word::Map;
use short::written_out;

/// One issuing body.
#[derive(Debug)]
pub(crate) struct Issuer {
    /// Name as a reader files it.
    pub(crate) body: &'static str,
    /// Whether its code in a State number means this body alone.
    pub(crate) certain: bool,
}

/// One way of writing a body.
struct Written {
    folded: String,
    body: &'static str,
    whole: bool,
}

struct Issuers {
    by_code: Map<&'static str, Issuer>,
    /// Folded ways of writing by their first word, longest first.
    written: Map<String, Vec<Written>>,
    /// Codes without `Đ` and the code they stand for.
    bare: Map<String, &'static str>,
}

static ISSUERS: LazyLock<Issuers> = LazyLock::new(load);

fn load() -> Issuers {
    let mut by_code = Map::default();
    let mut written = Vec::new();
    for row in rows(include_str!("../data/issuers.tsv")) {
        let (code, body) = (cell(&row, 0), cell(&row, 1));
        let whole = cell(&row, 4) != "no";
        written.push(Written { folded: fold(body), body, whole });
        // "Thủ tướng" is filed in full; "Ban Chấp hành Trung ương Đảng" and the like stay as the text has them.
        for other in cell(&row, 2).split('|').filter(|w| !w.is_empty()) {
            written.push(Written {
                folded: fold(other),
                body: if spelled_out(other) { other } else { body },
                whole,
            });
        }
        if !code.is_empty() {
            by_code.entry(code).or_insert(Issuer { body, certain: cell(&row, 4) == "yes" });
        }
    }
    written.sort_by_key(|w| std::cmp::Reverse(w.folded.len()));
    let written = by_first_word(written);
    let kinds = rows(include_str!("../data/doc_types.tsv")).map(|row| cell(&row, 0));
    let codes: Vec<&'static str> = by_code.keys().copied().chain(kinds).collect();
    let bare = codes.iter().filter(|c| c.contains('Đ')).map(|c| (c.replace('Đ', "D"), *c));
    let bare = bare.filter(|(b, _)| !codes.contains(&b.as_str())).collect();
    Issuers { by_code, written, bare }
}

fn by_first_word(written: Vec<Written>) -> Map<String, Vec<Written>> {
    let mut groups: Map<String, Vec<Written>> = Map::default();
    for w in written {
        let first = Cursor::new(&w.folded, 0).next_word().to_owned();
        groups.entry(first).or_default().push(w);
    }
    groups
}

/// Whether another way of writing is a full name in its own right rather than a short form.
fn spelled_out(written: &str) -> bool {
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    written != "Thủ tướng" && written.split(' ').all(|w| capitals(w) <= 1)
}

/// Whether a code of a number is one of a known body, with a term or unit number behind it if any.
pub(crate) fn is_code(code: &str) -> bool {
    base(code).is_some()
}

fn base(code: &str) -> Option<&'static Issuer> {
    let known = &ISSUERS.by_code;
    known.get(code).or_else(|| known.get(code.trim_end_matches(|c: char| c.is_ascii_digit())))
}

/// The code meant by one that has lost its `Đ`, when that is certain.
pub(crate) fn repaired(code: &str) -> Option<&'static str> {
    ISSUERS.bare.get(code).copied()
}

/// The body that a State code names beyond doubt.
pub(crate) fn certain(code: &str) -> Option<&'static str> {
    base(code).filter(|i| i.certain).map(|i| i.body)
}

/// The bodies that a code may stand for, as the table has them.
pub(crate) fn by_code(code: &str) -> Option<&'static Issuer> {
    base(code)
}

/// Whether the sign of a number says whose document it is, as `NĐ-CP` and `/TW` do and `QĐ-UBND` does not.
pub(crate) fn told_by(number: &str) -> bool {
    let sign = number.rsplit('/').next().unwrap_or("");
    let kind = |code: &&str| crate::kind::by_code(code).next().is_some();
    let own = sign.split('-').find(|code| !kind(code) || certain(code).is_some());
    own.is_some_and(|code| code == "TW" || certain(code).is_some())
}

/// First words of a body that is not in the table.
const HEADS: &[&str] = &[
    "ban",
    "bộ",
    "sở",
    "cục",
    "tổng cục",
    "vụ",
    "viện",
    "ủy ban",
    "ub",
    "ubnd",
    "hđnd",
    "hội đồng",
    "hội",
    "đảng ủy",
    "huyện ủy",
    "quận ủy",
    "thị ủy",
    "tỉnh ủy",
    "thành ủy",
    "đảng bộ",
    "văn phòng",
    "chủ tịch",
    "phó chủ tịch",
    "thường trực",
    "quân khu",
    "quân chủng",
    "quân ủy",
    "bộ trưởng",
    "tổng",
    "thống đốc",
    "chánh án",
    "viện trưởng",
    "giám đốc",
    "công an",
    "phòng",
    "đoàn",
    "liên đoàn",
    "ủy viên",
    "tòa án",
    "trường",
    "btv",
    "bch",
    "bcđ",
    "thủ trưởng",
    "tư lệnh",
    "liên bộ",
    "liên ngành",
    "btl",
    "chính ủy",
    "trung ương",
    "thường vụ",
    "mặt trận",
    "quốc vụ",
    "ngân hàng",
    "bí thư",
    "đảng đoàn",
    "bộ chỉ huy",
    "liên hiệp",
    "kho bạc",
];

/// Words that name no body by themselves.
const GENERIC: &[&str] = &[
    "bộ",
    "ban",
    "sở",
    "cục",
    "vụ",
    "hội",
    "đoàn",
    "tổng",
    "bộ trưởng",
    "chủ tịch",
    "ủy ban",
    "giám đốc",
    "phòng",
    "trường",
];

/// Words at which a body's name has ended.
const STOPS: &[&str] = &[
    "về",
    "ngày",
    "khóa",
    "ban hành",
    "quy định",
    "tại",
    "trong",
    "nhằm",
    "được",
    "đã",
    "là",
    "để",
    "theo",
    "có",
    "do",
    "với",
    "từ",
    "đến",
    "năm",
    "cho",
    "giai đoạn",
    "nhiệm kỳ",
    "hướng dẫn",
    "phê duyệt",
    "sửa đổi",
    "đối với",
    "gắn với",
    "bảo đảm",
    "thông qua",
    "yêu cầu",
    "chỉ đạo",
    "giao",
    "trên",
    "triển khai",
    "số",
    "và các",
    "cùng",
    "như",
    "nêu",
    "này",
    "vào",
    "khi",
    "thì",
    "mà",
    "nên",
    "bằng",
    "đề ra",
    "đến các",
    "tới",
    "gửi",
    "đề nghị",
    "quyết định",
    "thực hiện",
    "ra",
    "ký",
    "hợp nhất",
    "cũng",
    "còn",
    "lần thứ",
    "bổ sung",
    "kèm theo",
    "tiếp tục",
    "nói",
    "vừa",
    "tăng cường",
    "lãnh đạo",
    "phát động",
    "quán triệt",
    "thay thế",
    "chủ trì",
    "cần",
    "phải",
    "sẽ",
    "nay",
    "trước",
    "sau",
    "bãi bỏ",
    "nơi",
    "hết",
    "hết hiệu lực",
    "kể từ",
    "thông tư",
    "căn cứ",
    "liên quan",
    "vẫn",
    "đang",
    "quản lý",
    "xử lý",
    "tổng kết",
    "sơ kết",
    "kết luận",
    "thống nhất",
    "khẩn trương",
    "bảo vệ",
    "ứng phó",
    "khắc phục",
    "đánh giá",
    "rà soát",
];

/// Words between which a comma belongs to a body's name: `Phòng, chống lụt, bão`.
const INSIDE: &[(&str, &str)] = &[
    ("phòng", "chống"),
    ("lụt", "bão"),
    ("tai", "tìm"),
    ("hóa", "thể"),
    ("phòng", "an"),
    ("động", "thương"),
    ("nhũng", "lãng"),
    ("nhũng", "tiêu"),
    ("phí", "tiêu"),
    ("đua", "khen"),
    ("túy", "mại"),
    ("phạm", "tệ"),
    ("cháy", "chữa"),
    ("nạn", "cứu"),
    ("quân", "tự"),
    ("học", "công"),
    ("báo", "chí"),
    ("đoàn", "cứu"),
    ("dục", "thể"),
    ("tin", "truyền"),
];

/// Whether folded words begin with the first words of a body's name.
pub(crate) fn begins_with_head(folded: &str) -> bool {
    Cursor::new(folded, 0).any_word(HEADS)
}

/// Whether folded words are the head of a name and nothing else: `ban chỉ đạo`, `bộ tư lệnh`.
pub(crate) fn is_head_alone(folded: &str) -> bool {
    const ALONE: &[&str] = &[
        "ban chỉ đạo",
        "ban chỉ huy",
        "bộ chỉ huy",
        "bộ tư lệnh",
        "ban cán sự đảng",
        "ban tổ chức",
    ];
    GENERIC.contains(&folded) || ALONE.contains(&folded) || folded == "hội đồng"
}

/// Reads the name of an issuing body at a byte: its bytes and the name written out.
pub(crate) fn read_at(cx: &Context, at: usize) -> Option<(Range<usize>, String)> {
    let mut c = Cursor::new(&cx.fold, at);
    c.blanks();
    let start = c.at;
    if !cx.text.get(start..)?.starts_with(char::is_uppercase) {
        return None;
    }
    let known = written_at(&cx.fold, start);
    let headed = || {
        let head = Cursor::new(&cx.fold, start);
        head.clone().any_word(HEADS) && !head.clone().word("hội nghị")
    };
    if known.is_none() && !headed() {
        return None;
    }
    let from = known.map_or(start, |(end, _)| end);
    let end = if known.is_some_and(|(_, w)| w.whole) { from } else { tail(cx, from, start) };
    let end = without_person(cx, start, end);
    let alone = GENERIC.iter().any(|g| Cursor::new(&cx.fold, start).word_up_to(g, end));
    (!alone).then(|| (start..end, written_out(cx, start, end)))
}

/// The longest known name at a byte, with its end.
pub(crate) fn known_at(folded: &str, start: usize) -> Option<(usize, &'static str)> {
    written_at(folded, start).map(|(end, w)| (end, w.body))
}

fn written_at(folded: &str, start: usize) -> Option<(usize, &'static Written)> {
    let here = Cursor::new(folded, start);
    let mut second = here;
    second.blanks();
    let first = second.next_word();
    let names = ISSUERS.written.get(first)?;
    second.at += first.len();
    second.blanks();
    // Most names with the same first word go on with another letter.
    let goes_on = |w: &&Written| match w.folded.as_bytes().get(first.len()..) {
        Some([b' ', byte, ..]) => *byte == second.byte(),
        _ => true,
    };
    names.iter().filter(goes_on).find_map(|w| {
        let mut c = here;
        c.word(&w.folded).then_some((c.at, w))
    })
}

/// Where the name ends that has been read up to a byte.
fn tail(cx: &Context, from: usize, start: usize) -> usize {
    let mut end = from;
    for _ in 0..14 {
        let mut c = Cursor::new(&cx.fold, end);
        c.blanks();
        let crossed = cx.fold.get(end..c.at).is_some_and(|gap| gap.contains('\n'));
        let dash = end > start && joined_by_dash(cx, end);
        let goes_on = lower_ahead(cx, c.at) || known_at(&cx.fold, c.at).is_some();
        if let Some(inside) = comma_inside(cx, end).filter(|_| end > start) {
            end = inside;
            continue;
        }
        if c.at == end && end > start && !dash || crossed && !goes_on {
            break;
        }
        if end > start && (seat_ended(cx, end, c.at) || figure_outside(cx, end, c.at)) {
            break;
        }
        if Cursor::new(&cx.fold, c.at).any_word(STOPS) || ends_by_and(cx, c.at) {
            break;
        }
        if end > start
            && let Some((known_end, _)) = known_at(&cx.fold, c.at)
        {
            end = known_end;
            continue;
        }
        let Some(next) = word_end(cx, c.at) else { break };
        end = next;
    }
    without_joint(cx, start, end)
}

/// The end of the word behind a comma that belongs to the name.
fn comma_inside(cx: &Context, end: usize) -> Option<usize> {
    let mut c = Cursor::new(&cx.fold, end);
    if !c.eat(",") {
        return None;
    }
    let (_, last) = last_word(&cx.fold, end);
    c.blanks();
    let next = c.next_word();
    INSIDE.contains(&(last, next)).then_some(c.at + next.len())
}

/// Whether the name of a Party committee has ended: after its seat only a level or a proper name goes on.
fn seat_ended(cx: &Context, end: usize, at: usize) -> bool {
    const SEATS: &[&str] = &["tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy"];
    const LEVELS: &[&str] = &[
        "tỉnh",
        "thành",
        "huyện",
        "quận",
        "thị",
        "xã",
        "phường",
        "khối",
        "các",
        "quân",
        "công",
        "cơ",
    ];
    lower_ahead(cx, at)
        && SEATS.iter().any(|s| crate::cursor::back_word(&cx.fold, end, s).is_some())
        && !LEVELS.contains(&Cursor::new(&cx.fold, at).next_word())
}

/// Whether a figure stands here that is no numeral of the name (`Quân khu 5`, `Phường 3`).
fn figure_outside(cx: &Context, end: usize, at: usize) -> bool {
    const NUMBERED: &[&str] =
        &["khu", "đoàn", "phường", "quận", "vực", "đạo", "ấp", "vùng", "cục", "thứ", "số", "khóa"];
    let figure = cx.fold.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    figure && !NUMBERED.contains(&last_word(&cx.fold, end).1)
}

/// A name without an `và` or dash at its end, which joins something else.
fn without_joint(cx: &Context, start: usize, end: usize) -> usize {
    let and = crate::cursor::back_word(&cx.fold, end, "và").filter(|at| *at > start);
    and.map_or(end, |at| crate::cursor::back_blanks(&cx.fold, at))
}

/// A post or body without the name of the person who holds it: `Chủ tịch UBND tỉnh Lê Văn A`.
fn without_person(cx: &Context, start: usize, end: usize) -> usize {
    const POSTS: &[&str] = &[
        "chủ tịch",
        "phó chủ tịch",
        "bí thư",
        "phó bí thư",
        "giám đốc",
        "phó giám đốc",
        "tư lệnh",
        "bộ trưởng",
        "thủ trưởng",
        "chánh án",
        "viện trưởng",
        "thống đốc",
        "chính ủy",
    ];
    if !Cursor::new(&cx.fold, start).any_word(POSTS) {
        return end;
    }
    let last = cx.words.partition_point(|w| w.end() <= end);
    for n in [4, 3] {
        let Some(first) = last.checked_sub(n) else { continue };
        let Some(words) = cx.words.get(first..last) else { continue };
        let Some(surname) = words.first().filter(|w| w.start() > start) else { continue };
        let capitals = words.iter().all(|w| w.is_letters() && w.is_capital() && !w.is_all_caps());
        let behind_level = first
            .checked_sub(1)
            .and_then(|k| cx.words.get(k))
            .is_some_and(|w| !w.is_capital() && w.start() > start);
        if capitals && behind_level && crate::people::name::is_common_surname(*surname) {
            return crate::cursor::back_blanks(&cx.fold, surname.start());
        }
    }
    end
}

fn joined_by_dash(cx: &Context, at: usize) -> bool {
    cx.fold.get(at..).is_some_and(|r| r.starts_with(['-', '&']))
}

fn lower_ahead(cx: &Context, at: usize) -> bool {
    cx.text.get(at..).and_then(|t| t.chars().next()).is_some_and(char::is_lowercase)
}

/// Whether an "và" stands here that joins another body rather than two parts of this one's name.
fn ends_by_and(cx: &Context, at: usize) -> bool {
    let mut c = Cursor::new(&cx.fold, at);
    c.word("và") && {
        c.blanks();
        !lower_ahead(cx, c.at) && Cursor::new(&cx.fold, c.at).any_word(HEADS)
            || kind_ahead(cx, c.at)
    }
}

fn kind_ahead(cx: &Context, at: usize) -> bool {
    let next = Cursor::new(&cx.fold, at).next_word();
    [
        "nghị", "chỉ", "kết", "thông", "quyết", "luật", "kế", "công", "các", "một", "những",
        "khoản", "điều", "điểm", "phụ", "danh", "mục",
    ]
    .contains(&next)
}

fn word_end(cx: &Context, at: usize) -> Option<usize> {
    let rest = cx.text.get(at..)?;
    let len = rest
        .find(|c: char| {
            !(c.is_alphanumeric() || c == '-' || c == '.' && rest.starts_with("TP") || c == '&')
        })
        .unwrap_or(rest.len());
    let word = rest.get(..len)?.trim_end_matches('-');
    (!word.is_empty()).then_some(at + word.len())
}
