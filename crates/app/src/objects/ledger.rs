//! The ledger as people read it: the history of an object, a chain page by page, one act with its bytes and hashes.

use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use crate::view::ActView;
use terms::{Named, Ref, Role, Site};

/// Which part of the ledger is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerQuery {
    /// The chain; the own one when `None`.
    pub site: Option<Site>,
    /// Acts before this number; from the end when `None`.
    pub before: Option<u64>,
    /// How many; 50 when 0.
    pub limit: u32,
}

/// A part of a chain, the newest act first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerView {
    /// The chain.
    pub site: Site,
    /// Every chain known here.
    pub sites: Vec<Site>,
    /// Number of the chain's last act.
    pub last: u64,
    /// Hash of the chain's last act.
    pub head: String,
    /// The acts.
    pub rows: Vec<ActView>,
    /// What to ask for the acts before these.
    pub before: Option<u64>,
}

/// One act with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActDetail {
    /// The act in words.
    pub act: ActView,
    /// What it is about, with its name as far as known.
    pub subject: Named,
    /// The canonical bytes (RFC 8785).
    pub json: String,
    /// Hash of the act before, or of the site's name for the first.
    pub prev_hash: String,
    /// Number of the act before.
    pub prev: Option<u64>,
    /// Number of the act after.
    pub next: Option<u64>,
}

impl Office {
    /// The acts on an object, in the order in which they are folded.
    ///
    /// # Errors
    /// `permit.missing`, or the store's.
    pub async fn history(&self, viewer: &Viewer, at: &Ref) -> Result<Vec<ActView>, Error> {
        viewer.acting_at_home(Role::Reader)?;
        self.must_read(viewer, at).await?;
        let facts = self.facts().await?;
        let entries = self.store.acts_of(at).await?;
        Ok(entries.iter().map(|e| ActView::of(e, &facts)).collect())
    }

    /// A part of a chain.
    ///
    /// # Errors
    /// `permit.missing`, not found for an unknown chain.
    pub async fn ledger(&self, viewer: &Viewer, query: &LedgerQuery) -> Result<LedgerView, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let site = query.site.clone().unwrap_or_else(|| self.site().clone());
        let heads = self.store.heads().await?;
        let head = heads.get(&site);
        let unknown = || Error::NotFound { what: format!("sổ cái của {site}") };
        let (last, hash) = match head {
            Some(head) => (head.seq, head.hash.to_string()),
            None if site == *self.site() => (0, String::new()),
            None => return Err(unknown()),
        };
        let limit = if query.limit == 0 { 50 } else { query.limit.min(500) };
        let end = query.before.map_or(last, |b| b.saturating_sub(1)).min(last);
        let after = end.saturating_sub(u64::from(limit));
        let shown = u32::try_from(end - after).unwrap_or(limit);
        let facts = self.facts().await?;
        let entries = self.store.acts(&site, after, shown).await?;
        let mut rows: Vec<ActView> = entries.iter().rev().map(|e| ActView::of(e, &facts)).collect();
        for row in &mut rows {
            if self.must_read(viewer, &row.subject).await.is_err() {
                row.keep_back();
            }
        }
        let before = (after > 0).then(|| after + 1);
        Ok(LedgerView {
            sites: heads.keys().cloned().collect(),
            site,
            last,
            head: hash,
            rows,
            before,
        })
    }

    /// One act.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn act(&self, viewer: &Viewer, site: &Site, seq: u64) -> Result<ActDetail, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let unknown = || Error::NotFound { what: format!("bút toán số {seq} ({site})") };
        let entry = self.store.act(site, seq).await?.ok_or_else(unknown)?;
        self.must_read(viewer, &entry.act.subject).await?;
        for evidence in &entry.act.evidence {
            if let record::Evidence::Span { intake, .. } = evidence {
                self.must_read(viewer, intake).await?;
            }
        }
        let before = match seq {
            0 | 1 => None,
            _ => self.store.act(site, seq - 1).await?,
        };
        let prev_hash = before.as_ref().map_or_else(|| wire::genesis(site), |e| e.hash);
        let bytes = wire::to_bytes(&entry.act, &prev_hash);
        let facts = self.facts().await?;
        let next = self.store.act(site, seq + 1).await?.map(|e| e.act.seq);
        let name = self.name_of(viewer, &entry.act.subject).await?;
        Ok(ActDetail {
            subject: Named { at: entry.act.subject.clone(), name },
            act: ActView::of(&entry, &facts),
            json: String::from_utf8_lossy(&bytes).into_owned(),
            prev_hash: prev_hash.to_string(),
            prev: before.map(|e| e.act.seq),
            next,
        })
    }

    /// What an object is called now; its kind when it has no name or may not be read.
    ///
    /// # Errors
    /// The store's.
    pub async fn name_of(&self, viewer: &Viewer, at: &Ref) -> Result<String, Error> {
        if self.must_read(viewer, at).await.is_err() {
            return Ok(at.kind.label().to_owned());
        }
        use record::Object as O;
        let today = self.today();
        Ok(match self.store.load(at).await? {
            Some(O::Intake(o)) => o.title,
            Some(O::Document(o)) => o.label(),
            Some(O::Body(o)) => o.named_on(today).name,
            Some(O::Unit(o)) => o.named_on(today).name,
            Some(O::Person(o)) => o.name,
            Some(O::Task(o)) => o.facts.title,
            Some(O::Form(o)) => o.facts.title,
            Some(O::Submission(o)) => {
                format!("{}, {}, {}", o.form.name, o.unit.name, o.period.label())
            }
            Some(O::Activity(o)) => o.facts.title,
            Some(O::Finding(o)) => o.facts.text,
            Some(O::Review(o)) => o.title,
            Some(O::Account(o)) => o.login,
            Some(O::Site(o)) => o.name,
            None => at.kind.label().to_owned(),
        })
    }
}
