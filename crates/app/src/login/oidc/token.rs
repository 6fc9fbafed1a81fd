//! An ID token (RFC 7519, OpenID Connect Core 1.0, section 3.1.3.7) held against what is expected. Pure.

use super::metadata::Keys;
use crate::login::signature::Form;
use crate::secret::from_base64url;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Seconds by which the clocks may differ.
const LEEWAY: i64 = 60;

/// What is expected of a token.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// Who made it.
    pub issuer: &'a str,
    /// For whom.
    pub client: &'a str,
    /// What was given along when the log-in began.
    pub nonce: &'a str,
    /// Seconds since 1970.
    pub now: i64,
}

/// What a token says that is asked for here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// What the provider calls the person, for ever.
    pub subject: String,
    /// How the person was known: `amr`, and `acr` at its end.
    pub known_by: Vec<String>,
}

/// Why a token is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It cannot be read.
    Form,
    /// It is signed by an algorithm that is not taken, or not at all.
    Algorithm,
    /// No key of the provider signed it.
    Signature,
    /// Another provider made it.
    Issuer,
    /// It is for somebody else.
    Audience,
    /// Its time is over, or has not come.
    Expired,
    /// It belongs to another log-in.
    Nonce,
}

impl Unfit {
    /// A word for it, for the log and for whoever runs the provider.
    pub fn word(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Algorithm => "alg",
            Self::Signature => "signature",
            Self::Issuer => "iss",
            Self::Audience => "aud",
            Self::Expired => "exp",
            Self::Nonce => "nonce",
        }
    }
}

#[derive(Deserialize)]
struct Head {
    alg: String,
    kid: Option<String>,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Body {
    iss: String,
    sub: String,
    aud: Audience,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    azp: Option<String>,
    #[serde(default)]
    amr: Vec<String>,
    acr: Option<String>,
}

fn part<T: DeserializeOwned>(words: &str) -> Result<T, Unfit> {
    let bytes = from_base64url(words).ok_or(Unfit::Form)?;
    serde_json::from_slice(&bytes).map_err(|_| Unfit::Form)
}

/// Reads a token and holds it against what is expected: the signature first.
///
/// # Errors
/// What does not fit; see [`Unfit`].
pub fn id_token(token: &str, keys: &Keys, expected: Expected<'_>) -> Result<Claims, Unfit> {
    let (signed, signature) = token.rsplit_once('.').ok_or(Unfit::Form)?;
    let (head, body) = signed.split_once('.').ok_or(Unfit::Form)?;
    let Head { alg, kid, crit } = part(head)?;
    if !["RS256", "ES256", "EdDSA"].contains(&&*alg) || crit.is_some() {
        return Err(Unfit::Algorithm);
    }
    let signature = from_base64url(signature).ok_or(Unfit::Form)?;
    let mut keys = keys.of(&alg, kid.as_deref());
    if !keys.any(|key| key.signed(signed.as_bytes(), &signature, Form::Fixed)) {
        return Err(Unfit::Signature);
    }
    checked(part(body)?, expected)
}

fn checked(body: Body, expected: Expected<'_>) -> Result<Claims, Unfit> {
    if body.iss != expected.issuer {
        return Err(Unfit::Issuer);
    }
    let ours = match &body.aud {
        Audience::One(one) => one == expected.client,
        // Who else it is for might use it here as well: only where it was made for this client.
        Audience::Many(many) => {
            many.iter().any(|one| one == expected.client) && (many.len() == 1 || body.azp.is_some())
        }
    };
    if !ours || body.azp.as_deref().is_some_and(|azp| azp != expected.client) {
        return Err(Unfit::Audience);
    }
    #[allow(clippy::cast_precision_loss, reason = "seconds of our time are far below 2^53")]
    let (now, leeway) = (expected.now as f64, LEEWAY as f64);
    let early = body.nbf.is_some_and(|nbf| nbf > now + leeway) || body.iat > now + leeway;
    if early || body.exp + leeway <= now {
        return Err(Unfit::Expired);
    }
    if body.nonce.as_deref() != Some(expected.nonce) {
        return Err(Unfit::Nonce);
    }
    if body.sub.is_empty() || body.sub.len() > 255 || body.sub.contains(char::is_control) {
        return Err(Unfit::Form);
    }
    Ok(Claims { subject: body.sub, known_by: body.amr.into_iter().chain(body.acr).collect() })
}
