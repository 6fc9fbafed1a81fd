//! A bundle made for another site: what it has not acknowledged yet, with the files that go with it.

use super::above::Above;
use super::sites::{grouped, unknown};
use super::{Exchange, STRIDE};
use crate::error::{Error, Problem};
use crate::office::Office;
use crate::secret::sha256_hex;
use bundle::{Contents, HeadClaim, Manifest, Receipt, Slice, Trace};
use record::payload::IntakeAct;
use record::{Act, Evidence, Payload};
use std::collections::{BTreeMap, BTreeSet};
use store::{BundleNote, Head};
use terms::{Instant, Site};

/// A bundle that was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// Name for the file.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it says of itself.
    pub manifest: Manifest,
    /// What both sides compare: from the SHA-256 of the file.
    pub fingerprint: String,
    /// Acts that the site may not hold: it gets their placeholders.
    pub withheld: u64,
}

impl Exchange<'_> {
    /// Makes the next bundle for a site: acts after those it has acknowledged, or all of them when it asks for a repeat or was cleared
    /// for another class since the last. Of acts that tell of something above its class it gets the placeholders.
    ///
    /// # Errors
    /// `site.unknown`, `site.key-missing`.
    pub async fn make(&self, to: &Site, again: bool) -> Result<Made, Error> {
        let office = self.office;
        let key = office.key()?;
        let trust = office.trust().await?;
        let peer = trust.site(to, office.today()).ok_or_else(|| unknown(to))?;
        let keys = peer.keys_on(office.today()).ok_or_else(|| unknown(to))?.clone();
        let below = peer.superior.as_ref() == Some(office.site());
        // The writer is held so that no other bundle takes the same number.
        let mut writer = office.store.begin_write().await?;
        let heads = office.store.heads().await?;
        let latest = heads.values().map(|h| h.recorded_at).max().unwrap_or(Instant(0));
        let made_at = office.now().max(latest);
        let received = office.store.bundles("received", Some(to)).await?;
        let sent = office.store.bundles("sent", Some(to)).await?;
        // What was withheld may go to a site that was cleared since: it gets everything once more.
        let cleared = peer.cleared.last().map(|c| c.by.recorded_at);
        let again = again || cleared > sent.iter().map(|n| n.made_at).max();
        let ack = if again { BTreeMap::new() } else { acknowledged(office, &received).await? };
        let goes_to = |site: &Site| {
            let up = trust.superior();
            site != to && (!below || site == office.site() || up.as_ref() == Some(site))
        };
        let chains = heads.iter().filter(|(s, h)| h.seq > 0 && goes_to(s));
        let above = office.above(peer.class(), !peer.cleared.is_empty()).await?;
        let mut slices = Vec::new();
        let mut goes = Goes { above: &above, files: BTreeSet::new(), withheld: 0 };
        for (site, head) in chains {
            let after = ack.get(site).copied().unwrap_or(0);
            slices.extend(office.slice(site, after, head, &mut goes).await?);
        }
        let contents = Contents {
            number: sent.iter().map(|n| n.number).max().unwrap_or(0) + 1,
            from: office.site().clone(),
            to: to.clone(),
            made_at,
            slices,
            files: office.files_for(goes.files.difference(&above.files)).await?,
            heads: heads.iter().filter(|(_, h)| h.seq > 0).map(claim).collect(),
            traces: office.traces(&heads, to).await?,
            receipt: receipt(&received),
        };
        let (bytes, manifest) =
            bundle::write(contents, key, &[keys.recipient]).map_err(super::fault::of_bundle)?;
        let digest = sha256_hex(&bytes);
        let note = note(&manifest, &digest, bytes.len(), office.now());
        writer.put_bundle(&BundleNote { withheld: goes.withheld, ..note }).await?;
        writer.commit().await?;
        let file_name = format!("{}_{}_{:04}.kvpt", manifest.from, manifest.to, manifest.number);
        let (fingerprint, withheld) = (grouped(&digest), goes.withheld);
        Ok(Made { file_name, bytes, fingerprint, manifest, withheld })
    }
}

pub(crate) fn claim((site, head): (&Site, &Head)) -> HeadClaim {
    let Head { seq, hash, recorded_at } = head.clone();
    HeadClaim { site: site.clone(), seq, hash, recorded_at }
}

fn note(manifest: &Manifest, digest: &str, size: usize, now: Instant) -> BundleNote {
    let said = manifest.to_bytes();
    BundleNote {
        way: "sent".to_owned(),
        peer: manifest.to.clone(),
        number: manifest.number,
        sha256: wire::hash(&said).to_string(),
        state: "in".to_owned(),
        made_at: manifest.made_at,
        noted_at: now,
        manifest: String::from_utf8_lossy(&said).into_owned(),
        detail: format!("{digest} {size}"),
        came: String::new(),
        withheld: 0,
    }
}

/// Numbers that came from a site, and those below the highest that did not.
pub(crate) fn receipt(received: &[BundleNote]) -> Receipt {
    let came: BTreeSet<u64> =
        received.iter().filter(|n| n.state == "in").map(|n| n.number).collect();
    let upto = came.last().copied().unwrap_or(0);
    Receipt { upto, missing: (1..upto).filter(|n| !came.contains(n)).take(1000).collect() }
}

/// Up to where a site holds each chain as we do: by its last bundle that was taken in.
async fn acknowledged(
    office: &Office,
    received: &[BundleNote],
) -> Result<BTreeMap<Site, u64>, Error> {
    let last = received.iter().filter(|n| n.state == "in").max_by_key(|n| n.number);
    let Some(manifest) = last.and_then(|n| Manifest::from_bytes(n.manifest.as_bytes()).ok()) else {
        return Ok(BTreeMap::new());
    };
    let aside = office.store.chains_aside().await?;
    let mut ack = BTreeMap::new();
    for claim in manifest.heads {
        let ours = office.store.hashes(&claim.site, claim.seq - 1, claim.seq, 1).await?;
        if ours.first().is_some_and(|(_, hash)| *hash == claim.hash) {
            ack.insert(claim.site, claim.seq);
        } else if let Some((first, _)) = aside.get(&claim.site) {
            // It holds an account that does not stand here: up to where it parts both hold the same.
            ack.insert(claim.site, claim.seq.min(first - 1));
        }
    }
    Ok(ack)
}

/// What goes to a site, as it is gathered.
struct Goes<'a> {
    above: &'a Above,
    /// Files that acts speak of.
    files: BTreeSet<String>,
    withheld: u64,
}

impl Goes<'_> {
    /// An act as it goes: itself, or its placeholder when it tells of something above the class.
    fn act(&mut self, bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
        let broken = |e: wire::WireError| Error::Broken(e.to_string());
        let act = wire::from_bytes(&bytes).map_err(broken)?.0;
        if wire::is_withheld(&bytes) || !self.above.tells(&act) {
            self.files.extend(files_of(&act));
            return Ok(bytes);
        }
        self.withheld += 1;
        wire::withheld(&bytes).map_err(broken)
    }
}

/// The files that an act speaks of.
fn files_of(act: &Act) -> impl Iterator<Item = String> {
    let received = match &act.payload {
        Payload::Intake(IntakeAct::Received { sha256, .. }) => Some(sha256),
        _ => None,
    };
    let proof = act.evidence.iter().filter_map(|e| match e {
        Evidence::File { sha256, .. } | Evidence::Span { sha256, .. } => Some(sha256),
        _ => None,
    });
    received.into_iter().chain(proof).cloned()
}

impl Office {
    async fn slice(
        &self,
        site: &Site,
        after: u64,
        head: &Head,
        goes: &mut Goes<'_>,
    ) -> Result<Option<Slice>, Error> {
        let before = self.store.hashes(site, after.saturating_sub(1), after, 1).await?;
        let prev = before.first().map_or(wire::genesis(site), |(_, hash)| *hash);
        let mut acts = Vec::new();
        while after + (acts.len() as u64) < head.seq {
            let left = head.seq - after - acts.len() as u64;
            let stride = u32::try_from(left).unwrap_or(STRIDE).min(STRIDE);
            let more = self.store.export_chain(site, after + acts.len() as u64, stride).await?;
            if more.is_empty() {
                break;
            }
            for bytes in more {
                acts.push(goes.act(bytes)?);
            }
        }
        let slice = Slice { site: site.clone(), first: after + 1, prev, acts };
        Ok((!slice.acts.is_empty()).then_some(slice))
    }

    async fn files_for(&self, files: impl Iterator<Item = &String>) -> Result<Vec<Vec<u8>>, Error> {
        let mut out = Vec::new();
        for sha256 in files {
            out.extend(self.store.blob(sha256).await?);
        }
        Ok(out)
    }

    async fn traces(&self, heads: &BTreeMap<Site, Head>, to: &Site) -> Result<Vec<Trace>, Error> {
        let mut out = Vec::new();
        for site in [self.site(), to] {
            let seq = heads.get(site).map_or(0, |h| h.seq);
            if seq > 0 {
                let step = bundle::step_for(seq);
                let hashes = self.store.hashes(site, 0, seq, step).await?;
                out.push(bundle::trace(site.clone(), step, &hashes));
            }
        }
        Ok(out)
    }

    pub(crate) fn key(&self) -> Result<&bundle::SiteKey, Error> {
        let missing = || {
            let detail = "chưa nạp khóa".to_owned();
            Error::Refused(Problem::new("site.key-missing", [("detail", detail)]))
        };
        self.key.as_deref().ok_or_else(missing)
    }
}
