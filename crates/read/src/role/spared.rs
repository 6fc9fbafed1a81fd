//! Cues for a shortcoming that name none: a difficulty that is overcome, ruled out, talked about, or not yet known.

use crate::context::Context;
use crate::role::lack::is_unknown;

/// Tells whether a cue for a shortcoming stands for one that is overcome, ruled out or only talked about.
pub(super) fn is_none(cx: &Context, first: usize, end: usize, at: usize) -> bool {
    let noun = is_noun(cx.small(at));
    let still = if cx.small(at) == "vẫn" { at + 1 } else { at };
    let unknown = cx.small(still) == "chưa" && is_unknown(cx, still);
    unknown
        || supposed(cx, first, at)
        || overcomes(cx, first, at, noun)
        || helps(cx, first, at)
        || ruled_out(cx, first, at)
        || noun && (talks(cx, first, end, at) || to_be_mended(cx, end, at) || beside(cx, end, at))
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
            | "nhiều"
            | "một"
            | "chồng"
            | "buông"
            | "lúng"
            | "trông"
            | "yếu"
            | "xuống"
    )
}

/// `nếu để xảy ra …`: what is only supposed.
fn supposed(cx: &Context, first: usize, at: usize) -> bool {
    (at.saturating_sub(25).max(first)..at).any(|k| cx.small(k) == "nếu")
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
        let object = (k + 2..k + 6).any(|o| {
            matches!(
                cx.small(o),
                "tình"
                    | "hiện"
                    | "tư"
                    | "biểu"
                    | "thói"
                    | "bệnh"
                    | "tâm"
                    | "hành"
                    | "trường"
                    | "vấn"
                    | "vụ"
            )
        });
        let near = noun && k + 7 >= at;
        mends(cx, k) && !failed(k) && (near || object)
    })
}

pub(super) fn mends(cx: &Context, at: usize) -> bool {
    // `chia sẻ: khó khăn …` is a word of speech.
    let speaks = cx.small(at) == "chia" && cx.words.get(at + 2).is_some_and(|w| w.is_sign());
    let limits = cx.small(at) == "hạn"
        && cx.small(at + 1) == "chế"
        && matches!(
            cx.small(at + 2),
            "việc" | "tình" | "sự" | "tối" | "phần" | "được" | "những" | "các" | "bớt"
        );
    !speaks && mending(cx, at) || limits
}

fn mending(cx: &Context, at: usize) -> bool {
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
            | ("xử", "lý")
            | ("khơi", "thông")
            | ("giải", "tỏa")
            | ("vượt", "khó")
            | ("đấu", "tranh")
            | ("ngăn", "chặn" | "ngừa")
            | ("chấm", "dứt")
            | ("loại" | "xóa" | "xoá", "bỏ")
            | ("đẩy", "lùi")
    )
}

/// `không để bị động`, `tránh chồng chéo`
fn ruled_out(cx: &Context, first: usize, at: usize) -> bool {
    let denied = at > first && cx.small(at - 1) == "không";
    denied
        || (at.saturating_sub(6).max(first)..at).any(|k| {
            let near = k + 3 >= at;
            cx.small(k) == "không"
                && (cx.small(k + 1) == "còn"
                    || near && matches!(cx.small(k + 1), "để" | "bị" | "được"))
                || cx.small(k) == "tránh" && k + 3 > at
        })
}

/// `các vướng mắc và giải pháp tháo gỡ`: one matter of several.
fn beside(cx: &Context, end: usize, at: usize) -> bool {
    let joins = |k: usize| {
        matches!(cx.small(k), "và" | "," | "như") && {
            let next = (cx.small(k + 1), cx.small(k + 2));
            let other = matches!(
                next,
                ("giải" | "biện", "pháp")
                    | ("kiến", "nghị")
                    | ("đề", "xuất")
                    | ("nguyên", "nhân")
                    | ("kinh", "nghiệm")
                    | ("bài", "học")
            );
            other || next == ("các", "giải")
        }
    };
    (at + 1..end.min(at + 7)).any(joins)
}

/// `các vướng mắc để kịp thời tháo gỡ`: named only as what is to be mended.
fn to_be_mended(cx: &Context, end: usize, at: usize) -> bool {
    let aim = (at + 1..end.min(at + 8)).find(|k| matches!(cx.small(*k), "để" | "nhằm"));
    aim.is_some_and(|aim| (aim + 1..end.min(aim + 10)).any(|k| mends(cx, k)))
        && !(at.saturating_sub(3)..at).any(|k| matches!(cx.small(k), "còn" | "gặp" | "vẫn"))
}

/// `đánh giá … những hạn chế`: named as the matter of a talk and not spelt out.
fn talks(cx: &Context, first: usize, end: usize, at: usize) -> bool {
    let spelt = |k: usize| {
        cx.words.get(k).is_some_and(|w| w.sign() == ':')
            || cx.small(k) == "như" && cx.small(k - 1) != "cũng"
            || cx.small(k) == "đó" && cx.small(k + 1) == "là"
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
                | ("nắm", "bắt" | "chắc")
                | ("tổng", "hợp")
                | ("tìm", "hiểu")
                | ("rà", "soát")
        )
    };
    let told = |k: usize| matches!(cx.small(k), "còn" | "vẫn" | "chỉ" | "nêu" | "nhận");
    let near = at.saturating_sub(20).max(first)..at;
    near.rev().take_while(|k| !told(*k)).any(talk) && !(at..end.min(at + 40)).any(spelt)
}
