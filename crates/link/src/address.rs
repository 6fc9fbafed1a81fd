//! Where a site is reached: `https://host:port`, nothing behind it.

use app::{Error, Problem};
use hyper::Uri;
use std::fmt;
use std::str::FromStr;

/// The port when none is named.
const PORT: u16 = 8443;

/// An address to pull from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    host: String,
    port: u16,
}

impl Address {
    /// Host and port as a connection wants them.
    pub(crate) fn to_connect(&self) -> (&str, u16) {
        (self.host.trim_start_matches('[').trim_end_matches(']'), self.port)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "https://{}:{}", self.host, self.port)
    }
}

impl FromStr for Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let bad = || {
            let facts = [("address", text.to_owned())];
            Error::Refused(Problem::new("pull.address-bad", facts))
        };
        let uri: Uri = text.trim().parse().map_err(|_| bad())?;
        let authority = uri.authority().ok_or_else(bad)?;
        let bare = uri.path_and_query().is_none_or(|p| p.as_str() == "/");
        let named = !authority.host().is_empty() && !authority.as_str().contains('@');
        // Behind the host nothing stands, or a port that is one.
        let port = match authority.as_str().len() > authority.host().len() {
            true => authority.port_u16(),
            false => Some(PORT),
        };
        if uri.scheme_str() != Some("https") || !bare || !named {
            return Err(bad());
        }
        Ok(Self { host: authority.host().to_owned(), port: port.ok_or_else(bad)? })
    }
}
