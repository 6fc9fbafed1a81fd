//! Kinds of documents (loại văn bản): their names, their codes, and which systems use them.
//!
//! Reads `data/doc_types.tsv`. Knows nothing of issuers or dates.

use std::sync::LazyLock;

use crate::fold::fold;
use crate::table::{cell, rows};
use crate::word::{Map, Set};

/// One kind of document.
#[derive(Debug)]
pub(crate) struct Kind {
    /// Code in a number, upper case; empty when it has none.
    pub(crate) code: &'static str,
    /// Name as printed.
    pub(crate) name: &'static str,
    /// Systems that use it, as letters of the table.
    pub(crate) system: &'static str,
    /// Whether the name with a bare number names a document: `yes`, `no` (it takes "số") or `never`.
    pub(crate) loose: &'static str,
    folded: String,
}

struct Kinds {
    all: Vec<Kind>,
    by_code: Map<&'static str, Vec<usize>>,
    by_last_word: Map<String, Vec<usize>>,
    first_words: Set<String>,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(load);

fn load() -> Kinds {
    let mut all: Vec<Kind> =
        rows(include_str!("../data/doc_types.tsv")).map(|row| kind(&row)).collect();
    all.sort_by_key(|k| std::cmp::Reverse(k.folded.len()));
    let mut by_code: Map<_, Vec<_>> = Map::default();
    let mut by_last_word: Map<_, Vec<_>> = Map::default();
    for (i, kind) in all.iter().enumerate() {
        if !kind.code.is_empty() {
            by_code.entry(kind.code).or_default().push(i);
        }
        let last = kind.folded.rsplit(' ').next().unwrap_or("").to_owned();
        by_last_word.entry(last).or_default().push(i);
    }
    let first = |kind: &Kind| kind.folded.split(' ').next().unwrap_or("").to_owned();
    let first_words = all.iter().map(first).collect();
    Kinds { all, by_code, by_last_word, first_words }
}

fn kind(row: &[&'static str]) -> Kind {
    let name = cell(row, 1);
    Kind { code: cell(row, 0), name, system: cell(row, 2), loose: cell(row, 3), folded: fold(name) }
}

/// The kinds that a code of a number can mean.
pub(crate) fn by_code(code: &str) -> impl Iterator<Item = &'static Kind> {
    let found = KINDS.by_code.get(code).map_or(&[][..], Vec::as_slice);
    found.iter().filter_map(|&i| KINDS.all.get(i))
}

/// The kind whose name ends, but for blanks and a mark of urgency (`Công điện khẩn số 13`), at a byte of a folded text,
/// with the name's first byte.
pub(crate) fn ending_at(folded: &str, at: usize) -> Option<(usize, &'static Kind)> {
    named_before(folded, at).or_else(|| {
        let urgent = ["thượng khẩn", "hỏa tốc", "khẩn"];
        let before = urgent.iter().find_map(|u| crate::cursor::back_word(folded, at, u))?;
        named_before(folded, before)
    })
}

fn named_before(folded: &str, at: usize) -> Option<(usize, &'static Kind)> {
    let (_, last) = crate::cursor::last_word(folded, at);
    KINDS.by_last_word.get(last)?.iter().filter_map(|&i| KINDS.all.get(i)).find_map(|kind| {
        crate::cursor::back_word(folded, at, &kind.folded).map(|start| (start, kind))
    })
}

/// Whether the name of some kind begins with a word.
pub(crate) fn begins_with(word: &str) -> bool {
    KINDS.first_words.contains(&fold(word))
}

/// The kind with a name as printed.
pub(crate) fn by_name(name: &str) -> Option<&'static Kind> {
    let folded = fold(name);
    KINDS.all.iter().find(|k| k.folded == folded)
}
