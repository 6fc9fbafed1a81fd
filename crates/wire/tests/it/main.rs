//! Tests of the bytes of acts: golden files, round trips over generated acts, strictness, the chain.
#![allow(clippy::unwrap_used)]

mod canonical;
mod chain;
mod envelope;
mod fold;
mod golden;
mod make;
mod strict;
mod withheld;
