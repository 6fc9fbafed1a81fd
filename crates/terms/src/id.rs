//! Ids, sites and references: what every object of the record is called.

use crate::Kind;
use std::fmt;
use std::str::FromStr;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 26;

/// A text that is not an id, a site or a reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a {what}: {given:?}")]
pub struct BadId {
    /// What was expected.
    pub what: &'static str,
    /// What was given.
    pub given: String,
}

/// The id of an object: 128 bits, printed as 26 characters of Crockford's base 32 in lower case, sorting by creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u128);

impl Id {
    /// An id from milliseconds since 1970 (48 bits) and 80 bits that nobody else has.
    ///
    /// ```
    /// let id = terms::Id::new(1_700_000_000_000, 7);
    /// assert_eq!(id.to_string().parse(), Ok(id));
    /// ```
    pub fn new(millis: u64, unique: u128) -> Self {
        Self(((millis as u128 & 0xffff_ffff_ffff) << 80) | (unique & ((1 << 80) - 1)))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for i in (0..LENGTH).rev() {
            let digit = ((self.0 >> (5 * i)) & 31) as usize;
            write!(f, "{}", ALPHABET[digit] as char)?;
        }
        Ok(())
    }
}

impl FromStr for Id {
    type Err = BadId;

    fn from_str(s: &str) -> Result<Self, BadId> {
        let bad = || BadId { what: "id", given: s.to_owned() };
        let first = s.bytes().next().ok_or_else(bad)?;
        if s.len() != LENGTH || !(b'0'..=b'7').contains(&first) {
            return Err(bad());
        }
        s.bytes()
            .try_fold(0u128, |sum, b| {
                let digit = ALPHABET.iter().position(|a| *a == b).ok_or_else(bad)?;
                Ok(sum << 5 | digit as u128)
            })
            .map(Self)
    }
}

/// An installation of kvpt: the one writer of its chain. 1–40 characters of `a`–`z`, `0`–`9` and `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Site(String);

impl Site {
    /// The site's code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Site {
    type Err = BadId;

    fn from_str(s: &str) -> Result<Self, BadId> {
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if s.is_empty() || s.len() > 40 || !s.bytes().all(fits) {
            return Err(BadId { what: "site", given: s.to_owned() });
        }
        Ok(Self(s.to_owned()))
    }
}

/// A reference to an object of the record, on whichever site it was created: `task/song-giang/01h…`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref {
    /// What the object is.
    pub kind: Kind,
    /// The site that created it.
    pub site: Site,
    /// Its id.
    pub id: Id,
}

impl fmt::Display for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.kind, self.site, self.id)
    }
}

impl FromStr for Ref {
    type Err = BadId;

    fn from_str(s: &str) -> Result<Self, BadId> {
        let at = Self::of_any_program(s)?;
        match at.kind {
            Kind::Later(_) => Err(BadId { what: "reference", given: s.to_owned() }),
            _ => Ok(at),
        }
    }
}

impl Ref {
    /// The reference of some text, also to an object of a kind that only a later program knows.
    ///
    /// # Errors
    /// When the text is no reference.
    pub fn of_any_program(s: &str) -> Result<Self, BadId> {
        let bad = || BadId { what: "reference", given: s.to_owned() };
        let mut parts = s.split('/');
        let mut next = || parts.next().ok_or_else(bad);
        let kind = Kind::of_any_program(next()?).ok_or_else(bad)?;
        let site = next()?.parse()?;
        let id = next()?.parse()?;
        if parts.next().is_some() {
            return Err(bad());
        }
        Ok(Self { kind, site, id })
    }
}

/// A reference with the name it had when it was written, so that an act can be read alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Named {
    /// The object.
    pub at: Ref,
    /// Its name on that day.
    pub name: String,
}
