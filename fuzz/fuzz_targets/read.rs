//! Any text through the reader: it ends, twice alike, and its spans hold.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let reading = read::read(text);
    fuzz::check(text, &reading);
    assert_eq!(reading, read::read(text), "the same text gives the same reading");
});
