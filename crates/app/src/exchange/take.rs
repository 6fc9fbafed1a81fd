//! Bundles taken in: each whole or not at all, in whichever order they come; what would come in is shown before.

use super::fault::{of_bundle, of_difference};
use super::sites::grouped;
use super::trust::Trust;
use super::{Exchange, refusal};
use crate::error::{Error, Problem};
use crate::evidence::{Upload, pass};
use crate::office::Office;
use crate::secret::sha256_hex;
use bundle::{Differs, Known, Manifest, Opened, Plan, RangeState, Want};
use record::Act;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use store::{BundleNote, Claim, Witness};
use terms::{Instant, Site};
use wire::Hash;

/// What a bundle brings, and whether it can be taken in.
#[derive(Debug)]
pub struct Preview {
    /// Name of the file.
    pub file_name: String,
    /// From the SHA-256 of the file, to be compared with the covering sheet.
    pub fingerprint: String,
    /// What it says of itself; `None` when it cannot be opened.
    pub manifest: Option<Manifest>,
    /// What it would do.
    pub plan: Option<Plan>,
    /// When its newest act was recorded.
    pub until: Option<Instant>,
    /// New acts of which it brings the placeholder alone, because this site may not hold them.
    pub withheld: u64,
    /// Acts that take the place of their placeholders.
    pub filled: u64,
    /// Why it is refused.
    pub refused: Option<Error>,
    /// Whether it was taken in.
    pub taken: bool,
    /// Whether it came too early and is kept until it can be taken in.
    pub held: bool,
    /// The chain of which it tells another account than is held here, for a person to settle.
    pub claims: Option<Site>,
}

/// How a bundle came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// As a file.
    Carried,
    /// Over a network.
    Pulled,
}

impl Came {
    /// Its stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::Pulled => "pulled",
        }
    }

    pub(super) fn from_code(code: &str) -> Self {
        if code == "pulled" { Self::Pulled } else { Self::Carried }
    }
}

impl Preview {
    /// Whether it can be taken in now, or may be when others are in.
    pub fn may_be_taken(&self) -> bool {
        let repeat = self.plan.as_ref().is_some_and(|plan| plan.repeat);
        if self.refused.is_some() { too_early(self) } else { !repeat }
    }
}

/// Bundles that were looked at on a page, until they are taken in or others come.
pub(crate) type LookedAt = Arc<Mutex<Vec<(String, Upload)>>>;

/// How many bytes of bundles are held between looking and taking in.
const HELD: usize = 256 << 20;

/// An opened bundle with what it would do.
struct Weighed {
    opened: Opened,
    plan: Plan,
    /// Acts that are new, or known here by their placeholders alone.
    acts: Vec<Act>,
    /// The places of the latter.
    fills: BTreeSet<(Site, u64)>,
    trust: Trust,
    /// Chains that were decided upon, with the last act on which both accounts agreed.
    settled: BTreeMap<Site, u64>,
}

impl Weighed {
    fn withheld(&self) -> u64 {
        self.acts.iter().filter(|a| wire::kind_of(&a.payload) == wire::WITHHELD).count() as u64
    }

    /// Where it tells another account of a chain: the chain, the last act on which both agree, the first that differs.
    fn claims(&self) -> Vec<(Site, u64, u64)> {
        let from = &self.opened.manifest.from;
        let settled =
            |site: &Site, agreed: u64| self.settled.get(site).is_some_and(|after| agreed <= *after);
        let claim = |d: &Differs| match d {
            Differs::Fork { site, agreed, seq } => Some((site.clone(), *agreed, *seq)),
            Differs::CutOff { site, seq } => Some((site.clone(), seq - 1, *seq)),
            Differs::OwnCutOff { seq } => Some((self.opened.manifest.to.clone(), seq - 1, *seq)),
            _ => None,
        };
        let open = |c: &(Site, u64, u64)| c.0 != *from || !settled(&c.0, c.1);
        self.plan.differs.iter().filter_map(claim).filter(open).collect()
    }

    /// The decision by which what it tells of its sender's own chain was set aside: the last act on which both agree.
    fn set_aside(&self) -> Option<u64> {
        let from = &self.opened.manifest.from;
        let after = self.settled.get(from)?;
        let old = |d: &Differs| match d {
            Differs::Fork { site, agreed, .. } => site == from && agreed <= after,
            Differs::CutOff { site, seq } => site == from && seq - 1 <= *after,
            _ => false,
        };
        self.plan.differs.iter().any(old).then_some(*after)
    }
}

impl Exchange<'_> {
    /// Looks at a bundle and takes nothing in.
    ///
    /// # Errors
    /// When the store fails; what is wrong with the bundle is part of the preview.
    pub async fn check(&self, file: &Upload) -> Result<Preview, Error> {
        self.handle(file, None).await
    }

    /// Looks at bundles and holds them in memory; each comes with the name under which it can be taken in afterwards.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn look(&self, files: Vec<Upload>) -> Result<Vec<(String, Preview)>, Error> {
        let mut seen = Vec::new();
        for file in &files {
            seen.push((sha256_hex(&file.bytes), self.check(file).await?));
        }
        let mut held = self.office.looked_at.lock().unwrap_or_else(PoisonError::into_inner);
        for (file, (name, _)) in files.into_iter().zip(&seen) {
            held.retain(|(n, _)| n != name);
            held.push((name.clone(), file));
        }
        while held.iter().map(|(_, f)| f.bytes.len()).sum::<usize>() > HELD {
            held.remove(0);
        }
        Ok(seen)
    }

    /// Takes in bundles that were looked at; those that are no longer held are passed over.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn import_looked_at(&self, names: &[String]) -> Result<Vec<Preview>, Error> {
        let files: Vec<Upload> = {
            let mut held = self.office.looked_at.lock().unwrap_or_else(PoisonError::into_inner);
            let (wanted, rest) =
                std::mem::take(&mut *held).into_iter().partition(|(name, _)| names.contains(name));
            *held = rest;
            let wanted: Vec<(String, Upload)> = wanted;
            wanted.into_iter().map(|(_, file)| file).collect()
        };
        self.import(&files).await
    }

    /// Takes bundles in, in any order: one that comes too early is tried again when others are in.
    ///
    /// # Errors
    /// When the store fails; what is wrong with a bundle is part of its preview.
    pub async fn import(&self, files: &[Upload]) -> Result<Vec<Preview>, Error> {
        self.import_as(files, Came::Carried).await
    }

    /// As [`Exchange::import`], telling how the bundles came. Bundles that were kept waiting and could be taken in now come last.
    ///
    /// # Errors
    /// When the store fails; what is wrong with a bundle is part of its preview.
    pub async fn import_as(&self, files: &[Upload], came: Came) -> Result<Vec<Preview>, Error> {
        let mut done = self.import_these(files, came).await?;
        if done.iter().any(|p| p.taken) {
            done.extend(self.take_waiting().await?);
        }
        Ok(done)
    }

    async fn import_these(&self, files: &[Upload], came: Came) -> Result<Vec<Preview>, Error> {
        let mut done: Vec<Option<Preview>> = files.iter().map(|_| None).collect();
        loop {
            let mut progress = false;
            for (file, seen) in files.iter().zip(&mut done) {
                if seen.as_ref().is_some_and(|p| !too_early(p)) {
                    continue;
                }
                let now = self.handle(file, Some(came)).await?;
                progress |= now.taken;
                *seen = Some(now);
            }
            let waiting = done.iter().flatten().any(too_early);
            if !progress || !waiting {
                break;
            }
        }
        let mut done: Vec<Preview> = done.into_iter().flatten().collect();
        for (file, seen) in files.iter().zip(&mut done) {
            self.keep_waiting(file, seen, came).await?;
        }
        Ok(done)
    }

    /// Looks at a bundle, and takes it in when it is said how it came.
    pub(super) async fn handle(&self, file: &Upload, came: Option<Came>) -> Result<Preview, Error> {
        let office = self.office;
        let mut preview = Preview {
            file_name: file.name.clone(),
            fingerprint: grouped(&sha256_hex(&file.bytes)),
            manifest: None,
            plan: None,
            until: None,
            withheld: 0,
            filled: 0,
            refused: None,
            taken: false,
            held: false,
            claims: None,
        };
        let weighed = match office.weigh(&file.bytes).await {
            Ok(weighed) => weighed,
            Err(e @ Error::Refused(_)) => return Ok(Preview { refused: Some(e), ..preview }),
            Err(e) => return Err(e),
        };
        preview.manifest = Some(weighed.opened.manifest.clone());
        preview.plan = Some(weighed.plan.clone());
        preview.withheld = weighed.withheld();
        preview.filled = weighed.fills.len() as u64;
        preview.claims = weighed.claims().into_iter().next().map(|(chain, ..)| chain);
        preview.until = weighed.acts.iter().map(|a| a.recorded_at).max();
        match office.settle_bundle(weighed, came).await {
            Ok(taken) => preview.taken = taken,
            Err(e @ Error::Refused(_)) => preview.refused = Some(e),
            Err(e) => return Err(e),
        }
        Ok(preview)
    }
}

/// The chains of a bundle for people: site, first, last, how many acts are new.
pub fn chains(plan: &Plan) -> Vec<(String, u64, u64, u64)> {
    let row = |(range, state): &(bundle::Range, RangeState)| {
        let new = match state {
            RangeState::New { from } => range.last - from + 1,
            _ => 0,
        };
        (range.site.to_string(), range.first, range.last, new)
    };
    plan.ranges.iter().map(row).collect()
}

pub(super) fn too_early(preview: &Preview) -> bool {
    let code = preview.refused.as_ref().map(Error::code);
    matches!(code, Some("bundle.early" | "site.not-admitted" | "bundle.unknown-key"))
}

impl Office {
    /// Opens a bundle and compares it with what is known.
    async fn weigh(&self, bytes: &[u8]) -> Result<Weighed, Error> {
        if bundle::is_locked(bytes).map_err(of_bundle)? {
            self.key()?;
        }
        let trust = self.trust().await?;
        let known = |m: &Manifest| {
            let day = m.made_at.day_vn();
            trust.site(&m.from, day).and_then(|s| s.keys_on(day)).is_some_and(|k| k.key == m.key)
        };
        let opened = bundle::open(bytes, self.key.as_deref(), known).map_err(of_bundle)?;
        if opened.manifest.to != *self.site() {
            let facts = [("to", opened.manifest.to.to_string())];
            return Err(Error::Refused(Problem::new("bundle.not-to-us", facts)));
        }
        let mut known = self.known_of(&opened.manifest).await?;
        let settled: BTreeMap<Site, u64> =
            trust.settlements().into_iter().map(|(s, c)| (s, c.choice.after)).collect();
        known.settled = settled.clone();
        let plan = bundle::plan(self.site(), &opened, &known);
        let withheld = self.store.withheld().await?;
        let (mut acts, mut fills) = (Vec::new(), BTreeSet::new());
        for ((range, state), (_, bytes)) in plan.ranges.iter().zip(&opened.acts) {
            let from = match state {
                RangeState::New { from } => *from,
                RangeState::Known => range.last + 1,
                _ => continue,
            };
            let wanted = withheld.get(&range.site);
            for (seq, bytes) in (range.first..).zip(bytes) {
                let fills_here = seq < from
                    && wanted.is_some_and(|w| w.contains(&seq))
                    && !wire::is_withheld(bytes);
                if seq < from && !fills_here {
                    continue;
                }
                acts.push(wire::from_bytes(bytes).map_err(|e| damaged(&e.to_string()))?.0);
                if fills_here {
                    fills.insert((range.site.clone(), seq));
                }
            }
        }
        Ok(Weighed { opened, plan, acts, fills, trust, settled })
    }

    /// What the plan for a bundle has to know.
    async fn known_of(&self, m: &Manifest) -> Result<Known, Error> {
        let heads = self.store.heads().await?;
        let mut hashes: BTreeMap<Site, BTreeMap<u64, Hash>> = BTreeMap::new();
        for Want { site, after, upto, step } in bundle::wants(m) {
            let upto = upto.min(heads.get(&site).map_or(0, |h| h.seq));
            if after < upto {
                let found = self.store.hashes(&site, after, upto, step).await?;
                hashes.entry(site).or_default().extend(found);
            }
        }
        let notes = self.store.bundles("received", Some(&m.from)).await?;
        let came: Vec<&BundleNote> = notes.iter().filter(|n| n.state == "in").collect();
        let last = came.iter().max_by_key(|n| n.number);
        let claimed = m.heads.iter().find(|c| c.site == m.from).map(|c| c.seq);
        let next = match claimed {
            Some(seq) => self.store.act(&m.from, seq + 1).await?.map(|e| e.act.recorded_at),
            None => None,
        };
        let mut witnessed = Vec::new();
        for range in &m.ranges {
            for w in self.store.witnesses(&range.site, range.first - 1, range.last).await? {
                witnessed.push((w.chain, w.seq, w.hash));
            }
        }
        Ok(Known {
            heads: heads.into_iter().map(|(s, h)| (s, (h.seq, h.hash))).collect(),
            hashes,
            numbers: came.iter().filter_map(|n| Some((n.number, n.sha256.parse().ok()?))).collect(),
            last: last.map(|n| (n.number, n.made_at)),
            vouched: last.and_then(|n| vouched(n, &m.from)),
            next,
            witnessed,
            settled: BTreeMap::new(),
        })
    }

    /// Refuses or takes in; gives back whether anything was taken.
    async fn settle_bundle(&self, mut weighed: Weighed, came: Option<Came>) -> Result<bool, Error> {
        if let Err(e) = self.judge_bundle(&mut weighed).await {
            if let Some(came) = came {
                self.keep_claim(&weighed, &e, came).await?;
            }
            return Err(e);
        }
        let Some(came) = came.filter(|_| !weighed.plan.repeat) else { return Ok(false) };
        self.take_bundle(weighed, came).await?;
        Ok(true)
    }

    async fn judge_bundle(&self, weighed: &mut Weighed) -> Result<(), Error> {
        let m = &weighed.opened.manifest;
        if let Some(after) = weighed.set_aside() {
            let facts = [("site", m.from.to_string()), ("seq", (after + 1).to_string())];
            return Err(Error::Refused(Problem::new("bundle.set-aside", facts)));
        }
        if let Some(differs) = weighed.plan.differs.first() {
            return Err(self.said(differs, m, &weighed.acts).await?);
        }
        for (range, state) in &weighed.plan.ranges {
            match state {
                RangeState::Gap { known } => {
                    return Err(early(m, range.site.clone(), *known, range.first, &weighed.plan));
                }
                RangeState::Own => {
                    let lost = Differs::OwnCutOff { seq: range.first };
                    return Err(self.said(&lost, m, &weighed.acts).await?);
                }
                _ => {}
            }
        }
        // The sender's own chain first: it may introduce the others.
        let from = m.from.clone();
        let (own, others): (Vec<&Act>, Vec<&Act>) =
            weighed.acts.iter().partition(|a| a.site == from);
        for act in own.into_iter().chain(others) {
            weighed.trust.admit(act)?;
        }
        for (part, bytes) in &weighed.opened.files {
            let file = Upload { name: part.sha256.to_string(), bytes: bytes.clone() };
            pass(file).map_err(|e| match e.code() {
                "evidence.secret" => Error::refused("bundle.secret"),
                _ => e,
            })?;
        }
        Ok(())
    }

    async fn said(&self, differs: &Differs, m: &Manifest, new: &[Act]) -> Result<Error, Error> {
        let named = match differs {
            Differs::Fork { site, seq, .. }
            | Differs::CutOff { site, seq }
            | Differs::Backdated { site, seq } => Some((site, *seq)),
            _ => None,
        };
        let mut day = None;
        if let Some((site, seq)) = named {
            let ours = self.store.act(site, seq).await?.map(|e| e.act);
            let theirs = new.iter().find(|a| a.site == *site && a.seq == seq).cloned();
            day = ours.or(theirs).map(|a| a.recorded_at.day_vn().vn());
        }
        Ok(of_difference(differs, &m.from, self.site(), m.number, day))
    }

    async fn take_bundle(&self, weighed: Weighed, came: Came) -> Result<(), Error> {
        let withheld = weighed.withheld();
        let Weighed { opened, plan, fills, .. } = weighed;
        let now = self.now();
        let m = &opened.manifest;
        let mut writer = self.store.begin_write().await?;
        let states = plan.ranges.iter().map(|(_, s)| *s);
        for ((range, acts), state) in opened.acts.into_iter().zip(states) {
            if let RangeState::New { .. } = state {
                writer.import_chain(&range.site, acts, now).await.map_err(refusal)?;
                continue;
            }
            if state == RangeState::Aside {
                continue;
            }
            for (seq, act) in (range.first..).zip(acts) {
                if fills.contains(&(range.site.clone(), seq)) {
                    writer.import_chain(&range.site, vec![act], now).await.map_err(refusal)?;
                }
            }
        }
        for (part, bytes) in opened.files {
            writer.put_blob(&part.sha256.to_string(), bytes).await?;
        }
        for claim in &m.heads {
            let (chain, seq, hash) = (claim.site.clone(), claim.seq, claim.hash);
            let (peer, number) = (m.from.clone(), m.number);
            writer.put_witness(&Witness { chain, seq, peer, hash, number, seen_at: now }).await?;
        }
        let note = note(m, "in", String::new(), now, came);
        writer.put_bundle(&BundleNote { withheld, ..note }).await?;
        Ok(writer.commit().await?)
    }

    /// Keeps what a refused bundle claims, for a person to settle; the record itself is not touched.
    async fn keep_claim(
        &self,
        weighed: &Weighed,
        refused: &Error,
        came: Came,
    ) -> Result<(), Error> {
        let opened = &weighed.opened;
        let Error::Refused(problem) = refused else { return Ok(()) };
        if problem.code == "bundle.early" {
            return Ok(());
        }
        let words = problem.words();
        let detail = format!("{} {}", words.happened, words.why);
        let note = note(&opened.manifest, &problem.code, detail, self.now(), came);
        self.store.put_bundle(&note).await?;
        for (chain, agreed, seq) in weighed.claims() {
            let m = &opened.manifest;
            let Some(end) = m.heads.iter().find(|h| h.site == chain) else { continue };
            let claim = Claim {
                agreed,
                seq,
                peer: m.from.clone(),
                number: m.number,
                sha256: note.sha256.clone(),
                end_seq: end.seq,
                end_hash: end.hash,
                made_at: m.made_at,
                noted_at: note.noted_at,
                came: came.code().to_owned(),
                chain,
            };
            let acts = acts_from(opened, &claim.chain, seq);
            self.store.put_claim(&claim, acts).await?;
        }
        Ok(())
    }
}

/// The acts of a chain that a bundle brings from a place on.
fn acts_from(opened: &Opened, chain: &Site, from: u64) -> Vec<Vec<u8>> {
    let of_chain = opened.acts.iter().filter(|(range, _)| range.site == *chain);
    let acts = of_chain.flat_map(|(range, acts)| (range.first..).zip(acts));
    acts.filter(|(seq, _)| *seq >= from).map(|(_, act)| act.clone()).collect()
}

fn note(m: &Manifest, state: &str, detail: String, now: Instant, came: Came) -> BundleNote {
    let said = m.to_bytes();
    BundleNote {
        way: "received".to_owned(),
        peer: m.from.clone(),
        number: m.number,
        sha256: wire::hash(&said).to_string(),
        state: state.to_owned(),
        made_at: m.made_at,
        noted_at: now,
        manifest: String::from_utf8_lossy(&said).into_owned(),
        detail,
        came: came.code().to_owned(),
        withheld: 0,
    }
}

/// The end of the sender's own chain in a bundle, and when it signed for it.
fn vouched(note: &BundleNote, from: &Site) -> Option<(u64, Instant)> {
    let m = Manifest::from_bytes(note.manifest.as_bytes()).ok()?;
    let seq = m.heads.iter().find(|c| c.site == *from).map_or(0, |c| c.seq);
    Some((seq, note.made_at))
}

fn damaged(detail: &str) -> Error {
    Error::Refused(Problem::new("chain.damaged", [("detail", detail.to_owned())]))
}

fn early(m: &Manifest, site: Site, known: u64, first: u64, plan: &Plan) -> Error {
    let missing: Vec<String> = plan.missing.iter().map(u64::to_string).collect();
    let missing = if missing.is_empty() { "–".to_owned() } else { missing.join(", ") };
    let facts = [
        ("site", site.to_string()),
        ("known", known.to_string()),
        ("first", first.to_string()),
        ("missing", missing),
        ("from", m.from.to_string()),
    ];
    Error::Refused(Problem::new("bundle.early", facts))
}
