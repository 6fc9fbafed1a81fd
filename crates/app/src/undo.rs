//! Taking back what was entered by mistake: one act, or everything that was entered with it in one go.
//!
//! The ledger keeps both the act and its taking back; objects fold as if the act had never been.

use crate::error::Error;
use crate::office::{Office, held, not_found};
use crate::offices::may_be_taken_back;
use crate::permit::Viewer;
use crate::view::ActView;
use record::payload::{BodyAct, DocumentAct, PersonAct, UnitAct};
use record::{ActKey, Draft, Object, Payload, decide};
use std::collections::BTreeMap;
use store::Entry;
use terms::{Kind, Named, Ref, Role, Site};

/// No entry in one go is sought further away than this many acts.
const AROUND: u32 = 500;

/// An act that can be taken back, with what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoable {
    /// The act in words.
    pub act: ActView,
    /// What it is about.
    pub subject: Named,
    /// Whether it is the act that was asked about.
    pub asked: bool,
}

impl Undoable {
    /// Its place in the chains.
    pub fn key(&self) -> ActKey {
        ActKey { site: self.act.site.clone(), seq: self.act.seq }
    }
}

/// Whether an act can be taken back: acts on units, bodies, people and documents, but not a taking back.
pub fn can_be_undone(payload: &Payload) -> bool {
    match payload {
        Payload::Unit(says) => !matches!(says, UnitAct::Undone { .. }),
        Payload::Body(says) => !matches!(says, BodyAct::Undone { .. }),
        Payload::Person(says) => !matches!(says, PersonAct::Undone { .. }),
        Payload::Document(says) => !matches!(
            says,
            DocumentAct::Undone { .. } | DocumentAct::Registered(_) | DocumentAct::Withdrawn { .. }
        ),
        _ => false,
    }
}

fn taking_back(kind: Kind, acts: Vec<ActKey>, reason: String) -> Option<Payload> {
    match kind {
        Kind::Unit => Some(Payload::Unit(UnitAct::Undone { acts, reason })),
        Kind::Body => Some(Payload::Body(BodyAct::Undone { acts, reason })),
        Kind::Person => Some(Payload::Person(PersonAct::Undone { acts, reason })),
        Kind::Document => Some(Payload::Document(DocumentAct::Undone { acts, reason })),
        _ => None,
    }
}

fn undone(object: &Object, key: &ActKey) -> bool {
    match object {
        Object::Unit(o) => o.log.is_undone(key),
        Object::Body(o) => o.log.is_undone(key),
        Object::Person(o) => o.log.is_undone(key),
        Object::Document(o) => o.log.is_undone(key),
        _ => true,
    }
}

impl Office {
    /// An act and those entered with it that can still be taken back; empty when it cannot be.
    ///
    /// # Errors
    /// `permit.missing`, not found.
    pub async fn undoable(
        &self,
        viewer: &Viewer,
        site: &Site,
        seq: u64,
    ) -> Result<Vec<Undoable>, Error> {
        viewer.acting_at_home(Role::Officer)?;
        let unknown = || Error::NotFound { what: format!("bút toán số {seq} ({site})") };
        let asked = self.store.act(site, seq).await?.ok_or_else(unknown)?;
        self.must_read(viewer, &asked.act.subject).await?;
        let after = seq.saturating_sub(u64::from(AROUND));
        let around = self.store.acts(site, after, AROUND * 2).await?;
        let facts = self.facts().await?;
        let mut out = Vec::new();
        for entry in around.iter().filter(|e| together(e, &asked)) {
            let (key, at) = (entry.act.key(), &entry.act.subject);
            let object = self.store.load(at).await?;
            let read = self.must_read(viewer, at).await.is_ok();
            if read && object.is_some_and(|o| !undone(&o, &key)) {
                let subject = Named { at: at.clone(), name: self.name_of(viewer, at).await? };
                let act = ActView::of(entry, &facts);
                out.push(Undoable { act, subject, asked: entry.act.seq == seq });
            }
        }
        Ok(if out.iter().any(|u| u.asked) { out } else { Vec::new() })
    }

    /// Takes acts back, all of them or none.
    ///
    /// # Errors
    /// `permit.missing`, `act.reason-missing`, the misfits of taking back, and what a body or its posts cannot be without
    /// the acts.
    pub async fn undo(
        &self,
        viewer: &Viewer,
        acts: &[ActKey],
        reason: &str,
    ) -> Result<Vec<Named>, Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        let mut by_subject: BTreeMap<Ref, Vec<ActKey>> = BTreeMap::new();
        for key in acts {
            let entry = self.store.act(&key.site, key.seq).await?;
            let entry = entry.filter(|e| can_be_undone(&e.act.payload));
            let entry = entry.ok_or(record::Refusal::DoesNotFit { code: "act.not-here" })?;
            self.must_read(viewer, &entry.act.subject).await?;
            by_subject.entry(entry.act.subject).or_default().push(key.clone());
        }
        if by_subject.is_empty() {
            return Err(record::Refusal::DoesNotFit { code: "act.undoes-nothing" }.into());
        }
        let mut writer = self.store.begin_write().await?;
        let facts = self.facts().await?;
        let mut drafts: Vec<Draft> = Vec::new();
        for (at, acts) in &by_subject {
            let object: Object = held(&mut writer, at).await?;
            let entry = self.entry(at, actor.clone(), None, Vec::new());
            let says = taking_back(at.kind, acts.clone(), reason.to_owned());
            let says = says.ok_or_else(|| not_found(at))?;
            let more = decide::plain(Some(&object), entry, says)?;
            may_be_taken_back(viewer, &facts, &object, &more, self.today())?;
            drafts.extend(more);
        }
        writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        let mut named = Vec::new();
        for at in by_subject.into_keys() {
            named.push(Named { name: self.name_of(viewer, &at).await?, at });
        }
        Ok(named)
    }
}

/// Whether two acts were entered in one go.
fn together(one: &Entry, asked: &Entry) -> bool {
    let same = one.act.seq == asked.act.seq;
    let in_one_go = one.act.recorded_at == asked.act.recorded_at
        && one.act.actor == asked.act.actor
        && one.act.effective_on == asked.act.effective_on;
    can_be_undone(&one.act.payload) && (same || in_one_go)
}
