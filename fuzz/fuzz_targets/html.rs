//! A web page with an arbitrary body.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let page = [&b"<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>"[..], data].concat();
    fuzz::bytes(&page);
});
