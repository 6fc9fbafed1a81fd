//! Pulling for the pages: what they ask for by name, done with the usual limits.

use crate::{Address, Limits, Pulled, pull};
use app::exchange::{Progress, Pulling, Pulls};
use app::{Error, Office};
use terms::Site;

/// Pulls bundles over the network.
#[derive(Debug, Clone, Copy, Default)]
pub struct Puller;

impl Pulls for Puller {
    fn pull(
        &self,
        office: Office,
        site: Site,
        from: String,
        again: bool,
        told: Progress,
    ) -> Pulling {
        Box::pin(async move {
            let from: Address = from.parse()?;
            let told = move |got, of| told(got, of);
            match pull(&office, &site, &from, again, &Limits::default(), told).await? {
                Pulled::Nothing => Ok(None),
                Pulled::Bundles(seen) => Ok(Some(seen)),
            }
        })
    }

    fn address(&self, typed: &str) -> Result<String, Error> {
        Ok(typed.parse::<Address>()?.to_string())
    }
}
