//! A decision between two accounts of a chain: who stands stays or comes into the ledger, the other is set aside and kept.

use super::asked::Done;
use super::forks::Weighed;
use super::{Exchange, refusal};
use crate::error::{Error, Problem};
use crate::office::{Office, held};
use bundle::Manifest;
use record::decide;
use record::object::KnownSite;
use record::payload::{ForkChoice, SiteAct};
use std::collections::BTreeMap;
use store::{BundleNote, Writer};
use terms::{Ref, Role, Site};
use wire::Hash;

/// State of a bundle that was taken in and whose account of its sender's chain was set aside since.
pub(super) const SET_ASIDE: &str = "bundle.set-aside";

/// What a person decides, with the ends of both accounts as that person saw them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Whether what is held here stands; else the other account.
    pub ours: bool,
    /// Hash of the last act held here, 64 digits.
    pub here: String,
    /// Hash of the last act of the other account.
    pub other: String,
    /// Why.
    pub reason: String,
}

impl Exchange<'_> {
    /// Decides between two accounts of a chain, or asks for it where a second administrator confirms.
    ///
    /// # Errors
    /// `fork.none`, `fork.own`, `fork.changed`, `fork.waits`, `fork.no-entry`, `act.reason-missing`; those of the acts of the other
    /// account when it is to stand.
    pub async fn settle(&self, chain: &Site, choice: Choice) -> Result<Done, Error> {
        let office = self.office;
        let w = self.to_be_settled(chain).await?;
        if choice.here != w.here.1.to_string() || choice.other != w.other.1.to_string() {
            return Err(Error::refused("fork.changed"));
        }
        let waits = self.asked().await?.into_iter().any(|a| a.chain.as_ref() == Some(chain));
        if waits {
            return Err(Error::refused("fork.waits"));
        }
        let at = office.own_site().await?.ok_or_else(|| Error::refused("fork.no-entry"))?.at;
        let said = said(chain, &w, &choice);
        if office.asks_a_second(Role::Administrator).await? {
            let entry = office.entry(&at, self.actor()?, None, Vec::new());
            let says = SiteAct::ForkAsked(said);
            let decide =
                |now: &KnownSite| decide::site(Some(now), entry, says).map_err(Error::from);
            office.change(&at, decide).await?;
            return Ok(Done::Waits);
        }
        self.carry_out(&at, SiteAct::ForkSettled(said.clone()), &said, w).await?;
        Ok(Done::Now)
    }

    /// Carries out a decision that a second administrator confirms.
    pub(super) async fn settle_asked(
        &self,
        at: &Ref,
        says: SiteAct,
        choice: &ForkChoice,
    ) -> Result<(), Error> {
        let w = self.to_be_settled(&choice.chain).await?;
        let (here, other) = (w.here.1.to_string(), w.other.1.to_string());
        let (stands, aside) = if choice.ours { (here, other) } else { (other, here) };
        if choice.stands != stands || choice.aside != aside || choice.after != w.after {
            return Err(Error::refused("fork.changed"));
        }
        self.carry_out(at, says, choice, w).await
    }

    async fn to_be_settled(&self, chain: &Site) -> Result<Weighed, Error> {
        if chain == self.office.site() {
            return Err(Error::refused("fork.own"));
        }
        let weighed = self.office.weigh_fork(chain).await?;
        weighed.ok_or_else(|| Error::refused("fork.none"))
    }

    /// One transaction: the act, and what it does to the ledger here.
    async fn carry_out(
        &self,
        at: &Ref,
        says: SiteAct,
        choice: &ForkChoice,
        w: Weighed,
    ) -> Result<(), Error> {
        let office = self.office;
        let entry = office.entry(at, self.actor()?, None, Vec::new());
        if !choice.ours {
            office.judge_branch(&w).await?;
        }
        let mut writer = office.store.begin_write().await?;
        let heads = office.store.heads().await?;
        if heads.get(&choice.chain).map_or(w.here.0 != 0, |h| (h.seq, h.hash) != w.here) {
            return Err(Error::refused("fork.changed"));
        }
        let now: KnownSite = held(&mut writer, at).await?;
        let drafts = decide::site(Some(&now), entry, says)?;
        writer.append(drafts, office.now()).await?;
        if !choice.ours {
            office.put_in_place(&mut writer, &choice.chain, w).await?;
        }
        writer.commit().await?;
        self.take_waiting().await?;
        Ok(())
    }
}

impl Office {
    /// Whether the acts of the other account, as far as they are here, may stand: as for a bundle.
    async fn judge_branch(&self, w: &Weighed) -> Result<(), Error> {
        let mut trust = self.trust().await?;
        w.branch.acts.iter().try_for_each(|(act, _)| trust.admit(act))
    }

    /// Sets the account held here aside from the parting on and puts the other in its place, as far as it came.
    async fn put_in_place(
        &self,
        writer: &mut Writer,
        chain: &Site,
        w: Weighed,
    ) -> Result<(), Error> {
        let now = self.now();
        writer.set_aside(chain, w.after, now).await.map_err(refusal)?;
        let mut stands: BTreeMap<u64, Hash> = BTreeMap::new();
        if w.branch.whole {
            let hashed = w.branch.acts.iter().map(|(act, bytes)| (act.seq, wire::act_hash(bytes)));
            stands.extend(hashed);
            let acts = w.branch.acts.into_iter().map(|(_, bytes)| bytes).collect();
            writer.import_chain(chain, acts, now).await.map_err(refusal)?;
        }
        for note in self.store.bundles("received", Some(chain)).await? {
            let Some(state) = state_of(&note, chain, w.after, &stands) else { continue };
            if state != note.state {
                writer.put_bundle(&BundleNote { state: state.to_owned(), ..note }).await?;
            }
        }
        Ok(())
    }
}

/// What becomes of a bundle of the chain's own site that was taken in: it counts as long as what it says of its own end stands.
fn state_of(
    note: &BundleNote,
    chain: &Site,
    after: u64,
    stands: &BTreeMap<u64, Hash>,
) -> Option<&'static str> {
    if note.state != "in" && (note.state != SET_ASIDE || !note.detail.is_empty()) {
        return None;
    }
    let m = Manifest::from_bytes(note.manifest.as_bytes()).ok()?;
    let end = m.heads.iter().find(|h| h.site == *chain)?;
    let fits = end.seq <= after || stands.get(&end.seq) == Some(&end.hash);
    Some(if fits { "in" } else { SET_ASIDE })
}

fn said(chain: &Site, w: &Weighed, choice: &Choice) -> ForkChoice {
    let (stands, aside) = if choice.ours { (w.here, w.other) } else { (w.other, w.here) };
    ForkChoice {
        chain: chain.clone(),
        after: w.after,
        ours: choice.ours,
        stands_seq: stands.0,
        stands: stands.1.to_string(),
        aside_seq: aside.0,
        aside: aside.1.to_string(),
        reason: choice.reason.trim().to_owned(),
    }
}

/// That nothing waits under a name.
pub(super) fn not_asked() -> Error {
    Error::Refused(Problem::new("site.not-asked", []))
}
