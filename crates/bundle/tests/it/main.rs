//! Tests of bundles: written and opened, damaged in every way, compared with what is known.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bytes;
mod compare;
mod golden;
mod make;
