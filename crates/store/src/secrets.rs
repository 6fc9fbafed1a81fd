//! What stays on this machine and never enters the ledger: password hashes, lock-out, sessions.

use crate::engine::Got;
use crate::error::Error;
use crate::sql::{secrets, sessions};
use crate::store::Store;
use crate::value::args;
use terms::Instant;

/// The secret of a login.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// Password hash in PHC form.
    pub password_hash: String,
    /// Failures since the last success.
    pub failed: u64,
    /// Until when no login is taken.
    pub locked_until: Option<Instant>,
}

/// A session of a person who is logged in.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// Login name.
    pub login: String,
    /// What forms must carry.
    pub csrf: String,
    /// When it began.
    pub created_at: Instant,
    /// When it was last used.
    pub seen_at: Instant,
    /// When it ends.
    pub expires_at: Instant,
    /// From which program, roughly.
    pub program: String,
    /// Whether it still waits for the second factor: nothing is let in by it.
    pub half: bool,
}

fn session(row: &Got) -> Result<Session, Error> {
    Ok(Session {
        login: row.text(0)?,
        csrf: row.text(1)?,
        created_at: Instant(row.int(2)?),
        seen_at: Instant(row.int(3)?),
        expires_at: Instant(row.int(4)?),
        program: row.text(5)?,
        half: row.flag(6)?,
    })
}

impl Store {
    /// The secret of a login.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secret(&self, login: &str) -> Result<Option<Secret>, Error> {
        let row = self.row(secrets::GET, args![self.site(), login]).await?;
        row.map(|row| {
            let locked_until = row.maybe_int(2)?.map(Instant);
            Ok(Secret { password_hash: row.text(0)?, failed: row.count(1)?, locked_until })
        })
        .transpose()
    }

    /// Sets the password hash of a login and lifts a lock-out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_secret(&self, login: &str, password_hash: &str) -> Result<(), Error> {
        self.run(secrets::PUT, args![self.site(), login, password_hash]).await.map(|_| ())
    }

    /// Counts a failed login; from the `limit`-th failure in a row on, no login is taken until an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn login_failed(
        &self,
        login: &str,
        limit: u32,
        locked_until: Instant,
    ) -> Result<(), Error> {
        let args = args![self.site(), login, i64::from(limit), locked_until];
        self.run(secrets::FAILED, args).await.map(|_| ())
    }

    /// Forgets failures after a success.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn login_succeeded(&self, login: &str) -> Result<(), Error> {
        self.run(secrets::CLEARED, args![self.site(), login]).await.map(|_| ())
    }

    /// Removes the secret of a login and its second factor, and ends its sessions, its calendar feed and its tokens.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_login(&self, login: &str) -> Result<(), Error> {
        self.run(secrets::DELETE, args![self.site(), login]).await?;
        self.end_feed_of(login).await?;
        self.end_passkeys_of(login).await?;
        self.end_factor(login).await?;
        self.end_tie(login).await?;
        self.end_tokens_of(login).await?;
        self.end_sessions_of(login).await
    }

    /// Begins a session under the hash of its token.
    ///
    /// # Errors
    /// When the database fails or the hash is taken.
    pub async fn put_session(&self, token_hash: &str, session: &Session) -> Result<(), Error> {
        let Session { login, csrf, created_at, expires_at, program, half, .. } = session;
        let (program, half) = (program.as_str(), i64::from(*half));
        let args =
            args![self.site(), token_hash, login, csrf, *created_at, *expires_at, program, half];
        self.run(sessions::PUT, args).await.map(|_| ())
    }

    /// The session under the hash of a token, unless it has expired.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(&self, token_hash: &str, now: Instant) -> Result<Option<Session>, Error> {
        let row = self.row(sessions::GET, args![self.site(), token_hash, now]).await?;
        row.map(|row| session(&row)).transpose()
    }

    /// The sessions of a login that have not expired, the last used first, each with the hash of its token; none that waits
    /// for the second factor.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions_of(
        &self,
        login: &str,
        now: Instant,
    ) -> Result<Vec<(String, Session)>, Error> {
        let args = args![self.site(), login, now];
        self.all(sessions::OF, args, |row| Ok((row.text(7)?, session(row)?))).await
    }

    /// Ends one session of a login; gives whether there was such a one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session_of(&self, login: &str, token_hash: &str) -> Result<bool, Error> {
        let args = args![self.site(), login, token_hash];
        Ok(self.run(sessions::DELETE_ONE_OF, args).await? > 0)
    }

    /// Ends every session of a login but one; gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_other_sessions_of(&self, login: &str, kept: &str) -> Result<u64, Error> {
        self.run(sessions::DELETE_OTHERS, args![self.site(), login, kept]).await
    }

    /// Notes that a session was used and when it now ends.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session_seen(
        &self,
        token_hash: &str,
        now: Instant,
        expires_at: Instant,
    ) -> Result<(), Error> {
        self.run(sessions::SEEN, args![self.site(), token_hash, now, expires_at]).await.map(|_| ())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&self, token_hash: &str) -> Result<(), Error> {
        self.run(sessions::DELETE, args![self.site(), token_hash]).await.map(|_| ())
    }

    /// Ends every session of a login.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_sessions_of(&self, login: &str) -> Result<(), Error> {
        self.run(sessions::DELETE_OF, args![self.site(), login]).await.map(|_| ())
    }

    /// Removes sessions that have expired; gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expire_sessions(&self, now: Instant) -> Result<u64, Error> {
        self.run(sessions::EXPIRE, args![self.site(), now]).await
    }
}
