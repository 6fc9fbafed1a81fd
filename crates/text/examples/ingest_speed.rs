//! Measures how fast plain text is taken in: `cargo run --release -p text --example ingest_speed -- FOLDER [MIB]`.
//!
//! Joins the text files of a folder over and over up to the size given (1 MiB), takes them in many times and
//! prints the best time of each stage, which other work on the machine then hardly touches. One core, everything in memory.

use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| ".".into());
    let mib: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let text = repeated(&folder, mib << 20)?;
    let limits = text::Limits { max_bytes: u64::MAX, ..text::Limits::default() };
    let composed = text.replace('\u{a0}', " ");
    report("ingest", text.len(), || black_box(text::ingest(text.as_bytes(), &limits)).is_ok());
    let files = files(&folder)?;
    let n_bytes = files.iter().map(Vec::len).sum::<usize>() * 50;
    report("ingest, file by file", n_bytes, || {
        (0..50).flat_map(|_| &files).all(|file| black_box(text::ingest(file, &limits)).is_ok())
    });
    report("from_utf8", text.len(), || black_box(std::str::from_utf8(text.as_bytes())).is_ok());
    report("normalised", text.len(), || black_box(text::normal::normalised(&composed)).len() > 1);
    report("find_mark", text.len(), || black_box(text::secrecy::find_mark(&text)).is_none());
    report("circulation", text.len(), || {
        black_box(text::secrecy::circulation_mark(&text)).is_none()
    });
    Ok(())
}

/// The files of a folder.
fn files(folder: &str) -> std::io::Result<Vec<Vec<u8>>> {
    std::fs::read_dir(folder)?.map(|entry| std::fs::read(entry?.path())).collect()
}

/// The files of a folder, over and over.
fn repeated(folder: &str, n_bytes: usize) -> std::io::Result<String> {
    let mut once = String::new();
    for bytes in files(folder)? {
        once.push_str(std::str::from_utf8(&bytes).unwrap_or_default());
        once.push('\n');
    }
    Ok(once.repeat(n_bytes.checked_div(once.len()).unwrap_or(0).max(1)))
}

/// Runs a stage two hundred times and prints the best time in MB/s.
#[allow(clippy::print_stdout)]
fn report(stage: &str, n_bytes: usize, run: impl Fn() -> bool) {
    let timed = || {
        let start = Instant::now();
        let holds = run();
        (start.elapsed(), holds)
    };
    let runs: Vec<(Duration, bool)> = std::iter::repeat_with(timed).take(200).collect();
    let best = runs.iter().map(|(time, _)| *time).min().unwrap_or_default();
    let as_expected = runs.iter().all(|(_, holds)| *holds);
    let micros = best.as_micros().max(1);
    let rate = n_bytes as u128 / micros;
    println!(
        "{stage:22} {rate:6} MB/s  ({n_bytes} bytes in {micros} µs; as expected: {as_expected})"
    );
}
