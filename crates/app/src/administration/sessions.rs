//! Sessions of accounts, counted and ended by an administrator.

use super::Administration;
use crate::error::Error;
use std::collections::BTreeMap;
use terms::Ref;

impl Administration<'_> {
    /// How many sessions each login has.
    ///
    /// # Errors
    /// The store's.
    pub async fn sessions(&self) -> Result<BTreeMap<String, usize>, Error> {
        let mut counts = BTreeMap::new();
        for account in self.list().await? {
            let open = self.office.store.sessions_of(&account.login, self.office.now()).await?;
            counts.insert(account.login, open.len());
        }
        Ok(counts)
    }

    /// Ends every session of an account; gives its login.
    ///
    /// # Errors
    /// Not found; `account.closed`.
    pub async fn end_sessions(&self, at: &Ref) -> Result<String, Error> {
        let account = self.open_one(at).await?;
        self.office.store.end_sessions_of(&account.login).await?;
        Ok(account.login)
    }
}
