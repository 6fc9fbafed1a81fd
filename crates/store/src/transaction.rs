//! A transaction that writes. It ends by `commit`; in every other case its connection is closed, and the database takes back what it did.
//!
//! The driver's own transaction says ROLLBACK instead. SQLite has rolled back by itself when the disk is full or fails; the ROLLBACK is
//! then refused, the driver goes on counting a transaction, and the connection is of no use for the next writer.

use crate::engine::Engine;
use crate::error::Error;
use crate::store::{begin_failed, commit_failed};
use sqlx::any::Any;
use sqlx::pool::PoolConnection;
use sqlx::{AnyConnection, AnyPool};
use std::ops::{Deref, DerefMut};

/// A transaction that writes, on a connection of its own.
pub(crate) struct Transaction {
    connection: PoolConnection<Any>,
    committed: bool,
}

impl Transaction {
    /// Begins to write: waits for another program that is writing, but not for ever.
    ///
    /// # Errors
    /// When the database is away or stays busy, or its disk is full or fails.
    pub(crate) async fn begin(pool: &AnyPool, engine: Engine) -> Result<Self, Error> {
        let connection = pool.acquire().await.map_err(begin_failed)?;
        let mut tx = Self { connection, committed: false };
        tx.say(engine.begin_write()).await.map_err(begin_failed)?;
        Ok(tx)
    }

    /// Makes everything last.
    ///
    /// # Errors
    /// When the database fails; nothing is kept then.
    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        self.say("COMMIT").await.map_err(commit_failed)?;
        self.committed = true;
        Ok(())
    }

    async fn say(&mut self, words: &'static str) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(words).execute(&mut *self.connection).await.map(|_| ())
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if !self.committed {
            self.connection.close_on_drop();
        }
    }
}

impl Deref for Transaction {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        &self.connection
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.connection
    }
}
