//! Laws, codes and ordinances that are cited by name, and where such a name ends.
//!
//! Reads `data/laws.tsv`; a law that is not in it ends by general rules. Knows nothing of numbers.

use std::sync::LazyLock;

use crate::context::Context;
use crate::cursor::{
    Cursor, back_word, first_bytes, is_word_at, is_word_before, last_word, phrase_at,
};
use crate::fold::fold;
use crate::table::{cell, rows};
use crate::word::Anchor;
use crate::word::Map;

/// A law named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// First byte of the name.
    pub(crate) start: usize,
    /// Byte after the name.
    pub(crate) end: usize,
    /// `Luật`, `Bộ luật`, `Pháp lệnh`, `Hiến pháp` or `Điều lệ`.
    pub(crate) kind: &'static str,
    /// The whole name with one blank between words.
    pub(crate) name: String,
}

/// One way of writing the name of a law.
struct Written {
    kind: &'static str,
    folded: String,
    /// The name as the table prints it.
    name: &'static str,
    /// Whether it is a short form (`DQTV`), for which the table's name stands.
    short: bool,
}

/// Ways of writing by their first word, longest first.
static NAMES: LazyLock<Map<String, Vec<Written>>> = LazyLock::new(|| {
    let mut names: Map<String, Vec<Written>> = Map::default();
    let full = rows(include_str!("../data/laws.tsv"))
        .map(|row| (cell(&row, 0), cell(&row, 1), cell(&row, 1)));
    let short = rows(include_str!("../data/law_short.tsv"))
        .map(|row| (cell(&row, 0), cell(&row, 1), cell(&row, 2)));
    for (kind, written, name) in full.into_iter().chain(short) {
        let folded = fold(written);
        let first = Cursor::new(&folded, 0).next_word().to_owned();
        names.entry(first).or_default().push(Written {
            kind,
            folded,
            name,
            short: written != name,
        });
    }
    for list in names.values_mut() {
        list.sort_by_key(|w| std::cmp::Reverse(w.folded.len()));
    }
    names
});

/// Words at which the name of a law that is not in the table has ended.
const STOPS: &[&str] = &[
    "số",
    "năm",
    "ngày",
    "của",
    "được",
    "có",
    "quy định",
    "đã",
    "và",
    "là",
    "về",
    "để",
    "theo",
    "cho",
    "với",
    "này",
    "hiện hành",
    "hiện nay",
    "thì",
    "do",
    "tại",
    "trong",
    "nhằm",
    "gồm",
    "sẽ",
    "phải",
    "từ",
    "vào",
    "nêu",
    "mới",
    "cũng",
    "còn",
    "khi",
    "các",
    "những",
    "thay thế",
    "hoặc",
    "như",
    "bị",
    "chưa",
    "đang",
    "trên",
    "đối với",
    "sau",
    "trước",
    "ban hành",
    "nhưng",
    "mà",
    "nói",
    "bao gồm",
    "đến",
    "cần",
    "không",
    "ra đời",
    "thông qua",
    "hết",
    "trình",
    "lần",
    "nghiêm",
    "đi vào",
    "tới",
    "nên",
    "giai đoạn",
    "kèm",
    "vừa",
    "tiếp tục",
    "yêu cầu",
    "sửa đổi",
    "khóa",
    "thực hiện",
    "triển khai",
    "ở",
];

/// Finds the laws that are cited by name, in text order.
#[inline(never)]
pub(crate) fn scan(cx: &Context) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for at in cx.marked(Anchor::Law) {
        let end = at + "luật".len();
        if matches!(cx.fold.as_bytes().get(end), Some(b' ' | b'\n' | b':')) {
            found.extend(law_at(cx, at, "luật".len()));
        }
    }
    let whole = |phrase| move |at| phrase_at(&cx.fold, at, phrase).map(|end| (at, end));
    for (at, end) in cx.marked(Anchor::Ordinance).filter_map(whole("pháp lệnh")) {
        found.extend(named_at(cx, at, "Pháp lệnh", end));
    }
    for (at, end) in cx.marked(Anchor::Constitution).filter_map(whole("hiến pháp")) {
        found.extend(constitution_at(cx, at, end));
    }
    found.extend(cx.marked(Anchor::Statute).filter_map(|at| statute_at(cx, at)));
    found.sort_by_key(|n| (n.start, std::cmp::Reverse(n.end)));
    let mut end = 0;
    found.retain(|n| {
        let keep = n.start >= end;
        end = end.max(n.end);
        keep
    });
    found
}

fn law_at(cx: &Context, at: usize, len: usize) -> Vec<Named> {
    // `pháp luật Dân quân tự vệ` is the law on a matter, not a law by name.
    let at_large = || !is_capital(cx, at) && back_word(&cx.fold, at, "pháp").is_some();
    if is_word_before(&cx.fold, at) || at_large() {
        return Vec::new();
    }
    let list = list_at(cx, at, at + len);
    if !list.is_empty() {
        return list;
    }
    let code = back_word(&cx.fold, at, "bộ");
    let (start, kind) = code.map_or((at, "Luật"), |start| (start, "Bộ luật"));
    named_at(cx, start, kind, at + len).into_iter().collect()
}

/// A list that shares its head: `các Luật: Quốc phòng, Nghĩa vụ quân sự`.
fn list_at(cx: &Context, start: usize, after: usize) -> Vec<Named> {
    let shared = back_word(&cx.fold, start, "các").is_some();
    let mut c = Cursor::new(&cx.fold, after);
    c.blanks();
    let colon = c.eat(":");
    let mut out = Vec::new();
    if !shared && !colon {
        return out;
    }
    let mut from = start;
    while let Some((end, name)) = {
        c.blanks();
        in_table(cx, "Luật", c.at).filter(|_| is_capital(cx, c.at))
    } {
        let first = if out.is_empty() { from } else { c.at };
        let name = name.map_or_else(|| squeezed(cx, c.at, end), str::to_owned);
        out.push(Named { start: first, end, kind: "Luật", name: format!("Luật {name}") });
        from = end;
        c.at = end;
        if !(c.eat(",") || c.eat(";") || c.word("và")) {
            break;
        }
        c.word("luật");
    }
    if out.len() > 1 || shared { out } else { Vec::new() }
}

fn named_at(cx: &Context, start: usize, kind: &'static str, after: usize) -> Option<Named> {
    let mut c = Cursor::new(&cx.fold, after);
    c.blanks();
    if is_word_before(&cx.fold, start) || c.at == after {
        return None;
    }
    let broken = cx.fold.get(after..c.at).is_some_and(|gap| gap.contains('\n'));
    let at = c.at;
    let _ = kind == "Pháp lệnh" && c.word("về");
    c.blanks();
    let about = c.at;
    let known = table_name(cx, kind, start, about);
    let end = amending_end(cx, kind, start, at)
        .or(known.map(|(end, _)| end))
        .or_else(|| general_end(cx, start, at).filter(|_| !broken))?;
    let end = with_bracket(cx, end);
    let capitals = !cx.text.get(start..end)?.contains(char::is_lowercase);
    // A title in capitals under its own type line is the document itself.
    if capitals && broken {
        return None;
    }
    let name = known.and_then(|(_, name)| name).filter(|_| at == about).map(str::to_owned);
    let name = name.unwrap_or_else(|| squeezed(cx, at, end));
    Some(Named { start, end, kind, name: format!("{kind} {name}") })
}

fn is_capital(cx: &Context, at: usize) -> bool {
    cx.text.get(at..).is_some_and(|t| t.starts_with(char::is_uppercase))
}

/// The known name at a byte, its first letter small only where the kind's own letter is a capital or the name is long.
fn table_name(
    cx: &Context,
    kind: &str,
    start: usize,
    at: usize,
) -> Option<(usize, Option<&'static str>)> {
    let (end, name) = in_table(cx, kind, at)?;
    if is_capital(cx, at) {
        return Some((end, name));
    }
    let words = cx.fold.get(at..end)?.split_whitespace().count();
    let general = ["pháp", "kỷ", "quy", "dự", "học", "ngành", "trường", "đại học", "ra"];
    let of_law = general.iter().any(|w| back_word(&cx.fold, start, w).is_some());
    let opens = start == cx.clause_start(start);
    let fits = if is_capital(cx, start) && !opens { words >= 2 } else { words >= 3 };
    (fits && !of_law).then_some((end, name))
}

/// The end of the longest known name at a byte; for words in capitals and short forms also the name they stand for.
fn in_table(cx: &Context, kind: &str, at: usize) -> Option<(usize, Option<&'static str>)> {
    let first = Cursor::new(&cx.fold, at).next_word();
    let fits = |written: &Written| {
        let mut c = Cursor::new(&cx.fold, at);
        let whole = written.folded.split(' ').all(|w| {
            c.blanks();
            c.eat(w)
        });
        (whole && !is_word_at(&cx.fold, c.at)).then_some(c.at)
    };
    let list = NAMES.get(first)?.iter().filter(|w| w.kind == kind);
    let (end, written) = list.into_iter().find_map(|w| fits(w).map(|end| (end, w)))?;
    let shouted = !cx.text.get(at..end)?.contains(char::is_lowercase);
    let small = !is_capital(cx, at);
    Some((end, (written.short || shouted || small).then_some(written.name)))
}

/// The end of the longest known name at a byte; its first letter is a capital in the text.
fn table_end(cx: &Context, kind: &str, at: usize) -> Option<usize> {
    in_table(cx, kind, at).map(|(end, _)| end).filter(|_| is_capital(cx, at))
}

/// `Điều lệ Đảng`, `Điều lệ Đoàn TNCS Hồ Chí Minh`: the statute of an organisation known by name.
fn statute_at(cx: &Context, at: usize) -> Option<Named> {
    let start = back_word(&cx.fold, at, "điều").filter(|s| is_capital(cx, *s))?;
    let after = phrase_at(&cx.fold, at, "lệ")?;
    let mut c = Cursor::new(&cx.fold, after);
    c.blanks();
    let (end, _) = in_table(cx, "Điều lệ", c.at).filter(|_| is_capital(cx, c.at))?;
    let shouted = !cx.text.get(start..end)?.contains(char::is_lowercase);
    let name = || format!("Điều lệ {}", squeezed(cx, c.at, end));
    (!shouted).then(|| Named { start, end, kind: "Điều lệ", name: name() })
}

/// The end of a law that amends others: `Luật sửa đổi, bổ sung một số điều của Luật A và Luật B`.
fn amending_end(cx: &Context, kind: &str, start: usize, at: usize) -> Option<usize> {
    if !cx.text.get(start..)?.starts_with(char::is_uppercase) {
        return None;
    }
    let mut c = Cursor::new(&cx.fold, at);
    if !(c.word("sửa đổi") || c.word("bổ sung") || c.word("sửa")) {
        return None;
    }
    let window = first_bytes(cx.fold.get(at..)?, 160);
    let stop = window.find([';', '.', ')']).unwrap_or(window.len());
    let of = window.get(..stop)?.find("của")?;
    let mut c = Cursor::new(&cx.fold, at + of + "của".len());
    let mut end = None;
    loop {
        c.word("các");
        let inner = if c.word("bộ luật") {
            "Bộ luật"
        } else if c.word("luật") {
            "Luật"
        } else if c.word("pháp lệnh") {
            "Pháp lệnh"
        } else if end.is_some() && kind == "Luật" {
            "Luật"
        } else {
            break;
        };
        c.blanks();
        let Some(inner_end) = table_end(cx, inner, c.at).or_else(|| general_end(cx, c.at, c.at))
        else {
            break;
        };
        end = Some(inner_end);
        c.at = inner_end;
        if !(c.eat(",") || c.eat(";") || c.word("và"))
            || !["luật", "bộ", "pháp"].contains(&c.next_word())
        {
            break;
        }
    }
    end
}

/// The end of a name by general rules: a capital first, then small words up to a stop.
fn general_end(cx: &Context, start: usize, at: usize) -> Option<usize> {
    let text = cx.text;
    if !text.get(at..)?.starts_with(char::is_uppercase)
        || !text.get(start..)?.starts_with(char::is_uppercase)
    {
        return None;
    }
    let mut end = at;
    for n in 0..12 {
        let mut c = Cursor::new(&cx.fold, end);
        if n > 0 {
            c.blanks();
            let broken = cx.fold.get(end..c.at).is_some_and(|gap| gap.contains('\n'));
            let lower = text.get(c.at..).is_some_and(|t| t.starts_with(char::is_lowercase));
            if c.at == end || broken && !lower {
                break;
            }
        }
        let word = c.next_word();
        let capital = text.get(c.at..).is_some_and(|t| t.starts_with(char::is_uppercase));
        let new_name = n > 1
            && capital
            && [
                "luật", "nghị", "thông", "quyết", "chỉ", "chính", "thủ", "ủy", "bộ", "quốc",
                "đảng", "tỉnh",
            ]
            .contains(&word);
        if word.is_empty() || stops(cx, end, c.at) || new_name || is_figure_ahead(&cx.fold, c.at) {
            break;
        }
        end = c.at + word.len();
    }
    let letters = text.get(at..end)?;
    let shouted =
        letters.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && letters.len() > 3;
    (end > at && !shouted && letters.contains(char::is_whitespace)).then_some(end)
}

/// Whether a name has ended before a byte: a stop stands there that is not the second half of a compound word.
fn stops(cx: &Context, end: usize, at: usize) -> bool {
    let stop = STOPS.iter().find(|s| Cursor::new(&cx.fold, at).word(s));
    let compound = || {
        ["công trình", "quy trình", "chương trình", "lộ trình", "quá trình"]
            .iter()
            .any(|w| Cursor::new(&cx.fold, last_word(&cx.fold, end).0).word(w))
    };
    stop.is_some_and(|s| *s != "trình" || !compound())
}

fn is_figure_ahead(fold: &str, at: usize) -> bool {
    fold.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

/// Takes a bracket such as `(sửa đổi)` into the name.
fn with_bracket(cx: &Context, end: usize) -> usize {
    let mut c = Cursor::new(&cx.fold, end);
    c.blanks();
    if c.eat("(") && c.word("sửa đổi") {
        let _ = c.eat(",") && c.word("bổ sung");
        if c.eat(")") {
            return c.at;
        }
    }
    end
}

/// The Constitution, written with a capital.
fn constitution_at(cx: &Context, at: usize, end: usize) -> Option<Named> {
    let written = cx.text.get(at..end)?;
    let country = Cursor::new(&cx.fold, end);
    let mut longer = country;
    let whole = longer.word("nước cộng hòa xã hội chủ nghĩa việt nam");
    let end = if whole { longer.at } else { end };
    let fits = written.starts_with('H');
    fits.then(|| Named { start: at, end, kind: "Hiến pháp", name: squeezed(cx, at, end) })
}

fn squeezed(cx: &Context, start: usize, end: usize) -> String {
    crate::structure::one_blank(cx.text.get(start..end).unwrap_or(""))
}
