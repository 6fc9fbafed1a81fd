//! Cuts a text into clauses: the units in which directions, results and shortcomings are read and scored.
//!
//! A clause ends at a line end, at `;` before white space, or at a sentence mark before white space and a
//! capital, a quotation mark or a bracket. Knows only characters: no words, no abbreviations.

use std::ops::Range;

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
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut before = '\0';
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match break_at(text, at, before) {
            Some(found) => {
                if found.cuts {
                    clauses.extend(trimmed(text, start..at));
                    start = found.end;
                }
                at = found.end;
                before = ' ';
            }
            None => {
                at += c.len_utf8();
                before = c;
            }
        }
    }
    clauses.extend(trimmed(text, start..text.len()));
    clauses
}

/// A place where a clause may end, with the byte at which the next one begins.
struct Break {
    end: usize,
    cuts: bool,
}

/// Returns the break that begins at byte `at`, when one does; `before` is the character ahead of it.
fn break_at(text: &str, at: usize, before: char) -> Option<Break> {
    let rest = text.get(at..)?;
    if rest.starts_with('\n') {
        return Some(Break { end: at + run(rest, |c| c == '\n'), cuts: true });
    }
    if let Some(tail) = rest.strip_prefix(';') {
        let spaces = run(tail, is_space);
        if spaces > 0 {
            return Some(Break { end: at + 1 + spaces, cuts: true });
        }
    }
    if matches!(before, '.' | '…' | '!' | '?') { sentence_break(rest, at) } else { None }
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
    Some(Break { end: at + closers + spaces, cuts: has_line_end || opens_sentence(next) })
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
