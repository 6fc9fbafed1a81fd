//! Migrations: numbered pairs of files, one for each engine, built into the program, applied in order, never edited.

use crate::engine::{self, Engine};
use crate::error::Error;
use crate::sql::Statement;
use crate::value::args;
use sqlx::AnyConnection;

/// One migration with its text for each engine.
struct Migration {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migrations {
    ($($version:literal $name:literal;)+) => {
        const MIGRATIONS: &[Migration] = &[$(Migration {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }),+];
    };
}

migrations! {
    1 "0001_ledger";
    2 "0002_projections";
    3 "0003_feeds";
    4 "0004_exchange";
    5 "0005_api";
    6 "0006_access";
    8 "0008_unread";
    9 "0009_withheld";
    10 "0010_keys";
    11 "0011_forks";
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS migrations \
    (version BIGINT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (version))";

const APPLIED: Statement = Statement {
    name: "migrations.applied",
    text: "SELECT version, sha256 FROM migrations ORDER BY version",
};

const NOTE: Statement = Statement {
    name: "migrations.note",
    text: "INSERT INTO migrations (version, name, sha256) VALUES ($1, $2, $3)",
};

/// Brings the tables to the state that this program knows. Runs inside the caller's transaction.
///
/// # Errors
/// When the database has a migration that this program does not know, or one with another text.
pub(crate) async fn migrate(connection: &mut AnyConnection, engine: Engine) -> Result<(), Error> {
    if let Some(lock) = engine.lock_migrations() {
        engine::script(connection, "migrations.lock", lock).await?;
    }
    engine::script(connection, "migrations.table", TABLE).await?;
    let applied = engine::rows(connection, APPLIED, args![]).await?;
    let mut done = Vec::with_capacity(applied.len());
    for row in &applied {
        let version = row.int(0)?;
        done.push(version);
        let known = MIGRATIONS.iter().find(|m| m.version == version);
        if known.map(|m| m.sha256(engine)) != Some(row.text(1)?) {
            return Err(Error::Migration { version });
        }
    }
    // Numbers may be left out for a while: what is missing is applied, also before what is there.
    for migration in MIGRATIONS.iter().filter(|m| !done.contains(&m.version)) {
        engine::script(connection, migration.name, migration.text(engine)).await?;
        let sha256 = migration.sha256(engine);
        engine::run(connection, NOTE, args![migration.version, migration.name, sha256]).await?;
    }
    Ok(())
}

impl Migration {
    fn text(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }

    fn sha256(&self, engine: Engine) -> String {
        wire::hash(self.text(engine).as_bytes()).to_string()
    }
}
