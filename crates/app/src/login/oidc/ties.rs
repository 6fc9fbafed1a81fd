//! Which person of a provider logs in as whom: tied and untied by an administrator, one person to one account.

use crate::administration::Administration;
use crate::error::{Error, Problem};
use record::payload::AccountAct;
use std::collections::BTreeMap;
use store::ProviderTie;
use terms::Ref;

impl Administration<'_> {
    /// Issuer and subject of each login that is tied.
    ///
    /// # Errors
    /// The store's.
    pub async fn ties(&self) -> Result<BTreeMap<String, (String, String)>, Error> {
        let all = self.office.store.ties().await?;
        Ok(all.into_iter().map(|t| (t.login, (t.issuer, t.subject))).collect())
    }

    /// Ties a person of a provider to an account that is there.
    ///
    /// # Errors
    /// Not found; `account.closed`, `provider.subject`, `provider.tied`.
    pub async fn tie(&self, at: &Ref, issuer: &str, subject: &str) -> Result<(), Error> {
        let account = self.open_one(at).await?;
        let (issuer, subject) = (issuer.to_owned(), subject.trim().to_owned());
        if subject.is_empty() || subject.len() > 255 || subject.contains(char::is_control) {
            return Err(Error::refused("provider.subject"));
        }
        if let Some(login) = self.office.store.tied_login(&issuer, &subject).await? {
            return Err(Error::Refused(Problem::new("provider.tied", [("login", login)])));
        }
        // The act first: should the program end in between, nothing lets anybody in.
        self.say(at, AccountAct::ProviderTied { issuer: issuer.clone() }).await?;
        let tie = ProviderTie { login: account.login, issuer, subject };
        Ok(self.office.store.put_tie(&tie).await?)
    }

    /// Ends the tie of an account, and its sessions.
    ///
    /// # Errors
    /// Not found; `account.closed`, `account.not-tied`, `act.reason-missing`.
    pub async fn untie(&self, at: &Ref, reason: String) -> Result<(), Error> {
        let account = self.open_one(at).await?;
        let tie = self.office.store.tie_of(&account.login).await?;
        let issuer = tie.ok_or_else(|| Error::refused("account.not-tied"))?.issuer;
        self.say(at, AccountAct::ProviderUntied { issuer, reason }).await?;
        self.office.store.end_tie(&account.login).await?;
        Ok(self.office.store.end_sessions_of(&account.login).await?)
    }
}
