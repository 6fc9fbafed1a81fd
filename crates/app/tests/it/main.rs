//! The use cases on a small province built by code, in a temporary SQLite file. Assert behaviour, never words alone.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(unreachable_pub, reason = "modules of one binary share what they need")]

mod access;
mod anchors;
mod calendar;
mod cascade;
mod country;
mod documents;
mod edxml;
mod exchange;
mod exchange_kit;
mod forks;
mod import;
mod import_documents;
mod inside;
mod lawful;
mod messages;
mod national;
mod offices;
mod oidc;
mod opening;
mod passkeys;
mod province;
mod reports;
mod review;
mod search;
mod tasks;
mod tools;
