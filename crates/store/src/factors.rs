//! Second factors and recovery codes: secrets of this machine that never enter the ledger.

use crate::error::Error;
use crate::sql::factors;
use crate::store::Store;
use crate::value::args;
use terms::Instant;

/// The second factor of a login.
#[derive(Clone, PartialEq, Eq)]
pub struct Factor {
    /// The secret that the person's device shares, in base 32.
    pub secret: String,
    /// Whether the person has shown that their device has it.
    pub confirmed: bool,
    /// The last step whose code was used; codes of it and of earlier ones are not taken again.
    pub last_step: u64,
}

impl Store {
    /// The second factor of a login.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn factor(&self, login: &str) -> Result<Option<Factor>, Error> {
        let row = self.row(factors::GET, args![self.site(), login]).await?;
        row.map(|row| {
            let (secret, confirmed) = (row.text(0)?, row.flag(1)?);
            Ok(Factor { secret, confirmed, last_step: row.count(2)? })
        })
        .transpose()
    }

    /// Logins whose second factor is confirmed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn logins_with_factor(&self) -> Result<Vec<String>, Error> {
        self.all(factors::CONFIRMED, args![self.site()], |row| row.text(0)).await
    }

    /// Begins a second factor that is not confirmed yet; one before it ends with its recovery codes, unless they stand for
    /// passkeys too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_factor(&self, login: &str, secret: &str) -> Result<(), Error> {
        self.run(factors::PUT, args![self.site(), login, secret]).await?;
        self.run(factors::DELETE_CODES_OF_NOTHING, args![self.site(), login]).await.map(|_| ())
    }

    /// Confirms a second factor.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn confirm_factor(&self, login: &str) -> Result<(), Error> {
        self.run(factors::CONFIRM, args![self.site(), login]).await.map(|_| ())
    }

    /// Uses the code of a step; whether it was not used before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_step(&self, login: &str, step: u64) -> Result<bool, Error> {
        let step = i64::try_from(step).unwrap_or(i64::MAX);
        Ok(self.run(factors::STEP, args![self.site(), login, step]).await? == 1)
    }

    /// Ends the second factor of a login and its recovery codes, unless they stand for passkeys too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_factor(&self, login: &str) -> Result<(), Error> {
        self.run(factors::DELETE, args![self.site(), login]).await?;
        self.run(factors::DELETE_CODES_OF_NOTHING, args![self.site(), login]).await.map(|_| ())
    }

    /// Gives a login new recovery codes by their hashes; those before end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_recovery_codes(&self, login: &str, hashes: &[String]) -> Result<(), Error> {
        self.run(factors::DELETE_CODES, args![self.site(), login]).await?;
        for hash in hashes {
            self.run(factors::ADD_CODE, args![self.site(), login, hash.as_str()]).await?;
        }
        Ok(())
    }

    /// Uses a recovery code; whether there was one that was not used before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_recovery_code(
        &self,
        login: &str,
        hash: &str,
        now: Instant,
    ) -> Result<bool, Error> {
        Ok(self.run(factors::USE_CODE, args![self.site(), login, hash, now]).await? == 1)
    }

    /// How many recovery codes a login has left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recovery_codes_left(&self, login: &str) -> Result<u64, Error> {
        let row = self.row(factors::CODES_LEFT, args![self.site(), login]).await?;
        row.map_or(Ok(0), |row| row.count(0))
    }
}
