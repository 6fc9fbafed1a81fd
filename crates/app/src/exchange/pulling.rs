//! A bundle pulled from a page: one at a time, beside the other work, with its progress and its result. The network is the room `link`.

use super::{Exchange, Preview};
use crate::error::{Error, Problem, Words};
use crate::office::Office;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use terms::{Instant, Site};

/// Hears how many bytes came, and of how many.
pub type Progress = Arc<dyn Fn(u64, u64) + Send + Sync>;

/// What a pull gives: nothing when there is nothing new, else what came in.
pub type Pulling = Pin<Box<dyn Future<Output = Result<Option<Vec<Preview>>, Error>> + Send>>;

/// What pulls bundles over a network, given by whoever serves the pages.
pub trait Pulls: Send + Sync {
    /// Pulls the next bundle of a site from an address and takes it in; all of its acts once more when `again`.
    fn pull(
        &self,
        office: Office,
        site: Site,
        from: String,
        again: bool,
        told: Progress,
    ) -> Pulling;

    /// An address as it is kept.
    ///
    /// # Errors
    /// `pull.address-bad`.
    fn address(&self, typed: &str) -> Result<String, Error>;
}

/// The pull that was asked for last.
#[derive(Clone, Default)]
pub enum PullRun {
    /// None since the program started.
    #[default]
    None,
    /// It goes on.
    Going {
        /// From which site.
        site: Site,
        /// Since when.
        since: Instant,
        /// Bytes that came.
        got: u64,
        /// Bytes expected; 0 while that is not known.
        of: u64,
    },
    /// It ended; nothing new when there is no bundle.
    Ended {
        /// From which site.
        site: Site,
        /// When.
        at: Instant,
        /// What came in.
        seen: Arc<Vec<Preview>>,
    },
    /// No bundle came.
    Failed {
        /// From which site.
        site: Site,
        /// Stable code.
        code: String,
        /// What happened, why, what to do.
        words: Words,
    },
}

/// Where the run is kept between two looks.
pub(crate) type LastPull = Arc<Mutex<PullRun>>;

impl Exchange<'_> {
    /// Whether bundles can be pulled here.
    pub fn can_pull(&self) -> bool {
        self.office.puller.is_some() && self.office.key.is_some()
    }

    /// Keeps where a site is reached as it was typed; an empty one is forgotten.
    ///
    /// # Errors
    /// `pull.address-bad`, `pull.site-unknown`, `pull.not-here`.
    pub async fn keep_typed_address(&self, site: &Site, typed: &str) -> Result<(), Error> {
        let puller = self.office.puller.as_ref().ok_or_else(not_here)?;
        let address = match typed.trim() {
            "" => None,
            typed if typed.contains("://") => Some(puller.address(typed)?),
            typed => Some(puller.address(&format!("https://{typed}"))?),
        };
        self.keep_address(site, address.as_deref()).await
    }

    /// Begins to pull from a site beside the other work; while a pull goes on nothing is begun. Gives whether it was.
    ///
    /// # Errors
    /// `permit.missing`, `pull.not-here`, `pull.address-missing`.
    pub async fn begin_pull(&self, site: &Site, again: bool) -> Result<bool, Error> {
        self.actor()?;
        let puller = self.office.puller.clone().ok_or_else(not_here)?;
        let missing = || Problem::new("pull.address-missing", [("site", site.to_string())]);
        let from = self.addresses().await?.remove(site);
        let from = from.ok_or_else(|| Error::Refused(missing()))?;
        let since = self.office.now();
        {
            let mut run = held(&self.office.last_pull);
            if matches!(*run, PullRun::Going { .. }) {
                return Ok(false);
            }
            *run = PullRun::Going { site: site.clone(), since, got: 0, of: 0 };
        }
        let (office, site) = (self.office.clone(), site.clone());
        tokio::spawn(async move {
            // Put down in the end also when the work is cut off: a run that is gone must not be waited for.
            let mut end = End { last: office.last_pull.clone(), site: site.clone(), run: None };
            let (told, of) = (office.last_pull.clone(), site.clone());
            let tell: Progress = Arc::new(move |got, total| {
                *held(&told) = PullRun::Going { site: of.clone(), since, got, of: total };
            });
            let done = puller.pull(office.clone(), site.clone(), from, again, tell).await;
            end.run = Some(match done {
                Ok(seen) => {
                    let seen = Arc::new(seen.unwrap_or_default());
                    PullRun::Ended { site, at: office.now(), seen }
                }
                Err(e) => failed(site, &e),
            });
        });
        Ok(true)
    }

    /// The pull that was asked for last.
    pub fn last_pull(&self) -> PullRun {
        held(&self.office.last_pull).clone()
    }
}

/// Puts the end of a run in its place when it is dropped.
struct End {
    last: LastPull,
    site: Site,
    run: Option<PullRun>,
}

impl Drop for End {
    fn drop(&mut self) {
        let cut_off = || failed(self.site.clone(), &Error::Broken("it was cut off".to_owned()));
        *held(&self.last) = self.run.take().unwrap_or_else(cut_off);
    }
}

fn failed(site: Site, e: &Error) -> PullRun {
    tracing::info!("a pull from {site} brought nothing: {e}");
    PullRun::Failed { site, code: e.code().to_owned(), words: e.words() }
}

fn not_here() -> Error {
    Error::refused("pull.not-here")
}

fn held(run: &LastPull) -> std::sync::MutexGuard<'_, PullRun> {
    run.lock().unwrap_or_else(PoisonError::into_inner)
}
