//! Two whole installations and a real listener between them: what a stick would carry comes by the network, the same, and
//! to nobody else.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(unreachable_pub, reason = "modules of one binary share what they need")]

mod client;
#[path = "../../../app/tests/it/exchange_kit.rs"]
#[allow(dead_code, reason = "the tests of `app` use the rest of it")]
mod exchange_kit;
mod faults;
mod kit;
mod provider;
mod pulls;
