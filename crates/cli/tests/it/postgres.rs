//! The same program on PostgreSQL: a new installation, documents in, the ledger walked, the tables compared.

use crate::demo::{block, demo, kvpt, skipped};
use sqlx::{Connection, PgConnection};
use std::ffi::OsStr;

/// The address of a schema of its own on the server for tests.
pub(crate) fn fresh_schema(server: &str, name: &str) -> String {
    let schema = format!("cli_{name}_{}", std::process::id());
    block(async {
        let mut db = PgConnection::connect(server).await.unwrap();
        let make = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(make)).execute(&mut db).await.unwrap();
    });
    format!("{server}?options=-c%20search_path%3D{schema}")
}

#[test]
fn an_installation_on_postgres_takes_documents_in_and_holds() {
    let Ok(server) = std::env::var("KVPT_TEST_POSTGRES") else {
        skipped("KVPT_TEST_POSTGRES is not set; the program on PostgreSQL remains unshown");
        return;
    };
    let url = fresh_schema(&server, "intake");
    let on = |args: &[&str]| kvpt(args.iter().copied().chain(["--database", &url]));
    let body = "Ủy ban nhân dân xã Khe Lau (mẫu)";
    let ran = on(&["init", "--site", "khe-lau", "--body", body, "--login", "quan.tri"]).ends(0);
    assert!(ran.out.contains("Mật khẩu:"), "{}", ran.out);
    on(&["init", "--site", "khe-lau", "--body", body]).ends(1);
    let documents = demo().path().join("documents");
    let args = ["intake", "--login", "quan.tri", "--database", &url].map(OsStr::new);
    let ran = kvpt(args.into_iter().chain([documents.as_os_str()])).ends(0);
    assert!(ran.out.lines().count() >= 9, "{}", ran.out);
    let again = kvpt(args.into_iter().chain([documents.as_os_str()])).ends(0);
    let known = again.out.lines().filter(|l| l.contains("đã tiếp nhận trước đây")).count();
    assert_eq!(known, ran.out.lines().count(), "the same file is recognised: {}", again.out);
    let ran = on(&["verify"]).ends(0);
    assert!(ran.out.contains("khe-lau"), "{}", ran.out);
    on(&["rebuild", "--check"]).ends(0);
    on(&["rebuild"]).ends(0);
    on(&["rebuild", "--check"]).ends(0);
}
