//! The pages as plain structs: one file a group of pages, each struct with its template.
//!
//! A view holds words, numbers and small closed lists, ready to be shown; it must not fetch or decide anything.
//! Every view has an `example`, from which the tests render it in both languages.

pub mod access;
pub mod audit;
pub mod body;
pub mod calendar;
pub mod cascade;
pub mod classes;
pub mod common;
pub mod desk;
pub mod document;
pub mod entry;
pub mod exchange;
pub mod fault;
pub mod form;
pub mod import;
pub mod intake;
pub mod ledger;
pub mod offices;
pub mod own;
pub mod register;
pub mod review;
pub mod search;
pub mod task;
pub mod text;
pub mod token;
pub mod totals;
pub mod trace;
