//! The keys of a site: Ed25519 to sign with, X25519 (age) to be written to; kept in a file, in the clear or under a passphrase.

use crate::error::Fault;
use age::secrecy::{ExposeSecret, SecretString};
use ed25519_dalek::{Signer, SigningKey, Verifier, VerifyingKey};
use std::io::{Read, Write};
use std::str::FromStr;

/// First line of a key file in the clear.
const HEAD: &str = "kvpt-site-key 1";

/// How a file encrypted by age begins.
const AGE: &[u8] = b"age-encryption.org/v1";

/// The largest key file that is looked at.
const LARGEST: u64 = 4096;

/// The secret keys of a site.
#[derive(Clone)]
pub struct SiteKey {
    signing: SigningKey,
    identity: age::x25519::Identity,
}

/// What others know a site by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKeys {
    /// Ed25519 public key, 64 hexadecimal digits.
    pub key: String,
    /// age recipient, `age1…`.
    pub recipient: String,
}

impl std::fmt::Debug for SiteKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SiteKey({})", self.public().key)
    }
}

impl SiteKey {
    /// New keys: the signing key from 32 random bytes, the other from the system's randomness.
    pub fn new(seed: [u8; 32]) -> Self {
        let identity = age::x25519::Identity::generate();
        Self { signing: SigningKey::from_bytes(&seed), identity }
    }

    /// What others know the site by.
    pub fn public(&self) -> PublicKeys {
        let key = hex(self.signing.verifying_key().as_bytes());
        PublicKeys { key, recipient: self.identity.to_public().to_string() }
    }

    /// The text of a key file in the clear.
    pub fn to_text(&self) -> String {
        let secret = self.identity.to_string();
        format!("{HEAD}\n{}\n{}\n", hex(self.signing.as_bytes()), secret.expose_secret())
    }

    /// The keys of a file in the clear.
    ///
    /// # Errors
    /// `Fault::BadKey`.
    pub fn from_text(text: &str) -> Result<Self, Fault> {
        let mut lines = text.lines();
        if lines.next() != Some(HEAD) {
            return Err(Fault::BadKey);
        }
        let seed = lines.next().and_then(unhex).ok_or(Fault::BadKey)?;
        let identity = lines.next().ok_or(Fault::BadKey)?;
        let identity = age::x25519::Identity::from_str(identity).map_err(|_| Fault::BadKey)?;
        Ok(Self { signing: SigningKey::from_bytes(&seed), identity })
    }

    /// The bytes of a key file under a passphrase (age, scrypt).
    ///
    /// # Errors
    /// When the encryption fails.
    pub fn seal(&self, passphrase: &str) -> Result<Vec<u8>, Fault> {
        let encryptor =
            age::Encryptor::with_user_passphrase(SecretString::from(passphrase.to_owned()));
        let mut out = Vec::new();
        let damaged = |_| Fault::Damaged { part: "envelope" };
        let mut writer = encryptor.wrap_output(&mut out).map_err(damaged)?;
        writer.write_all(self.to_text().as_bytes()).map_err(damaged)?;
        writer.finish().map_err(damaged)?;
        Ok(out)
    }

    /// The keys of a file, with the passphrase when it is under one.
    ///
    /// # Errors
    /// `Fault::Passphrase`, `Fault::BadKey`.
    pub fn from_file(bytes: &[u8], passphrase: Option<&str>) -> Result<Self, Fault> {
        if !Self::is_sealed(bytes) {
            let text = std::str::from_utf8(bytes).map_err(|_| Fault::BadKey)?;
            return Self::from_text(text);
        }
        let passphrase = passphrase.ok_or(Fault::Passphrase)?;
        let identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
        let decryptor = age::Decryptor::new(bytes).map_err(|_| Fault::BadKey)?;
        let one: &dyn age::Identity = &identity;
        let reader = decryptor.decrypt(std::iter::once(one)).map_err(|_| Fault::Passphrase)?;
        let mut text = String::new();
        reader.take(LARGEST).read_to_string(&mut text).map_err(|_| Fault::BadKey)?;
        Self::from_text(&text)
    }

    /// Whether a key file is under a passphrase.
    pub fn is_sealed(bytes: &[u8]) -> bool {
        bytes.starts_with(AGE)
    }

    /// Signs what TLS 1.3 has signed to prove that one holds the key (RFC 8446, 4.4.3), and nothing else: what does not begin as
    /// such a message does gets no signature, so that none can be taken for that of a bundle.
    pub fn sign_handshake(&self, message: &[u8]) -> Option<[u8; 64]> {
        let rest = message.strip_prefix(&[b' '; 64])?;
        rest.starts_with(b"TLS 1.3, ").then(|| self.sign(message))
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.signing.sign(message).to_bytes()
    }

    pub(crate) fn identity(&self) -> &age::x25519::Identity {
        &self.identity
    }
}

/// Whether a signature over a message is that of a public key.
pub(crate) fn signed_by(key: &str, message: &[u8], signature: &[u8; 64]) -> bool {
    let Some(key) = unhex(key).and_then(|k| VerifyingKey::from_bytes(&k).ok()) else {
        return false;
    };
    let signature = ed25519_dalek::Signature::from_bytes(signature);
    key.verify(message, &signature).is_ok() && key.verify_strict(message, &signature).is_ok()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if text.len() != 2 * N || !text.bytes().all(digits) {
        return None;
    }
    let mut out = [0; N];
    for (i, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(out)
}
