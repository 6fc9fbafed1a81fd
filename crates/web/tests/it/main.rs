//! Tests of the pages: wording, templates and files without data; the work itself over HTTP on a small record.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(unreachable_pub, reason = "modules of one binary share what they need")]

mod api;
mod audit;
mod browser;
mod by_hand;
mod calendar;
mod cascade;
mod client;
mod documents;
#[path = "../../../app/tests/it/exchange_kit.rs"]
#[allow(dead_code, reason = "sites of the use cases, of which the pages need a part")]
mod exchange_kit;
mod forks;
mod getting_in;
mod lawful;
mod offices;
mod pages;
mod permissions;
#[path = "../../../app/tests/it/province.rs"]
#[allow(dead_code, reason = "the small record of the use cases, of which the pages need a part")]
mod province;
mod reading;
mod reports;
mod reviews;
mod search;
mod server;
mod tasks;
mod two_sites;
mod units;
mod wording;
