//! Chains that travel as files: this site's acts given out, another site's taken in as they came.
//!
//! A file holds one act a line, in its canonical bytes (`crates/wire/FORMAT.md`), in the order of the chain.

use crate::error::{Error, Problem};
use crate::office::Office;
use terms::Site;

/// Acts asked of the store at a time.
const STRIDE: u32 = 2000;

/// What taking a chain in did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Whose chain it is.
    pub site: Site,
    /// Acts that were not known here before.
    pub new: u64,
    /// Acts that were known already, and are the same.
    pub known: u64,
    /// The number of the chain's last act now.
    pub head: u64,
}

impl Office {
    /// This site's acts after a place, as a file, and how many.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn give_chain(&self, after: u64) -> Result<(Vec<u8>, u64), Error> {
        let (mut file, mut n) = (Vec::new(), 0);
        loop {
            let acts = self.store.export_chain(self.site(), after + n, STRIDE).await?;
            if acts.is_empty() {
                return Ok((file, n));
            }
            n += acts.len() as u64;
            for act in acts {
                file.extend(act);
                file.push(b'\n');
            }
        }
    }

    /// Takes another site's chain in: all of the file or nothing of it.
    ///
    /// # Errors
    /// `chain.empty`, `chain.damaged`, `chain.gap`, `chain.fork`, `chain.own`, `chain.foreign-account`, `chain.future`.
    pub async fn take_chain(&self, file: &[u8]) -> Result<Received, Error> {
        let lines = file.split(|b| *b == b'\n').filter(|l| !l.is_empty());
        let acts: Vec<Vec<u8>> = lines.map(<[u8]>::to_vec).collect();
        let first = acts.first().ok_or_else(|| Error::refused("chain.empty"))?;
        let unreadable = |e: wire::WireError| {
            Error::Refused(Problem::new("chain.damaged", [("detail", e.to_string())]))
        };
        let (first, _) = wire::from_bytes(first).map_err(unreadable)?;
        let site = first.site;
        let done = self.store.import_chain(&site, acts, self.now()).await.map_err(refusal)?;
        Ok(Received { site, new: done.new, known: done.known, head: done.head })
    }
}

/// What a person can act on; anything else is a fault of the store.
fn refusal(e: store::Error) -> Error {
    use store::Error::{Chain, ForeignAccount, Fork, FutureClock, Gap, OwnChain};
    let refused = |code, facts: [(&str, String); 2]| Error::Refused(Problem::new(code, facts));
    match e {
        Chain { site, fault } => {
            refused("chain.damaged", [("site", site.to_string()), ("detail", fault.to_string())])
        }
        Gap { known, given, .. } => {
            refused("chain.gap", [("known", known.to_string()), ("given", given.to_string())])
        }
        Fork { site, seq } => {
            refused("chain.fork", [("site", site.to_string()), ("seq", seq.to_string())])
        }
        OwnChain { site } => {
            refused("chain.own", [("site", site.to_string()), ("seq", String::new())])
        }
        ForeignAccount { site, seq, .. } => {
            refused("chain.foreign-account", [("site", site.to_string()), ("seq", seq.to_string())])
        }
        FutureClock { site, seq } => {
            refused("chain.future", [("site", site.to_string()), ("seq", seq.to_string())])
        }
        other => Error::from(other),
    }
}
