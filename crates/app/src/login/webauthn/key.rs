//! Keys in the form of COSE (RFC 9053): ES256, EdDSA, RS256.

use super::Fault;
use crate::login::signature::PublicKey;
use ciborium::Value;

/// The algorithms that are asked for, the first the dearest: Ed25519, ES256, RS256.
pub const ALGORITHMS: [i64; 3] = [-8, -7, -257];

/// The key that COSE says.
///
/// # Errors
/// [`Fault::Form`], [`Fault::Algorithm`].
pub(super) fn read(cose: &Value) -> Result<PublicKey, Fault> {
    let map = cose.as_map().ok_or(Fault::Form)?;
    let one = |label: i64| {
        let found = map.iter().find(|(k, _)| k.as_integer() == Some(label.into()));
        found.map(|(_, value)| value).ok_or(Fault::Form)
    };
    let number = |label| {
        let value = one(label)?.as_integer().and_then(|n| i64::try_from(n).ok());
        value.ok_or(Fault::Form)
    };
    let bytes = |label| one(label)?.as_bytes().ok_or(Fault::Form);
    // kty, alg; then crv, x, y of a curve, or n, e of RSA.
    match (number(1)?, number(3)?) {
        (2, -7) if number(-1)? == 1 => PublicKey::es256(bytes(-2)?, bytes(-3)?).ok_or(Fault::Form),
        (1, -8) if number(-1)? == 6 => PublicKey::ed_dsa(bytes(-2)?).ok_or(Fault::Form),
        (3, -257) => Ok(PublicKey::rs256(bytes(-1)?, bytes(-2)?)),
        _ => Err(Fault::Algorithm),
    }
}
