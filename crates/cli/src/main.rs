//! The program `kvpt`.

fn main() {}
