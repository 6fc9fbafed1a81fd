//! Logging in by way of an OpenID provider (OpenID Connect Core 1.0: authorization code, PKCE, state, nonce), when one is
//! configured.
//!
//! The provider says who it is; whose account that is says the tie that an administrator made. What goes over the network
//! goes through a [`Line`], which is given from outside.

mod flow;
mod metadata;
mod ties;
mod token;

pub use flow::{Away, Back, encoded};
pub use metadata::{Keys, Metadata, address};
pub use token::{Claims, Expected, Unfit, id_token};

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// What is asked of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Address: `https:`, or `http:` on the loopback address.
    pub url: String,
    /// Fields of a form; without any it is a request to read.
    pub form: Vec<(&'static str, String)>,
    /// The value of `Authorization`.
    pub authorization: Option<String>,
}

/// An answer that is on its way; what went wrong is told in words for people.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, String>> + Send + 'a>>;

/// The way to a provider. It follows no redirects and believes no certificate that the machine does not.
pub trait Line: Send + Sync {
    /// Sends a request; gives the body of an answer that succeeded.
    fn send(&self, ask: Ask) -> Answer<'_>;
}

/// A provider as an administrator of the machine configured it.
#[derive(Clone)]
pub struct Provider {
    /// Who it is: what ID tokens name as their issuer, and where it is discovered.
    pub issuer: String,
    /// What people call it.
    pub name: String,
    /// What it knows this installation by.
    pub client: String,
    /// The secret of this installation; `None` for a public client.
    pub secret: Option<String>,
    /// Where it sends people back to.
    pub back: String,
    /// Values of `amr` or `acr` by which it says that a second factor was used, and which count here; none unless stated.
    pub second_factor: Vec<String>,
    /// The way there.
    pub line: Arc<dyn Line>,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provider").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}
