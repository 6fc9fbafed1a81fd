//! What tables may show at a class: nothing held back can be worked out tighter than the rule, and a hole is found.
//!
//! The reader here is another one than the product's: all parts as variables, all shown cells as they stand, in one program.

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use proptest::prelude::*;
use record::disclosure::{Cell, Fate, Figure, Rule, Tables};
use terms::AccessClass::{self, Internal, Open, Restricted};

const RULE: Rule = Rule { percent: 10, width: 3 };

/// The least or the most the sum of some parts can be, by everything that is shown.
fn end(
    t: &Tables,
    fates: &[Fate],
    parts: &[usize],
    direction: OptimizationDirection,
) -> Option<f64> {
    let mut problem = Problem::new(direction);
    let asked = |p: usize| if parts.contains(&p) { 1.0 } else { 0.0 };
    let all: Vec<_> =
        (0..t.values.len()).map(|p| problem.add_var(asked(p), (0.0, f64::INFINITY))).collect();
    for (cell, _) in t.cells.iter().zip(fates).filter(|(_, f)| **f == Fate::Shown) {
        let sum: i64 = cell.parts.iter().map(|p| t.values[*p]).sum();
        let terms: Vec<_> = cell.parts.iter().map(|p| (all[*p], 1.0)).collect();
        problem.add_constraint(terms, ComparisonOp::Eq, sum as f64);
    }
    match problem.solve() {
        Ok(outcome) => Some(outcome.solution().unwrap().objective()),
        Err(microlp::Error::Unbounded) => None,
        Err(other) => panic!("{other}"),
    }
}

/// The figures above a class that this reader bounds tighter than the rule.
fn worked_out(t: &Tables, fates: &[Fate], at: AccessClass) -> Vec<usize> {
    let tighter = |no: &usize| {
        let figure = &t.figures[*no];
        let value: i64 = figure.parts.iter().map(|p| t.values[*p]).sum();
        let least = end(t, fates, &figure.parts, OptimizationDirection::Minimize).unwrap();
        let most = end(t, fates, &figure.parts, OptimizationDirection::Maximize);
        let (value, slack) = (value as f64, 1e-6);
        let reach = value * f64::from(RULE.percent) / 100.0;
        least > (value - reach).max(0.0) + slack
            || most.is_some_and(|m| m < value + reach - slack)
            || most.is_some_and(|m| m - least < f64::from(RULE.width) - slack)
    };
    (0..t.figures.len()).filter(|no| !at.may_read(t.figures[*no].class)).filter(tighter).collect()
}

/// In which district of a map a commune lies.
type District = fn(usize) -> usize;

/// Communes × sectors × years; sums over each, by two maps of districts, over sectors and years.
fn province(
    communes: usize,
    sectors: usize,
    years: usize,
    values: &[i64],
    above: &[usize],
) -> Tables {
    let mut t = Tables::default();
    let at = |c: usize, s: usize, y: usize| (y * sectors + s) * communes + c;
    let n = communes * sectors * years;
    t.values = (0..n).map(|i| values[i % values.len()]).collect();
    let class = |i: usize| if above.contains(&(i % communes)) { Restricted } else { Open };
    t.figures = (0..n).map(|i| Figure { parts: vec![i], class: class(i) }).collect();
    let maps: [(&str, District); 2] = [("bản đồ cũ", |c| c / 3), ("bản đồ mới", |c| c % 2)];
    let mut cell = |parts: Vec<usize>, table: String| t.cells.push(Cell::new(parts, table));
    for y in 0..years {
        let year = format!("năm {}", 2025 + y);
        let of = |keep: &dyn Fn(usize, usize) -> bool| -> Vec<usize> {
            let pairs = (0..sectors).flat_map(|s| (0..communes).map(move |c| (c, s)));
            pairs.filter(|(c, s)| keep(*c, *s)).map(|(c, s)| at(c, s, y)).collect()
        };
        for c in 0..communes {
            cell(of(&|x, _| x == c), format!("theo xã, {year}"));
            for s in 0..sectors {
                cell(vec![at(c, s, y)], format!("theo lĩnh vực, {year}"));
            }
        }
        for s in 0..sectors {
            cell(of(&|_, x| x == s), format!("theo lĩnh vực, {year}"));
        }
        for (map, district) in maps {
            for d in 0..communes.max(3) {
                let parts = of(&|x, _| district(x) == d);
                if !parts.is_empty() {
                    cell(parts, format!("{map}, {year}"));
                }
            }
        }
        cell(of(&|_, _| true), format!("toàn tỉnh, {year}"));
    }
    for c in 0..communes {
        cell((0..n).filter(|i| i % communes == c).collect(), "nhiều năm".to_owned());
    }
    cell((0..n).collect(), "nhiều năm".to_owned());
    t
}

fn release(t: &Tables, at: AccessClass) -> Vec<Fate> {
    t.publish(at, &RULE).unwrap().fates
}

#[test]
fn a_province_with_three_restricted_communes_is_published() {
    let values = [41, 7, 120, 63, 15, 88, 230, 34, 9, 71, 52, 19, 305];
    let t = province(9, 2, 2, &values, &[1, 4, 5]);
    let fates = release(&t, Open);
    assert_eq!(worked_out(&t, &fates, Open), [] as [usize; 0]);
    assert_eq!(t.audit(&fates, Open, &RULE), []);
    // Every cell of a restricted commune is held back; what is held back beside it is the lesser part.
    for (cell, fate) in t.cells.iter().zip(&fates) {
        if let [one] = cell.parts[..] {
            let above = [1, 4, 5].contains(&(one % 9));
            assert_eq!(*fate == Fate::Class, above, "{cell:?}");
        }
    }
    let count = |fate| fates.iter().filter(|f| **f == fate).count();
    assert!(
        count(Fate::Shown) > count(Fate::Guard),
        "{} shown, {} guard",
        count(Fate::Shown),
        count(Fate::Guard)
    );
    // Who may read everything reads everything.
    assert!(release(&t, Restricted).iter().all(|f| *f == Fate::Shown));
    // Held back by their class alone, the figures are given away, and the tables named.
    let naive: Vec<Fate> =
        fates.iter().map(|f| if *f == Fate::Guard { Fate::Shown } else { *f }).collect();
    let holes = t.audit(&naive, Open, &RULE);
    assert_eq!(holes.is_empty(), worked_out(&t, &naive, Open).is_empty());
    assert!(holes.iter().all(|h| h.table.contains("năm")), "{holes:?}");
    assert!(!holes.is_empty());
}

#[test]
fn what_is_told_already_stops_the_publication_and_the_table_is_named() {
    let figure = |part, class| Figure { parts: vec![part], class };
    let told =
        |parts: &[usize], table: &str| Cell { told: true, ..Cell::new(parts.to_vec(), table) };
    let t = Tables {
        values: vec![40, 55],
        figures: vec![figure(0, Open), figure(1, Restricted)],
        cells: vec![
            told(&[0], "biểu theo xã"),
            Cell::new(vec![1], "biểu theo xã"),
            told(&[0, 1], "bản sao số 1"),
        ],
    };
    let exposed = t.publish(Open, &RULE).unwrap_err();
    assert_eq!((exposed.table.as_str(), exposed.figure), ("bản sao số 1", 1));
    assert_eq!((exposed.bounds.least, exposed.bounds.most), (Some(55), Some(55)));
    // At a class that may read it there is nothing to stop for.
    assert!(t.publish(Restricted, &RULE).is_ok());
}

#[test]
fn the_class_of_a_total_is_never_below_the_rule_for_its_parts() {
    let figure = |part, class| Figure { parts: vec![part], class };
    let cell = |parts: &[usize]| Cell::new(parts.to_vec(), "t");
    // A total of one restricted figure and a zero is that figure: it keeps its class.
    let alone = Tables {
        values: vec![55, 0],
        figures: vec![figure(0, Restricted), figure(1, Open)],
        cells: vec![cell(&[0]), cell(&[1]), cell(&[0, 1])],
    };
    assert_eq!(alone.class_of(0, &RULE), Ok(Restricted));
    // Of many that hide each other the total is open, of internal ones too.
    let many = Tables {
        values: vec![55, 60, 70],
        figures: vec![figure(0, Restricted), figure(1, Internal), figure(2, Internal)],
        cells: vec![cell(&[0]), cell(&[1]), cell(&[2]), cell(&[0, 1, 2])],
    };
    let classes: Vec<_> = (0..4).map(|c| many.class_of(c, &RULE).unwrap()).collect();
    assert_eq!(classes[0], Restricted);
    assert!(classes[1] >= Internal && classes[2] >= Internal, "{classes:?}");
    assert_eq!(classes[3], Open);
}

#[test]
fn a_figure_divided_on_another_map_is_kept_as_a_whole() {
    // One commune's 50 went as 30 and 20 into two; both new communes and their others are shown otherwise.
    let t = Tables {
        values: vec![30, 20, 44, 61, 90],
        figures: vec![
            Figure { parts: vec![0, 1], class: Restricted },
            Figure { parts: vec![2], class: Open },
            Figure { parts: vec![3], class: Open },
            Figure { parts: vec![4], class: Open },
        ],
        cells: [vec![0, 1], vec![2], vec![3], vec![4], vec![0, 2], vec![1, 3], vec![0, 1, 2, 3, 4]]
            .map(|parts| Cell::new(parts, "t"))
            .to_vec(),
    };
    let fates = release(&t, Open);
    assert_eq!(fates[0], Fate::Class);
    assert_eq!(worked_out(&t, &fates, Open), [] as [usize; 0]);
}

/// Guards that could be shown without giving anything away.
fn needless(t: &Tables, fates: &[Fate]) -> Vec<usize> {
    let guards = (0..fates.len()).filter(|c| fates[*c] == Fate::Guard);
    let needless = guards.filter(|guard| {
        let mut holed = fates.to_vec();
        holed[*guard] = Fate::Shown;
        t.audit(&holed, Open, &RULE).is_empty()
    });
    needless.collect()
}

#[test]
fn districts_of_two_maps_that_tie_communes_in_a_ring_are_published() {
    // By all numbers the ends are halves here; integers reach far enough.
    let values = [0, 406, 0, 0, 1342, 478, 521, 1, 1043, 810, 101, 3];
    let t = province(6, 2, 1, &values, &[1, 2, 5]);
    let fates = release(&t, Open);
    assert_eq!(worked_out(&t, &fates, Open), [] as [usize; 0]);
    assert_eq!(needless(&t, &fates), [] as [usize; 0]);
}

#[test]
fn the_rule_is_a_dated_row_with_a_reason_and_a_source() {
    let day = |d: &str| d.parse().unwrap();
    assert_eq!(Rule::on(day("2026-11-28")), Ok(Some(RULE)));
    assert_eq!(Rule::on(day("2019-12-31")), Ok(None));
}

/// Every way integers can stand behind the shown cells, tried one by one.
fn by_hand(t: &Tables, fates: &[Fate], part: usize) -> (i64, i64) {
    let most: i64 = t.values.iter().sum();
    let (mut least_seen, mut most_seen) = (i64::MAX, i64::MIN);
    let shown: Vec<(&Cell, i64)> = t
        .cells
        .iter()
        .zip(fates)
        .filter(|(_, f)| **f == Fate::Shown)
        .map(|(c, _)| (c, c.parts.iter().map(|p| t.values[*p]).sum()))
        .collect();
    let n = t.values.len();
    let mut tried = vec![0i64; n];
    loop {
        if shown.iter().all(|(c, sum)| c.parts.iter().map(|p| tried[*p]).sum::<i64>() == *sum) {
            least_seen = least_seen.min(tried[part]);
            most_seen = most_seen.max(tried[part]);
        }
        let Some(at) = (0..n).find(|i| tried[*i] < most) else { break };
        tried[..at].fill(0);
        tried[at] += 1;
    }
    (least_seen, most_seen)
}

#[test]
fn bounds_are_those_of_trying_every_integer() {
    let t = Tables {
        values: vec![3, 2, 4, 1],
        figures: (0..4).map(|p| Figure { parts: vec![p], class: Restricted }).collect(),
        cells: [vec![0, 1], vec![2, 3], vec![0, 2], vec![0, 1, 2, 3]]
            .map(|p| Cell::new(p, "t"))
            .to_vec(),
    };
    let all_shown = vec![Fate::Shown; 4];
    let strict = Rule { percent: 1000, width: 0 };
    for exposed in t.audit(&all_shown, Open, &strict) {
        let (least, most) = by_hand(&t, &all_shown, exposed.figure);
        let found = (exposed.bounds.least.unwrap(), exposed.bounds.most.unwrap());
        assert_eq!(found, (least.into(), most.into()), "part {}", exposed.figure);
    }
    assert_eq!(t.audit(&all_shown, Open, &strict).len(), 4);
}

#[derive(Debug, Clone)]
struct Drawn {
    tables: Tables,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let value =
        prop_oneof![1 => Just(0i64), 2 => 1i64..10, 6 => 10i64..2_000, 1 => 2_000i64..5_000_000];
    (
        3usize..9,
        1usize..3,
        1usize..3,
        prop::collection::vec(value, 60),
        prop::collection::btree_set(0usize..9, 1..4),
    )
        .prop_map(|(communes, sectors, years, values, above)| {
            let above: Vec<usize> = above.into_iter().filter(|c| *c < communes).collect();
            Drawn { tables: province(communes, sectors, years, &values, &above) }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_held_back_can_be_worked_out_and_a_hole_is_found(drawn in drawn(), pick in any::<prop::sample::Index>()) {
        let t = drawn.tables;
        let fates = t.publish(Open, &RULE).unwrap().fates;
        prop_assert_eq!(worked_out(&t, &fates, Open), Vec::<usize>::new());
        // One guard less: whatever the other reader works out, the audit finds.
        let guards: Vec<usize> = (0..fates.len()).filter(|c| fates[*c] == Fate::Guard).collect();
        if !guards.is_empty() {
            let mut holed = fates.clone();
            holed[guards[pick.index(guards.len())]] = Fate::Shown;
            let found: Vec<usize> = t.audit(&holed, Open, &RULE).iter().map(|e| e.figure).collect();
            for figure in worked_out(&t, &holed, Open) {
                prop_assert!(found.contains(&figure));
            }
            prop_assert!(!found.is_empty(), "a guard that was not needed is left");
        }
    }
}
