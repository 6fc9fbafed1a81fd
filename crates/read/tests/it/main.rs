//! Tests of the reader through its public entry: case files, properties, and the score on real reports.

mod beyond8;
mod cases;
mod office;
mod property;
mod score;
mod structure;
mod tables;
