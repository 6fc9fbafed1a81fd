//! `kvpt units` and `kvpt unit`: the national register of administrative units listed, one unit shown, the register loaded.

pub(crate) mod print;

use crate::Ended;
use crate::place::Place;
use app::national::{self, Scope};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use std::process::ExitCode;

/// Arguments of `units`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Day of the map: dd/mm/yyyy or yyyy-mm-dd
    #[arg(long, value_name = "DATE", required = true)]
    on: Option<String>,
    /// Level: province, district or commune
    #[arg(long, value_name = "LEVEL", required = true)]
    level: Option<String>,
    /// Only units of one province, by code or name
    #[arg(long, value_name = "CODE|NAME")]
    province: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Put the national register, or one province of it with what went into it, on record
    Load(LoadArgs),
}

/// Arguments of `units load`.
#[derive(Debug, clap::Args)]
struct LoadArgs {
    #[command(flatten)]
    place: Place,
    /// Only one province of today, by code or name; the whole country when it is left out
    #[arg(long, value_name = "CODE|NAME")]
    province: Option<String>,
    /// Day from which units count whose beginning is not known
    #[arg(long, value_name = "DATE", default_value = "01/03/2025")]
    since: String,
    /// Login name of the person who loads it; must be an officer
    #[arg(long, value_name = "LOGIN")]
    login: Option<String>,
    /// Count what would be loaded; write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Arguments of `unit`.
#[derive(Debug, clap::Args)]
pub(crate) struct OneArgs {
    /// Code, or name with the units above it after commas
    #[arg(value_name = "CODE|NAME")]
    unit: String,
    /// Day: dd/mm/yyyy or yyyy-mm-dd; needed where several units had the code or name
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = OneFormat::Text)]
    format: OneFormat,
}

/// Forms of a list.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A table to read
    Table,
    /// JSON
    Json,
    /// Comma separated values with a header
    Csv,
}

/// Forms of one unit.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum OneFormat {
    /// Text to read
    Text,
    /// JSON
    Json,
}

/// Lists units, or loads the register.
pub(crate) async fn run(args: Args) -> Ended {
    if let Some(What::Load(load)) = args.what {
        return self::load(load).await;
    }
    let on = national::typed_day(args.on.as_deref().unwrap_or_default())?;
    let level = national::typed_level(args.level.as_deref().unwrap_or_default())?;
    let list = national::list(on, level, args.province.as_deref())?;
    let text = match args.format {
        Format::Table => print::table(&list),
        Format::Json => serde_json::to_string_pretty(&list)? + "\n",
        Format::Csv => print::csv(&list),
    };
    print::out(&text)
}

/// Shows one unit.
pub(crate) fn one(args: &OneArgs) -> Ended {
    let on = args.on.as_deref().map(national::typed_day).transpose()?;
    let sheet = national::sheet(&args.unit, on)?;
    let text = match args.format {
        OneFormat::Text => print::sheet(&sheet),
        OneFormat::Json => serde_json::to_string_pretty(&sheet)? + "\n",
    };
    print::out(&text)
}

async fn load(args: LoadArgs) -> Ended {
    let scope = Scope::typed(args.province.as_deref())?;
    let since = national::typed_day(&args.since)?;
    let office = args.place.open().await?;
    let viewer = office.clerk_at_the_machine(args.login.as_deref()).await?;
    if args.dry_run {
        let n = scope.units().len();
        return print::out(&format!("{n} đơn vị thuộc phạm vi; chưa ghi nội dung nào\n"));
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("  {bar:30} {pos}/{len} đơn vị") {
        bar.set_style(style);
    }
    let tell = |n: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(n as u64);
    };
    let loaded = office.load_national_units(&viewer, scope, since, &tell).await?;
    bar.finish_and_clear();
    office.close().await;
    print::out(&print::loaded(&loaded))?;
    Ok(ExitCode::SUCCESS)
}
