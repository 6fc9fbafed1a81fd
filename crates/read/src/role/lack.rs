//! What is wanting, told by words that only together name a shortcoming: `còn khá sơ sài`, `còn 12 xã chưa …`.
//!
//! What looks like one but is none is told apart by `spared` (a cue) and `outweigh` (a whole clause).

use crate::context::Context;
use crate::role::cue;
use crate::role::wrong::still;

/// Tells whether a word that only hints at a shortcoming is followed by one.
pub(super) fn composed(cx: &Context, first: usize, end: usize, at: usize) -> bool {
    match cx.small(at) {
        "còn" => still(cx, end, at),
        "chưa" => not_yet(cx, first, end, at),
        "chậm" | "thấp" => ends_low(cx, first, end, at),
        "không" => some_do_not(cx, first, at),
        "sai" => {
            matches!(cx.small(at + 1), "định" | "quy" | "mục" | "đối" | "thẩm" | "tiêu")
                && some(cx, first, at)
        }
        "trái" => matches!(cx.small(at + 1), "quy" | "phép" | "luật") && some(cx, first, at),
        "nhưng" | "song" => turns_bad(cx, first, end, at),
        "một" => some_people(cx, at),
        _ => false,
    }
}

/// `một số xã không báo cáo`, `nhiều nơi sinh hoạt không đều`: what some of those who work leave undone.
fn some_do_not(cx: &Context, first: usize, at: usize) -> bool {
    const UNDONE: &[&str] = &[
        "đều", "đúng", "đủ", "đầy", "rõ", "đạt", "đăng", "báo", "tổ", "thực", "triển", "chấp",
        "tuân", "tham", "bảo", "đảm", "kiểm", "nắm", "nhận", "quan", "phát", "phù", "khả", "đáp",
        "chịu", "dám", "hết", "hợp", "ổn", "bố", "duy", "xây", "ban", "gắn", "chủ", "sử", "phân",
    ];
    let failed = at > first && cx.small(at - 1) == "đã" && !is_kept(cx.small(at + 1));
    failed || UNDONE.contains(&cx.small(at + 1)) && some(cx, first, at)
}

/// Words behind `đã không` that tell of no failure: `đã không ngừng`, `đã không để xảy ra`.
fn is_kept(word: &str) -> bool {
    matches!(
        word,
        "ngừng"
            | "quản"
            | "chỉ"
            | "những"
            | "còn"
            | "có"
            | "để"
            | "bị"
            | "gây"
            | "xảy"
            | "ngại"
            | "tiếc"
            | "phụ"
            | "phải"
    )
}

/// Tells whether some of those who work, or many of them, are the subject before a word: `một số xã`, `không ít nơi`.
pub(super) fn some(cx: &Context, first: usize, at: usize) -> bool {
    let near = at.saturating_sub(20).max(first)..at;
    near.into_iter().any(|k| {
        is_many(cx, k)
            && opens_subject(cx, first, k)
            && (k + 1..(k + 6).min(at)).any(|o| of_work(cx.small(o)))
    })
}

fn is_many(cx: &Context, at: usize) -> bool {
    let next = cx.small(at + 1);
    match cx.small(at) {
        "một" => matches!(next, "số" | "vài" | "bộ"),
        "nhiều" | "vài" => !matches!(next, "năm" | "lần" | "mặt" | "biện"),
        "không" => next == "ít",
        "có" => matches!(
            next,
            "nơi" | "lúc" | "đơn" | "địa" | "cơ" | "đồng" | "việc" | "mặt" | "khâu" | "nội"
        ),
        "hầu" | "phần" => matches!(next, "hết" | "lớn" | "nhiều" | "đông"),
        _ => false,
    }
}

/// The start of a clause, of what is said in it, or a phrase of place: `…, ở một số xã …`, `cho thấy nhiều nơi …`.
fn opens_subject(cx: &Context, first: usize, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|k| *k >= first);
    before.is_none_or(|k| {
        cx.words.get(k).is_some_and(|w| w.is_sign())
            || matches!(
                cx.small(k),
                "ở" | "tại" | "của" | "do" | "rằng" | "thấy" | "là" | "còn" | "nhưng" | "song"
            )
    })
}

/// `đã có văn bản nhưng chưa …`, `…, song việc A còn …`: the second half of a sentence takes back the first.
fn turns_bad(cx: &Context, first: usize, end: usize, at: usize) -> bool {
    let wished = |k: usize| matches!(cx.small(k), "cần" | "phải" | "để" | "đã" | "vẫn" | "luôn");
    let near = at + 1..end.min(at + 9);
    let bad = near.clone().find(|k| match cx.small(*k) {
        "chưa" => !is_open(cx, *k),
        "còn" => still(cx, end, *k),
        "không" => some_do_not(cx, first, *k),
        "thiếu" | "chậm" => *k <= at + 3,
        _ => false,
    });
    bad.is_some_and(|bad| {
        let kept = |k: usize| cx.small(k) == "vẫn" && k + 1 == bad;
        !(near.start..bad).any(|k| wished(k) && !kept(k))
    })
}

/// `một bộ phận cán bộ …`, but not `là một bộ phận của …`.
fn some_people(cx: &Context, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |k| cx.small(k));
    let who = matches!(
        cx.small(at + 3),
        "cán"
            | "đảng"
            | "nhân"
            | "người"
            | "quần"
            | "thanh"
            | "học"
            | "nông"
            | "công"
            | "quân"
            | "chiến"
            | "đoàn"
            | "hội"
            | "không"
            | "nhỏ"
    );
    cx.small(at + 1) == "bộ" && who && !matches!(before, "là" | "cho" | "với" | "thành")
}

/// `Công tác …`, `Tình trạng …`: a sentence on how the work stands and not on what to do.
pub(super) fn is_state_of_work(cx: &Context, at: usize) -> bool {
    matches!(
        (cx.small(at), cx.small(at + 1)),
        ("công", "tác")
            | ("tình", "trạng" | "hình")
            | ("chất" | "số", "lượng")
            | ("tiến" | "trình", "độ")
            | ("hiệu", "quả")
            | ("nhận" | "ý", "thức")
            | ("năng", "lực")
            | ("tỷ", "lệ")
            | ("đội", "ngũ")
            | ("cơ", "sở")
            | ("sự" | "việc", _)
            | ("kinh", "phí")
    )
}

/// Tells whether a clause denies or belittles: weak evidence, which counts only where shortcomings are being told.
pub(super) fn hints(cx: &Context, first: usize, end: usize) -> bool {
    (first..end).any(|k| {
        let next = cx.small(k + 1);
        match cx.small(k) {
            "không" if k > first && matches!(cx.small(k - 1), "để" | "nếu" | "hay") => false,
            "không" => !matches!(
                next,
                "ngừng"
                    | "chỉ"
                    | "những"
                    | "ảnh"
                    | "còn"
                    | "gian"
                    | "khí"
                    | "quân"
                    | "kể"
                    | "nhỏ"
                    | "để"
                    | "phải"
            ),
            "chưa" => !is_open(cx, k),
            "ít" => next != "nhất",
            "chỉ" => matches!(next, "đạt" | "có" | "mới" | "dừng"),
            "vẫn" => matches!(next, "có" | "còn" | "để" | "xảy"),
            "còn" => k > first,
            "thiếu" | "kém" | "yếu" | "chậm" | "nặng" | "khó" => true,
            _ => false,
        }
    })
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
    let so = matches!(before, "rất" | "quá" | "khá" | "hơi" | "lại");
    closes
        && (!other || place)
        && (so && cx.small(at) == "chậm" || (at.saturating_sub(24).max(first)..at).any(work))
}

/// `một số xã chưa …`: something of the work is said not to be done, in a clause that bids nothing.
fn not_yet(cx: &Context, first: usize, end: usize, at: usize) -> bool {
    !is_open(cx, at)
        && !cue::work(cx, first)
        && !of_those(cx, first, end, at)
        && (at.saturating_sub(16).max(first)..at).any(|k| of_work(cx.small(k)))
}

/// `các phương tiện chưa dán thẻ sẽ phải …`: those of whom something else is said.
fn of_those(cx: &Context, first: usize, end: usize, at: usize) -> bool {
    let those = |k: usize| {
        matches!(cx.small(k), "các" | "những" | "hợp" | "số")
            && !(k > first && matches!(cx.small(k - 1), "một" | "của"))
    };
    let rest = at + 1..end.min(at + 20);
    let then = |k: usize| matches!(cx.small(k), "thì" | "sẽ" | "phải");
    (at.saturating_sub(7).max(first)..at).any(those) && rest.into_iter().any(then)
}

/// `chưa từng có`, `chưa xác định được`: what is not known or has not come about, which is nobody's fault.
pub(super) fn is_open(cx: &Context, at: usize) -> bool {
    let numbered = cx.words.get(at + 1).is_some_and(|w| w.is_number());
    let alone = matches!(
        cx.small(at + 1),
        "từng"
            | "bao"
            | "kể"
            | "tính"
            | "nói"
            | "muốn"
            | "ai"
            | "thể"
            | "vợ"
            | "chồng"
            | "qua"
            | "phải"
            | "dừng"
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
            | ("tìm", "thấy" | "được")
            | ("liên", "lạc")
            | ("tiếp", "cận")
            | ("dập", "tắt")
            | ("khống", "chế")
            | ("ghi", "nhận")
            | ("xảy", "ra")
            | ("có", "thiệt" | "người" | "dấu")
    ) || pair == ("có", "thông") && cx.small(at + 3) == "tin"
        || pair == ("xác", "định") && !is_settling(cx, at + 3)
}

/// `chưa xác định rõ trách nhiệm`: what those who work had to settle, unlike the cause of a fire.
fn is_settling(cx: &Context, at: usize) -> bool {
    let outside = matches!(cx.small(at + 1), "nguyên" | "danh" | "thiệt" | "số" | "đối" | "vị");
    matches!(cx.small(at), "rõ" | "đúng" | "đầy" | "cụ") && !outside
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
            | "nạn"
            | "chúng"
            | "tình"
            | "số"
            | "tổ"
            | "chi"
            | "đảng"
            | "ban"
            | "vấn"
            | "lực"
            | "bộ"
            | "sở"
    )
}
