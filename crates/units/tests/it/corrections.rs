//! The corrections of the package's tables are in the tables as shipped, each with a reason.

use crate::{new, old};
use units::register;

const CORRECTIONS: &str = include_str!("../../data/corrections.tsv");

fn rows() -> impl Iterator<Item = [&'static str; 6]> {
    CORRECTIONS.lines().filter(|l| !l.starts_with('#')).skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        cells.try_into().expect("six cells")
    })
}

#[test]
fn every_correction_holds_and_says_why() {
    let register = register();
    let mut n = 0;
    for [what, before, after, value, reason, _] in rows() {
        n += 1;
        assert!(reason.len() > 20, "{what} {before} {after}");
        let went = || {
            let unit = register.by_code(before, Some(old())).expect("an old code").unit;
            register.after(unit).iter().any(|e| register.successor(e).last().code == after)
        };
        match what {
            "drop" => assert!(!went(), "{before} -> {after}"),
            "add" => assert!(went(), "{before} -> {after}"),
            "type" => {
                let (code, on) = if after.is_empty() { (before, old()) } else { (after, new()) };
                let unit = register.by_code(code, Some(on)).expect("a code");
                assert_eq!(unit.facts.unit_type, value);
            }
            other => panic!("{other}"),
        }
    }
    assert_eq!(n, 39);
}

#[test]
fn homonyms_that_the_package_joined_by_name_go_their_own_ways() {
    let register = register();
    let into = |code: &str| {
        let unit = register.by_code(code, Some(old())).expect("an old code").unit;
        let names = register.after(unit).iter().map(|e| register.successor(e).last().full());
        names.collect::<Vec<_>>()
    };
    assert_eq!(into("27691"), ["phường Long An"]);
    assert_eq!(into("25462"), ["phường Tân Ninh"]);
    assert_eq!(into("11890"), ["xã Nguyễn Bỉnh Khiêm"]);
    assert_eq!(into("10798"), ["xã Kim Thành", "xã Hà Nam"]);
    assert_eq!(into("28270"), ["phường Thới Sơn"]);
}
