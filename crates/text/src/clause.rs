//! Cuts a text into clauses: the units in which directions, results and shortcomings are read and scored.
//!
//! A clause ends at a line end, at `;` before white space, or at a sentence mark before white space and a
//! capital, a quotation mark or a bracket. Knows only characters: no words, no abbreviations.

use std::ops::Range;

use crate::scan;

/// Returns the clauses of a text as byte ranges, sorted, never overlapping, never empty.
///
/// White space at the edges is left out, and so are closing quotation marks and brackets that stand between
/// a sentence mark and the cut.
///
/// ```
/// let text = "Tổ chức huấn luyện; kiểm tra. Báo cáo kết quả.";
/// let clauses: Vec<&str> = text::clause::segments(text).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(clauses, ["Tổ chức huấn luyện", "kiểm tra.", "Báo cáo kết quả."]);
/// ```
pub fn segments(text: &str) -> Vec<Range<usize>> {
    cut(text, scan::all(text.as_bytes(), may_break))
}

/// As [`segments`], for one who knows where clauses may end: every byte at which a line end, `;`, `.`, `!`, `?` or `…`
/// stands, in order. Bytes at which none stands are passed over.
///
/// ```
/// let text = "Tổ chức huấn luyện; kiểm tra. Báo cáo kết quả.";
/// let marks: Vec<usize> = text.match_indices([';', '.']).map(|(at, _)| at).collect();
/// assert_eq!(text::clause::segments_at(text, &marks), text::clause::segments(text));
/// ```
pub fn segments_at(text: &str, marks: &[usize]) -> Vec<Range<usize>> {
    cut(text, marks.iter().copied())
}

fn cut(text: &str, marks: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut clauses = Vec::with_capacity(text.len() / 64);
    let (mut start, mut done) = (0, 0);
    for at in marks {
        if at < done {
            continue;
        }
        let Some(found) = break_at(text, at) else { continue };
        if found.cuts {
            clauses.extend(trimmed(text, start..found.from));
            start = found.end;
        }
        done = found.end;
    }
    clauses.extend(trimmed(text, start..text.len()));
    clauses
}

/// Tells whether a clause may end at the first of four bytes: a line end, a semicolon, a sentence mark or `…`.
fn may_break(a: u8, b: u8, c: u8, _: u8) -> bool {
    let mark = (a == b'\n') | (a == b';') | (a == b'.') | (a == b'!') | (a == b'?');
    mark | (a == 0xe2) & (b == 0x80) & (c == 0xa6)
}

/// A place where a clause may end, with the byte at which the next one begins.
struct Break {
    from: usize,
    end: usize,
    cuts: bool,
}

/// Returns the break at byte `at`, or behind the sentence mark there, when one is.
fn break_at(text: &str, at: usize) -> Option<Break> {
    let rest = text.get(at..)?;
    let mark = match rest.as_bytes().first()? {
        b'\n' => return Some(Break { from: at, end: at + run(rest, |c| c == '\n'), cuts: true }),
        b';' => {
            let spaces = run(rest.get(1..)?, is_space);
            return (spaces > 0).then_some(Break { from: at, end: at + 1 + spaces, cuts: true });
        }
        0xe2 if rest.starts_with('…') => '…'.len_utf8(),
        b'.' | b'!' | b'?' => 1,
        _ => return None,
    };
    // A line end behind the mark is a break of its own.
    sentence_break(rest.get(mark..)?, at + mark)
}

/// Returns the break after a sentence mark: closing marks, white space, then the next sentence's first character.
fn sentence_break(rest: &str, at: usize) -> Option<Break> {
    let closers = run(rest, |c| matches!(c, '"' | '”' | ']' | ')'));
    let tail = rest.get(closers..)?;
    let spaces = run(tail, is_space);
    let next = tail.get(spaces..)?.chars().next()?;
    if spaces == 0 {
        return None;
    }
    let has_line_end = tail.get(..spaces)?.contains('\n');
    Some(Break { from: at, end: at + closers + spaces, cuts: has_line_end || opens_sentence(next) })
}

/// Tells whether a sentence can begin with this character.
fn opens_sentence(c: char) -> bool {
    c.is_uppercase() || matches!(c, '"' | '“' | '(' | '[' | '*' | '-' | '–')
}

/// White space as the scorer counts it: Unicode white space and the four ASCII information separators.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// Returns the length in bytes of the longest prefix made of such characters.
fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Returns the range without white space at its edges, or nothing when nothing remains.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let slice = text.get(range.clone())?;
    let left = slice.trim_start_matches(is_space);
    let start = range.end - left.len();
    let end = start + left.trim_end_matches(is_space).len();
    (end > start).then_some(start..end)
}
