//! Tokens of other programs and what was answered to them: kept on this machine, never in the ledger.

use crate::engine::Got;
use crate::error::Error;
use crate::sql::{answers, tokens};
use crate::store::Store;
use crate::value::args;
use crate::writer::Writer;
use terms::{Day, Instant};

/// A token as kept: everything but the token itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is known by.
    pub token: String,
    /// Login of the account it acts for.
    pub login: String,
    /// What it is for.
    pub name: String,
    /// Codes of its scopes, with blanks between.
    pub scopes: String,
    /// Login of who made it.
    pub made_by: String,
    /// The day on which it was made.
    pub made_on: Day,
    /// The last day on which it is taken.
    pub until: Day,
    /// The last day on which it was used.
    pub used_on: Option<Day>,
}

/// What was answered under an idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Hash of what was asked; empty while it is not answered.
    pub asked_hash: String,
    /// Status.
    pub status: u16,
    /// Headers worth keeping, a line each.
    pub head: String,
    /// Body.
    pub body: String,
}

fn token(row: &Got) -> Result<Token, Error> {
    Ok(Token {
        token: row.text(0)?,
        login: row.text(1)?,
        name: row.text(2)?,
        scopes: row.text(3)?,
        made_by: row.text(4)?,
        made_on: row.parsed(5)?,
        until: row.parsed(6)?,
        used_on: row.maybe_parsed(7)?,
    })
}

impl Store {
    /// The token under a hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn token(&self, token_hash: &str) -> Result<Option<Token>, Error> {
        let row = self.row(tokens::GET, args![self.site(), token_hash]).await?;
        row.map(|row| token(&row)).transpose()
    }

    /// Every token of this site, by login.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tokens(&self) -> Result<Vec<Token>, Error> {
        let rows = self.rows(tokens::ALL_OF_SITE, args![self.site()]).await?;
        rows.iter().map(token).collect()
    }

    /// Notes the day on which a token was used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn token_used(&self, token: &str, on: Day) -> Result<(), Error> {
        self.run(tokens::USED, args![self.site(), token, on]).await.map(|_| ())
    }

    /// Ends every token of a login.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_tokens_of(&self, login: &str) -> Result<(), Error> {
        self.run(tokens::DELETE_OF, args![self.site(), login]).await.map(|_| ())
    }

    /// Takes an idempotency key for what is about to be done; `false` when it is taken.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_answer(&self, token: &str, key: &str, now: Instant) -> Result<bool, Error> {
        Ok(self.run(answers::BEGIN, args![self.site(), token, key, now]).await? > 0)
    }

    /// What was answered under an idempotency key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answer(&self, token: &str, key: &str) -> Result<Option<Answered>, Error> {
        let row = self.row(answers::GET, args![self.site(), token, key]).await?;
        row.map(|row| {
            let status = u16::try_from(row.int(1)?).unwrap_or(0);
            Ok(Answered {
                asked_hash: row.text(0)?,
                status,
                head: row.text(2)?,
                body: row.text(3)?,
            })
        })
        .transpose()
    }

    /// Keeps what was answered under an idempotency key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_answer(&self, token: &str, key: &str, made: &Answered) -> Result<(), Error> {
        let Answered { asked_hash, status, head, body } = made;
        let args = args![self.site(), token, key, asked_hash, i64::from(*status), head, body];
        self.run(answers::KEEP, args).await.map(|_| ())
    }

    /// Gives an idempotency key free again: nothing was done under it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_answer(&self, token: &str, key: &str) -> Result<(), Error> {
        self.run(answers::DELETE, args![self.site(), token, key]).await.map(|_| ())
    }

    /// Removes what was asked at or before an instant; gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expire_answers(&self, until: Instant) -> Result<u64, Error> {
        self.run(answers::EXPIRE, args![self.site(), until]).await
    }
}

impl Writer {
    /// Keeps a token under its hash, in the transaction of the act that tells of it.
    ///
    /// # Errors
    /// When the database fails or the hash is taken.
    pub async fn put_token(&mut self, token_hash: &str, new: &Token) -> Result<(), Error> {
        let Token { token, login, name, scopes, made_by, made_on, until, .. } = new;
        let site = self.site().clone();
        let args = args![&site, token, token_hash, login, name, scopes, made_by, *made_on, *until];
        self.send(tokens::PUT, args).await
    }

    /// Ends a token with what was answered to it, in the transaction of the act that tells of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_token(&mut self, token: &str) -> Result<(), Error> {
        let site = self.site().clone();
        self.send(tokens::DELETE, args![&site, token]).await?;
        self.send(answers::DELETE_OF, args![&site, token]).await
    }
}
