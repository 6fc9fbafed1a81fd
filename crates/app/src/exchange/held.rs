//! Bundles that came too early: kept as they came until what lacks has come, or until a person throws them away.

use super::Exchange;
use super::take::{Came, Preview, too_early};
use crate::error::Error;
use crate::evidence::Upload;
use crate::secret::sha256_hex;
use store::HeldBundle;
use terms::{Instant, Site};

/// How many bundles of a kind (too early; of another account) are kept at once.
pub const MOST_HELD: usize = 50;

/// How many bytes of bundles of a kind are kept at once: 512 MiB.
pub const MOST_HELD_BYTES: u64 = 512 << 20;

/// Why a bundle is kept: it came before another.
const EARLY: &str = "early";

/// Why a bundle is kept: it tells another account of a chain.
const FORK: &str = "fork";

/// A bundle that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// SHA-256 of the file: under which it is thrown away.
    pub sha256: String,
    /// Name of the file.
    pub file_name: String,
    /// From whom.
    pub peer: Site,
    /// Its number.
    pub number: u64,
    /// Since when it is kept.
    pub held_at: Instant,
    /// Its size in bytes.
    pub size: u64,
    /// What lacks, in words.
    pub detail: String,
}

impl Exchange<'_> {
    /// Bundles that wait for others, the oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting_bundles(&self) -> Result<Vec<Waiting>, Error> {
        let held = self.office.store.held().await?;
        let one = |h: HeldBundle| Waiting {
            sha256: h.sha256,
            file_name: h.file_name,
            peer: h.peer,
            number: h.number,
            held_at: h.held_at,
            size: h.size,
            detail: h.detail,
        };
        Ok(held.into_iter().filter(|h| h.why == EARLY).map(one).collect())
    }

    /// Throws away a bundle that waits. What tells another account of a chain is kept.
    ///
    /// # Errors
    /// `bundle.not-held`.
    pub async fn throw_away(&self, sha256: &str) -> Result<(), Error> {
        let waiting = self.waiting_bundles().await?;
        if !waiting.iter().any(|w| w.sha256 == sha256) {
            return Err(Error::refused("bundle.not-held"));
        }
        Ok(self.office.store.let_go(sha256).await?)
    }

    /// Keeps a bundle that came too early, or that tells another account; within the limits.
    pub(super) async fn keep_waiting(
        &self,
        file: &Upload,
        seen: &mut Preview,
        came: Came,
    ) -> Result<(), Error> {
        let Some(manifest) = seen.manifest.as_ref() else { return Ok(()) };
        let why = match &seen.refused {
            Some(_) if seen.claims.is_some() => FORK,
            Some(_) if too_early(seen) => EARLY,
            _ => return Ok(()),
        };
        let (sha256, size) = (sha256_hex(&file.bytes), file.bytes.len() as u64);
        let mut held = self.office.store.held().await?;
        held.retain(|h| h.why == why);
        let there = held.iter().any(|h| h.sha256 == sha256);
        let bytes: u64 = held.iter().map(|h| h.size).sum();
        if !there && (held.len() >= MOST_HELD || bytes + size > MOST_HELD_BYTES) {
            return Ok(());
        }
        let words = seen.refused.as_ref().map(Error::words);
        let note = HeldBundle {
            sha256,
            file_name: file.name.clone(),
            why: why.to_owned(),
            peer: manifest.from.clone(),
            number: manifest.number,
            came: came.code().to_owned(),
            detail: words.map(|w| w.why).unwrap_or_default(),
            held_at: self.office.now(),
            size,
        };
        self.office.store.hold(&note, file.bytes.clone()).await?;
        seen.held = why == EARLY;
        Ok(())
    }

    /// Takes in bundles that waited, as far as they can be taken in now; those come back.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn take_waiting(&self) -> Result<Vec<Preview>, Error> {
        let mut done = Vec::new();
        loop {
            let mut progress = false;
            for held in self.office.store.held().await? {
                let Some(seen) = self.try_held(&held).await? else { continue };
                progress |= seen.taken;
                if seen.taken {
                    done.push(seen);
                }
            }
            if !progress {
                return Ok(done);
            }
        }
    }

    /// Tries a bundle that is kept; it is let go when it is in.
    async fn try_held(&self, held: &HeldBundle) -> Result<Option<Preview>, Error> {
        let store = &self.office.store;
        let Some(bytes) = store.held_bytes(&held.sha256).await? else { return Ok(None) };
        let file = Upload { name: held.file_name.clone(), bytes };
        let came = Came::from_code(&held.came);
        // What still does not fit leaves no second note.
        let looked = self.handle(&file, None).await?;
        if looked.refused.is_some() {
            return Ok(None);
        }
        let seen = self.handle(&file, Some(came)).await?;
        if seen.refused.is_none() {
            store.let_go(&held.sha256).await?;
        }
        Ok(Some(seen))
    }
}
