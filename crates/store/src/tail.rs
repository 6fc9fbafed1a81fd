//! The newest acts looked at again after a program was cut off: their links, and the tables made from what they are about.

use crate::chain::{Fault, Wrong};
use crate::error::Error;
use crate::store::Store;
use std::collections::BTreeSet;
use terms::Ref;
use wire::Chain;

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tail {
    /// Acts.
    pub acts: u64,
    /// Objects whose rows were written anew.
    pub objects: u64,
}

impl Store {
    /// Walks the last acts of every chain and writes the rows of what they are about anew.
    ///
    /// # Errors
    /// When the database fails. The inner error is the first fault of those acts.
    pub async fn recheck_tail(&self, n: u32) -> Result<Result<Tail, Fault>, Error> {
        let mut subjects: BTreeSet<Ref> = BTreeSet::new();
        let mut acts = 0;
        for (site, head) in self.heads().await? {
            let after = head.seq.saturating_sub(n.into());
            let bytes = self.export_chain(&site, after, n).await?;
            let first = bytes.first().map(|b| wire::from_bytes(b));
            let Some(Ok((first, prev))) = first else { continue };
            let mut chain = Chain::after(site.clone(), after, prev, first.recorded_at);
            for bytes in &bytes {
                match chain.follow(bytes) {
                    Ok(act) => subjects.insert(act.subject),
                    Err(fault) => {
                        let (seq, what) = (fault.seq(), Wrong::Chain(fault));
                        return Ok(Err(Fault { site, seq, what }));
                    }
                };
                acts += 1;
            }
            if (chain.seq(), chain.head()) != (head.seq, head.hash) {
                return Ok(Err(Fault { site, seq: head.seq, what: Wrong::EndHash }));
            }
        }
        let objects = subjects.len() as u64;
        let mut writer = self.begin_write().await?;
        writer.halfway(true);
        writer.project(subjects).await?;
        writer.halfway(false);
        writer.commit().await?;
        Ok(Ok(Tail { acts, objects }))
    }
}
