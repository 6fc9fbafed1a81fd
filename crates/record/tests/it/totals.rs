//! Honest totals: who is counted, who is missing, parts and wholes.

use crate::make::*;
use proptest::prelude::*;
use record::figures::*;
use record::payload::*;
use record::{Object, Payload};
use terms::*;

/// A province with `n` communes numbered from 100, spread over three districts.
fn province(n: u64) -> (Ledger, Ref) {
    let mut ledger = Ledger::default();
    let begin = day("2000-01-01");
    let top = ledger.unit(1, UnitLevel::Province, "Sông Giang", None, begin, &[]);
    for district in 10..13 {
        ledger.unit(district, UnitLevel::District, "huyện", Some(1), begin, &[]);
    }
    for i in 0..n {
        let name = format!("xã mẫu {i}");
        ledger.unit(100 + i, UnitLevel::Commune, &name, Some(10 + i % 3), begin, &[]);
    }
    (ledger, top)
}

fn answer(ledger: &Ledger, code: &str, top: &Ref, periods: &[Period]) -> Total {
    let facts = ledger.facts();
    Figures::of(&facts).total(&question(code, top, periods, MapChoice::AsReported))
}

#[test]
fn ninety_of_ninety_seven_with_seven_names() {
    let (mut ledger, top) = province(100);
    ledger.form(vec![indicator("A", Aggregation::Sum)], &[year(2024)]);
    for i in 7..100 {
        let cell = match i {
            7..10 => Cell::NotApplicable,
            10..14 => Cell::NoneOccurred,
            14..16 => Cell::Zero,
            _ => Cell::Number(10),
        };
        ledger.submit(100 + i, year(2024), &[("A", cell)]);
    }
    let total = answer(&ledger, "A", &top, &[year(2024)]);
    assert_eq!((total.reported, total.expected), (90, 97));
    assert_eq!(total.n_of_n(), "90/97");
    assert_eq!(total.value, Some(Amount::new(840, 0)));
    let names: Vec<&str> = total.missing.iter().map(|s| s.unit.name.as_str()).collect();
    assert_eq!(names.len(), 7);
    assert!(names.contains(&"xã xã mẫu 0") && names.contains(&"xã xã mẫu 6"));
    assert!(total.missing.iter().all(|s| s.why == Some(Silence::NoReport)));
    assert_eq!((total.not_applicable.len(), total.none_occurred, total.zeros), (3, 4, 2));
    assert_eq!(total.coverage(), Coverage::Partial);
}

#[test]
fn silence_is_never_zero() {
    let (mut ledger, top) = province(2);
    ledger.form(vec![indicator("A", Aggregation::Sum)], &[year(2024)]);
    let nobody = answer(&ledger, "A", &top, &[year(2024)]);
    assert_eq!((nobody.value, nobody.cell()), (None, Cell::NotReported));
    ledger.submit(100, year(2024), &[("A", Cell::NotReported)]);
    let open = answer(&ledger, "A", &top, &[year(2024)]);
    assert_eq!((open.value, open.missing[0].why), (None, Some(Silence::CellOpen)));
    ledger.submit(101, year(2024), &[("A", Cell::NoneOccurred)]);
    let none = answer(&ledger, "A", &top, &[year(2024)]);
    assert_eq!((none.cell(), none.n_of_n().as_str()), (Cell::NoneOccurred, "1/2"));
    let facts = ledger.facts();
    let formula = |show| {
        let q = question("A", &top, &[year(2024)], MapChoice::AsReported);
        evaluate(&Formula::Total(q, show), &facts).printed()
    };
    assert_eq!(formula(Show::Value), "không phát sinh");
    assert_eq!(formula(Show::Missing), "1");
}

#[test]
fn what_waits_for_approval_counts_only_when_asked_for() {
    let (mut ledger, top) = province(2);
    ledger.form(vec![indicator("A", Aggregation::Sum)], &[year(2024)]);
    ledger.submit(100, year(2024), &[("A", Cell::Number(5))]);
    ledger.hand_in(101, year(2024), &[("A", Cell::Number(7))]);
    let facts = ledger.facts();
    let figures = Figures::of(&facts);
    let q = question("A", &top, &[year(2024)], MapChoice::AsReported);
    let approved = figures.total(&q);
    assert_eq!(approved.value, Some(Amount::new(5, 0)));
    assert_eq!(approved.missing[0].why, Some(Silence::NotApproved));
    let all = figures.total(&Question { include_unapproved: true, ..q });
    assert_eq!((all.value, all.unapproved.len()), (Some(Amount::new(12, 0)), 1));
}

#[test]
fn a_stock_is_that_of_the_last_period_and_a_sum_that_of_all() {
    let (mut ledger, top) = province(1);
    let indicators = vec![indicator("S", Aggregation::Sum), indicator("K", Aggregation::Stock)];
    ledger.form(indicators, &[year(2023), year(2024)]);
    for (y, n) in [(2023, 10), (2024, 12)] {
        ledger.submit(100, year(y), &[("S", Cell::Number(n)), ("K", Cell::Number(n))]);
    }
    let years = [year(2023), year(2024)];
    assert_eq!(answer(&ledger, "S", &top, &years).value, Some(Amount::new(22, 0)));
    assert_eq!(answer(&ledger, "K", &top, &years).value, Some(Amount::new(12, 0)));
}

#[test]
fn a_ratio_sums_both_parts_over_those_that_said_both() {
    let (mut ledger, top) = province(3);
    let parts = [indicator("N", Aggregation::Sum), indicator("D", Aggregation::Sum)];
    ledger.form([&parts[..], &[ratio("R", "N", "D")]].concat(), &[year(2024)]);
    let cells = |n, d| [("N", Cell::Number(n)), ("D", d)];
    ledger.submit(100, year(2024), &cells(20, Cell::Number(62)));
    ledger.submit(101, year(2024), &cells(42, Cell::Number(62)));
    ledger.submit(102, year(2024), &cells(99, Cell::NotReported));
    let total = answer(&ledger, "R", &top, &[year(2024)]);
    let percent = total.ratio.unwrap();
    assert_eq!((percent.num, percent.den), (Amount::new(62, 0), Amount::new(124, 0)));
    assert_eq!(percent.print(1, total.coverage()), "50%");
    assert_eq!((total.value, total.n_of_n().as_str()), (None, "2/3"));
}

#[test]
fn a_hundred_per_cent_needs_everyone_and_the_whole() {
    let of = |n, d| Percent::of(Amount::new(n, 0), Amount::new(d, 0)).unwrap();
    assert_eq!(of(97, 97).print(1, Coverage::Partial), "97/97");
    assert_eq!(of(97, 97).print(1, Coverage::Whole), "100%");
    assert_eq!(of(99_999, 100_000).print(1, Coverage::Whole), "99,9%");
    assert_eq!(of(100_001, 100_000).print(1, Coverage::Whole), "100,001%");
    assert_eq!(
        of(1_000_000_001, 1_000_000_000).print(1, Coverage::Whole),
        "1.000.000.001/1.000.000.000"
    );
    assert_eq!(of(107, 100).print(2, Coverage::Whole), "107%");
    assert_eq!(of(42, 62).print(2, Coverage::Whole), "67,74%");
    assert_eq!(of(0, 5).print(1, Coverage::Whole), "0%");
    assert_eq!(Percent::of(Amount::new(1, 0), Amount::new(0, 0)), None);
}

#[test]
fn the_better_of_two_submissions_of_one_unit_counts_once() {
    let (mut ledger, top) = province(1);
    ledger.form(vec![indicator("A", Aggregation::Sum)], &[year(2024)]);
    ledger.hand_in(100, year(2024), &[("A", Cell::Number(1))]);
    ledger.submit(100, year(2024), &[("A", Cell::Number(2))]);
    ledger.submit(100, year(2024), &[("A", Cell::Number(3))]);
    let total = answer(&ledger, "A", &top, &[year(2024)]);
    assert_eq!((total.value, total.expected), (Some(Amount::new(2, 0)), 1));
}

#[derive(Debug, Clone)]
struct World {
    communes: Vec<u64>,
    moved: Vec<bool>,
    cells: Vec<Vec<Option<(i64, i64)>>>,
    states: Vec<u8>,
}

fn world() -> impl Strategy<Value = World> {
    (1usize..7).prop_flat_map(|n| {
        let cell = prop::option::weighted(0.8, (-50i64..1000, 1i64..1000));
        (
            prop::collection::vec(0u64..4, n),
            prop::collection::vec(any::<bool>(), n),
            prop::collection::vec(prop::collection::vec(cell, 2), n),
            prop::collection::vec(0u8..6, n),
        )
            .prop_map(|(communes, moved, cells, states)| World {
                communes,
                moved,
                cells,
                states,
            })
    })
}

impl World {
    /// Communes under three districts or directly under the province; some move in the middle of the second year.
    fn build(&self) -> (Ledger, Ref) {
        let (mut ledger, top) = province(0);
        let parts = [indicator("N", Aggregation::Sum), indicator("D", Aggregation::Sum)];
        let indicators = [&parts[..], &[ratio("R", "N", "D")]].concat();
        ledger.form(indicators, &[year(2023), year(2024)]);
        for (i, parent) in self.communes.iter().enumerate() {
            let n = 100 + i as u64;
            let parent = if *parent == 3 { 1 } else { 10 + parent };
            let begin = day("2000-01-01");
            let unit = ledger.unit(n, UnitLevel::Commune, "mẫu", Some(parent), begin, &[]);
            if self.moved[i] {
                let parent = Some(named(Kind::Unit, 12, "huyện"));
                let says = UnitAct::Changed { parent, predecessors: vec![], basis: None };
                ledger.say(&unit, day("2024-06-01"), Payload::Unit(says));
            }
            self.report(&mut ledger, i, n);
        }
        (ledger, top)
    }

    fn report(&self, ledger: &mut Ledger, i: usize, n: u64) {
        for (j, cell) in self.cells[i].iter().enumerate() {
            let Some((num, den)) = *cell else { continue };
            let num = match (self.states[i] as usize + j) % 6 {
                0 => Cell::NotApplicable,
                1 => Cell::NoneOccurred,
                2 => Cell::NotReported,
                3 => Cell::Zero,
                _ => Cell::Number(num),
            };
            let cells = [("N", num), ("D", Cell::Number(den))];
            ledger.submit(n, year(2023 + j as i16), &cells);
        }
    }
}

fn add(parts: &[Total]) -> (Option<i64>, usize, usize, usize, Option<(i64, i64)>) {
    let value = parts.iter().filter_map(|t| t.value.map(|v| v.units)).reduce(|a, b| a + b);
    let ratio = parts.iter().filter_map(|t| t.ratio.map(|r| (r.num.units, r.den.units)));
    let ratio = ratio.reduce(|a, b| (a.0 + b.0, a.1 + b.1));
    let sum = |of: fn(&Total) -> usize| parts.iter().map(of).sum();
    let (n, all) = (sum(|t| t.reported), sum(|t| t.expected));
    (value, n, all, sum(|t| t.missing.len()), ratio)
}

fn same(whole: &Total, parts: &[Total]) -> Result<(), TestCaseError> {
    prop_assert_eq!(add(std::slice::from_ref(whole)), add(parts));
    prop_assert_eq!(whole.expected, whole.reported + whole.missing.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_parts_make_up_the_whole_under_every_grouping(world in world()) {
        let (ledger, top) = world.build();
        let facts = ledger.facts();
        let figures = Figures::of(&facts);
        let years = [year(2023), year(2024)];
        for map in [MapChoice::AsReported, MapChoice::OnDay(day("2024-12-31"))] {
            for code in ["N", "R"] {
                let q = question(code, &top, &years, map);
                let whole = figures.total(&q);
                let groupings = [
                    Grouping::Parent,
                    Grouping::Level(UnitLevel::District),
                    Grouping::Unit,
                    Grouping::Period,
                ];
                for by in groupings {
                    let groups = figures.groups(&q, by);
                    let parts: Vec<Total> = groups.into_iter().map(|g| g.total).collect();
                    same(&whole, &parts)?;
                }
                let matrix = figures.matrix(&q, Grouping::Parent, Grouping::Period);
                same(&whole, &matrix.cells.concat())?;
                same(&whole, &matrix.row_totals)?;
                same(&whole, &matrix.column_totals)?;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_sum_is_that_of_the_numbers_said(world in world()) {
        let (ledger, top) = world.build();
        let total = answer(&ledger, "N", &top, &[year(2023), year(2024)]);
        let said = ledger.objects().into_iter().filter_map(|o| match o {
            Object::Submission(s) => s.cell("N").value(),
            _ => None,
        });
        let said: Vec<i64> = said.collect();
        prop_assert_eq!(total.reported, said.len());
        prop_assert_eq!(total.value.map(|v| v.units), (!said.is_empty()).then(|| said.iter().sum()));
    }
}

#[test]
fn whatever_a_foreign_chain_brings_is_summed_without_breaking() {
    let (mut ledger, top) = province(3);
    let wild = |code, scale| Indicator { scale, ..indicator(code, Aggregation::Sum) };
    let indicators = vec![wild("N", 250), wild("D", 9), ratio("R", "N", "D")];
    ledger.form(indicators, &[year(2024)]);
    for i in 0..3 {
        let cells = [("N", Cell::Number(i64::MAX)), ("D", Cell::Number(i64::MIN))];
        ledger.submit(100 + i, year(2024), &cells);
    }
    let sum = answer(&ledger, "N", &top, &[year(2024)]);
    assert_eq!(sum.value, Some(Amount::new(i64::MAX, 9)));
    let ratio = answer(&ledger, "R", &top, &[year(2024)]);
    assert!(ratio.ratio.unwrap().print(1, Coverage::Whole).starts_with("-99,9"));
    let deep = format!("{}{}", "ratio(num=".repeat(100_000), ")".repeat(100_000));
    assert!(deep.parse::<Formula>().is_err());
}

#[test]
fn units_that_stand_in_a_circle_end_somewhere() {
    let mut ledger = Ledger::default();
    let begin = day("2000-01-01");
    ledger.unit(1, UnitLevel::Commune, "một", Some(2), begin, &[(2, Share::All)]);
    ledger.unit(2, UnitLevel::Commune, "hai", Some(1), begin, &[(1, Share::Part)]);
    ledger.form(vec![indicator("A", Aggregation::Sum)], &[year(2024)]);
    ledger.submit(1, year(2024), &[("A", Cell::Number(1))]);
    let facts = ledger.facts();
    let figures = Figures::of(&facts);
    for map in [
        MapChoice::AsReported,
        MapChoice::OnDay(day("1999-01-01")),
        MapChoice::OnDay(day("2030-01-01")),
    ] {
        let total = figures.total(&question("A", &at(Kind::Unit, 1), &[year(2024)], map));
        assert!(total.expected + total.not_divisible.len() <= 2);
    }
}
