//! Lines and their cells: a line of a two-column layout holds several, parted by `|`, a tab or a wide gap.

use std::ops::Range;

use crate::context::Context;
use crate::contract::Mention;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The whole line, trimmed.
    pub(super) line: Range<usize>,
    /// Its cells, trimmed, none empty.
    pub(super) cells: Vec<Range<usize>>,
}

impl Row {
    /// First byte.
    pub(super) fn start(&self) -> usize {
        self.line.start
    }

    /// The cell of a column, or the last one of a line with fewer.
    pub(super) fn cell(&self, column: usize) -> Option<&Range<usize>> {
        self.cells.get(column).or_else(|| self.cells.last())
    }
}

/// Blanks that part two cells.
const WIDE: &str = "    ";

/// All lines of a text.
pub(super) fn all(cx: &Context) -> Vec<Row> {
    cx.paragraphs.iter().map(|line| Row { line: line.clone(), cells: cells(cx, line) }).collect()
}

fn cells(cx: &Context, line: &Range<usize>) -> Vec<Range<usize>> {
    let text = cx.slice(line);
    if !text.contains(['|', '\t']) && !text.contains(WIDE) {
        return vec![line.clone()];
    }
    let mut cells = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let cut = [rest.find(['|', '\t']), rest.find(WIDE)].into_iter().flatten().min();
        let end = cut.map_or(text.len(), |c| from + c);
        let cell = text.get(from..end).unwrap_or("");
        let lead = cell.len() - cell.trim_start().len();
        let body = cell.trim();
        if !body.is_empty() {
            let start = line.start + from + lead;
            cells.push(start..start + body.len());
        }
        let Some(_) = cut else { break };
        let gap = text.get(end..).unwrap_or("");
        from = end + gap.len() - gap.trim_start_matches(['|', '\t', ' ']).len();
    }
    cells
}

/// A range without such characters at its edges.
pub(super) fn trimmed(cx: &Context, range: &Range<usize>, bare: fn(char) -> bool) -> Mention {
    let text = cx.slice(range);
    let left = text.trim_start_matches(bare);
    let start = range.end - left.len();
    super::mention(cx, start..start + left.trim_end_matches(bare).len())
}

/// Words with one blank between them.
pub(crate) fn one_blank(words: &str) -> String {
    let words = words.trim_matches(' ');
    if is_single_spaced(words) {
        return words.to_owned();
    }
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether single blanks between words are all the white space there is, as far as bytes tell at a glance.
fn is_single_spaced(words: &str) -> bool {
    // Wide white space begins with one of these; so do a few signs and, of letters, none of Vietnamese.
    let wide =
        |before: u8, byte: u8| matches!(byte, 0xc2 | 0xe2 | 0xe3) || before == 0xe1 && byte == 0x9a;
    let mut before = b' ';
    for byte in words.bytes() {
        if byte < b' ' || byte == b' ' && before == b' ' || wide(before, byte) {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// Whether folded words at the start of a range begin with a phrase.
pub(super) fn begins(cx: &Context, range: &Range<usize>, phrase: &str) -> bool {
    crate::cursor::Cursor::new(&cx.fold, range.start).word(phrase)
}
