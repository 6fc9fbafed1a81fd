//! What is wanting, told by words that only together name a shortcoming: `còn khá sơ sài`, `còn 12 xã chưa …`.
//!
//! What looks like one but is none is told apart by `spared` (a cue) and `outweigh` (a whole clause).

use crate::context::Context;
use crate::role::cue;

/// Words that may stand between `còn` and what is wrong.
const FILLERS: [&str; 32] = [
    "rất", "khá", "quá", "hơi", "nhiều", "tương", "đối", "có", "phần", "những", "một", "số",
    "không", "ít", "nặng", "về", "mang", "tính", "gặp", "tình", "trạng", "hiện", "tượng", "biểu",
    "mặt", "bị", "xảy", "ra", "đang", "chút", "bộc", "lộ",
];

/// What is wrong: two words.
const WRONG: [(&str, &str); 64] = [
    ("hạn", "chế"),
    ("hạn", "hẹp"),
    ("khó", "khăn"),
    ("bất", "cập"),
    ("lúng", "túng"),
    ("hình", "thức"),
    ("buông", "lỏng"),
    ("lỏng", "lẻo"),
    ("sơ", "sài"),
    ("sơ", "hở"),
    ("chung", "chung"),
    ("dàn", "trải"),
    ("manh", "mún"),
    ("nhỏ", "lẻ"),
    ("phân", "tán"),
    ("lạc", "hậu"),
    ("xuống", "cấp"),
    ("chồng", "chéo"),
    ("vướng", "mắc"),
    ("chênh", "lệch"),
    ("thụ", "động"),
    ("bị", "động"),
    ("trông", "chờ"),
    ("ỷ", "lại"),
    ("nể", "nang"),
    ("né", "tránh"),
    ("đùn", "đẩy"),
    ("chủ", "quan"),
    ("lơ", "là"),
    ("sai", "sót"),
    ("sai", "phạm"),
    ("vi", "phạm"),
    ("tồn", "tại"),
    ("tồn", "đọng"),
    ("yếu", "kém"),
    ("lãng", "phí"),
    ("cứng", "nhắc"),
    ("rườm", "rà"),
    ("đơn", "điệu"),
    ("chật", "hẹp"),
    ("chật", "chội"),
    ("nghèo", "nàn"),
    ("thiếu", "sót"),
    ("khuyết", "điểm"),
    ("nhược", "điểm"),
    ("để", "sót"),
    ("để", "lọt"),
    ("bỏ", "sót"),
    ("e", "ngại"),
    ("ngại", "khó"),
    ("gián", "đoạn"),
    ("lẻ", "tẻ"),
    ("rời", "rạc"),
    ("mờ", "nhạt"),
    ("trở", "ngại"),
    ("phó", "mặc"),
    ("đối", "phó"),
    ("phô", "trương"),
    ("cầm", "chừng"),
    ("chậm", "trễ"),
    ("lệch", "lạc"),
    ("rào", "cản"),
    ("thô", "sơ"),
    ("khoán", "trắng"),
];

/// Tells whether a word that only hints at a shortcoming is followed by one.
pub(super) fn composed(cx: &Context, first: usize, end: usize, at: usize) -> bool {
    match cx.small(at) {
        "còn" => still(cx, end, at),
        "chưa" => not_yet(cx, first, at),
        "chậm" | "thấp" => ends_low(cx, first, end, at),
        _ => false,
    }
}

/// `còn rất hạn chế`, `còn 12/30 xã chưa …`
fn still(cx: &Context, end: usize, at: usize) -> bool {
    if cx.words.get(at + 1).is_some_and(|w| w.is_number()) {
        return (at + 2..end.min(at + 12)).any(|k| cx.small(k) == "chưa" && !is_open(cx, k));
    }
    let filler = |k: &usize| !FILLERS.contains(&cx.small(*k));
    let Some(wrong) = (at + 1..end.min(at + 7)).find(filler) else { return false };
    let pair = (cx.small(wrong), cx.small(wrong + 1));
    matches!(pair.0, "thiếu" | "yếu" | "chậm" | "thấp" | "mỏng" | "kém") || WRONG.contains(&pair)
}

/// `việc chi trả ở một số nơi chậm, …`: the sentence on a piece of work ends with how it goes.
fn ends_low(cx: &Context, first: usize, end: usize, at: usize) -> bool {
    let closes = at + 1 >= end || cx.words.get(at + 1).is_some_and(|w| w.is_sign());
    let before = at.checked_sub(1).map_or("", |k| cx.small(k));
    let other = matches!(before, "vùng" | "nơi" | "không" | "bị" | "trũng" | "giảm" | "hạ");
    let work = |k: usize| {
        matches!(
            (cx.small(k), cx.small(k + 1)),
            ("công", "tác") | ("việc", _) | ("tiến", "độ") | ("tỷ", "lệ") | ("hiệu", "quả")
        )
    };
    let place = before == "nơi" && cx.small(at.saturating_sub(2)) != "vùng";
    closes && (!other || place) && (at.saturating_sub(24).max(first)..at).any(work)
}

/// `một số xã chưa …`: something of the work is said not to be done, in a clause that bids nothing.
fn not_yet(cx: &Context, first: usize, at: usize) -> bool {
    !is_open(cx, at)
        && !cue::work(cx, first)
        && (at.saturating_sub(16).max(first)..at).any(|k| of_work(cx.small(k)))
}

/// `chưa từng có`, `chưa xác định được`: what is not known or has not come about, which is nobody's fault.
fn is_open(cx: &Context, at: usize) -> bool {
    let numbered = cx.words.get(at + 1).is_some_and(|w| w.is_number());
    let alone = matches!(
        cx.small(at + 1),
        "từng" | "bao" | "kể" | "muốn" | "ai" | "thể" | "vợ" | "chồng" | "qua" | "phải" | "dừng"
    );
    let before = at.checked_sub(1).map_or("", |k| cx.small(k));
    numbered
        || alone
        || matches!(before, "khi" | "nếu" | "dù" | "hay" | "trước")
        || is_unknown(cx, at)
}

/// `chưa tìm thấy`, `chưa tiếp cận được`: what rescuers and investigators have still before them.
pub(super) fn is_unknown(cx: &Context, at: usize) -> bool {
    let pair = (cx.small(at + 1), cx.small(at + 2));
    matches!(
        pair,
        ("từ", "bỏ")
            | ("xác", "định")
            | ("tìm", "thấy" | "được")
            | ("liên", "lạc")
            | ("tiếp", "cận")
            | ("dập", "tắt")
            | ("khống", "chế")
            | ("ghi", "nhận")
            | ("xảy", "ra")
            | ("có", "thiệt" | "người" | "dấu")
    ) || pair == ("có", "thông") && cx.small(at + 3) == "tin"
}

/// First words of what work is done by, with or on.
fn of_work(word: &str) -> bool {
    matches!(
        word,
        "công"
            | "việc"
            | "chất"
            | "nhận"
            | "hiệu"
            | "xã"
            | "phường"
            | "huyện"
            | "địa"
            | "đơn"
            | "cơ"
            | "doanh"
            | "cấp"
            | "chính"
            | "hệ"
            | "năng"
            | "kinh"
            | "ngân"
            | "trang"
            | "phương"
            | "kế"
            | "chế"
            | "quy"
            | "văn"
            | "tiến"
            | "tỷ"
            | "cán"
            | "hoạt"
            | "phong"
            | "mô"
            | "thao"
            | "hạ"
            | "dự"
            | "nguồn"
            | "vai"
            | "trách"
            | "sự"
            | "nội"
            | "ngành"
            | "nơi"
    )
}
