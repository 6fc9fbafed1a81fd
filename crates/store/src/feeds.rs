//! Calendar feeds: who reads the calendar by a token. Only the hash of the token is here, and never in the ledger.

use crate::engine::Got;
use crate::error::Error;
use crate::sql::feeds;
use crate::store::Store;
use crate::value::args;
use terms::Instant;

/// The feed of a login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Login name.
    pub login: String,
    /// When its token was made.
    pub created_at: Instant,
    /// When it was last read.
    pub used_at: Option<Instant>,
}

fn feed(row: &Got) -> Result<Feed, Error> {
    Ok(Feed {
        login: row.text(0)?,
        created_at: Instant(row.int(1)?),
        used_at: row.maybe_int(2)?.map(Instant),
    })
}

impl Store {
    /// Gives a login its feed under the hash of a token; the one before ends.
    ///
    /// # Errors
    /// When the database fails or the hash is taken.
    pub async fn put_feed(&self, login: &str, token_hash: &str, now: Instant) -> Result<(), Error> {
        self.run(feeds::PUT, args![self.site(), login, token_hash, now]).await.map(|_| ())
    }

    /// The feed under the hash of a token.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn feed(&self, token_hash: &str) -> Result<Option<Feed>, Error> {
        let row = self.row(feeds::GET, args![self.site(), token_hash]).await?;
        row.map(|row| feed(&row)).transpose()
    }

    /// The feed of a login.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn feed_of(&self, login: &str) -> Result<Option<Feed>, Error> {
        let row = self.row(feeds::OF, args![self.site(), login]).await?;
        row.map(|row| feed(&row)).transpose()
    }

    /// Notes that a feed was read.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn feed_used(&self, token_hash: &str, now: Instant) -> Result<(), Error> {
        self.run(feeds::USED, args![self.site(), token_hash, now]).await.map(|_| ())
    }

    /// Ends the feed of a login.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_feed_of(&self, login: &str) -> Result<(), Error> {
        self.run(feeds::DELETE_OF, args![self.site(), login]).await.map(|_| ())
    }
}
