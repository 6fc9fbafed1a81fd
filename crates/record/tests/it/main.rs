//! Tests of the record: folding, deciding, figures, the review.
#![allow(clippy::unwrap_used)]

mod calendar;
mod cascade;
mod compile;
mod decide;
mod disclosure;
mod fold;
mod force;
mod formula;
mod identity;
mod make;
mod merger;
mod offices;
mod review_at;
mod shown;
mod task;
mod totals;
mod undo;
mod words;
