//! `kvpt token`: tokens by which other programs act for an account: made, listed, ended.

use crate::Ended;
use crate::place::Place;
use app::tokens::NewToken;
use std::process::ExitCode;
use terms::{Day, Scope};

/// Arguments of `token`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Make a token and print it: the only time that it is seen
    Make {
        /// Login name of the account for which the program acts
        #[arg(long = "for", value_name = "LOGIN")]
        account: String,
        /// What it is for
        #[arg(long)]
        name: String,
        /// What it lets the program do: read, write-intake, write-tasks, write-figures
        #[arg(long = "scope", value_name = "SCOPE", required = true, value_parser = scope)]
        scopes: Vec<Scope>,
        /// The last day on which it is taken; 90 days from today when left out
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        /// Login name of the administrator who does it
        #[arg(long, default_value = "quan.tri")]
        login: String,
        #[command(flatten)]
        place: Place,
    },
    /// List the tokens that were made and not ended
    List {
        /// Login name of the administrator who looks
        #[arg(long, default_value = "quan.tri")]
        login: String,
        #[command(flatten)]
        place: Place,
    },
    /// End a token
    End {
        /// What it is known by, as listed
        token: String,
        /// Why
        #[arg(long)]
        reason: String,
        /// Login name of the administrator who does it
        #[arg(long, default_value = "quan.tri")]
        login: String,
        #[command(flatten)]
        place: Place,
    },
}

fn scope(typed: &str) -> Result<Scope, String> {
    let all: Vec<&str> = Scope::ALL.iter().map(|s| s.code()).collect();
    Scope::from_code(typed)
        .ok_or_else(|| format!("phạm vi “{typed}” không có; dùng một trong: {}", all.join(", ")))
}

/// Runs one of them.
#[allow(clippy::print_stdout)]
pub(crate) async fn run(args: Args) -> Ended {
    match args.what {
        What::Make { account, name, scopes, until, login, place } => {
            let office = place.open().await?;
            let viewer = crate::site::administrator(&office, &login).await?;
            let until = until.as_deref().map(crate::site::day).transpose()?;
            let new = NewToken { login: account, name, scopes, until };
            let (token, made) = office.make_token(&viewer, new).await?;
            println!("{token}");
            eprintln!(
                "Đã cấp mã truy cập {} thay tài khoản {}, dùng đến ngày {}. Mã chỉ hiện một lần này; giao tận tay.",
                made.token,
                made.login,
                made.until.vn()
            );
        }
        What::List { login, place } => {
            let office = place.open().await?;
            let viewer = crate::site::administrator(&office, &login).await?;
            list(&office.tokens(&viewer).await?);
        }
        What::End { token, reason, login, place } => {
            let office = place.open().await?;
            let viewer = crate::site::administrator(&office, &login).await?;
            let ended = office.end_token(&viewer, &token, reason).await?;
            println!("Đã thu hồi mã truy cập {} của tài khoản {}.", ended.token, ended.login);
        }
    }
    Ok(ExitCode::SUCCESS)
}

#[allow(clippy::print_stdout)]
fn list(all: &[app::tokens::TokenRow]) {
    if all.is_empty() {
        println!(
            "Chưa cấp mã truy cập nào. Cấp bằng lệnh kvpt token make hoặc trên trang Mã truy cập."
        );
    }
    let used = |day: Option<Day>| {
        day.map_or("chưa dùng".to_owned(), |d| format!("dùng lần cuối {}", d.vn()))
    };
    for t in all {
        let scopes: Vec<&str> = t.scopes.iter().map(|s| s.code()).collect();
        let until = if t.over { "hết hạn từ" } else { "đến" };
        println!(
            "{}\t{}\t{}\t{}\t{until} {}\t{}",
            t.token,
            t.login,
            t.name,
            scopes.join(","),
            t.until.vn(),
            used(t.used_on)
        );
    }
}
