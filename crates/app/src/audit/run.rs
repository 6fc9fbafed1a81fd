//! An audit that is run from a page: one at a time, beside the other work, with its progress and its last report.

use super::{AuditAsk, AuditReport};
use crate::error::{Error, Words};
use crate::office::Office;
use crate::permit::Viewer;
use std::sync::{Arc, Mutex, PoisonError};
use terms::{Instant, Role};

/// The audit of an installation that was asked for last.
#[derive(Debug, Clone, Default)]
pub enum AuditRun {
    /// None since the program started.
    #[default]
    None,
    /// It goes on.
    Going {
        /// Who asked for it.
        by: String,
        /// When.
        since: Instant,
        /// Acts looked at.
        done: u64,
        /// Acts expected.
        of: u64,
    },
    /// It ended.
    Ended {
        /// Who asked for it.
        by: String,
        /// What was found.
        report: Arc<AuditReport>,
    },
    /// The database could not be read to the end.
    Failed {
        /// Stable code.
        code: String,
        /// What happened, why, what to do.
        words: Words,
    },
}

/// Where the run is kept between two looks.
pub(crate) type LastRun = Arc<Mutex<AuditRun>>;

impl Office {
    /// Begins an audit beside the other work; while one goes on, nothing is begun. Gives whether it was.
    ///
    /// # Errors
    /// `permit.missing`.
    pub fn begin_audit(&self, viewer: &Viewer, ask: AuditAsk) -> Result<bool, Error> {
        viewer.acting_at_home(Role::Reader)?;
        let (by, since) = (viewer.name.clone(), self.now());
        {
            let mut run = held(&self.last_audit);
            if matches!(*run, AuditRun::Going { .. }) {
                return Ok(false);
            }
            *run = AuditRun::Going { by: by.clone(), since, done: 0, of: 0 };
        }
        let office = self.clone();
        tokio::spawn(async move {
            // Put down in the end also when the work is cut off: a run that is gone must not be waited for.
            let mut end = End { last: office.last_audit.clone(), run: None };
            let told = office.last_audit.clone();
            let tell = |done, of| {
                *held(&told) = AuditRun::Going { by: by.clone(), since, done, of };
            };
            end.run = Some(match office.audit(ask, tell).await {
                Ok(report) => AuditRun::Ended { by: by.clone(), report: Arc::new(report) },
                Err(e) => failed(&e),
            });
        });
        Ok(true)
    }

    /// The audit that was asked for last.
    ///
    /// # Errors
    /// `permit.missing`.
    pub fn last_audit(&self, viewer: &Viewer) -> Result<AuditRun, Error> {
        viewer.acting_at_home(Role::Reader)?;
        Ok(held(&self.last_audit).clone())
    }
}

/// Puts the end of a run in its place when it is dropped.
struct End {
    last: LastRun,
    run: Option<AuditRun>,
}

impl Drop for End {
    fn drop(&mut self) {
        let cut_off = || failed(&Error::Broken("it was cut off".to_owned()));
        *held(&self.last) = self.run.take().unwrap_or_else(cut_off);
    }
}

fn failed(e: &Error) -> AuditRun {
    tracing::error!("an audit was not completed: {e}");
    AuditRun::Failed { code: e.code().to_owned(), words: e.words() }
}

fn held(run: &LastRun) -> std::sync::MutexGuard<'_, AuditRun> {
    run.lock().unwrap_or_else(PoisonError::into_inner)
}
