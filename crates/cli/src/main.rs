//! The program `kvpt`: what was typed becomes a plan, the plan becomes calls of use cases. Decides nothing itself.

mod audit;
mod backup;
mod bundle;
mod chain;
mod check;
mod demo;
mod exchange;
mod keyfile;
mod oidc;
mod place;
mod read;
mod serve;
mod setup;
mod site;
mod take;
mod token;
mod totals;
mod units;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reading makes many small strings; this allocator hands them out faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Record and working tool of a province's defence zone (khu vực phòng thủ).
#[derive(Debug, Parser)]
#[command(name = "kvpt", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read documents and print what they say; keeps nothing
    Read(read::Args),
    /// Make a new installation with its first administrator
    Init(setup::Args),
    /// Take documents in and make proposals
    Intake(take::Args),
    /// Serve the pages
    Serve(serve::Args),
    /// Walk the ledger and name the first act that is not what it was
    Verify(check::VerifyArgs),
    /// Walk every chain to its end and print a report for the files; held against an earlier one with --against
    Audit(audit::Args),
    /// Make every table again from the ledger, or prove that it need not be
    Rebuild(check::RebuildArgs),
    /// Save everything into one file while the service runs; it is opened and checked before it counts
    Backup(backup::BackupArgs),
    /// Check a backup, or make a new installation from it
    Restore(backup::RestoreArgs),
    /// Make, look at or take in signed and encrypted bundles of acts and files
    Bundle(bundle::Args),
    /// Pull bundles over a network from sites that are admitted; keep where these are reached
    Exchange(exchange::Args),
    /// This site's keys and card; other sites admitted and withdrawn
    Site(site::Args),
    /// Tokens by which other programs act for an account
    Token(token::Args),
    /// Give this site's ledger out as a file, or take another site's in
    Chain(chain::Args),
    /// Add an indicator up over units and periods, as reported or on the map of a day
    Totals(totals::Args),
    /// List the national register's administrative units on a day, or put them on record
    Units(units::Args),
    /// Show one administrative unit with what it came from and what became of it
    Unit(units::OneArgs),
    /// Make the sample province, write a review, serve the pages
    Demo(demo::Args),
}

/// What a command ends with: 0 when all is well, 1 when a fault was found.
pub(crate) type Ended = anyhow::Result<ExitCode>;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("KVPT_LOG");
    // That a statement took long on a busy machine is no fault that people have to see.
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,sqlx=error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(cli.command) {
        Ok(code) => code,
        Err(e) => {
            report(&e);
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Ended {
    if let Command::Read(args) = command {
        return read::run(args);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Command::Read(_) => Ok(ExitCode::SUCCESS),
            Command::Init(args) => setup::run(args).await,
            Command::Intake(args) => take::run(args).await,
            Command::Serve(args) => serve::run(args).await,
            Command::Audit(args) => audit::run(args).await,
            Command::Backup(args) => backup::backup(args).await,
            Command::Restore(args) => backup::restore(args).await,
            Command::Verify(args) => check::verify(args).await,
            Command::Rebuild(args) => check::rebuild(args).await,
            Command::Bundle(args) => bundle::run(args).await,
            Command::Exchange(args) => exchange::run(args).await,
            Command::Site(args) => site::run(args).await,
            Command::Token(args) => token::run(args).await,
            Command::Chain(args) => chain::run(args).await,
            Command::Totals(args) => totals::run(args).await,
            Command::Units(args) => units::run(args).await,
            Command::Unit(args) => units::one(&args),
            Command::Demo(args) => demo::run(args).await,
        }
    })
}

/// A use case's fault in its own words; anything else as it comes.
pub(crate) fn report(e: &anyhow::Error) {
    match e.downcast_ref::<app::Error>() {
        Some(fault) => report_fault(fault),
        None => eprintln!("kvpt: {e:#}"),
    }
}

/// A use case's fault: what happened, why, what to do.
pub(crate) fn report_fault(fault: &app::Error) {
    let words = fault.words();
    eprintln!("kvpt: {} [{}]", words.happened, fault.code());
    // A file's own fault says its cause in its first sentence.
    for (label, said) in [("Nguyên nhân", words.why), ("Cách xử lý", words.remedy)] {
        if !said.is_empty() {
            eprintln!("  {label}: {said}");
        }
    }
    tracing::error!("{fault}");
}
