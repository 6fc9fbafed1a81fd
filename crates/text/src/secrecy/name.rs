//! Marks in the name of a file.
//!
//! Knows names alone, never what is in the file.

use crate::fold::{bare, canon, match_key};

/// Words before `mật` with which it is no level.
const BEFORE: [&str; 12] =
    ["bí", "bảo", "cơ", "độ", "lấy", "túi", "gấu", "rỉ", "hoa", "đường", "giữ", "tuần"];
/// Words after `mật` with which it is no level.
const AFTER: [&str; 15] = [
    "ong", "khẩu", "mã", "độ", "danh", "thiết", "phục", "vụ", "ngữ", "lệnh", "báo", "đàm", "nghị",
    "hiệu", "mía",
];

/// Tells whether a file's name says that the file is a state secret: `[MẬT] kế hoạch.docx`, `KH_TOI MAT.docx`.
///
/// ```
/// use text::secrecy::name_bears_mark;
/// assert!(name_bears_mark("Kế hoạch (Tối mật).docx"));
/// assert!(!name_bears_mark("Luật Bảo vệ bí mật nhà nước.docx"));
/// assert!(!name_bears_mark("MAT TRAN TO QUOC.docx"));
/// ```
pub fn name_bears_mark(file_name: &str) -> bool {
    let name = canon(file_name);
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let words: Vec<&str> =
        stem.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let at =
        |i: Option<usize>| i.and_then(|i| words.get(i)).map(|w| match_key(w)).unwrap_or_default();
    (0..words.len()).any(|i| {
        let (before, word, after) = (at(i.checked_sub(1)), at(Some(i)), at(Some(i + 1)));
        accented(&before, &word, &after) || plain(stem, &words, i)
    })
}

fn accented(before: &str, word: &str, after: &str) -> bool {
    match word {
        "tốimật" | "tuyệtmật" => true,
        "mật" => {
            matches!(before, "tối" | "tuyệt")
                || !(BEFORE.contains(&before) || AFTER.contains(&after))
        }
        _ => false,
    }
}

/// Without accents `mat` has many meanings: it counts in brackets, after `TOI` or `TUYET`, or as the one word in
/// capitals at an end of the name.
fn plain(stem: &str, words: &[&str], i: usize) -> bool {
    let word = words.get(i).copied().unwrap_or_default();
    let before = i.checked_sub(1).and_then(|i| words.get(i)).map(|w| bare(w)).unwrap_or_default();
    if matches!(word, "TOIMAT" | "TUYETMAT" | "ToiMat" | "TuyetMat") {
        return true;
    }
    if word != "MAT" {
        return false;
    }
    let in_brackets = ["[MAT]", "(MAT)", "{MAT}"].iter().any(|mark| stem.contains(mark));
    let alone = words.len() == 1;
    let at_end = i == 0 || i + 1 == words.len();
    let stands_out =
        stem.chars().any(char::is_lowercase) && !matches!(before.as_str(), "bi" | "bao" | "co");
    matches!(before.as_str(), "toi" | "tuyet") || in_brackets || alone || (at_end && stands_out)
}
