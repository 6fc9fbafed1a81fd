//! Units by code and by name: on a day, without one, homonyms as candidates.

use crate::{day, new, old};
use units::{Refusal, register};

fn candidates<T>(found: Result<T, Refusal<'_>>) -> Vec<String> {
    match found {
        Err(Refusal::Ambiguous { candidates }) => candidates.iter().map(|c| c.path()).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_code_that_two_units_had_needs_a_day() {
    let both = candidates(register().by_code("26740", None));
    let ben_nghe = "phường Bến Nghé, quận 1, thành phố Hồ Chí Minh";
    assert_eq!(both, [ben_nghe, "phường Sài Gòn, thành phố Hồ Chí Minh"]);
    let before = register().by_code("26740", Some(old())).expect("one");
    let after = register().by_code("26740", Some(new())).expect("one");
    assert_eq!([before.facts.name, after.facts.name], ["Bến Nghé", "Sài Gòn"]);
    assert_ne!(before.unit.id, after.unit.id);
}

#[test]
fn a_code_of_a_unit_that_went_on_needs_none() {
    let unit = register().by_code("01", None).expect("Hà Nội went on");
    assert_eq!(unit.facts.full(), "thành phố Hà Nội");
    let tan_loc = register().by_code("31213", None).expect("it went on");
    assert_eq!(tan_loc.path(), "phường Tân Lộc, thành phố Cần Thơ");
}

#[test]
fn a_code_that_no_unit_has_then_is_told_with_those_that_have_it_on_other_days() {
    let Err(Refusal::Unknown { others }) = register().by_code("11948", Some(old())) else {
        panic!("the code is of 2025-07-01")
    };
    assert_eq!(others[0].facts.name, "Bạch Long Vĩ");
    assert!(
        matches!(register().by_code("99999", None), Err(Refusal::Unknown { others }) if others.is_empty())
    );
    assert!(matches!(register().by_code("1", None), Err(Refusal::Unknown { .. })));
}

#[test]
fn before_the_data_nothing_is_answered() {
    let asked = register().by_code("01", Some(day("2025-02-28")));
    assert!(matches!(asked, Err(Refusal::BeforeData { .. })));
}

#[test]
fn names_join_whatever_the_place_of_tones_the_apostrophe_and_the_blanks() {
    let code = |name: &str| register().by_name(name, Some(new())).map(|s| s.facts.code).ok();
    for name in ["xã Ea H'Leo", "Xã Ea H’leo", "xã EaH'Leo", "xa ea hleo"] {
        assert_eq!(code(name), Some("24184"), "{name}");
    }
    for name in ["phường Thủy Xuân", "Phường Thuỷ Xuân", "phường thuỷ  xuân", "phuong thuy xuan"]
    {
        assert_eq!(code(name), code("phường Thủy Xuân, Huế"), "{name}");
        assert!(code(name).is_some(), "{name}");
    }
    // Tones that are typed count.
    assert_eq!(code("phường Thúy Xuân"), None);
}

#[test]
fn homonyms_are_candidates_with_their_paths() {
    let all = candidates(register().by_name("xã Tân Thành", Some(new())));
    assert!(all.len() > 1 && all.iter().all(|p| p.starts_with("xã Tân Thành, ")), "{all:?}");
    let mut own = all.clone();
    own.dedup();
    assert_eq!(own, all);
    for path in all {
        let found = register().by_name(&path, Some(new())).expect("a path is enough");
        assert_eq!(found.path(), path);
    }
}

#[test]
fn a_path_may_leave_levels_out_but_not_turn_them_round() {
    let find = |name: &str| register().by_name(name, Some(old())).map(|s| s.facts.code).ok();
    assert_eq!(find("phường Bến Nghé, Hồ Chí Minh"), Some("26740"));
    assert_eq!(find("Bến Nghé, Quận 1, Hồ Chí Minh"), Some("26740"));
    assert_eq!(find("Bến Nghé, Hồ Chí Minh, Quận 1"), None);
    assert_eq!(find("Bến Nghé, Hà Nội"), None);
}

#[test]
fn communes_are_found_by_their_own_paths() {
    for on in [old(), new()] {
        for unit in register().on(on, terms::UnitLevel::Commune).step_by(23) {
            let found = register().by_name(&unit.path(), Some(on)).map(|s| s.unit.id);
            assert_eq!(found.ok(), Some(unit.unit.id), "{}", unit.path());
        }
    }
}
