//! The way to a provider and back: what a person is sent with, what comes back with them, and whose account it is.

use super::metadata::{Keys, Metadata};
use super::token::{Claims, Expected, id_token};
use super::{Ask, Provider};
use crate::error::{Error, Problem};
use crate::login::{Admission, MINUTE};
use crate::office::Office;
use crate::secret;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::Challenge;
use terms::Instant;

/// How long somebody may take at the provider.
const LASTS: i64 = 10 * MINUTE;
/// Most log-ins that are under way.
const MOST_OPEN: u64 = 2000;
const PURPOSE: &str = "provider";

/// Where a person is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// The address at the provider.
    pub to: String,
    /// What the browser keeps and brings back.
    pub state: String,
}

/// What comes back with a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Back {
    /// `state` of the address.
    pub state: String,
    /// What the browser kept.
    pub kept: String,
    /// `code` of the address.
    pub code: String,
    /// `error` of the address.
    pub error: String,
}

/// What is kept here while a person is away.
#[derive(Serialize, Deserialize)]
struct Held {
    nonce: String,
    verifier: String,
    next: String,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// Words of an address or a form, every byte but letters, digits and `-._~` as `%XX`.
pub fn encoded(words: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    let one = |b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    words.bytes().map(one).collect()
}

fn out_of_reach(provider: &Provider, why: &str) -> Error {
    tracing::warn!(issuer = provider.issuer, "the provider did not answer: {why}");
    let facts = [("name", provider.name.clone()), ("why", why.to_owned())];
    Error::Refused(Problem::new("provider.unreachable", facts))
}

fn odd(provider: &Provider, what: &str) -> Error {
    tracing::warn!(issuer = provider.issuer, "what the provider said was not taken: {what}");
    let facts = [("name", provider.name.clone()), ("what", what.to_owned())];
    Error::Refused(Problem::new("provider.odd", facts))
}

impl Provider {
    async fn ask(&self, ask: Ask) -> Result<Vec<u8>, Error> {
        self.line.send(ask).await.map_err(|why| out_of_reach(self, &why))
    }

    async fn read(&self, url: String) -> Result<Vec<u8>, Error> {
        self.ask(Ask { url, form: Vec::new(), authorization: None }).await
    }

    async fn metadata(&self) -> Result<Metadata, Error> {
        let base = self.issuer.trim_end_matches('/');
        let said = self.read(format!("{base}/.well-known/openid-configuration")).await?;
        Metadata::read(&said, &self.issuer).ok_or_else(|| odd(self, "openid-configuration"))
    }

    /// The address at which a person shows who they are.
    fn address(&self, at: &Metadata, state: &str, held: &Held) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&held.verifier));
        let fields = [
            ("response_type", "code"),
            ("scope", "openid"),
            ("client_id", &self.client),
            ("redirect_uri", &self.back),
            ("state", state),
            ("nonce", &held.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        let fields = fields.map(|(name, value)| format!("{name}={}", encoded(value))).join("&");
        let to = &at.authorization_endpoint;
        format!("{to}{}{fields}", if to.contains('?') { '&' } else { '?' })
    }

    /// Exchanges a code for a token.
    async fn exchange(&self, at: &Metadata, code: &str, verifier: &str) -> Result<String, Error> {
        let mut form = vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", self.back.clone()),
            ("code_verifier", verifier.to_owned()),
            ("client_id", self.client.clone()),
        ];
        let authorization = match &self.secret {
            Some(secret) if at.secret_in_form() => {
                form.push(("client_secret", secret.clone()));
                None
            }
            Some(secret) => {
                let pair = format!("{}:{}", encoded(&self.client), encoded(secret));
                Some(format!("Basic {}", STANDARD.encode(pair)))
            }
            None => None,
        };
        let ask = Ask { url: at.token_endpoint.clone(), form, authorization };
        let said = self.ask(ask).await?;
        let tokens: Result<Tokens, _> = serde_json::from_slice(&said);
        tokens.map(|t| t.id_token).map_err(|_| odd(self, "token"))
    }

    /// Whether the person was known by a second factor, as far as that counts here.
    fn second_factor_used(&self, claims: &Claims) -> bool {
        claims.known_by.iter().any(|by| self.second_factor.contains(by))
    }
}

impl Office {
    /// Begins a log-in at a provider, and afterwards to `next`.
    ///
    /// # Errors
    /// `provider.unreachable`, `provider.odd`, `provider.busy`.
    pub async fn go_to_provider(&self, provider: &Provider, next: &str) -> Result<Away, Error> {
        let at = provider.metadata().await?;
        let (state, nonce, verifier) =
            (secret::new_token(), secret::new_token(), secret::new_token());
        let held = Held { nonce, verifier, next: next.to_owned() };
        let holds = serde_json::to_string(&held).map_err(|e| Error::Broken(e.to_string()))?;
        let now = self.now();
        let expires_at = Instant(now.0 + LASTS);
        let given =
            Challenge { challenge: &state, purpose: PURPOSE, login: "", holds: &holds, expires_at };
        if !self.store.put_challenge(&given, MOST_OPEN, now).await? {
            return Err(Error::refused("provider.busy"));
        }
        Ok(Away { to: provider.address(&at, &state, &held), state })
    }

    /// Lets a person in who comes back from a provider; gives also where they wanted to be. Whoever has a second factor here
    /// is half in, unless the provider says by a value that counts that one was used.
    ///
    /// # Errors
    /// `provider.state`, `provider.refused`, `provider.unreachable`, `provider.odd`, `provider.token`, `provider.unknown`,
    /// `login.closed`.
    pub async fn come_from_provider(
        &self,
        provider: &Provider,
        back: &Back,
        agent: &str,
    ) -> Result<(Admission, String), Error> {
        let state = || Error::refused("provider.state");
        if back.state.is_empty() || !secret::same(&back.state, &back.kept) {
            return Err(state());
        }
        let now = self.now();
        let taken = self.store.take_challenge(&back.state, PURPOSE, now).await?;
        let (_, holds) = taken.ok_or_else(state)?;
        let held: Held = serde_json::from_str(&holds).map_err(|e| Error::Broken(e.to_string()))?;
        if !back.error.is_empty() || back.code.is_empty() {
            let what: String = back.error.chars().filter(|c| !c.is_control()).take(60).collect();
            let facts = [("name", provider.name.clone()), ("what", what)];
            return Err(Error::Refused(Problem::new("provider.refused", facts)));
        }
        let at = provider.metadata().await?;
        let token = provider.exchange(&at, &back.code, &held.verifier).await?;
        let keys = provider.read(at.jwks_uri.clone()).await?;
        let keys = Keys::read(&keys).ok_or_else(|| odd(provider, "jwks"))?;
        let (issuer, client, nonce) = (&*provider.issuer, &*provider.client, &*held.nonce);
        let expected = Expected { issuer, client, nonce, now: now.0 / 1_000_000 };
        let claims = id_token(&token, &keys, expected).map_err(|unfit| {
            tracing::warn!(issuer, "an ID token was not taken: {}", unfit.word());
            let facts = [("name", provider.name.clone()), ("what", unfit.word().to_owned())];
            Error::Refused(Problem::new("provider.token", facts))
        })?;
        let admission = self.admit_tied(provider, &claims, agent).await?;
        Ok((admission, held.next))
    }

    async fn admit_tied(
        &self,
        provider: &Provider,
        claims: &Claims,
        agent: &str,
    ) -> Result<Admission, Error> {
        let login = self.store.tied_login(&provider.issuer, &claims.subject).await?;
        let Some(login) = login else {
            let facts = [("name", provider.name.clone()), ("subject", claims.subject.clone())];
            return Err(Error::Refused(Problem::new("provider.unknown", facts)));
        };
        if self.account(&login).await?.is_none_or(|a| a.closed.is_some()) {
            return Err(Error::refused("login.closed"));
        }
        let half = self.has_factor(&login).await? && !provider.second_factor_used(claims);
        self.admit(&login, agent, half).await
    }
}
