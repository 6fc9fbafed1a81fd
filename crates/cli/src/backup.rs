//! `kvpt backup` and `kvpt restore`: one file with everything, checked before it counts; and the way back.

use crate::Ended;
use crate::place::Place;
use anyhow::Context;
use app::backup::{BackupAsk, Checked, Lock, Unlock};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `backup`.
#[derive(Debug, clap::Args)]
pub(crate) struct BackupArgs {
    #[command(flatten)]
    place: Place,
    /// A folder that is there (the name is made from site and time), or the file
    to: PathBuf,
    /// Encrypt with the passphrase on the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with = "recipient")]
    passphrase_file: Option<PathBuf>,
    /// Encrypt to this age recipient (age1…); may be given several times
    #[arg(long, value_name = "AGE1")]
    recipient: Vec<String>,
    /// Keep this many backups of the site in the folder; the one just verified always stays
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
}

/// Arguments of `restore`.
#[derive(Debug, clap::Args)]
pub(crate) struct RestoreArgs {
    /// The backup
    file: PathBuf,
    /// Only open and check it
    #[arg(long, conflicts_with_all = ["into", "into_database"], required_unless_present_any = ["into", "into_database"])]
    check: bool,
    /// Folder for the installation: not there yet, or empty
    #[arg(long, value_name = "NEWDIR", conflicts_with = "into_database")]
    into: Option<PathBuf>,
    /// Address of an empty PostgreSQL database
    #[arg(long, value_name = "URL")]
    into_database: Option<String>,
    /// The passphrase on the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with = "identity_file")]
    passphrase_file: Option<PathBuf>,
    /// The age identity (AGE-SECRET-KEY-1…) in this file
    #[arg(long, value_name = "FILE")]
    identity_file: Option<PathBuf>,
}

/// Makes a backup and says what is in it.
#[allow(clippy::print_stdout)]
pub(crate) async fn backup(args: BackupArgs) -> Ended {
    let lock = match (&args.passphrase_file, args.recipient.is_empty()) {
        (Some(file), _) => Lock::Passphrase(first_line(file)?),
        (None, false) => Lock::Recipients(args.recipient),
        (None, true) => Lock::Open,
    };
    let open = matches!(lock, Lock::Open);
    let office = args.place.open().await?;
    let ask = BackupAsk { to: args.to, lock, keep: args.keep.map(|n| n as usize) };
    let made = office.back_up(ask).await?;
    println!("Đã sao lưu và đã mở lại kiểm tra: {}", made.file.display());
    println!("  Dung lượng: {} byte; SHA-256: {}", made.size, made.sha256);
    print(&made.checked);
    for file in &made.removed {
        println!("  Đã xóa bản cũ: {}", file.display());
    }
    for file in &made.leftovers {
        println!("  Đã xóa tệp dở của lần sao lưu bị ngắt: {}", file.display());
    }
    if open {
        println!(
            "  Bản này không mã hóa, có mã băm mật khẩu của người dùng: giữ như giữ chính dữ liệu."
        );
    }
    if let Some(key) = args.place.key_file().filter(|file| file.is_file()) {
        println!("  Khóa của nơi cài đặt ({}) không nằm trong bản này: cất riêng.", key.display());
    }
    office.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Checks a backup or makes an installation from it.
#[allow(clippy::print_stdout)]
pub(crate) async fn restore(args: RestoreArgs) -> Ended {
    let unlock = match (&args.passphrase_file, &args.identity_file) {
        (Some(file), _) => Unlock::Passphrase(first_line(file)?),
        (None, Some(file)) => Unlock::Identity(identity(file)?),
        (None, None) => Unlock::Open,
    };
    let checked = match (&args.into, &args.into_database) {
        (Some(folder), _) => {
            let checked = app::backup::restore_into(&args.file, &unlock, folder).await?;
            println!("Đã phục hồi vào {}", folder.display());
            checked
        }
        (None, Some(url)) => {
            let checked = app::backup::restore_into_database(&args.file, &unlock, url).await?;
            println!("Đã phục hồi vào cơ sở dữ liệu");
            checked
        }
        (None, None) => {
            let checked = app::backup::check_backup(&args.file, &unlock)?;
            println!("Bản sao lưu nguyên vẹn: {}", args.file.display());
            checked
        }
    };
    print(&checked);
    Ok(ExitCode::SUCCESS)
}

#[allow(clippy::print_stdout)]
fn print(checked: &Checked) {
    println!(
        "  Nơi cài đặt: {} ({}); lúc {}; chương trình {}",
        checked.site,
        checked.name,
        checked.made_at.vn(),
        checked.program
    );
    for (site, (acts, head)) in &checked.chains {
        println!("  Chuỗi {site}: {acts} hành vi; đầu chuỗi {head}");
    }
    let files = checked.rows.get("blobs").copied().unwrap_or(0);
    println!("  Tệp kèm theo: {files}; mã băm nội dung: {}", checked.sha256);
}

fn first_line(file: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("không đọc được {}", file.display()))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// The key in an identity file as age writes it, its remarks passed over.
fn identity(file: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("không đọc được {}", file.display()))?;
    let key = text.lines().find(|l| l.starts_with("AGE-SECRET-KEY-"));
    Ok(key.unwrap_or_default().to_owned())
}
