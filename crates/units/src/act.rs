//! The acts of the State by which units changed.

use terms::Day;

/// An act by which units came into being, ceased or were renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its key in the tables.
    pub(crate) key: &'static str,
    /// Number and symbol: `1656/NQ-UBTVQH15`.
    pub number: &'static str,
    /// The day it was issued.
    pub issued: Day,
    /// The day from which the change holds.
    pub on: Day,
    /// What it is, as it is cited, in Vietnamese.
    pub title: &'static str,
}
