//! What is wanting, told by words that only together name a shortcoming, and what looks like one but is none.
//!
//! `còn khá sơ sài`, `còn 12 xã chưa …` are put together here; a difficulty that is overcome, discussed or conceded,
//! and weather that goes on, are told apart from shortcomings.

use crate::abbreviation::sign;
use crate::context::Context;
use crate::role::cue::{self, Features, Hit, Tells};

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
fn is_unknown(cx: &Context, at: usize) -> bool {
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

/// Tells whether a cue for a shortcoming stands for one that is overcome, ruled out or only talked about.
pub(super) fn is_none(cx: &Context, first: usize, end: usize, at: usize) -> bool {
    let noun = is_noun(cx.small(at));
    let still = if cx.small(at) == "vẫn" { at + 1 } else { at };
    let unknown = cx.small(still) == "chưa" && is_unknown(cx, still);
    unknown
        || overcomes(cx, first, at, noun)
        || helps(cx, first, at)
        || ruled_out(cx, first, at)
        || noun && talks(cx, first, end, at)
}

fn is_noun(word: &str) -> bool {
    matches!(
        word,
        "vướng"
            | "khó"
            | "bất"
            | "tồn"
            | "hạn"
            | "thiếu"
            | "khuyết"
            | "những"
            | "một"
            | "chồng"
            | "buông"
            | "lúng"
            | "trông"
            | "yếu"
            | "xuống"
    )
}

/// `hỗ trợ các xã chưa có …`, `chăm lo những hộ khó khăn`: those who are helped.
fn helps(cx: &Context, first: usize, at: usize) -> bool {
    let helps = |k: usize| {
        matches!(
            (cx.small(k), cx.small(k + 1)),
            ("hỗ", "trợ") | ("giúp", "đỡ") | ("ưu", "tiên") | ("chăm", "lo") | ("rà", "soát")
        )
    };
    let whom = |k: usize| matches!(cx.small(k), "các" | "những" | "hộ" | "người" | "xã");
    let told = matches!(cx.small(first), "việc" | "công" | "tuy" | "song");
    !told
        && matches!(cx.small(at), "chưa" | "khó" | "thiếu")
        && (at.saturating_sub(12).max(first)..at)
            .any(|k| helps(k) && (k + 2..k + 5).any(|o| o < at && whom(o)))
}

/// `giải quyết kịp thời những vướng mắc`, `khắc phục tình trạng còn thiếu …`
fn overcomes(cx: &Context, first: usize, at: usize, noun: bool) -> bool {
    let failed =
        |k: usize| k > first && matches!(cx.small(k - 1), "chưa" | "chậm" | "được" | "khó");
    (at.saturating_sub(12).max(first)..at.saturating_sub(1)).any(|k| {
        let object = (k + 2..k + 4).any(|o| matches!(cx.small(o), "tình" | "hiện"));
        let near = noun && k + 7 >= at;
        mends(cx, k) && !failed(k) && (near || object)
    })
}

fn mends(cx: &Context, at: usize) -> bool {
    matches!(
        (cx.small(at), cx.small(at + 1)),
        ("khắc", "phục")
            | ("giải", "quyết")
            | ("tháo", "gỡ")
            | ("vượt", "qua")
            | ("vượt", "lên")
            | ("chấn", "chỉnh")
            | ("chia", "sẻ")
            | ("sửa", "chữa")
            | ("tu", "sửa")
            | ("nâng", "cấp")
    )
}

/// `không để bị động`, `tránh chồng chéo`
fn ruled_out(cx: &Context, first: usize, at: usize) -> bool {
    (at.saturating_sub(6).max(first)..at).any(|k| {
        let near = k + 3 >= at;
        cx.small(k) == "không"
            && (cx.small(k + 1) == "còn" || near && matches!(cx.small(k + 1), "để" | "bị"))
            || cx.small(k) == "tránh" && k + 3 > at
    })
}

/// `đánh giá … những hạn chế`: named as the matter of a talk and not spelt out.
fn talks(cx: &Context, first: usize, end: usize, at: usize) -> bool {
    let spelt = |k: usize| {
        cx.words.get(k).is_some_and(|w| sign(cx, *w) == ":")
            || matches!((cx.small(k), cx.small(k + 1)), ("như", _) | ("đó", "là"))
    };
    let talk = |k: usize| {
        matches!(
            (cx.small(k), cx.small(k + 1)),
            ("đánh", "giá")
                | ("thảo", "luận")
                | ("làm", "rõ")
                | ("trao", "đổi")
                | ("phát", "hiện")
                | ("nhận", "diện")
                | ("giải", "đáp")
                | ("lắng", "nghe")
                | ("kiểm", "điểm")
        )
    };
    let told = |k: usize| matches!(cx.small(k), "còn" | "vẫn" | "chỉ" | "nêu" | "nhận");
    let near = at.saturating_sub(16).max(first)..at;
    near.rev().take_while(|k| !told(*k)).any(talk) && !(at..end.min(at + 40)).any(spelt)
}

/// Tells whether what the clause names as wrong is conceded, mended or mere weather.
pub(super) fn is_outweighed(cx: &Context, f: &Features) -> bool {
    conceded(cx, f) || mended(cx, f) || weather(cx, f) || describes(cx, f)
}

/// `Đây là xã còn nhiều khó khăn`, `Thời điểm đó, đất nước còn …`: what a place or a time is like.
fn describes(cx: &Context, f: &Features) -> bool {
    let word = |ahead: usize| cx.small(f.first + ahead);
    let place = matches!(word(2), "xã" | "huyện" | "tỉnh" | "phường" | "địa" | "vùng" | "một");
    let once = (1..3).any(|k| matches!(word(k), "đó" | "ấy"));
    let place = place && !matches!(word(3), "hạn" | "tồn" | "khó" | "trong" | "khuyết");
    let who =
        matches!((word(0), word(1)), ("công", "dân") | ("người" | "hộ", _) | ("trường", "hợp"));
    let bound =
        |h: &Hit| h.tells == Tells::Short && cx.small(h.at) == "chưa" && h.at <= f.first + 4;
    let one = f.hits.iter().filter(|h| h.tells == Tells::Short).nth(1).is_none();
    who && one && f.hits.iter().any(bound)
        || word(0) == "đây" && word(1) == "là" && place
        || matches!(word(0), "thời" | "lúc" | "bấy") && once
}

fn last(f: &Features) -> Option<Hit> {
    f.hits.iter().rfind(|h| h.tells == Tells::Short).copied()
}

/// `Mặc dù còn nhiều khó khăn, các xã đã …`, `Trong điều kiện …, tỉnh vẫn …`
fn conceded(cx: &Context, f: &Features) -> bool {
    let concedes = |k: usize| match cx.small(k) {
        "dù" => cx.small(k + 1) != "vậy",
        "tuy" => !matches!(cx.small(k + 1), "nhiên" | "vậy" | "thế"),
        "trong" => matches!(cx.small(k + 1), "điều" | "bối" | "hoàn"),
        _ => false,
    };
    let Some(last) = last(f) else { return false };
    let opens = (f.first..last.at.min(f.first + 12)).any(concedes);
    let turns = |k: usize| match cx.small(k) {
        "đã" | "luôn" | "nhưng" | "song" => true,
        "vẫn" => !matches!(cx.small(k + 1), "còn" | "chưa"),
        _ => false,
    };
    opens && (last.end..f.end).any(turns)
}

/// `Những khó khăn … đã được giải quyết`
fn mended(cx: &Context, f: &Features) -> bool {
    let Some(last) = last(f) else { return false };
    let rest = last.end..f.end.min(last.end + 20);
    let not = |k: usize| {
        matches!(cx.small(k), "chưa" | "chậm" | "cần" | "phải" | "khó" | "để" | "yêu" | "đề")
    };
    let was = |k: &usize| matches!(cx.small(*k), "được" | "đã");
    let mut open = rest.take_while(|k| !not(*k)).filter(was);
    open.any(|k| (k + 1..k + 7).any(|v| mends(cx, v)) && !(k + 1..k + 4).any(not))
}

/// Weather, damage and danger, of which it is said that they last, where no work is spoken of.
fn weather(cx: &Context, f: &Features) -> bool {
    let harm = f.has(Tells::Harm) || f.has(Tells::Nature);
    let wrong = |h: &&Hit| h.tells == Tells::Short && h.strength < 4;
    let lasting = |h: &Hit| {
        matches!(
            (cx.small(h.at), cx.small(h.at + 1)),
            ("vẫn", "còn") | ("còn", "cao" | "kéo" | "xảy" | "nhiều") | ("vẫn" | "chưa", _)
        )
    };
    let work = |k: usize| {
        matches!(
            (cx.small(k), cx.small(k + 1)),
            ("công", "tác")
                | ("việc", _)
                | ("năng", "lực")
                | ("hệ", "thống")
                | ("phương", "án" | "tiện")
                | ("kế", "hoạch")
                | ("kinh", "phí")
                | ("trang", "thiết")
                | ("nhận" | "ý", "thức")
                | ("tình", "trạng")
                | ("cán", "bộ")
                | ("công", "trình")
                | ("dự", "án")
                | ("ngân", "sách")
                | ("chính", "quyền")
                | ("cấp", "ủy")
                | ("địa", "phương")
                | ("đơn", "vị")
        )
    };
    harm && f.hits.iter().filter(wrong).all(lasting)
        && !(f.first..f.end.min(f.first + 24)).any(work)
}
