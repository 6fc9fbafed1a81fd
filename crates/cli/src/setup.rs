//! `kvpt init`: a new installation with its first body and administrator.

use crate::Ended;
use crate::place::Place;
use app::Office;
use std::process::ExitCode;

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Code of this installation: a–z, 0–9, '-'
    #[arg(long)]
    site: String,
    /// Full name of the body that runs it
    #[arg(long, value_name = "NAME")]
    body: String,
    /// Login name of the first administrator
    #[arg(long, default_value = "quan.tri")]
    login: String,
    /// Name of the first administrator
    #[arg(long, default_value = "Quản trị hệ thống")]
    name: String,
    /// Code of the site above this one
    #[arg(long, value_name = "SITE")]
    superior: Option<terms::Site>,
}

/// Makes the installation and prints the first password once.
#[allow(clippy::print_stdout)]
pub(crate) async fn run(args: Args) -> Ended {
    if let Some(folder) = &args.place.data {
        std::fs::create_dir_all(folder)?;
    }
    let site = args.site.parse().map_err(|_| {
        anyhow::anyhow!(
            "mã nơi cài đặt “{}” không đúng dạng: chỉ dùng a-z, 0-9 và dấu gạch nối",
            args.site
        )
    })?;
    let office = Office::create(&args.place.address(), site, app::machine_clock).await?;
    let password = app::secret::new_password();
    office.set_up(&args.body, &args.login, &args.name, &password).await?;
    if args.place.key_file().is_some() {
        crate::site::make_key(&office, &args.place, &args.login, args.superior).await?;
    }
    office.close().await;
    println!("Đã tạo nơi cài đặt {}.", args.site);
    println!(
        "Tên đăng nhập: {}   Mật khẩu: {password}   (ghi lại ngay; không hiện lại)",
        args.login
    );
    Ok(ExitCode::SUCCESS)
}
