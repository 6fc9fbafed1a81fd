//! `kvpt exchange`: bundles pulled over a network from sites that are admitted, and where these are reached.

use crate::Ended;
use crate::place::Place;
use app::{Error, Office, Problem};
use indicatif::{ProgressBar, ProgressStyle};
use link::{Address, Limits, Pulled};
use std::process::ExitCode;
use terms::Site;

/// Arguments of `exchange`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Pull the next bundle of a site and take it in, as `bundle import` does
    Pull {
        /// Its code
        #[arg(required_unless_present = "all")]
        site: Option<Site>,
        /// Its address, in place of the one that is kept
        #[arg(long, value_name = "https://HOST:PORT", conflicts_with = "all")]
        from: Option<String>,
        /// From every site whose address is kept
        #[arg(long, conflicts_with = "site")]
        all: bool,
        /// All of its acts once more, as when something was lost here
        #[arg(long)]
        again: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Keep where a site is reached from this machine; without a site, list what is kept
    Address {
        /// Its code
        site: Option<Site>,
        /// Its address
        #[arg(value_name = "https://HOST:PORT", conflicts_with = "remove")]
        address: Option<String>,
        /// Forget it
        #[arg(long, requires = "site")]
        remove: bool,
        #[command(flatten)]
        place: Place,
    },
}

/// Runs one of them; ends with 1 when a bundle did not come or was refused.
pub(crate) async fn run(args: Args) -> Ended {
    match args.what {
        What::Pull { site, from, all: _, again, place } => {
            let office = place.open().await?;
            match site {
                Some(site) => one(&office, &site, from.as_deref(), again).await,
                None => all(&office, again).await,
            }
        }
        What::Address { site, address, remove, place } => {
            let office = place.open().await?;
            match (site, address) {
                (Some(site), Some(address)) => keep(&office, &site, Some(&address)).await?,
                (Some(site), None) if remove => keep(&office, &site, None).await?,
                (site, _) => list(&office, site.as_ref()).await?,
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn one(office: &Office, site: &Site, from: Option<&str>, again: bool) -> Ended {
    let kept = office.exchange_at_the_machine().addresses().await?;
    let missing = || Problem::new("pull.address-missing", [("site", site.to_string())]);
    let from = from.or(kept.get(site).map(String::as_str));
    let from: Address = from.ok_or_else(|| Error::Refused(missing()))?.parse()?;
    pull(office, site, &from, again).await
}

/// Every site by itself: what fails with one does not keep the others.
#[allow(clippy::print_stdout)]
async fn all(office: &Office, again: bool) -> Ended {
    let kept = office.exchange_at_the_machine().addresses().await?;
    if kept.is_empty() {
        println!("Chưa ghi địa chỉ của nơi cài đặt nào. Ghi bằng lệnh kvpt exchange address.");
    }
    let mut worst = ExitCode::SUCCESS;
    for (site, from) in &kept {
        let ended = match from.parse() {
            Ok(from) => pull(office, site, &from, again).await,
            Err(e) => Err(anyhow::Error::from(e)),
        };
        match ended {
            Ok(code) if code == ExitCode::SUCCESS => {}
            Ok(code) => worst = code,
            Err(e) => {
                crate::report(&e);
                worst = ExitCode::FAILURE;
            }
        }
    }
    Ok(worst)
}

#[allow(clippy::print_stdout)]
async fn pull(office: &Office, site: &Site, from: &Address, again: bool) -> Ended {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes}") {
        bar.set_style(style);
    }
    let progress = |got, total| {
        bar.set_length(total);
        bar.set_position(got);
    };
    let pulled = link::pull(office, site, from, again, &Limits::default(), progress).await;
    bar.finish_and_clear();
    match pulled? {
        Pulled::Nothing => {
            println!("{site}: không có gì mới");
            Ok(ExitCode::SUCCESS)
        }
        Pulled::Bundles(seen) => Ok(crate::bundle::told(&seen, true)),
    }
}

#[allow(clippy::print_stdout)]
async fn keep(office: &Office, site: &Site, address: Option<&str>) -> anyhow::Result<()> {
    let address = address.map(str::parse::<Address>).transpose()?.map(|a| a.to_string());
    office.exchange_at_the_machine().keep_address(site, address.as_deref()).await?;
    match address {
        Some(address) => println!("Đã ghi địa chỉ của {site}: {address}"),
        None => println!("Đã bỏ địa chỉ của {site}."),
    }
    Ok(())
}

#[allow(clippy::print_stdout)]
async fn list(office: &Office, site: Option<&Site>) -> anyhow::Result<()> {
    let kept = office.exchange_at_the_machine().addresses().await?;
    let mut shown = kept.iter().filter(|(s, _)| site.is_none_or(|wanted| wanted == *s)).peekable();
    if shown.peek().is_none() {
        println!("Chưa ghi địa chỉ nào.");
    }
    for (site, address) in shown {
        println!("{site}\t{address}");
    }
    Ok(())
}
