//! What can go wrong, in few kinds, each naming the statement, file or act it concerns; predicates for callers.

use terms::Site;

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database could not be opened.
    #[error("cannot open the database {database}: {source}")]
    Open {
        /// Its address without a password.
        database: String,
        /// What the driver says.
        source: sqlx::Error,
    },
    /// The address names neither SQLite nor PostgreSQL.
    #[error("not a database address (sqlite:FILE or postgres://…): {database}")]
    BadAddress {
        /// The address without a password.
        database: String,
    },
    /// A statement failed.
    #[error("statement {statement} failed for {key:?}: {source}")]
    Statement {
        /// Its name.
        statement: &'static str,
        /// The first values bound to it.
        key: String,
        /// What the driver says.
        source: sqlx::Error,
    },
    /// The database holds a migration that this program does not know, or another text of one it knows.
    #[error("migration {version} of the database is not the one of this program")]
    Migration {
        /// Number of the migration.
        version: i64,
    },
    /// A stored value is not what its column promises.
    #[error("{statement}: column {column} holds {found:?}")]
    Stored {
        /// The statement that read it.
        statement: &'static str,
        /// The column, from 0.
        column: usize,
        /// What was found.
        found: String,
    },
    /// The database belongs to another site, or to none yet.
    #[error("the database belongs to site {found}, not to {expected}")]
    OtherSite {
        /// The site asked for.
        expected: String,
        /// The site found.
        found: String,
    },
    /// A chain has a fault.
    #[error("chain of {site}: {fault}")]
    Chain {
        /// The chain.
        site: Site,
        /// Its first fault.
        fault: wire::Fault,
    },
    /// Acts that come in do not begin where the chain known here ends.
    #[error("chain of {site} ends at act {known}, the acts that come in begin at {given}")]
    Gap {
        /// The chain.
        site: Site,
        /// The last act known here.
        known: u64,
        /// The first act that came in.
        given: u64,
    },
    /// An act that comes in differs from the one known at its place.
    #[error("chain of {site} forks at act {seq}")]
    Fork {
        /// The chain.
        site: Site,
        /// The first act that differs.
        seq: u64,
    },
    /// Acts of this site's own chain do not come from outside.
    #[error("acts of this site ({site}) are not taken in from outside")]
    OwnChain {
        /// This site.
        site: Site,
    },
    /// Accounts are opened and given roles by their own site alone.
    #[error("act {seq} of {site} is about an account of {of}")]
    ForeignAccount {
        /// The site that wrote the act.
        site: Site,
        /// Its place.
        seq: u64,
        /// The account's site.
        of: Site,
    },
    /// An act that comes in was recorded more than a day ahead of the clock here; taking it in would drag that clock along.
    #[error("act {seq} of {site} was recorded in the future")]
    FutureClock {
        /// The chain.
        site: Site,
        /// The act.
        seq: u64,
    },
    /// A change failed halfway; the transaction cannot be committed, only dropped.
    #[error("a change before this failed halfway, nothing of it is kept")]
    HalfWritten,
    /// A store that holds acts already is not filled from a backup.
    #[error("the store holds acts already")]
    NotEmpty,
    /// A backup has a table, or a column of one, that this program does not know.
    #[error("table {table} of the backup is not known")]
    UnknownTable {
        /// Its name.
        table: String,
    },
    /// Bytes do not have the hash they are to be kept by.
    #[error("the file does not have the hash {sha256}")]
    WrongHash {
        /// The hash given.
        sha256: String,
    },
}

impl Error {
    /// Whether somebody else came first: the same place or key is already taken.
    pub fn is_conflict(&self) -> bool {
        match self {
            Self::Fork { .. } => true,
            Self::Statement { source, .. } => source
                .as_database_error()
                .is_some_and(|e| e.is_unique_violation() || code_is(e, &["40001", "40P01"])),
            _ => false,
        }
    }

    /// Whether the disk of the database has no room left.
    pub fn is_disk_full(&self) -> bool {
        self.says(FULL)
    }

    /// Whether the disk of the database fails: something could not be read or written, for want of room or for worse.
    pub fn is_disk_fault(&self) -> bool {
        self.code().is_some_and(|code| match code.parse::<u32>() {
            // Codes of PostgreSQL have five places; every fault of SQLite's input and output has the same last byte.
            Ok(number) if code.len() < 5 => number & 0xff == SQLITE_IOERR,
            _ => code == POSTGRES_IO_ERROR,
        })
    }

    fn says(&self, codes: &[&str]) -> bool {
        self.code().is_some_and(|code| codes.contains(&code.as_str()))
    }

    /// The code of the database.
    fn code(&self) -> Option<String> {
        let source = self.source_of()?.as_database_error()?;
        source.code().map(|code| code.into_owned())
    }

    fn source_of(&self) -> Option<&sqlx::Error> {
        match self {
            Self::Open { source, .. } | Self::Statement { source, .. } => Some(source),
            _ => None,
        }
    }

    /// Whether trying again later can help: the database is busy, away or out of connections.
    pub fn is_unavailable(&self) -> bool {
        let Some(source) = self.source_of() else { return false };
        match source {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => true,
            sqlx::Error::Database(e) => code_is(e.as_ref(), AWAY),
            _ => false,
        }
    }
}

/// Disk full: SQLite, PostgreSQL.
const FULL: &[&str] = &["13", "53100"];

/// <https://www.sqlite.org/rescode.html#ioerr>
const SQLITE_IOERR: u32 = 10;

/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>, class 58.
const POSTGRES_IO_ERROR: &str = "58030";

/// SQLite: busy, locked, cannot open. PostgreSQL: lock not available, shutting down, starting, too many
/// connections.
const AWAY: &[&str] = &["5", "6", "14", "55P03", "57P01", "57P02", "57P03", "53300"];

fn code_is(error: &dyn sqlx::error::DatabaseError, codes: &[&str]) -> bool {
    error.code().is_some_and(|code| codes.contains(&code.as_ref()))
}
