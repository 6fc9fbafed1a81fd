//! `kvpt intake`: takes documents in, as the page does.

use crate::Ended;
use crate::place::Place;
use crate::read::{bytes_of, files_of};
use app::intake::Came;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `intake`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// Login name of the person who takes them in; must hold a role that may
    #[arg(long, value_name = "LOGIN")]
    login: Option<String>,
}

/// Takes files in one by one, with what lies inside them; a bad one is named, the others still go in.
#[allow(clippy::print_stdout)]
pub(crate) async fn run(args: Args) -> Ended {
    let office = args.place.open().await?;
    let viewer = office.clerk_at_the_machine(args.login.as_deref()).await?;
    let mut bad = 0;
    for path in files_of(&args.paths) {
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let came = match bytes_of(&path) {
            Ok(bytes) => {
                office.take_in_all(&viewer, &name, bytes).await.map_err(anyhow::Error::from)
            }
            Err(e) => Err(e),
        };
        match came {
            Ok(came) => bad += came.into_iter().filter(|one| !told(&path, &name, one)).count(),
            Err(e) => {
                bad += 1;
                eprintln!("{}:", path.display());
                crate::report(&e);
            }
        }
    }
    Ok(if bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Tells what came of one document of a file; false when it was not taken in.
#[allow(clippy::print_stdout)]
fn told(path: &Path, outer: &str, one: &Came) -> bool {
    let inner = one.file_name.strip_prefix(outer).unwrap_or("");
    let shown = format!("{}{inner}", path.display());
    match &one.taken {
        Ok(t) if t.known => println!("{shown}: đã tiếp nhận trước đây ({})", t.at),
        Ok(t) => println!("{shown}: {} đề xuất chờ xác nhận ({})", t.proposals, t.at),
        Err(e) => {
            eprintln!("{shown}:");
            crate::report_fault(e);
        }
    }
    one.taken.is_ok()
}
