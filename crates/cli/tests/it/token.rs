//! `kvpt token`: made and shown once, listed without itself, ended with a reason.

use crate::demo::{Ran, kvpt};
use crate::trust::small;
use std::ffi::OsStr;

fn run(args: &[&dyn AsRef<OsStr>]) -> Ran {
    kvpt(args.iter().map(|a| a.as_ref()))
}

#[test]
fn a_token_is_made_listed_and_ended() {
    let place = small("khe-lau");
    let data = place.path();
    let make: [&dyn AsRef<OsStr>; 8] =
        [&"token", &"make", &"--data", &data, &"--for", &"quan.tri", &"--name", &"Phần mềm thử"];
    let with = |more: &[&'static str]| {
        let mut all: Vec<&dyn AsRef<OsStr>> = make.to_vec();
        all.extend(more.iter().map(|m| m as &dyn AsRef<OsStr>));
        run(&all)
    };
    assert!(with(&["--scope", "everything"]).ends(2).err.contains("write-figures"));
    assert!(
        with(&["--scope", "read", "--until", "01/01/2020"]).ends(1).err.contains("token.until")
    );
    let secret =
        with(&["--scope", "read", "--scope", "write-intake"]).ends(0).out.trim().to_owned();
    assert!(secret.starts_with("kvpt_") && secret.len() == 48, "{secret}");
    let list = || run(&[&"token", &"list", &"--data", &data]).ends(0).out;
    let told = list();
    assert!(told.contains("Phần mềm thử") && told.contains("read,write-intake"), "{told}");
    assert!(!told.contains(&secret) && !told.contains(&secret[5..]), "{told}");
    let known = told.split('\t').next().unwrap().to_owned();
    let end = |reason: &'static str| {
        run(&[&"token", &"end", &"--data", &data, &known, &"--reason", &reason])
    };
    assert!(end(" ").ends(1).err.contains("act.reason-missing"));
    end("Thôi dùng").ends(0);
    assert!(list().contains("Chưa cấp mã truy cập nào"));
    assert!(end("Thôi dùng").ends(1).err.contains("not-found"));
    run(&[&"verify", &"--data", &data]).ends(0);
}
