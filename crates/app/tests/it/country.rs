//! Map-date totals over the whole country with made-up figures: exact to the last unit on both maps, and nothing guessed.

use crate::province::day;
use app::national::{self, Scope};
use record::figures::*;
use record::object::{Form, Submission, Unit};
use record::payload::*;
use record::{Act, Actor, Draft, Object, Payload};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use terms::{
    Aggregation, Amount, Cell, Day, Field, Id, Instant, Kind, Named, Period, Ref, UnitLevel,
};

/// A figure of each commune in 2024 and in 2026, made up.
struct Country {
    facts: Facts,
    values: BTreeMap<(Ref, Period), i64>,
}

fn year(y: i16) -> Period {
    Period::year(y).unwrap()
}

fn named(kind: Kind, n: u128) -> Named {
    let site = "bo-quoc-phong".parse().unwrap();
    Named { at: Ref { kind, site, id: Id::new(1, n) }, name: format!("{kind} {n}") }
}

fn actor() -> Actor {
    Actor { login: "a".into(), name: "A".into(), body: named(Kind::Body, 1) }
}

/// What drafts on one object fold into.
fn folded(drafts: Vec<Draft>) -> Object {
    let site: terms::Site = "bo-quoc-phong".parse().unwrap();
    let acts: Vec<Act> =
        (1..).zip(drafts).map(|(seq, d)| d.at(site.clone(), seq, Instant(0))).collect();
    record::fold(&acts).unwrap()
}

fn draft(subject: &Ref, effective_on: Day, payload: Payload) -> Draft {
    Draft { effective_on, subject: subject.clone(), actor: actor(), evidence: vec![], payload }
}

fn form() -> Form {
    let at = named(Kind::Form, 1);
    let indicator = Indicator {
        code: "DQ".into(),
        name: "Số dân quân (hư cấu)".into(),
        measure: "người".into(),
        scale: 0,
        aggregation: Aggregation::Sum,
        parts: None,
        field: Field::Forces,
        targets: vec![],
    };
    let facts = FormFacts {
        code: "QP-01".into(),
        title: "Biểu mẫu hư cấu".into(),
        asked_by: named(Kind::Body, 1),
        filled_by: UnitLevel::Commune,
        indicators: vec![indicator],
    };
    let defined = draft(&at.at, day(2021, 1, 1), Payload::Form(FormAct::Defined(facts)));
    folded(vec![defined]).try_into().unwrap()
}

fn submission(n: u128, unit: &Unit, period: Period, value: i64) -> Submission {
    let at = named(Kind::Submission, n).at;
    let cells = vec![CellEntry { indicator: "DQ".into(), cell: Cell::Number(value), note: None }];
    let (form, unit) = (named(Kind::Form, 1), unit.named_on(period.to()));
    let says = [
        SubmissionAct::Begun { form, unit, period },
        SubmissionAct::Entered { cells, file: None },
        SubmissionAct::Submitted,
        SubmissionAct::Approved,
    ];
    let on = period.to();
    folded(says.map(|s| draft(&at, on, Payload::Submission(s))).into()).try_into().unwrap()
}

static COUNTRY: LazyLock<Country> = LazyLock::new(|| {
    let unit = |u| -> Unit {
        let drafts = national::drafts(u, &actor(), day(2026, 12, 31), day(2021, 1, 1)).unwrap();
        folded(drafts).try_into().unwrap()
    };
    let mut units: Vec<Unit> = Scope::Country.units().into_iter().map(unit).collect();
    units.sort_by(|a, b| a.at.cmp(&b.at));
    let (mut submissions, mut values) = (Vec::new(), BTreeMap::new());
    for period in [year(2024), year(2026)] {
        let of_level = |u: &&Unit| u.level == UnitLevel::Commune && u.exists_on(period.to());
        for unit in units.iter().filter(of_level) {
            let n = submissions.len() as u128;
            let value = i64::try_from(n * 7919 % 997).unwrap() + 1;
            submissions.push(submission(n, unit, period, value));
            values.insert((unit.at.clone(), period), value);
        }
    }
    let facts = Facts { units, forms: vec![form()], submissions, ..Facts::default() };
    Country { facts, values }
});

const OLD: (i16, i8, i8) = (2025, 6, 30);
const NEW: (i16, i8, i8) = (2026, 12, 31);

fn on((y, m, d): (i16, i8, i8)) -> Day {
    day(y, m, d)
}

fn question(unit: &Ref, period: Period, map: MapChoice) -> Question {
    Question {
        form: named(Kind::Form, 1).at,
        indicator: "DQ".into(),
        unit: unit.clone(),
        periods: vec![period],
        map,
        include_unapproved: false,
    }
}

/// The units of a level on a day with their total for a period on its map.
fn totals<'a>(figures: &Figures<'a>, period: Period, map: (i16, i8, i8)) -> Vec<(&'a Unit, Total)> {
    let provinces = figures.tree().of_level(UnitLevel::Province, on(map));
    let asked =
        |u: &'a Unit| (u, figures.total(&question(&u.at, period, MapChoice::OnDay(on(map)))));
    provinces.map(asked).collect()
}

fn sum<'t>(totals: impl IntoIterator<Item = &'t Total>) -> i64 {
    totals.into_iter().filter_map(|t| t.value).map(|v| v.units).sum()
}

fn all_of(period: Period) -> i64 {
    COUNTRY.values.iter().filter(|((_, p), _)| *p == period).map(|(_, v)| v).sum()
}

fn reference(code: &str, on: Day) -> Ref {
    national::reference(units::register().by_code(code, Some(on)).unwrap().unit)
}

#[test]
fn the_country_has_one_total_on_both_maps_to_the_last_unit() {
    let figures = Figures::of(&COUNTRY.facts);
    let (old, new) = (totals(&figures, year(2024), OLD), totals(&figures, year(2024), NEW));
    assert_eq!([old.len(), new.len()], [63, 34]);
    for provinces in [&old, &new] {
        let all = provinces.iter().map(|(_, t)| t);
        assert_eq!(sum(all.clone()), all_of(year(2024)));
        assert_eq!(all.clone().map(|t| t.reported).sum::<usize>(), 10_035);
        assert!(all.clone().all(|t| t.not_divisible.is_empty() && t.missing.is_empty()));
    }
    // New figures on the old map: what cannot be told is named, once for each old province it touches, and nothing is lost.
    let back = totals(&figures, year(2026), OLD);
    let divided: BTreeSet<&Ref> =
        back.iter().flat_map(|(_, t)| &t.not_divisible).map(|s| &s.unit.at).collect();
    let undivided: i64 =
        divided.iter().map(|at| COUNTRY.values[&((*at).clone(), year(2026))]).sum();
    assert_eq!(sum(back.iter().map(|(_, t)| t)) + undivided, all_of(year(2026)));
    assert_eq!(sum(totals(&figures, year(2026), NEW).iter().map(|(_, t)| t)), all_of(year(2026)));
}

#[test]
fn the_difference_of_every_province_is_the_list_of_communes_that_came() {
    let figures = Figures::of(&COUNTRY.facts);
    let old: BTreeMap<String, Total> = totals(&figures, year(2024), OLD)
        .into_iter()
        .map(|(u, t)| (u.name_on(on(OLD)).unwrap().name.clone(), t))
        .collect();
    let units =
        |t: &Total| -> BTreeSet<Ref> { t.contributing.iter().map(|c| c.unit.at.clone()).collect() };
    let mut grown = 0;
    for (unit, new) in totals(&figures, year(2024), NEW) {
        let before = &old[&unit.name_on(on(NEW)).unwrap().name];
        let (was, is) = (units(before), units(&new));
        assert!(was.is_subset(&is), "no commune of {} left it", unit.last_name());
        let came: i64 =
            is.difference(&was).map(|at| COUNTRY.values[&(at.clone(), year(2024))]).sum();
        let difference = new.value.unwrap().units - before.value.unwrap().units;
        assert_eq!(difference, came, "{}", unit.last_name());
        grown += usize::from(came > 0);
    }
    assert_eq!(grown, 23);
}

#[test]
fn a_commune_with_a_partial_source_says_that_it_is_not_comparable_and_names_the_source() {
    let figures = Figures::of(&COUNTRY.facts);
    let map = MapChoice::OnDay(on(NEW));
    let sai_gon = figures.total(&question(&reference("26740", on(NEW)), year(2024), map));
    let named: BTreeSet<&str> =
        sai_gon.not_divisible.iter().map(|s| s.unit.name.as_str()).collect();
    assert_eq!(named, BTreeSet::from(["phường Nguyễn Thái Bình", "phường Đa Kao"]));
    assert!(sai_gon.not_divisible.iter().all(|s| s.why == Some(Silence::Divided)));
    assert!(Silence::Divided.label().contains("không so sánh được"));
    assert_eq!(sai_gon.coverage(), Coverage::Partial);
    let ben_nghe = COUNTRY.values[&(reference("26740", on(OLD)), year(2024))];
    assert_eq!(sai_gon.value, Some(Amount::new(ben_nghe, 0)), "only what came whole is counted");
    // Every commune of Hà Nội: comparable just where all its sources came whole.
    let ha_noi = units::register().by_code("01", Some(on(NEW))).unwrap().unit.id;
    for commune in units::register().within(ha_noi, on(NEW), UnitLevel::Commune).step_by(5) {
        let at = national::reference(commune.unit);
        let total = figures.total(&question(&at, year(2024), map));
        let whole = units::register().before(commune.unit).all(units::Edge::is_whole);
        assert_eq!(total.not_divisible.is_empty(), whole, "{}", commune.path());
    }
}

#[test]
fn a_district_is_exact_in_its_years_and_not_comparable_after_them() {
    let figures = Figures::of(&COUNTRY.facts);
    let district = reference("760", on(OLD));
    let own = figures.total(&question(&district, year(2024), MapChoice::AsReported));
    assert_eq!((own.reported, own.expected, own.not_divisible.len()), (10, 10, 0));
    let on_new_map = question(&district, year(2024), MapChoice::OnDay(on(NEW)));
    let later = question(&district, year(2026), MapChoice::AsReported);
    for asked in [on_new_map, later] {
        let total = figures.total(&asked);
        assert_eq!((total.value, total.expected), (None, 0));
        assert!(!total.not_divisible.is_empty());
        assert!(total.not_divisible.iter().all(|s| s.why == Some(Silence::AskedIsGone)));
    }
    assert!(Silence::AskedIsGone.label().contains("không so sánh được"));
    // By district on the new map nothing stands under a district, and nothing is said to stand outside all of them.
    let province = question(&reference("79", on(NEW)), year(2024), MapChoice::OnDay(on(NEW)));
    let groups = figures.groups(&province, Grouping::Level(UnitLevel::District));
    let keys: Vec<&GroupKey> = groups.iter().map(|g| &g.key).collect();
    assert_eq!(keys, [&GroupKey::Undivided]);
}
