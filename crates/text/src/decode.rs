//! Bytes of a text file to characters: UTF-8, UTF-16, Windows-1258, the old fonts and character sets of Vietnam,
//! and VIQR.
//!
//! An encoding that is not declared by the bytes themselves is chosen by how well the outcome reads as
//! Vietnamese, and the choice is reported. Knows nothing of markup, but that old fonts named in it decide.

mod capitals;
mod choose;
mod encoding;
mod mend;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

pub use encoding::Encoding;
pub(crate) use mend::mend;

use crate::error::IngestError;
use crate::ingest::Notice;
use crate::secrecy::{Level, find_mark};
use crate::{html, sniff};
use choose::Reading;

/// Characters with the encoding they came in, and what was decided on the way.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
    /// An encoding chosen by score, paragraphs that differ, capitals that are lost; in the bytes of the text as it stands here.
    pub(crate) notices: Vec<Notice>,
}

impl Decoded {
    fn plain(text: String, encoding: Encoding) -> Self {
        Self { text, encoding, notices: Vec::new() }
    }
}

/// Decodes the bytes of a text file.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, IngestError> {
    if let Some(text) = utf16(bytes) {
        return Ok(Decoded::plain(text, Encoding::Utf16));
    }
    if bytes.contains(&0) {
        return Err(sniff::binary());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    utf8(bytes).unwrap_or_else(|| eight_bit(bytes))
}

/// Returns the text when the bytes are UTF-8; `None` when they are not.
fn utf8(bytes: &[u8]) -> Option<Result<Decoded, IngestError>> {
    let text = simdutf8::basic::from_utf8(bytes).ok()?;
    if is_binary(bytes) {
        return Some(Err(sniff::binary()));
    }
    if text.is_ascii() && choose::may_be_viqr(text) {
        return Some(viqr(text));
    }
    Some(Ok(Decoded::plain(text.to_owned(), Encoding::Utf8)))
}

/// Decodes ASCII as VIQR when it reads as Vietnamese then; a mark that shows so refuses the file in any case.
fn viqr(text: &str) -> Result<Decoded, IngestError> {
    if let Some(level) = find_mark(&crate::legacy::viqr(text)) {
        return Err(IngestError::Secret { level });
    }
    let Some((text, score)) = choose::as_viqr(text) else {
        return Ok(Decoded::plain(text.to_owned(), Encoding::Utf8));
    };
    let notices = vec![mend::legacy_encoding(Encoding::Viqr, score)];
    Ok(Decoded { notices, ..Decoded::plain(text, Encoding::Viqr) })
}

/// Decodes UTF-16 told by its byte order mark or by the pattern of its zero bytes.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (encoding, body) = match bytes {
        [0xff, 0xfe, rest @ ..] => (UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
        _ => (utf16_by_zeros(bytes)?, bytes),
    };
    let whole = body.get(..body.len() & !1)?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(whole)?;
    (!text.contains('\0')).then(|| text.into_owned())
}

/// In UTF-16 of Western or Vietnamese text at least every third high byte is zero and hardly a low one.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    let mostly = |high: usize, low: usize| high * 3 >= pairs && low * 20 <= pairs && high > 0;
    match () {
        () if mostly(odd, even) => Some(UTF_16LE),
        () if mostly(even, odd) => Some(UTF_16BE),
        () => None,
    }
}

/// More than one control character in fifty is no text.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..65536).unwrap_or(bytes);
    let control = |b: &&u8| matches!(**b, 0x01..=0x08 | 0x0e..=0x1a);
    head.iter().filter(control).count() * 50 > head.len()
}

/// Chooses among the 8-bit encodings: by the fonts that a page names, else by score.
fn eight_bit(bytes: &[u8]) -> Result<Decoded, IngestError> {
    let western = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let readings = choose::readings(&western);
    refuse_marks(bytes, &readings)?;
    if is_broken_utf8(bytes) {
        return Err(IngestError::Damaged {
            format: "UTF-8",
            detail: "có byte sai bảng mã ở giữa văn bản",
        });
    }
    if let Some(font) = html::old_font(&western) {
        let encoding = Encoding::of_font(&font);
        return Ok(Decoded::plain(western.into_owned(), encoding));
    }
    if let Some(chosen) = choose::choose(&western, &readings) {
        return Ok(mend::by_lines(&western, chosen));
    }
    if is_binary(bytes) {
        return Err(sniff::binary());
    }
    Err(IngestError::Encoding { probable: choose::probable(&readings) })
}

/// A mark refuses the file whichever decoding shows it, also when none is certain.
fn refuse_marks(bytes: &[u8], tried: &[Reading]) -> Result<(), IngestError> {
    let by_table = tried.iter().filter_map(|reading| find_mark(&reading.text));
    let as_utf8: Option<Level> = find_mark(&String::from_utf8_lossy(bytes));
    match by_table.chain(as_utf8).max() {
        Some(level) => Err(IngestError::Secret { level }),
        None => Ok(()),
    }
}

/// Tells whether most sequences beyond ASCII are right in UTF-8, so that the rest is damage.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong * 10
}
