//! A bundle opened: decrypted, its signature and every part checked, before anything of it is looked at.

use crate::error::Fault;
use crate::keys::{SiteKey, signed_by};
use crate::manifest::{FORMAT, FilePart, Manifest, Range};
use crate::write::{LOCKED, MAGIC, message};
use std::cmp::Ordering;
use std::io::Read;
use wire::Hash;

/// The largest body that is unpacked: a signed lie about its size must not fill the memory.
const LARGEST: u64 = 1 << 31;

/// A bundle that is whole and signed by a known key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What it says of itself.
    pub manifest: Manifest,
    /// SHA-256 of the manifest: what it is told by.
    pub sha256: Hash,
    /// The acts of each range, in canonical bytes.
    pub acts: Vec<(Range, Vec<Vec<u8>>)>,
    /// The files.
    pub files: Vec<(FilePart, Vec<u8>)>,
}

/// Whether a bundle is encrypted.
///
/// # Errors
/// `Fault::NotABundle`, `Fault::Truncated`, `Fault::Newer`, `Fault::Damaged`.
pub fn is_locked(bytes: &[u8]) -> Result<bool, Fault> {
    head(bytes).map(|(locked, _)| locked)
}

fn head(bytes: &[u8]) -> Result<(bool, &[u8]), Fault> {
    let n = bytes.len().min(MAGIC.len());
    if bytes[..n] != MAGIC[..n] || n == 0 {
        return Err(Fault::NotABundle);
    }
    let rest = bytes.get(MAGIC.len()..).unwrap_or_default();
    let [format, flags, rest @ ..] = rest else { return Err(Fault::Truncated) };
    match (u64::from(*format), *flags) {
        (0, _) => return Err(Fault::Damaged { part: "envelope" }),
        (format, _) if format > FORMAT => {
            return Err(Fault::Newer { found: format, known: FORMAT });
        }
        (_, flags) if flags & !LOCKED != 0 => return Err(Fault::Damaged { part: "envelope" }),
        _ => {}
    }
    let (length, inner) = rest.split_first_chunk::<8>().ok_or(Fault::Truncated)?;
    match (inner.len() as u64).cmp(&u64::from_be_bytes(*length)) {
        Ordering::Less => Err(Fault::Truncated),
        Ordering::Greater => Err(Fault::Damaged { part: "envelope" }),
        Ordering::Equal => Ok((flags & LOCKED != 0, inner)),
    }
}

/// What a bundle says of itself, its signature checked against the key that it names, which may be unknown.
///
/// # Errors
/// What keeps it from being opened.
pub fn peek(bytes: &[u8], own: Option<&SiteKey>) -> Result<Manifest, Fault> {
    let inner = unlock(bytes, own)?;
    signed(&inner).map(|(manifest, ..)| manifest)
}

/// Opens a bundle. `known` says whether a key is one of the sender's on the day on which the bundle was made.
///
/// # Errors
/// What is wrong with it; no part of it is given out then.
pub fn open(
    bytes: &[u8],
    own: Option<&SiteKey>,
    known: impl Fn(&Manifest) -> bool,
) -> Result<Opened, Fault> {
    let inner = unlock(bytes, own)?;
    let (manifest, sha256, packed) = signed(&inner)?;
    if !known(&manifest) {
        let (from, key) = (manifest.from, manifest.key);
        return Err(Fault::UnknownKey { from, key });
    }
    let body = unpack(packed, &manifest)?;
    let (acts, files) = parts(&manifest, &body)?;
    Ok(Opened { manifest, sha256, acts, files })
}

fn unlock(bytes: &[u8], own: Option<&SiteKey>) -> Result<Vec<u8>, Fault> {
    let (locked, inner) = head(bytes)?;
    if !locked {
        return Ok(inner.to_vec());
    }
    let own = own.ok_or(Fault::NotForUs)?;
    let decryptor = age::Decryptor::new(inner).map_err(|e| match e {
        age::DecryptError::Io(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
            Fault::Truncated
        }
        _ => Fault::Damaged { part: "envelope" },
    })?;
    let one: &dyn age::Identity = own.identity();
    let mut reader = decryptor.decrypt(std::iter::once(one)).map_err(|e| match e {
        age::DecryptError::NoMatchingKeys => Fault::NotForUs,
        _ => Fault::Damaged { part: "envelope" },
    })?;
    let mut out = Vec::new();
    reader.read_to_end(&mut out).map_err(|e| match e.kind() {
        std::io::ErrorKind::UnexpectedEof => Fault::Truncated,
        _ => Fault::Damaged { part: "envelope" },
    })?;
    Ok(out)
}

/// The manifest of the inner part, the hash of what is signed, and the packed body.
fn signed(inner: &[u8]) -> Result<(Manifest, Hash, &[u8]), Fault> {
    let (length, rest) = inner.split_first_chunk::<4>().ok_or(Fault::Truncated)?;
    let length = u32::from_be_bytes(*length) as usize;
    if rest.len() < length {
        return Err(Fault::Truncated);
    }
    let (said, rest) = rest.split_at(length);
    let (signature, packed) = rest.split_first_chunk::<64>().ok_or(Fault::Truncated)?;
    let manifest = Manifest::from_bytes(said)?;
    if !signed_by(&manifest.key, &message(said, packed), signature) {
        return Err(Fault::Damaged { part: "signature" });
    }
    Ok((manifest, wire::hash(said), packed))
}

fn unpack(packed: &[u8], manifest: &Manifest) -> Result<Vec<u8>, Fault> {
    if manifest.bytes > LARGEST {
        return Err(Fault::TooLarge { bytes: manifest.bytes });
    }
    let damaged = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::UnexpectedEof => Fault::Truncated,
        _ => Fault::Damaged { part: "body" },
    };
    let decoder = zstd::stream::read::Decoder::new(packed).map_err(damaged)?;
    let mut body = Vec::new();
    decoder.take(manifest.bytes + 1).read_to_end(&mut body).map_err(damaged)?;
    if body.len() as u64 != manifest.bytes || wire::hash(&body) != manifest.sha256 {
        return Err(Fault::Damaged { part: "body" });
    }
    Ok(body)
}

type Parts = (Vec<(Range, Vec<Vec<u8>>)>, Vec<(FilePart, Vec<u8>)>);

/// Cuts the body at the places that the manifest names; every part must be what is said of it.
fn parts(manifest: &Manifest, body: &[u8]) -> Result<Parts, Fault> {
    let (mut rest, mut acts, mut files) = (body, Vec::new(), Vec::new());
    for range in &manifest.ranges {
        let part = cut(&mut rest, range.bytes).ok_or(Fault::Damaged { part: "range" })?;
        acts.push((range.clone(), lines(range, part)?));
    }
    for file in &manifest.files {
        let part = cut(&mut rest, file.bytes).ok_or(Fault::Damaged { part: "file" })?;
        if wire::hash(part) != file.sha256 {
            return Err(Fault::Damaged { part: "file" });
        }
        files.push((file.clone(), part.to_vec()));
    }
    if !rest.is_empty() {
        return Err(Fault::Damaged { part: "body" });
    }
    Ok((acts, files))
}

fn cut<'a>(rest: &mut &'a [u8], bytes: u64) -> Option<&'a [u8]> {
    let bytes = usize::try_from(bytes).ok().filter(|n| *n <= rest.len())?;
    let (part, after) = rest.split_at(bytes);
    *rest = after;
    Some(part)
}

fn lines(range: &Range, part: &[u8]) -> Result<Vec<Vec<u8>>, Fault> {
    let damaged = || Fault::Damaged { part: "range" };
    let part = part.strip_suffix(b"\n").ok_or_else(damaged)?;
    let acts: Vec<Vec<u8>> = part.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let n = range.last - range.first;
    let ends = acts.last().is_some_and(|last| wire::act_hash(last) == range.head);
    if acts.len() as u64 != n.saturating_add(1) || !ends {
        return Err(damaged());
    }
    Ok(acts)
}
