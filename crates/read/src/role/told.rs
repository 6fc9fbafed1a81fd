//! What the words of a clause in an administrative document say by themselves: bidden, done, measured, or weather and damage.
//!
//! The sentence's own tense and mood, which outweigh what the title above it announces.

use crate::context::Context;
use crate::role::clause::Clause;
use crate::role::cue::{self, Features, Tells};

/// Words with which a sentence begins that names who is to act.
const ACTORS: &[&str] = &[
    "các",
    "bộ",
    "sở",
    "ủy",
    "uỷ",
    "ubnd",
    "hđnd",
    "mttq",
    "ban",
    "cơ",
    "đơn",
    "người",
    "thủ",
    "chủ",
    "giám",
    "cấp",
    "ngành",
    "lực",
    "hội",
    "đoàn",
    "mặt",
    "văn",
    "phòng",
    "trung",
    "đảng",
    "chính",
    "cán",
    "bí",
    "trưởng",
    "thường",
    "tập",
    "doanh",
    "báo",
    "đài",
    "kho",
    "trường",
    "cục",
    "tổng",
    "quân",
    "mỗi",
    "từng",
    "toàn",
    "tất",
    "thanh",
    "tỉnh",
    "huyện",
    "xã",
    "thành",
    "viện",
    "tòa",
    "bch",
    "bchqs",
    "bchqs",
    "bchpctt",
    "đảng",
    "chi",
    "hạt",
    "trạm",
    "công",
];

/// Words that open a phrase of circumstance, which a comma ends.
const LEADS: &[&str] = &[
    "để",
    "nhằm",
    "trên",
    "căn",
    "hằng",
    "hàng",
    "định",
    "trong",
    "theo",
    "khi",
    "trước",
    "từ",
    "đối",
    "ngoài",
    "bên",
    "đồng",
    "với",
    "sau",
    "thông",
    "thời",
    "năm",
    "quý",
    "tháng",
    "đến",
    "riêng",
    "trường",
    "song",
    "về",
    "cùng",
    "tại",
    "hiện",
    "bằng",
    "nếu",
    "qua",
];

/// Tells whether a clause bids: an imperative, a word of duty, or somebody followed by a verb of work.
pub(crate) fn bids(cx: &Context, clause: &Clause, from: usize) -> bool {
    let f = &clause.features;
    duty(f) || opens_with_work(cx, from, f.end)
}

/// `Xây dựng … là nhiệm vụ của …`: a verb that is only the subject of a statement.
pub(crate) fn is_said_of(cx: &Context, f: &Features) -> bool {
    const WHAT: [(&str, &str); 10] = [
        ("nhiệm", "vụ"),
        ("trách", "nhiệm"),
        ("sự", "nghiệp"),
        ("yếu", "tố"),
        ("chủ", "trương"),
        ("giải", "pháp"),
        ("nội", "dung"),
        ("một", "trong"),
        ("nền", "tảng"),
        ("yêu", "cầu"),
    ];
    let said = |k: usize| {
        cx.small(k) == "là" && WHAT.contains(&(cx.small(k + 1), cx.small(k + 2)))
            || cx.small(k) == "là" && cx.small(k + 1) == "một" && cx.small(k + 2) == "nhiệm"
    };
    !matches!(cx.small(f.first), "xác" | "coi" | "lấy") && (f.first..f.end).any(said)
}

/// A sentence that opens with a time, a forecast or a reason: what was told before it does not go on.
pub(crate) fn sets_out(cx: &Context, f: &Features) -> bool {
    matches!(
        cx.small(f.first),
        "hiện"
            | "theo"
            | "dự"
            | "đây"
            | "để"
            | "nhằm"
            | "do"
            | "vì"
            | "trước"
            | "nguyên"
            | "năm"
            | "tới"
            | "thời"
            | "trong"
            | "từ"
            | "thực"
            | "triển"
            | "căn"
            | "tình"
    )
}

/// A sentence that opens with a concession: `mặc dù còn nhiều khó khăn, …`.
pub(crate) fn concedes(cx: &Context, f: &Features) -> bool {
    (f.first..f.end.min(f.first + 8)).any(|k| {
        let next = cx.small(k + 1);
        match cx.small(k) {
            "mặc" | "dẫu" | "dù" => true,
            "tuy" => next != "nhiên" && next != "vậy",
            _ => false,
        }
    })
}

/// `mặc dù đã …, tuy nhiên …`: what is conceded is taken back, and something wrong is told behind it.
pub(crate) fn takes_back(cx: &Context, f: &Features) -> bool {
    let turn = |k: &usize| match cx.small(*k) {
        "nhưng" | "song" => true,
        "tuy" => cx.small(k + 1) == "nhiên",
        _ => false,
    };
    let at = (f.first + 1..f.end).find(turn);
    at.is_some_and(|at| f.hits.iter().any(|h| h.tells == Tells::Short && h.at >= at))
}

/// Tells whether a word of duty or request stands in a clause.
pub(crate) fn duty(f: &Features) -> bool {
    f.weight(Tells::Task) >= 3
}

/// Tells whether a clause opens with a verb of work, alone or behind who is to act or a circumstance.
pub(crate) fn opens_with_work(cx: &Context, from: usize, end: usize) -> bool {
    if cue::work(cx, from) || acts(cx, from, end) {
        return true;
    }
    let first = cx.small(from);
    if regular(cx, from) {
        return true;
    }
    if !LEADS.contains(&first) {
        return false;
    }
    let mut commas = (from..end.min(from + 70))
        .filter(|k| cx.words.get(*k).is_some_and(|w| matches!(w.sign(), ',' | ':')));
    commas
        .any(|k| (cue::work(cx, k + 1) && first != "để" && first != "nhằm") || acts(cx, k + 1, end))
}

/// `Hằng năm báo cáo …`: a verb of work behind how often it is to be done.
pub(crate) fn regular(cx: &Context, from: usize) -> bool {
    let often = matches!(cx.small(from), "hằng" | "hàng" | "định");
    often && (cue::work(cx, from + 2) || cue::work(cx, from + 3))
}

/// `Sở Nội vụ chủ trì …`: who is to act and, before anything is stated, a verb of work in small letters.
fn acts(cx: &Context, from: usize, end: usize) -> bool {
    let second = cx.small(from + 1);
    let other = match cx.small(from) {
        "công" => second != "an",
        "phòng" => matches!(second, "thủ" | "chống" | "ngừa" | "cháy" | "không" | "vệ"),
        "thành" => second != "viên" && second != "phố",
        "trung" => second == "bình",
        "chính" => matches!(second, "sách" | "trị"),
        "tập" => second != "đoàn" && second != "thể",
        "chi" | "báo" => matches!(second, "cáo" | "phí" | "tiết" | "trả"),
        "toàn" => matches!(second, "diện" | "cầu"),
        "quân" => second == "sự",
        _ => false,
    };
    if other || !ACTORS.contains(&cx.small(from)) {
        return false;
    }
    for at in from + 1..end.min(from + 90) {
        let Some(word) = cx.words.get(at) else { return false };
        let small = cx.small(at);
        if word.is_sign() && matches!(word.sign(), ':' | ';' | '.') {
            return false;
        }
        if at > from + 1 && states(small) && !in_compound(cx, at) {
            return false;
        }
        if word.is_letters() && !word.is_capital() && (cue::verb(cx, at) || commits(cx, at)) {
            return true;
        }
    }
    false
}

/// `có trách nhiệm …`
fn commits(cx: &Context, at: usize) -> bool {
    cx.small(at) == "có" && cx.small(at + 1) == "trách" && cx.small(at + 2) == "nhiệm"
}

/// Words after which something is stated and nothing bidden.
fn states(word: &str) -> bool {
    matches!(
        word,
        "đã" | "là"
            | "đang"
            | "việc"
            | "quá"
            | "tình"
            | "sự"
            | "luôn"
            | "còn"
            | "chưa"
            | "sẽ"
            | "vẫn"
    )
}

/// `quân sự`, `dân sự`, `làm việc`: the end of a word that states nothing.
fn in_compound(cx: &Context, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |k| cx.small(k));
    matches!(
        (before, cx.small(at)),
        ("quân" | "dân" | "nhân" | "hình" | "thời" | "binh" | "cán" | "pháp", "sự")
            | ("làm", "việc")
    )
}

/// Tells whether a clause tells what was done: a verb in the past tense.
pub(crate) fn done(cx: &Context, f: &Features) -> bool {
    f.has(Tells::Past)
        || f.hits
            .iter()
            .any(|h| h.tells == Tells::Result && cx.small(h.at) == "đã" && !bound(cx, h))
}

/// `các nhiệm vụ đã đề ra`, `nêu trên đã`: the past of a relative clause.
fn bound(cx: &Context, hit: &cue::Hit) -> bool {
    matches!(
        cx.small(hit.end),
        "đề" | "nêu"
            | "cam"
            | "xác"
            | "định"
            | "ghi"
            | "bị"
            | "gây"
            | "xảy"
            | "liên"
            | "chịu"
            | "phải"
    )
}

/// Tells whether a clause is about weather or damage rather than about work.
pub(crate) fn nature(cx: &Context, f: &Features) -> bool {
    let passive = |h: &cue::Hit| matches!(cx.small(h.at), "được" | "góp" | "hoàn" | "cơ");
    let achieved = f.hits.iter().any(|h| h.tells == Tells::Result && h.strength >= 3 && passive(h));
    let damage = damage(f) || f.weight(Tells::Nature) >= 6;
    if damage && !f.has(Tells::Past) && !achieved {
        return true;
    }
    let early = |h: &cue::Hit| h.tells == Tells::Nature && h.at <= f.first + 8;
    f.hits.iter().any(early) && !achieved && !done(cx, f) && !f.has(Tells::Task)
}

/// Tells whether a clause names damage, danger or a forecast outright.
pub(crate) fn damage(f: &Features) -> bool {
    f.hits.iter().any(|h| h.tells == Tells::Nature && h.strength >= 3)
}

/// Tells whether a clause gives a figure of achievement: `ước đạt 5,39%`, `tăng 6,9%`, `giải ngân 120 tỷ đồng`.
pub(crate) fn measured(cx: &Context, f: &Features) -> bool {
    (f.first..f.end).any(|at| {
        cx.words.get(at).is_some_and(|w| w.is_number())
            && (at.saturating_sub(4).max(f.first)..at).any(|k| achieves(cx, k))
    })
}

fn achieves(cx: &Context, at: usize) -> bool {
    let next = cx.small(at + 1);
    match cx.small(at) {
        "đạt" | "ước" | "tăng" | "giảm" | "vượt" | "bằng" => true,
        "hoàn" => next == "thành",
        "thực" => next == "hiện",
        "giải" => next == "ngân" || next == "quyết",
        "thu" => next == "hút" || next == "ngân",
        "huy" => next == "động",
        "tổ" => next == "chức",
        _ => false,
    }
}

/// Tells whether items are counted up behind `như:`, `là:` or a colon after a word for shortcomings.
pub(crate) fn counts_up_shortcomings(cx: &Context, f: &Features) -> bool {
    const NAMES: [&str; 10] =
        ["hạn", "tồn", "khó", "khuyết", "vướng", "bất", "yếu", "thách", "nhược", "nguyên"];
    let Some(colon) = (f.first..f.end).rfind(|k| cx.words.get(*k).is_some_and(|w| w.sign() == ':'))
    else {
        return false;
    };
    // `Để khắc phục những hạn chế nêu trên, Sở A yêu cầu:` leads into work.
    let asked = f.hits.iter().rfind(|h| h.tells == Tells::Task && h.strength >= 3);
    let from = asked.map_or(f.first, |h| h.at.max(f.first));
    let aims = matches!(cx.small(f.first), "để" | "nhằm" | "trước" | "từ");
    let from = if aims { from } else { f.first };
    (colon.saturating_sub(16).max(from)..colon)
        .any(|k| NAMES.contains(&cx.small(k)) && short_name(cx, k))
}

fn short_name(cx: &Context, at: usize) -> bool {
    matches!(
        (cx.small(at), cx.small(at + 1)),
        ("hạn", "chế")
            | ("tồn", "tại")
            | ("khó", "khăn")
            | ("khuyết", "điểm")
            | ("vướng", "mắc")
            | ("bất", "cập")
            | ("yếu", "kém")
            | ("thách", "thức")
            | ("nhược", "điểm")
            | ("nguyên", "nhân")
    )
}
