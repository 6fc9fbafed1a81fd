//! Logging in and out: argon2id, sessions by hashed token, lock-out after failures.

use crate::error::{Error, Problem};
use crate::office::Office;
use crate::permit::{BodyTree, Grant, Viewer};
use crate::secret;
use record::object::Account;
use store::Session;
use terms::{Instant, Kind};

/// Failures in a row after which no login is taken for a while.
const MOST_FAILURES: u32 = 5;
const MINUTE: i64 = 60_000_000;
/// How long a lock-out lasts.
const LOCKED_FOR: i64 = 15 * MINUTE;
/// How long a session lasts without use.
const IDLE: i64 = 60 * MINUTE;
/// How long a session lasts at most.
const LONGEST: i64 = 12 * 60 * MINUTE;

/// What a browser is given after logging in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admission {
    /// Kept by the browser in a cookie; only its hash is kept here.
    pub token: String,
    /// What every form must carry.
    pub csrf: String,
}

/// A request's person and what their forms must carry.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The person.
    pub viewer: Viewer,
    /// What every form must carry.
    pub csrf: String,
}

impl Office {
    /// Logs a person in.
    ///
    /// # Errors
    /// `login.wrong`, `login.locked`, `login.closed`.
    pub async fn log_in(&self, login: &str, password: &str) -> Result<Admission, Error> {
        let now = self.now();
        let login = login.trim();
        let kept = self.store.secret(login).await?;
        let until = kept.as_ref().and_then(|s| s.locked_until).filter(|until| *until > now);
        if let Some(until) = until {
            return Err(locked(until));
        }
        // An unknown login costs as much time as a known one.
        let hash = kept.as_ref().map_or(nobody(), |s| s.password_hash.clone());
        let right = matches(password.to_owned(), hash).await? && kept.is_some();
        if !right {
            return self.failed(login, kept.map_or(0, |s| s.failed), now).await;
        }
        let account = self.account(login).await?.filter(|a| a.closed.is_none());
        if account.is_none() {
            return Err(Error::refused("login.closed"));
        }
        self.store.login_succeeded(login).await?;
        self.admit(login, now).await
    }

    async fn failed(&self, login: &str, before: u64, now: Instant) -> Result<Admission, Error> {
        let until = Instant(now.0 + LOCKED_FOR);
        self.store.login_failed(login, MOST_FAILURES, until).await?;
        let left = u64::from(MOST_FAILURES).saturating_sub(before % u64::from(MOST_FAILURES) + 1);
        if left == 0 {
            return Err(locked(until));
        }
        Err(Error::Refused(Problem::new("login.wrong", [("left", left.to_string())])))
    }

    async fn admit(&self, login: &str, now: Instant) -> Result<Admission, Error> {
        let admission = Admission { token: secret::new_token(), csrf: secret::new_token() };
        let session = Session {
            login: login.to_owned(),
            csrf: admission.csrf.clone(),
            created_at: now,
            seen_at: now,
            expires_at: Instant(now.0 + IDLE),
        };
        self.store.expire_sessions(now).await?;
        self.store.put_session(&secret::sha256_hex(admission.token.as_bytes()), &session).await?;
        Ok(admission)
    }

    /// The person behind a token; `None` when the session has ended.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn visit(&self, token: &str) -> Result<Option<Visit>, Error> {
        let now = self.now();
        let hash = secret::sha256_hex(token.as_bytes());
        let Some(session) = self.store.session(&hash, now).await? else { return Ok(None) };
        let last = Instant(session.created_at.0 + LONGEST);
        if now > last {
            self.store.end_session(&hash).await?;
            return Ok(None);
        }
        if now.0 - session.seen_at.0 > MINUTE {
            self.store.session_seen(&hash, now, Instant(now.0 + IDLE).min(last)).await?;
        }
        let viewer = self.viewer(&session.login).await?;
        Ok(viewer.map(|viewer| Visit { viewer, csrf: session.csrf }))
    }

    /// Ends the session of a token.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn log_out(&self, token: &str) -> Result<(), Error> {
        Ok(self.store.end_session(&secret::sha256_hex(token.as_bytes())).await?)
    }

    /// The person of a login, with roles and the bodies of today; `None` when there is no open account.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn viewer(&self, login: &str) -> Result<Option<Viewer>, Error> {
        let Some(account) = self.account(login).await?.filter(|a| a.closed.is_none()) else {
            return Ok(None);
        };
        let today = self.today();
        let facts = self.facts().await?;
        let bodies = &facts.bodies;
        let pairs =
            bodies.iter().filter_map(|b| Some((b.at.clone(), b.parent_on(today)?.at.clone())));
        let tree = BodyTree::new(pairs);
        let grants =
            account.grants.into_iter().map(|g| Grant { role: g.role, body: g.body }).collect();
        Ok(Some(Viewer { login: account.login, name: account.name, grants, tree }))
    }

    pub(crate) async fn account(&self, login: &str) -> Result<Option<Account>, Error> {
        let accounts: Vec<Account> = self.all(Kind::Account).await?;
        Ok(accounts.into_iter().find(|a| a.login == login && a.at.site == *self.site()))
    }
}

fn locked(until: Instant) -> Error {
    let until = until.vn();
    Error::Refused(Problem::new("login.locked", [("until", until)]))
}

/// A hash that no password gives.
fn nobody() -> String {
    use std::sync::LazyLock;
    static HASH: LazyLock<String> = LazyLock::new(|| secret::hash_password(&secret::new_token()));
    HASH.clone()
}

/// Checks a password away from the threads that serve pages.
async fn matches(password: String, hash: String) -> Result<bool, Error> {
    let check = tokio::task::spawn_blocking(move || secret::password_matches(&password, &hash));
    check.await.map_err(|e| Error::Broken(e.to_string()))
}
