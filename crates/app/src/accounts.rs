//! An account as it is opened, and one's own password; what administrators do is in `administration`.

use crate::error::{Error, Problem};
use crate::office::Office;
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

    /// Sets a new password for one's own account; every session ends, and one logs in anew.
    ///
    /// # Errors
    /// `password.short`, `login.wrong`, `login.locked`.
    pub async fn change_password(
        &self,
        viewer: &Viewer,
        old: &str,
        new: &str,
    ) -> Result<(), Error> {
        if new.chars().count() < secret::SHORTEST_PASSWORD {
            return Err(short());
        }
        self.confirm_password(viewer, old).await?;
        self.store.put_secret(&viewer.login, &secret::hash_password(new)).await?;
        Ok(self.store.end_sessions_of(&viewer.login).await?)
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
