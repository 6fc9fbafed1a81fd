//! The program from outside: the built `kvpt` is run as a person runs it, and its pages are used in Chromium.
//!
//! Nothing here knows the program's crates; what is known is its command line, its files and its pages.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod anchors;
mod browser;
mod crash;
mod demo;
mod faults;
mod http;
mod paper;
mod postgres;
mod program;
mod pull;
mod reading;
mod runs;
mod samples;
mod secret;
mod token;
mod trust;
mod units;
