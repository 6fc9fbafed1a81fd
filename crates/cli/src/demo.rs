//! `kvpt demo`: the sample province made, a review written, the pages served.

use crate::Ended;
use app::Office;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Arguments of `demo`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder for the database, the documents and the review
    #[arg(long, value_name = "DIR", default_value = "demo")]
    dir: PathBuf,
    /// Do all but serve
    #[arg(long)]
    no_serve: bool,
    /// Port on the loopback address
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// Makes the sample anew in its folder.
#[allow(clippy::print_stdout)]
pub(crate) async fn run(args: Args) -> Ended {
    let started = Instant::now();
    // The port first: figures of the review lead to it, and a port that is taken is told before any work.
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    let listener = match args.no_serve {
        true => None,
        false => Some(crate::serve::bind(wanted).await?),
    };
    let address = listener.as_ref().map_or(Ok(wanted), tokio::net::TcpListener::local_addr)?;
    clear(&args.dir)?;
    let site =
        "song-giang".parse().map_err(|_| anyhow::anyhow!("mã nơi cài đặt mẫu không đúng dạng"))?;
    let office = Office::create(&app::database_in(&args.dir), site, app::machine_clock).await?;
    let password = app::secret::new_password();
    println!("Tỉnh Sông Giang (mẫu): mọi tên người, địa danh, số liệu đều hư cấu.");
    let tell = |step: &str| println!("  … {step}");
    let loaded = office.load_sample(&password, &tell).await?;
    write_documents(&args.dir, &loaded.files)?;
    println!("  … lập, duyệt báo cáo sơ kết");
    let review = office.load_sample_review(&format!("http://{address}")).await?;
    write(&args.dir.join("review.docx"), &review.docx)?;
    write(&args.dir.join("review.pdf"), &review.pdf)?;
    let late = office.load_late_corrections().await?;
    println!(
        "Đã đọc {} văn bản mẫu (bản gốc: {}):",
        loaded.files.len(),
        args.dir.join("documents").display()
    );
    for (what, n) in &loaded.counts {
        println!("  {n:>6} {what}");
    }
    println!("  {:>6} đề xuất chờ xác nhận trên trang Tiếp nhận", loaded.waiting);
    println!("  {late:>6} đính chính sau khi báo cáo đã duyệt (xem trang nguồn số liệu)");
    println!("Đã ghi:");
    for file in ["kvpt.db", "review.docx", "review.pdf"] {
        println!("  {}", args.dir.join(file).display());
    }
    println!("Xong sau {:.1} giây.", started.elapsed().as_secs_f64());
    let Some(listener) = listener else {
        office.close().await;
        return Ok(ExitCode::SUCCESS);
    };
    println!("Mật khẩu cho lần chạy này: {password}");
    for account in &loaded.accounts {
        println!("  {:<10} {}", account.login, account.may);
    }
    crate::serve::serve(office, listener, crate::serve::Wanted::default()).await
}

/// Removes what an earlier demo wrote, and nothing else.
fn clear(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder.join("documents"))?;
    for name in ["kvpt.db", "kvpt.db-wal", "kvpt.db-shm", "review.docx", "review.pdf"] {
        let file = folder.join(name);
        if file.exists() {
            std::fs::remove_file(file)?;
        }
    }
    let index = app::index_in(folder);
    if index.exists() {
        std::fs::remove_dir_all(index)?;
    }
    Ok(())
}

fn write_documents(folder: &Path, files: &[app::sample::SampleFile]) -> anyhow::Result<()> {
    files.iter().try_for_each(|f| write(&folder.join("documents").join(&f.name), &f.bytes))
}

/// All of a file or none of it: written beside, then put in its place.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let beside = path.with_extension("part");
    std::fs::write(&beside, bytes)?;
    Ok(std::fs::rename(beside, path)?)
}
