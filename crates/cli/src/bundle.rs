//! `kvpt bundle`: signed and encrypted packages made for another site, looked at, taken in.

use crate::Ended;
use crate::place::Place;
use anyhow::Context;
use app::evidence::Upload;
use app::exchange::Preview;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use terms::Site;

/// Arguments of `bundle`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Make the next bundle for a site: what it has not acknowledged yet
    Make {
        /// Code of the recipient
        #[arg(long, value_name = "SITE")]
        to: Site,
        /// Folder for the file
        #[arg(long, value_name = "DIR", default_value = ".")]
        out: PathBuf,
        /// All acts again from the first, as when the recipient has lost its data
        #[arg(long)]
        again: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Say what bundles bring, take nothing in
    Check {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
    /// Take bundles in, in any order, each whole or not at all
    Import {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
}

/// Runs one of them; ends with 1 when a bundle was refused.
#[allow(clippy::print_stdout)]
pub(crate) async fn run(args: Args) -> Ended {
    match args.what {
        What::Make { to, out, again, place } => {
            let office = place.open().await?;
            let made = office.exchange_at_the_machine().make(&to, again).await?;
            let file = out.join(&made.file_name);
            std::fs::create_dir_all(&out)?;
            std::fs::write(&file, &made.bytes)
                .with_context(|| format!("không ghi được {}", file.display()))?;
            let m = &made.manifest;
            println!("Gói số {} gửi {}: {}", m.number, m.to, file.display());
            for r in &m.ranges {
                println!("  {}: hành vi số {} đến {}", r.site, r.first, r.last);
            }
            println!("  {} tệp kèm theo, {} byte", m.files.len(), made.bytes.len());
            if made.withheld > 0 {
                println!(
                    "  {} hành vi trên mức tiếp cận của nơi nhận: chỉ gửi vị trí và mã băm",
                    made.withheld
                );
            }
            println!("  Dấu vân tay: {}", made.fingerprint);
            Ok(ExitCode::SUCCESS)
        }
        What::Check { files, place } => {
            let office = place.open().await?;
            let exchange = office.exchange_at_the_machine();
            let mut seen = Vec::new();
            for file in read(&files)? {
                seen.push(exchange.check(&file).await?);
            }
            Ok(told(&seen, false))
        }
        What::Import { files, place } => {
            let office = place.open().await?;
            let seen = office.exchange_at_the_machine().import(&read(&files)?).await?;
            Ok(told(&seen, true))
        }
    }
}

fn read(files: &[PathBuf]) -> anyhow::Result<Vec<Upload>> {
    let one = |file: &PathBuf| {
        let bytes =
            std::fs::read(file).with_context(|| format!("không đọc được {}", file.display()))?;
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned());
        Ok(Upload { name: name.unwrap_or_else(|| shown(file)), bytes })
    };
    files.iter().map(one).collect()
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}

/// Says what became of bundles; 1 when one was refused.
#[allow(clippy::print_stdout)]
pub(crate) fn told(seen: &[Preview], importing: bool) -> ExitCode {
    let mut refused = false;
    for p in seen {
        println!("{}: {}", p.file_name, headline(p, importing));
        if let (Some(m), Some(plan)) = (&p.manifest, &p.plan) {
            println!("  số {} từ {}, lập {}", m.number, m.from, m.made_at.vn());
            if p.withheld > 0 {
                println!(
                    "  {} hành vi không gửi cho nơi này vì trên mức tiếp cận được giữ",
                    p.withheld
                );
            }
            if p.filled > 0 {
                println!("  {} hành vi trước đây không gửi, nay có đủ nội dung", p.filled);
            }
            for (r, _) in &plan.ranges {
                println!("  {}: hành vi số {} đến {}", r.site, r.first, r.last);
            }
            if !plan.missing.is_empty() {
                let missing: Vec<String> = plan.missing.iter().map(u64::to_string).collect();
                println!("  chưa nhận được gói số {} của {}", missing.join(", "), m.from);
            }
        }
        if let Some(e) = &p.refused {
            refused = true;
            let words = e.words();
            println!("  {} {} [{}]", words.happened, words.why, e.code());
            println!("  Cách xử lý: {}", words.remedy);
        }
    }
    if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn headline(p: &Preview, importing: bool) -> String {
    let new = p.plan.as_ref().map_or(0, bundle_new);
    match (&p.refused, p.plan.as_ref().is_some_and(|plan| plan.repeat), importing) {
        (Some(_), ..) => "không nhập".to_owned(),
        (None, true, _) => "đã nhập trước đây, không có gì mới".to_owned(),
        (None, false, true) => format!("đã nhập {new} hành vi mới"),
        (None, false, false) => format!("nhập được, {new} hành vi mới"),
    }
}

fn bundle_new(plan: &app::exchange::Plan) -> u64 {
    plan.new_acts()
}
