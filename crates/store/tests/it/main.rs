//! What the store promises, one test for each promise, run on SQLite always and on PostgreSQL when
//! `KVPT_TEST_POSTGRES` holds the address of a server.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[macro_use]
mod harness;
mod sample;

mod audit;
mod chains;
mod files;
mod ledger;
mod lists;
mod projections;
mod schema;
mod sites;
