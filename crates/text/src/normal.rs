//! The normal form in which every text is kept: NFC with `\n` line ends, and nothing else changed.
//!
//! Knows nothing of where the text came from.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Returns the text in NFC with `\r\n` as `\n`; a lone `\r` is a line end only in a text without any `\n`.
///
/// ```
/// assert_eq!(text::normal::normalised("Ho\u{300}a\r\nbình"), "Hòa\nbình");
/// ```
pub fn normalised(text: &str) -> String {
    let lines =
        if text.contains('\n') { text.replace("\r\n", "\n") } else { text.replace('\r', "\n") };
    if is_nfc_quick(lines.chars()) == IsNormalized::Yes { lines } else { lines.nfc().collect() }
}
