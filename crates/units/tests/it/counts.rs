//! How many units of which level and type stand on which day, and that their codes and names are well formed.

use crate::{day, new, old};
use std::collections::{BTreeMap, BTreeSet};
use terms::{Day, UnitLevel};
use units::register;

fn types(on: Day, level: UnitLevel) -> BTreeMap<&'static str, usize> {
    let mut types = BTreeMap::new();
    for unit in register().on(on, level) {
        *types.entry(unit.facts.unit_type).or_default() += 1;
    }
    types
}

#[test]
fn three_levels_until_the_end_of_june_2025() {
    assert_eq!(types(old(), UnitLevel::Province), BTreeMap::from([("thành phố", 6), ("tỉnh", 57)]));
    let districts = [("huyện", 508), ("quận", 49), ("thành phố", 87), ("thị xã", 52)];
    assert_eq!(types(old(), UnitLevel::District), BTreeMap::from(districts));
    // The package's own column says 7,695, 1,724 and 616; three units are typed otherwise in it than in their full names.
    let communes = [("phường", 1_726), ("thị trấn", 617), ("xã", 7_692)];
    assert_eq!(types(old(), UnitLevel::Commune), BTreeMap::from(communes));
    assert_eq!(communes.iter().map(|(_, n)| n).sum::<usize>(), 10_035);
    assert_eq!(types(units::first_day(), UnitLevel::Commune), BTreeMap::from(communes));
}

#[test]
fn two_levels_from_july_2025() {
    let provinces = BTreeMap::from([("thành phố", 6), ("tỉnh", 28)]);
    assert_eq!(types(new(), UnitLevel::Province), provinces);
    assert!(types(new(), UnitLevel::District).is_empty());
    let communes = BTreeMap::from([("phường", 687), ("xã", 2_621), ("đặc khu", 13)]);
    assert_eq!(types(new(), UnitLevel::Commune), communes);
    assert_eq!(types(day("2026-04-29"), UnitLevel::Province), provinces);
    assert_eq!(types(day("2026-04-29"), UnitLevel::Commune), communes);
}

#[test]
fn dong_nai_is_a_city_and_ten_communes_are_wards_from_the_end_of_april_2026() {
    let on = day("2026-04-30");
    assert_eq!(types(on, UnitLevel::Province), BTreeMap::from([("thành phố", 7), ("tỉnh", 27)]));
    let communes = BTreeMap::from([("phường", 697), ("xã", 2_611), ("đặc khu", 13)]);
    assert_eq!(types(on, UnitLevel::Commune), communes);
    let before = register().by_code("75", Some(day("2026-04-29"))).expect("a province");
    let after = register().by_code("75", Some(on)).expect("a province");
    assert_eq!(before.unit.id, after.unit.id, "it is one province");
    assert_eq!([before.facts.full(), after.facts.full()], ["tỉnh Đồng Nai", "thành phố Đồng Nai"]);
    let act = register().act_of(after.facts).expect("the act is known");
    assert_eq!(act.number, "30/2026/QH16");
}

#[test]
fn codes_are_text_of_two_three_and_five_digits() {
    for unit in register().units() {
        let wide = match unit.level {
            UnitLevel::Province => 2,
            UnitLevel::District => 3,
            UnitLevel::Commune => 5,
        };
        for facts in &unit.facts {
            assert_eq!(facts.code.len(), wide, "{} {}", unit.id, facts.code);
            assert!(facts.code.bytes().all(|b| b.is_ascii_digit()), "{}", facts.code);
        }
    }
}

#[test]
fn a_code_is_one_unit_at_a_time() {
    for on in [old(), new(), day("2026-04-30")] {
        for level in [UnitLevel::Province, UnitLevel::District, UnitLevel::Commune] {
            let all: Vec<&str> = register().on(on, level).map(|s| s.facts.code).collect();
            let codes: BTreeSet<&str> = all.iter().copied().collect();
            assert_eq!(codes.len(), all.len(), "{on} {level}");
        }
    }
}

#[test]
fn names_are_unique_within_a_new_province() {
    let mut seen = BTreeMap::new();
    for unit in register().on(new(), UnitLevel::Commune) {
        let key = (unit.province().unit.id, text::fold::match_key(&unit.facts.full()));
        if let Some(other) = seen.insert(key, unit.facts.code) {
            panic!("{} and {other} are both {}", unit.facts.code, unit.facts.full());
        }
    }
}

#[test]
fn nearly_every_new_code_was_an_old_one_and_belongs_to_a_source() {
    let register = register();
    let mut fresh = Vec::new();
    for unit in register.on(new(), UnitLevel::Commune) {
        let Ok(before) = register.by_code(unit.facts.code, Some(old())) else {
            fresh.push(unit.facts.full());
            continue;
        };
        let source =
            register.before(unit.unit).any(|e| register.predecessor(e).id == before.unit.id);
        assert!(
            source || before.unit.id == unit.unit.id,
            "{} is no source of its own",
            unit.path()
        );
    }
    let islands = ["Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn", "Côn Đảo"];
    assert_eq!(fresh, islands.map(|name| format!("đặc khu {name}")));
}

#[test]
fn seven_province_codes_carry_another_name_now() {
    let mut moved = Vec::new();
    for unit in register().on(new(), UnitLevel::Province) {
        let before = register().by_code(unit.facts.code, Some(old())).expect("an old code");
        if before.facts.name != unit.facts.name {
            moved.push((unit.facts.code, before.facts.name, unit.facts.name));
        }
    }
    let expected = [
        ("15", "Yên Bái", "Lào Cai"),
        ("24", "Bắc Giang", "Bắc Ninh"),
        ("44", "Quảng Bình", "Quảng Trị"),
        ("52", "Bình Định", "Gia Lai"),
        ("80", "Long An", "Tây Ninh"),
        ("82", "Tiền Giang", "Đồng Tháp"),
        ("91", "Kiên Giang", "An Giang"),
    ];
    assert_eq!(moved, expected);
}

#[test]
fn every_unit_stands_under_one_that_stands_and_every_id_is_its_own() {
    let register = register();
    let ids: BTreeSet<&str> = register.units().iter().map(|u| u.id.as_str()).collect();
    assert_eq!(ids.len(), register.units().len());
    for on in [units::first_day(), old(), new(), day("2026-04-30"), units::known_until()] {
        for unit in register.units().iter().filter_map(|u| register.standing(u, on)) {
            let above = unit.parent().map(|p| p.unit.level);
            let expected = match (unit.unit.level, on <= old()) {
                (UnitLevel::Province, _) => None,
                (UnitLevel::Commune, true) => Some(UnitLevel::District),
                _ => Some(UnitLevel::Province),
            };
            assert_eq!(above, expected, "{} on {on}", unit.unit.id);
            assert_eq!(register.unit(unit.unit.id.as_str()), Some(unit.unit));
        }
    }
}
