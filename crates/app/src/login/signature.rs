//! Public keys of others and the signatures that they make: ES256, EdDSA, RS256. Pure; nothing is signed here.
//!
//! The checking itself is ring's, which stands in the program for TLS anyway.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey,
};

/// A public key with the one algorithm for which it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// ES256: a point of P-256, uncompressed (65 bytes).
    Es256(Vec<u8>),
    /// EdDSA on Ed25519 (32 bytes).
    EdDsa(Vec<u8>),
    /// RS256 with 2,048 bits and more: modulus and exponent, big-endian.
    Rs256 {
        /// Modulus.
        n: Vec<u8>,
        /// Exponent.
        e: Vec<u8>,
    },
}

/// How a signature of ES256 is written; the other algorithms have one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As ASN.1, in WebAuthn.
    Asn1,
    /// Two numbers of 32 bytes, in JWS.
    Fixed,
}

impl PublicKey {
    /// The key of ES256 with these coordinates; `None` unless both have 32 bytes.
    pub fn es256(x: &[u8], y: &[u8]) -> Option<Self> {
        (x.len() == 32 && y.len() == 32).then(|| Self::Es256([&[4], x, y].concat()))
    }

    /// The key of EdDSA; `None` unless it has 32 bytes.
    pub fn ed_dsa(x: &[u8]) -> Option<Self> {
        (x.len() == 32).then(|| Self::EdDsa(x.to_vec()))
    }

    /// The key of RS256; leading zeros are left out.
    pub fn rs256(n: &[u8], e: &[u8]) -> Self {
        let plain = |b: &[u8]| b.iter().copied().skip_while(|b| *b == 0).collect();
        Self::Rs256 { n: plain(n), e: plain(e) }
    }

    /// Whether this key signed a message. A key that is no key signed nothing.
    pub fn signed(&self, message: &[u8], signature: &[u8], form: Form) -> bool {
        let checked = match self {
            Self::Es256(point) => {
                let how = match form {
                    Form::Asn1 => &ECDSA_P256_SHA256_ASN1,
                    Form::Fixed => &ECDSA_P256_SHA256_FIXED,
                };
                UnparsedPublicKey::new(how, point).verify(message, signature)
            }
            Self::EdDsa(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature),
            Self::Rs256 { n, e } => RsaPublicKeyComponents { n, e }.verify(
                &RSA_PKCS1_2048_8192_SHA256,
                message,
                signature,
            ),
        };
        checked.is_ok()
    }
}
