//! An OpenDocument file whose content is arbitrary.
#![no_main]

const HEAD: &[u8] = br#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>"#;
const TAIL: &[u8] = b"</office:text></office:body></office:document-content>";

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let content = [HEAD, data, TAIL].concat();
    let kind: &[u8] = b"application/vnd.oasis.opendocument.text";
    fuzz::bytes(&fuzz::packed(&[("mimetype", kind), ("content.xml", &content)]));
});
