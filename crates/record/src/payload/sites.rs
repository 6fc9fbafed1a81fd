//! What acts say about other sites: who may hand acts in, under which key, for which bodies.

use terms::{AccessClass, Named, Site};

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
}
