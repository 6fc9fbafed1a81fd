//! Lines of work.
