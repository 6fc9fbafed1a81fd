//! Accounts in lists, and the account of a login.

use super::{Page, Paging, asked, row};
use crate::error::Error;
use crate::sql::accounts;
use crate::store::Store;
use crate::value::args;
use terms::{Ref, Role, Site};

row! {
    /// An account in a list.
    AccountRow(Account) {
        /// Login name.
        login: String = text;
        /// The holder's name.
        name: String = text;
        /// Whether it was closed.
        closed: bool = flag;
    }
}

row! {
    /// A role that an account holds.
    GrantRow(Account) {
        /// The role.
        role: Role = code(Role::from_code);
        /// The body, with all bodies below it.
        body: Ref = parsed;
        /// Its name when the role was given.
        body_name: String = text;
    }
}

impl Store {
    /// Accounts by login, of one site or of all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn accounts(
        &self,
        search: &str,
        site: Option<&Site>,
        paging: Paging,
    ) -> Result<Page<AccountRow>, Error> {
        let filter = self.searched(search, args![asked(site)]);
        self.page((accounts::LIST, accounts::COUNT), filter, paging, AccountRow::read).await
    }

    /// The account of a login on this site: an open one before a closed one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account(&self, login: &str) -> Result<Option<AccountRow>, Error> {
        let row = self.row(accounts::BY_LOGIN, args![self.site(), login]).await?;
        row.map(|row| AccountRow::read(&row)).transpose()
    }

    /// The roles that an account holds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn grants(&self, account: &Ref) -> Result<Vec<GrantRow>, Error> {
        self.all(accounts::GRANTS, args![&account.site, account.id], GrantRow::read).await
    }
}
