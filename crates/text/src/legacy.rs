//! Text of the old Vietnamese fonts and character sets turned into Unicode.
//!
//! Works on characters as a Western reader shows them (Windows-1252). Decides nothing by itself, but for
//! [`by_font`], where the file names the font: who decodes compares how well the outcomes read as Vietnamese.

mod charset;
mod misread;
mod viqr;
mod vni;

pub(crate) use charset::{Charset, byte_of};
pub(crate) use misread::{Reader, reread};
pub(crate) use viqr::viqr;
pub(crate) use vni::vni;

use crate::syllable::score;

/// Reads Western characters as letters of a TCVN3 font (`.VnTime`); capitals with tones come out in lower case.
pub(crate) fn tcvn3(text: &str) -> String {
    Charset::Vn3.read(text)
}

/// A family of fonts with an encoding of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    /// `.VnTime`, `.VnArial` …
    Tcvn3,
    /// `.VnTimeH` …: small letters drawn as capitals.
    Tcvn3Capitals,
    /// `VNI-Times` …
    Vni,
    /// `VPS Times` …
    Vps,
}

fn family(font_name: &str) -> Option<Family> {
    // A font of which a pdf holds a part has a mark before its name: `ABCDEF+.VnTime`.
    let name = font_name.split_once('+').map_or(font_name, |(_, name)| name);
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    let name = name.to_ascii_lowercase();
    if let Some(face) = name.strip_prefix(".vn") {
        let face = face.trim_end_matches(" italic").trim_end_matches(" bold");
        return Some(if face.ends_with('h') { Family::Tcvn3Capitals } else { Family::Tcvn3 });
    }
    match () {
        () if name.starts_with("vni-") => Some(Family::Vni),
        () if name.starts_with("vps") => Some(Family::Vps),
        () => None,
    }
}

/// Tells whether a font is one of the old Vietnamese fonts.
pub(crate) fn is_old_font(font_name: &str) -> bool {
    family(font_name).is_some()
}

/// Reads the end of a text, set in one font from a byte on, by the name of that font, in place.
///
/// Says whether it was put into Unicode; `None` when nothing stands there.
pub(crate) fn read_tail(text: &mut String, from: usize, font_name: &str) -> Option<bool> {
    let tail = text.get(from..).filter(|tail| !tail.trim().is_empty())?;
    let Some(read) = by_font(font_name, tail) else { return Some(false) };
    text.truncate(from);
    text.push_str(&read);
    Some(true)
}

/// Reads a run of text by the name of its font: `.Vn…` is TCVN3 (`.Vn…H` in capitals), `VNI-…` VNI, `VPS…` VPS.
///
/// Returns `None` when the font is none of these, when the run holds a letter that only Unicode has (`ạ`, `ế`, `ơ`),
/// and when it reads as Vietnamese as it stands and would not after: then the font only lends its name.
pub(crate) fn by_font(font_name: &str, text: &str) -> Option<String> {
    let family = family(font_name)?;
    if text.chars().any(is_unicode_only) {
        return None;
    }
    let read = match family {
        Family::Tcvn3 => tcvn3(text),
        Family::Tcvn3Capitals => tcvn3(text).to_uppercase(),
        Family::Vni => vni(text),
        Family::Vps => Charset::Vps.read(text),
    };
    (score(&read).good >= score(text).good).then_some(read)
}

/// Vietnamese letters and marks that no Western character stands for.
pub(crate) fn is_unicode_only(c: char) -> bool {
    matches!(c, 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư')
        || matches!(c, '\u{1ea0}'..='\u{1ef9}' | '\u{300}'..='\u{323}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_font_decides() {
        for (font, shown, want) in [
            (".VnTime", "x· Qu¶ng", Some("xã Quảng")),
            ("\".vnarial narrow\"", "nh©n d©n", Some("nhân dân")),
            (".VnTimeH", "ñy ban", Some("ỦY BAN")),
            (".VnArialH Bold", "nh©n d©n", Some("NHÂN DÂN")),
            ("VNI-Times", "Ñoàng Maây", Some("Đồng Mây")),
            ("vni-helve", "nhaân daân", Some("nhân dân")),
            ("VPS Times", "ñÒng chí", Some("Đồng chí")),
            ("vpstimes", "ÇÜ®c", Some("được")),
            ("Times New Roman", "nh©n d©n", None),
            (".VnTime", "được khen", None),
            (".VnTime", "chính", None),
            ("VNI-Times", "Đồng Mây", None),
        ] {
            assert_eq!(by_font(font, shown).as_deref(), want, "{font}: {shown}");
        }
    }
}
