//! A bundle from values: manifest, signature, compressed body, sealed to its recipients.

use crate::error::Fault;
use crate::keys::SiteKey;
use crate::manifest::{FORMAT, FilePart, HeadClaim, Manifest, Range, Receipt, Trace};
use std::io::Write;
use std::str::FromStr;
use terms::{Instant, Site};
use wire::Hash;

/// How every bundle begins.
pub(crate) const MAGIC: &[u8; 8] = b"kvpt-bdl";

/// What stands before a manifest when it is signed.
const SIGNED: &[u8] = b"kvpt bundle 1\n";

/// Flag: the rest is encrypted by age.
pub(crate) const LOCKED: u8 = 1;

/// How hard the body is compressed.
const LEVEL: i32 = 3;

/// What goes into a bundle.
#[derive(Debug, Clone)]
pub struct Contents {
    /// Its number among those to this recipient.
    pub number: u64,
    /// The sender.
    pub from: Site,
    /// The recipient.
    pub to: Site,
    /// Now.
    pub made_at: Instant,
    /// Acts, chain by chain.
    pub slices: Vec<Slice>,
    /// Files.
    pub files: Vec<Vec<u8>>,
    /// The end of every chain known.
    pub heads: Vec<HeadClaim>,
    /// Marks along chains.
    pub traces: Vec<Trace>,
    /// What arrived from the recipient.
    pub receipt: Receipt,
}

/// Acts of one chain without a gap, in their canonical bytes.
#[derive(Debug, Clone)]
pub struct Slice {
    /// The chain.
    pub site: Site,
    /// Number of the first.
    pub first: u64,
    /// Hash of the act before the first.
    pub prev: Hash,
    /// The acts.
    pub acts: Vec<Vec<u8>>,
}

/// The bytes of a bundle, and its manifest. Without recipients it is signed and not encrypted.
///
/// # Errors
/// `Fault::BadKey` for a recipient that is none.
pub fn write(
    contents: Contents,
    key: &SiteKey,
    recipients: &[String],
) -> Result<(Vec<u8>, Manifest), Fault> {
    let (manifest, body) = lay_out(contents, key);
    let signed = manifest.to_bytes();
    let packed = zstd::bulk::compress(&body, LEVEL).map_err(|_| broken("body"))?;
    let signature = key.sign(&message(&signed, &packed));
    let mut inner = Vec::with_capacity(signed.len() + packed.len() + 68);
    let length = u32::try_from(signed.len()).map_err(|_| broken("manifest"))?;
    inner.extend(length.to_be_bytes());
    inner.extend(signed);
    inner.extend(signature);
    inner.extend(packed);
    let mut out = MAGIC.to_vec();
    out.push(FORMAT as u8);
    out.push(if recipients.is_empty() { 0 } else { LOCKED });
    let rest = if recipients.is_empty() { inner } else { lock(&inner, recipients)? };
    out.extend((rest.len() as u64).to_be_bytes());
    out.extend(rest);
    Ok((out, manifest))
}

/// What is signed: the manifest, and the hash of the body as it is packed.
pub(crate) fn message(manifest: &[u8], packed: &[u8]) -> Vec<u8> {
    [SIGNED, manifest, wire::hash(packed).bytes()].concat()
}

/// The manifest of some contents, and the body: acts one a line, then the files.
fn lay_out(contents: Contents, key: &SiteKey) -> (Manifest, Vec<u8>) {
    let (mut body, mut ranges, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for slice in contents.slices.into_iter().filter(|s| !s.acts.is_empty()) {
        let start = body.len();
        let head = slice.acts.last().map_or(slice.prev, |a| wire::act_hash(a));
        let last = slice.first + slice.acts.len() as u64 - 1;
        for act in slice.acts {
            body.extend(act);
            body.push(b'\n');
        }
        let bytes = (body.len() - start) as u64;
        let (site, first, prev) = (slice.site, slice.first, slice.prev);
        ranges.push(Range { site, first, last, prev, head, bytes });
    }
    for file in contents.files {
        files.push(FilePart { sha256: wire::hash(&file), bytes: file.len() as u64 });
        body.extend(file);
    }
    let manifest = Manifest {
        number: contents.number,
        from: contents.from,
        to: contents.to,
        key: key.public().key,
        made_at: contents.made_at,
        ranges,
        files,
        heads: contents.heads,
        traces: contents.traces,
        receipt: contents.receipt,
        bytes: body.len() as u64,
        sha256: wire::hash(&body),
    };
    (manifest, body)
}

fn lock(inner: &[u8], recipients: &[String]) -> Result<Vec<u8>, Fault> {
    let recipients: Vec<age::x25519::Recipient> = recipients
        .iter()
        .map(|r| age::x25519::Recipient::from_str(r).map_err(|_| Fault::BadKey))
        .collect::<Result<_, _>>()?;
    let each = recipients.iter().map(|r| r as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(each).map_err(|_| Fault::BadKey)?;
    let mut out = Vec::with_capacity(inner.len() + 512);
    let fault = |_| broken("envelope");
    let mut writer = encryptor.wrap_output(&mut out).map_err(fault)?;
    writer.write_all(inner).map_err(fault)?;
    writer.finish().map_err(fault)?;
    Ok(out)
}

fn broken(part: &'static str) -> Fault {
    Fault::Damaged { part }
}
