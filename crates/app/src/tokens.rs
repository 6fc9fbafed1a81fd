//! Tokens by which other programs act for an account: made and ended by an administrator, each as an act; only a hash is
//! kept. Whoever calls with one is a [`Caller`], and gets the person behind it for a scope that the token has, or not at all.

use crate::error::{Error, Problem};
use crate::exports::{pack, words};
use crate::office::{Office, held};
use crate::permit::Viewer;
use crate::secret;
use crate::view::Paged;
use record::decide;
use record::object::Account;
use record::payload::AccountAct;
use render::xlsx::TableCell;
use store::Token;
use terms::{Day, Instant, Ref, Role, Scope};
use text::fold::bare;

/// How every token begins, so that one that was left somewhere is known for what it is.
const BEGINS: &str = "kvpt_";
/// How many days a token lasts when nothing is said.
pub const DAYS: i32 = 90;
/// How many days a token may last.
pub const MOST_DAYS: i32 = 366;

/// A token to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// Login of the account for which the program acts.
    pub login: String,
    /// What it is for.
    pub name: String,
    /// What it lets the program do.
    pub scopes: Vec<Scope>,
    /// The last day on which it is taken; [`DAYS`] from today when `None`.
    pub until: Option<Day>,
}

/// A token as listed: everything but the token itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// What it is known by.
    pub token: String,
    /// Login of the account it acts for.
    pub login: String,
    /// What it is for.
    pub name: String,
    /// What it lets a program do.
    pub scopes: Vec<Scope>,
    /// Login of who made it.
    pub made_by: String,
    /// The day on which it was made.
    pub made_on: Day,
    /// The last day on which it is taken.
    pub until: Day,
    /// The last day on which it was used.
    pub used_on: Option<Day>,
    /// Whether it ran out.
    pub over: bool,
}

/// What is asked of the list of tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenAsk {
    /// Words that a row must have, without regard to tones.
    pub q: String,
    /// `over`, `valid`, `unused`; empty for all.
    pub state: String,
    /// The column (`name`, `login`, `until`, `used`), with `-` before it from the end.
    pub sort: String,
    /// The page, from 1; 0 for everything.
    pub page: usize,
}

/// Rows of a page.
const PER_PAGE: usize = 50;

/// The part of a list of tokens that was asked for.
pub fn listed(mut rows: Vec<TokenRow>, ask: &TokenAsk) -> Paged<TokenRow> {
    let wanted = bare(ask.q.trim());
    let said = |r: &TokenRow| bare(&format!("{} {} {} {}", r.name, r.login, r.token, r.made_by));
    let state = |r: &TokenRow| match ask.state.as_str() {
        "over" => r.over,
        "valid" => !r.over,
        "unused" => r.used_on.is_none(),
        _ => true,
    };
    rows.retain(|r| state(r) && wanted.split_whitespace().all(|w| said(r).contains(w)));
    let (by, back) = match ask.sort.strip_prefix('-') {
        Some(by) => (by, true),
        None => (ask.sort.as_str(), false),
    };
    let order = |a: &TokenRow, b: &TokenRow| match by {
        "login" => (&a.login, &a.name).cmp(&(&b.login, &b.name)),
        "until" => a.until.cmp(&b.until),
        "used" => a.used_on.cmp(&b.used_on),
        _ => bare(&a.name).cmp(&bare(&b.name)),
    };
    rows.sort_by(|a, b| if back { order(b, a) } else { order(a, b) });
    Paged::of(rows, ask.page, if ask.page == 0 { 0 } else { PER_PAGE })
}

/// Tokens as an .xlsx file; the tokens themselves are known to nobody.
///
/// # Errors
/// When it cannot be packed.
pub fn tokens_xlsx(rows: &[TokenRow], day: Day) -> Result<Vec<u8>, Error> {
    let columns = [
        ("Dùng cho", 44),
        ("Mã nhận biết", 16),
        ("Tài khoản", 20),
        ("Được phép", 50),
        ("Người lập", 20),
        ("Lập ngày", 14),
        ("Dùng đến hết ngày", 18),
        ("Dùng lần cuối", 16),
    ];
    let row = |r: &TokenRow| {
        let scopes: Vec<&str> = r.scopes.iter().map(|s| s.label()).collect();
        vec![
            words(&r.name),
            words(&r.token),
            words(&r.login),
            words(&scopes.join("; ")),
            words(&r.made_by),
            TableCell::Day(r.made_on),
            TableCell::Day(r.until),
            r.used_on.map_or(TableCell::Blank, TableCell::Day),
        ]
    };
    let title = format!("Mã truy cập của phần mềm khác, ngày {}", day.vn());
    pack(("Mã truy cập", title), Vec::new(), columns, rows.iter().map(row).collect())
}

/// Who calls with a token.
#[derive(Debug, Clone)]
pub struct Caller {
    viewer: Viewer,
    token: String,
    scopes: Vec<Scope>,
}

impl Caller {
    /// The person for whom the program acts, for something that needs a scope.
    ///
    /// # Errors
    /// `token.scope-missing` when the token does not have it.
    pub fn viewer(&self, needed: Scope) -> Result<&Viewer, Error> {
        if self.scopes.contains(&needed) {
            return Ok(&self.viewer);
        }
        let facts = [("scope", needed.label().to_lowercase()), ("code", needed.code().to_owned())];
        Err(Error::Forbidden(Problem::new("token.scope-missing", facts)))
    }

    /// What the token is known by.
    pub fn token(&self) -> &str {
        &self.token
    }
}

fn scopes(codes: &str) -> Vec<Scope> {
    codes.split(' ').filter_map(Scope::from_code).collect()
}

fn row(t: Token, today: Day) -> TokenRow {
    TokenRow {
        scopes: scopes(&t.scopes),
        over: t.until < today,
        token: t.token,
        login: t.login,
        name: t.name,
        made_by: t.made_by,
        made_on: t.made_on,
        until: t.until,
        used_on: t.used_on,
    }
}

impl Office {
    /// Makes a token, and gives it: the only time that it is seen.
    ///
    /// # Errors
    /// `permit.missing`, `token.account-unknown`, `token.until`, and the rules of `decide::account`.
    pub async fn make_token(
        &self,
        viewer: &Viewer,
        new: NewToken,
    ) -> Result<(String, TokenRow), Error> {
        let actor = viewer.acting_at_home(Role::Administrator)?;
        let account = self.open_account_of(&new.login).await?;
        let kept = self.token_to_keep(viewer, new)?;
        let says = AccountAct::TokenMade {
            token: kept.token.clone(),
            name: kept.name.clone(),
            scopes: scopes(&kept.scopes),
            until: kept.until,
        };
        let secret = format!("{BEGINS}{}", secret::new_token());
        let mut writer = self.store.begin_write().await?;
        let now: Account = held(&mut writer, &account).await?;
        let entry = self.entry(&account, actor, None, Vec::new());
        writer.append(decide::account(Some(&now), entry, says)?, self.now()).await?;
        writer.put_token(&secret::sha256_hex(secret.as_bytes()), &kept).await?;
        writer.commit().await?;
        Ok((secret, row(kept, self.today())))
    }

    async fn open_account_of(&self, login: &str) -> Result<Ref, Error> {
        let account = self.account(login.trim()).await?.filter(|a| a.closed.is_none());
        let unknown = || Problem::new("token.account-unknown", [("login", login.to_owned())]);
        Ok(account.ok_or_else(|| Error::Refused(unknown()))?.at)
    }

    fn token_to_keep(&self, viewer: &Viewer, new: NewToken) -> Result<Token, Error> {
        let today = self.today();
        let until = new.until.unwrap_or_else(|| today.plus_days(DAYS));
        let last = today.plus_days(MOST_DAYS);
        if until < today || until > last {
            let facts = [("until", until.vn()), ("today", today.vn()), ("last", last.vn())];
            return Err(Error::Refused(Problem::new("token.until", facts)));
        }
        let mut asked = new.scopes;
        asked.sort();
        asked.dedup();
        let codes: Vec<&str> = asked.iter().map(|s| s.code()).collect();
        Ok(Token {
            token: secret::new_token()
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .take(8)
                .collect(),
            login: new.login.trim().to_owned(),
            name: new.name.trim().to_owned(),
            scopes: codes.join(" "),
            made_by: viewer.login.clone(),
            made_on: today,
            until,
            used_on: None,
        })
    }

    /// Ends a token with what was answered to it.
    ///
    /// # Errors
    /// `permit.missing`, not found, `act.reason-missing`.
    pub async fn end_token(
        &self,
        viewer: &Viewer,
        token: &str,
        reason: String,
    ) -> Result<TokenRow, Error> {
        let actor = viewer.acting_at_home(Role::Administrator)?;
        let all = self.tokens(viewer).await?;
        let known = all.into_iter().find(|t| t.token == token);
        let what = format!("mã truy cập {token}");
        let known = known.ok_or(Error::NotFound { what })?;
        let account = self.open_account_of(&known.login).await?;
        let says = AccountAct::TokenEnded { token: token.to_owned(), reason };
        let mut writer = self.store.begin_write().await?;
        let now: Account = held(&mut writer, &account).await?;
        let entry = self.entry(&account, actor, None, Vec::new());
        writer.append(decide::account(Some(&now), entry, says)?, self.now()).await?;
        writer.end_token(token).await?;
        writer.commit().await?;
        Ok(known)
    }

    /// Every token that was made and not ended, those that ran out among them.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn tokens(&self, viewer: &Viewer) -> Result<Vec<TokenRow>, Error> {
        viewer.acting_at_home(Role::Administrator)?;
        let today = self.today();
        Ok(self.store.tokens().await?.into_iter().map(|t| row(t, today)).collect())
    }

    /// Who calls with a token; `None` when there is no such token, it ran out, or the account is closed.
    ///
    /// # Errors
    /// The store's.
    pub async fn caller(&self, secret: &str) -> Result<Option<Caller>, Error> {
        let today = self.today();
        let kept = self.store.token(&secret::sha256_hex(secret.as_bytes())).await?;
        let Some(token) = kept.filter(|t| t.until >= today) else { return Ok(None) };
        let Some(viewer) = self.viewer(&token.login).await? else { return Ok(None) };
        if token.used_on != Some(today) {
            self.store.token_used(&token.token, today).await?;
        }
        Ok(Some(Caller { viewer, token: token.token, scopes: scopes(&token.scopes) }))
    }
}

/// How long an answer is kept under its key: a day.
const KEPT_FOR: i64 = 24 * 60 * 60 * 1_000_000;

/// What to do about a request that carries an idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Once {
    /// It is new: do it, then tell what was answered or that nothing was done.
    Do,
    /// It was done: this was answered.
    Done(Answer),
}

/// What was answered to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers worth keeping, a line each.
    pub head: String,
    /// Body.
    pub body: String,
}

impl Office {
    /// Whether a request was seen before under its key. `asked` is the hash of everything that makes it that request.
    ///
    /// # Errors
    /// `api.key-other` when the key was used for something else, `api.key-busy` while the first is not answered.
    pub async fn once(&self, caller: &Caller, key: &str, asked: &str) -> Result<Once, Error> {
        let now = self.now();
        self.store.expire_answers(Instant(now.0 - KEPT_FOR)).await?;
        if self.store.begin_answer(&caller.token, key, now).await? {
            return Ok(Once::Do);
        }
        let facts = || [("key", key.to_owned())];
        match self.store.answer(&caller.token, key).await? {
            Some(known) if known.asked_hash == asked => {
                let (status, head, body) = (known.status, known.head, known.body);
                Ok(Once::Done(Answer { status, head, body }))
            }
            Some(known) if !known.asked_hash.is_empty() => {
                Err(Error::Refused(Problem::new("api.key-other", facts())))
            }
            _ => Err(Error::Conflict(Problem::new("api.key-busy", facts()))),
        }
    }

    /// Keeps what was answered under a key for a day.
    ///
    /// # Errors
    /// The store's.
    pub async fn answered(
        &self,
        caller: &Caller,
        key: &str,
        asked: &str,
        made: Answer,
    ) -> Result<(), Error> {
        let Answer { status, head, body } = made;
        let kept = store::Answered { asked_hash: asked.to_owned(), status, head, body };
        Ok(self.store.keep_answer(&caller.token, key, &kept).await?)
    }

    /// Gives a key free: nothing was done under it, and nothing of what was asked may be kept.
    ///
    /// # Errors
    /// The store's.
    pub async fn not_answered(&self, caller: &Caller, key: &str) -> Result<(), Error> {
        Ok(self.store.forget_answer(&caller.token, key).await?)
    }
}
