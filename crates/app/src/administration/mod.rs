//! What an administrator may do with accounts: a view that only [`Office::administration`] hands out, and its methods.
//!
//! Who has no such view has nothing to call. A view acts for the person who asked for it and is made anew for each request.

mod accounts;
mod emergencies;
mod keys;
mod sessions;

pub use emergencies::EmergencyRow;
pub use record::object::Account;

use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use record::payload::AccountAct;
use record::{Actor, decide};
use terms::{Ref, Role};

/// The accounts of an installation in the hands of an administrator.
pub struct Administration<'a> {
    pub(crate) office: &'a Office,
    actor: Actor,
}

impl Office {
    /// Administration for an administrator.
    ///
    /// # Errors
    /// `permit.missing`.
    pub fn administration(&self, viewer: &Viewer) -> Result<Administration<'_>, Error> {
        Ok(Administration { office: self, actor: viewer.acting_at_home(Role::Administrator)? })
    }
}

impl Administration<'_> {
    /// An account of this site that is not closed.
    pub(crate) async fn open_one(&self, at: &Ref) -> Result<Account, Error> {
        let account: Account = self.office.get(at).await?;
        if account.closed.is_some() || account.at.site != *self.office.site() {
            return Err(Error::refused("account.closed"));
        }
        Ok(account)
    }

    /// Says something of an account that is there.
    pub(crate) async fn say(&self, at: &Ref, says: AccountAct) -> Result<(), Error> {
        let entry = self.office.entry(at, self.actor.clone(), None, Vec::new());
        let decide = |a: &Account| decide::account(Some(a), entry, says).map_err(Error::from);
        self.office.change(at, decide).await.map(|_| ())
    }
}
