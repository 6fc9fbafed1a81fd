//! `audit`, `backup`, `restore`: what is filed and kept, and that nothing damaged, foreign or newer is taken for good.

use crate::demo::{Ran, Served, behind, block, kvpt, skipped, tamper};
use sqlx::Row;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const SITE: &str = "khe-lau";

/// Runs the program with words and paths.
fn run(args: &[&dyn AsRef<OsStr>]) -> Ran {
    kvpt(args.iter().map(|a| a.as_ref()))
}

/// A small installation of its own with some documents taken in.
pub(crate) fn small(site: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let body = format!("Ủy ban nhân dân xã {site} (mẫu)");
    run(&[&"init", &"--data", &folder.path(), &"--site", &site, &"--body", &body]).ends(0);
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample/documents");
    let texts = std::fs::read_dir(documents).unwrap().map(|e| e.unwrap().path());
    let texts: Vec<PathBuf> = texts.filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    let mut args: Vec<&dyn AsRef<OsStr>> = vec![&"intake", &"--data"];
    let at = folder.path();
    args.push(&at);
    args.extend(texts.iter().take(4).map(|t| t as &dyn AsRef<OsStr>));
    run(&args).ends(0);
    folder
}

/// A folder for what a test makes, with a passphrase in it.
fn desk() -> TempDir {
    let desk = tempfile::tempdir().unwrap();
    std::fs::write(desk.path().join("right"), "một câu dài chỉ mình biết\n").unwrap();
    std::fs::write(desk.path().join("wrong"), "một câu khác\n").unwrap();
    desk
}

fn words(ran: &Ran, all: &[&str]) {
    for word in all {
        assert!(ran.out.contains(word) || ran.err.contains(word), "{word}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn the_report_of_an_audit_can_be_filed() {
    let (place, desk) = (small(SITE), desk());
    let ran = run(&[&"audit", &"--data", &place.path()]).ends(0);
    words(
        &ran,
        &[
            "BIÊN BẢN KIỂM TRA SỔ CÁI",
            "xã khe-lau (mẫu)",
            "Không phát hiện sai lệch",
            "Dấu vân tay",
            "Ký, ghi rõ họ tên",
        ],
    );
    run(&[&"audit", &"--data", &place.path(), &"--full"]).ends(0);
    for (format, first) in [("docx", b"PK".as_slice()), ("pdf", b"%PDF")] {
        let file = desk.path().join(format);
        run(&[&"audit", &"--data", &place.path(), &"--format", &format, &"--out", &file]).ends(0);
        assert!(std::fs::read(file).unwrap().starts_with(first), "{format}");
    }
}

#[test]
fn a_ledger_cut_back_with_its_end_is_found_against_an_earlier_audit() {
    let (place, desk) = (small(SITE), desk());
    let (json, chain) = (desk.path().join("a.json"), desk.path().join("chain"));
    run(&[&"audit", &"--data", &place.path(), &"--format", &"json", &"--out", &json]).ends(0);
    run(&[&"chain", &"export", &chain, &"--data", &place.path()]).ends(0);
    let against = |what: &Path| run(&[&"audit", &"--data", &place.path(), &"--against", &what]);
    against(&json).ends(0);
    against(&chain).ends(0);
    let last: i64 = block(async {
        let mut db = behind(place.path()).await;
        let last =
            sqlx::query("SELECT MAX(seq) FROM acts").fetch_one(&mut db).await.unwrap().get(0);
        tamper(&mut db, "DROP TRIGGER acts_no_delete".to_owned()).await.unwrap();
        tamper(&mut db, format!("DELETE FROM acts WHERE seq > {}", last - 2)).await.unwrap();
        let end = format!(
            "UPDATE heads SET seq = {0}, hash = (SELECT hash FROM acts WHERE seq = {0})",
            last - 2
        );
        tamper(&mut db, end).await.unwrap();
        last
    });
    run(&[&"audit", &"--data", &place.path()]).ends(0);
    for what in [&json, &chain] {
        let ran = against(what).ends(1);
        words(
            &ran,
            &[
                &format!("Thiếu các hành vi từ số {} đến số {last}", last - 1),
                "Phát hiện 1 sai lệch",
            ],
        );
    }
    words(&against(&desk.path().join("right")).ends(1), &["audit.against-bad"]);
    let newer =
        std::fs::read_to_string(&json).unwrap().replace("\"kvpt_audit\": 1", "\"kvpt_audit\": 2");
    std::fs::write(&json, newer).unwrap();
    words(&against(&json).ends(1), &["audit.against-newer"]);
}

#[test]
fn a_backup_made_while_serving_comes_back_the_same() {
    let (place, desk) = (small(SITE), desk());
    let json = desk.path().join("a.json");
    run(&[&"audit", &"--data", &place.path(), &"--format", &"json", &"--out", &json]).ends(0);
    let served = Served::of(place.path());
    let file = desk.path().join("b.kvb");
    let ran = run(&[&"backup", &file, &"--data", &place.path()]).ends(0);
    words(&ran, &["đã mở lại kiểm tra", "SHA-256", SITE]);
    words(&run(&[&"backup", &file, &"--data", &place.path()]).ends(1), &["backup.exists"]);
    assert_eq!(served.end().0, Some(0));
    run(&[&"restore", &file, &"--check"]).ends(0);
    let back = desk.path().join("back");
    run(&[&"restore", &file, &"--into", &back]).ends(0);
    words(&run(&[&"restore", &file, &"--into", &back]).ends(1), &["backup.target-taken"]);
    run(&[&"audit", &"--data", &back, &"--full", &"--against", &json]).ends(0);
    run(&[&"rebuild", &"--check", &"--data", &back]).ends(0);
    block(async {
        let (mut one, mut other) = (behind(place.path()).await, behind(&back).await);
        for ask in [
            "SELECT group_concat(sha256 || hex(bytes)) FROM (SELECT * FROM blobs ORDER BY sha256)",
            "SELECT group_concat(sha256 || hex(text) || hex(reading_json)) FROM (SELECT * FROM readings ORDER BY sha256)",
            "SELECT group_concat(login || password_hash) FROM secrets",
            "SELECT group_concat(hash || hex(bytes)) FROM (SELECT * FROM acts ORDER BY site, seq)",
        ] {
            let was: String = sqlx::query(ask).fetch_one(&mut one).await.unwrap().get(0);
            let is: String = sqlx::query(ask).fetch_one(&mut other).await.unwrap().get(0);
            assert!(was == is, "{ask}");
        }
    });
}

#[test]
fn an_encrypted_backup_opens_with_its_key_alone() {
    let (place, desk) = (small(SITE), desk());
    let (file, right, wrong) =
        (desk.path().join("b.age"), desk.path().join("right"), desk.path().join("wrong"));
    run(&[&"backup", &file, &"--data", &place.path(), &"--passphrase-file", &right]).ends(0);
    assert!(std::fs::read(&file).unwrap().starts_with(b"age-encryption.org/v1"));
    run(&[&"restore", &file, &"--check", &"--passphrase-file", &right]).ends(0);
    words(&run(&[&"restore", &file, &"--check"]).ends(1), &["backup.key-needed"]);
    words(
        &run(&[&"restore", &file, &"--check", &"--passphrase-file", &wrong]).ends(1),
        &["backup.key-wrong"],
    );
    let cut = std::fs::read(&file).unwrap();
    std::fs::write(&file, &cut[..cut.len() - 40]).unwrap();
    words(
        &run(&[&"restore", &file, &"--check", &"--passphrase-file", &right]).ends(1),
        &["backup.damaged"],
    );
    let other = desk.path().join("c.age");
    words(
        &run(&[&"backup", &other, &"--data", &place.path(), &"--recipient", &"age1x"]).ends(1),
        &["backup.key-bad"],
    );
    assert!(!other.exists());
}

#[test]
fn a_cut_or_changed_backup_is_refused_and_leaves_nothing() {
    let (place, desk) = (small(SITE), desk());
    let file = desk.path().join("b.kvb");
    run(&[&"backup", &file, &"--data", &place.path()]).ends(0);
    let good = std::fs::read(&file).unwrap();
    let back = desk.path().join("back");
    let step = good.len() / 9;
    let flipped = (1..9).map(|i| {
        let mut bad = good.clone();
        bad[i * step] ^= 1 << (i % 8);
        bad
    });
    let cut = [20, good.len() / 2, good.len() - 1].map(|n| good[..n].to_vec());
    let longer = [good.clone(), b"x".to_vec()].concat();
    for bad in flipped.chain(cut).chain([longer]) {
        std::fs::write(&file, &bad).unwrap();
        words(&run(&[&"restore", &file, &"--into", &back]).ends(1), &["backup.damaged"]);
        assert!(!back.exists() && !desk.path().join("back.part").exists());
    }
    let newer = [b"kvpt-backup 2\n", &good[14..]].concat();
    std::fs::write(&file, newer).unwrap();
    words(&run(&[&"restore", &file, &"--check"]).ends(1), &["backup.newer"]);
    std::fs::write(&file, b"PK something else").unwrap();
    words(&run(&[&"restore", &file, &"--check"]).ends(1), &["backup.not-one"]);
}

#[test]
fn old_backups_go_and_the_verified_one_stays() {
    let (place, desk) = (small(SITE), desk());
    let folder = desk.path().join("kho");
    std::fs::create_dir(&folder).unwrap();
    for name in [
        "kvpt-khe-lau-20240101-010101.kvb",
        "kvpt-khe-lau-20250101-010101.kvb",
        "kvpt-khe-lau-hai-20240101-010101.kvb",
        "khac.kvb",
    ] {
        std::fs::write(folder.join(name), "x").unwrap();
    }
    std::fs::write(folder.join("kvpt-khe-lau-20250301-010101.kvb.part"), "x").unwrap();
    let ran = run(&[&"backup", &folder, &"--data", &place.path(), &"--keep", &"2"]).ends(0);
    words(&ran, &["Đã xóa bản cũ", "20240101", "lần sao lưu bị ngắt"]);
    let mut left: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left.len(), 4, "{left:?}");
    assert!(left.iter().any(|n| n == "kvpt-khe-lau-20250101-010101.kvb"), "{left:?}");
    assert!(
        left.iter().any(|n| n == "kvpt-khe-lau-hai-20240101-010101.kvb"),
        "of another site: {left:?}"
    );
}

/// A backup of format 1 that was made once and is opened by every later program. `NEW_GOLDEN` makes it when it is missing.
#[test]
fn a_backup_of_the_first_format_is_opened_for_ever() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/backups");
    let desk = desk();
    let (plain, locked) = (kept.join("v1.kvb"), kept.join("v1.kvb.age"));
    if std::env::var_os("NEW_GOLDEN").is_some() && !plain.exists() {
        std::fs::create_dir_all(&kept).unwrap();
        let place = small(SITE);
        run(&[&"backup", &plain, &"--data", &place.path()]).ends(0);
        run(&[
            &"backup",
            &locked,
            &"--data",
            &place.path(),
            &"--passphrase-file",
            &desk.path().join("right"),
        ])
        .ends(0);
    }
    let back = desk.path().join("back");
    let ran = run(&[&"restore", &plain, &"--into", &back]).ends(0);
    words(&ran, &["khe-lau", "Tệp kèm theo: 4"]);
    run(&[&"audit", &"--full", &"--data", &back]).ends(0);
    run(&[&"rebuild", &"--check", &"--data", &back]).ends(0);
    run(&[&"restore", &locked, &"--check", &"--passphrase-file", &desk.path().join("right")])
        .ends(0);
}

#[test]
fn a_backup_comes_back_on_the_other_engine() {
    let Ok(server) = std::env::var("KVPT_TEST_POSTGRES") else {
        skipped("KVPT_TEST_POSTGRES is not set; backups between the engines remain unshown");
        return;
    };
    let (place, desk) = (small(SITE), desk());
    let (json, one, two) =
        (desk.path().join("a.json"), desk.path().join("1.kvb"), desk.path().join("2.kvb"));
    run(&[&"audit", &"--data", &place.path(), &"--format", &"json", &"--out", &json]).ends(0);
    run(&[&"backup", &one, &"--data", &place.path()]).ends(0);
    let url = crate::postgres::fresh_schema(&server, "backup");
    run(&[&"restore", &one, &"--into-database", &url]).ends(0);
    words(&run(&[&"restore", &one, &"--into-database", &url]).ends(1), &["backup.target-taken"]);
    run(&[&"audit", &"--database", &url, &"--against", &json]).ends(0);
    run(&[&"rebuild", &"--check", &"--database", &url]).ends(0);
    run(&[&"backup", &two, &"--database", &url]).ends(0);
    let back = desk.path().join("back");
    run(&[&"restore", &two, &"--into", &back]).ends(0);
    run(&[&"audit", &"--data", &back, &"--full", &"--against", &json]).ends(0);
    run(&[&"rebuild", &"--check", &"--data", &back]).ends(0);
}
