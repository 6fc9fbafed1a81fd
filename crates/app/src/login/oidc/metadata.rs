//! What a provider says of itself (OpenID Connect Discovery 1.0) and its keys (RFC 7517). Pure.

use crate::login::signature::PublicKey;
use crate::secret::from_base64url;
use serde::Deserialize;

/// What a provider says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Metadata {
    /// Who it is.
    pub issuer: String,
    /// Where people are sent.
    pub authorization_endpoint: String,
    /// Where codes are exchanged.
    pub token_endpoint: String,
    /// Where its keys are.
    pub jwks_uri: String,
    /// How clients show who they are; nothing said means `client_secret_basic`.
    #[serde(default)]
    pub token_endpoint_auth_methods_supported: Vec<String>,
}

impl Metadata {
    /// What a provider of this name says; `None` when it cannot be read, names another issuer, or leads over the open
    /// network without TLS.
    pub fn read(bytes: &[u8], issuer: &str) -> Option<Self> {
        let said: Self = serde_json::from_slice(bytes).ok()?;
        let ends = [&said.authorization_endpoint, &said.token_endpoint, &said.jwks_uri];
        (said.issuer == issuer && ends.into_iter().all(|e| address(e))).then_some(said)
    }

    /// Whether the secret is sent as a field of the form: only where the provider takes it in no other way.
    pub fn secret_in_form(&self) -> bool {
        let methods = &self.token_endpoint_auth_methods_supported;
        let takes = |method: &str| methods.iter().any(|m| m == method);
        takes("client_secret_post") && !takes("client_secret_basic")
    }
}

/// Whether an address is one to which something may be sent: `https:`, or `http:` on the loopback address of this machine.
pub fn address(url: &str) -> bool {
    let plain = !url.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\');
    let loopback = |rest: &str| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
        ["127.0.0.1", "localhost", "[::1]"].contains(&host)
    };
    let there = |rest: &str| !rest.is_empty() && !rest.starts_with('/') && !rest.contains('@');
    plain
        && match url.split_once("://") {
            Some(("https", rest)) => there(rest),
            Some(("http", rest)) => there(rest) && loopback(rest),
            _ => false,
        }
}

/// The keys of a provider that are for signatures and of an algorithm taken here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys(Vec<(Option<String>, &'static str, PublicKey)>);

#[derive(Deserialize)]
struct Set {
    keys: Vec<serde_json::Value>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Jwk {
    kty: String,
    crv: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    n: String,
    e: String,
    x: String,
    y: String,
}

impl Jwk {
    fn key(&self) -> Option<(&'static str, PublicKey)> {
        let [n, e, x, y] = [&self.n, &self.e, &self.x, &self.y].map(|part| from_base64url(part));
        let (alg, key) = match (&*self.kty, &*self.crv) {
            ("RSA", _) => ("RS256", PublicKey::rs256(&n?, &e?)),
            ("EC", "P-256") => ("ES256", PublicKey::es256(&x?, &y?)?),
            ("OKP", "Ed25519") => ("EdDSA", PublicKey::ed_dsa(&x?)?),
            _ => return None,
        };
        let signs = self.purpose.as_deref().is_none_or(|p| p == "sig");
        (signs && self.alg.as_deref().is_none_or(|a| a == alg)).then_some((alg, key))
    }
}

impl Keys {
    /// The keys of a set; those that cannot be used are left out. `None` when it is no set.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let set: Set = serde_json::from_slice(bytes).ok()?;
        let read = |value| {
            let jwk: Jwk = serde_json::from_value(value).ok()?;
            jwk.key().map(|(alg, key)| (jwk.kid, alg, key))
        };
        Some(Self(set.keys.into_iter().filter_map(read).collect()))
    }

    /// The keys of an algorithm, of this name where a name is given.
    pub(super) fn of<'a>(
        &'a self,
        alg: &'a str,
        name: Option<&'a str>,
    ) -> impl Iterator<Item = &'a PublicKey> {
        let fits = move |kid: &Option<String>| name.is_none() || kid.as_deref() == name;
        self.0.iter().filter(move |(kid, of, _)| *of == alg && fits(kid)).map(|(_, _, key)| key)
    }
}
