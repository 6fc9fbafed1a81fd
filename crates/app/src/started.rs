//! A service that starts: whether the one before it ended in good order, and what is looked at and mended when it did not.

use crate::error::Error;
use crate::office::Office;

/// Newest acts of each chain that are looked at after a service was cut off.
const TAIL: u32 = 500;

/// The setting that stands while a service runs.
pub(crate) const MARK: &str = "serving";

/// What was done after a service that was cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// When the service that was cut off had started.
    pub started: String,
    /// Acts whose links were walked.
    pub acts: u64,
    /// Objects whose rows were written anew from their acts.
    pub objects: u64,
    /// What is wrong with the ledger; `None` when nothing is.
    pub fault: Option<String>,
}

impl Office {
    /// Marks that a service runs; after one that was cut off the newest acts are walked and their tables made anew.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn start_serving(&self) -> Result<Option<Mended>, Error> {
        let before = self.store.setting(MARK).await?.filter(|at| !at.is_empty());
        let mended = match before {
            None => None,
            Some(started) => {
                let looked = self.store.recheck_tail(TAIL).await?;
                let (acts, objects) = looked.as_ref().map_or((0, 0), |t| (t.acts, t.objects));
                let fault = looked.err().map(|f| f.to_string());
                Some(Mended { started, acts, objects, fault })
            }
        };
        self.mark(&self.now().vn()).await?;
        Ok(mended)
    }

    /// Marks that the service ended in good order.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end_serving(&self) -> Result<(), Error> {
        self.mark("").await
    }

    async fn mark(&self, at: &str) -> Result<(), Error> {
        let mut writer = self.store.begin_write().await?;
        writer.put_setting(MARK, at).await?;
        Ok(writer.commit().await?)
    }
}
