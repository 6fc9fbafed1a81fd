//! Tests of the room `render`: what stands in the files it writes, and what it says of files that come back.

// Helpers outside of test functions may stop a test too.
#![allow(clippy::unwrap_used)]

mod calendar;
mod charts;
mod docx;
mod form;
mod form_faults;
mod graph;
mod offices;
mod pdf;
mod sample;
mod table;
mod zips;
