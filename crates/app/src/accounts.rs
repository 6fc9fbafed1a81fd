//! Accounts and roles: opened, given, taken, closed, each as an act; the password beside the ledger.

use crate::error::{Error, Problem};
use crate::office::{Office, held};
use crate::permit::Viewer;
use crate::secret;
pub use record::object::Account;
use record::payload::AccountAct;
use record::{Actor, Draft, Payload};
use terms::{Kind, Named, Ref, Role};

/// An account to be opened.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Login name.
    pub login: String,
    /// The holder's name.
    pub name: String,
    /// First password.
    pub password: String,
}

impl Office {
    /// Opens an account.
    ///
    /// # Errors
    /// `permit.missing`, `password.short`, `account.login-bad`, `account.login-taken`.
    pub async fn open_account(&self, viewer: &Viewer, new: NewAccount) -> Result<Ref, Error> {
        let actor = viewer.acting_at_home(Role::Administrator)?;
        self.open_account_as(actor, new, Vec::new()).await
    }

    /// Opens an account for an actor who need not be asked: the first administrator, and the sample.
    pub(crate) async fn open_account_as(
        &self,
        actor: Actor,
        new: NewAccount,
        grants: Vec<(Role, Named)>,
    ) -> Result<Ref, Error> {
        check(&new)?;
        if self.account(&new.login).await?.is_some() {
            return Err(Error::Refused(Problem::new(
                "account.login-taken",
                [("login", new.login)],
            )));
        }
        let at = self.fresh(Kind::Account);
        let mut says = vec![AccountAct::Opened { login: new.login.clone(), name: new.name }];
        says.extend(grants.into_iter().map(|(role, body)| AccountAct::Granted { role, body }));
        let hash = secret::hash_password(&new.password);
        let mut writer = self.store.begin_write().await?;
        let drafts = says.into_iter().map(|s| self.about(&at, &actor, s)).collect();
        writer.append(drafts, self.now()).await?;
        writer.put_secret(&new.login, &hash).await?;
        writer.commit().await?;
        Ok(at)
    }

    fn about(&self, at: &Ref, actor: &Actor, says: AccountAct) -> Draft {
        Draft {
            effective_on: self.today(),
            subject: at.clone(),
            actor: actor.clone(),
            evidence: Vec::new(),
            payload: Payload::Account(says),
        }
    }

    /// Gives a role on a body and all bodies below it.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn grant(
        &self,
        viewer: &Viewer,
        at: &Ref,
        role: Role,
        body: Named,
    ) -> Result<(), Error> {
        self.change_account(viewer, at, AccountAct::Granted { role, body }).await
    }

    /// Takes a role.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn revoke(
        &self,
        viewer: &Viewer,
        at: &Ref,
        role: Role,
        body: Ref,
    ) -> Result<(), Error> {
        self.change_account(viewer, at, AccountAct::Revoked { role, body }).await
    }

    /// Closes an account and ends its sessions.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn close_account(
        &self,
        viewer: &Viewer,
        at: &Ref,
        reason: String,
    ) -> Result<(), Error> {
        let account: Account = self.get(at).await?;
        self.change_account(viewer, at, AccountAct::Closed { reason }).await?;
        Ok(self.store.forget_login(&account.login).await?)
    }

    async fn change_account(
        &self,
        viewer: &Viewer,
        at: &Ref,
        says: AccountAct,
    ) -> Result<(), Error> {
        let actor = viewer.acting_at_home(Role::Administrator)?;
        let mut writer = self.store.begin_write().await?;
        let _: Account = held(&mut writer, at).await?;
        writer.append(vec![self.about(at, &actor, says)], self.now()).await?;
        Ok(writer.commit().await?)
    }

    /// Sets a new password for one's own account; every other session ends.
    ///
    /// # Errors
    /// `password.short`, `login.wrong`.
    pub async fn change_password(
        &self,
        viewer: &Viewer,
        old: &str,
        new: &str,
    ) -> Result<(), Error> {
        if new.chars().count() < secret::SHORTEST_PASSWORD {
            return Err(short());
        }
        let kept = self.store.secret(&viewer.login).await?;
        if !kept.is_some_and(|s| secret::password_matches(old, &s.password_hash)) {
            return Err(Error::Refused(Problem::new("login.wrong", [("left", "vài".to_owned())])));
        }
        self.store.put_secret(&viewer.login, &secret::hash_password(new)).await?;
        Ok(self.store.end_sessions_of(&viewer.login).await?)
    }

    /// Every account of this site.
    ///
    /// # Errors
    /// `permit.missing`.
    pub async fn accounts(&self, viewer: &Viewer) -> Result<Vec<Account>, Error> {
        viewer.acting_at_home(Role::Administrator)?;
        let mut accounts: Vec<Account> = self.all(Kind::Account).await?;
        accounts.retain(|a| a.at.site == *self.site());
        accounts.sort_by(|a, b| a.login.cmp(&b.login));
        Ok(accounts)
    }
}

fn short() -> Error {
    let least = secret::SHORTEST_PASSWORD.to_string();
    Error::Refused(Problem::new("password.short", [("least", least)]))
}

fn check(new: &NewAccount) -> Result<(), Error> {
    if new.password.chars().count() < secret::SHORTEST_PASSWORD {
        return Err(short());
    }
    let fits =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    if new.login.is_empty()
        || new.login.len() > 40
        || !new.login.chars().all(fits)
        || new.name.trim().is_empty()
    {
        return Err(Error::Refused(Problem::new(
            "account.login-bad",
            [("login", new.login.clone())],
        )));
    }
    Ok(())
}
