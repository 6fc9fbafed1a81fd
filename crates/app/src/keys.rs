//! Keys of accounts: who is locked out, a lock-out lifted, a forgotten password replaced. Nothing here enters the ledger.

use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use crate::secret;
use record::object::Account;
use std::collections::BTreeMap;
use terms::{Instant, Ref, Role};

impl Office {
    /// Until when each login that is locked out takes no try.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn locked_out(&self, viewer: &Viewer) -> Result<BTreeMap<String, Instant>, Error> {
        let now = self.now();
        let mut locked = BTreeMap::new();
        for account in self.accounts(viewer).await? {
            let kept = self.store.secret(&account.login).await?;
            if let Some(until) = kept.and_then(|s| s.locked_until).filter(|until| *until > now) {
                locked.insert(account.login, until);
            }
        }
        Ok(locked)
    }

    /// Lifts the lock-out of an account.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn unlock(&self, viewer: &Viewer, at: &Ref) -> Result<String, Error> {
        let account = self.open_one(viewer, at).await?;
        self.store.login_succeeded(&account.login).await?;
        Ok(account.login)
    }

    /// Replaces a forgotten password by a new one, given once, and ends the sessions; gives login and password.
    ///
    /// # Errors
    /// `permit.missing`, not found, `account.closed`.
    pub async fn reset_password(
        &self,
        viewer: &Viewer,
        at: &Ref,
    ) -> Result<(String, String), Error> {
        let account = self.open_one(viewer, at).await?;
        let password = secret::new_password();
        let (hash, password) = hashed(password).await?;
        self.store.put_secret(&account.login, &hash).await?;
        self.store.end_sessions_of(&account.login).await?;
        Ok((account.login, password))
    }

    /// An account of this site that is not closed, for an administrator.
    async fn open_one(&self, viewer: &Viewer, at: &Ref) -> Result<Account, Error> {
        viewer.acting_at_home(Role::Administrator)?;
        let account: Account = self.get(at).await?;
        if account.closed.is_some() || account.at.site != *self.site() {
            return Err(Error::refused("account.closed"));
        }
        Ok(account)
    }
}

/// Hashes away from the threads that serve pages.
async fn hashed(password: String) -> Result<(String, String), Error> {
    let work = move || (secret::hash_password(&password), password);
    tokio::task::spawn_blocking(work).await.map_err(|e| Error::Broken(e.to_string()))
}
