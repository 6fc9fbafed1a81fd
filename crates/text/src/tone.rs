//! Where the tone mark of an open syllable stands: `hòa, khỏe, thủy` (old style) or `hoà, khoẻ, thuỷ` (new style).
//!
//! Knows the rule of spelling only; which style a key or a page uses is decided elsewhere.

use unicode_normalization::UnicodeNormalization;

/// Kiểu đặt dấu thanh: which vowel of `oa`, `oe`, `uy` carries the tone in an open syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToneStyle {
    /// The first vowel: `hòa`, as in most laws and newspapers.
    Old,
    /// The second vowel: `hoà`, as in schoolbooks (Quyết định 1989/QĐ-BGDĐT).
    New,
}

/// Returns the text in NFC with every movable tone mark placed in one style; nothing else is changed.
///
/// ```
/// use text::tone::{ToneStyle, tone_style};
/// assert_eq!(tone_style("hoà bình, Thuỷ", ToneStyle::Old), "hòa bình, Thủy");
/// assert_eq!(tone_style("hòa, quý, hoàn", ToneStyle::New), "hoà, quý, hoàn");
/// ```
pub fn tone_style(text: &str, style: ToneStyle) -> String {
    let mut chars: Vec<char> = text.nfc().collect();
    place_tones(&mut chars, |c| c, |c, new| *c = new, style);
    chars.into_iter().collect()
}

/// Moves tone marks within a run of items that each carry one NFC character.
pub(crate) fn place_tones<T: Copy>(
    items: &mut [T],
    read: impl Fn(T) -> char,
    write: impl Fn(&mut T, char),
    style: ToneStyle,
) {
    let mut before = None;
    for i in 0..items.len() {
        let Some([first, second, rest @ ..]) = items.get_mut(i..) else { return };
        let (a, b) = (read(*first), read(*second));
        let closed = rest.first().is_some_and(|next| read(*next).is_alphabetic());
        if !closed && let Some((new_a, new_b)) = moved(before, a, b, style) {
            write(first, new_a);
            write(second, new_b);
        }
        before = Some(a);
    }
}

/// Returns the two vowels with the tone where the style wants it, when they are a movable pair out of place.
fn moved(before: Option<char>, a: char, b: char, style: ToneStyle) -> Option<(char, char)> {
    if a.is_ascii() == b.is_ascii() {
        return None;
    }
    let ((base_a, tone_a), (base_b, tone_b)) = (split_tone(a), split_tone(b));
    let pair = (base_a.to_ascii_lowercase(), base_b.to_ascii_lowercase());
    let onset_qu = matches!(before, Some('q' | 'Q')) && pair == ('u', 'y');
    if onset_qu || !matches!(pair, ('o', 'a' | 'e') | ('u', 'y')) {
        return None;
    }
    match (tone_a, tone_b, style) {
        (Some(tone), None, ToneStyle::New) => Some((base_a, join_tone(base_b, tone))),
        (None, Some(tone), ToneStyle::Old) => Some((join_tone(base_a, tone), base_b)),
        _ => None,
    }
}

/// Parts a character into its letter and its tone mark.
fn split_tone(c: char) -> (char, Option<char>) {
    let is_tone = |m: &char| matches!(m, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let tone = std::iter::once(c).nfd().find(is_tone);
    if tone.is_none() {
        return (c, None);
    }
    let letter = std::iter::once(c).nfd().filter(|m| !is_tone(m)).nfc().next();
    (letter.unwrap_or(c), tone)
}

fn join_tone(letter: char, tone: char) -> char {
    [letter, tone].into_iter().nfc().next().unwrap_or(letter)
}
