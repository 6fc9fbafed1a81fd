//! The sample's tables: tab separated, `#` comments, one header line. Rows are read by the name of the column.

use std::collections::BTreeMap;
use terms::Day;

/// One row of a table.
#[derive(Debug, Clone)]
pub(crate) struct Row<'t>(BTreeMap<&'t str, &'t str>);

impl<'t> Row<'t> {
    /// The value of a column; empty when the cell is.
    pub(crate) fn get(&self, column: &str) -> &'t str {
        self.0.get(column).copied().unwrap_or("")
    }

    /// The value of a column, when it is not empty.
    pub(crate) fn some(&self, column: &str) -> Option<String> {
        let value = self.get(column);
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// The day in a column, when there is one.
    pub(crate) fn day(&self, column: &str) -> Option<Day> {
        self.get(column).parse().ok()
    }

    /// The values of a column that holds several, separated by `;`.
    pub(crate) fn list(&self, column: &str) -> Vec<&'t str> {
        self.get(column).split(';').map(str::trim).filter(|v| !v.is_empty()).collect()
    }
}

/// The rows of a table.
pub(crate) fn rows(table: &str) -> Vec<Row<'_>> {
    let mut lines = table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    let header: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    lines.map(|line| Row(header.iter().copied().zip(line.split('\t')).collect())).collect()
}
