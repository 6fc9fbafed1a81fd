//! What was entered by mistake is taken back: every answer is as if it had never been, and the ledger keeps it.

use crate::make::*;
use record::figures::*;
use record::payload::*;
use record::{ActKey, Object, Payload};
use terms::*;

const MERGED: &str = "2025-07-01";

fn whole(unit: &Named) -> Predecessor {
    Predecessor { unit: unit.clone(), area: Share::All, population: Share::All }
}

/// A province of three communes that each reported 10, 20, 30.
fn province() -> Ledger {
    let mut ledger = Ledger::default();
    let begin = day("2000-01-01");
    ledger.unit(1, UnitLevel::Province, "Sông Giang", None, begin, &[]);
    ledger.form(vec![indicator("A", Aggregation::Sum)], &[year(2024)]);
    for (n, value) in [(100, 10), (101, 20), (102, 30)] {
        ledger.unit(n, UnitLevel::Commune, "xã", Some(1), begin, &[]);
        ledger.submit(n, year(2024), &[("A", Cell::Number(value))]);
    }
    ledger
}

fn last(ledger: &Ledger) -> ActKey {
    ledger.acts.last().unwrap().key()
}

fn undo(ledger: &mut Ledger, n: u64, key: ActKey) {
    let reason = "Nhập nhầm nghị quyết.".to_owned();
    let says = UnitAct::Undone { acts: vec![key], reason };
    ledger.say(&at(Kind::Unit, n), day("2026-01-10"), Payload::Unit(says));
}

/// Every answer that a list or a total can give.
fn answers(ledger: &Ledger) -> String {
    let facts = ledger.facts();
    let figures = Figures::of(&facts);
    let mut out = String::new();
    for map in [MapChoice::AsReported, MapChoice::OnDay(day("2025-12-31"))] {
        for n in [1, 100, 101, 102, 103] {
            let total = figures.total(&question("A", &at(Kind::Unit, n), &[year(2024)], map));
            out.push_str(&format!("{n} {map:?} {total:?}\n"));
        }
    }
    for on in ["2024-12-31", "2025-12-31"] {
        let there = facts.units.iter().filter(|u| u.exists_on(day(on)));
        let names: Vec<_> = there.map(|u| (u.named_on(day(on)), u.parent_on(day(on)))).collect();
        out.push_str(&format!("{on} {names:?}\n"));
    }
    out
}

#[test]
fn a_merger_entered_by_mistake_is_undone_to_the_same_answers() {
    let mut ledger = province();
    let before = answers(&ledger);
    let taken_in = UnitAct::Changed {
        parent: Some(named(Kind::Unit, 1, "Sông Giang")),
        predecessors: vec![whole(&named(Kind::Unit, 101, "xã"))],
        basis: Some("Nghị quyết số 99/NQ-UBTVQH15".to_owned()),
    };
    ledger.say(&at(Kind::Unit, 100), day(MERGED), Payload::Unit(taken_in));
    let merged = last(&ledger);
    ledger.abolish(101, day(MERGED));
    let ended = last(&ledger);
    assert_ne!(answers(&ledger), before, "the merger shows");
    undo(&mut ledger, 100, merged);
    assert_ne!(answers(&ledger), before, "half of it is still there");
    undo(&mut ledger, 101, ended);
    assert_eq!(answers(&ledger), before);
    assert!(ledger.objects().iter().all(|o| o.misfits().is_empty()));
}

#[test]
fn a_unit_founded_by_mistake_is_on_no_map() {
    let mut ledger = province();
    let before = answers(&ledger);
    ledger.unit(103, UnitLevel::Commune, "mới", Some(1), day(MERGED), &[(100, Share::All)]);
    let founded = last(&ledger);
    ledger.abolish(100, day(MERGED));
    let ended = last(&ledger);
    undo(&mut ledger, 103, founded);
    undo(&mut ledger, 100, ended);
    let after = answers(&ledger);
    let only = |s: &str| s.lines().filter(|l| !l.starts_with("103 ")).collect::<Vec<_>>().join("|");
    assert_eq!(only(&after), only(&before));
}

#[test]
fn an_act_is_taken_back_once_and_only_where_it_is() {
    let mut ledger = province();
    ledger.abolish(101, day(MERGED));
    let ended = last(&ledger);
    undo(&mut ledger, 100, ended.clone());
    undo(&mut ledger, 101, ended.clone());
    undo(&mut ledger, 101, ended.clone());
    let codes = |n| -> Vec<&str> {
        ledger.object(&at(Kind::Unit, n)).misfits().iter().map(|m| m.code).collect()
    };
    assert_eq!(codes(100), ["act.not-here"]);
    assert_eq!(codes(101), ["act.already-undone"]);
    let Object::Unit(unit) = ledger.object(&at(Kind::Unit, 101)) else { panic!() };
    assert!(unit.exists_on(day("2026-01-01")) && unit.log.is_undone(&ended));
}

#[test]
fn figures_of_a_unit_entered_twice_count_under_the_one_that_stays() {
    let mut ledger = province();
    let before = answers(&ledger);
    // 104 was entered for 101 again, and a report was given under it.
    ledger.unit(104, UnitLevel::Commune, "xã", Some(1), day("2000-01-01"), &[]);
    ledger.form(vec![indicator("A", Aggregation::Sum)], &[year(2025)]);
    ledger.submit(104, year(2025), &[("A", Cell::Number(7))]);
    let says = UnitAct::SameAs {
        unit: named(Kind::Unit, 101, "xã"),
        reason: "Nhập hai lần.".to_owned(),
    };
    ledger.say(&at(Kind::Unit, 104), day("2026-01-10"), Payload::Unit(says));
    assert_eq!(answers(&ledger), before);
    let facts = ledger.facts();
    let under = question("A", &at(Kind::Unit, 101), &[year(2025)], MapChoice::AsReported);
    assert_eq!(Figures::of(&facts).total(&under).value, Some(Amount::new(7, 0)));
}

#[test]
fn a_body_founded_by_mistake_exists_on_no_day() {
    let mut ledger = Ledger::default();
    let body = at(Kind::Body, 7);
    let says = BodyAct::Established {
        name: "Ban Chỉ đạo".to_owned(),
        short_name: None,
        kind: "steering_committee".to_owned(),
        parent: None,
        unit: None,
        standing_for: None,
        basis: None,
    };
    ledger.say(&body, day("2020-01-01"), Payload::Body(says));
    let founded = last(&ledger);
    let says = BodyAct::Undone { acts: vec![founded], reason: "Nhập nhầm.".to_owned() };
    ledger.say(&body, day("2026-01-10"), Payload::Body(says));
    let Object::Body(unmade) = ledger.object(&body) else { panic!() };
    assert!(!unmade.exists_on(day("2026-01-11")) && unmade.unmade.is_some());
}
