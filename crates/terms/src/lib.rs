//! The room `terms`.
