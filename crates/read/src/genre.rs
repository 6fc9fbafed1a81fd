//! Kind, title and day of publication of a text.

use crate::context::Context;
use crate::contract::DateMention;
use crate::cursor::has_phrase;
use crate::date;
use crate::heading::Frame;

/// Kinds of text by the type that a heading names.
const GENRES: &[(&str, &str)] = &[
    ("Nghị quyết", "resolution"),
    ("Nghị quyết liên tịch", "resolution"),
    ("Chỉ thị", "directive"),
    ("Công điện", "directive"),
    ("Quyết định", "decision"),
    ("Kế hoạch", "plan"),
    ("Chương trình", "plan"),
    ("Chương trình hành động", "plan"),
    ("Đề án", "plan"),
    ("Phương án", "plan"),
    ("Báo cáo", "report"),
    ("Thông báo", "notice"),
    ("Thông báo kết luận", "notice"),
    ("Thông báo ý kiến kết luận", "notice"),
    ("Kết luận", "notice"),
    ("Thông tri", "directive"),
    ("Chỉ lệnh", "directive"),
    ("Mệnh lệnh", "directive"),
    ("Chỉ thị liên tịch", "directive"),
    ("Kế hoạch phối hợp", "plan"),
    ("Kế hoạch liên tịch", "plan"),
    ("Chương trình phối hợp", "plan"),
    ("Hướng dẫn liên ngành", "regulation"),
    ("Hướng dẫn liên tịch", "regulation"),
    ("Văn bản hợp nhất", "regulation"),
    ("Điều lệ", "regulation"),
    ("Quy chế", "regulation"),
    ("Quy chế phối hợp", "regulation"),
    ("Quy định", "regulation"),
    ("Thông tư", "regulation"),
    ("Thông tư liên tịch", "regulation"),
    ("Hướng dẫn", "regulation"),
    ("Luật", "law"),
    ("Bộ luật", "law"),
    ("Pháp lệnh", "law"),
    ("Hiến pháp", "law"),
    ("Nghị định", "decree"),
];

/// Words of news.
const NEWS: &[&str] = &[
    "hội nghị",
    "phát biểu",
    "ảnh:",
    "tin, ảnh",
    "pv",
    "phóng viên",
    "buổi lễ",
    "sáng nay",
    "chiều nay",
    "cho biết",
    "diễn tập",
    "tổ chức lễ",
    "đoàn công tác",
    "ngày",
    "sáng",
    "chiều",
];

/// Kind of text.
pub(crate) fn of(cx: &Context, frame: &Frame) -> String {
    let genre = match frame.heading.as_ref() {
        Some(heading) => {
            let named = heading.doc_type.as_deref().unwrap_or("");
            GENRES.iter().find(|(name, _)| *name == named).map_or("other", |(_, genre)| genre)
        }
        None if NEWS.iter().any(|w| has_phrase(&cx.fold, w)) => "news",
        None => "other",
    };
    genre.to_owned()
}

/// Title as printed: type and subject of a document, or the headline of news.
pub(crate) fn title(cx: &Context, frame: &Frame) -> Option<String> {
    if let Some(heading) = &frame.heading {
        let parts: Vec<&str> = [heading.doc_type.as_deref(), heading.subject.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        return Some(parts.join(" ")).filter(|t| !t.is_empty());
    }
    let at = cx.paragraphs.iter().take(STAMPS).position(|p| !is_furniture(cx, p))?;
    let first = cx.paragraphs.get(at).map(|p| cx.slice(p))?;
    let followed = cx.paragraphs.len() > at + 1;
    let headline = first.len() < 240 && followed && !first.ends_with(['.', ';', ',', ')', ':']);
    headline.then(|| first.to_owned())
}

/// How many lines of page furniture may stand above a headline.
const STAMPS: usize = 4;

/// A line that says when a page was put up (`Cập nhật lúc: 29/06/2023 08:33`, `Thứ bảy, 25/03/2023`) or holds no words.
fn is_furniture(cx: &Context, range: &std::ops::Range<usize>) -> bool {
    const WORDS: &[&str] = &[
        "cập", "nhật", "lúc", "đăng", "ngày", "giờ", "thứ", "hai", "ba", "tư", "năm", "sáu", "bảy",
        "chủ", "gmt", "am", "pm", "h", "aa",
    ];
    let folded = cx.fold.get(range.clone()).unwrap_or("");
    let mut words = folded.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    range.len() < 80 && words.all(|w| WORDS.contains(&w))
}

/// Day of publication, when the text says it.
#[inline(never)]
pub(crate) fn published(cx: &Context, frame: &Frame, dates: &[DateMention]) -> Option<String> {
    match &frame.heading {
        Some(heading) => heading.date.clone(),
        None => date::stamp(cx, dates),
    }
}
