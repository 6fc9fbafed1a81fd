//! Tests of the index by its promises: what is found, in which order, with what counts; what its files stand.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod files;
mod filters;
mod marks;
mod numbers;
mod words;

use index::{Filter, Found, Index, Query, Row, ShortForms};

/// A row with a name and a text.
fn row(key: &str, name: &str, text: &str) -> Row {
    Row {
        key: key.to_owned(),
        owner: key.to_owned(),
        kind: "document".to_owned(),
        names: vec![name.to_owned()],
        text: vec![text.to_owned()],
        ..Row::default()
    }
}

/// An index in memory that holds some rows.
fn holding(rows: &[Row]) -> Index {
    let index = Index::in_memory().unwrap();
    fill(&index, rows, "");
    index
}

fn fill(index: &Index, rows: &[Row], state: &str) {
    let mut writer = index.writer().unwrap();
    rows.iter().try_for_each(|r| writer.replace(&r.owner, std::slice::from_ref(r))).unwrap();
    writer.commit(state).unwrap();
}

fn asked(words: &str) -> Query {
    Query { words: words.to_owned(), most: 100, ..Query::default() }
}

fn shorts() -> ShortForms {
    ShortForms::of([
        ("KVPT", "khu vực phòng thủ"),
        ("QP-AN", "quốc phòng - an ninh"),
        ("TƯ", "Trung ương"),
        ("BCĐ", "Ban Chỉ đạo"),
    ])
}

fn find(index: &Index, query: &Query) -> Found {
    index.search(query, &shorts()).unwrap()
}

/// Keys of what is found, in order.
fn keys(index: &Index, words: &str) -> Vec<String> {
    find(index, &asked(words)).keys
}

/// Keys of what is found, sorted.
fn set(index: &Index, words: &str) -> Vec<String> {
    let mut found = keys(index, words);
    found.sort();
    found
}

fn narrowed(words: &str, filter: Filter) -> Query {
    Query { filter, ..asked(words) }
}
