//! Tests of the reader through its public entry: case files, properties, and the score on real reports.

mod cases;
mod office;
mod property;
mod score;
