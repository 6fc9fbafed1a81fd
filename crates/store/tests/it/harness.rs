//! A fresh database for each test on either engine, and a way behind the store's back. Knows no promise.

use sqlx::{AnyConnection, Connection, Row};
use std::io::Write;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};
use store::Store;
use terms::Site;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Declares a promise: the same async function run on both engines.
macro_rules! promise {
    ($(#[$doc:meta])* $name:ident($db:ident) $body:block) => {
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn holds($db: $crate::harness::Db) $body

            #[tokio::test]
            async fn sqlite() {
                holds($crate::harness::Db::sqlite()).await;
            }

            #[tokio::test]
            async fn postgres() {
                if let Some(db) = $crate::harness::Db::postgres().await {
                    holds(db).await;
                }
            }
        }
    };
}

/// A database of its own.
pub(crate) struct Db {
    pub(crate) url: String,
    dir: Option<tempfile::TempDir>,
}

const SKIPPED: &[u8] = b"\nSKIPPED: KVPT_TEST_POSTGRES is not set; what the store promises on PostgreSQL remains unshown\n";

static NUMBER: AtomicU32 = AtomicU32::new(0);

impl Db {
    /// A file in a directory that goes away with the test.
    pub(crate) fn sqlite() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", dir.path().join("kvpt.db").display());
        Self { url, dir: Some(dir) }
    }

    /// A schema of its own on the server for tests; `None`, said loudly, when there is no server.
    pub(crate) async fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var("KVPT_TEST_POSTGRES") else {
            static SAID: Once = Once::new();
            // Past the test harness, which keeps the words of passing tests to itself.
            SAID.call_once(|| std::io::stderr().write_all(SKIPPED).unwrap());
            return None;
        };
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let schema = format!("t{}_{number}", std::process::id());
        let mut connection = connect(&server).await;
        let make = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(make)).execute(&mut connection).await.unwrap();
        let url = format!("{server}?options=-c%20search_path%3D{schema}");
        Some(Self { url, dir: None })
    }

    /// A second database on the same engine.
    pub(crate) async fn another(&self) -> Self {
        match self.dir {
            Some(_) => Self::sqlite(),
            None => Self::postgres().await.unwrap(),
        }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.dir.is_some()
    }

    /// The store of a site in it.
    pub(crate) async fn open(&self, site: &str) -> Store {
        Store::open(&self.url, site_of(site), fold).await.unwrap()
    }

    /// Sends text to the database behind the store's back.
    pub(crate) async fn behind(&self, text: &str) -> Result<(), sqlx::Error> {
        let mut connection = connect(&self.url).await;
        let text = sqlx::AssertSqlSafe(text.to_owned());
        sqlx::raw_sql(text).execute(&mut connection).await.map(|_| ())
    }

    /// The one number that a query gives.
    pub(crate) async fn number(&self, text: &str) -> i64 {
        let mut connection = connect(&self.url).await;
        let text = sqlx::AssertSqlSafe(text.to_owned());
        sqlx::query(text).fetch_one(&mut connection).await.unwrap().get(0)
    }

    /// Lets the ledger be changed, as somebody with the database's password could.
    pub(crate) async fn drop_guards(&self) {
        let guards: &[&str] = match self.is_sqlite() {
            true => &["acts_no_update", "acts_no_delete", "acts_no_replace"],
            false => {
                &["acts_no_update ON acts", "acts_no_delete ON acts", "acts_no_truncate ON acts"]
            }
        };
        for guard in guards {
            self.behind(&format!("DROP TRIGGER {guard}")).await.unwrap();
        }
    }
}

pub(crate) async fn connect(url: &str) -> AnyConnection {
    sqlx::any::install_default_drivers();
    AnyConnection::connect(url).await.unwrap()
}

pub(crate) fn site_of(code: &str) -> Site {
    code.parse().unwrap()
}

/// A stand-in for the folding that the product gives: lower case without accents.
pub(crate) fn fold(text: &str) -> String {
    let bare = text.nfd().filter(|c| !is_combining_mark(*c));
    bare.collect::<String>().to_lowercase().replace('đ', "d")
}
