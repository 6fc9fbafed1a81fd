//! What must hold for any input, asserted by every target; and files packed around arbitrary XML.

use read::Reading;
use std::io::{Cursor, Write};
use text::{Limits, ingest};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Smaller bounds than those of the program, so that a run spends its time on shapes and not on sizes.
const LIMITS: Limits = Limits {
    max_bytes: 1 << 20,
    max_unpacked_bytes: 4 << 20,
    max_ratio: 100,
    max_entries: 200,
    max_depth: 3,
    max_members: 50,
};

/// Bytes are read or refused; a text that comes out is read and every span of its reading holds.
pub fn bytes(data: &[u8]) {
    match ingest(data, &LIMITS) {
        Ok(source) => {
            assert!(!source.text.contains("\r\n"), "a line end that is not \\n");
            for w in &source.warnings {
                assert!(source.text.get(w.start..w.end).is_some(), "notice {} is no place", w.code);
            }
            check(&source.text, &read::read(&source.text));
        }
        Err(refusal) => {
            assert!(!refusal.message().is_empty() && !refusal.remedy().is_empty());
        }
    }
}

/// Every span lies on the borders of characters, is what it says, and stands in the order of the text.
pub fn check(text: &str, r: &Reading) {
    let spans = |kind: &str, spans: &mut dyn Iterator<Item = (usize, usize, &str)>| {
        let mut last = 0;
        for (start, end, said) in spans {
            assert!(start < end, "{kind}: empty span {start}..{end}");
            assert!(start >= last, "{kind}: {start} after {last}");
            assert_eq!(text.get(start..end), Some(said), "{kind}");
            last = start;
        }
    };
    spans("citation", &mut r.citations.iter().map(|m| (m.start, m.end, m.text.as_str())));
    spans("date", &mut r.dates.iter().map(|m| (m.start, m.end, m.text.as_str())));
    spans("quantity", &mut r.quantities.iter().map(|m| (m.start, m.end, m.text.as_str())));
    spans("task", &mut r.tasks.iter().map(|m| (m.start, m.end, m.text.as_str())));
    spans("result", &mut r.results.iter().map(|m| (m.start, m.end, m.text.as_str())));
    spans("shortcoming", &mut r.shortcomings.iter().map(|m| (m.start, m.end, m.text.as_str())));
    for p in &r.people {
        spans("person", &mut p.mentions.iter().map(|m| (m.start, m.end, m.text.as_str())));
    }
    for b in &r.bodies {
        spans("body", &mut b.mentions.iter().map(|m| (m.start, m.end, m.text.as_str())));
    }
    for w in &r.warnings {
        let (start, end) = (w.start.unwrap_or(0), w.end.unwrap_or(0));
        assert!(text.get(start..end).is_some(), "warning {} at {start}..{end}", w.code);
    }
}

/// A packed file of parts, stored as they are.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, stored).expect("a part of a file in memory begins");
        zip.write_all(content).expect("a part of a file in memory is written");
    }
    zip.finish().expect("a file in memory ends").into_inner()
}
