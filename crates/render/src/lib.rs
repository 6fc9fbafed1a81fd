//! Papers, spreadsheets, charts and maps from plain structs: docx, pdf, xlsx, SVG. Same input, same bytes.
//! It queries nothing, decides nothing and reads no clock.

pub mod chart;
pub mod docx;
pub mod edxml;
mod error;
mod fonts;
pub mod graph;
pub mod ics;
pub mod map;
pub mod number;
pub mod orgchart;
mod pack;
pub mod paper;
pub mod pdf;
pub mod qr;
mod raster;
mod svg;
pub mod timeline;
pub mod wall;
pub mod xlsx;

pub use error::RenderError;
pub use paper::Paper;
pub use svg::Drawing;
