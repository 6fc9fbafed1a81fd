//! What acts say about other sites: who may hand acts in, under which key, for which bodies.

use crate::act::ActKey;
use terms::{AccessClass, Named, Site};

/// Which of two accounts of a chain stands at the site that decides, and which is set aside there; said on the site's own entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForkChoice {
    /// The chain, another site's.
    pub chain: Site,
    /// The last act on which both accounts agree; 0 when on none.
    pub after: u64,
    /// Whether the account that was held here stands; else the other one does.
    pub ours: bool,
    /// Number of the last act of the account that stands, as known when it was decided.
    pub stands_seq: u64,
    /// Hash of that act, 64 hexadecimal digits.
    pub stands: String,
    /// Number of the last act of the account that is set aside.
    pub aside_seq: u64,
    /// Hash of that act.
    pub aside: String,
    /// Why.
    pub reason: String,
}

/// An act on a site, written by the site that trusts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiteAct {
    /// It was admitted: from the day on which the act holds its chain is taken in.
    Admitted {
        /// The site.
        site: Site,
        /// What it is called.
        name: String,
        /// Its Ed25519 public key, 64 hexadecimal digits in lower case: what its bundles are signed with.
        key: String,
        /// Its age recipient (`age1…`): what bundles for it are encrypted to.
        recipient: String,
        /// The bodies that it may speak for, each with all bodies below it.
        bodies: Vec<Named>,
        /// The site above it.
        superior: Option<Site>,
    },
    /// Its keys were replaced from the day on which the act holds.
    KeyChanged {
        /// Its new Ed25519 public key.
        key: String,
        /// Its new age recipient.
        recipient: String,
        /// Why.
        reason: String,
    },
    /// Up to which class it may hold what this site knows was stated; without such an act up to internal.
    Cleared {
        /// The class.
        class: AccessClass,
        /// Why.
        reason: String,
    },
    /// It is no longer trusted from the day on which the act holds; an admission that was asked for is declined.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// Its admission was asked for; it counts when a second person confirms.
    AdmissionAsked {
        /// The site.
        site: Site,
        /// What it is called.
        name: String,
        /// Its Ed25519 public key, 64 hexadecimal digits in lower case.
        key: String,
        /// Its age recipient.
        recipient: String,
        /// The bodies that it may speak for, each with all bodies below it.
        bodies: Vec<Named>,
        /// The site above it.
        superior: Option<Site>,
    },
    /// A second person confirmed the admission: it counts as it was asked for.
    AdmissionConfirmed,
    /// The end of trust was asked for; it counts from the day on which this act holds, when a second person confirms.
    WithdrawalAsked {
        /// Why.
        reason: String,
    },
    /// Its new keys were handed in; they count from the day on which this act holds, when a second person confirms.
    KeyChangeAsked {
        /// Its new Ed25519 public key.
        key: String,
        /// Its new age recipient.
        recipient: String,
        /// Why.
        reason: String,
    },
    /// A person decided between two accounts of a chain.
    ForkSettled(ForkChoice),
    /// A decision between two accounts of a chain was asked for; it counts when a second person confirms.
    ForkAsked(ForkChoice),
    /// A second person confirmed what was asked for.
    AskedConfirmed {
        /// The act that asked.
        asked: ActKey,
    },
    /// What was asked for was declined, or taken back by who asked.
    AskedDeclined {
        /// The act that asked.
        asked: ActKey,
        /// Why.
        reason: String,
    },
}
