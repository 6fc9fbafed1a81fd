//! What is wrong with a bundle, as values.

use terms::Site;

/// Why a bundle cannot be opened or trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It does not begin as a bundle does.
    #[error("no bundle")]
    NotABundle,
    /// It ends before its end.
    #[error("cut off")]
    Truncated,
    /// It was written by a newer program.
    #[error("format {found} is newer than {known}")]
    Newer {
        /// The format of the bundle.
        found: u64,
        /// The newest that is known.
        known: u64,
    },
    /// It is encrypted to others.
    #[error("encrypted to others")]
    NotForUs,
    /// A part is not what the rest says.
    #[error("damaged: {part}")]
    Damaged {
        /// The part: `envelope`, `manifest`, `signature`, `body`, `range`, `file`.
        part: &'static str,
    },
    /// It is signed by a key that nobody admitted.
    #[error("unknown key {key} of {from}")]
    UnknownKey {
        /// The site that it says it comes from.
        from: Site,
        /// The key.
        key: String,
    },
    /// A key or a recipient is not one.
    #[error("not a key")]
    BadKey,
    /// The passphrase is not the one, or is missing.
    #[error("wrong passphrase")]
    Passphrase,
    /// It is larger than this program takes.
    #[error("too large: {bytes} bytes")]
    TooLarge {
        /// How large.
        bytes: u64,
    },
}
