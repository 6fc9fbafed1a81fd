//! Keys of accounts: who is locked out, a lock-out lifted, a forgotten password replaced, a lost second factor taken away.
//! No secret enters the ledger; that a second factor was taken away does.

use super::Administration;
use crate::error::Error;
use crate::secret;
use record::payload::AccountAct;
use std::collections::{BTreeMap, BTreeSet};
use terms::{Instant, Ref};

impl Administration<'_> {
    /// Until when each login that is locked out takes no try.
    ///
    /// # Errors
    /// The store's.
    pub async fn locked_out(&self) -> Result<BTreeMap<String, Instant>, Error> {
        let now = self.office.now();
        let mut locked = BTreeMap::new();
        for account in self.list().await? {
            let kept = self.office.store.secret(&account.login).await?;
            if let Some(until) = kept.and_then(|s| s.locked_until).filter(|until| *until > now) {
                locked.insert(account.login, until);
            }
        }
        Ok(locked)
    }

    /// Logins that have a second factor: codes of a device, passkeys.
    ///
    /// # Errors
    /// The store's.
    pub async fn with_factor(&self) -> Result<BTreeSet<String>, Error> {
        let store = &self.office.store;
        let (codes, keys) = (store.logins_with_factor().await?, store.logins_with_passkey().await?);
        Ok(codes.into_iter().chain(keys).collect())
    }

    /// Lifts the lock-out of an account; gives its login.
    ///
    /// # Errors
    /// Not found; `account.closed`.
    pub async fn unlock(&self, at: &Ref) -> Result<String, Error> {
        let account = self.open_one(at).await?;
        self.office.store.login_succeeded(&account.login).await?;
        Ok(account.login)
    }

    /// Replaces a forgotten password by a new one, given once, and ends the sessions; gives login and password.
    ///
    /// # Errors
    /// Not found; `account.closed`.
    pub async fn reset_password(&self, at: &Ref) -> Result<(String, String), Error> {
        let account = self.open_one(at).await?;
        let password = secret::new_password();
        let (hash, password) = hashed(password).await?;
        self.office.store.put_secret(&account.login, &hash).await?;
        self.office.store.end_sessions_of(&account.login).await?;
        Ok((account.login, password))
    }

    /// Takes the second factor of an account away, codes and passkeys alike, and ends its sessions; that it was done and why stays on record.
    ///
    /// # Errors
    /// Not found; `account.closed`, `factor.none`, `act.reason-missing`.
    pub async fn reset_factor(&self, at: &Ref, reason: String) -> Result<String, Error> {
        let account = self.open_one(at).await?;
        if !self.office.has_factor(&account.login).await? {
            return Err(Error::refused("factor.none"));
        }
        // The act first: should the program end in between, the factor still stands and can be taken away again.
        self.say(at, AccountAct::FactorReset { reason }).await?;
        self.office.store.end_passkeys_of(&account.login).await?;
        self.office.store.end_factor(&account.login).await?;
        self.office.store.end_sessions_of(&account.login).await?;
        Ok(account.login)
    }
}

/// Hashes away from the threads that serve pages.
async fn hashed(password: String) -> Result<(String, String), Error> {
    let work = move || (secret::hash_password(&password), password);
    tokio::task::spawn_blocking(work).await.map_err(|e| Error::Broken(e.to_string()))
}
