//! What a clause of news says by itself, whatever the state: that it orders, counts up work, looks ahead, looks back,
//! finds, asks, praises.

use crate::context::Context;
use crate::role::clause::Clause;
use crate::role::cue::{self, Features, Tells};
use crate::role::frame::{self, Frame};
use crate::role::lack;
use crate::role::news::begins_with_verb;

/// The cue of a time to come at the head of a clause that then sets out work.
pub(super) fn ahead(cx: &Context, clause: &Clause, frame: Frame) -> Option<cue::Hit> {
    let f = &clause.features;
    let opens = clause.opens_sentence && matches!(frame, Frame::Ahead | Frame::During);
    let opening = Some(f.first).filter(|_| opens);
    let named = f.hits.iter().find(|h| h.tells == Tells::Future && h.at <= f.first + 12);
    let from = named.map(|h| h.end).or(opening.map(|at| at + 2))?;
    let agreed = named.is_some_and(|h| h.strength >= 3);
    let past = f.hits.iter().any(|h| {
        matches!(h.tells, Tells::Past | Tells::Scene | Tells::Event) && h.at < from + 4
            || h.tells == Tells::Result && h.strength <= 3 && h.at < from && !agreed
    });
    let done = frame == Frame::During
        && (f.has(Tells::Past) || marks_past(cx, f) || f.weight(Tells::Result) >= 3);
    let hit = cue::Hit { tells: Tells::Future, strength: 2, at: f.first, end: from };
    (!past && !done && frame::sets_out(cx, f, from, frame != Frame::During)).then_some(hit)
}

/// Tells whether a scene is the matter of a clause; words of talk count only before any word of the past.
pub(super) fn is_scene(f: &Features) -> bool {
    let past = f.first(Tells::Past).map(|h| h.at);
    f.hits
        .iter()
        .any(|h| h.tells == Tells::Scene && (h.strength >= 4 || past.is_none_or(|at| h.at < at)))
}

/// Tells whether a clause praises what came out and not only that something was held.
pub(super) fn praises(cx: &Context, f: &Features) -> bool {
    let held = |h: &cue::Hit| {
        cx.small(h.at) == "được" && matches!(cx.small(h.at + 1), "tổ" | "thực" | "triển" | "xây")
    };
    f.hits.iter().any(|h| h.tells == Tells::Result && h.strength >= 3 && !held(h))
}

/// `đã nhanh chóng triển khai`: the mark of the past before what was done, not before what was said or handed over.
pub(super) fn marks_past(cx: &Context, f: &Features) -> bool {
    let marked = |h: &&cue::Hit| h.tells == Tells::Result && cx.small(h.at) == "đã";
    f.hits.iter().filter(marked).any(|h| {
        let at =
            if matches!(cx.small(h.end), "cũng" | "từng" | "lần") { h.end + 1 } else { h.end };
        let word = cx.small(at);
        let came =
            matches!(word, "đi" | "đến" | "về" | "dự" | "nghe" | "ký" | "trao" | "tặng" | "có");
        let has = word == "có" && matches!(cx.small(at + 1), "nhiều" | "sự" | "bước" | "những");
        has || !came && ((at..at + 4).any(|k| cue::work(cx, k)) || !is_talk(word))
    })
}

/// First words of verbs of speech, ceremony, motion and mishap.
fn is_talk(word: &str) -> bool {
    const TALK: [&str; 44] = [
        "ký", "nhấn", "phát", "trao", "tặng", "đến", "về", "dự", "nghe", "đi", "lâu", "bày",
        "thông", "trình", "chia", "giới", "có", "diễn", "xảy", "làm", "gây", "quy", "công", "hy",
        "và", "là", "được", "bị", "nói", "khẳng", "cho", "nêu", "đánh", "thảo", "trả", "giải",
        "tham", "chứng", "kết", "bế", "khai", "qua", "mất", "chúc",
    ];
    word.is_empty() || TALK.contains(&word)
}

/// `Năm 2019 là năm …`: a word on a year, not on what was done in it.
pub(super) fn is_saying(cx: &Context, f: &Features) -> bool {
    (f.first..f.first + 6).any(|k| {
        cx.small(k) == "là" && matches!(cx.small(k + 1), "năm" | "một" | "giai" | "nhiệm" | "thời")
    })
}

/// `sẽ …`: told of the time to come.
pub(super) fn is_planned(cx: &Context, f: &Features) -> bool {
    (f.first..f.end.min(f.first + 40)).any(|k| cx.small(k) == "sẽ")
}

/// `phải …, nhưng đến nay mới …`: done later than it had to be.
pub(super) fn was_late(cx: &Context, f: &Features) -> bool {
    let but = (f.first..f.end).find(|k| cx.small(*k) == "nhưng");
    but.is_some_and(|at| (at..f.end.min(at + 16)).any(|k| matches!(cx.small(k), "mới" | "chưa")))
}

/// Tells whether a clause ends its line with the colon that leads into a list.
pub(super) fn ends_openly(cx: &Context, clause: &Clause) -> bool {
    cx.text.get(clause.span.end..).is_none_or(|rest| rest.starts_with('\n'))
}

/// A sentence in the past tense among directions.
pub(super) fn recalls(cx: &Context, f: &Features) -> bool {
    !begins_with_verb(cx, f)
        && f.first(Tells::Result).is_some_and(|h| h.strength == 2 && h.end == h.at + 1)
}

/// A clause that opens with somebody speaking.
pub(super) fn new_speech(cx: &Context, f: &Features) -> bool {
    let opens = |h: &&cue::Hit| {
        h.tells == Tells::Said && h.at <= f.first + 12 && (h.at == f.first || !is_theo(cx, h))
    };
    f.hits.iter().any(|h| opens(&h)) && !f.has(Tells::Verb)
}

/// Tells whether a past cue stands before the first cue of a direction: `đã chỉ đạo … yêu cầu`.
/// So does `đã` alone before a proposal: `đã nắm tình hình, đề xuất …`.
pub(super) fn told_first(cx: &Context, f: &Features) -> bool {
    let Some(task) = f.first(Tells::Task) else { return false };
    let pair = (cx.small(task.at), cx.small(task.at + 1));
    let mild = matches!(pair, ("đề", "xuất") | ("kiến", "nghị"));
    let marked = f.hits.iter().take_while(|h| h.at < task.at).any(|h| cx.small(h.at) == "đã");
    f.first(Tells::Past).is_some_and(|p| p.at <= task.at)
        || mild && marked && marks_past(cx, f) && f.weight(Tells::Task) <= u32::from(task.strength)
}

/// `Báo cáo tóm tắt … nhấn mạnh, công tác … đã góp phần …`: a report that tells what was done.
pub(super) fn reports_done(cx: &Context, f: &Features) -> bool {
    let report = cx.small(f.first) == "báo" && cx.small(f.first + 1) == "cáo";
    let told = f.first(Tells::Said).zip(f.first(Tells::Past));
    report && told.is_some_and(|(said, past)| said.at < past.at)
}

/// `nếu …, sẽ phải di dời …`: what would be necessary, which nobody orders.
pub(super) fn foresees(cx: &Context, f: &Features) -> bool {
    let strong = |h: &&cue::Hit| h.tells == Tells::Task && h.strength >= 3;
    let would = |h: &cue::Hit| h.at > f.first && cx.small(h.at - 1) == "sẽ";
    let supposed = (f.first..f.end).any(|k| cx.small(k) == "nếu");
    let needed = |h: &cue::Hit| matches!(cx.small(h.at), "cần" | "phải");
    let mut all = f.hits.iter().filter(strong);
    supposed && f.hits.iter().filter(strong).any(would) && all.all(needed)
}

/// `Thông qua diễn tập nhằm nâng cao …`: what work is meant to bring, not what it brought.
pub(super) fn is_meant(cx: &Context, f: &Features) -> bool {
    let through =
        matches!((cx.small(f.first), cx.small(f.first + 1)), ("thông", "qua") | ("việc", _));
    let aim = (f.first..f.end).find(|k| cx.small(*k) == "nhằm");
    through && aim.is_some_and(|at| !(f.first..at).any(|k| matches!(cx.small(k), "đã" | "được")))
}

/// `nhấn mạnh: Sở A tăng cường …`: speech that goes on with a verb of direction.
pub(super) fn speaks_order(cx: &Context, f: &Features) -> bool {
    let future = f.first(Tells::Future).map(|h| h.end);
    let said =
        f.hits.iter().rfind(|h| h.tells == Tells::Said && h.at <= f.first + 40 && !is_theo(cx, h));
    let Some(from) = said.map(|h| h.end).into_iter().chain(future).max() else { return false };
    let marked =
        future.is_some() || cx.words.get(from).is_some_and(|w| matches!(w.sign(), ':' | ','));
    for at in from..f.end.min(from + 14) {
        if cue::verb(cx, at) {
            return at == from || marked;
        }
        if is_stating(cx, at) {
            return false;
        }
    }
    false
}

/// `chỉ đạo nâng cao …`: a verb of work right after a verb of command.
pub(super) fn sets_to_work(cx: &Context, f: &Features) -> bool {
    f.hits.iter().any(|h| h.tells == Tells::Orders && cue::verb(cx, h.end)) && !f.has(Tells::Result)
}

/// `theo báo cáo của …` orders nothing, wherever it stands.
fn is_theo(cx: &Context, hit: &cue::Hit) -> bool {
    let word = cx.words.get(hit.at).map_or("", |w| cx.slice(&(w.start()..w.end())));
    hit.end == hit.at + 1 && matches!(word, "theo" | "Theo")
}

/// `Cấp ủy các cấp quán triệt …`: a subject that goes on at once with a verb of work.
pub(super) fn acts(cx: &Context, f: &Features) -> bool {
    let reach = f.first..f.end.min(f.first + 28);
    let mut words = reach.take_while(|k| !is_stating(cx, *k));
    let wish = |h: &cue::Hit| h.tells != Tells::Result || cue::work(cx, h.at);
    words.any(|k| cue::work(cx, k)) && !f.has(Tells::Past) && f.hits.iter().all(wish)
}

/// Tells whether a word turns a clause into a statement; `là` does not where a verb of work follows.
fn is_stating(cx: &Context, at: usize) -> bool {
    let Some(word) = cx.words.get(at) else { return false };
    let text = cx.slice(&(word.start()..word.end()));
    states(text) && !(text == "là" && cue::verb(cx, at + 1))
}

/// Words after which a clause states something and orders nothing.
fn states(word: &str) -> bool {
    matches!(
        word,
        "đã" | "là"
            | "được"
            | "đang"
            | "có"
            | "công"
            | "việc"
            | "quá"
            | "cuộc"
            | "kết"
            | "tình"
            | "sự"
            | "luôn"
    )
}

/// `… nhấn mạnh 8 nhóm nhiệm vụ, giải pháp: Nâng cao …`: the verb behind a colon with which work is counted up.
pub(super) fn counted_up(cx: &Context, f: &Features) -> Option<usize> {
    let named = |k: usize| {
        matches!(
            (cx.small(k), cx.small(k + 1)),
            ("nhiệm", "vụ") | ("giải" | "biện", "pháp") | ("trọng", "tâm") | ("đột", "phá")
        )
    };
    if f.has(Tells::Past) || f.has(Tells::Result) {
        return None;
    }
    let named_before = |k: &usize| (k.saturating_sub(6).max(f.first)..*k).any(named);
    cx.colons(f.first..f.end).filter(named_before).find_map(|k| {
        let next =
            (k + 1..f.end.min(k + 3)).find(|n| cx.words.get(*n).is_some_and(|w| w.is_letters()));
        next.filter(|n| cue::work(cx, *n))
    })
}

/// `báo cáo kết quả … cho thấy …`: what follows was found, not only laid before somebody.
pub(super) fn finds(cx: &Context, from: usize, to: usize) -> bool {
    let found = |k: usize| match cx.small(k) {
        "thấy" | "rằng" => true,
        "nêu" | "chỉ" | "đánh" | "nhận" | "khẳng" => {
            matches!(cx.small(k + 1), "rõ" | "ra" | "giá" | "định" | "xét")
        }
        "cho" => matches!(cx.small(k + 1), "biết" | "hay"),
        _ => false,
    };
    (from..to).any(found)
}

/// A question states nothing.
pub(super) fn asks_back(cx: &Context, clause: &Clause) -> bool {
    cx.slice(&clause.span).trim_end_matches(['"', '”', ' ']).ends_with('?')
}

/// `Nhiều tập đoàn …`: what some of those who work leave to be desired.
pub(super) fn of_some(cx: &Context, f: &Features) -> bool {
    f.first(Tells::Short).is_some_and(|h| lack::some(cx, f.first, h.at))
}
