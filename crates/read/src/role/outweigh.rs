//! Clauses that name something wrong and yet report no shortcoming: it is conceded, mended, mere weather, or what a place is like.

use crate::context::Context;
use crate::role::cue::{Features, Hit, Tells};
use crate::role::spared::mends;

/// Tells whether what the clause names as wrong is conceded, mended or mere weather.
pub(super) fn is_outweighed(cx: &Context, f: &Features) -> bool {
    conceded(cx, f)
        || mended(cx, f)
        || weather(cx, f)
        || describes(cx, f)
        || is_bound(cx, f)
        || aims(cx, f)
        || turns_good(cx, f)
}

/// `đối với các chỉ tiêu không đạt phải …`: what is wanting only says of whom something is asked.
pub(super) fn is_bound(cx: &Context, f: &Features) -> bool {
    let whom = match cx.small(f.first) {
        "đối" | "những" | "các" | "nếu" | "trường" => true,
        "với" => cx.small(f.first + 1) != "tinh",
        _ => (f.first + 1..f.first + 10).any(|k| cx.small(k) == "nào"),
    };
    let Some(bad) = f.first(Tells::Short) else { return false };
    let asked = f.hits.iter().find(|h| h.tells == Tells::Task && h.strength >= 3).map(|h| h.at);
    let then = (bad.end..f.end).find(|k| cx.small(*k) == "thì");
    let main = asked.filter(|at| bad.at < *at).or(then);
    let turned = |from: usize| (from..f.end).any(|k| matches!(cx.small(k), "nhưng" | "song"));
    let comma = |k: &usize| cx.words.get(*k).is_some_and(|w| matches!(w.sign(), ',' | ':'));
    let topic = cx.small(f.first) == "đối" && {
        let end = (f.first..f.end).find(comma).unwrap_or(f.first);
        f.hits.iter().filter(|h| h.tells == Tells::Short).all(|h| h.at < end)
    };
    let whom_not = |k: usize| matches!(cx.small(k), "những" | "các" | "người");
    let barred = cx.small(f.first) == "không" && (f.first + 1..bad.at).any(whom_not);
    barred || topic || whom && main.is_some_and(|at| !turned(at))
}

/// Nothing but the turn of a sentence tells of something wrong: `Tuy nhiên, …`.
pub(super) fn is_turn(f: &Features) -> bool {
    let turn = |h: &Hit| h.strength == 4 && h.at <= f.first + 1;
    f.hits.iter().filter(|h| h.tells == Tells::Short).all(turn)
}

/// `Để hoàn thành những việc còn thiếu, xã đã …`: what is wanting is only what the work is for.
fn aims(cx: &Context, f: &Features) -> bool {
    let main = |k: usize| matches!(cx.small(k), "đã" | "cần" | "phải" | "sẽ" | "đang");
    let ordered = f.hits.iter().find(|h| h.tells == Tells::Task && h.strength >= 3).map(|h| h.at);
    let told = (f.first..f.end).find(|k| main(*k));
    let Some(main) = ordered.into_iter().chain(told).min() else { return false };
    let before = f.hits.iter().filter(|h| h.tells == Tells::Short).all(|h| h.at < main);
    matches!(cx.small(f.first), "để" | "nhằm") && before
}

/// `Mặc dù vậy, một số xã đã chủ động …`: the turn of a sentence alone, behind which work is told that was done.
pub(super) fn turns_good(cx: &Context, f: &Features) -> bool {
    let turned =
        f.has(Tells::Short) && matches!(cx.small(f.first), "tuy" | "mặc" | "dù" | "song" | "thế");
    let done = |k: usize| {
        cx.small(k) == "đã"
            || cx.small(k) == "bắt" && cx.small(k + 1) == "đầu"
            || cx.small(k) == "đến" && cx.small(k + 1) == "nay"
    };
    turned
        && is_turn(f)
        && !super::lack::hints(cx, f.first, f.end)
        && (f.first + 1..f.end).any(done)
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
    let although = |k: usize| cx.small(k) == "mặc" && cx.small(k + 1) == "dù";
    let opens = (f.first..last.at.min(f.first + 12)).any(concedes)
        || (last.at.saturating_sub(10).max(f.first)..last.at).any(although);
    let turns = |k: usize| match cx.small(k) {
        "đã" | "luôn" | "nhưng" | "song" => true,
        "vẫn" => !matches!(cx.small(k + 1), "còn" | "chưa"),
        _ => false,
    };
    let taken_back = |k: usize| match cx.small(k) {
        "nhưng" | "song" => true,
        "tuy" => cx.small(k + 1) == "nhiên",
        _ => false,
    };
    opens && (last.end..f.end).any(turns) && !(f.first + 1..last.at).any(taken_back)
}

/// `Những khó khăn … đã được giải quyết`
fn mended(cx: &Context, f: &Features) -> bool {
    let Some(last) = last(f) else { return false };
    let rest = last.end..f.end.min(last.end + 20);
    let not = |k: usize| {
        matches!(cx.small(k), "chưa" | "chậm" | "cần" | "phải" | "khó" | "để" | "yêu" | "đề")
    };
    let slow = |k: usize| matches!(cx.small(k - 1), "chậm" | "chưa" | "khó");
    let was = |k: &usize| matches!(cx.small(*k), "được" | "đã") && !slow(*k);
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
        && !(f.first..last(f).map_or(f.end, |h| h.end).max(f.end.min(f.first + 24))).any(work)
}
