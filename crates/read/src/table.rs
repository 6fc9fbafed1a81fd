//! Data tables: tab separated rows under a header line, `#` lines being comments.
//!
//! Knows nothing of what the columns mean.

/// The rows of a table without comments, blank lines and the header, cut into trimmed cells.
pub(crate) fn rows(tsv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    tsv.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// A cell, empty when the row is shorter.
pub(crate) fn cell(row: &[&'static str], column: usize) -> &'static str {
    row.get(column).copied().unwrap_or("")
}
