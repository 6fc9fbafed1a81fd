//! Encoders into the old encodings, written apart from the product's decoders: by rule, letter by letter.

use unicode_normalization::UnicodeNormalization;

/// Letters with the byte that TCVN3 gives them (TCVN 5712:1993, VN3).
const TCVN3: &str = "ă A8 â A9 ê AA ô AB ơ AC ư AD đ AE à B5 ả B6 ã B7 á B8 ạ B9 ằ BB ẳ BC ẵ BD ắ BE ặ C6 ầ C7 ẩ C8 ẫ C9 \
    ấ CA ậ CB è CC ẻ CE ẽ CF é D0 ẹ D1 ề D2 ể D3 ễ D4 ế D5 ệ D6 ì D7 ỉ D8 ĩ DC í DD ị DE ò DF ỏ E1 õ E2 ó E3 ọ E4 ồ E5 ổ E6 \
    ỗ E7 ố E8 ộ E9 ờ EA ở EB ỡ EC ớ ED ợ EE ù EF ủ F1 ũ F2 ú F3 ụ F4 ừ F5 ử F6 ữ F7 ứ F8 ự F9 ỳ FA ỷ FB ỹ FC ý FD ỵ FE \
    Ă A1 Â A2 Ê A3 Ô A4 Ơ A5 Ư A6 Đ A7";

pub(crate) fn tcvn3(text: &str) -> Vec<u8> {
    let words: Vec<&str> = TCVN3.split_whitespace().collect();
    let byte_of = |c: char| {
        let at = words.chunks(2).find(|pair| pair[0] == c.to_string());
        at.map_or_else(
            || u8::try_from(u32::from(c)).unwrap(),
            |pair| u8::from_str_radix(pair[1], 16).unwrap(),
        )
    };
    text.chars().map(byte_of).collect()
}

pub(crate) fn windows_1258(text: &str) -> Vec<u8> {
    let tones = [
        ('\u{300}', 0xCC),
        ('\u{309}', 0xD2),
        ('\u{303}', 0xDE),
        ('\u{301}', 0xEC),
        ('\u{323}', 0xF2),
    ];
    let mut bytes = Vec::new();
    for c in text.chars() {
        let parts: Vec<char> = std::iter::once(c).nfd().collect();
        let (marks, letter): (Vec<char>, Vec<char>) =
            parts.iter().partition(|m| tones.iter().any(|(t, _)| t == *m));
        let letter: String = letter.into_iter().nfc().collect();
        bytes.extend(encoding_rs::WINDOWS_1258.encode(&letter).0.iter());
        bytes.extend(marks.iter().map(|m| tones.iter().find(|(t, _)| t == m).unwrap().1));
    }
    bytes
}

pub(crate) fn vni(text: &str) -> Vec<u8> {
    let western: String = text.chars().map(vni_letter).collect();
    encoding_rs::WINDOWS_1252.encode(&western).0.into_owned()
}

fn vni_letter(c: char) -> String {
    let upper = c.is_uppercase();
    let lower: char = c.to_lowercase().next().unwrap();
    let cased = |s: String| if upper { s.to_uppercase() } else { s };
    let single =
        [('đ', 'ñ'), ('ì', 'ì'), ('í', 'í'), ('ỉ', 'æ'), ('ĩ', 'ó'), ('ị', 'ò'), ('ỵ', 'î')];
    if let Some((_, shown)) = single.iter().find(|(l, _)| *l == lower) {
        return cased(shown.to_string());
    }
    let parts: String = std::iter::once(lower).nfd().collect();
    let has = |mark: char| parts.contains(mark);
    let base = match parts.chars().next().unwrap() {
        'o' if has('\u{31b}') => 'ô',
        'u' if has('\u{31b}') => 'ö',
        base => base,
    };
    let row = match () {
        () if has('\u{302}') => "âàáåãä",
        () if has('\u{306}') => "êèéúüë",
        () => " øùûõï",
    };
    let tones = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
    let index = tones.iter().position(|t| has(*t)).map_or(0, |i| i + 1);
    let mark = row.chars().nth(index).filter(|m| *m != ' ');
    cased(std::iter::once(base).chain(mark).collect())
}

/// Letters with their bytes in the encodings named in the head of the table; made by another converter.
pub(crate) fn letters() -> impl Iterator<Item = Vec<&'static str>> {
    let table = include_str!("../data/encodings/letters.tsv");
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// Encodes by the table of letters: `tcvn`, `viscii`, `vps`, `vni` or `viqr`.
pub(crate) fn by_letters(text: &str, encoding: &str) -> Vec<u8> {
    let columns = ["letter", "tcvn", "viscii", "vps", "vni", "viqr"];
    let column = columns.iter().position(|name| *name == encoding).unwrap();
    let table: Vec<_> = letters().collect();
    let mut bytes = Vec::new();
    for c in text.chars() {
        match table.iter().find(|row| row[0].starts_with(c)) {
            Some(row) => bytes.extend(
                row[column]
                    .as_bytes()
                    .chunks(2)
                    .map(|hex| u8::from_str_radix(std::str::from_utf8(hex).unwrap(), 16).unwrap()),
            ),
            None => bytes.extend(c.to_string().as_bytes()),
        }
    }
    bytes
}
