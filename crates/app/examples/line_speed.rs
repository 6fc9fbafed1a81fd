//! How fast lines of JSON are written, and the share of SHA-256: `cargo run --release -p app --example line_speed FILE…`.

#![allow(clippy::print_stdout, reason = "it is run to be looked at")]

use app::interpret::{Interpretation, interpret};
use std::hint::black_box;
use std::time::Instant;

/// Bytes a second in MB, for a task done again and again for a second.
fn speed(bytes: usize, mut task: impl FnMut()) -> f64 {
    let (begun, mut rounds) = (Instant::now(), 0_u32);
    while begun.elapsed().as_secs_f64() < 1.0 {
        task();
        rounds += 1;
    }
    bytes as f64 * f64::from(rounds) / begun.elapsed().as_secs_f64() / 1e6
}

fn main() -> std::io::Result<()> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let files = paths.iter().map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
    let pairs = || paths.iter().zip(&files);
    let made: Vec<Interpretation> = pairs().filter_map(|(p, b)| interpret(p, b).ok()).collect();
    let mut out = Vec::new();
    let mut write = |with_text: bool| -> usize {
        out.clear();
        made.iter().for_each(|m| m.write_line(with_text, &mut out).unwrap_or_default());
        black_box(&out).len()
    };
    let n_in: usize = files.iter().map(Vec::len).sum();
    let (bare, full) = (write(false), write(true));
    println!("{} files, {n_in} bytes; lines {bare} bytes, with text {full} bytes", made.len());
    println!("lines            {:9.1} MB/s of output", speed(bare, || _ = write(false)));
    println!("lines with text  {:9.1} MB/s of output", speed(full, || _ = write(true)));
    let hash = || files.iter().for_each(|b| drop(black_box(app::secret::sha256_hex(b))));
    println!("sha256           {:9.1} MB/s of input", speed(n_in, hash));
    let read = || pairs().for_each(|(p, b)| _ = black_box(interpret(p, b).is_ok()));
    println!("whole reading    {:9.1} MB/s of input", speed(n_in, read));
    Ok(())
}
