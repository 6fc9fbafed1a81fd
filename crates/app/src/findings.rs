//! What is added to a finding from its page: the cause of a shortcoming, and that it was overcome.

use crate::error::Error;
use crate::office::{Office, held};
use crate::permit::Viewer;
use record::decide;
use record::object::Finding;
use record::payload::{FindingAct, FindingFacts};
use terms::{FindingKind, Kind, Named, Ref, Role};

impl Office {
    /// Puts the cause of a shortcoming on record.
    ///
    /// # Errors
    /// `permit.missing`, `finding.not-shortcoming`, and the rules of `decide::finding`.
    pub async fn add_cause(&self, viewer: &Viewer, at: &Ref, text: &str) -> Result<Ref, Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        self.must_read(viewer, at).await?;
        let mut writer = self.store.begin_write().await?;
        let shortcoming: Finding = held(&mut writer, at).await?;
        if shortcoming.facts.kind != FindingKind::Shortcoming || shortcoming.withdrawn.is_some() {
            return Err(Error::refused("finding.not-shortcoming"));
        }
        let explained = Named { at: at.clone(), name: shortcoming.facts.text.clone() };
        let facts = FindingFacts {
            kind: FindingKind::Cause,
            text: text.trim().to_owned(),
            field: shortcoming.facts.field,
            body: shortcoming.facts.body.clone(),
            cause_of: Some(explained),
            found_in: shortcoming.facts.found_in.clone(),
        };
        let cause = self.fresh(Kind::Finding);
        // A cause is found when its shortcoming was, so that both stand in the same review.
        let found_on = shortcoming.created.effective_on;
        let entry = self.entry(&cause, actor, Some(found_on), shortcoming.evidence.clone());
        let drafts = decide::finding(None, entry, FindingAct::Recorded(facts))?;
        writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        Ok(cause)
    }

    /// Notes that a shortcoming was found to be overcome.
    ///
    /// # Errors
    /// `permit.missing`, `finding.not-shortcoming`, and the rules of `decide::finding`.
    pub async fn resolve_finding(
        &self,
        viewer: &Viewer,
        at: &Ref,
        text: &str,
    ) -> Result<(), Error> {
        let actor = viewer.acting_at_home(Role::Officer)?;
        self.must_read(viewer, at).await?;
        let says = FindingAct::Resolved { text: text.trim().to_owned() };
        let done = self.change(at, |finding: &Finding| {
            if finding.facts.kind != FindingKind::Shortcoming {
                return Err(Error::refused("finding.not-shortcoming"));
            }
            let entry = self.entry(at, actor, None, Vec::new());
            Ok(decide::finding(Some(finding), entry, says)?)
        });
        done.await.map(|_| ())
    }
}
