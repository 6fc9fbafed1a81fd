//! Tests of the record: folding, deciding, figures, the review.
#![allow(clippy::unwrap_used)]

mod cascade;
mod compile;
mod decide;
mod fold;
mod formula;
mod make;
mod merger;
mod task;
mod totals;
mod undo;
mod words;
