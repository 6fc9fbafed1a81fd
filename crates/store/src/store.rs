//! A store: one database of one site, opened, and what can be read from it by reference. Decides nothing.

use crate::engine::{self, Engine, PATIENCE};
use crate::error::Error;
use crate::ledger::{self, Entry};
use crate::migrate::migrate;
use crate::project::Fold;
use crate::sql::{Statement, acts, settings};
use crate::transaction::Transaction;
use crate::value::{Value, args};
use futures_util::StreamExt;
use record::{Act, Object};
use sqlx::any::Any;
use sqlx::pool::PoolConnection;
use sqlx::{AnyConnection, AnyPool};
use std::sync::Arc;
use terms::{Instant, Kind, Ref, Site};
use tokio::sync::{Mutex, OwnedMutexGuard};

/// One database of one site. Cheap to clone: clones share the connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) pool: AnyPool,
    pub(crate) engine: Engine,
    pub(crate) site: Site,
    pub(crate) fold: Fold,
    /// Writers of this program wait here in the order they came, rather than at SQLite's lock, which is not fair.
    pub(crate) turn: Arc<Mutex<()>>,
}

pub(crate) const OWN: &str = "own";

impl Store {
    /// Opens the database of a site, makes it when it is missing, and brings its tables up to date.
    ///
    /// `url` is `sqlite:FILE` or `postgres://…`; `fold` makes words comparable for search.
    ///
    /// # Errors
    /// When the database cannot be reached, belongs to another site or to a newer program.
    pub async fn open(url: &str, site: Site, fold: Fold) -> Result<Self, Error> {
        Self::ready(url, Some(site), fold).await
    }

    /// Opens a database that is there, for whichever site it belongs to.
    ///
    /// # Errors
    /// As `open`, and when there is none or no site has been written in it.
    pub async fn open_existing(url: &str, fold: Fold) -> Result<Self, Error> {
        Self::ready(url, None, fold).await
    }

    async fn ready(url: &str, site: Option<Site>, fold: Fold) -> Result<Self, Error> {
        let engine = Engine::of(url)?;
        let pool = engine.connect(url, site.is_some()).await?;
        let mut tx = Transaction::begin(&pool, engine).await?;
        migrate(&mut tx, engine).await?;
        let site = own_site(&mut tx, site).await?;
        tx.commit().await?;
        let turn = Arc::new(Mutex::new(()));
        Ok(Self { inner: Arc::new(Inner { pool, engine, site, fold, turn }) })
    }

    /// The site whose store this is.
    pub fn site(&self) -> &Site {
        &self.inner.site
    }

    /// The engine it stands on.
    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// Closes every connection; for an orderly end.
    pub async fn close(&self) {
        self.inner.pool.close().await;
    }

    /// The object that the acts on a reference fold into; `None` when there are none that found it.
    ///
    /// # Errors
    /// When the database fails or an act cannot be read.
    pub async fn load(&self, at: &Ref) -> Result<Option<Object>, Error> {
        let entries = self.acts_of(at).await?;
        Ok(record::fold(entries.iter().map(|e| &e.act)))
    }

    /// The acts on an object, of every site, in fold order.
    ///
    /// # Errors
    /// When the database fails or an act cannot be read.
    pub async fn acts_of(&self, at: &Ref) -> Result<Vec<Entry>, Error> {
        let mut connection = self.connection().await?;
        acts_of(&mut connection, at).await
    }

    /// A site's chain after a place, in its order.
    ///
    /// # Errors
    /// When the database fails or an act cannot be read.
    pub async fn acts(&self, site: &Site, after: u64, limit: u32) -> Result<Vec<Entry>, Error> {
        let rows = self.rows(acts::CHAIN, args![site, after, i64::from(limit)]).await?;
        rows.iter().map(ledger::entry).collect()
    }

    /// One act.
    ///
    /// # Errors
    /// When the database fails or the act cannot be read.
    pub async fn act(&self, site: &Site, seq: u64) -> Result<Option<Entry>, Error> {
        let found = self.acts(site, seq.saturating_sub(1), 1).await?;
        Ok(found.into_iter().next().filter(|e| e.act.seq == seq))
    }

    /// Every object of a kind.
    ///
    /// # Errors
    /// When the database fails or an act cannot be read.
    pub async fn load_all(&self, kind: Kind) -> Result<Vec<Object>, Error> {
        self.load_all_as_of(kind, Instant(i64::MAX)).await
    }

    /// Every object of a kind as the ledger stood before an instant.
    ///
    /// # Errors
    /// When the database fails or an act cannot be read.
    pub async fn load_all_as_of(&self, kind: Kind, before: Instant) -> Result<Vec<Object>, Error> {
        let mut connection = self.connection().await?;
        let mut objects = Vec::new();
        each_object(&mut connection, kind, before, |object| objects.push(object)).await?;
        Ok(objects)
    }

    /// A setting of this store.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        let row = self.row(settings::GET, args![&self.inner.site, name]).await?;
        row.map(|row| row.text(0)).transpose()
    }

    pub(crate) async fn connection(&self) -> Result<PoolConnection<Any>, Error> {
        self.inner.pool.acquire().await.map_err(begin_failed)
    }

    pub(crate) async fn rows(
        &self,
        statement: Statement,
        args: Vec<Value>,
    ) -> Result<Vec<engine::Got>, Error> {
        let mut connection = self.connection().await?;
        engine::rows(&mut connection, statement, args).await
    }

    pub(crate) async fn row(
        &self,
        statement: Statement,
        args: Vec<Value>,
    ) -> Result<Option<engine::Got>, Error> {
        let mut connection = self.connection().await?;
        engine::row(&mut connection, statement, args).await
    }

    /// A turn to write, on SQLite. Whoever holds a writer and asks for another turn waits in vain, but not for ever.
    pub(crate) async fn turn(&self) -> Result<Option<OwnedMutexGuard<()>>, Error> {
        if self.inner.engine == Engine::Postgres {
            return Ok(None);
        }
        let turn = tokio::time::timeout(PATIENCE, self.inner.turn.clone().lock_owned()).await;
        turn.map(Some).map_err(|_| begin_failed(sqlx::Error::PoolTimedOut))
    }

    /// Sends one changing statement in a transaction of its own.
    pub(crate) async fn run(&self, statement: Statement, args: Vec<Value>) -> Result<u64, Error> {
        let _turn = self.turn().await?;
        let mut connection = self.connection().await?;
        engine::run(&mut connection, statement, args).await
    }
}

/// The site of a database: the one written in it, or the one asked for when none is.
async fn own_site(connection: &mut AnyConnection, asked: Option<Site>) -> Result<Site, Error> {
    let row = engine::row(connection, settings::SITES, args![OWN]).await?;
    let found: Option<Site> = row.map(|row| row.parsed(0)).transpose()?;
    match (found, asked) {
        (Some(found), Some(asked)) if found != asked => {
            Err(Error::OtherSite { expected: asked.to_string(), found: found.to_string() })
        }
        (Some(found), _) => Ok(found),
        (None, Some(asked)) => {
            engine::run(connection, settings::ADD, args![&asked, OWN, "1"]).await?;
            Ok(asked)
        }
        (None, None) => {
            Err(Error::OtherSite { expected: "(any)".to_owned(), found: "(none)".to_owned() })
        }
    }
}

/// The acts on an object in fold order.
pub(crate) async fn acts_of(connection: &mut AnyConnection, at: &Ref) -> Result<Vec<Entry>, Error> {
    let args = args![at.kind.code(), &at.site, at.id];
    engine::rows(connection, acts::OF, args).await?.iter().map(ledger::entry).collect()
}

/// Gives every object of a kind as the ledger stood before an instant; holds one object's acts at a time.
pub(crate) async fn each_object(
    connection: &mut AnyConnection,
    kind: Kind,
    before: Instant,
    mut give: impl FnMut(Object),
) -> Result<(), Error> {
    let mut rows = engine::stream(connection, acts::OF_KIND, args![kind.code(), before]);
    let mut group: Vec<Act> = Vec::new();
    while let Some(row) = rows.next().await {
        let act = ledger::entry(&row?)?.act;
        if group.first().is_some_and(|first| first.subject != act.subject) {
            record::fold(&group).into_iter().for_each(&mut give);
            group.clear();
        }
        group.push(act);
    }
    record::fold(&group).into_iter().for_each(give);
    Ok(())
}

pub(crate) fn begin_failed(source: sqlx::Error) -> Error {
    Error::Statement { statement: "transaction.begin", key: String::new(), source }
}

pub(crate) fn commit_failed(source: sqlx::Error) -> Error {
    Error::Statement { statement: "transaction.commit", key: String::new(), source }
}
