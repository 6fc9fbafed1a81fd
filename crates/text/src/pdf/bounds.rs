//! How much a pdf would unpack to, looked at before it is opened: the library that opens it knows no bound.
//!
//! Pictures are passed over: they are never unpacked here.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::error::IngestError;

/// Bytes before a stream in which its dictionary is looked for.
const DICTIONARY: usize = 600;

/// Refuses a file whose packed streams unpack to more than allowed, all together.
pub(super) fn check(bytes: &[u8], max_unpacked: u64) -> Result<(), IngestError> {
    let mut left = max_unpacked;
    let mut from = 0;
    while let Some(at) = next_stream(bytes, from) {
        let packed = bytes.get(at..).unwrap_or_default();
        from = at;
        let dictionary = bytes.get(at.saturating_sub(DICTIONARY)..at).unwrap_or_default();
        if is_picture(dictionary) || packed.first() != Some(&0x78) {
            continue;
        }
        let end = next(packed, 0, b"endstream").unwrap_or(packed.len());
        let mut unpacked =
            ZlibDecoder::new(packed.get(..end).unwrap_or_default()).take(left.saturating_add(1));
        // Damage ends the stream; what came before it counts.
        let n = std::io::copy(&mut unpacked, &mut std::io::sink()).unwrap_or(0);
        left = left.checked_sub(n).ok_or(bomb())?;
    }
    Ok(())
}

fn bomb() -> IngestError {
    IngestError::ZipBomb { bound: "tổng dung lượng sau giải nén" }
}

fn is_picture(dictionary: &[u8]) -> bool {
    let own = last(dictionary, b" obj").and_then(|at| dictionary.get(at..)).unwrap_or(dictionary);
    next(own, 0, b"/Image").is_some()
}

/// Where the data of the next stream begins.
fn next_stream(bytes: &[u8], from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let at = next(bytes, from, b"stream")?;
        let after = at + b"stream".len();
        let is_end = bytes.get(..at).is_some_and(|before| before.ends_with(b"end"));
        match (is_end, bytes.get(after..)?) {
            (false, [b'\r', b'\n', ..]) => return Some(after + 2),
            (false, [b'\n' | b'\r', ..]) => return Some(after + 1),
            _ => from = after,
        }
    }
}

fn next(bytes: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let finder = memchr::memmem::Finder::new(word);
    finder.find(bytes.get(from..)?).map(|at| from + at)
}

fn last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, word)
}
