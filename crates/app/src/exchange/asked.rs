//! What one administrator asks for and a second confirms: the end of trust, new keys, a decision between two accounts of a chain.

use super::Exchange;
use super::settle::not_asked;
use super::sites::{Card, fingerprint, unknown};
use crate::describe::sentence;
use crate::error::Error;
use bundle::PublicKeys;
use record::object::{Ask, Asked, KnownSite};
use record::payload::SiteAct;
use record::{ActKey, decide};
use terms::{Day, Instant, Kind, Ref, Role, Site};

/// Whether something counts now or waits for a second administrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It counts.
    Now,
    /// It waits.
    Waits,
}

/// Something that waits for a second administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedSeen {
    /// The act that asked: under which it is answered.
    pub act: ActKey,
    /// The site that it is about.
    pub site: Site,
    /// The chain, when it is a decision between two accounts.
    pub chain: Option<Site>,
    /// What is asked for, in words.
    pub words: String,
    /// Fingerprint of new keys.
    pub fingerprint: Option<String>,
    /// From which day it is to hold.
    pub from: Day,
    /// Who asked.
    pub by: String,
    /// When.
    pub asked_at: Instant,
    /// Whether it is the viewer who asked: another has to confirm.
    pub own: bool,
}

impl Exchange<'_> {
    /// What waits for a second administrator, but admissions.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn asked(&self) -> Result<Vec<AskedSeen>, Error> {
        let sites: Vec<KnownSite> = self.office.all(Kind::Site).await?;
        let own = sites.iter().filter(|s| s.at.site == *self.office.site());
        let mut out = Vec::new();
        for site in own {
            for asked in site.open_asks() {
                out.push(self.seen(site, asked).await?);
            }
        }
        Ok(out)
    }

    async fn seen(&self, site: &KnownSite, asked: &Asked) -> Result<AskedSeen, Error> {
        let key = asked.by.act.clone();
        let act = self.office.store.act(&key.site, key.seq).await?;
        let (chain, fingerprint) = match &asked.what {
            Ask::Fork(choice) => (Some(choice.chain.clone()), None),
            Ask::NewKeys { key, recipient, .. } => {
                let keys = PublicKeys { key: key.clone(), recipient: recipient.clone() };
                (None, Some(fingerprint(&keys)))
            }
            Ask::Withdrawal { .. } => (None, None),
        };
        let login = self.viewer.map(|v| v.login.as_str());
        Ok(AskedSeen {
            act: key,
            site: chain.clone().unwrap_or_else(|| site.site.clone()),
            chain,
            words: act.map(|e| sentence(&e.act)).unwrap_or_default(),
            fingerprint,
            from: asked.by.effective_on,
            own: login == Some(asked.by.actor.login.as_str()),
            by: asked.by.actor.name.clone(),
            asked_at: asked.by.recorded_at,
        })
    }

    /// Confirms what another administrator asked for.
    ///
    /// # Errors
    /// `site.not-asked`, `site.same-person`; those of [`Exchange::settle`].
    pub async fn confirm_asked(&self, asked: &ActKey) -> Result<(), Error> {
        let (at, what) = self.open_ask(asked).await?;
        let says = SiteAct::AskedConfirmed { asked: asked.clone() };
        match what {
            Ask::Fork(choice) => self.settle_asked(&at, says, &choice).await,
            _ => self.say_on(&at, None, says).await,
        }
    }

    /// Declines what was asked for; whoever asked may take it back so.
    ///
    /// # Errors
    /// `site.not-asked`, `act.reason-missing`.
    pub async fn decline_asked(&self, asked: &ActKey, reason: String) -> Result<(), Error> {
        let (at, _) = self.open_ask(asked).await?;
        let asked = asked.clone();
        self.say_on(&at, None, SiteAct::AskedDeclined { asked, reason }).await
    }

    async fn open_ask(&self, asked: &ActKey) -> Result<(Ref, Ask), Error> {
        let sites: Vec<KnownSite> = self.office.all(Kind::Site).await?;
        let own = sites.into_iter().filter(|s| s.at.site == *self.office.site());
        let found = own.into_iter().find_map(|s| {
            let what = s.open_asks().find(|a| a.by.act == *asked)?.what.clone();
            Some((s.at.clone(), what))
        });
        found.ok_or_else(not_asked)
    }

    /// Notes the new keys of an admitted site, or asks for it.
    ///
    /// # Errors
    /// Not found; those of the record.
    pub async fn change_key(&self, card: Card, from: Day, reason: String) -> Result<Done, Error> {
        let PublicKeys { key, recipient } = card.keys;
        let says = match self.office.asks_a_second(Role::Administrator).await? {
            true => SiteAct::KeyChangeAsked { key, recipient, reason },
            false => SiteAct::KeyChanged { key, recipient, reason },
        };
        self.say(&card.site, from, says).await
    }

    /// Trusts a site no longer from a day on, or asks for it.
    ///
    /// # Errors
    /// Not found; those of the record.
    pub async fn withdraw(&self, site: &Site, from: Day, reason: String) -> Result<Done, Error> {
        let says = match self.office.asks_a_second(Role::Administrator).await? {
            true => SiteAct::WithdrawalAsked { reason },
            false => SiteAct::Withdrawn { reason },
        };
        self.say(site, from, says).await
    }

    /// Writes an act on the entry of a site that was admitted here.
    pub(super) async fn say(&self, site: &Site, from: Day, says: SiteAct) -> Result<Done, Error> {
        let office = self.office;
        let trust = office.trust().await?;
        let known = trust.site(site, office.today()).filter(|s| s.at.site == *office.site());
        let known = known.ok_or_else(|| unknown(site))?;
        let done = match says {
            SiteAct::WithdrawalAsked { .. } | SiteAct::KeyChangeAsked { .. } => Done::Waits,
            _ => Done::Now,
        };
        if done == Done::Waits && known.open_asks().next().is_some() {
            return Err(Error::refused("site.asked-already"));
        }
        self.say_on(&known.at.clone(), Some(from), says).await?;
        Ok(done)
    }

    async fn say_on(&self, at: &Ref, from: Option<Day>, says: SiteAct) -> Result<(), Error> {
        let entry = self.office.entry(at, self.actor()?, from, Vec::new());
        let decide = |now: &KnownSite| decide::site(Some(now), entry, says).map_err(Error::from);
        self.office.change(at, decide).await.map(|_| ())
    }
}
