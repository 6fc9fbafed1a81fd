//! Bytes of a text file to characters: UTF-8, UTF-16, Windows-1258 and the old fonts TCVN3 and VNI.
//!
//! An encoding that is not declared by the bytes themselves is chosen by how well the outcome reads as
//! Vietnamese, and the choice is reported. Knows nothing of markup.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use crate::error::IngestError;
use crate::secrecy::{Level, find_mark};
use crate::syllable::{Score, score};
use crate::{legacy, sniff};

/// Bảng mã: the encoding a text came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark; also plain ASCII.
    Utf8,
    /// UTF-16 of either byte order.
    Utf16,
    /// Windows-1258, the Vietnamese code page of Windows.
    Windows1258,
    /// TCVN3 (ABC), the `.VnTime` fonts.
    Tcvn3,
    /// VNI-Windows fonts.
    Vni,
}

impl Encoding {
    /// The name in the contract of `kvpt read`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Windows1258 => "windows-1258",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
        }
    }
}

/// Characters with the encoding they came in, and the share of well-formed syllables when that decided.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
    pub(crate) chosen_by: Option<Score>,
}

/// Well-formed syllables in a hundred from which a decoding is believed.
const SURE_PERCENT: usize = 85;
/// Lead over the next best decoding, in the same measure.
const SURE_LEAD: usize = 15;
/// Words with marks that a decoding must rest on.
const SURE_WORDS: usize = 5;

/// Decodes the bytes of a text file.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, IngestError> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return utf8(rest).unwrap_or_else(|| eight_bit(rest));
    }
    if let Some(text) = utf16(bytes) {
        return Ok(Decoded { text, encoding: Encoding::Utf16, chosen_by: None });
    }
    if is_binary(bytes) {
        return Err(sniff::binary());
    }
    utf8(bytes).unwrap_or_else(|| eight_bit(bytes))
}

/// Returns the text when the bytes are UTF-8; `None` when they are not.
fn utf8(bytes: &[u8]) -> Option<Result<Decoded, IngestError>> {
    let text = std::str::from_utf8(bytes).ok()?;
    if is_binary(bytes) {
        return Some(Err(sniff::binary()));
    }
    Some(Ok(Decoded { text: text.to_owned(), encoding: Encoding::Utf8, chosen_by: None }))
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

/// Zero bytes, or more than one control character in fifty, are no text.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..65536).unwrap_or(bytes);
    let control = |b: &&u8| matches!(**b, 0x01..=0x08 | 0x0e..=0x1a);
    bytes.contains(&0) || head.iter().filter(control).count() * 50 > head.len()
}

/// The decodings of bytes that are no UTF-8.
fn candidates(bytes: &[u8]) -> [(Encoding, &'static str, String); 3] {
    let western = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let code_page = WINDOWS_1258.decode_without_bom_handling(bytes).0.into_owned();
    [
        (Encoding::Tcvn3, "TCVN3 (ABC)", legacy::tcvn3(&western)),
        (Encoding::Vni, "VNI-Windows", legacy::vni(&western)),
        (Encoding::Windows1258, "Windows-1258", code_page),
    ]
}

/// Chooses among the 8-bit encodings by score.
fn eight_bit(bytes: &[u8]) -> Result<Decoded, IngestError> {
    let tried = candidates(bytes);
    refuse_marks(bytes, &tried)?;
    if is_broken_utf8(bytes) {
        return Err(IngestError::Damaged {
            format: "UTF-8",
            detail: "có byte sai bảng mã ở giữa văn bản",
        });
    }
    let mut scored = tried.map(|(encoding, name, text)| (score(&text), encoding, name, text));
    scored.sort_by_key(|(score, ..)| std::cmp::Reverse(score.percent()));
    let [(best, encoding, name, text), (next, ..), _] = scored;
    let leads = best.percent() >= next.percent() + SURE_LEAD && best.percent() >= SURE_PERCENT;
    if leads && best.words >= SURE_WORDS {
        return Ok(Decoded { text, encoding, chosen_by: Some(best) });
    }
    let stands_out = best.percent() > next.percent() && best.percent() >= 50;
    Err(IngestError::Encoding { probable: stands_out.then_some(name) })
}

/// A mark refuses the file whichever decoding shows it, also when none is certain.
fn refuse_marks(bytes: &[u8], tried: &[(Encoding, &str, String)]) -> Result<(), IngestError> {
    let by_table =
        tried.iter().filter_map(|(_, _, text)| find_mark(&crate::normal::normalised(text)));
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
