//! The use cases on a small province built by code, in a temporary SQLite file. Assert behaviour, never words alone.

#![allow(clippy::unwrap_used)]

mod anchors;
mod messages;
mod province;
mod reports;
mod review;
mod tasks;
