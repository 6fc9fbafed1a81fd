//! A writer: the one transaction that appends to this site's chain, with everything that must stand or fall with it.
//! Dropped without `commit` it leaves nothing behind.

use crate::engine;
use crate::error::Error;
use crate::ledger;
use crate::project::{self, Row, Table, table};
use crate::sql::Statement;
use crate::sql::{acts, blobs, heads, readings, secrets, settings};
use crate::store::{Store, acts_of};
use crate::transaction::Transaction;
use crate::value::{Value, args};
use record::{Act, Draft, Object};
use sqlx::AnyConnection;
use std::collections::BTreeSet;
use terms::{Instant, Kind, Ref, Site};
use tokio::sync::OwnedMutexGuard;
use wire::Hash;

/// The one transaction that appends to this site's chain.
pub struct Writer {
    pub(crate) tx: Transaction,
    store: Store,
    head: Head,
    half_written: bool,
    /// Given back last, when the transaction is over.
    _turn: Option<OwnedMutexGuard<()>>,
}

/// The end of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Number of the last act, 0 when there is none.
    pub seq: u64,
    /// Its hash, that of the site's name when there is none.
    pub hash: Hash,
    /// When it was entered; in a writer the first instant at which the next act may be entered.
    pub recorded_at: Instant,
}

/// What the interpretation of a file is kept as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The text of the file.
    pub text: String,
    /// The reading as JSON.
    pub json: String,
    /// Version of the reader that made it.
    pub reader_version: String,
}

impl Store {
    /// Begins writing: waits for whoever is writing now, then has the chain alone until `commit` or drop.
    ///
    /// While a writer is held, what is to be written goes through it: the store's own writing methods would wait for it.
    ///
    /// # Errors
    /// When the database is away or stays busy.
    pub async fn begin_write(&self) -> Result<Writer, Error> {
        let inner = &self.inner;
        let turn = self.turn().await?;
        let mut tx = Transaction::begin(&inner.pool, inner.engine).await?;
        let head = lock(&mut tx, &inner.site).await?;
        let latest = engine::row(&mut tx, heads::LATEST, args![&inner.site]).await?;
        let latest = latest.map(|row| row.maybe_int(0)).transpose()?.flatten();
        let mut writer = Writer { tx, store: self.clone(), head, half_written: false, _turn: turn };
        latest.into_iter().for_each(|latest| writer.saw(Instant(latest)));
        Ok(writer)
    }
}

impl Writer {
    /// The site whose chain is written.
    pub fn site(&self) -> &Site {
        &self.store.inner.site
    }

    /// The object that the acts on a reference fold into, with those appended here.
    ///
    /// # Errors
    /// When the database fails or an act cannot be read.
    pub async fn load(&mut self, at: &Ref) -> Result<Option<Object>, Error> {
        let entries = acts_of(&mut self.tx, at).await?;
        Ok(record::fold(entries.iter().map(|e| &e.act)))
    }

    /// Appends acts in their order and projects the objects they are about.
    ///
    /// Each is entered at `now`, or just after the last act known here when the clock is behind that.
    ///
    /// # Errors
    /// When the database fails, or an act is about an account of another site; the writer can then only be dropped.
    pub async fn append(&mut self, drafts: Vec<Draft>, now: Instant) -> Result<Vec<Act>, Error> {
        self.half_written = true;
        let mut made = Vec::with_capacity(drafts.len());
        let site = self.site().clone();
        for draft in drafts {
            let recorded_at = now.max(self.head.recorded_at);
            let act = draft.at(site.clone(), self.head.seq + 1, recorded_at);
            own_account(&act)?;
            let bytes = wire::to_bytes(&act, &self.head.hash);
            let hash = wire::hash(&bytes);
            let values = ledger::values(&act, &self.head.hash, &hash, bytes);
            engine::run(&mut self.tx, acts::INSERT, values).await?;
            self.head = Head { seq: act.seq, hash, recorded_at };
            made.push(act);
        }
        let head = self.head.clone();
        set_head(&mut self.tx, &site, &head).await?;
        self.project(made.iter().map(|act| act.subject.clone()).collect()).await?;
        self.half_written = false;
        Ok(made)
    }

    /// Keeps a file by its SHA-256; a file already kept stays as it is.
    ///
    /// # Errors
    /// When the bytes have another hash, or the database fails.
    pub async fn put_blob(&mut self, sha256: &str, bytes: Vec<u8>) -> Result<(), Error> {
        if wire::hash(&bytes).to_string() != sha256 {
            return Err(Error::WrongHash { sha256: sha256.to_owned() });
        }
        let site = self.site().clone();
        let size = bytes.len();
        engine::run(&mut self.tx, blobs::PUT, args![&site, sha256, size, bytes]).await.map(|_| ())
    }

    /// Keeps the text and the reading of a file, in place of an older reading.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_reading(&mut self, sha256: &str, reading: Reading) -> Result<(), Error> {
        let site = self.site().clone();
        let Reading { text, json, reader_version } = reading;
        let args = args![&site, sha256, text.into_bytes(), json.into_bytes(), reader_version];
        engine::run(&mut self.tx, readings::PUT, args).await.map(|_| ())
    }

    /// Sets the password hash of a login and lifts a lock-out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_secret(&mut self, login: &str, password_hash: &str) -> Result<(), Error> {
        let site = self.site().clone();
        engine::run(&mut self.tx, secrets::PUT, args![&site, login, password_hash])
            .await
            .map(|_| ())
    }

    /// Sends a statement about what is kept beside the ledger.
    pub(crate) async fn send(
        &mut self,
        statement: Statement,
        args: Vec<Value>,
    ) -> Result<(), Error> {
        engine::run(&mut self.tx, statement, args).await.map(|_| ())
    }

    /// Sets a setting of this store.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_setting(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let site = self.site().clone();
        engine::run(&mut self.tx, settings::PUT, args![&site, name, value]).await.map(|_| ())
    }

    /// Makes everything done here last.
    ///
    /// # Errors
    /// When a change before failed halfway, or the database fails; nothing is kept then.
    pub async fn commit(self) -> Result<(), Error> {
        if self.half_written {
            return Err(Error::HalfWritten);
        }
        self.tx.commit().await
    }

    /// Marks the writer while several statements that belong together are sent.
    pub(crate) fn halfway(&mut self, yes: bool) {
        self.half_written = yes;
    }

    /// Notes when an act from outside was entered: what is entered here from then on comes after it in every fold,
    /// however the clocks of the two sites differ.
    pub(crate) fn saw(&mut self, recorded_at: Instant) {
        let after = Instant(recorded_at.0.saturating_add(1));
        self.head.recorded_at = self.head.recorded_at.max(after);
    }

    /// Writes the rows of objects anew from the fold of their acts.
    pub(crate) async fn project(&mut self, subjects: BTreeSet<Ref>) -> Result<(), Error> {
        let fold = self.store.inner.fold;
        for at in subjects {
            let object = self.load(&at).await?;
            for table in project::tables_of(at.kind) {
                let Some(derived) = table::derived(table) else { continue };
                engine::run(&mut self.tx, derived.delete, args![&at.site, at.id]).await?;
            }
            let rows = object.map(|o| project::project(&o, fold)).unwrap_or_default();
            insert(&mut self.tx, rows).await?;
        }
        Ok(())
    }
}

/// Accounts are opened and given roles by their own site alone.
pub(crate) fn own_account(act: &Act) -> Result<(), Error> {
    if act.subject.kind == Kind::Account && act.subject.site != act.site {
        let (site, seq, of) = (act.site.clone(), act.seq, act.subject.site.clone());
        return Err(Error::ForeignAccount { site, seq, of });
    }
    Ok(())
}

/// Locks the end of a chain, made when it is missing, until the transaction is over.
pub(crate) async fn lock(connection: &mut AnyConnection, site: &Site) -> Result<Head, Error> {
    let genesis = wire::genesis(site);
    let row = engine::row(connection, heads::LOCK, args![site, genesis.to_string()]).await?;
    let Some(row) = row else {
        return Ok(Head { seq: 0, hash: genesis, recorded_at: Instant(0) });
    };
    Ok(Head { seq: row.count(0)?, hash: row.parsed(1)?, recorded_at: Instant(row.int(2)?) })
}

pub(crate) async fn set_head(
    connection: &mut AnyConnection,
    site: &Site,
    head: &Head,
) -> Result<(), Error> {
    let args = args![site, head.seq, head.hash.to_string(), head.recorded_at];
    engine::run(connection, heads::SET, args).await.map(|_| ())
}

/// Inserts projection rows, many at once where one table has many.
pub(crate) async fn insert(connection: &mut AnyConnection, rows: Vec<Row>) -> Result<(), Error> {
    let mut rows = rows.into_iter().peekable();
    while let Some(first) = rows.next() {
        let table: &'static Table = first.table;
        let mut same = vec![first];
        while let Some(row) = rows.next_if(|row| row.table == table) {
            same.push(row);
        }
        insert_into(connection, table, same).await?;
    }
    Ok(())
}

async fn insert_into(
    connection: &mut AnyConnection,
    table: &'static Table,
    rows: Vec<Row>,
) -> Result<(), Error> {
    let Some(derived) = table::derived(table) else { return Ok(()) };
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        let (statement, n) = match rows.len() >= table::MANY {
            true => (derived.insert_many, table::MANY),
            false => (derived.insert, 1),
        };
        let values = rows.by_ref().take(n).flat_map(|row| row.values).collect();
        engine::run(connection, statement, values).await?;
    }
    Ok(())
}
