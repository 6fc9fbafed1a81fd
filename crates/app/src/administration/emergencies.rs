//! Roles taken in emergencies, as every administrator sees them, and ended before their time.

use super::Administration;
use crate::error::Error;
use record::object::{Account, Emergency};
use record::payload::AccountAct;
use terms::{Instant, Kind, Ref, Role};

/// For how long an emergency is shown after it began: 30 days.
const SHOWN: i64 = 30 * 24 * 3600 * 1_000_000;

/// A role taken in an emergency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyRow {
    /// The account.
    pub at: Ref,
    /// Who took it.
    pub name: String,
    /// The role.
    pub role: Role,
    /// When it was taken.
    pub taken_at: Instant,
    /// Until when it holds, or held.
    pub until: Instant,
    /// Why.
    pub reason: String,
    /// Who ended it before its time, and why.
    pub ended: Option<(String, String)>,
    /// Whether it holds now.
    pub holds: bool,
}

impl EmergencyRow {
    fn of(account: &Account, e: &Emergency, now: Instant) -> Self {
        Self {
            at: account.at.clone(),
            name: account.name.clone(),
            role: e.role,
            taken_at: e.by.recorded_at,
            until: e.until,
            reason: e.reason.clone(),
            ended: e.ended.as_ref().map(|(why, by)| (by.actor.name.clone(), why.clone())),
            holds: account.closed.is_none() && e.holds_at(now),
        }
    }
}

impl Administration<'_> {
    /// Roles taken in emergencies: those that hold, and those that were taken in the last 30 days; the newest first.
    ///
    /// # Errors
    /// The store's.
    pub async fn emergencies(&self) -> Result<Vec<EmergencyRow>, Error> {
        let now = self.office.now();
        let accounts: Vec<Account> = self.office.all(Kind::Account).await?;
        let own = accounts.iter().filter(|a| a.at.site == *self.office.site());
        let all = own.flat_map(|a| a.emergencies.iter().map(move |e| EmergencyRow::of(a, e, now)));
        let mut rows: Vec<EmergencyRow> =
            all.filter(|r| r.holds || now.0 - r.taken_at.0 < SHOWN).collect();
        rows.sort_by_key(|r| std::cmp::Reverse(r.taken_at));
        Ok(rows)
    }

    /// Ends the role that an account took in an emergency, before its time.
    ///
    /// # Errors
    /// Not found; `emergency.none`, `act.reason-missing`.
    pub async fn end_emergency(&self, at: &Ref, reason: String) -> Result<(), Error> {
        let account: Account = self.office.get(at).await?;
        if !account.emergencies.last().is_some_and(|e| e.holds_at(self.office.now())) {
            return Err(Error::refused("emergency.none"));
        }
        self.say(at, AccountAct::EmergencyEnded { reason }).await
    }
}
