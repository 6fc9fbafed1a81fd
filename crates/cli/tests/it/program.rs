//! `demo`, `verify`, `rebuild`: what they leave, and that nothing done behind the program's back escapes them.

use crate::demo::{behind, block, demo, files_under, kvpt, tamper};
use sqlx::{Row, SqliteConnection};
use std::ffi::OsStr;
use std::path::Path;

fn verify(folder: &Path) -> crate::demo::Ran {
    kvpt([OsStr::new("verify"), OsStr::new("--data"), folder.as_os_str()])
}

fn rebuild(folder: &Path, check: bool) -> crate::demo::Ran {
    let mut args = vec![OsStr::new("rebuild"), OsStr::new("--data"), folder.as_os_str()];
    args.extend(check.then_some(OsStr::new("--check")));
    kvpt(args)
}

/// Tables that are no projection: the ledger, files, what stays on the machine, what went to other sites, the list of migrations.
const KEPT: [&str; 22] = [
    "acts",
    "answers",
    "heads",
    "blobs",
    "bundles",
    "claims",
    "held_bundles",
    "set_aside",
    "challenges",
    "witnesses",
    "unread",
    "factors",
    "feeds",
    "readings",
    "passkeys",
    "provider_ties",
    "recovery_codes",
    "secrets",
    "sessions",
    "settings",
    "tokens",
    "migrations",
];

async fn projections(db: &mut SqliteConnection) -> Vec<String> {
    let all = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
    let rows = sqlx::query(all).fetch_all(db).await.unwrap();
    let names = rows.iter().map(|row| row.get::<String, _>(0));
    let ours = |n: &String| !n.starts_with('_') && !n.starts_with("sqlite_");
    names.filter(ours).filter(|n| !KEPT.contains(&n.as_str())).collect()
}

/// A column of a table.
struct Column {
    name: String,
    is_text: bool,
    in_key: bool,
}

async fn columns(db: &mut SqliteConnection, table: &str) -> Vec<Column> {
    let ask = format!("SELECT name, type, pk FROM pragma_table_info('{table}') ORDER BY cid");
    let rows = sqlx::query(sqlx::AssertSqlSafe(ask)).fetch_all(db).await.unwrap();
    let column = |row: &sqlx::sqlite::SqliteRow| Column {
        name: row.get(0),
        is_text: row.get::<String, _>(1) == "TEXT",
        in_key: row.get::<i64, _>(2) > 0,
    };
    rows.iter().map(column).collect()
}

/// Changes one cell of a table; puts a row in where there is none.
async fn change_one_cell(db: &mut SqliteConnection, table: &str) {
    let columns = columns(db, table).await;
    let last = columns.iter().rfind(|c| !c.in_key);
    let changed = match last {
        Some(Column { name, is_text, .. }) => {
            let other = if *is_text { "coalesce({}, '') || '?'" } else { "coalesce({}, 0) + 1" };
            let other = other.replace("{}", name);
            let first = format!("SELECT rowid FROM {table} LIMIT 1");
            tamper(db, format!("UPDATE {table} SET {name} = {other} WHERE rowid = ({first})"))
        }
        None => tamper(db, format!("DELETE FROM {table} WHERE rowid = 1")),
    };
    if changed.await.unwrap() == 1 {
        return;
    }
    let names: Vec<&str> = columns.iter().map(|c| c.name.as_str()).collect();
    let values: Vec<&str> = columns.iter().map(|c| if c.is_text { "'x'" } else { "1" }).collect();
    let row = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "));
    tamper(db, row).await.unwrap();
}

#[test]
fn the_demo_ends_well_and_leaves_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().as_os_str();
    let ran = kvpt([OsStr::new("demo"), "--dir".as_ref(), dir, "--no-serve".as_ref()]).ends(0);
    assert!(!ran.out.contains("Mật khẩu"), "a password that nobody can use is not printed");
    for name in ["kvpt.db", "review.docx", "review.pdf"] {
        let file = folder.path().join(name);
        assert!(std::fs::metadata(&file).is_ok_and(|m| m.len() > 1000), "{name} is missing");
        assert!(ran.out.contains(&file.display().to_string()), "{name} is not told: {}", ran.out);
    }
    let documents = files_under(&folder.path().join("documents"));
    assert!(documents.len() >= 9, "{documents:?}");
    for kind in ["docx", "html", "txt"] {
        let of_kind = documents.iter().filter(|d| d.extension().is_some_and(|e| e == kind));
        assert!(of_kind.count() > 0, "no {kind} among {documents:?}");
    }
    let pdf = std::fs::read(folder.path().join("review.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    verify(folder.path()).ends(0);
    rebuild(folder.path(), true).ends(0);
}

#[test]
fn the_demo_tells_address_password_and_accounts_when_it_serves() {
    let said = demo().said.join("\n");
    assert!(said.contains("http://127.0.0.1:"), "it serves on the loopback address only: {said}");
    assert!(demo().password.len() >= 8, "{said}");
    for login in ["can.bo", "lanh.dao", "cap.xa", "xem", "quan.tri"] {
        assert!(said.contains(login), "{login} is not told: {said}");
    }
}

#[test]
fn one_byte_of_one_act_is_found_and_the_act_is_named() {
    let copy = demo().copy();
    let seq: i64 = block(async {
        let mut db = behind(copy.path()).await;
        let middle = "SELECT seq, bytes FROM acts ORDER BY site, seq \
                      LIMIT 1 OFFSET (SELECT count(*) / 2 FROM acts)";
        let row = sqlx::query(middle).fetch_one(&mut db).await.unwrap();
        let (seq, mut bytes): (i64, Vec<u8>) = (row.get(0), row.get(1));
        // A digit for another: still well-formed, and no longer what was written.
        let digit = bytes.iter().rposition(u8::is_ascii_digit).unwrap();
        bytes[digit] = if bytes[digit] == b'7' { b'8' } else { b'7' };
        tamper(&mut db, "DROP TRIGGER acts_no_update".to_owned()).await.unwrap();
        let update = sqlx::query("UPDATE acts SET bytes = $1 WHERE seq = $2");
        update.bind(bytes).bind(seq).execute(&mut db).await.unwrap();
        seq
    });
    let ran = verify(copy.path()).ends(1);
    assert!(ran.err.contains(&format!(" {seq}")), "act {seq} is not named: {}", ran.err);
    assert!(ran.err.contains("Cách xử lý"), "{}", ran.err);
}

#[test]
fn an_act_that_was_cut_off_is_found() {
    let copy = demo().copy();
    block(async {
        let mut db = behind(copy.path()).await;
        tamper(&mut db, "DROP TRIGGER acts_no_delete".to_owned()).await.unwrap();
        let last = "DELETE FROM acts WHERE seq = (SELECT max(seq) FROM acts)";
        assert_eq!(tamper(&mut db, last.to_owned()).await.unwrap(), 1);
    });
    verify(copy.path()).ends(1);
}

#[test]
fn the_database_itself_refuses_to_change_the_ledger() {
    let copy = demo().copy();
    block(async {
        let mut db = behind(copy.path()).await;
        for sql in [
            "UPDATE acts SET login = 'x'",
            "UPDATE acts SET seq = seq + 1 WHERE seq = 1",
            "DELETE FROM acts",
            "DELETE FROM acts WHERE seq = 1",
            "INSERT OR REPLACE INTO acts SELECT * FROM acts WHERE seq = 1",
        ] {
            let refused = tamper(&mut db, sql.to_owned()).await.unwrap_err();
            assert!(refused.to_string().contains("never changed"), "{sql}: {refused}");
        }
    });
    verify(copy.path()).ends(0);
}

#[test]
fn one_cell_of_any_projection_is_found_and_repaired() {
    let copy = demo().copy();
    let tables = block(async { projections(&mut behind(copy.path()).await).await });
    assert!(tables.len() > 20, "{tables:?}");
    // The program names no more than twenty faults at once.
    for some in tables.chunks(18) {
        block(async {
            let mut db = behind(copy.path()).await;
            for table in some {
                change_one_cell(&mut db, table).await;
            }
        });
        let ran = rebuild(copy.path(), true).ends(1);
        for table in some {
            let named = format!("bảng {table},");
            assert!(ran.err.contains(&named), "{table} is not named: {}", ran.err);
        }
        rebuild(copy.path(), false).ends(0);
        rebuild(copy.path(), true).ends(0);
    }
    verify(copy.path()).ends(0);
}

#[test]
fn a_damaged_search_index_is_named_and_made_again_and_a_missing_one_is_no_fault() {
    let copy = demo().copy();
    let index = copy.path().join("kvpt.index");
    // The sample may have been served before it was copied, which prepares the index.
    if index.exists() {
        std::fs::remove_dir_all(&index).unwrap();
    }
    rebuild(copy.path(), true).ends(0);
    assert!(!index.exists(), "nothing is made by looking");
    let ran = rebuild(copy.path(), false).ends(0);
    assert!(ran.out.contains("chỉ mục tìm kiếm"), "{}", ran.out);
    rebuild(copy.path(), true).ends(0);
    let words = files_under(&index);
    let words = words.iter().filter(|f| f.extension().is_some_and(|e| e == "pos" || e == "idx"));
    let largest = words.max_by_key(|f| f.metadata().unwrap().len()).unwrap();
    let mut bytes = std::fs::read(largest).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(largest, bytes).unwrap();
    let ran = rebuild(copy.path(), true).ends(1);
    assert!(ran.err.contains("chỉ mục tìm kiếm"), "{}", ran.err);
    rebuild(copy.path(), false).ends(0);
    rebuild(copy.path(), true).ends(0);
    std::fs::remove_dir_all(&index).unwrap();
    rebuild(copy.path(), true).ends(0);
}

#[test]
fn wrong_usage_and_missing_data_are_said() {
    kvpt(["verify"]).ends(2);
    kvpt(["no-such-command"]).ends(2);
    let nowhere = tempfile::tempdir().unwrap();
    let ran = verify(nowhere.path()).ends(1);
    assert!(ran.err.contains("kvpt init"), "what to do is said: {}", ran.err);
    assert!(files_under(nowhere.path()).is_empty(), "nothing is made by looking");
}
