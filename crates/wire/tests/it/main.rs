//! Tests of the bytes of acts: golden files, round trips over generated acts, strictness, the chain.

mod canonical;
mod chain;
mod golden;
mod make;
mod strict;
