//! Ids of the sample: derived from the keys of its tables, so that every table can name what another one holds.

use crate::secret::sha256_hex;
use terms::{Id, Kind, Named, Ref, Site};

/// 01/01/2021, in milliseconds: the time part of every sample id.
const EPOCH: u64 = 1_609_459_200_000;

/// Names things of the sample on one site.
#[derive(Debug, Clone)]
pub(crate) struct Keys {
    site: Site,
}

impl Keys {
    pub(crate) fn new(site: Site) -> Self {
        Self { site }
    }

    /// The reference of a thing by its key.
    pub(crate) fn at(&self, kind: Kind, key: &str) -> Ref {
        let digest = sha256_hex(format!("{}/{key}", kind.code()).as_bytes());
        let unique = u128::from_str_radix(&digest[..20], 16).unwrap_or_default();
        Ref { kind, site: self.site.clone(), id: Id::new(EPOCH, unique) }
    }

    /// The reference with a name.
    pub(crate) fn named(&self, kind: Kind, key: &str, name: &str) -> Named {
        Named { at: self.at(kind, key), name: name.to_owned() }
    }
}
