//! What exchange over a network needs of the record: whose key is whose today, what a site holds already, where it is reached.
//!
//! The network itself is the room `link`; the bundles are those of `make` and `import`.

use super::make::claim;
use super::{Exchange, Made};
use crate::error::{Error, Problem};
use bundle::{Manifest, SiteKey};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use store::BundleNote;
use terms::Site;

/// Under which name the addresses are kept; they tell of this machine's surroundings and are no acts.
const ADDRESSES: &str = "exchange.addresses";

/// This site's key as far as a handshake needs it: it signs handshakes, and nothing else, and cannot be read.
#[derive(Debug, Clone)]
pub struct HandshakeKey(Arc<SiteKey>);

impl HandshakeKey {
    /// The public key, 64 hexadecimal digits.
    pub fn public(&self) -> String {
        self.0.public().key
    }

    /// The signature over a message of TLS 1.3; `None` for any other message.
    pub fn sign(&self, message: &[u8]) -> Option<[u8; 64]> {
        self.0.sign_handshake(message)
    }
}

/// The last bundle of a site that was taken in, as the receiver names it to the sender: `12-` and the SHA-256 of its manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holds {
    /// Its number.
    pub number: u64,
    /// SHA-256 of its manifest, 64 hexadecimal digits.
    pub sha256: String,
}

impl fmt::Display for Holds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.number, self.sha256)
    }
}

impl FromStr for Holds {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (number, sha256) = text.split_once('-').ok_or(())?;
        let hex = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
        let number = number.parse().map_err(|_| ())?;
        if hex { Ok(Self { number, sha256: sha256.to_owned() }) } else { Err(()) }
    }
}

impl Made {
    /// How the receiver names this bundle once it is in.
    pub fn holds(&self) -> Holds {
        let sha256 = wire::hash(&self.manifest.to_bytes()).to_string();
        Holds { number: self.manifest.number, sha256 }
    }
}

impl Exchange<'_> {
    /// This site's key, for handshakes.
    ///
    /// # Errors
    /// `site.key-missing`.
    pub fn handshake_key(&self) -> Result<HandshakeKey, Error> {
        self.office.key()?;
        let key = self.office.key.clone().ok_or_else(|| Error::refused("site.key-missing"))?;
        Ok(HandshakeKey(key))
    }

    /// The key of a site that is in force today; `None` when it is not admitted on record, or no longer.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn key_in_force(&self, site: &Site) -> Result<Option<String>, Error> {
        let (trust, today) = (self.office.trust().await?, self.office.today());
        let keys = trust.site(site, today).and_then(|s| s.keys_on(today));
        Ok(keys.filter(|_| site != self.office.site()).map(|k| k.key.clone()))
    }

    /// The keys in force today of every site that is admitted on record, and whose each is. A key that two sites name belongs
    /// to the one that was admitted here: whoever is only introduced takes nobody's place.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keys_in_force(&self) -> Result<BTreeMap<String, Site>, Error> {
        let (trust, today) = (self.office.trust().await?, self.office.today());
        let mut sites = trust.all(today);
        sites.sort_by_key(|s| s.at.site == *self.office.site());
        let keys = sites.into_iter().filter_map(|s| {
            let keys = s.keys_on(today)?;
            Some((keys.key.clone(), s.site.clone()))
        });
        Ok(keys.collect())
    }

    /// The next bundle for a site, as [`Exchange::make`] makes it; `None` when the bundle that the site took in last told it
    /// of every act that is known here now and no repeat is asked for.
    ///
    /// # Errors
    /// Those of [`Exchange::make`].
    pub async fn next(
        &self,
        to: &Site,
        holds: Option<&Holds>,
        again: bool,
    ) -> Result<Option<Made>, Error> {
        if let Some(holds) = holds.filter(|_| !again)
            && self.tells_all(to, holds).await?
        {
            return Ok(None);
        }
        self.make(to, again).await.map(Some)
    }

    /// Whether a bundle that was sent knew the ends of all chains as they are now.
    async fn tells_all(&self, to: &Site, holds: &Holds) -> Result<bool, Error> {
        let sent = self.office.store.bundles("sent", Some(to)).await?;
        let same = |n: &&BundleNote| n.number == holds.number && n.sha256 == holds.sha256;
        let note = sent.iter().find(same);
        let Some(m) = note.and_then(|n| Manifest::from_bytes(n.manifest.as_bytes()).ok()) else {
            return Ok(false);
        };
        let heads = self.office.store.heads().await?;
        Ok(heads.iter().filter(|(_, h)| h.seq > 0).map(claim).eq(m.heads))
    }

    /// The last bundle of a site that was taken in.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn holds(&self, from: &Site) -> Result<Option<Holds>, Error> {
        let came = self.office.store.bundles("received", Some(from)).await?;
        let last = came.into_iter().filter(|n| n.state == "in").max_by_key(|n| n.number);
        Ok(last.map(|n| Holds { number: n.number, sha256: n.sha256 }))
    }

    /// Where sites are reached, as kept on this installation.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn addresses(&self) -> Result<BTreeMap<Site, String>, Error> {
        let kept = self.office.store.setting(ADDRESSES).await?;
        Ok(addresses(&kept.unwrap_or_default()))
    }

    /// Keeps where a site is reached, or forgets it.
    ///
    /// # Errors
    /// `pull.site-unknown` for one that is not admitted; when the store fails.
    pub async fn keep_address(&self, site: &Site, address: Option<&str>) -> Result<(), Error> {
        let office = self.office;
        let known = office.trust().await?.site(site, office.today()).is_some();
        if address.is_some() && !known {
            let facts = [("site", site.to_string())];
            return Err(Error::Refused(Problem::new("pull.site-unknown", facts)));
        }
        let mut writer = office.store.begin_write().await?;
        // Read inside the write, so that two at once lose nothing.
        let mut all = self.addresses().await?;
        match address {
            Some(address) => _ = all.insert(site.clone(), address.to_owned()),
            None => _ = all.remove(site),
        }
        let text: String = all.iter().map(|(s, a)| format!("{s}\t{a}\n")).collect();
        writer.put_setting(ADDRESSES, &text).await?;
        Ok(writer.commit().await?)
    }
}

fn addresses(text: &str) -> BTreeMap<Site, String> {
    let row = |line: &str| {
        let (site, address) = line.split_once('\t')?;
        Some((site.parse().ok()?, address.to_owned()))
    };
    text.lines().filter_map(row).collect()
}
