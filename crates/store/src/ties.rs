//! People of an OpenID provider tied to logins: kept on this machine, never in the ledger.

use crate::engine::Got;
use crate::error::Error;
use crate::sql::ties;
use crate::store::Store;
use crate::value::args;

/// Which person of a provider may log in as whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderTie {
    /// Login.
    pub login: String,
    /// The provider.
    pub issuer: String,
    /// What the provider calls the person, for ever.
    pub subject: String,
}

fn tie(row: &Got) -> Result<ProviderTie, Error> {
    Ok(ProviderTie { login: row.text(0)?, issuer: row.text(1)?, subject: row.text(2)? })
}

impl Store {
    /// Ties a person of a provider to a login, in place of one before.
    ///
    /// # Errors
    /// When the database fails, or the person is tied to another login.
    pub async fn put_tie(&self, tie: &ProviderTie) -> Result<(), Error> {
        let (login, issuer, subject) = (&*tie.login, &*tie.issuer, &*tie.subject);
        self.run(ties::PUT, args![self.site(), login, issuer, subject]).await.map(|_| ())
    }

    /// The tie of a login.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tie_of(&self, login: &str) -> Result<Option<ProviderTie>, Error> {
        let row = self.row(ties::OF, args![self.site(), login]).await?;
        row.map(|row| tie(&row)).transpose()
    }

    /// The login that a person of a provider is tied to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tied_login(&self, issuer: &str, subject: &str) -> Result<Option<String>, Error> {
        let row = self.row(ties::LOGIN, args![self.site(), issuer, subject]).await?;
        row.map(|row| row.text(0)).transpose()
    }

    /// Every tie of this site.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ties(&self) -> Result<Vec<ProviderTie>, Error> {
        self.all(ties::ALL_OF_SITE, args![self.site()], tie).await
    }

    /// Ends the tie of a login.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_tie(&self, login: &str) -> Result<(), Error> {
        self.run(ties::DELETE, args![self.site(), login]).await.map(|_| ())
    }
}
