//! Bytes that look like text of an unknown encoding: control bytes are made into blanks, so that decoding is reached.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let plain = |b: &u8| if *b < 0x20 && *b != b'\n' { b' ' } else { *b };
    let data: Vec<u8> = data.iter().map(plain).collect();
    fuzz::bytes(&data);
});
