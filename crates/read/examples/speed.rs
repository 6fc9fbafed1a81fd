//! How fast the reader alone is: MB/s over the texts of a folder, repeated.
use std::io::Write;
use std::time::Instant;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| "../shared/corpus".into());
    let rounds: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(100);
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        texts.extend(std::fs::read_to_string(entry.path()));
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut found = 0;
    for text in &texts {
        found += read::read(text).bodies.len();
    }
    let start = Instant::now();
    for _ in 0..rounds {
        for text in &texts {
            found += read::read(text).bodies.len();
        }
    }
    let mib = (bytes * rounds) as f64 / 1e6;
    let rate = mib / start.elapsed().as_secs_f64();
    let _ = writeln!(std::io::stdout(), "{rate:.1} MB/s ({found} bodies)");
}
