//! Logging in and out: argon2id, a second factor, passkeys, sessions by hashed token, lock-out after failures.

mod factor;
pub mod oidc;
mod passkeys;
mod rules;
mod sessions;
pub mod signature;
pub mod webauthn;

pub use factor::FactorState;
pub use passkeys::{Asking, Making, OwnPasskey, Used};
pub use rules::AccessRules;
pub use sessions::{OwnSession, program};

use crate::error::{Error, Problem};
use crate::office::Office;
use crate::permit::{BodyTree, Grant, Viewer};
use crate::secret;
use record::object::Account;
use store::Session;
use terms::{Instant, Kind, Role};

/// Failures in a row after which no login is taken for a while.
const MOST_FAILURES: u32 = 5;
pub(crate) const MINUTE: i64 = 60_000_000;
/// How long a lock-out lasts.
const LOCKED_FOR: i64 = 15 * MINUTE;
/// How long the second factor is waited for after the password.
const HALF: i64 = 5 * MINUTE;

/// What a browser is given after logging in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admission {
    /// Kept by the browser in a cookie; only its hash is kept here.
    pub token: String,
    /// What every form must carry.
    pub csrf: String,
    /// Whether nobody is in yet: the token stands for the password alone, and the second factor is still asked for.
    pub half: bool,
}

/// By what a person who is half in may come in; recovery codes are always taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaysOn {
    /// By the code of a device.
    pub device: bool,
    /// By a passkey.
    pub passkey: bool,
}

/// A request's person and what their forms must carry.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The person.
    pub viewer: Viewer,
    /// What every form must carry.
    pub csrf: String,
    /// Whether the rights of an administrator wait until the person has a second factor; the viewer has them not.
    pub factor_demanded: bool,
    /// Until when the person has taken rights in an emergency.
    pub emergency_until: Option<Instant>,
}

impl Office {
    /// Logs a person in.
    ///
    /// # Errors
    /// `login.wrong`, `login.locked`, `login.closed`.
    pub async fn log_in(&self, login: &str, password: &str) -> Result<Admission, Error> {
        self.log_in_from(login, password, "").await
    }

    /// Logs a person in from a program, as it calls itself. Who has a second factor is half in: [`Office::give_code`] follows.
    ///
    /// # Errors
    /// `login.wrong`, `login.locked`, `login.closed`.
    pub async fn log_in_from(
        &self,
        login: &str,
        password: &str,
        agent: &str,
    ) -> Result<Admission, Error> {
        let now = self.now();
        let login = login.trim();
        let kept = self.store.secret(login).await?;
        not_locked(kept.as_ref(), now)?;
        // An unknown login costs as much time as a known one.
        let hash = kept.as_ref().map_or(nobody(), |s| s.password_hash.clone());
        let right = matches(password.to_owned(), hash).await? && kept.is_some();
        if !right {
            return Err(self.failed("login.wrong", login, kept.map_or(0, |s| s.failed)).await?);
        }
        let account = self.account(login).await?.filter(|a| a.closed.is_none());
        if account.is_none() {
            return Err(Error::refused("login.closed"));
        }
        // Whoever has a second factor has not succeeded before its code: failed codes count on.
        if self.has_factor(login).await? {
            return self.admit(login, agent, true).await;
        }
        self.store.login_succeeded(login).await?;
        self.admit(login, agent, false).await
    }

    /// Lets a person in who is half in, by a code of the device or a recovery code.
    ///
    /// # Errors
    /// `login.half-ended`, `login.code-wrong`, `login.locked`, `login.closed`.
    pub async fn give_code(&self, half: &str, code: &str) -> Result<Admission, Error> {
        let (hash, session) = self.half_in(half).await?;
        let login = &session.login;
        if !self.takes_code(login, code).await? {
            let before = self.store.secret(login).await?.map_or(0, |s| s.failed);
            return Err(self.failed("login.code-wrong", login, before).await?);
        }
        if self.account(login).await?.is_none_or(|a| a.closed.is_some()) {
            return Err(Error::refused("login.closed"));
        }
        self.store.end_session(&hash).await?;
        self.store.login_succeeded(login).await?;
        self.admitted(login, session.program, false).await
    }

    /// By what a person who is half in may come in; `None` when the half log-in has ended.
    ///
    /// # Errors
    /// The store's.
    pub async fn ways_on(&self, half: &str) -> Result<Option<WaysOn>, Error> {
        let (_, session) = match self.half_in(half).await {
            Ok(half) => half,
            Err(Error::Refused(_)) => return Ok(None),
            Err(e) => return Err(e),
        };
        let passkey = !self.store.passkeys_of(&session.login).await?.is_empty();
        let device = self.has_codes_of_device(&session.login).await?;
        Ok(Some(WaysOn { device, passkey }))
    }

    /// The half log-in of a token and the hash under which it is kept.
    ///
    /// # Errors
    /// `login.half-ended`, `login.locked`.
    async fn half_in(&self, token: &str) -> Result<(String, Session), Error> {
        let (hash, now) = (secret::sha256_hex(token.as_bytes()), self.now());
        let ended = || Error::refused("login.half-ended");
        let session = self.store.session(&hash, now).await?.filter(|s| s.half).ok_or_else(ended)?;
        not_locked(self.store.secret(&session.login).await?.as_ref(), now)?;
        if !self.has_factor(&session.login).await? {
            return Err(ended());
        }
        Ok((hash, session))
    }

    /// Asks for the password again before something that matters; failures count as at the log-in.
    ///
    /// # Errors
    /// `login.wrong`, `login.locked`.
    pub(crate) async fn confirm_password(
        &self,
        viewer: &Viewer,
        password: &str,
    ) -> Result<(), Error> {
        let kept = self.store.secret(&viewer.login).await?;
        not_locked(kept.as_ref(), self.now())?;
        let hash = kept.as_ref().map_or(nobody(), |s| s.password_hash.clone());
        if matches(password.to_owned(), hash).await? && kept.is_some() {
            return Ok(());
        }
        let before = kept.map_or(0, |s| s.failed);
        Err(self.failed("login.wrong", &viewer.login, before).await?)
    }

    /// Counts a failure; what to say of it.
    async fn failed(&self, code: &str, login: &str, before: u64) -> Result<Error, Error> {
        let now = self.now();
        let until = Instant(now.0 + LOCKED_FOR);
        self.store.login_failed(login, MOST_FAILURES, until).await?;
        let left = u64::from(MOST_FAILURES).saturating_sub(before % u64::from(MOST_FAILURES) + 1);
        if left == 0 {
            return Ok(locked(until));
        }
        Ok(Error::Refused(Problem::new(code, [("left", left.to_string())])))
    }

    async fn admit(&self, login: &str, agent: &str, half: bool) -> Result<Admission, Error> {
        self.admitted(login, program(agent), half).await
    }

    async fn admitted(&self, login: &str, program: String, half: bool) -> Result<Admission, Error> {
        let now = self.now();
        let admission = Admission { token: secret::new_token(), csrf: secret::new_token(), half };
        let lasts = if half { HALF } else { self.lasting().await?.0 };
        let session = Session {
            login: login.to_owned(),
            csrf: admission.csrf.clone(),
            created_at: now,
            seen_at: now,
            expires_at: Instant(now.0 + lasts),
            program,
            half,
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
        let session = self.store.session(&hash, now).await?.filter(|s| !s.half);
        let Some(session) = session else { return Ok(None) };
        let (idle, longest) = self.lasting().await?;
        let last = Instant(session.created_at.0 + longest);
        if now > last || now.0 - session.seen_at.0 > idle {
            self.store.end_session(&hash).await?;
            return Ok(None);
        }
        if now.0 - session.seen_at.0 > MINUTE {
            self.store.session_seen(&hash, now, Instant(now.0 + idle).min(last)).await?;
        }
        let Some(mut viewer) = self.viewer(&session.login).await? else { return Ok(None) };
        let factor_demanded = self.lacks_factor(&viewer).await?;
        if factor_demanded {
            viewer.grants.retain(|g| g.role != Role::Administrator);
        }
        let emergency_until = self.own_emergency(&viewer).await?.map(|e| e.until);
        Ok(Some(Visit { viewer, csrf: session.csrf, factor_demanded, emergency_until }))
    }

    /// How long a session lasts without use, and at most.
    async fn lasting(&self) -> Result<(i64, i64), Error> {
        let rules = self.access_rules().await?;
        let (idle, longest) = (i64::from(rules.idle_minutes), i64::from(rules.longest_hours));
        Ok((idle * MINUTE, longest * 60 * MINUTE))
    }

    /// Whether the rules demand a second factor of a person who has none.
    async fn lacks_factor(&self, viewer: &Viewer) -> Result<bool, Error> {
        if !viewer.is(Role::Administrator) || !self.access_rules().await?.factor_for_administrators
        {
            return Ok(false);
        }
        Ok(!self.has_factor(&viewer.login).await?)
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
        let now = self.now();
        let taken = account.emergencies.iter().filter(|e| e.holds_at(now));
        let taken = taken.map(|e| Grant { role: e.role, body: e.body.clone() });
        let held = account.grants.iter().map(|g| Grant { role: g.role, body: g.body.clone() });
        let grants = held.chain(taken).collect();
        Ok(Some(Viewer { login: account.login, name: account.name, grants, tree }))
    }

    pub(crate) async fn own_account(&self, viewer: &Viewer) -> Result<Account, Error> {
        let account = self.account(&viewer.login).await?;
        account.ok_or_else(|| Error::NotFound { what: viewer.login.clone() })
    }

    pub(crate) async fn account(&self, login: &str) -> Result<Option<Account>, Error> {
        let accounts: Vec<Account> = self.all(Kind::Account).await?;
        Ok(accounts.into_iter().find(|a| a.login == login && a.at.site == *self.site()))
    }
}

/// # Errors
/// `login.locked`.
fn not_locked(kept: Option<&store::Secret>, now: Instant) -> Result<(), Error> {
    let until = kept.and_then(|s| s.locked_until).filter(|until| *until > now);
    until.map_or(Ok(()), |until| Err(locked(until)))
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
