//! Numbers in running Vietnamese text: which of them are figures that need evidence.
//!
//! Dates, periods, document numbers, references to provisions, heading ordinals and numbers that are part of a name or
//! code are not figures. Everything else is. The text is taken to be in NFC.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What may stand without evidence. A pattern never takes in a count: `07/07 thanh niên` stays a figure.
const ALLOWED: &[&str] = &[
    // Document numbers: 13/2012/QĐ-TTg, 28-NQ/TW, 07/CT-BCT, 1374-QC/QUTW-TUHN, 18/2023/QH15.
    r"\d+/\d{4}/\p{Lu}[\p{L}\d]*(?:-\p{Lu}[\p{L}\d]*)*",
    r"\d+\s?[-–]\s?\p{Lu}[\p{L}\d]*(?:/\p{Lu}[\p{L}\d]*)(?:-\p{Lu}[\p{L}\d]*)*",
    r"\d+/\p{Lu}[\p{L}\d]*(?:-\p{Lu}[\p{L}\d]*)+",
    r"\d+/\p{Lu}{2,}\b",
    r"(?i)\b(?:nghị quyết|chỉ thị|nghị định|quyết định|kết luận|quy định|quy chế|thông tư|kế hoạch|công văn|thông báo|hướng dẫn|chương trình|luật|pháp lệnh|tờ trình|báo cáo|văn bản|biểu)(?: \p{Ll}+)? số \d+\b",
    // Whole days, days without a year, months, quarters.
    r"\b(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d{2}\b",
    r"\b(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b",
    r"(?i)\bngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?\b",
    r"(?i)\bngày\s+\d{1,2}\s?[/-]\s?\d{1,2}\b",
    r"(?i)\btháng\s+\d{1,2}(?:\s?[/-]\s?\d{4}|(?:\s+năm)?\s+(?:19|20)\d{2})?\b",
    r"\b(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}\b",
    r"(?i)\bquý\s+(?:[1-4]|IV|I{1,3})(?:\s?/\s?\d{4}|(?:\s+năm)?\s+(?:19|20)\d{2})?\b",
    // Years and periods.
    r"\b(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2}\b",
    r"(?i)\b(?:năm|giai đoạn|nhiệm kỳ|niên độ|mùa)\s+(?:19|20)\d{2}\b(?:(?:\s?,\s?|\s+và\s+|\s+đến\s+|\s?;\s?)(?:năm\s+)?(?:19|20)\d{2}\b)*",
    r"(?i)\b\d{1,2} tháng (?:đầu|cuối) năm\b",
    r"(?i)\b\d{1,2} năm (?:thực hiện|triển khai|thi hành|qua)\b",
    // References to provisions and to parts of a text.
    r"(?i)\b(?:điều|khoản|chương|mục|tiểu mục|phần|phụ lục|bảng|biểu|hình|trang)\s+\d{1,3}(?:\.\d+)*\b",
    // Heading ordinals at the beginning of a line.
    r"(?m)^\s*\(?\d+(?:\.\d+)*[.)]\s",
];

/// What is part of a name or a code.
const NAMES: &[&str] = &[
    r"(?i)\b(?:lần thứ|thứ|khóa|khoá|đối tượng|quân khu|quân đoàn|sư đoàn|lữ đoàn|trung đoàn|tiểu đoàn|vùng|phường|quận|khu vực|ptkv)\s+\d+\b",
    // Codes: QP-01, ĐT4.
    r"\b\p{Lu}{1,6}-?\d+\b",
];

fn compiled(patterns: &[&str]) -> Vec<Regex> {
    patterns.iter().map(|p| Regex::new(p).expect("the patterns above are valid")).collect()
}

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| compiled(ALLOWED));

static NAME_PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| compiled(NAMES));

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\d+(?:[.,]\d+)*(?:/\d+(?:[.,]\d+)*)*(?:\s?%)?").expect("the pattern is valid")
});

/// The byte ranges of the numbers that are figures, in order of the text.
///
/// ```
/// let text = "Ngày 05/3/2024 mở 12 lớp theo Nghị quyết số 28-NQ/TW, đạt 98,6%";
/// let found: Vec<&str> = record::words::loose_numbers(text).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(found, ["12", "98,6%"]);
/// ```
pub fn loose_numbers(text: &str) -> Vec<Range<usize>> {
    outside(text, PATTERNS.iter().chain(NAME_PATTERNS.iter()))
}

/// As `loose_numbers`, and those that are part of a name or code as well: what a compiled text anchors to be sure.
pub fn numbers_to_anchor(text: &str) -> Vec<Range<usize>> {
    outside(text, PATTERNS.iter())
}

fn outside<'a>(text: &str, allowed: impl Iterator<Item = &'a Regex>) -> Vec<Range<usize>> {
    let mut masked = text.as_bytes().to_vec();
    for found in allowed.flat_map(|p| p.find_iter(text)) {
        masked[found.range()].fill(b' ');
    }
    // A range of whole characters was filled with spaces, so this is still UTF-8.
    let masked = String::from_utf8(masked).unwrap_or_else(|_| text.to_owned());
    NUMBER.find_iter(&masked).map(|m| m.range()).collect()
}
