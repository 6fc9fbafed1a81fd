//! Passwords and tokens: made, kept and checked. Nothing here ever enters the ledger.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use sha2::Digest;

/// Fewest characters of a password.
pub const SHORTEST_PASSWORD: usize = 12;

/// Argon2id with 19 MiB, two passes, one lane (OWASP's first recommendation for modest machines).
fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Random bytes from the system.
fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// 128 random bits, for the unique part of an id.
pub fn random_u128() -> u128 {
    u128::from_le_bytes(random())
}

/// The PHC string under which a password is kept.
pub fn hash_password(password: &str) -> String {
    let salt = SaltString::encode_b64(&random::<16>()).expect("16 bytes make a salt");
    let hash = hasher().hash_password(password.as_bytes(), &salt);
    hash.map(|h| h.to_string()).expect("fixed parameters are valid")
}

/// Whether a password is the one that was kept.
pub fn password_matches(password: &str, kept: &str) -> bool {
    let Ok(hash) = PasswordHash::new(kept) else { return false };
    hasher().verify_password(password.as_bytes(), &hash).is_ok()
}

/// A token of 256 random bits, safe in addresses and cookies.
pub fn new_token() -> String {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(random::<32>())
}

/// The bytes behind base64url without padding; `None` for anything else.
pub fn from_base64url(words: &str) -> Option<Vec<u8>> {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(words).ok()
}

/// 160 random bits, for the secret of a second factor.
pub fn new_key() -> [u8; 20] {
    random()
}

/// A password for one run that people can type: four groups of four letters and digits without look-alikes.
pub fn new_password() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789z";
    let letters: Vec<char> =
        random::<16>().iter().map(|b| LETTERS[usize::from(b % 31)] as char).collect();
    letters.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// SHA-256 as 64 hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0');
    let digest = sha2::Sha256::digest(bytes);
    digest.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

/// Whether two texts are equal, in time that does not tell where they differ.
pub fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |d, (x, y)| d | (x ^ y)) == 0
}
