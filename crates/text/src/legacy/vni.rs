//! The VNI-Windows fonts: a base letter, then a character for its marks; a few letters in one character.

use unicode_normalization::UnicodeNormalization;

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';
const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';

/// Reads Western characters as letters of a VNI font.
pub(crate) fn vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let (letter, takes_tone) = vni_letter(c);
        let marks = chars.peek().filter(|_| takes_tone).and_then(|next| vni_marks(letter, *next));
        match marks {
            Some(marks) => {
                chars.next();
                out.extend(std::iter::once(letter).chain(marks.chars()).nfc());
            }
            None => out.push(letter),
        }
    }
    out
}

/// Letters that VNI holds in one character, and whether a mark can follow.
fn vni_letter(c: char) -> (char, bool) {
    let single = "ôơöưñđììííæỉóĩòịîỵÔƠÖƯÑĐÌÌÍÍÆỈÓĨÒỊÎỴ";
    let mut pairs = single.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == c {
            return (to, matches!(to, 'ơ' | 'ư' | 'Ơ' | 'Ư'));
        }
    }
    (c, matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'o' | 'u' | 'y'))
}

/// The combining marks for which a character stands after a letter.
fn vni_marks(letter: char, mark: char) -> Option<String> {
    let mark = mark.to_lowercase().next()?;
    let tone = |list: &str| {
        list.chars().position(|c| c == mark).map(|i| [GRAVE, ACUTE, HOOK, TILDE, DOT][i])
    };
    let base = letter.to_ascii_lowercase();
    if let Some(tone) = tone("øùûõï") {
        return Some(tone.into());
    }
    if matches!(base, 'a' | 'e' | 'o') {
        if mark == 'â' {
            return Some(CIRCUMFLEX.into());
        }
        if let Some(tone) = tone("àáåãä") {
            return Some([CIRCUMFLEX, tone].into_iter().collect());
        }
    }
    if base == 'a' {
        if mark == 'ê' {
            return Some(BREVE.into());
        }
        return tone("èéúüë").map(|tone| [BREVE, tone].into_iter().collect());
    }
    None
}
