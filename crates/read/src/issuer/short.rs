//! Names of issuing bodies written out: the short forms inside a name, `BTV`, `CHQS`, `TP`.

use super::{known_at, word_end};
use crate::context::Context;
use crate::cursor::Cursor;

/// The name written out: known short forms in full, blanks single.
pub(super) fn written_out(cx: &Context, start: usize, end: usize) -> String {
    let mut out = String::new();
    let mut at = start;
    while at < end {
        let mut c = Cursor::new(&cx.fold, at);
        c.blanks();
        let (next, words) = match known_at(&cx.fold, c.at) {
            Some((known_end, body)) if known_end <= end => (known_end, body.to_owned()),
            _ => {
                let next = word_end(cx, c.at).unwrap_or(end).min(end).max(c.at + 1);
                (next, expanded_at(cx, c.at, next))
            }
        };
        if !out.is_empty() && c.at > at {
            out.push(' ');
        }
        out.push_str(&words);
        at = next;
    }
    out
}

/// A word of a name, written out: `BCH` commands where what follows is a force or a danger, and is elected elsewhere.
fn expanded_at(cx: &Context, at: usize, end: usize) -> String {
    const COMMANDED: &[&str] = &["quân", "phòng", "pctt", "pclb", "bộ", "bđbp", "ptds"];
    let word = cx.text.get(at..end).unwrap_or("");
    let mut behind = Cursor::new(&cx.fold, end);
    behind.blanks();
    if word == "BCH" && COMMANDED.contains(&behind.next_word()) {
        return "Ban Chỉ huy".to_owned();
    }
    expanded(word)
}

/// A short form inside a name, written out.
fn expanded(word: &str) -> String {
    let full = match word {
        "TP" | "TP." | "Tp" | "Tp." => "thành phố",
        "TX" | "TX." => "thị xã",
        "BTV" => "Ban Thường vụ",
        "BCH" => "Ban Chấp hành",
        "BCĐ" => "Ban Chỉ đạo",
        "TW" | "TƯ" => "Trung ương",
        "CHQS" => "Chỉ huy quân sự",
        "BTL" => "Bộ Tư lệnh",
        "BQP" => "Bộ Quốc phòng",
        "BCA" => "Bộ Công an",
        "MTTQ" => "Mặt trận Tổ quốc",
        "PTDS" => "Phòng thủ dân sự",
        "KVPT" => "khu vực phòng thủ",
        "PCTT" => "Phòng, chống thiên tai",
        "PCLB" => "Phòng, chống lụt, bão",
        "TKCN" => "Tìm kiếm cứu nạn",
        "NVQS" => "nghĩa vụ quân sự",
        "BĐBP" => "Bộ đội Biên phòng",
        "QPTD" => "quốc phòng toàn dân",
        "GDQPAN" | "GDQP&AN" => "Giáo dục quốc phòng và an ninh",
        "CCHC" => "cải cách hành chính",
        "ATGT" => "An toàn giao thông",
        "QĐND" => "Quân đội nhân dân",
        other => other,
    };
    full.to_owned()
}
