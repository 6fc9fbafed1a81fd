//! `units` and `unit`: the national register from the terminal, and put on record.

use crate::demo::{Ran, kvpt};
use std::ffi::OsStr;
use std::path::Path;

fn listed(args: &[&str]) -> serde_json::Value {
    let ran = kvpt([&["units", "--format", "json"], args].concat()).ends(0);
    serde_json::from_str(&ran.out).unwrap()
}

fn count(on: &str, level: &str) -> usize {
    let list = listed(&["--on", on, "--level", level]);
    list["units"].as_array().unwrap().len()
}

#[test]
fn units_of_a_level_on_a_day_are_listed() {
    for (on, expected) in [("30/06/2025", [63, 696, 10_035]), ("2026-05-01", [34, 0, 3_321])] {
        let levels = ["province", "district", "commune"];
        assert_eq!(levels.map(|level| count(on, level)), expected, "{on}");
    }
    let list = listed(&["--on", "01/05/2026", "--level", "province", "--province", "Đồng Nai"]);
    assert_eq!(list["units"][0]["type"], "thành phố");
    let of_province = listed(&["--on", "2026-01-01", "--level", "commune", "--province", "24"]);
    assert_eq!(of_province["units"].as_array().unwrap().len(), 99);
    assert_eq!(of_province["province"]["name"], "tỉnh Bắc Ninh");
}

#[test]
fn a_table_is_read_by_people_and_csv_by_programs() {
    let args = ["units", "--on", "30/06/2025", "--level", "district", "--province", "Bắc Ninh"];
    let table = kvpt(args).ends(0).out;
    assert!(table.starts_with("Mã"), "{table}");
    assert!(
        table.ends_with("8 đơn vị cấp huyện của tỉnh Bắc Ninh vào ngày 30/06/2025.\n"),
        "{table}"
    );
    let csv = kvpt([&args[..], &["--format", "csv"]].concat()).ends(0).out;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 9);
    assert!(lines.iter().all(|l| l.split(',').count() == 11), "{csv}");
}

#[test]
fn a_unit_is_shown_with_its_succession_and_an_ambiguous_code_is_refused() {
    let sheet = kvpt(["unit", "26740", "--on", "01/01/2026"]).ends(0).out;
    for words in ["phường Sài Gòn", "phường Bến Nghé", "một phần", "1685/NQ-UBTVQH15"]
    {
        assert!(sheet.contains(words), "{sheet}");
    }
    let refused = kvpt(["unit", "26740"]).ends(1).err;
    for words in ["phường Bến Nghé", "phường Sài Gòn", "[units.ambiguous]"] {
        assert!(refused.contains(words), "{refused}");
    }
}

#[test]
fn what_is_typed_wrong_is_told_with_its_code() {
    let cases: [(&[&str], &str); 6] = [
        (&["units", "--on", "31/02/2026", "--level", "commune"], "units.day-bad"),
        (&["units", "--on", "2025-02-28", "--level", "commune"], "units.before-data"),
        (&["units", "--on", "2026-01-01", "--level", "thôn"], "units.level-bad"),
        (&["unit", "99999"], "units.code-unknown"),
        (&["unit", "phường Không Có"], "units.name-unknown"),
        (&["unit", "11948", "--on", "2025-06-30"], "units.other-day"),
    ];
    for (args, code) in cases {
        let err = kvpt(args).ends(1).err;
        assert!(err.contains(&format!("[{code}]")), "{args:?}: {err}");
    }
}

fn load(folder: &Path, province: &str, more: &[&str]) -> Ran {
    let folder = folder.as_os_str();
    let own = ["units", "load", "--province", province, "--data"].map(OsStr::new);
    let more = more.iter().map(OsStr::new);
    kvpt(own.into_iter().chain([folder]).chain(more))
}

#[test]
fn a_province_is_put_on_record_once_and_the_ledger_stays_whole() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().as_os_str();
    let init = ["init", "--site", "bac-ninh", "--body", "Ban Chỉ đạo (mẫu)", "--data"];
    kvpt(init.map(OsStr::new).into_iter().chain([data])).ends(0);
    let dry = load(folder.path(), "27", &["--dry-run"]).ends(0);
    assert!(dry.out.contains("chưa ghi"), "{}", dry.out);
    let loaded = load(folder.path(), "27", &["--since", "01/01/2021"]).ends(0);
    assert!(loaded.out.starts_with("Đã nạp 3 đơn vị cấp tỉnh, 18 cấp huyện"), "{}", loaded.out);
    let again = load(folder.path(), "Bắc Giang", &[]).ends(1);
    assert!(again.err.contains("[units.already-loaded]"), "{}", again.err);
    for check in [&["verify", "--data"][..], &["rebuild", "--check", "--data"]] {
        kvpt(check.iter().map(OsStr::new).chain([data])).ends(0);
    }
}

fn totalled(data: &OsStr, args: &[&str]) -> serde_json::Value {
    let asked = ["totals", "--login", "can.bo", "--form", "BC-QPQS", "--format", "json", "--data"]
        .map(OsStr::new);
    let args = asked.into_iter().chain([data]).chain(args.iter().map(OsStr::new));
    serde_json::from_str(&kvpt(args).ends(0).out).unwrap()
}

#[test]
fn totals_are_asked_on_the_map_of_a_day() {
    let data = crate::demo::demo().path().as_os_str();
    let members = ["--indicator", "QP02", "--year", "2024", "--rows", "province"];
    let on = |map: &[&str]| totalled(data, &[&members[..], map].concat());
    let now = on(&[]);
    let old = on(&["--map-date", "30/06/2025", "--unit", "tỉnh Sông Giang"]);
    let neighbour = on(&["--map-date", "2025-06-30", "--unit", "tỉnh Đồi Mây"]);
    let number = |v: &serde_json::Value| -> i64 {
        v["headline"]["printed"].as_str().unwrap().replace('.', "").parse().unwrap()
    };
    assert_eq!(number(&now), number(&old) + number(&neighbour), "no figure is lost by the merger");
    assert!(number(&neighbour) > 0);
    assert_eq!(old["map"], "theo địa giới hành chính ngày 30/06/2025");
    let table = kvpt(
        ["totals", "--login", "can.bo", "--form", "BC-QPQS", "--year", "2024", "--data"]
            .map(OsStr::new)
            .into_iter()
            .chain([data]),
    );
    assert!(table.ends(0).out.contains(" báo cáo đã có số liệu."));
    for (args, code) in [
        (["--form", "XX", "--year", "2024"], "totals.form-unknown"),
        (["--form", "BC-QPQS", "--year", "1999"], "totals.year-unknown"),
        (["--form", "BC-QPQS", "--map-date", "31/02/2025"], "units.day-bad"),
        (["--form", "BC-QPQS", "--unit", "xã Không Có"], "unit.unknown"),
        (["--form", "BC-QPQS", "--rows", "thôn"], "units.level-bad"),
    ] {
        let asked = ["totals", "--login", "can.bo", "--data"].map(OsStr::new);
        let args = asked.into_iter().chain([data]).chain(args.map(OsStr::new));
        let ran = kvpt(args).ends(1);
        assert!(ran.err.contains(code), "{code}: {}", ran.err);
    }
}
