//! Files by their hash, for whoever may read: the file behind a piece of evidence, under the name it came with.

use crate::error::Error;
use crate::office::Office;
use crate::permit::Viewer;
use record::Evidence;
use record::object::Intake;
use terms::{Kind, Role};

impl Office {
    /// A kept file that evidence names: its name and its bytes.
    ///
    /// # Errors
    /// `permit.missing`; not found for a file that nothing on record rests on.
    pub async fn evidence_file(
        &self,
        viewer: &Viewer,
        sha256: &str,
    ) -> Result<(String, Vec<u8>), Error> {
        viewer.acting_at_home(Role::Reader)?;
        let missing = || Error::NotFound { what: "tệp này".to_owned() };
        let intakes: Vec<Intake> = self.all(Kind::Intake).await?;
        for intake in intakes.iter().filter(|i| i.sha256 == sha256) {
            self.must_read(viewer, &intake.at).await?;
        }
        let name = self.file_name(sha256).await?.ok_or_else(missing)?;
        let bytes = self.store.blob(sha256).await?.ok_or_else(missing)?;
        Ok((name, bytes))
    }

    async fn file_name(&self, sha256: &str) -> Result<Option<String>, Error> {
        let intakes: Vec<Intake> = self.all(Kind::Intake).await?;
        if let Some(intake) = intakes.into_iter().find(|i| i.sha256 == sha256) {
            return Ok(Some(intake.file_name));
        }
        let facts = self.facts().await?;
        let mut proofs = facts.tasks.iter().flat_map(|t| &t.steps).flat_map(|s| &s.evidence);
        Ok(proofs.find_map(|e| match e {
            Evidence::File { sha256: kept, file_name } if kept == sha256 => Some(file_name.clone()),
            _ => None,
        }))
    }
}
