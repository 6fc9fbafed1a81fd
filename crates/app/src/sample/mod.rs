//! The sample: tỉnh Sông Giang (mẫu), an invented province, put on record through the same use cases that people use.

mod figures;
mod keys;
mod register;
mod table;
