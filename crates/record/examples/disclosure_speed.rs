//! How long it takes to say what may be shown: `cargo run --release -p record --example disclosure_speed`.
//! Communes in districts and on a second map, one in thirty of them restricted, values drawn by a fixed rule.

#![allow(clippy::print_stdout, reason = "it prints what it measured")]

use record::disclosure::{Cell, Fate, Figure, Rule, Tables};
use std::time::Instant;
use terms::AccessClass::{Open, Restricted};

fn main() {
    for communes in [100usize, 400, 1_000, 3_300] {
        let tables = country(communes);
        let begun = Instant::now();
        let release = tables.publish(Open, &Rule { percent: 10, width: 3 });
        let took = begun.elapsed();
        let held = |fate| {
            let fates = release.iter().flat_map(|r| &r.fates);
            fates.filter(|f| **f == fate).count()
        };
        let (class, guard) = (held(Fate::Class), held(Fate::Guard));
        println!("{communes} communes: {took:?}; {class} above the class, {guard} guards");
    }
}

fn country(communes: usize) -> Tables {
    let values: Vec<i64> = (0..communes).map(|i| 20 + (i as i64 * 7919) % 977).collect();
    let class = |i: usize| if i % 30 == 7 { Restricted } else { Open };
    let figure = |i: usize| Figure { parts: vec![i], class: class(i) };
    let mut cells: Vec<Cell> = (0..communes).map(|i| Cell::new(vec![i], "communes")).collect();
    let sum = |of: &dyn Fn(usize) -> bool, table: &str| {
        Cell::new((0..communes).filter(|i| of(*i)).collect(), table)
    };
    for d in 0..communes.div_ceil(12) {
        cells.push(sum(&|i| i / 12 == d, "districts"));
    }
    for p in 0..communes.div_ceil(100) {
        cells.push(sum(&|i| i / 100 == p, "provinces"));
    }
    for area in 0..communes.div_ceil(20) {
        cells.push(sum(&|i| (i * 7 / 3) % communes / 20 == area, "areas"));
    }
    cells.push(sum(&|_| true, "whole"));
    cells.retain(|c| !c.parts.is_empty());
    Tables { values, figures: (0..communes).map(figure).collect(), cells }
}
