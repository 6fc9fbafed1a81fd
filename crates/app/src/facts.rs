//! The facts that figures and lists are computed from, kept between requests and brought up to date by the acts since.
//!
//! The ledger alone counts: what is kept here carries the ends of the chains it was folded from and is never older.

use crate::error::Error;
use crate::office::Office;
use record::figures::Facts;
use record::object::KnownSite;
use record::{Object, object};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::Head;
use terms::{AccessClass, Instant, Kind, Ref, Site};
use tokio::sync::Mutex;

/// The kinds of object that are facts.
const KINDS: [Kind; 9] = [
    Kind::Unit,
    Kind::Body,
    Kind::Form,
    Kind::Submission,
    Kind::Task,
    Kind::Activity,
    Kind::Document,
    Kind::Finding,
    Kind::Person,
];

/// More new acts than this and everything is folded anew.
const MANY: u32 = 300;

/// The facts as last folded.
#[derive(Default)]
pub(crate) struct Kept {
    whole: Mutex<Option<Folded>>,
    /// For each class below which something is kept back: what it was made from, and what is left.
    pub(crate) below: Mutex<BTreeMap<AccessClass, Below>>,
}

/// Facts as folded, and what is left of them below a class.
type Below = (Arc<Facts>, Arc<Facts>);

#[derive(Clone)]
struct Folded {
    heads: BTreeMap<Site, Head>,
    facts: Arc<Facts>,
    sites: Arc<Sites>,
}

/// Every entry of a site, by its reference.
pub(crate) type Sites = BTreeMap<Ref, KnownSite>;

impl Office {
    /// The facts as the ledger stands.
    pub(crate) async fn facts(&self) -> Result<Arc<Facts>, Error> {
        Ok(self.folded().await?.facts)
    }

    /// The facts and the known sites as the ledger stands.
    pub(crate) async fn facts_and_sites(&self) -> Result<(Arc<Facts>, Arc<Sites>), Error> {
        let Folded { facts, sites, .. } = self.folded().await?;
        Ok((facts, sites))
    }

    async fn folded(&self) -> Result<Folded, Error> {
        let mut kept = self.kept.whole.lock().await;
        let heads = self.store.heads().await?;
        let folded = match kept.take() {
            Some(old) if old.heads == heads => old,
            Some(old) if self.went_on(&old.heads).await? => {
                match self.touched_since(seq_in(&old.heads), &heads, MANY).await? {
                    Some(touched) => self.renewed(old, heads, touched).await?,
                    None => self.folded_anew(heads).await?,
                }
            }
            Some(_) => self.folded_anew(heads).await?,
            None => self.folded_anew(heads).await?,
        };
        *kept = Some(folded.clone());
        Ok(folded)
    }

    /// Whether each chain still has the act at which it ended; where an account of it was set aside, it has not.
    async fn went_on(&self, old: &BTreeMap<Site, Head>) -> Result<bool, Error> {
        for chain in self.store.chains_aside().await?.keys() {
            let Some(head) = old.get(chain).filter(|h| h.seq > 0) else { continue };
            let now = self.store.hashes(chain, head.seq - 1, head.seq, 1).await?;
            if now.first().is_none_or(|(_, hash)| *hash != head.hash) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn folded_anew(&self, heads: BTreeMap<Site, Head>) -> Result<Folded, Error> {
        let facts = Arc::new(self.facts_before(Instant(i64::MAX)).await?);
        let sites: Vec<KnownSite> = self.all(Kind::Site).await?;
        let sites = Arc::new(sites.into_iter().map(|s| (s.at.clone(), s)).collect());
        Ok(Folded { heads, facts, sites })
    }

    /// The facts as the ledger stood before an instant.
    pub(crate) async fn facts_before(&self, before: Instant) -> Result<Facts, Error> {
        self.some_facts_before(&KINDS, before).await
    }

    /// The facts of some kinds as the ledger stood before an instant.
    pub(crate) async fn some_facts_before(
        &self,
        kinds: &[Kind],
        before: Instant,
    ) -> Result<Facts, Error> {
        let mut all = Vec::new();
        for kind in kinds {
            all.extend(self.store.load_all_as_of(*kind, before).await?);
        }
        all.sort_by(|a, b| a.at().cmp(b.at()));
        Ok(Facts::of(all))
    }

    /// The objects that acts after some place in each chain are about; `None` when a chain is shorter than that or more than
    /// `most` were added to it.
    pub(crate) async fn touched_since(
        &self,
        old: impl Fn(&Site) -> u64,
        new: &BTreeMap<Site, Head>,
        most: u32,
    ) -> Result<Option<BTreeSet<Ref>>, Error> {
        let mut touched = BTreeSet::new();
        for (site, head) in new {
            let after = old(site);
            if head.seq < after || head.seq - after > u64::from(most) {
                return Ok(None);
            }
            if head.seq > after {
                let acts = self.store.acts(site, after, most).await?;
                touched.extend(acts.into_iter().map(|e| e.act.subject));
            }
        }
        Ok(Some(touched))
    }

    async fn renewed(
        &self,
        old: Folded,
        heads: BTreeMap<Site, Head>,
        touched: BTreeSet<Ref>,
    ) -> Result<Folded, Error> {
        let Folded { mut facts, mut sites, .. } = old;
        for at in touched {
            match self.store.load(&at).await? {
                Some(Object::Site(site)) => {
                    Arc::make_mut(&mut sites).insert(at, site);
                }
                Some(object) if KINDS.contains(&at.kind) => {
                    put(Arc::make_mut(&mut facts), object);
                }
                _ => {}
            }
        }
        Ok(Folded { heads, facts, sites })
    }
}

/// Where each chain ended.
fn seq_in(heads: &BTreeMap<Site, Head>) -> impl Fn(&Site) -> u64 + '_ {
    |site| heads.get(site).map_or(0, |h| h.seq)
}

/// Puts an object in its place among those of its kind.
fn put(facts: &mut Facts, object: Object) {
    macro_rules! place {
        ($list:ident, $new:expr) => {{
            let new = $new;
            let list = &mut facts.$list;
            match list.binary_search_by(|o| o.at.cmp(&new.at)) {
                Ok(i) => list[i] = new,
                Err(i) => list.insert(i, new),
            }
        }};
    }
    match object {
        Object::Unit(o) => place!(units, o),
        Object::Body(o) => place!(bodies, o),
        Object::Form(o) => place!(forms, o),
        Object::Submission(o) => place!(submissions, o),
        Object::Task(o) => place!(tasks, o),
        Object::Activity(o) => place!(activities, o),
        Object::Document(o) => place!(documents, o),
        Object::Finding(o) => place!(findings, o),
        Object::Person(o) => place!(people, o),
        Object::Intake(_) | Object::Review(_) | Object::Account(_) | Object::Site(_) => {}
    }
}

/// An object among facts sorted by reference.
pub(crate) trait Find {
    /// A body.
    fn body(&self, at: &Ref) -> Option<&object::Body>;
    /// A unit.
    fn unit(&self, at: &Ref) -> Option<&object::Unit>;
    /// A document.
    fn document(&self, at: &Ref) -> Option<&object::Document>;
    /// A form.
    fn form(&self, at: &Ref) -> Option<&object::Form>;
    /// A submission.
    fn submission(&self, at: &Ref) -> Option<&object::Submission>;
    /// A task.
    fn task(&self, at: &Ref) -> Option<&object::Task>;
}

macro_rules! found {
    ($list:expr, $at:expr) => {
        $list.binary_search_by(|o| o.at.cmp($at)).ok().and_then(|i| $list.get(i))
    };
}

impl Find for Facts {
    fn body(&self, at: &Ref) -> Option<&object::Body> {
        found!(self.bodies, at)
    }
    fn unit(&self, at: &Ref) -> Option<&object::Unit> {
        found!(self.units, at)
    }
    fn document(&self, at: &Ref) -> Option<&object::Document> {
        found!(self.documents, at)
    }
    fn form(&self, at: &Ref) -> Option<&object::Form> {
        found!(self.forms, at)
    }
    fn submission(&self, at: &Ref) -> Option<&object::Submission> {
        found!(self.submissions, at)
    }
    fn task(&self, at: &Ref) -> Option<&object::Task> {
        found!(self.tasks, at)
    }
}
