//! Tests of the pages that need no data: wording, templates, the files they load.

mod pages;
mod wording;
