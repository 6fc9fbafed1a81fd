//! Passkeys of people: registered after the password, used after it or in its place, removed. What a browser sent is held
//! against what was asked in `webauthn`; that a challenge is used once and within minutes is seen here.

use super::webauthn::{
    Asked, Assertion, Attestation, Fault, Party, Verification, asserted, challenge_in, registered,
};
use super::{Admission, MINUTE};
use crate::error::{Error, Problem};
use crate::office::Office;
use crate::permit::Viewer;
use crate::secret;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use record::decide;
use record::object::Account;
use record::payload::AccountAct;
use sha2::{Digest, Sha256};
use store::{Challenge, Passkey};
use terms::{Instant, Role};

/// How long a challenge is taken.
const LASTS: i64 = 5 * MINUTE;
/// Most challenges open at a time: of one person, and of all who are not known yet.
const MOST_OPEN: u64 = 20;
const MOST_OPEN_OF_NOBODY: u64 = 2000;
/// Most passkeys of an account.
const MOST: usize = 20;
/// Most letters of a passkey's name.
const LONGEST_NAME: usize = 60;

/// What a challenge is for.
const MAKE: &str = "passkey.make";
const ALONE: &str = "passkey.alone";
const SECOND: &str = "passkey.second";

/// A passkey of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPasskey {
    /// Id of the credential, base64url.
    pub credential: String,
    /// What one calls it.
    pub name: String,
    /// Since when.
    pub since: Instant,
    /// When it was last used.
    pub used: Option<Instant>,
}

/// What a browser needs to make a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Making {
    /// What is to be signed, base64url.
    pub challenge: String,
    /// What devices know the account by, base64url.
    pub holder: String,
    /// Login name.
    pub login: String,
    /// The holder's name.
    pub name: String,
    /// Credentials that are registered already, base64url.
    pub known: Vec<String>,
}

/// What a browser needs to use a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// What is to be signed, base64url.
    pub challenge: String,
    /// Credentials of which one is asked for; empty where the device is to offer what it has.
    pub known: Vec<String>,
    /// Whether the device must check who holds it.
    pub verified: bool,
}

/// A key that was used, as the browser sends it.
#[derive(Debug, Clone)]
pub struct Used {
    /// Id of the credential, base64url.
    pub credential: String,
    /// What the device showed.
    pub shown: Assertion,
}

impl Fault {
    /// The words for people.
    fn refusal(self) -> Error {
        let code = match self {
            Self::Origin { said } => {
                return Error::Refused(Problem::new("passkey.origin", [("said", said)]));
            }
            Self::Counter { before, now } => {
                let facts = [("before", before.to_string()), ("now", now.to_string())];
                return Error::Refused(Problem::new("passkey.counter", facts));
            }
            Self::Form | Self::Kind => "passkey.form",
            Self::Challenge => "passkey.challenge",
            Self::Party => "passkey.party",
            Self::Absent => "passkey.absent",
            Self::Unverified => "passkey.unverified",
            Self::Algorithm => "passkey.algorithm",
            Self::Account => "passkey.unknown",
            Self::Signature => "passkey.signature",
        };
        Error::refused(code)
    }
}

/// What a passkey is known by on record: nothing by which it could be used.
fn known_by(credential: &str) -> String {
    secret::sha256_hex(credential.as_bytes()).chars().take(12).collect()
}

/// What devices know an account by: nothing of the person.
fn holder_of(account: &Account) -> Vec<u8> {
    Sha256::digest(format!("kvpt passkey\n{}\n{}", account.at.site, account.at.id)).to_vec()
}

fn own(key: Passkey) -> OwnPasskey {
    let Passkey { credential, name, created_at, used_at, .. } = key;
    OwnPasskey { credential, name, since: created_at, used: used_at }
}

impl Office {
    /// The passkeys of the viewer, in the order in which they were registered.
    ///
    /// # Errors
    /// The store's.
    pub async fn own_passkeys(&self, viewer: &Viewer) -> Result<Vec<OwnPasskey>, Error> {
        let keys = self.store.passkeys_of(&viewer.login).await?;
        Ok(keys.into_iter().map(own).collect())
    }

    /// Begins the registration of a passkey: what the browser is to make, for some minutes.
    ///
    /// # Errors
    /// `login.wrong`, `login.locked`, `passkey.many`, `passkey.busy`.
    pub async fn begin_passkey(&self, viewer: &Viewer, password: &str) -> Result<Making, Error> {
        self.confirm_password(viewer, password).await?;
        let account = self.own_account(viewer).await?;
        let known = self.store.passkeys_of(&viewer.login).await?;
        if known.len() >= MOST {
            return Err(Error::Refused(Problem::new("passkey.many", [("most", MOST.to_string())])));
        }
        Ok(Making {
            challenge: self.give_out(MAKE, &viewer.login, MOST_OPEN).await?,
            holder: BASE64.encode(holder_of(&account)),
            login: account.login,
            name: account.name,
            known: known.into_iter().map(|k| k.credential).collect(),
        })
    }

    /// Registers a passkey that the browser made. With the first factor of an account its other sessions end, and recovery
    /// codes are given: the only time that they are seen.
    ///
    /// # Errors
    /// `passkey.*`, `permit.missing` for somebody without any role.
    pub async fn add_passkey(
        &self,
        viewer: &Viewer,
        token: &str,
        party: &Party,
        name: &str,
        made: &Attestation,
    ) -> Result<Vec<String>, Error> {
        let challenge = challenge_in(&made.client_data).map_err(Fault::refusal)?;
        let given = self.store.take_challenge(&challenge, MAKE, self.now()).await?;
        if given.is_none_or(|(login, _)| login != viewer.login) {
            return Err(Fault::Challenge.refusal());
        }
        let asked = Asked { party, challenge: &challenge, verification: Verification::Preferred };
        let new = registered(asked, made).map_err(Fault::refusal)?;
        let key = Passkey {
            credential: BASE64.encode(new.credential),
            login: viewer.login.clone(),
            name: named(name)?,
            public_key: BASE64.encode(new.public_key),
            counter: new.counter,
            created_at: self.now(),
            used_at: None,
        };
        if self.store.passkey(&key.credential).await?.is_some() {
            return Err(Error::refused("passkey.twice"));
        }
        let first = !self.has_factor(&viewer.login).await?;
        let (passkey, name) = (known_by(&key.credential), key.name.clone());
        // The act first: should the program end in between, the trace stands and nothing lets anybody in.
        self.say_of_own(viewer, AccountAct::PasskeyAdded { passkey, name }).await?;
        self.store.put_passkey(&key).await?;
        if !first {
            return Ok(Vec::new());
        }
        self.end_other_sessions(viewer, token).await?;
        self.new_codes(&viewer.login).await
    }

    /// Removes a passkey of one's own.
    ///
    /// # Errors
    /// `login.wrong`, `login.locked`, `factor.demanded`; not found.
    pub async fn remove_passkey(
        &self,
        viewer: &Viewer,
        credential: &str,
        password: &str,
    ) -> Result<(), Error> {
        self.confirm_password(viewer, password).await?;
        let keys = self.store.passkeys_of(&viewer.login).await?;
        let key = keys.iter().find(|k| k.credential == credential);
        let key = key.ok_or_else(|| Error::NotFound { what: "khóa truy cập".to_owned() })?;
        if keys.len() == 1 && !self.has_codes_of_device(&viewer.login).await? {
            self.may_do_without(viewer).await?;
        }
        let (passkey, name) = (known_by(credential), key.name.clone());
        self.say_of_own(viewer, AccountAct::PasskeyRemoved { passkey, name }).await?;
        self.store.end_passkey(&viewer.login, credential).await?;
        Ok(())
    }

    /// Begins a log-in by a passkey: after the password where a half log-in is given, in its place otherwise.
    ///
    /// # Errors
    /// `login.half-ended`, `passkey.none`, `passkey.busy`.
    pub async fn ask_passkey(&self, half: Option<&str>) -> Result<Asking, Error> {
        let Some(half) = half else {
            let challenge = self.give_out(ALONE, "", MOST_OPEN_OF_NOBODY).await?;
            return Ok(Asking { challenge, known: Vec::new(), verified: true });
        };
        let login = self.half_in(half).await?.1.login;
        let keys = self.store.passkeys_of(&login).await?;
        if keys.is_empty() {
            return Err(Error::refused("passkey.none"));
        }
        let known = keys.into_iter().map(|k| k.credential).collect();
        let challenge = self.give_out(SECOND, &login, MOST_OPEN).await?;
        Ok(Asking { challenge, known, verified: false })
    }

    /// Lets a person in by a passkey: after the password where a half log-in is given, in its place otherwise. In its place
    /// the device must have checked who holds it. A lock-out by wrong passwords neither holds a passkey nor is lifted by it:
    /// it is there against guessing.
    ///
    /// # Errors
    /// `passkey.*`, `login.half-ended`, `login.closed`; `login.locked` after the password.
    pub async fn give_passkey(
        &self,
        half: Option<&str>,
        party: &Party,
        used: &Used,
        agent: &str,
    ) -> Result<Admission, Error> {
        let half = match half {
            Some(token) => Some(self.half_in(token).await?),
            None => None,
        };
        let login = half.as_ref().map_or("", |(_, session)| &session.login);
        let purpose = if half.is_some() { SECOND } else { ALONE };
        let challenge = challenge_in(&used.shown.client_data).map_err(Fault::refusal)?;
        let given = self.store.take_challenge(&challenge, purpose, self.now()).await?;
        if given.is_none_or(|(of, _)| of != login) {
            return Err(Fault::Challenge.refusal());
        }
        let verification =
            if half.is_some() { Verification::Preferred } else { Verification::Required };
        let asked = Asked { party, challenge: &challenge, verification };
        let login = self.shown_by(asked, used, login).await?;
        match half {
            Some((hash, session)) => {
                self.store.end_session(&hash).await?;
                self.store.login_succeeded(&login).await?;
                self.admitted(&login, session.program, false).await
            }
            None => self.admit(&login, agent, false).await,
        }
    }

    /// Whose the passkey is that was shown, where it is of this login or none is said. Its counter is taken on.
    async fn shown_by(&self, asked: Asked<'_>, used: &Used, login: &str) -> Result<String, Error> {
        let unknown = || Error::refused("passkey.unknown");
        let key = self.store.passkey(&used.credential).await?.ok_or_else(unknown)?;
        if !login.is_empty() && login != key.login {
            return Err(unknown());
        }
        let account = self.account(&key.login).await?.filter(|a| a.closed.is_none());
        let account = account.ok_or_else(|| Error::refused("login.closed"))?;
        let public = BASE64.decode(&key.public_key).map_err(|e| Error::Broken(e.to_string()))?;
        let shown = asserted(asked, &public, key.counter, &holder_of(&account), &used.shown);
        let shown = shown.inspect_err(|fault| {
            tracing::warn!(passkey = known_by(&key.credential), "refused: {fault:?}");
        });
        let shown = shown.map_err(Fault::refusal)?;
        // Of two that come with the same counter at once, one is taken.
        if !self.store.passkey_used(&key.credential, shown.counter, self.now()).await? {
            return Err(Fault::Counter { before: shown.counter, now: shown.counter }.refusal());
        }
        Ok(key.login)
    }

    /// Gives out something to be signed.
    async fn give_out(&self, purpose: &str, login: &str, most: u64) -> Result<String, Error> {
        let (challenge, now) = (secret::new_token(), self.now());
        let expires_at = Instant(now.0 + LASTS);
        let given = Challenge { challenge: &challenge, purpose, login, holds: "", expires_at };
        if self.store.put_challenge(&given, most, now).await? {
            return Ok(challenge);
        }
        Err(Error::refused("passkey.busy"))
    }

    /// Says something of the viewer's own account, whatever their rights wait for.
    async fn say_of_own(&self, viewer: &Viewer, says: AccountAct) -> Result<(), Error> {
        let whole = self.viewer(&viewer.login).await?;
        let actor = whole.as_ref().unwrap_or(viewer).acting_at_home(Role::Reader)?;
        let at = self.own_account(viewer).await?.at;
        let entry = self.entry(&at, actor, None, Vec::new());
        let decide = |a: &Account| decide::account(Some(a), entry, says).map_err(Error::from);
        self.change(&at, decide).await.map(|_| ())
    }

    /// Whether a login has a second factor of any kind.
    ///
    /// # Errors
    /// The store's.
    pub(crate) async fn has_factor(&self, login: &str) -> Result<bool, Error> {
        Ok(self.has_codes_of_device(login).await?
            || !self.store.passkeys_of(login).await?.is_empty())
    }
}

/// A name as it is kept.
fn named(name: &str) -> Result<String, Error> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        let facts = [("most", LONGEST_NAME.to_string())];
        return Err(Error::Refused(Problem::new("passkey.name", facts)));
    }
    Ok(name)
}
