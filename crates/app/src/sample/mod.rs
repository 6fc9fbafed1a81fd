//! The sample: tỉnh Sông Giang (mẫu), an invented province, put on record with everything a new user can try.
//!
//! Registers, figures and tasks of past years go in as acts of the accounts that would have entered them; documents and the
//! review go through the same use cases that people use.

mod cascade;
mod documents;
mod figures;
mod keys;
mod load;
mod offices;
mod register;
mod review;
mod standing;
mod table;
mod work;

pub use documents::SampleFile;
pub use load::{Loaded, SampleAccount, Tell};
pub use review::SampleReview;
