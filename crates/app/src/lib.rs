//! The use cases: what people do with the record. Owns transactions, permissions and the clock; knows neither HTML nor SQL.

pub mod accounts;
pub mod browse;
pub mod checks;
pub mod compare;
pub mod describe;
pub mod desk;
pub mod entry;
pub mod error;
pub mod evidence;
pub mod exchange;
pub mod exports;
mod facts;
mod files;
mod findings;
pub mod forms;
pub mod intake;
pub mod interpret;
mod keys;
pub mod login;
pub mod objects;
mod office;
pub mod permit;
mod refusal;
mod register;
pub mod reviews;
pub mod sample;
pub mod secret;
pub mod submissions;
pub mod tasks;
pub mod tools;
pub mod totals;
pub mod view;
mod write;

pub use error::{Error, Problem};
pub use office::{Clock, Office, database_in, machine_clock};
pub use permit::Viewer;
