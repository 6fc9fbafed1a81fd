//! Units through mergers: on any day's map, exact or named as not divisible.

use crate::make::*;
use record::Payload;
use record::figures::*;
use record::payload::*;
use terms::*;

const MERGED: &str = "2025-07-01";

/// Sông Giang takes in Bạch Lâm on 01/07/2025; districts end; communes 100+101 become 200 (in Sông Giang), 102 and a
/// neighbour's 103 become 201; 104 is divided between 200 and 201; 105 goes on.
fn merged() -> (Ledger, Ref, Ref) {
    let mut ledger = Ledger::default();
    let begin = day("2000-01-01");
    let song_giang = ledger.unit(1, UnitLevel::Province, "Sông Giang", None, begin, &[]);
    let bach_lam = ledger.unit(2, UnitLevel::Province, "Bạch Lâm", None, begin, &[]);
    ledger.unit(10, UnitLevel::District, "huyện một", Some(1), begin, &[]);
    ledger.unit(11, UnitLevel::District, "huyện hai", Some(2), begin, &[]);
    for (n, district) in [(100, 10), (101, 10), (102, 10), (103, 11), (104, 10), (105, 10)] {
        ledger.unit(n, UnitLevel::Commune, "cũ", Some(district), begin, &[]);
    }
    let on = day(MERGED);
    let all = |n| (n, Share::All);
    let into_200 = [all(100), all(101), (104, Share::Part)];
    ledger.unit(200, UnitLevel::Commune, "mới một", Some(1), on, &into_200);
    let into_201 = [all(102), all(103), (104, Share::Part)];
    ledger.unit(201, UnitLevel::Commune, "mới hai", Some(1), on, &into_201);
    for n in [100, 101, 102, 103, 104, 10, 11, 2] {
        ledger.abolish(n, on);
    }
    let taken_in = UnitAct::Changed {
        parent: None,
        predecessors: vec![Predecessor {
            unit: named(Kind::Unit, 2, "Bạch Lâm"),
            area: Share::All,
            population: Share::All,
        }],
        basis: None,
    };
    ledger.say(&song_giang, on, Payload::Unit(taken_in));
    let periods = [year(2024), year(2025)];
    ledger.form(vec![indicator("A", Aggregation::Sum)], &periods);
    for (i, n) in (100..106).enumerate() {
        ledger.submit(n, year(2024), &[("A", Cell::Number(10i64.pow(i as u32)))]);
    }
    for (n, value) in [(200, 1000), (201, 2000), (105, 4000)] {
        ledger.submit(n, year(2025), &[("A", Cell::Number(value))]);
    }
    (ledger, song_giang, bach_lam)
}

fn total(ledger: &Ledger, unit: &Ref, periods: &[Period], map: MapChoice) -> Total {
    let facts = ledger.facts();
    Figures::of(&facts).total(&question("A", unit, periods, map))
}

fn new_map() -> MapChoice {
    MapChoice::OnDay(day("2025-12-31"))
}

#[test]
fn as_reported_each_province_has_its_own() {
    let (ledger, song_giang, bach_lam) = merged();
    let of = |unit| total(&ledger, unit, &[year(2024)], MapChoice::AsReported).value;
    assert_eq!(of(&song_giang), Some(Amount::new(110_111, 0)));
    assert_eq!(of(&bach_lam), Some(Amount::new(1000, 0)));
}

#[test]
fn on_the_new_map_the_province_has_both_and_exactly() {
    let (ledger, song_giang, bach_lam) = merged();
    let new = total(&ledger, &song_giang, &[year(2024)], new_map());
    assert_eq!(new.value, Some(Amount::new(111_111, 0)));
    assert_eq!((new.reported, new.expected, new.not_divisible.len()), (6, 6, 0));
    let both = total(&ledger, &song_giang, &[year(2024), year(2025)], new_map());
    assert_eq!(both.value, Some(Amount::new(118_111, 0)));
    let gone = total(&ledger, &bach_lam, &[year(2024)], new_map());
    assert_eq!((gone.value, gone.expected), (None, 0));
}

#[test]
fn a_divided_commune_is_named_and_never_apportioned() {
    let (ledger, ..) = merged();
    let of = |n| total(&ledger, &at(Kind::Unit, n), &[year(2024)], new_map());
    let one = of(200);
    assert_eq!(one.value, Some(Amount::new(11, 0)));
    let names: Vec<&Ref> = one.not_divisible.iter().map(|s| &s.unit.at).collect();
    assert_eq!(names, [&at(Kind::Unit, 104)]);
    assert_eq!(one.coverage(), Coverage::Partial);
    assert_eq!(of(201).value, Some(Amount::new(1100, 0)));
    assert_eq!(of(105).value, Some(Amount::new(100_000, 0)));
}

#[test]
fn parts_by_new_commune_and_the_undivided_make_up_the_province() {
    let (ledger, song_giang, _) = merged();
    let facts = ledger.facts();
    let figures = Figures::of(&facts);
    let q = question("A", &song_giang, &[year(2024)], new_map());
    let groups = figures.groups(&q, Grouping::Unit);
    let undivided = groups.iter().find(|g| g.key == GroupKey::Undivided).unwrap();
    assert_eq!(undivided.total.value, Some(Amount::new(10_000, 0)));
    let sum: i64 = groups.iter().filter_map(|g| g.total.value).map(|v| v.units).sum();
    assert_eq!(sum, 111_111);
    let by_province = figures.groups(&q, Grouping::Level(UnitLevel::Province));
    assert_eq!(by_province.len(), 1, "every part of the divided commune lies in one province");
}

#[test]
fn new_figures_on_the_old_map_are_not_divided_either() {
    let (ledger, song_giang, bach_lam) = merged();
    let old = MapChoice::OnDay(day("2024-12-31"));
    let of = |unit| total(&ledger, unit, &[year(2025)], old);
    let sg = of(&song_giang);
    assert_eq!(sg.value, Some(Amount::new(5000, 0)), "200 and 105 lie wholly in the old province");
    assert_eq!(sg.not_divisible.len(), 1, "201 took in a commune of the neighbour");
    assert_eq!(of(&bach_lam).value, None);
}

#[test]
fn superiors_are_those_of_the_day() {
    let (ledger, song_giang, bach_lam) = merged();
    let facts = ledger.facts();
    let tree = UnitTree::of(&facts.units);
    let old = at(Kind::Unit, 103);
    assert!(tree.is_within(&old, &bach_lam, day("2025-06-30")));
    assert!(!tree.is_within(&old, &song_giang, day("2025-06-30")));
    assert!(tree.is_within(&old, &song_giang, day(MERGED)));
    // Commune 105 was never moved by an act: its district is gone, the province stays.
    let kept = at(Kind::Unit, 105);
    assert!(tree.is_within(&kept, &song_giang, day("2025-12-31")));
    assert_eq!(tree.of_level(UnitLevel::Commune, day(MERGED)).count(), 3);
}

/// Signs that 104's figures go 60 to 200 and 40 to 201.
fn signed(ledger: &mut Ledger, parts: (u64, u64)) {
    let share = |n, parts| SignedShare { unit: named(Kind::Unit, n, "mới"), parts };
    let says = UnitAct::SharesSigned {
        shares: vec![share(200, parts.0), share(201, parts.1)],
        signer: "Chủ tịch Ủy ban nhân dân tỉnh".to_owned(),
        basis: Some("Biên bản bàn giao ngày 20/06/2025".to_owned()),
    };
    ledger.say(&at(Kind::Unit, 104), day(MERGED), Payload::Unit(says));
}

#[test]
fn a_signed_share_divides_figures_to_the_last_unit() {
    let (mut ledger, province, _) = merged();
    let before = total(&ledger, &province, &[year(2024)], new_map());
    signed(&mut ledger, (60, 40));
    let of = |n| total(&ledger, &at(Kind::Unit, n), &[year(2024)], new_map());
    // 100 and 101 said 1 and 10, 102 and 103 said 100 and 1000, 104 said 10000.
    let (first, second) = (of(200), of(201));
    assert_eq!(first.value, Some(Amount::new(1 + 10 + 6000, 0)));
    assert_eq!(second.value, Some(Amount::new(100 + 1000 + 4000, 0)));
    assert_eq!((first.n_of_n().as_str(), first.apportioned.len()), ("3/3", 1));
    assert!(first.not_divisible.is_empty());
    let after = total(&ledger, &province, &[year(2024)], new_map());
    assert_eq!((after.value, after.n_of_n()), (before.value, before.n_of_n()), "one unit, once");
}

#[test]
fn shares_that_do_not_come_out_even_still_add_up() {
    for parts in [(1, 2), (2, 1), (333, 667), (1, 999_999)] {
        let (mut ledger, province, _) = merged();
        signed(&mut ledger, parts);
        let of =
            |at: &Ref| total(&ledger, at, &[year(2024)], new_map()).value.map_or(0, |v| v.units);
        let rest = of(&at(Kind::Unit, 105));
        let both = of(&at(Kind::Unit, 200)) + of(&at(Kind::Unit, 201));
        assert_eq!(both + rest, of(&province), "{parts:?}");
    }
}

#[test]
fn a_share_that_names_other_units_divides_nothing() {
    let (mut ledger, _, _) = merged();
    let share = |n, parts| SignedShare { unit: named(Kind::Unit, n, "mới"), parts };
    let says = UnitAct::SharesSigned {
        shares: vec![share(200, 1), share(105, 1)],
        signer: "Chủ tịch".to_owned(),
        basis: None,
    };
    ledger.say(&at(Kind::Unit, 104), day(MERGED), Payload::Unit(says));
    let total = total(&ledger, &at(Kind::Unit, 200), &[year(2024)], new_map());
    assert_eq!(total.not_divisible.len(), 1, "{total:?}");
}

#[test]
fn commands_group_by_the_areas_that_a_document_states() {
    let (mut ledger, province, _) = merged();
    for (n, units) in [(50, &[200u64][..]), (51, &[201]), (52, &[])] {
        let body = at(Kind::Body, n);
        let says = BodyAct::Established {
            name: format!("Ban Chỉ huy phòng thủ khu vực {n}"),
            short_name: None,
            kind: "area_defence_command".to_owned(),
            parent: None,
            unit: Some(named(Kind::Unit, 1, "Sông Giang")),
            standing_for: None,
            basis: None,
        };
        ledger.say(&body, day(MERGED), Payload::Body(says));
        if !units.is_empty() {
            let units = units.iter().map(|n| named(Kind::Unit, *n, "mới")).collect();
            let says = BodyAct::AreaSet { units, basis: None };
            ledger.say(&body, day(MERGED), Payload::Body(says));
        }
    }
    let facts = ledger.facts();
    let figures = Figures::of(&facts);
    let q = question("A", &province, &[year(2025)], new_map());
    let groups = figures.groups(&q, Grouping::Area("area_defence_command"));
    let said: Vec<(String, i64)> = groups
        .iter()
        .map(|g| {
            let key = match &g.key {
                GroupKey::Body(named) => named.name.clone(),
                other => format!("{other:?}"),
            };
            (key, g.total.value.map_or(0, |v| v.units))
        })
        .collect();
    let command = |n| format!("Ban Chỉ huy phòng thủ khu vực {n}");
    // A command without a stated area takes in nothing, and 105 lies under none.
    let expected = [(command(50), 1000), (command(51), 2000), ("Outside".to_owned(), 4000)];
    assert_eq!(said, expected);
}
