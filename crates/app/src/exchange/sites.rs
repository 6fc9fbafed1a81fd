//! Sites: one's own keys and card, others admitted, given new keys, withdrawn.

use super::Exchange;
use crate::error::{Error, Problem};
use crate::facts::Find;
use crate::office::Office;
use crate::secret;
use bundle::{PublicKeys, SiteKey};
use record::object::KnownSite;
use record::payload::SiteAct;
use record::{Actor, Draft, Payload, decide};
use serde::{Deserialize, Serialize};
use terms::{AccessClass, Day, Kind, Named, Ref, Role, Site};

/// What a site shows to others: who it is, its public keys, the bodies it speaks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The site.
    pub site: Site,
    /// What it is called.
    pub name: String,
    /// Its public keys.
    pub keys: PublicKeys,
    /// The bodies.
    pub bodies: Vec<Named>,
    /// Since when it writes.
    pub since: Day,
}

#[derive(Serialize, Deserialize)]
struct Written {
    kvpt_site_card: u8,
    site: String,
    name: String,
    key: String,
    recipient: String,
    bodies: Vec<(String, String)>,
    since: String,
}

impl Card {
    /// The text of a card.
    pub fn to_text(&self) -> String {
        let written = Written {
            kvpt_site_card: 1,
            site: self.site.to_string(),
            name: self.name.clone(),
            key: self.keys.key.clone(),
            recipient: self.keys.recipient.clone(),
            bodies: self.bodies.iter().map(|b| (b.at.to_string(), b.name.clone())).collect(),
            since: self.since.to_string(),
        };
        serde_json::to_string_pretty(&written).unwrap_or_default()
    }

    /// The card of a text.
    ///
    /// # Errors
    /// `site.card-bad`.
    pub fn from_text(text: &str) -> Result<Self, Error> {
        let bad = || Error::refused("site.card-bad");
        let w: Written = serde_json::from_str(text).map_err(|_| bad())?;
        let body = |(at, name): (String, String)| {
            at.parse().map(|at| Named { at, name }).map_err(|_| bad())
        };
        if w.kvpt_site_card != 1 {
            return Err(bad());
        }
        Ok(Self {
            site: w.site.parse().map_err(|_| bad())?,
            name: w.name,
            keys: PublicKeys { key: w.key, recipient: w.recipient },
            bodies: w.bodies.into_iter().map(body).collect::<Result<_, _>>()?,
            since: w.since.parse().map_err(|_| bad())?,
        })
    }

    /// What two people compare by telephone before the card is believed.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.keys)
    }
}

/// The fingerprint of public keys: eight groups of four hexadecimal digits.
pub fn fingerprint(keys: &PublicKeys) -> String {
    grouped(&secret::sha256_hex(format!("{}\n{}", keys.key, keys.recipient).as_bytes()))
}

/// The first 32 digits in groups of four.
pub(crate) fn grouped(hex: &str) -> String {
    let digits: Vec<char> = hex.chars().take(32).collect();
    digits.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// New keys for a site.
pub fn new_key() -> SiteKey {
    let mut seed = [0; 32];
    seed[..16].copy_from_slice(&secret::random_u128().to_be_bytes());
    seed[16..].copy_from_slice(&secret::random_u128().to_be_bytes());
    SiteKey::new(seed)
}

impl Office {
    /// Puts this site with its public keys on its own record, once.
    ///
    /// # Errors
    /// `site.key-there`, or when there is no account to do it for.
    pub async fn found_site(
        &self,
        key: &SiteKey,
        login: &str,
        superior: Option<Site>,
    ) -> Result<(), Error> {
        let viewer = self.viewer(login).await?;
        let viewer = viewer.ok_or_else(|| Error::NotFound { what: login.to_owned() })?;
        let actor = viewer.acting_at_home(terms::Role::Administrator)?;
        if self.own_site().await?.is_some() {
            return Err(Error::refused("site.key-there"));
        }
        let first = self.store.act(self.site(), 1).await?;
        let since = first.map_or(self.today(), |e| e.act.recorded_at.day_vn());
        let keys = key.public();
        let says = SiteAct::Admitted {
            site: self.site().clone(),
            name: actor.body.name.clone(),
            key: keys.key,
            recipient: keys.recipient,
            bodies: vec![actor.body.clone()],
            superior,
        };
        self.admit_site(actor, since, says).await.map(|_| ())
    }

    pub(crate) async fn own_site(&self) -> Result<Option<KnownSite>, Error> {
        let sites: Vec<KnownSite> = self.all(Kind::Site).await?;
        let own = |s: &KnownSite| s.site == *self.site() && s.at.site == *self.site();
        Ok(sites.into_iter().find(own))
    }

    /// The bodies of this site's entry and every other that it acted for, without those below one of them.
    async fn spoken_for(&self, own: &KnownSite) -> Result<Vec<Named>, Error> {
        let (trust, facts) = (self.trust().await?, self.facts().await?);
        let mut wide = own.clone();
        for at in self.store.bodies_of(self.site()).await? {
            if trust.covers(&wide, &at, self.today()) {
                continue;
            }
            let name = facts.body(&at).map(|b| b.last_name().to_owned());
            wide.bodies.extend(name.map(|name| Named { at, name }));
        }
        let all = wide.bodies.clone();
        wide.bodies.retain(|b| {
            let others = all.iter().filter(|o| o.at != b.at).cloned().collect();
            own.bodies.iter().any(|o| o.at == b.at)
                || !trust.covers(&KnownSite { bodies: others, ..own.clone() }, &b.at, self.today())
        });
        Ok(wide.bodies)
    }

    async fn admit_site(&self, actor: Actor, from: Day, says: SiteAct) -> Result<Ref, Error> {
        let at = self.fresh(Kind::Site);
        let entry = self.entry(&at, actor, Some(from), Vec::new());
        let drafts: Vec<Draft> = decide::plain(None, entry, Payload::Site(says))?;
        self.found(drafts).await?;
        Ok(at)
    }
}

impl Exchange<'_> {
    /// This site's card: it names every body that this site ever acted for, but those below another of them.
    ///
    /// # Errors
    /// `site.key-missing` when it has no keys yet.
    pub async fn card(&self) -> Result<Card, Error> {
        let own = self.office.own_site().await?;
        let keys = own.as_ref().and_then(|s| s.keys.last().cloned());
        let (Some(own), Some(keys)) = (own, keys) else {
            let detail = "chưa có khóa".to_owned();
            return Err(Error::Refused(Problem::new("site.key-missing", [("detail", detail)])));
        };
        let keys = PublicKeys { key: keys.key, recipient: keys.recipient };
        let bodies = self.office.spoken_for(&own).await?;
        Ok(Card { site: own.site, name: own.name, keys, bodies, since: own.from })
    }

    /// Admits a site by its card, as the subordinate of this one when `below`. One that is admitted already is admitted anew
    /// when its card names more bodies, with the keys that are known.
    /// Where a second administrator confirms, the
    /// admission is asked for and counts when [`Exchange::confirm`] was called by another.
    ///
    /// # Errors
    /// `site.own`, `site.already-admitted`, `site.waits`, those of the record.
    pub async fn admit(&self, card: Card, from: Option<Day>, below: bool) -> Result<Ref, Error> {
        let office = self.office;
        if card.site == *office.site() {
            let facts = [("site", card.site.to_string())];
            return Err(Error::Refused(Problem::new("site.own", facts)));
        }
        let trust = office.trust().await?;
        let there = trust.site(&card.site, office.today());
        let ours = there.filter(|s| s.at.site == *office.site());
        if ours.is_some_and(|s| !wider(s, &card, office.today())) {
            return Err(Error::refused("site.already-admitted"));
        }
        if office.waiting_sites().await?.iter().any(|s| s.site == card.site) {
            return Err(Error::refused("site.waits"));
        }
        let superior = below.then(|| office.site().clone());
        let Card { site, name, keys: PublicKeys { key, recipient }, bodies, .. } = card.clone();
        let says = match office.asks_a_second(Role::Administrator).await? {
            true => SiteAct::AdmissionAsked { site, name, key, recipient, bodies, superior },
            false => SiteAct::Admitted { site, name, key, recipient, bodies, superior },
        };
        let at = office.admit_site(self.actor()?, from.unwrap_or(card.since), says).await?;
        // Bundles that waited for this site to be believed.
        self.take_waiting().await?;
        Ok(at)
    }

    /// States up to which class a site may hold what this one knows.
    ///
    /// # Errors
    /// Not found; those of the record.
    pub async fn clear(
        &self,
        site: &Site,
        class: AccessClass,
        reason: String,
    ) -> Result<(), Error> {
        self.say(site, self.office.today(), SiteAct::Cleared { class, reason }).await.map(|_| ())
    }
}

/// Whether a card with the keys that are known names a body more.
fn wider(known: &KnownSite, card: &Card, today: Day) -> bool {
    let same = known
        .keys_on(today)
        .is_some_and(|k| k.key == card.keys.key && k.recipient == card.keys.recipient);
    same && card.bodies.iter().any(|b| known.bodies.iter().all(|k| k.at != b.at))
}

pub(super) fn unknown_waiting() -> Error {
    Error::refused("site.not-waiting")
}

pub(crate) fn unknown(site: &Site) -> Error {
    Error::Refused(Problem::new("site.unknown", [("site", site.to_string())]))
}
