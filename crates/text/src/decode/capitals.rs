//! Tells where a capital with a tone was lost: TCVN3 has none, so its writers set small letters in a capital font.

use unicode_normalization::UnicodeNormalization;

use crate::ingest::Notice;

/// Places that are named one by one.
const MAX_NAMED: usize = 5;

/// Notices of sentences and lines that begin with a small letter with tone, within a span of the text.
pub(super) fn lost(text: &str, spans: &[std::ops::Range<usize>]) -> Vec<Notice> {
    let words: Vec<(usize, &str)> =
        spans.iter().flat_map(|span| openings(text, span.clone())).collect();
    let n = words.len();
    let notice = |(i, (start, word)): (usize, &(usize, &str))| Notice {
        code: "text.lost-capitals",
        message: format!(
            "Bảng mã TCVN3 không có chữ hoa mang dấu thanh: “{word}” mở đầu câu hoặc đề mục nên vốn có thể viết hoa (chỗ {} \
             trên {n}); chữ trong văn bản được giữ như tệp ghi.",
            i + 1
        ),
        start: *start,
        end: start + word.len(),
    };
    words.iter().take(MAX_NAMED).enumerate().map(notice).collect()
}

/// The words at the start of lines and sentences that begin with a small letter with tone.
fn openings(text: &str, span: std::ops::Range<usize>) -> Vec<(usize, &str)> {
    let part = text.get(span.clone()).unwrap_or_default();
    let (mut opens, mut after_stop, mut found) = (true, false, Vec::new());
    for (at, c) in part.char_indices() {
        if opens && has_tone_and_is_small(c) {
            let rest = part.get(at..).unwrap_or_default();
            let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            found.push((span.start + at, rest.get(..len).unwrap_or_default()));
        }
        let is_gap = c == '\n' || (after_stop && c.is_whitespace());
        opens = is_gap || (opens && !c.is_alphanumeric());
        after_stop = matches!(c, '.' | '!' | '?' | '…') || (after_stop && c == '”');
    }
    found
}

fn has_tone_and_is_small(c: char) -> bool {
    let is_tone = |m| matches!(m, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    c.is_lowercase() && !c.is_ascii() && std::iter::once(c).nfd().any(is_tone)
}
