//! Tests of the room `render`: what stands in the files it writes, and what it says of files that come back.

mod charts;
mod docx;
mod form;
mod form_faults;
mod pdf;
mod sample;
mod table;
mod zips;
