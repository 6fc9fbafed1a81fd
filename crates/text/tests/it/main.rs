//! Tests of the crate `text`, through its public entries only.

#![allow(clippy::unwrap_used)]

mod clause;
mod fold;
