//! `verify` and `rebuild`: whether the ledger is what it was, and whether the tables and the search index are what the ledger says.

use crate::Ended;
use crate::place::Place;
use std::process::ExitCode;

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    place: Place,
}

/// Arguments of `rebuild`.
#[derive(Debug, clap::Args)]
pub(crate) struct RebuildArgs {
    #[command(flatten)]
    place: Place,
    /// Only compare; change nothing
    #[arg(long)]
    check: bool,
}

/// Walks every chain.
#[allow(clippy::print_stdout)]
pub(crate) async fn verify(args: VerifyArgs) -> Ended {
    let office = args.place.open().await?;
    match office.verify().await? {
        Ok(chains) => {
            for chain in chains {
                println!(
                    "{}: {} hành vi, nguyên vẹn; đầu chuỗi {}",
                    chain.site, chain.acts, chain.head
                );
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(fault) => {
            eprintln!("kvpt: sổ cái không nguyên vẹn: {fault}");
            eprintln!(
                "  Cách xử lý: dừng ghi, giữ nguyên tệp dữ liệu, đối chiếu với bản sao lưu gần nhất."
            );
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Compares the tables and the search index with the ledger, or makes them again.
#[allow(clippy::print_stdout)]
pub(crate) async fn rebuild(args: RebuildArgs) -> Ended {
    let office = args.place.open().await?;
    if !args.check {
        let n = office.rebuild().await?;
        println!("đã lập lại các bảng từ sổ cái: {n} dòng");
        if office.keeps_index() {
            let n = office.rebuild_index().await?;
            println!("đã lập lại chỉ mục tìm kiếm: {n} mục");
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut faults = office.check_tables().await?;
    faults.extend(office.check_index().await?);
    if faults.is_empty() {
        println!("mọi bảng và chỉ mục tìm kiếm khớp với sổ cái");
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!(
        "kvpt: {} chỗ trong các bảng, chỉ mục khác với sổ cái; chỗ đầu tiên: {}",
        faults.len(),
        faults[0]
    );
    for fault in faults.iter().skip(1).take(19) {
        eprintln!("  {fault}");
    }
    eprintln!(
        "  Cách xử lý: chạy `kvpt rebuild` (không có --check) để lập lại các bảng và chỉ mục từ sổ cái."
    );
    Ok(ExitCode::FAILURE)
}
