//! Who signed: the name under the authority at the end of a document.

use crate::context::Context;
use crate::fold::fold;

/// Lines of the heading, in which the issuer stands like an authority.
const HEAD: usize = 6;

/// First words of an authority line (Nghị định 30/2020/NĐ-CP, Điều 13; Party papers use a slash).
const AUTHORITY: &[&str] = &[
    "tm.",
    "t/m",
    "t.m",
    "kt.",
    "k/t",
    "tl.",
    "t/l",
    "tuq.",
    "q.",
    "chủ tịch",
    "phó chủ tịch",
    "bộ trưởng",
    "thứ trưởng",
    "thủ tướng",
    "phó thủ tướng",
    "bí thư",
    "phó bí thư",
    "giám đốc",
    "phó giám đốc",
    "tư lệnh",
    "phó tư lệnh",
    "chính ủy",
    "chỉ huy trưởng",
    "trưởng ban",
    "phó trưởng ban",
    "chánh văn phòng",
    "phó chánh văn phòng",
    "tổng bí thư",
    "cục trưởng",
    "chính trị viên",
];

/// Finds the signer's name.
pub(super) fn find(cx: &Context) -> Option<String> {
    let lines: Vec<&str> = cx.paragraphs.iter().map(|p| cx.slice(p)).collect();
    // Annexes follow the signature, so the first block below the heading is the document's own.
    (HEAD..lines.len()).find_map(|i| signed_at(&lines, i))
}

/// The name under an authority line: the lines between are titles, marks or blank.
fn signed_at(lines: &[&str], authority: usize) -> Option<String> {
    lines.get(authority).filter(|l| is_authority(l))?;
    let below = lines.get(authority + 1..)?.iter().take(6);
    below.take_while(|l| l.len() < 80).find_map(|l| name(l))
}

/// Whether a line in capitals opens a signature block.
pub(crate) fn is_authority(line: &str) -> bool {
    if line.len() >= 120 || !super::issuer_line::is_capital(line) {
        return false;
    }
    let folded = fold(&super::squeezed(line));
    AUTHORITY.iter().any(|a| folded.starts_with(a))
}

/// A line that is a name: two to six capitalised words, a rank or degree in front set aside.
fn name(line: &str) -> Option<String> {
    signed_name(line).map(|(_, name)| name)
}

/// The name on a line, with the rank in front as written.
pub(crate) fn signed_name(line: &str) -> Option<(Option<String>, String)> {
    let ranks = [
        "đại tướng",
        "thượng tướng",
        "trung tướng",
        "thiếu tướng",
        "đại tá",
        "thượng tá",
        "trung tá",
        "thiếu tá",
        "đại úy",
        "thượng úy",
        "chuẩn đô đốc",
        "phó đô đốc",
        "đô đốc",
    ];
    let line = super::squeezed(line);
    let folded = fold(&line);
    let skip = ranks.iter().find(|r| folded.starts_with(*r)).map_or(0, |r| r.len());
    let words: Vec<&str> = line.get(skip..)?.split_whitespace().collect();
    let proper = |w: &&str| {
        w.starts_with(char::is_uppercase)
            && w.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’')
            && !super::issuer_line::is_capital(w)
            || w.chars().count() == 1
    };
    let rank = line.get(..skip).map(str::trim).filter(|r| !r.is_empty()).map(str::to_owned);
    ((2..=6).contains(&words.len()) && words.iter().all(proper)).then(|| (rank, words.join(" ")))
}
