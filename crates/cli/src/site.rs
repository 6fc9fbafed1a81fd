//! `kvpt site`: this site's keys and card; other sites admitted, given new keys, withdrawn.

use crate::place::Place;
use crate::{Ended, keyfile};
use anyhow::Context;
use app::exchange::{Card, Done};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use terms::{AccessClass, Day, Site};

/// Arguments of `site`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Make keys for a site that has none yet
    Key {
        /// Login name of the administrator who does it
        #[arg(long, default_value = "quan.tri")]
        login: String,
        /// Code of the site above
        #[arg(long, value_name = "SITE")]
        superior: Option<Site>,
        #[command(flatten)]
        place: Place,
    },
    /// Print this site's card, for others to admit it by
    Card {
        #[command(flatten)]
        place: Place,
    },
    /// Admit another site by its card
    Admit {
        /// The card
        card: PathBuf,
        /// The site is below this one
        #[arg(long)]
        below: bool,
        /// From which day its acts are taken in; from its first day when left out
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        /// Login name of the administrator who does it
        #[arg(long, default_value = "quan.tri")]
        login: String,
        #[command(flatten)]
        place: Place,
    },
    /// Note the new keys of an admitted site by its new card
    ChangeKey {
        /// The new card
        card: PathBuf,
        /// From which day they hold
        #[arg(long, value_name = "DAY")]
        from: String,
        /// Why
        #[arg(long)]
        reason: String,
        /// Login name of the administrator who does it
        #[arg(long, default_value = "quan.tri")]
        login: String,
        #[command(flatten)]
        place: Place,
    },
    /// State up to which access class a site may hold what this one knows
    Clear {
        /// Its code
        site: Site,
        /// open, internal or restricted
        class: AccessClass,
        /// Why
        #[arg(long)]
        reason: String,
        /// Login name of the administrator who does it
        #[arg(long, default_value = "quan.tri")]
        login: String,
        #[command(flatten)]
        place: Place,
    },
    /// Trust a site no longer
    Withdraw {
        /// Its code
        site: Site,
        /// From which day
        #[arg(long, value_name = "DAY")]
        from: String,
        /// Why
        #[arg(long)]
        reason: String,
        /// Login name of the administrator who does it
        #[arg(long, default_value = "quan.tri")]
        login: String,
        #[command(flatten)]
        place: Place,
    },
    /// List the sites that are known, with what did not arrive
    List {
        #[command(flatten)]
        place: Place,
    },
}

/// What is said of something that a second administrator has to confirm.
const WAITS: &str = "chờ quản trị thứ hai xác nhận trên trang Trao đổi.";

pub(crate) fn day(typed: &str) -> anyhow::Result<Day> {
    Day::parse_typed(typed)
        .map_err(|_| anyhow::anyhow!("ngày “{typed}” không đúng dạng dd/mm/yyyy"))
}

fn card(file: &Path) -> anyhow::Result<Card> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("không đọc được {}", file.display()))?;
    Ok(Card::from_text(&text)?)
}

/// Runs one of them.
#[allow(clippy::print_stdout)]
pub(crate) async fn run(args: Args) -> Ended {
    match args.what {
        What::Key { login, superior, place } => {
            let office = place.open().await?;
            make_key(&office, &place, &login, superior).await?;
            let card = office.exchange_at_the_machine().card().await?;
            println!("Đã lập khóa của {}. Dấu vân tay: {}", card.site, card.fingerprint());
            println!("Xuất phiếu gửi nơi cài đặt khác bằng lệnh kvpt site card.");
        }
        What::Card { place } => {
            let card = place.open().await?.exchange_at_the_machine().card().await?;
            println!("{}", card.to_text());
            eprintln!("Dấu vân tay của khóa: {}", card.fingerprint());
        }
        What::Admit { card: file, below, from, login, place } => {
            let (office, card) = (place.open().await?, card(&file)?);
            let viewer = administrator(&office, &login).await?;
            let from = from.as_deref().map(day).transpose()?;
            let (site, print) = (card.site.clone(), card.fingerprint());
            office.exchange(&viewer)?.admit(card, from, below).await?;
            println!("Đã công nhận {site}. Dấu vân tay: {print}");
        }
        What::ChangeKey { card: file, from, reason, login, place } => {
            let (office, card) = (place.open().await?, card(&file)?);
            let viewer = administrator(&office, &login).await?;
            let (site, print) = (card.site.clone(), card.fingerprint());
            match office.exchange(&viewer)?.change_key(card, day(&from)?, reason).await? {
                Done::Now => println!("Đã ghi khóa mới của {site}. Dấu vân tay: {print}"),
                Done::Waits => println!("Đã đề nghị thay khóa của {site} ({print}); {WAITS}"),
            }
        }
        What::Clear { site, class, reason, login, place } => {
            let office = place.open().await?;
            let viewer = administrator(&office, &login).await?;
            office.exchange(&viewer)?.clear(&site, class, reason).await?;
            println!("{site} được giữ nội dung đến mức {}.", class.label().to_lowercase());
        }
        What::Withdraw { site, from, reason, login, place } => {
            let office = place.open().await?;
            let viewer = administrator(&office, &login).await?;
            match office.exchange(&viewer)?.withdraw(&site, day(&from)?, reason).await? {
                Done::Now => println!("Đã thôi công nhận {site}."),
                Done::Waits => println!("Đã đề nghị thôi công nhận {site}; {WAITS}"),
            }
        }
        What::List { place } => list(&place.open().await?).await?,
    }
    Ok(ExitCode::SUCCESS)
}

#[allow(clippy::print_stdout)]
async fn list(office: &app::Office) -> anyhow::Result<()> {
    let peers = office.exchange_at_the_machine().overview().await?.peers;
    if peers.is_empty() {
        println!(
            "Chưa công nhận nơi cài đặt nào. Công nhận bằng lệnh kvpt site admit với phiếu của nơi đó."
        );
    }
    for p in peers {
        let missing: Vec<String> = p.missing.iter().map(u64::to_string).collect();
        let missing = if missing.is_empty() { "–".to_owned() } else { missing.join(", ") };
        println!(
            "{}\t{}\ttừ {}\tđến hành vi số {}\tgói còn thiếu: {missing}\t{}",
            p.site, p.name, p.from, p.head, p.fingerprint
        );
    }
    Ok(())
}

/// The person behind a login.
pub(crate) async fn administrator(
    office: &app::Office,
    login: &str,
) -> anyhow::Result<app::Viewer> {
    let viewer = office.viewer(login).await?;
    viewer.ok_or_else(|| anyhow::anyhow!("không có tài khoản “{login}” đang mở"))
}

/// Makes keys, puts them on record, keeps them in their file.
pub(crate) async fn make_key(
    office: &app::Office,
    place: &Place,
    login: &str,
    superior: Option<Site>,
) -> anyhow::Result<()> {
    let Some(file) = place.key_file() else {
        anyhow::bail!("dùng --key để chỉ tệp giữ khóa khi dữ liệu nằm trên máy chủ PostgreSQL");
    };
    anyhow::ensure!(
        !file.exists(),
        "nơi cài đặt này đã có khóa tại {}; giữ nguyên tệp đó",
        file.display()
    );
    let key = app::exchange::new_key();
    // The file first: a key on record whose secret is lost could not be used any more.
    keyfile::store(&file, &key)?;
    if let Err(e) = office.found_site(&key, login, superior).await {
        let _ = std::fs::remove_file(&file);
        return Err(e.into());
    }
    Ok(())
}
