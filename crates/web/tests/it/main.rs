//! Tests of the pages that need no data: wording, templates, the files they load.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod pages;
mod wording;
