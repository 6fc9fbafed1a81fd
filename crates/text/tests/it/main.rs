//! Tests of the crate `text`, through its public entries only.

#![allow(clippy::unwrap_used)]

mod clause;
mod collate;
mod containers;
mod docx;
mod encodings;
mod files;
mod fold;
mod html;
mod ingest;
mod legacy;
mod odt;
mod pages;
mod pdf;
mod secrecy;
