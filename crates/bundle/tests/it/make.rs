//! Chains and bundles for tests.

use bundle::{Contents, HeadClaim, Known, Manifest, Opened, Receipt, SiteKey, Slice};
use record::payload::SiteAct;
use record::{Act, Actor, Payload};
use terms::{Id, Instant, Kind, Named, Ref, Site};
use wire::Hash;

pub(crate) fn site(name: &str) -> Site {
    name.parse().unwrap()
}

pub(crate) fn key(n: u8) -> SiteKey {
    SiteKey::new([n; 32])
}

/// A chain whose acts say `words`, recorded at 1000, 2000, …
pub(crate) fn chain(name: &str, words: &[&str]) -> Vec<Vec<u8>> {
    let site = site(name);
    let mut prev = wire::genesis(&site);
    let mut out = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let at = Ref { kind: Kind::Site, site: site.clone(), id: Id::new(1, i as u128) };
        let body = Ref { kind: Kind::Body, site: site.clone(), id: Id::new(1, 9) };
        let body = Named { at: body, name: "UBND xã Mẫu".into() };
        let act = Act {
            site: site.clone(),
            seq: i as u64 + 1,
            recorded_at: Instant(1000 * (i as i64 + 1)),
            effective_on: "2026-01-02".parse().unwrap(),
            subject: at,
            actor: Actor { login: "mau".into(), name: "Lê Thị Mẫu".into(), body },
            evidence: vec![],
            payload: Payload::Site(SiteAct::Withdrawn { reason: (*word).into() }),
        };
        let bytes = wire::to_bytes(&act, &prev);
        prev = wire::hash(&bytes);
        out.push(bytes);
    }
    out
}

pub(crate) fn hash_at(chain: &[Vec<u8>], name: &str, seq: u64) -> Hash {
    match seq {
        0 => wire::genesis(&site(name)),
        seq => wire::hash(&chain[seq as usize - 1]),
    }
}

/// A bundle of `xa` for `tinh` with acts `first..` of a chain of `xa`.
pub(crate) fn contents(acts: &[Vec<u8>], first: u64, number: u64) -> Contents {
    let n = acts.len() as u64;
    let hashes: Vec<(u64, Hash)> = (1..=n).map(|s| (s, hash_at(acts, "xa", s))).collect();
    let slice = Slice {
        site: site("xa"),
        first,
        prev: hash_at(acts, "xa", first - 1),
        acts: acts[first as usize - 1..].to_vec(),
    };
    Contents {
        number,
        from: site("xa"),
        to: site("tinh"),
        made_at: Instant(1_000_000 + number as i64),
        slices: vec![slice],
        files: vec![b"tep mau".to_vec()],
        heads: vec![HeadClaim {
            site: site("xa"),
            seq: n,
            hash: hash_at(acts, "xa", n),
            recorded_at: Instant(1000 * n as i64),
        }],
        traces: vec![bundle::trace(site("xa"), 1, &hashes)],
        receipt: Receipt { upto: 3, missing: vec![2] },
    }
}

pub(crate) fn opened(contents: Contents) -> Opened {
    let (bytes, _) = bundle::write(contents, &key(1), &[]).unwrap();
    bundle::open(&bytes, None, |_| true).unwrap()
}

/// What a site knows that holds a chain of `xa`.
pub(crate) fn known(acts: &[Vec<u8>]) -> Known {
    let n = acts.len() as u64;
    let mut known = Known::default();
    if n > 0 {
        known.heads.insert(site("xa"), (n, hash_at(acts, "xa", n)));
    }
    let hashes = (1..=n).map(|s| (s, hash_at(acts, "xa", s))).collect();
    known.hashes.insert(site("xa"), hashes);
    known
}

pub(crate) fn trusted(key: &SiteKey) -> impl Fn(&Manifest) -> bool + use<> {
    let key = key.public().key;
    move |m| m.key == key
}
