//! `kvpt audit`: every chain on record walked to its end, and a report that is printed and filed.

use crate::Ended;
use crate::place::Place;
use anyhow::Context;
use app::audit::{AuditAsk, AuditReport, Earlier};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `audit`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// What was known before: the JSON of an earlier audit, or a chain as `kvpt chain export` writes it
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Read what each act says by the rules of its kind too; about three times slower
    #[arg(long)]
    full: bool,
    /// Form of the report; docx and pdf need --out
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// File for the report, in place of standard output
    #[arg(long, value_name = "FILE", required_if_eq_any = [("format", "docx"), ("format", "pdf")])]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Docx,
    Pdf,
}

/// Audits and reports; ends with 1 when anything was found.
#[allow(clippy::print_stdout)]
pub(crate) async fn run(args: Args) -> Ended {
    let against = args.against.as_deref().map(earlier).transpose()?;
    let office = args.place.open().await?;
    let bar = indicatif::ProgressBar::new(0);
    let style = "{bar:30} {human_pos}/{human_len} hành vi, còn {eta}";
    bar.set_style(indicatif::ProgressStyle::with_template(style)?);
    let ask = AuditAsk { whole: args.full, against };
    let report = office
        .audit(ask, |done, of| {
            bar.set_length(of.max(done));
            bar.set_position(done);
        })
        .await?;
    bar.finish_and_clear();
    let bytes = made(&report, args.format)?;
    match &args.out {
        Some(file) => {
            write(file, &bytes)?;
            println!("{} Biên bản: {}", report.outcome(), file.display());
        }
        None => println!("{}", String::from_utf8_lossy(&bytes)),
    }
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn earlier(file: &Path) -> anyhow::Result<Earlier> {
    let bytes =
        std::fs::read(file).with_context(|| format!("không đọc được {}", file.display()))?;
    Ok(Earlier::read(&file.display().to_string(), &bytes)?)
}

fn made(report: &AuditReport, format: Format) -> anyhow::Result<Vec<u8>> {
    Ok(match format {
        Format::Text => report.text().into_bytes(),
        Format::Json => report.json()?.into_bytes(),
        Format::Docx => report.docx()?,
        Format::Pdf => report.pdf()?,
    })
}

/// All of a file or none of it: written beside, then put in its place.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let beside = path.with_extension("part");
    let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    written.with_context(|| format!("không ghi được {}", path.display()))
}
