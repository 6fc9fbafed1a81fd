//! Any words as the number of a document: what is taken is normal, and taken again stays as it is.
#![no_main]

use terms::DocNumber;

libfuzzer_sys::fuzz_target!(|written: &str| {
    let Some(number) = DocNumber::parse(written) else { return };
    let normal = number.as_str();
    assert!(!normal.chars().any(char::is_whitespace), "{normal:?} holds a blank");
    let again = DocNumber::parse(normal);
    assert_eq!(again.as_ref().map(DocNumber::as_str), Some(normal), "normal form of {written:?}");
    assert_eq!(again.map(|n| n.key()), Some(number.key()));
    let (_, _) = (number.year(), number.is_party());
});
