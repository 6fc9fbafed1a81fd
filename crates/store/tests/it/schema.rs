//! The tables and statements: each statement is good on both engines, the tables are what the descriptors say.

use crate::harness::{connect, site_of};
use sqlx::{Column as _, Executor, Row, Statement as _};
use store::project::TABLES;
use store::{Error, Store};

promise! {
    /// Every statement that the program sends is one that the engine takes.
    every_statement_is_prepared(db) {
        db.open("song-giang").await;
        let mut connection = connect(&db.url).await;
        let statements = store::sql::all();
        assert!(statements.len() > 150, "{} statements", statements.len());
        for statement in statements {
            let prepared = connection.prepare(sqlx::SqlSafeStr::into_sql_str(statement.text)).await;
            assert!(prepared.is_ok(), "{}: {:?}", statement.name, prepared.err());
        }
    }
}

promise! {
    /// The migrations make exactly the columns that the descriptors of projections name.
    tables_have_the_columns_of_their_descriptors(db) {
        db.open("song-giang").await;
        let mut connection = connect(&db.url).await;
        for table in TABLES {
            let text = sqlx::AssertSqlSafe(format!("SELECT * FROM {}", table.name));
            let prepared = connection.prepare(sqlx::SqlSafeStr::into_sql_str(text)).await.unwrap();
            let found: Vec<&str> = prepared.columns().iter().map(|c| c.name()).collect();
            let named: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
            assert_eq!(found, named, "{}", table.name);
            assert_eq!(&named[..2], ["site", "id"], "{}", table.name);
        }
    }
}

promise! {
    /// Opening again changes nothing, and a database is of one site for ever.
    opened_again_it_is_the_same_store(db) {
        db.open("song-giang").await.close().await;
        let again = Store::open_existing(&db.url, crate::harness::fold).await.unwrap();
        assert_eq!(again.site(), &site_of("song-giang"));
        let other = Store::open(&db.url, site_of("an-binh"), crate::harness::fold).await;
        assert!(matches!(other.err(), Some(Error::OtherSite { .. })));
    }
}

promise! {
    /// A database written by another version of a migration is not touched.
    a_changed_migration_is_refused(db) {
        db.open("song-giang").await.close().await;
        db.behind("UPDATE migrations SET sha256 = 'x' WHERE version = 2").await.unwrap();
        let opened = Store::open_existing(&db.url, crate::harness::fold).await;
        assert!(matches!(opened.err(), Some(Error::Migration { version: 2 })));
    }
}

#[tokio::test]
async fn a_missing_file_is_not_made_by_open_existing() {
    let db = crate::harness::Db::sqlite();
    let opened = Store::open_existing(&db.url, crate::harness::fold).await;
    assert!(matches!(opened.err(), Some(Error::Open { .. })));
    let missing = db.url.trim_start_matches("sqlite:");
    assert!(!std::path::Path::new(missing).exists());
}

#[tokio::test]
async fn any_file_name_will_do() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("sổ cái 100%20 ? #1.db");
    Store::open(&store::sqlite_url(&file), site_of("a"), crate::harness::fold).await.unwrap();
    assert!(file.exists());
}

#[tokio::test]
async fn sqlite_writes_through_and_keeps_a_log() {
    let db = crate::harness::Db::sqlite();
    let store = db.open("song-giang").await;
    assert_eq!(store.engine(), store::Engine::Sqlite);
    let mut connection = connect(&db.url).await;
    let mode = sqlx::query("PRAGMA journal_mode").fetch_one(&mut connection).await.unwrap();
    assert_eq!(mode.get::<String, _>(0), "wal");
    let strict = "SELECT COUNT(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0 \
                  AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'";
    assert_eq!(db.number(strict).await, 0);
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused_without_its_password() {
    let opened = Store::open("mysql://u:geheim@h/d", site_of("a"), crate::harness::fold).await;
    let error = opened.err().unwrap();
    assert!(matches!(error, Error::BadAddress { .. }));
    assert!(!error.to_string().contains("geheim"));
}
