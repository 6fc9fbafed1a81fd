//! The tables of words: no row stands twice, which would count one word for two.

use std::collections::HashSet;
use std::path::Path;

#[test]
fn no_cue_of_a_role_stands_twice() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/cues_role.tsv");
    let table = std::fs::read_to_string(path).expect("table");
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1);
    let mut seen = HashSet::new();
    let mut doubled = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let key = [0, 1, 3].map(|k| cells.get(k).copied().unwrap_or(""));
        if !seen.insert(key) {
            doubled.push(row);
        }
    }
    assert!(doubled.is_empty(), "rows that stand twice: {doubled:#?}");
}
