//! The issuing body as the heading prints it, in capitals over one or more lines, written as people write it.

use std::ops::Range;

use crate::context::Context;
use crate::docno::DocNo;
use crate::fold::fold;
use crate::issuer;
use crate::letter::{self, ALPHA, LOWER};

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

/// Finds the issuing body: the last body that the capitals above the number line name, or both of a joint document.
///
/// A body that many units have (a steering committee, a council) takes its place from the body above it.
pub(super) fn find(
    cx: &Context,
    top: &[Range<usize>],
    below: Option<usize>,
    own: Option<&DocNo>,
) -> Option<String> {
    let lines = top.iter().take(below?).filter_map(|r| body_line(cx.slice(r)));
    let mut names: Vec<String> = Vec::new();
    for line in lines {
        match names.last_mut() {
            Some(last) if continues(last, &line) => {
                last.push(' ');
                last.push_str(&line);
            }
            _ => names.push(line),
        }
    }
    let names: Vec<String> =
        names.iter().flat_map(|n| apart(n)).map(|name| in_prose(&name)).collect();
    let (issuer, above) = names.split_last()?;
    match above.last() {
        Some(partner) if is_joint(partner, issuer, own) => Some(format!("{partner} và {issuer}")),
        Some(parent) => Some(placed(issuer, parent)),
        None => Some(issuer.clone()),
    }
}

/// The bodies of one line: `BỘ QUỐC PHÒNG - BỘ CÔNG AN` names two.
fn apart(name: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split(['-', '–']).map(str::trim).collect();
    let bodies = parts.len() == 2 && parts.iter().all(|p| begins_name(&fold(p)));
    if bodies { parts.into_iter().map(str::to_owned).collect() } else { vec![name.to_owned()] }
}

/// Whether two bodies issue together: the number names both, or both stand at the same place and neither above the other.
fn is_joint(first: &str, second: &str, own: Option<&DocNo>) -> bool {
    let folded = fold(first);
    let governs = ["ủy ban nhân dân", "hội đồng nhân dân", "đảng bộ", "đảng ủy", "ban chấp hành"]
        .iter()
        .any(|g| folded.starts_with(g))
        || party_seat(first).is_some();
    let place = |name: &str| level_at(&fold(name)).and_then(|at| name.get(at..).map(fold));
    let same = place(first).filter(|p| p.contains(' ')).is_some_and(|p| Some(p) == place(second));
    !governs && (same || own.is_some_and(names_two))
}

/// Whether a number is signed by two bodies: `QC-BCHQS-CAT`.
fn names_two(own: &DocNo) -> bool {
    let letters = |p: &&str| p.chars().all(char::is_alphabetic);
    let signs = own.number.split(['-', '/']).skip(1).filter(letters).count();
    own.type_code().is_some_and(|code| crate::kind::by_code(code).next().is_some()) && signs >= 3
}

/// A body with the place of the one above it, where its own name lacks one and many places have such a body.
fn placed(name: &str, parent: &str) -> String {
    let folded = fold(name);
    let heads = [
        "ban chỉ đạo",
        "ban chỉ huy",
        "bộ chỉ huy",
        "hội đồng",
        "tiểu ban",
        "ban tổ chức hội nghị",
    ];
    let many = heads.iter().any(|h| folded.starts_with(h)) && level_at(&folded).is_none();
    let seat = party_seat(parent);
    let place = seat.or_else(|| {
        let at = level_at(&fold(parent))?;
        parent.get(at..).map(str::to_owned)
    });
    match place.filter(|p| many && p.contains(' ')) {
        Some(place) => format!("{name} {place}"),
        None => name.to_owned(),
    }
}

/// `Tỉnh ủy Sông Giang` → `tỉnh Sông Giang`.
fn party_seat(name: &str) -> Option<String> {
    let seats = [
        ("tỉnh ủy ", "tỉnh"),
        ("thành ủy ", "thành phố"),
        ("huyện ủy ", "huyện"),
        ("thị ủy ", "thị xã"),
    ];
    let folded = fold(name);
    seats.iter().find_map(|(seat, level)| {
        folded
            .starts_with(seat)
            .then(|| format!("{level} {}", name.get(seat.len()..).unwrap_or("")))
    })
}

/// Where a level of administration stands in a folded name.
fn level_at(folded: &str) -> Option<usize> {
    let inside = LEVELS.iter().filter_map(|l| folded.find(&format!(" {l} ")).map(|at| at + 1));
    let party = |at: &usize| ["tỉnh ủy", "thành ủy"].iter().any(|p| folded[*at..].starts_with(p));
    inside.filter(|at| !party(at)).min()
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
        && !is_numbered(part)
        && !marks.contains(&fold(part).as_str());
    body.then(|| crate::structure::one_blank(part))
}

/// Whether figures stand in a line other than the short numeral of a name (`QUÂN KHU 9`).
fn is_numbered(part: &str) -> bool {
    let figures = part.chars().filter(char::is_ascii_digit).count();
    let tail = part.rsplit(' ').next().unwrap_or("");
    figures > 0 && (figures > 2 || !tail.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether letters are capitals throughout.
pub(crate) fn is_capital(written: &str) -> bool {
    let table = letter::table();
    let mut classes = written.chars().map(|c| table.class(c)).filter(|class| class & ALPHA != 0);
    let capital = |class: u16| class & LOWER == 0;
    classes.next().is_some_and(capital) && classes.all(capital)
}

/// Whether a line goes on with the name of the line above: it begins no new body, or that one is not yet a name.
fn continues(above: &str, line: &str) -> bool {
    let folded = fold(line);
    let level = LEVELS.iter().any(|l| folded.strip_prefix(l).is_some_and(|r| r.starts_with(' ')));
    let above = fold(above);
    let open =
        issuer::is_head_alone(&above) || above.ends_with([',', '-']) || above.ends_with(" và");
    open || !begins_name(&folded) || level && !begins_seat(&folded)
}

/// Whether folded words begin the name of a body of its own.
fn begins_name(folded: &str) -> bool {
    const MORE: &[&str] = &[
        "tỉnh đoàn",
        "thành đoàn",
        "trung tâm",
        "chi cục",
        "học viện",
        "đại học",
        "tiểu ban",
        "trung đoàn",
        "sư đoàn",
        "thanh tra",
        "kiểm toán",
        "bảo hiểm",
        "báo",
        "đài",
        "tổ",
        "quốc hội",
        "chính phủ",
        "thủ tướng",
        "đảng",
    ];
    const FIELDS: &[&str] =
        &["phòng thủ", "phòng, chống", "phòng chống", "phòng không", "phòng cháy"];
    let begins =
        |w: &str| folded.strip_prefix(w).is_some_and(|r| r.is_empty() || r.starts_with(' '));
    !FIELDS.iter().any(|f| begins(f))
        && (issuer::begins_with_head(folded)
            || begins_seat(folded)
            || MORE.iter().any(|m| begins(m)))
}

/// Whether folded words begin the name of a party committee of a level.
fn begins_seat(folded: &str) -> bool {
    ["tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "tỉnh đoàn", "thành đoàn"]
        .iter()
        .any(|p| folded.starts_with(p))
}

/// `ỦY BAN NHÂN DÂN TỈNH SÔNG GIANG` → `Ủy ban nhân dân tỉnh Sông Giang`.
pub(super) fn in_prose(capitals: &str) -> String {
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
    // What follows a committee's head is its field of work; what follows other heads is a place.
    let mut place = !first_capital && !starts_with_level && !is_field(&lower);
    let words: Vec<&str> = lower.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for (i, word) in words.iter().enumerate() {
        let pair = format!("{} {}", word, words.get(i + 1).copied().unwrap_or(""));
        let level = LEVELS.contains(word)
            || LEVELS.contains(&pair.as_str())
            || i > 0 && LEVELS.contains(&format!("{} {word}", words[i - 1]).as_str());
        let army = i > 0 && words[i - 1] == "quân" && ["khu", "chủng", "đoàn"].contains(word);
        let capital = place && !level && !army || i == 0 && first_capital;
        out.push(if capital { title(word) } else { (*word).to_owned() });
        place = place || level;
    }
    out.join(" ")
}

/// A level and the name of its place as people write them: `TỈNH SÔNG GIANG` → `tỉnh Sông Giang`.
pub(super) fn place_in_prose(place: &str) -> String {
    sentence_case(place, false)
}

/// Whether words name a field of work that stands in a body's name in small letters.
fn is_field(lower: &str) -> bool {
    [
        "khu vực",
        "phòng thủ",
        "phòng,",
        "phòng chống",
        "diễn tập",
        "xây dựng",
        "cải cách",
        "công tác",
        "thực hiện",
    ]
    .iter()
    .any(|f| lower.starts_with(f))
}

fn title(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
