//! The heaps of a desk: how much of what waits.

use super::among;
use crate::error::Error;
use crate::sql::desk;
use crate::store::Store;
use crate::value::args;
use terms::{Day, Ref, SubmissionState};

/// How much waits for somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Desk {
    /// Tasks past their term and not handed in.
    pub overdue: u64,
    /// Tasks due from today on within the days asked, and not handed in.
    pub due_soon: u64,
    /// Tasks handed in that await closing.
    pub to_close: u64,
    /// Tasks that nobody has taken on.
    pub to_accept: u64,
    /// Proposals that nobody has decided.
    pub to_confirm: u64,
    /// Submissions that await approval.
    pub to_approve: u64,
    /// Submissions that were returned.
    pub returned: u64,
    /// Reviews that await approval.
    pub reviews: u64,
}

impl Store {
    /// The heaps of a desk: of tasks and reviews of some bodies and submissions of some units; empty lists mean all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn desk(
        &self,
        today: Day,
        days: i32,
        bodies: &[Ref],
        units: &[Ref],
    ) -> Result<Desk, Error> {
        let (bodies, units) = (among(bodies), among(units));
        let soon = today.plus_days(days);
        let mut found = Desk::default();
        if let Some(row) = self.row(desk::TASKS, args![today, soon, &bodies]).await? {
            (found.overdue, found.due_soon) = (row.count(0)?, row.count(1)?);
            (found.to_close, found.to_accept) = (row.count(2)?, row.count(3)?);
        }
        found.to_confirm = self.count(desk::PROPOSALS, args![]).await?;
        let in_state = |state: SubmissionState| args![state.code(), &units];
        found.to_approve =
            self.count(desk::SUBMISSIONS, in_state(SubmissionState::Submitted)).await?;
        found.returned = self.count(desk::SUBMISSIONS, in_state(SubmissionState::Returned)).await?;
        found.reviews = self.count(desk::REVIEWS, args![&bodies]).await?;
        Ok(found)
    }
}
