//! What stands between this site and others: who is admitted, what was sent and arrived, what came and what did not.

use super::Exchange;
use super::make::receipt;
use super::sites::{Card, fingerprint, grouped};
use crate::error::Error;
use bundle::{Manifest, PublicKeys, Receipt};
use store::BundleNote;
use terms::{Instant, Site};

/// Another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// The site.
    pub site: Site,
    /// What it is called.
    pub name: String,
    /// The bodies that it may speak for.
    pub bodies: Vec<String>,
    /// Fingerprint of its keys.
    pub fingerprint: String,
    /// From when it is admitted.
    pub from: String,
    /// Whether it was admitted here, not introduced by another site.
    pub here: bool,
    /// How far its chain is known here.
    pub head: u64,
    /// Numbers of its bundles that did not come.
    pub missing: Vec<u64>,
    /// Acts of its chain that were withheld from this site.
    pub withheld: u64,
    /// Where it is reached over a network, when that is kept.
    pub address: Option<String>,
}

/// A bundle that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// To whom.
    pub peer: Site,
    /// Its number.
    pub number: u64,
    /// When.
    pub made_at: Instant,
    /// Acts in it.
    pub acts: u64,
    /// Files in it.
    pub files: usize,
    /// Fingerprint of the file.
    pub fingerprint: String,
    /// Whether the other site says that it arrived: yes, no, not said yet.
    pub arrived: Option<bool>,
    /// Acts in it that the other site may not hold, as placeholders; none is noted for bundles of older programs.
    pub withheld: u64,
}

/// A bundle that was received, or refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// From whom.
    pub peer: Site,
    /// Its number.
    pub number: u64,
    /// When it was made.
    pub made_at: Instant,
    /// When it came.
    pub noted_at: Instant,
    /// Acts in it.
    pub acts: u64,
    /// Code of the refusal, when it was refused.
    pub refused: Option<String>,
    /// Why.
    pub detail: String,
    /// `carried`, `pulled`, or empty where it was not noted.
    pub came: String,
    /// Acts in it that were withheld from this site.
    pub withheld: u64,
}

/// Everything on one page.
#[derive(Debug, Clone)]
pub struct Overview {
    /// This site's card, when it has keys.
    pub card: Option<Card>,
    /// Whether the secret keys are loaded.
    pub ready: bool,
    /// Other sites.
    pub peers: Vec<Peer>,
    /// Sent, the last first.
    pub sent: Vec<Sent>,
    /// Received and refused, the last first.
    pub received: Vec<Received>,
}

fn manifest(note: &BundleNote) -> Option<Manifest> {
    Manifest::from_bytes(note.manifest.as_bytes()).ok()
}

fn acts(manifest: Option<&Manifest>) -> u64 {
    manifest.map_or(0, |m| m.ranges.iter().map(|r| r.last - r.first + 1).sum())
}

/// What a site said last about our bundles.
fn said_by(peer: &Site, received: &[BundleNote]) -> Receipt {
    let of = received.iter().filter(|n| n.peer == *peer && n.state == "in");
    of.max_by_key(|n| n.number).and_then(manifest).map(|m| m.receipt).unwrap_or_default()
}

impl Exchange<'_> {
    /// What stands between this site and others.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn overview(&self) -> Result<Overview, Error> {
        let office = self.office;
        let trust = office.trust().await?;
        let heads = office.store.heads().await?;
        let sent = office.store.bundles("sent", None).await?;
        let received = office.store.bundles("received", None).await?;
        let (withheld, addresses) = (office.acts_withheld().await?, self.addresses().await?);
        let peers = trust.all(office.today()).into_iter().map(|s| {
            let keys = s
                .keys
                .last()
                .map(|k| PublicKeys { key: k.key.clone(), recipient: k.recipient.clone() });
            let of: Vec<BundleNote> =
                received.iter().filter(|n| n.peer == s.site).cloned().collect();
            Peer {
                site: s.site.clone(),
                name: s.name.clone(),
                bodies: s.bodies.iter().map(|b| b.name.clone()).collect(),
                fingerprint: keys.as_ref().map(fingerprint).unwrap_or_default(),
                from: s.from.vn(),
                here: s.at.site == *office.site(),
                head: heads.get(&s.site).map_or(0, |h| h.seq),
                missing: receipt(&of).missing,
                withheld: withheld.get(&s.site).copied().unwrap_or(0),
                address: addresses.get(&s.site).cloned(),
            }
        });
        Ok(Overview {
            card: self.card().await.ok(),
            ready: office.key.is_some(),
            peers: peers.collect(),
            sent: sent.iter().map(|n| sent_row(n, &said_by(&n.peer, &received))).collect(),
            received: received.iter().map(received_row).collect(),
        })
    }
}

fn sent_row(note: &BundleNote, said: &Receipt) -> Sent {
    let m = manifest(note);
    let arrived = match note.number {
        n if said.missing.contains(&n) => Some(false),
        n if n <= said.upto => Some(true),
        _ => None,
    };
    Sent {
        peer: note.peer.clone(),
        number: note.number,
        made_at: note.made_at,
        acts: acts(m.as_ref()),
        files: m.as_ref().map_or(0, |m| m.files.len()),
        fingerprint: grouped(&note.detail),
        arrived,
        withheld: note.withheld,
    }
}

fn received_row(note: &BundleNote) -> Received {
    Received {
        peer: note.peer.clone(),
        number: note.number,
        made_at: note.made_at,
        noted_at: note.noted_at,
        acts: acts(manifest(note).as_ref()),
        refused: (note.state != "in").then(|| note.state.clone()),
        detail: match (note.state.as_str(), note.detail.as_str()) {
            (super::settle::SET_ASIDE, "") => {
                "Đã nhập, sau đó để riêng theo quyết định.".to_owned()
            }
            _ => note.detail.clone(),
        },
        came: note.came.clone(),
        withheld: note.withheld,
    }
}
