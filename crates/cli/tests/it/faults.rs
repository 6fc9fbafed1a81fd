//! Disks that are full or fail, under the built program: what was acknowledged stays, nothing is there by half, and the program says
//! what it met. The disk is that of `faults.c`, which stands between the program and the operating system.

use crate::crash::{Victim, rounds};
use crate::demo::{KVPT, Served, kvpt, skipped};
use crate::http::Visitor;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The shim, built by the compiler that built SQLite.
fn shim(folder: &Path) -> Option<PathBuf> {
    let to = folder.join("faults.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/faults.c");
    let built = Command::new("cc")
        .args(["-O1", "-shared", "-fPIC", "-o"])
        .args([to.as_os_str(), source.as_ref()])
        .arg("-ldl")
        .status();
    match built {
        Ok(status) if status.success() => Some(to),
        _ => {
            skipped("no C compiler for a disk that fails; full disks remain unshown");
            None
        }
    }
}

#[test]
fn a_disk_that_is_full_or_fails_loses_nothing_acknowledged_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let Some(shim) = shim(folder.path()) else { return };
    Victim::of_disk(&folder.path().join("kvpt"), shim).run(3 * rounds());
}

#[test]
fn a_service_whose_disk_was_full_goes_on_when_there_is_room_again() {
    let folder = tempfile::tempdir().unwrap();
    let Some(shim) = shim(folder.path()) else { return };
    let data = folder.path().join("kvpt").display().to_string();
    let body = "Ủy ban nhân dân xã Khe Lau (mẫu)";
    let made = kvpt(["init", "--site", "khe-lau", "--body", body, "--data", &data]).ends(0);
    let password = made.out.split("Mật khẩu: ").nth(1).unwrap();
    let password = password.split_whitespace().next().unwrap();
    let full = folder.path().join("full");
    let mut command = Command::new(KVPT);
    command.args(["serve", "--listen", "127.0.0.1:0", "--data", &data]);
    command.env("LD_PRELOAD", shim).env("KVPT_FAULT_WHILE", &full);
    let served = Served::started(command);
    let mut visitor = Visitor::log_in(served.at, "quan.tri", password);
    let mut hand_in = |n: u32| {
        visitor.get("/intake");
        let text = format!(
            "BÁO CÁO\nvề công tác dân quân tự vệ lần {n}\n\nĐã huấn luyện {n}0 lượt người.\n"
        );
        visitor.upload("/intake", "files", &format!("bao-cao-{n}.txt"), text.as_bytes())
    };
    assert_eq!(hand_in(1).status, 303);
    for n in [2, 3] {
        std::fs::write(&full, "").unwrap();
        for _ in 0..3 {
            let refused = hand_in(n);
            let page = refused.text();
            assert_eq!(refused.status, 507, "{page}");
            assert!(page.contains("đã hết chỗ") && page.contains("disk-full"), "{page}");
        }
        std::fs::remove_file(&full).unwrap();
        assert_eq!(hand_in(n).status, 303);
    }
    let (code, err) = served.end();
    assert_eq!(code, Some(0), "{err}");
    assert!(!err.contains("panicked"), "{err}");
    kvpt(["verify", "--data", &data]).ends(0);
    kvpt(["rebuild", "--check", "--data", &data]).ends(0);
}
