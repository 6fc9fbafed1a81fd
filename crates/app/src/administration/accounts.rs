//! Accounts opened, given roles, closed, each by an act.

use super::Administration;
use crate::accounts::NewAccount;
use crate::error::Error;
use record::object::Account;
use record::payload::AccountAct;
use terms::{Kind, Named, Ref, Role};

impl Administration<'_> {
    /// Opens an account.
    ///
    /// # Errors
    /// `password.short`, `account.login-bad`, `account.login-taken`.
    pub async fn open(&self, new: NewAccount) -> Result<Ref, Error> {
        self.office.open_account_as(self.actor.clone(), new, Vec::new()).await
    }

    /// Gives a role on a body and all bodies below it.
    ///
    /// # Errors
    /// Not found; `account.already-granted`, `account.closed`.
    pub async fn grant(&self, at: &Ref, role: Role, body: Named) -> Result<(), Error> {
        self.say(at, AccountAct::Granted { role, body }).await
    }

    /// Takes a role.
    ///
    /// # Errors
    /// Not found; `account.not-granted`, `account.closed`.
    pub async fn revoke(&self, at: &Ref, role: Role, body: Ref) -> Result<(), Error> {
        self.say(at, AccountAct::Revoked { role, body }).await
    }

    /// Closes an account and ends its sessions.
    ///
    /// # Errors
    /// Not found; `act.reason-missing`, `account.closed`.
    pub async fn close(&self, at: &Ref, reason: String) -> Result<(), Error> {
        let account: Account = self.office.get(at).await?;
        self.say(at, AccountAct::Closed { reason }).await?;
        Ok(self.office.store.forget_login(&account.login).await?)
    }

    /// Every account of this site, by login.
    ///
    /// # Errors
    /// The store's.
    pub async fn list(&self) -> Result<Vec<Account>, Error> {
        let mut accounts: Vec<Account> = self.office.all(Kind::Account).await?;
        accounts.retain(|a| a.at.site == *self.office.site());
        accounts.sort_by(|a, b| a.login.cmp(&b.login));
        Ok(accounts)
    }
}
