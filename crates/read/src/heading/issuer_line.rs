//! The issuing body as the heading prints it, in capitals over one or more lines, written as people write it.

use std::ops::Range;

use crate::context::Context;
use crate::fold::fold;
use crate::issuer;

/// Levels of administration that continue a body's name on the next line.
const LEVELS: &[&str] = &[
    "tỉnh",
    "thành phố",
    "tp.",
    "tp",
    "huyện",
    "quận",
    "thị xã",
    "thị trấn",
    "xã",
    "phường",
    "đặc khu",
];

/// Finds the issuing body: the last block of capitals above the number line.
pub(super) fn find(cx: &Context, top: &[Range<usize>], below: Option<usize>) -> Option<String> {
    let lines: Vec<String> =
        top.iter().take(below?).filter_map(|r| body_line(cx.slice(r))).collect();
    let mut names: Vec<String> = Vec::new();
    for line in lines {
        match names.last_mut() {
            Some(last) if continues(&line) => {
                last.push(' ');
                last.push_str(&line);
            }
            _ => names.push(line),
        }
    }
    names.pop().map(|name| in_prose(&name))
}

/// The part of a line that names a body; `None` for the nation, the motto, marks and dates.
fn body_line(written: &str) -> Option<String> {
    let written = super::squeezed(written);
    let folded = fold(&written);
    let cut = ["cộng hòa xã hội", "đảng cộng sản việt nam", "độc lập"]
        .iter()
        .filter_map(|w| folded.find(w))
        .min()
        .unwrap_or(written.len());
    let part = written.get(..cut)?.trim().trim_matches(['*', '-', '_', '─', '|']).trim();
    let marks = [
        "hỏa tốc",
        "thượng khẩn",
        "khẩn",
        "lưu hành nội bộ",
        "xem xong trả lại",
        "công báo",
        "dự thảo",
    ];
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let body = letters >= 4
        && is_capital(part)
        && !part.contains(|c: char| c.is_ascii_digit())
        && !marks.contains(&fold(part).as_str());
    body.then(|| part.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether letters are capitals throughout.
pub(super) fn is_capital(written: &str) -> bool {
    let mut letters = written.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

fn continues(line: &str) -> bool {
    let folded = fold(line);
    let level = LEVELS.iter().any(|l| folded.strip_prefix(l).is_some_and(|r| r.starts_with(' ')));
    let party = ["tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy"]
        .iter()
        .any(|p| folded.starts_with(p));
    (level && !party) || folded.starts_with("về ") || folded.starts_with("và ")
}

/// `ỦY BAN NHÂN DÂN TỈNH SÔNG GIANG` → `Ủy ban nhân dân tỉnh Sông Giang`.
fn in_prose(capitals: &str) -> String {
    let folded = fold(capitals);
    let Some((end, body)) = issuer::known_at(&folded, 0) else {
        return sentence_case(capitals, true);
    };
    let rest = capitals.get(end..).unwrap_or("").trim();
    if rest.is_empty() { body.to_owned() } else { format!("{body} {}", sentence_case(rest, false)) }
}

/// Lower case but for the first letter and the names of places.
fn sentence_case(capitals: &str, first_capital: bool) -> String {
    let lower = capitals.to_lowercase();
    let starts_with_level =
        LEVELS.iter().any(|l| lower.strip_prefix(l).is_some_and(|r| r.starts_with(' ')));
    let mut place = !first_capital && !starts_with_level;
    let words: Vec<&str> = lower.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for (i, word) in words.iter().enumerate() {
        let pair = format!("{} {}", word, words.get(i + 1).copied().unwrap_or(""));
        let level = LEVELS.contains(word)
            || LEVELS.contains(&pair.as_str())
            || i > 0 && LEVELS.contains(&format!("{} {word}", words[i - 1]).as_str());
        let capital = place && !level || i == 0 && first_capital;
        out.push(if capital { title(word) } else { (*word).to_owned() });
        place = place || level;
    }
    out.join(" ")
}

fn title(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
