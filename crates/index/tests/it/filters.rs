//! Filters, counts, pages, order among equals.

use crate::{asked, find, holding, narrowed, row};
use index::{Filter, Index, Query, Row};
use std::collections::BTreeMap;
use terms::Day;

fn day(y: i16, m: i8, d: i8) -> Day {
    Day::new(y, m, d).unwrap()
}

fn of(key: &str, kind: &str, field: Option<&str>, bodies: &[&str], on: Option<Day>) -> Row {
    Row {
        kind: kind.to_owned(),
        field: field.map(str::to_owned),
        bodies: bodies.iter().map(|b| (*b).to_owned()).collect(),
        day: on,
        ..row(key, "Diễn tập", "")
    }
}

fn some() -> Index {
    holding(&[
        of("d1", "document", None, &["A"], Some(day(2024, 5, 1))),
        of("d2", "document", None, &["B"], Some(day(2025, 5, 1))),
        of("t1", "task", Some("defence"), &["A", "B"], Some(day(2025, 1, 1))),
        of("t2", "task", Some("security"), &["B"], Some(day(2025, 12, 31))),
        of("p", "person", None, &["A"], None),
        Row { names: vec!["Huấn luyện".to_owned()], ..of("other", "task", None, &["A"], None) },
    ])
}

fn total(index: &Index, filter: Filter) -> usize {
    find(index, &narrowed("dien tap", filter)).total
}

fn kind(kind: &str) -> Filter {
    Filter { kind: Some(kind.to_owned()), ..Filter::default() }
}

#[test]
fn each_filter_narrows_and_all_hold_together() {
    let index = some();
    assert_eq!(total(&index, Filter::default()), 5);
    assert_eq!(total(&index, kind("task")), 2);
    assert_eq!(total(&index, kind("review")), 0);
    let body = |b: &str| Filter { body: Some(b.to_owned()), ..Filter::default() };
    assert_eq!(total(&index, body("A")), 3);
    assert_eq!(total(&index, Filter { kind: Some("task".into()), ..body("A") }), 1);
    assert_eq!(total(&index, Filter { field: Some("defence".into()), ..Filter::default() }), 1);
    assert_eq!(total(&index, Filter { year: Some(2025), ..Filter::default() }), 3);
    let from_to = |from, to| Filter { from, to, ..Filter::default() };
    assert_eq!(total(&index, from_to(Some(day(2025, 1, 1)), None)), 3);
    assert_eq!(total(&index, from_to(None, Some(day(2025, 1, 1)))), 2);
    assert_eq!(total(&index, from_to(Some(day(2025, 1, 2)), Some(day(2025, 12, 30)))), 1);
}

#[test]
fn counts_say_what_each_choice_would_give() {
    let index = some();
    let counted = |pairs: &[(&str, u64)]| -> BTreeMap<String, u64> {
        pairs.iter().map(|(k, n)| ((*k).to_owned(), *n)).collect()
    };
    let all = find(&index, &asked("dien tap")).counts;
    assert_eq!(all.kinds, counted(&[("document", 2), ("person", 1), ("task", 2)]));
    assert_eq!(all.fields, counted(&[("defence", 1), ("security", 1)]));
    assert_eq!(all.bodies, counted(&[("A", 3), ("B", 3)]));
    assert_eq!(all.years, BTreeMap::from([(2024, 1), (2025, 3)]));
    let tasks = find(&index, &narrowed("dien tap", kind("task"))).counts;
    assert_eq!(tasks.kinds, all.kinds, "the other kinds can still be chosen");
    assert_eq!(tasks.bodies, counted(&[("A", 1), ("B", 2)]));
    assert_eq!(tasks.years, BTreeMap::from([(2025, 2)]));
    // What is counted is what is found when it is chosen.
    for (value, n) in &all.kinds {
        assert_eq!(total(&index, kind(value)) as u64, *n, "{value}");
    }
}

#[test]
fn filters_alone_list_what_they_let_through() {
    let index = some();
    assert_eq!(find(&index, &narrowed("", kind("task"))).total, 3);
    assert_eq!(find(&index, &asked("")).total, 0, "nothing typed and nothing chosen finds nothing");
}

#[test]
fn pages_follow_each_other_without_gap_or_repeat() {
    let rows: Vec<Row> = (0..57).map(|n| row(&format!("k{n}"), "Diễn tập", "")).collect();
    let index = holding(&rows);
    let page = |skip| find(&index, &Query { skip, most: 10, ..asked("dien tap") });
    let mut all: Vec<String> = (0..6).flat_map(|n| page(n * 10).keys).collect();
    assert_eq!(all.len(), 57);
    assert_eq!(page(0).total, 57);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 57);
    assert!(page(60).keys.is_empty());
    assert!(find(&index, &Query { most: 0, ..asked("dien tap") }).keys.is_empty());
}

#[test]
fn equals_stand_in_the_order_of_their_keys_and_the_newest_first() {
    let named = |key: &str, order: &[u8]| Row { order: order.to_vec(), ..row(key, "Nguyễn", "") };
    let dated = |key: &str, y| Row { day: Some(day(y, 1, 1)), ..row(key, "Nguyễn", "") };
    let index = holding(&[
        dated("2020", 2020),
        named("binh", b"binh"),
        dated("1950", 1950),
        row("without", "Nguyễn", ""),
        named("an", b"an"),
        dated("2026", 2026),
    ]);
    let found = find(&index, &asked("nguyen")).keys;
    assert_eq!(found, ["an", "binh", "2026", "2020", "1950", "without"]);
}
