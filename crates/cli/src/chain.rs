//! `kvpt chain`: this site's ledger given out as a file, another site's taken in.

use crate::Ended;
use crate::place::Place;
use anyhow::Context;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `chain`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Write this site's acts to a file
    Export {
        /// The file
        file: PathBuf,
        /// Only acts after this number
        #[arg(long, value_name = "N", default_value_t = 0)]
        after: u64,
        #[command(flatten)]
        place: Place,
    },
    /// Take another site's acts in, as they came
    Import {
        /// The file
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
}

/// Gives a chain out or takes one in; all of it or nothing.
#[allow(clippy::print_stdout)]
pub(crate) async fn run(args: Args) -> Ended {
    match args.what {
        What::Export { file, after, place } => {
            let office = place.open().await?;
            let (bytes, n) = office.give_chain(after).await?;
            std::fs::write(&file, bytes)
                .with_context(|| format!("không ghi được {}", file.display()))?;
            println!("đã xuất {n} hành vi của {} vào {}", office.site(), file.display());
        }
        What::Import { file, place } => {
            let office = place.open().await?;
            let bytes = std::fs::read(&file)
                .with_context(|| format!("không đọc được {}", file.display()))?;
            let r = office.take_chain(&bytes).await?;
            println!(
                "{}: {} hành vi mới, {} đã có; đến hành vi số {}",
                r.site, r.new, r.known, r.head
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}
