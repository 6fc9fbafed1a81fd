//! Chores of the project, called as `cargo xtask`.
//!
//! `tidy` holds the house in order: arrows between rooms, sizes, module docs, glossary, paths named in the docs.

mod tidy;

use std::process::ExitCode;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("tidy") => tidy::run(),
        _ => {
            eprintln!("usage: cargo xtask tidy");
            ExitCode::from(2)
        }
    }
}
