//! What is asked at the machine itself: whether ledger and tables are whole, and the first steps of an installation.

use crate::accounts::NewAccount;
use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use record::payload::BodyAct;
use record::{Actor, Draft, Payload};
use terms::{Kind, Named, Role, Site};

/// A chain that was walked and found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeChain {
    /// Its site.
    pub site: Site,
    /// How many acts it holds.
    pub acts: u64,
    /// Hash of its last act.
    pub head: String,
}

/// What an installation is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Called {
    /// Its name.
    pub name: String,
    /// Name of the sample, when everything on record is invented.
    pub sample: Option<String>,
}

impl Office {
    /// What this installation is called.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn called(&self) -> Result<Called, Error> {
        let name = self.store.setting("name").await?;
        let sample = self.store.setting("sample").await?;
        Ok(Called { name: name.unwrap_or_else(|| self.site().to_string()), sample })
    }

    /// Says what this installation is called.
    pub(crate) async fn call(&self, called: Called) -> Result<(), Error> {
        let mut writer = self.store.begin_write().await?;
        writer.put_setting("name", &called.name).await?;
        if let Some(sample) = &called.sample {
            writer.put_setting("sample", sample).await?;
        }
        Ok(writer.commit().await?)
    }

    /// Walks every chain; the inner error names the first act that is not what it was.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn verify(&self) -> Result<Result<Vec<WholeChain>, String>, Error> {
        let verified = match self.store.verify().await? {
            Ok(verified) => verified,
            Err(fault) => return Ok(Err(fault.to_string())),
        };
        let chains = verified.chains.into_iter();
        Ok(Ok(chains
            .map(|(site, (acts, head))| WholeChain { site, acts, head: head.to_string() })
            .collect()))
    }

    /// Compares every table with a fresh fold of the ledger; gives what differs, in words.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn check_tables(&self) -> Result<Vec<String>, Error> {
        Ok(self.store.check_projections().await?.iter().map(mismatch).collect())
    }

    /// Makes every table again from the ledger; gives how many rows.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn rebuild(&self) -> Result<u64, Error> {
        Ok(self.store.rebuild().await?)
    }

    /// Puts the first body on record and opens the first account, with every role on it.
    ///
    /// # Errors
    /// `setup.done` when there is an account already; those of opening an account.
    pub async fn set_up(
        &self,
        body: &str,
        login: &str,
        name: &str,
        password: &str,
    ) -> Result<(), Error> {
        let accounts: Vec<record::object::Account> = self.all(Kind::Account).await?;
        if !accounts.is_empty() {
            return Err(Error::refused("setup.done"));
        }
        let body = Named { at: self.fresh(Kind::Body), name: body.to_owned() };
        let actor = Actor { login: login.to_owned(), name: name.to_owned(), body: body.clone() };
        let established = BodyAct::Established {
            name: body.name.clone(),
            short_name: None,
            kind: "office".to_owned(),
            parent: None,
            unit: None,
            standing_for: None,
            basis: None,
        };
        let draft = Draft {
            effective_on: self.today(),
            subject: body.at.clone(),
            actor: actor.clone(),
            evidence: Vec::new(),
            payload: Payload::Body(established),
        };
        self.call(Called { name: body.name.clone(), sample: None }).await?;
        self.found(vec![draft]).await?;
        let new = NewAccount {
            login: login.to_owned(),
            name: name.to_owned(),
            password: password.to_owned(),
        };
        let roles = [Role::Administrator, Role::Approver];
        let grants = roles.into_iter().map(|role| (role, body.clone())).collect();
        self.open_account_as(actor, new, grants).await?;
        Ok(())
    }

    /// The person for whom a command at the machine acts: the named login, or the only one that may take documents in.
    ///
    /// # Errors
    /// `permit.missing`, `login.needed`.
    pub async fn clerk_at_the_machine(&self, login: Option<&str>) -> Result<Viewer, Error> {
        let named = match login {
            Some(login) => vec![login.to_owned()],
            None => {
                let all: Vec<record::object::Account> = self.all(Kind::Account).await?;
                all.into_iter().filter(|a| a.at.site == *self.site()).map(|a| a.login).collect()
            }
        };
        let mut fit = Vec::new();
        for login in named {
            fit.extend(self.viewer(&login).await?.filter(|v| v.is(Role::Clerk)));
        }
        match (fit.len(), login) {
            (1, _) => fit.pop().ok_or_else(|| Error::refused("login.needed")),
            _ => Err(Error::refused("login.needed")),
        }
    }
}

/// Where a table differs, in words.
fn mismatch(m: &store::Mismatch) -> String {
    let place = format!("bảng {}, dòng {}", m.table, m.key);
    let said = |v: &Option<String>| v.clone().unwrap_or_else(|| "(trống)".to_owned());
    match (m.column, &m.stored, &m.fresh) {
        (Some(column), stored, fresh) => {
            format!(
                "{place}, cột {column}: đang lưu {}, theo sổ cái là {}",
                said(stored),
                said(fresh)
            )
        }
        (None, None, _) => format!("{place}: thiếu dòng này"),
        (None, Some(_), _) => format!("{place}: dòng này không có trong sổ cái"),
    }
}
