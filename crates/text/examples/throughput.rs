//! Prints how fast a file is read: megabytes of text a second. Usage: `throughput PATH [TIMES]`.

#![allow(clippy::print_stdout)]

use std::time::Instant;
use text::{Limits, ingest};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("usage: throughput PATH [TIMES]")?;
    let times: u32 = args.next().map_or(Ok(20), |n| n.parse())?;
    let bytes = std::fs::read(&path)?;
    let limits = Limits { max_ratio: u64::MAX, ..Limits::default() };
    let begun = Instant::now();
    let mut n_text = 0;
    for _ in 0..times {
        n_text += ingest(&bytes, &limits)?.text.len();
    }
    let seconds = begun.elapsed().as_secs_f64();
    let megabytes = f64::from(u32::try_from(n_text)?) / 1e6;
    println!(
        "{path}: {megabytes:.1} MB of text in {seconds:.2} s: {:.1} MB/s",
        megabytes / seconds
    );
    Ok(())
}
