//! Break-glass: whoever stands by for emergencies takes the administrator's rights for a bounded time, giving a reason.
//! The act is seen by every administrator; the rights end by themselves.

use crate::error::{Error, Problem};
use crate::office::Office;
use crate::permit::Viewer;
use record::decide;
use record::object::{Account, Emergency};
use record::payload::AccountAct;
use terms::{Instant, Role};

/// Most hours for which rights are taken at a time.
pub const MOST_HOURS: u32 = 4;

const HOUR: i64 = 3_600_000_000;

impl Office {
    /// The emergency of the viewer that holds now.
    ///
    /// # Errors
    /// The store's.
    pub async fn own_emergency(&self, viewer: &Viewer) -> Result<Option<Emergency>, Error> {
        let account = self.account(&viewer.login).await?;
        let last = account.and_then(|a| a.emergencies.into_iter().next_back());
        Ok(last.filter(|e| e.holds_at(self.now())))
    }

    /// Takes the administrator's rights for some hours; gives until when.
    ///
    /// # Errors
    /// `permit.missing`, `emergency.hours`, `emergency.under-way`, `act.reason-missing`.
    pub async fn take_emergency(
        &self,
        viewer: &Viewer,
        hours: u32,
        reason: String,
    ) -> Result<Instant, Error> {
        let actor = viewer.acting_at_home(Role::Standby)?;
        if !(1..=MOST_HOURS).contains(&hours) {
            let facts = [("most", MOST_HOURS.to_string())];
            return Err(Error::Refused(Problem::new("emergency.hours", facts)));
        }
        let now = self.now();
        let until = Instant(now.0 + i64::from(hours) * HOUR);
        let body = actor.body.clone();
        let says = AccountAct::EmergencyTaken { role: Role::Administrator, body, until, reason };
        let at = self.own_account(viewer).await?.at;
        let entry = self.entry(&at, actor, None, Vec::new());
        let decide = |a: &Account| match a.emergencies.last().filter(|e| e.holds_at(now)) {
            Some(e) => {
                let facts = [("until", e.until.vn())];
                Err(Error::Refused(Problem::new("emergency.under-way", facts)))
            }
            None => Ok(decide::account(Some(a), entry, says)?),
        };
        self.change(&at, decide).await?;
        Ok(until)
    }

    /// Gives the rights back before their time.
    ///
    /// # Errors
    /// `emergency.none`, `act.reason-missing`.
    pub async fn end_own_emergency(&self, viewer: &Viewer, reason: String) -> Result<(), Error> {
        let actor = viewer.acting_at_home(Role::Standby)?;
        let (at, now) = (self.own_account(viewer).await?.at, self.now());
        let entry = self.entry(&at, actor, None, Vec::new());
        let says = AccountAct::EmergencyEnded { reason };
        let decide = |a: &Account| match a.emergencies.last().filter(|e| e.holds_at(now)) {
            None => Err(Error::refused("emergency.none")),
            Some(_) => Ok(decide::account(Some(a), entry, says)?),
        };
        self.change(&at, decide).await.map(|_| ())
    }
}
