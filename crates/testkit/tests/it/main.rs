//! Tests of the case runner: it must fail where a finder or a case file is wrong.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use testkit::cases::{Found, check, check_folders, run};

/// Finds runs of capitalised words; white space of any kind separates words.
fn capitals(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + word.len();
        match found.last_mut() {
            _ if !word.starts_with(char::is_uppercase) => {}
            Some(last) if text[last.end..start].trim().is_empty() => last.end = end,
            _ => found.push(Found::new("name", start, end, "")),
        }
    }
    for f in &mut found {
        f.value = text::fold::canon(&text[f.start..f.end]);
    }
    found
}

fn folder(cases: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.case"), cases).unwrap();
    dir
}

fn failure(cases: &str, finder: impl Fn(&str) -> Vec<Found>) -> String {
    check(folder(cases).path(), &["name"], finder, false).unwrap_err()
}

const GOOD: &str = "--- two-names\n# from: made up\nxã Thủy Liên gặp xã Hoà An và xã Thủy Liên\n=>\n\
    name \"Thủy Liên\" Thủy Liên\nname \"Hoà An\" Hòa An\nname \"Thủy Liên\" #2 Thủy Liên\n\n\
    --- nothing\n# from: made up\nkhông có tên nào ở đây\n=>\nnone\n";

#[test]
fn good_cases_pass_in_all_variants() {
    run(folder(GOOD).path(), &["name"], capitals);
    run(folder(GOOD).path(), &["name"], |text| {
        let mut found = capitals(text);
        found.push(Found::new("other", 0, 1, "left aside"));
        found
    });
}

#[test]
fn missing_extra_and_wrong_mentions_fail() {
    let none = failure(GOOD, |_| vec![]);
    assert!(none.contains("two-names") && none.contains("- name \"Hoà An\" Hòa An"), "{none}");
    let extra = failure(GOOD, |text| {
        let mut found = capitals(text);
        found.push(Found::new("name", 0, text.find(' ').unwrap_or(1), "x"));
        found
    });
    assert!(extra.contains("+ name \"không\" x"), "{extra}");
    assert!(extra.contains("  - none"), "{extra}");
}

#[test]
fn each_variant_can_fail() {
    let blind_to =
        |c: char| move |text: &str| if text.contains(c) { vec![] } else { capitals(text) };
    assert!(failure(GOOD, blind_to('\u{a0}')).contains("two-names in variant `nbsp`"));
    assert!(failure(GOOD, blind_to('\t')).contains("two-names in variant `tab`"));
    assert!(failure(GOOD, blind_to('\n')).contains("two-names in variant `linebreak`"));
    assert!(failure(GOOD, blind_to('ỷ')).contains("two-names in variant `tone`"));
}

#[test]
fn a_named_reason_exempts_from_a_variant() {
    let line_blind = |text: &str| if text.contains('\n') { vec![] } else { capitals(text) };
    let skipping =
        |skip: &str| GOOD.replace("# from: made up\nxã", &format!("# from: made up\n{skip}\nxã"));
    let good = skipping("# skip: linebreak (names end at the line end)");
    assert_eq!(check(folder(&good).path(), &["name"], line_blind, false), Ok(()));
    assert!(failure(&skipping("# skip: linebreak"), capitals).contains("(reason)"));
    assert!(failure(&skipping("# skip: linebreak ()"), capitals).contains("(reason)"));
    assert!(
        failure(&skipping("# skip: weather (rain)"), capitals)
            .contains("unknown variant `weather`")
    );
}

#[test]
fn malformed_files_fail() {
    let head = "--- a\n# from: made up\n";
    for (cases, told) in [
        (format!("{head}xã An\n=>\n"), "no expectation"),
        (format!("{head}xã An\n"), "no line `=>`"),
        ("--- a\nxã An\n=>\nnone\n".into(), "# from"),
        (format!("{head}xã An\n=>\nnone\nname \"An\" An\n"), "stands alone"),
        (format!("{head}xã An\n=>\nname An\n"), "unreadable expectation"),
        (format!("{head}xã An\n=>\nplace \"An\" An\n"), "kind `place` is not declared"),
        (format!("xã\n{head}xã An\n=>\nname \"An\" An\n"), "before the first"),
        (format!("{GOOD}\n{GOOD}"), "name used twice"),
    ] {
        let report = failure(&cases, capitals);
        assert!(report.contains(told), "{told}: {report}");
    }
}

#[test]
fn only_case_files_and_declared_folders_may_lie_there() {
    let dir = folder(GOOD);
    std::fs::write(dir.path().join("notes.txt"), "x").unwrap();
    assert!(
        check(dir.path(), &["name"], capitals, false).unwrap_err().contains("only .case files")
    );
    assert!(check(Path::new("/nonexistent"), &["name"], capitals, false).is_err());
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("names")).unwrap();
    std::fs::write(root.path().join("names/a.case"), GOOD).unwrap();
    check_folders(root.path(), &["names"]);
    assert!(std::panic::catch_unwind(|| check_folders(root.path(), &[])).is_err());
    assert!(std::panic::catch_unwind(|| check_folders(root.path(), &["names", "x"])).is_err());
}

#[test]
fn update_rewrites_expectations_and_keeps_remarks() {
    let stale = "# a file\n\n--- one\n# from: made up\nxã \"An Bình\" và xã An Bình\n=>\nnone\n\n\
        --- two\n# from: made up\nÔng An\n=>\nname \"Ông An\" Ông An ! wrong: a title is no name\n";
    let dir = folder(stale);
    check(dir.path(), &["name"], capitals, true).unwrap();
    let fresh = std::fs::read_to_string(dir.path().join("a.case")).unwrap();
    let first = "name \"Bình\\\"\" Bình\"\nname \"An Bình\" #2 An Bình\n";
    assert_eq!(fresh, stale.replacen("none\n", first, 1));
    run(dir.path(), &["name"], capitals);
}

#[test]
fn a_healed_mistake_fails_until_it_is_corrected() {
    let cases = "--- two\n# from: made up\nÔng An\n=>\nname \"Ông An\" Ông An ! wrong: a title is no name\n";
    let healed = failure(cases, |text| vec![Found::new("name", text.len() - 2, text.len(), "An")]);
    assert!(healed.contains("may have healed"), "{healed}");
}
