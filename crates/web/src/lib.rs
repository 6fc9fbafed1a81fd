//! The pages of kvpt: what a person sees and presses. It decides nothing and knows no SQL.
//!
//! Templates and view structs stand in `view`; they hold words and numbers already formatted for people.

pub mod assets;
pub mod i18n;
pub mod layout;
pub mod server;
pub mod view;
