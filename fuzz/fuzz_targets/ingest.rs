//! Arbitrary bytes through the one way in: every format by its own first bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::bytes(data));
