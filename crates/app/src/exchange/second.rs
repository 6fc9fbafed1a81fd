//! Admissions that a second administrator confirms: asked for by one, confirmed or declined by another, both on record.

use super::sites::fingerprint;
use super::{Exchange, sites::unknown_waiting};
use crate::error::Error;
use crate::office::Office;
use bundle::PublicKeys;
use record::decide;
use record::object::{Account, KnownSite};
use record::payload::SiteAct;
use terms::{Kind, Role, Site};

/// A site whose admission waits for a second administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingSite {
    /// The site.
    pub site: Site,
    /// What it is called.
    pub name: String,
    /// The bodies that it would speak for.
    pub bodies: Vec<String>,
    /// Fingerprint of its keys.
    pub fingerprint: String,
    /// Who asked.
    pub by: String,
    /// When, `dd/mm/yyyy HH:MM`.
    pub asked_at: String,
    /// Whether it is the viewer who asked: another has to confirm.
    pub own: bool,
}

impl Office {
    /// Whether what a role decides asks for a second person who holds it: the rules say so, and there are two.
    pub(crate) async fn asks_a_second(&self, role: Role) -> Result<bool, Error> {
        if !self.access_rules().await?.second_person {
            return Ok(false);
        }
        let accounts: Vec<Account> = self.all(Kind::Account).await?;
        let own = accounts.iter().filter(|a| a.at.site == *self.site() && a.closed.is_none());
        let holds = |a: &&Account| a.grants.iter().any(|g| g.role == role);
        Ok(own.filter(holds).count() >= 2)
    }

    pub(super) async fn waiting_sites(&self) -> Result<Vec<KnownSite>, Error> {
        let sites: Vec<KnownSite> = self.all(Kind::Site).await?;
        let waits = |s: &KnownSite| s.at.site == *self.site() && s.waits && s.withdrawn.is_none();
        Ok(sites.into_iter().filter(waits).collect())
    }
}

impl Exchange<'_> {
    /// Whether an admission by this administrator waits for a second one.
    ///
    /// # Errors
    /// The store's.
    pub async fn asks_a_second(&self) -> Result<bool, Error> {
        self.office.asks_a_second(Role::Administrator).await
    }

    /// Sites whose admission waits.
    ///
    /// # Errors
    /// The store's.
    pub async fn waiting(&self) -> Result<Vec<WaitingSite>, Error> {
        let login = self.viewer.map(|v| v.login.as_str());
        let one = |s: KnownSite| {
            let keys = s.keys.last();
            let keys =
                keys.map(|k| PublicKeys { key: k.key.clone(), recipient: k.recipient.clone() });
            WaitingSite {
                site: s.site,
                name: s.name,
                bodies: s.bodies.into_iter().map(|b| b.name).collect(),
                fingerprint: keys.as_ref().map(fingerprint).unwrap_or_default(),
                own: login == Some(s.created.actor.login.as_str()),
                by: s.created.actor.name,
                asked_at: s.created.recorded_at.vn(),
            }
        };
        Ok(self.office.waiting_sites().await?.into_iter().map(one).collect())
    }

    /// Confirms an admission that another administrator asked for.
    ///
    /// # Errors
    /// `site.not-waiting`, `site.same-person`.
    pub async fn confirm(&self, site: &Site) -> Result<(), Error> {
        self.judge(site, SiteAct::AdmissionConfirmed).await?;
        self.take_waiting().await.map(|_| ())
    }

    /// Declines an admission that was asked for; whoever asked may take it back so.
    ///
    /// # Errors
    /// `site.not-waiting`, `act.reason-missing`.
    pub async fn decline(&self, site: &Site, reason: String) -> Result<(), Error> {
        self.judge(site, SiteAct::Withdrawn { reason }).await
    }

    async fn judge(&self, site: &Site, says: SiteAct) -> Result<(), Error> {
        let office = self.office;
        let waiting = office.waiting_sites().await?.into_iter().find(|s| s.site == *site);
        let at = waiting.ok_or_else(unknown_waiting)?.at;
        let entry = office.entry(&at, self.actor()?, None, Vec::new());
        let decide = |now: &KnownSite| match now.waits && now.withdrawn.is_none() {
            true => decide::site(Some(now), entry, says).map_err(Error::from),
            false => Err(unknown_waiting()),
        };
        office.change(&at, decide).await.map(|_| ())
    }
}
