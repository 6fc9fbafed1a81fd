//! Projections: the rows that an object puts into the tables for lists and totals. Pure functions of objects; the same
//! object always gives the same rows. Knows no database.

pub mod table;
pub mod tables;

mod account;
mod activity;
mod body;
mod document;
mod finding;
mod form;
mod intake;
mod person;
mod review;
mod submission;
mod task;
mod unit;

pub use table::{Column, Holds, Row, Table};
pub use tables::TABLES;

use crate::value::Value;
use record::Object;
use terms::{Edtf, Kind, Named};

/// Makes words comparable: lower case without accents. The caller gives it when it opens the store.
pub type Fold = fn(&str) -> String;

/// The rows of an object.
pub fn project(object: &Object, fold: Fold) -> Vec<Row> {
    match object {
        Object::Intake(o) => intake::rows(o, fold),
        Object::Document(o) => document::rows(o, fold),
        Object::Body(o) => body::rows(o, fold),
        Object::Unit(o) => unit::rows(o, fold),
        Object::Person(o) => person::rows(o, fold),
        Object::Task(o) => task::rows(o, fold),
        Object::Form(o) => form::rows(o, fold),
        Object::Submission(o) => submission::rows(o, fold),
        Object::Activity(o) => activity::rows(o, fold),
        Object::Finding(o) => finding::rows(o, fold),
        Object::Review(o) => review::rows(o, fold),
        Object::Account(o) => account::rows(o, fold),
        // Sites have no table: they are few, and always folded.
        Object::Site(_) => Vec::new(),
    }
}

/// The tables that show one kind of object.
pub fn tables_of(kind: Kind) -> impl Iterator<Item = &'static Table> {
    TABLES.iter().copied().filter(move |table| table.kind == kind)
}

/// The reference of an object that may be absent.
fn at(named: Option<&Named>) -> Value {
    named.map(|n| &n.at).into()
}

/// The name of an object that may be absent.
fn name(named: Option<&Named>) -> Value {
    named.map(|n| n.name.as_str()).into()
}

/// The first day that a date can mean, for sorting.
fn first_day(date: Option<Edtf>) -> Value {
    date.and_then(|d| d.first()).into()
}

/// Words to search by, folded, with single spaces.
fn search(fold: Fold, words: &[Option<&str>]) -> Value {
    let joined: Vec<&str> = words.iter().flatten().copied().collect();
    let folded = fold(&joined.join(" "));
    folded.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
