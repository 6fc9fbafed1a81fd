//! Tests of the crate `text`, through its public entries only.

mod clause;
mod fold;
