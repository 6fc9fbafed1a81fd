//! What a bundle costs over plain zstd and age on the same bytes, in one run: making it and opening it, as ratios.
//!
//! `cargo run --release -p bundle --example bundle_speed [acts]`

use bundle::{Contents, HeadClaim, Receipt, SiteKey, Slice};
use record::payload::SiteAct;
use record::{Act, Actor, Payload};
use std::error::Error;
use std::io::{Read, Write};
use std::time::{Duration, Instant};
use terms::{Id, Kind, Named, Ref, Site};

/// How often each is done; the fastest counts.
const TIMES: usize = 5;

#[allow(clippy::print_stdout)]
fn main() -> Result<(), Box<dyn Error>> {
    let n: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let site: Site = "xa".parse()?;
    let acts = chain(&site, n)?;
    let key = SiteKey::new([7; 32]);
    let to = key.public().recipient;
    let contents = Contents {
        number: 1,
        from: site.clone(),
        to: "tinh".parse()?,
        made_at: terms::Instant(1),
        slices: vec![Slice {
            site: site.clone(),
            first: 1,
            prev: wire::genesis(&site),
            acts: acts.clone(),
        }],
        files: vec![],
        heads: vec![HeadClaim {
            site,
            seq: n,
            hash: wire::hash(acts.last().ok_or("no acts")?),
            recorded_at: terms::Instant(1),
        }],
        traces: vec![],
        receipt: Receipt::default(),
    };
    let plain = acts.concat();
    let recipient: age::x25519::Recipient = to.parse()?;
    let identity: age::x25519::Identity =
        key.to_text().lines().nth(2).ok_or("no identity")?.parse()?;

    let (sealed, plain_made) = fastest(|| seal(&plain, &recipient))?;
    let (made, bundle_made) =
        fastest(|| Ok(bundle::write(contents.clone(), &key, std::slice::from_ref(&to))?.0))?;
    let (_, plain_opened) = fastest(|| unseal(&sealed, &identity))?;
    let (_, bundle_opened) = fastest(|| Ok(bundle::open(&made, Some(&key), |_| true)?))?;
    println!(
        "{n} acts, {} bytes; bundle {} bytes, plain {} bytes",
        plain.len(),
        made.len(),
        sealed.len()
    );
    row("make", bundle_made, plain_made);
    row("open", bundle_opened, plain_opened);
    Ok(())
}

#[allow(clippy::print_stdout)]
fn row(what: &str, ours: Duration, plain: Duration) {
    let ratio = ours.as_secs_f64() / plain.as_secs_f64();
    println!("{what}: bundle {ours:?}, zstd + age {plain:?}, ratio {ratio:.2}");
}

fn fastest<T>(
    mut work: impl FnMut() -> Result<T, Box<dyn Error>>,
) -> Result<(T, Duration), Box<dyn Error>> {
    let mut best: Option<(T, Duration)> = None;
    for _ in 0..TIMES {
        let at = Instant::now();
        let done = work()?;
        let took = at.elapsed();
        if best.as_ref().is_none_or(|(_, b)| took < *b) {
            best = Some((done, took));
        }
    }
    best.ok_or_else(|| "never done".into())
}

fn seal(plain: &[u8], to: &age::x25519::Recipient) -> Result<Vec<u8>, Box<dyn Error>> {
    let packed = zstd::bulk::compress(plain, 3)?;
    let encryptor = age::Encryptor::with_recipients(std::iter::once(to as &dyn age::Recipient))?;
    let mut out = Vec::new();
    let mut writer = encryptor.wrap_output(&mut out)?;
    writer.write_all(&packed)?;
    writer.finish()?;
    Ok(out)
}

fn unseal(sealed: &[u8], by: &age::x25519::Identity) -> Result<Vec<u8>, Box<dyn Error>> {
    let decryptor = age::Decryptor::new(sealed)?;
    let mut packed = Vec::new();
    decryptor.decrypt(std::iter::once(by as &dyn age::Identity))?.read_to_end(&mut packed)?;
    Ok(zstd::stream::decode_all(packed.as_slice())?)
}

fn chain(site: &Site, n: u64) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let mut prev = wire::genesis(site);
    let mut out = Vec::new();
    for seq in 1..=n {
        let at = |kind, id| Ref { kind, site: site.clone(), id: Id::new(seq, id) };
        let body = Named { at: at(Kind::Body, 9), name: "UBND xã Mẫu".into() };
        let act = Act {
            site: site.clone(),
            seq,
            recorded_at: terms::Instant(seq as i64),
            effective_on: "2026-01-02".parse()?,
            subject: at(Kind::Site, u128::from(seq)),
            actor: Actor { login: "mau".into(), name: "Lê Thị Mẫu".into(), body },
            evidence: vec![],
            payload: Payload::Site(SiteAct::Withdrawn { reason: format!("lý do số {seq}") }),
        };
        let bytes = wire::to_bytes(&act, &prev);
        prev = wire::hash(&bytes);
        out.push(bytes);
    }
    Ok(out)
}
