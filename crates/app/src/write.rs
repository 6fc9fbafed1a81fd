//! Writing: load what is there, decide, append, commit, in one transaction that nobody else can step into.

use crate::error::Error;
use crate::office::{Office, held};
use record::{Act, Actor, Draft, Entry, Evidence, Object};
use terms::{Day, Ref};

impl Office {
    /// An entry of today that holds from a day, today when none is said.
    pub(crate) fn entry(
        &self,
        subject: &Ref,
        actor: Actor,
        on: Option<Day>,
        evidence: Vec<Evidence>,
    ) -> Entry {
        let today = self.today();
        let effective_on = on.unwrap_or(today);
        Entry { subject: subject.clone(), actor, effective_on, today, evidence }
    }

    /// Changes one object: what `decide` gives for it as it stands is appended, or nothing is.
    pub(crate) async fn change<T: TryFrom<Object> + Send + Sync>(
        &self,
        at: &Ref,
        decide: impl FnOnce(&T) -> Result<Vec<Draft>, Error> + Send,
    ) -> Result<Vec<Act>, Error> {
        let mut writer = self.store.begin_write().await?;
        let now: T = held(&mut writer, at).await?;
        let acts = writer.append(decide(&now)?, self.now()).await?;
        writer.commit().await?;
        Ok(acts)
    }

    /// Founds an object.
    pub(crate) async fn found(&self, drafts: Vec<Draft>) -> Result<Vec<Act>, Error> {
        let mut writer = self.store.begin_write().await?;
        let acts = writer.append(drafts, self.now()).await?;
        writer.commit().await?;
        Ok(acts)
    }
}
