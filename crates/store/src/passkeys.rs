//! Passkeys and what was given out to be signed: kept on this machine, never in the ledger.

use crate::engine::Got;
use crate::error::Error;
use crate::sql::{challenges, factors, passkeys};
use crate::store::Store;
use crate::value::args;
use terms::Instant;

/// A passkey as kept: nothing of it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Id of the credential, base64url.
    pub credential: String,
    /// Login whose it is.
    pub login: String,
    /// What its holder calls it.
    pub name: String,
    /// Public key as COSE, base64url.
    pub public_key: String,
    /// The counter that the device said last; 0 where it has none.
    pub counter: u64,
    /// When it was registered.
    pub created_at: Instant,
    /// When it was last used.
    pub used_at: Option<Instant>,
}

/// What was given out, for whom and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge<'a> {
    /// What comes back.
    pub challenge: &'a str,
    /// What it is for; it is taken for nothing else.
    pub purpose: &'a str,
    /// Login for which it is; empty where nobody is known yet.
    pub login: &'a str,
    /// What is kept with it until it comes back.
    pub holds: &'a str,
    /// Until when it is taken.
    pub expires_at: Instant,
}

fn passkey(row: &Got) -> Result<Passkey, Error> {
    Ok(Passkey {
        credential: row.text(0)?,
        login: row.text(1)?,
        name: row.text(2)?,
        public_key: row.text(3)?,
        counter: row.count(4)?,
        created_at: Instant(row.int(5)?),
        used_at: row.maybe_int(6)?.map(Instant),
    })
}

fn number(counter: u64) -> i64 {
    i64::try_from(counter).unwrap_or(i64::MAX)
}

impl Store {
    /// Keeps a new passkey.
    ///
    /// # Errors
    /// When the database fails, or a passkey with this credential is there.
    pub async fn put_passkey(&self, key: &Passkey) -> Result<(), Error> {
        let (credential, login, name) = (&*key.credential, &*key.login, &*key.name);
        let (public_key, counter) = (&*key.public_key, number(key.counter));
        let args = args![self.site(), credential, login, name, public_key, counter, key.created_at];
        self.run(passkeys::PUT, args).await.map(|_| ())
    }

    /// The passkey of a credential.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passkey(&self, credential: &str) -> Result<Option<Passkey>, Error> {
        let row = self.row(passkeys::GET, args![self.site(), credential]).await?;
        row.map(|row| passkey(&row)).transpose()
    }

    /// The passkeys of a login, in the order in which they were registered.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passkeys_of(&self, login: &str) -> Result<Vec<Passkey>, Error> {
        let rows = self.rows(passkeys::OF, args![self.site(), login]).await?;
        rows.iter().map(passkey).collect()
    }

    /// Logins that have a passkey.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn logins_with_passkey(&self) -> Result<Vec<String>, Error> {
        self.all(passkeys::LOGINS, args![self.site()], |row| row.text(0)).await
    }

    /// Notes that a passkey was used and what its counter said; whether the counter went on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passkey_used(
        &self,
        credential: &str,
        counter: u64,
        now: Instant,
    ) -> Result<bool, Error> {
        let args = args![self.site(), credential, number(counter), now];
        Ok(self.run(passkeys::USED, args).await? == 1)
    }

    /// Ends a passkey of a login; whether there was one. Recovery codes that stand for nothing any more end with it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_passkey(&self, login: &str, credential: &str) -> Result<bool, Error> {
        let ended = self.run(passkeys::DELETE, args![self.site(), login, credential]).await? == 1;
        self.run(factors::DELETE_CODES_OF_NOTHING, args![self.site(), login]).await?;
        Ok(ended)
    }

    /// Ends every passkey of a login.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_passkeys_of(&self, login: &str) -> Result<(), Error> {
        self.run(passkeys::DELETE_OF, args![self.site(), login]).await?;
        self.run(factors::DELETE_CODES_OF_NOTHING, args![self.site(), login]).await.map(|_| ())
    }

    /// Gives out something to be brought back once; what ran out is forgotten. `false` when so many are open for the login
    /// already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_challenge(
        &self,
        given: &Challenge<'_>,
        most: u64,
        now: Instant,
    ) -> Result<bool, Error> {
        self.run(challenges::EXPIRE, args![self.site(), now]).await?;
        let open = self.row(challenges::OPEN, args![self.site(), given.login]).await?;
        if open.map_or(Ok(0), |row| row.count(0))? >= most {
            return Ok(false);
        }
        let Challenge { challenge, purpose, login, holds, expires_at } = *given;
        let args = args![self.site(), challenge, purpose, login, holds, expires_at];
        self.run(challenges::PUT, args).await?;
        Ok(true)
    }

    /// Takes back what was given out for a purpose: the login and what was kept with it. It is taken once, and not after its
    /// time; whoever brings it for something else has used it up too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_challenge(
        &self,
        challenge: &str,
        purpose: &str,
        now: Instant,
    ) -> Result<Option<(String, String)>, Error> {
        let row = self.row(challenges::GET, args![self.site(), challenge, purpose, now]).await?;
        let taken = self.run(challenges::DELETE, args![self.site(), challenge]).await? == 1;
        match row.filter(|_| taken) {
            Some(row) => Ok(Some((row.text(0)?, row.text(1)?))),
            None => Ok(None),
        }
    }
}
