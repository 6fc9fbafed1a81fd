//! Two installations and two processes: one serves bundles, the other pulls them, as two clerks would.

use crate::demo::{Ran, Served, kvpt};
use std::ffi::OsStr;
use std::path::Path;

fn run(args: &[&dyn AsRef<OsStr>]) -> Ran {
    kvpt(args.iter().map(|a| a.as_ref()))
}

/// A new installation with keys.
fn site(folder: &Path, code: &'static str) {
    let body = format!("UBND xã {code} (mẫu)");
    run(&[&"init", &"--data", &folder, &"--site", &code, &"--body", &body]).ends(0);
}

/// One admits the other by its card.
fn admits(here: &Path, other: &Path) {
    let card = other.join("phieu.json");
    std::fs::write(&card, run(&[&"site", &"card", &"--data", &other]).ends(0).out).unwrap();
    run(&[&"site", &"admit", &card, &"--data", &here]).ends(0);
}

/// Serves the pages and, beside them, bundles; gives back where bundles are to be had.
fn serve(folder: &Path) -> (Served, String) {
    let free: &OsStr = "127.0.0.1:0".as_ref();
    let args = ["serve", "--data", "", "--listen", "", "--exchange-listen", ""].map(OsStr::new);
    let mut args = args.to_vec();
    (args[2], args[4], args[6]) = (folder.as_os_str(), free, free);
    let served = Served::start(args);
    let line = served.said.iter().find_map(|l| l.split_once("https://"));
    let at = line.unwrap().1.split(' ').next().unwrap();
    let at = format!("https://{at}");
    (served, at)
}

#[test]
fn a_site_pulls_from_another_and_from_nobody_else() {
    let (tinh, xa) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (tinh, xa) = (tinh.path(), xa.path());
    site(tinh, "tinh");
    site(xa, "xa");
    admits(tinh, xa);
    let (served, at) = serve(xa);
    // Admitted on one side only.
    let pull = || run(&[&"exchange", &"pull", &"xa", &"--from", &at, &"--data", &tinh]);
    let refused = pull().ends(1).err;
    assert!(refused.contains("[pull.not-known-there]"), "{refused}");
    admits(xa, tinh);
    // The service that runs believes from now on, without a new start.
    assert!(pull().ends(0).out.contains("hành vi mới"));
    assert!(pull().ends(0).out.contains("xa: không có gì mới"));
    // With addresses that are kept.
    let all = || run(&[&"exchange", &"pull", &"--all", &"--data", &tinh]);
    assert!(all().ends(0).out.contains("Chưa ghi địa chỉ"));
    assert!(
        run(&[&"exchange", &"pull", &"xa", &"--data", &tinh])
            .ends(1)
            .err
            .contains("pull.address-missing")
    );
    run(&[&"exchange", &"address", &"xa", &at, &"--data", &tinh]).ends(0);
    assert!(run(&[&"exchange", &"address", &"--data", &tinh]).ends(0).out.contains(&at));
    assert!(all().ends(0).out.contains("xa: không có gì mới"));
    // The other way, from a province that serves.
    let (province, at) = serve(tinh);
    let down = run(&[&"exchange", &"pull", &"tinh", &"--from", &at, &"--data", &xa]);
    assert!(down.ends(0).out.contains("hành vi mới"));
    let withdraw = ["site", "withdraw", "xa", "--from", "01/01/2020", "--reason", "thôi", "--data"];
    let mut withdraw: Vec<&dyn AsRef<OsStr>> =
        withdraw.iter().map(|a| a as &dyn AsRef<OsStr>).collect();
    withdraw.push(&tinh);
    run(&withdraw).ends(0);
    let down = run(&[&"exchange", &"pull", &"tinh", &"--from", &at, &"--data", &xa]);
    assert!(down.ends(1).err.contains("[pull.not-known-there]"));
    assert!(all().ends(1).err.contains("[pull.site-unknown]"));
    assert_eq!((served.end().0, province.end().0), (Some(0), Some(0)));
    for folder in [tinh, xa] {
        run(&[&"verify", &"--data", &folder]).ends(0);
        run(&[&"rebuild", &"--check", &"--data", &folder]).ends(0);
    }
}

#[test]
fn nothing_is_served_without_being_asked_for_and_nothing_without_keys() {
    let place = tempfile::tempdir().unwrap();
    site(place.path(), "xa");
    let served = Served::of(place.path());
    assert!(!served.said.iter().any(|l| l.contains("https://")), "{:?}", served.said);
    drop(served);
    std::fs::remove_file(place.path().join("site.key")).unwrap();
    let listen = "127.0.0.1:0";
    let told = run(&[
        &"serve",
        &"--data",
        &place.path(),
        &"--listen",
        &listen,
        &"--exchange-listen",
        &listen,
    ]);
    assert!(told.ends(1).err.contains("[site.key-missing]"));
}
