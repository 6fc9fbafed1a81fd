//! The two engines behind one driver: how a connection is opened, how a transaction begins, how a statement is sent
//! and a row is read. The only place with text for one engine alone (pragmas, locks, isolation). Knows no table.

use crate::error::Error;
use crate::sql::Statement;
use crate::value::Value;
use futures_util::{Stream, StreamExt};
use sqlx::any::{Any, AnyArguments, AnyPoolOptions, AnyRow};
use sqlx::query::Query;
use sqlx::{AnyConnection, AnyPool, Arguments as _, Connection as _, Row as _, ValueRef as _};
use std::time::Duration;

/// Which engine a store stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, one file, built in.
    Sqlite,
    /// PostgreSQL 15 or later.
    Postgres,
}

const PRAGMAS: &str = "PRAGMA busy_timeout = 20000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                       PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON";

/// A writer that never ends must not hold up others for ever.
const SESSION: &str = "SET lock_timeout = '20s'";

/// How long a connection or a turn to write is waited for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The address of an SQLite file, whatever signs are in its path.
pub fn sqlite_url(file: &std::path::Path) -> String {
    let path = file.to_string_lossy();
    let escaped = path.chars().map(|c| match c {
        '%' => "%25".to_owned(),
        '?' => "%3F".to_owned(),
        '#' => "%23".to_owned(),
        c => c.to_string(),
    });
    format!("sqlite:{}", escaped.collect::<String>())
}

impl Engine {
    /// The engine that an address asks for.
    pub(crate) fn of(url: &str) -> Result<Self, Error> {
        match url.split_once(':') {
            Some(("sqlite", _)) => Ok(Self::Sqlite),
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres),
            _ => Err(Error::BadAddress { database: without_password(url) }),
        }
    }

    /// Begins a transaction that will write.
    pub(crate) fn begin_write(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN ISOLATION LEVEL READ COMMITTED",
        }
    }

    /// Begins a transaction whose reads all see one moment.
    pub(crate) fn begin_read(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN DEFERRED",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        }
    }

    /// Keeps two programs from migrating one database at once; SQLite's own transaction does so already.
    pub(crate) fn lock_migrations(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some("SELECT pg_advisory_xact_lock(7583020250701)"),
        }
    }

    /// One connection before all others: a pool would go on trying a server that is away, or a disk that is full, until its patience
    /// ends. While it is open, those of the pool write nothing to be opened.
    async fn first(
        self,
        address: &str,
        session: &'static str,
    ) -> Result<AnyConnection, sqlx::Error> {
        let connection = tokio::time::timeout(PATIENCE, AnyConnection::connect(address)).await;
        let mut connection = connection.map_err(|_| sqlx::Error::PoolTimedOut)??;
        sqlx::raw_sql(session).execute(&mut connection).await?;
        if self == Self::Sqlite {
            // Makes the files beside a new database.
            sqlx::raw_sql("BEGIN IMMEDIATE; COMMIT").execute(&mut connection).await?;
        }
        Ok(connection)
    }

    /// Opens connections. A missing SQLite file is made when `create` says so.
    pub(crate) async fn connect(self, url: &str, create: bool) -> Result<AnyPool, Error> {
        sqlx::any::install_default_drivers();
        let address = match self {
            Self::Sqlite if create && !url.contains("mode=") => with_option(url, "mode=rwc"),
            _ => url.to_owned(),
        };
        let failed = |source| Error::Open { database: without_password(url), source };
        let session = match self {
            Self::Sqlite => PRAGMAS,
            Self::Postgres => SESSION,
        };
        let first = self.first(&address, session).await.map_err(failed)?;
        let options = AnyPoolOptions::new()
            .max_connections(if self == Self::Sqlite { 4 } else { 10 })
            .acquire_timeout(PATIENCE)
            .after_connect(move |connection, _| {
                Box::pin(
                    async move { sqlx::raw_sql(session).execute(connection).await.map(|_| ()) },
                )
            });
        let pool = options.connect(&address).await.map_err(failed)?;
        first.close().await.map_err(failed)?;
        Ok(pool)
    }
}

fn with_option(url: &str, option: &str) -> String {
    format!("{url}{}{option}", if url.contains('?') { '&' } else { '?' })
}

/// An address fit for a message: `postgres://user:secret@host/db` without the secret.
pub(crate) fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((login, place)) => {
            let user = login.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{place}")
        }
        None => url.to_owned(),
    }
}

fn bound(statement: Statement, args: Vec<Value>) -> Query<'static, Any, AnyArguments> {
    sqlx::query_with(statement.text, arguments(args))
}

fn arguments(args: Vec<Value>) -> AnyArguments {
    let mut bound = AnyArguments::default();
    for value in args {
        // Text, integers and bytes always encode.
        let _ = match value {
            Value::Text(text) => bound.add(text),
            Value::Int(int) => bound.add(int),
            Value::Bytes(bytes) => bound.add(bytes),
        };
    }
    bound
}

/// The first values bound, for messages.
fn key_of(args: &[Value]) -> String {
    let shown = args.iter().take(3).map(|v| v.shown().unwrap_or_default());
    shown.map(|v| v.chars().take(80).collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn failed(statement: Statement, key: String) -> impl Fn(sqlx::Error) -> Error {
    move |source| Error::Statement { statement: statement.name, key: key.clone(), source }
}

/// Sends a statement that changes rows; gives how many.
pub(crate) async fn run(
    connection: &mut AnyConnection,
    statement: Statement,
    args: Vec<Value>,
) -> Result<u64, Error> {
    let wrong = failed(statement, key_of(&args));
    let done = bound(statement, args).execute(connection).await.map_err(wrong)?;
    Ok(done.rows_affected())
}

/// Every row that a statement gives.
pub(crate) async fn rows(
    connection: &mut AnyConnection,
    statement: Statement,
    args: Vec<Value>,
) -> Result<Vec<Got>, Error> {
    let wrong = failed(statement, key_of(&args));
    let rows = bound(statement, args).fetch_all(connection).await.map_err(wrong)?;
    Ok(rows.into_iter().map(|row| Got { row, statement: statement.name }).collect())
}

/// The first row, when there is one.
pub(crate) async fn row(
    connection: &mut AnyConnection,
    statement: Statement,
    args: Vec<Value>,
) -> Result<Option<Got>, Error> {
    let wrong = failed(statement, key_of(&args));
    let row = bound(statement, args).fetch_optional(connection).await.map_err(wrong)?;
    Ok(row.map(|row| Got { row, statement: statement.name }))
}

/// The rows one after the other, so that they need not all be held at once.
pub(crate) fn stream(
    connection: &mut AnyConnection,
    statement: Statement,
    args: Vec<Value>,
) -> impl Stream<Item = Result<Got, Error>> + Send + Unpin {
    let wrong = failed(statement, key_of(&args));
    let rows = bound(statement, args).fetch(connection);
    rows.map(move |row| row.map(|row| Got { row, statement: statement.name }).map_err(&wrong))
}

/// As `run`, for a statement about a table whose name was read from the database itself.
pub(crate) async fn run_text(
    connection: &mut AnyConnection,
    name: &'static str,
    text: String,
    args: Vec<Value>,
) -> Result<u64, Error> {
    let wrong = |source| Error::Statement { statement: name, key: String::new(), source };
    let query = sqlx::query_with(sqlx::AssertSqlSafe(text), arguments(args));
    query.execute(connection).await.map(|done| done.rows_affected()).map_err(wrong)
}

/// As `stream`, for a statement about a table whose name was read from the database itself.
pub(crate) fn stream_text(
    connection: &mut AnyConnection,
    name: &'static str,
    text: String,
) -> impl Stream<Item = Result<Got, Error>> + Send + Unpin {
    let wrong = move |source| Error::Statement { statement: name, key: String::new(), source };
    let rows = sqlx::query(sqlx::AssertSqlSafe(text)).fetch(connection);
    rows.map(move |row| row.map(|row| Got { row, statement: name }).map_err(wrong))
}

/// Sends several statements of a migration at once, without parameters.
pub(crate) async fn script(
    connection: &mut AnyConnection,
    name: &'static str,
    text: &'static str,
) -> Result<(), Error> {
    let wrong = |source| Error::Statement { statement: name, key: String::new(), source };
    sqlx::raw_sql(text).execute(connection).await.map(|_| ()).map_err(wrong)
}

/// A row, read by position.
pub(crate) struct Got {
    row: AnyRow,
    statement: &'static str,
}

impl Got {
    /// Text; an error when the column is empty.
    pub(crate) fn text(&self, column: usize) -> Result<String, Error> {
        self.row.try_get(column).map_err(|e| self.wrong(column, e.to_string()))
    }

    /// Text or nothing.
    pub(crate) fn maybe_text(&self, column: usize) -> Result<Option<String>, Error> {
        if self.is_null(column)? { Ok(None) } else { self.text(column).map(Some) }
    }

    /// An integer; an error when the column is empty.
    pub(crate) fn int(&self, column: usize) -> Result<i64, Error> {
        self.row.try_get(column).map_err(|e| self.wrong(column, e.to_string()))
    }

    /// An integer or nothing.
    pub(crate) fn maybe_int(&self, column: usize) -> Result<Option<i64>, Error> {
        if self.is_null(column)? { Ok(None) } else { self.int(column).map(Some) }
    }

    /// A count or sequence number.
    pub(crate) fn count(&self, column: usize) -> Result<u64, Error> {
        let found = self.int(column)?;
        u64::try_from(found).map_err(|_| self.wrong(column, found.to_string()))
    }

    /// Yes or no, stored as 1 or 0.
    pub(crate) fn flag(&self, column: usize) -> Result<bool, Error> {
        self.int(column).map(|n| n != 0)
    }

    /// Bytes.
    pub(crate) fn bytes(&self, column: usize) -> Result<Vec<u8>, Error> {
        self.row.try_get(column).map_err(|e| self.wrong(column, e.to_string()))
    }

    /// UTF-8 text kept as bytes.
    pub(crate) fn long_text(&self, column: usize) -> Result<String, Error> {
        String::from_utf8(self.bytes(column)?).map_err(|e| self.wrong(column, e.to_string()))
    }

    /// Text that parses.
    pub(crate) fn parsed<T: std::str::FromStr>(&self, column: usize) -> Result<T, Error> {
        let text = self.text(column)?;
        text.parse().map_err(|_| self.wrong(column, text))
    }

    /// Text that parses, or nothing.
    pub(crate) fn maybe_parsed<T: std::str::FromStr>(
        &self,
        column: usize,
    ) -> Result<Option<T>, Error> {
        if self.is_null(column)? { Ok(None) } else { self.parsed(column).map(Some) }
    }

    /// The value of a code.
    pub(crate) fn code<T>(&self, column: usize, of: fn(&str) -> Option<T>) -> Result<T, Error> {
        let text = self.text(column)?;
        of(&text).ok_or_else(|| self.wrong(column, text))
    }

    fn is_null(&self, column: usize) -> Result<bool, Error> {
        let raw = self.row.try_get_raw(column);
        raw.map(|v| v.is_null()).map_err(|e| self.wrong(column, e.to_string()))
    }

    fn wrong(&self, column: usize, found: String) -> Error {
        Error::Stored { statement: self.statement, column, found }
    }
}
