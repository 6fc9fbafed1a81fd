//! The encodings that a text can come in, and how Western characters are read in the old ones.

use encoding_rs::WINDOWS_1258;

use crate::legacy::{self, Charset};
use crate::syllable::score;

/// Bảng mã: the encoding a text came in; the main one when paragraphs differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark; also plain ASCII.
    Utf8,
    /// UTF-16 of either byte order.
    Utf16,
    /// Windows-1258, the Vietnamese code page of Windows.
    Windows1258,
    /// TCVN3 (ABC), the `.VnTime` fonts, and TCVN 5712 with toned capitals.
    Tcvn3,
    /// VNI-Windows fonts.
    Vni,
    /// VPS, the character set of the Vietnamese Professionals Society.
    Vps,
    /// VISCII (RFC 1456).
    Viscii,
    /// VIQR (RFC 1456), marks written with ASCII signs.
    Viqr,
}

/// The 8-bit encodings, the more usual before the others.
pub(super) const EIGHT_BIT: [Encoding; 5] =
    [Encoding::Tcvn3, Encoding::Vni, Encoding::Windows1258, Encoding::Vps, Encoding::Viscii];

impl Encoding {
    /// The name in the contract of `kvpt read`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Windows1258 => "windows-1258",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Vps => "vps",
            Self::Viscii => "viscii",
            Self::Viqr => "viqr",
        }
    }

    /// The name that people know.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1258 => "Windows-1258",
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI-Windows",
            Self::Vps => "VPS",
            Self::Viscii => "VISCII",
            Self::Viqr => "VIQR",
        }
    }

    /// The encoding behind the name of an old font.
    pub(super) fn of_font(font_name: &str) -> Self {
        match font_name.trim_start_matches(['"', '\'', ' ']).get(..3) {
            Some(start) if start.eq_ignore_ascii_case("vni") => Self::Vni,
            Some(start) if start.eq_ignore_ascii_case("vps") => Self::Vps,
            _ => Self::Tcvn3,
        }
    }

    /// Reads characters as a Western reader shows them in this encoding; those of Unicode stay.
    pub(super) fn read(self, western: &str) -> String {
        match self {
            Self::Tcvn3 => tcvn3(western),
            Self::Vni => legacy::vni(western),
            Self::Windows1258 => windows_1258(western),
            Self::Vps => Charset::Vps.read(western),
            Self::Viscii => Charset::Viscii.read(western),
            Self::Viqr => legacy::viqr(western),
            Self::Utf8 | Self::Utf16 => western.to_owned(),
        }
    }
}

/// Takes the set with toned capitals when more words can be spelled so: its codes are quotation marks in the fonts.
fn tcvn3(western: &str) -> String {
    let by_font = legacy::tcvn3(western);
    let by_standard = Charset::Vn1.read(western);
    if score(&by_standard).good > score(&by_font).good { by_standard } else { by_font }
}

fn windows_1258(western: &str) -> String {
    let mut out = String::with_capacity(western.len());
    for c in western.chars() {
        match legacy::byte_of(c) {
            Some(byte) => out.push_str(&WINDOWS_1258.decode_without_bom_handling(&[byte]).0),
            None => out.push(c),
        }
    }
    out
}
