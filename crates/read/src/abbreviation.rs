//! Abbreviations and what they stand for.
