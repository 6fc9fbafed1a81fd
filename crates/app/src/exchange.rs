//! Exchange between sites: bundles made and taken in, sites admitted; and bare chains as files.
//!
//! A bundle is signed and encrypted (`docs/exchange.md`). A bare chain holds one act a line, in its canonical bytes
//! (`crates/wire/FORMAT.md`), in the order of the chain.

mod above;
mod asked;
pub(crate) mod fault;
mod forks;
mod held;
mod link;
mod lists;
mod make;
mod overview;
mod pulling;
mod second;
mod settle;
mod sites;
mod take;
mod trust;

pub use asked::{AskedSeen, Done};
pub use bundle::Plan;
pub(crate) use forks::branch;
pub use forks::{Account, ActSeen, Brought, ClaimSeen, Decided, Fork};
pub use held::{MOST_HELD, MOST_HELD_BYTES, Waiting};
pub use link::{HandshakeKey, Holds};
pub use lists::{ListAsk, came_vn, peers_xlsx, received_xlsx, sent_xlsx};
pub use make::Made;
pub use overview::{Overview, Peer, Received as ReceivedBundle, Sent};
pub(crate) use pulling::LastPull;
pub use pulling::{Progress, PullRun, Pulling, Pulls};
pub use second::WaitingSite;
pub use settle::Choice;
pub use sites::{Card, fingerprint, new_key};
pub(crate) use take::LookedAt;
pub use take::{Came, Preview, chains};

use crate::error::{Error, Problem};
use crate::office::Office;
use crate::permit::Viewer;
use record::Actor;
use terms::{Role, Site};

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

/// Exchange as an administrator may use it, or whoever runs commands at the machine. Without it there is nothing to call.
pub struct Exchange<'a> {
    office: &'a Office,
    viewer: Option<&'a Viewer>,
}

impl Exchange<'_> {
    /// Who acts.
    fn actor(&self) -> Result<Actor, Error> {
        match self.viewer {
            Some(viewer) => viewer.acting_at_home(Role::Administrator),
            None => Err(Error::refused("login.needed")),
        }
    }
}

impl Office {
    /// Exchange for an administrator.
    ///
    /// # Errors
    /// `permit.missing`.
    pub fn exchange<'a>(&'a self, viewer: &'a Viewer) -> Result<Exchange<'a>, Error> {
        viewer.acting_at_home(Role::Administrator)?;
        Ok(Exchange { office: self, viewer: Some(viewer) })
    }

    /// Exchange for whoever runs commands at the machine; writes no act.
    pub fn exchange_at_the_machine(&self) -> Exchange<'_> {
        Exchange { office: self, viewer: None }
    }

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
