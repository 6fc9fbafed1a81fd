//! The bare scan: what it costs to find every word of the dictionaries and every shape of number in a text, and no more.
//!
//! One pass of Aho-Corasick over all phrases of `crates/read/data`, one of a regular expression for numbers of
//! documents, days and figures. The reader cannot be faster than about this; `scripts/bench.sh` prints how far it is.
//! `cargo run --release -p read --example bare_scan -- SECONDS FILE…` prints MB/s of the scan and of the reader.

#![allow(clippy::print_stdout, reason = "it is run to be looked at")]

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use std::hint::black_box;
use std::time::Instant;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Tables whose first column are phrases that occur in texts.
const TABLES: [&str; 15] = [
    include_str!("../data/abbreviations.tsv"),
    include_str!("../data/body_fields.tsv"),
    include_str!("../data/body_heads.tsv"),
    include_str!("../data/body_places.tsv"),
    include_str!("../data/cues_activity.tsv"),
    include_str!("../data/cues_people.tsv"),
    include_str!("../data/cues_role.tsv"),
    include_str!("../data/cues_section.tsv"),
    include_str!("../data/doc_types.tsv"),
    include_str!("../data/fields.tsv"),
    include_str!("../data/ordinal_heads.tsv"),
    include_str!("../data/posts.tsv"),
    include_str!("../data/ranks.tsv"),
    include_str!("../data/surnames.tsv"),
    include_str!("../data/units.tsv"),
];

/// Tables whose second column are.
const SECOND: [&str; 3] = [
    include_str!("../data/doc_types.tsv"),
    include_str!("../data/issuers.tsv"),
    include_str!("../data/laws.tsv"),
];

/// Numbers of documents, days and figures by their shape.
const SHAPES: &str = r"\d{1,4}(?:/\d{4})?[/-][A-ZĐ]{1,8}(?:-[A-ZĐa-z0-9]{1,12})*|\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d+(?:[.,]\d+)*%?";

fn phrases() -> Vec<&'static str> {
    let rows = |table: &'static str| table.lines().filter(|l| !l.starts_with('#')).skip(1);
    let column = |table, n| rows(table).filter_map(move |l| l.split('\t').nth(n)).map(str::trim);
    let first = TABLES.into_iter().flat_map(|t| column(t, 0));
    let mut all: Vec<&str> = first.chain(SECOND.into_iter().flat_map(|t| column(t, 1))).collect();
    all.retain(|p| !p.is_empty());
    all.sort_unstable();
    all.dedup();
    all
}

/// MB a second, all texts again and again for some seconds; the best round of all, after one to warm up.
fn best(seconds: f64, texts: &[String], mut task: impl FnMut(&str)) -> f64 {
    let bytes: usize = texts.iter().map(String::len).sum();
    texts.iter().for_each(|t| task(t));
    let (begun, mut best) = (Instant::now(), f64::INFINITY);
    while begun.elapsed().as_secs_f64() < seconds {
        let round = Instant::now();
        texts.iter().for_each(|t| task(t));
        best = best.min(round.elapsed().as_secs_f64());
    }
    bytes as f64 / best / 1e6
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let seconds: f64 = args.next().and_then(|s| s.parse().ok()).unwrap_or(3.0);
    let texts = args.map(std::fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    let phrases = phrases();
    let dictionary =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&phrases)?;
    let shapes = Regex::new(SHAPES)?;
    let found: usize =
        texts.iter().map(|t| dictionary.find_iter(t).count() + shapes.find_iter(t).count()).sum();
    let scan = best(seconds, &texts, |t| {
        black_box(dictionary.find_iter(t).count() + shapes.find_iter(t).count());
    });
    let reader = best(seconds, &texts, |t| _ = black_box(read::read(t)));
    println!("{}\t{found}\t{scan:.3}\t{reader:.3}", phrases.len());
    Ok(())
}
