//! The folded form of words and phrases, by which names are told to be the same: small letters, single blanks, tone marks
//! in their older place.
//!
//! Unlike `crate::fold` it may change the length of a text, and moves the tone mark of every open syllable.

use crate::letter;

/// Open syllables with the tone in its newer and in its older place.
const MOVED: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

/// Moves the tone mark of an open oa, oe, uy to its older place: hoà → hòa.
fn old_tone(word: &str) -> String {
    for (new, old) in MOVED {
        if let Some(onset) = word.strip_suffix(new)
            && !(new.starts_with('u') && onset.ends_with('q'))
        {
            return format!("{onset}{old}");
        }
    }
    word.to_owned()
}

/// Moves the tone mark of an open oa, oe, uy to its newer place: hòa → hoà.
pub(super) fn new_tone(word: &str) -> String {
    for (new, old) in MOVED {
        if let Some(onset) = word.strip_suffix(old) {
            return format!("{onset}{new}");
        }
    }
    word.to_owned()
}

/// The folded form of a word or phrase: lower case, tone marks in the older place, single spaces.
pub(crate) fn fold(phrase: &str) -> String {
    let (letters, bytes) = (letter::table(), phrase.as_bytes());
    let mut folding = Folding::new(phrase);
    let mut at = 0;
    loop {
        // Most bytes stay as they are.
        while bytes.get(at).is_some_and(|byte| matches!(byte, b'!'..=b'@' | b'['..=b'~')) {
            at += 1;
        }
        let Some(letter) = letters.at(bytes, at) else { break };
        let end = at + letter.len;
        if letter.class & letter::SPACE != 0 {
            folding.space(at, end);
        } else if letter.class & letter::UPPER != 0 {
            folding.capital(at, end);
        }
        at = end;
    }
    folding.finish()
}

/// Whether a vowel with a tone mark stands behind an o or u at the end of a word, so that the mark may have to move.
fn is_toned(bytes: &[u8], end: usize) -> bool {
    let byte = |back: usize| end.checked_sub(back).and_then(|at| bytes.get(at)).copied();
    let before = match (byte(1), byte(2)) {
        (None | Some(..0x80), _) => return false,
        (_, Some(0xc0..)) => 3,
        _ => 4,
    };
    matches!(byte(before), Some(b'o' | b'u' | b'O' | b'U'))
        && letter::table().at(bytes, end + 1 - before).is_some_and(|l| l.class & letter::TONED != 0)
}

/// A phrase while it is folded: copied in runs of bytes that stay as they are.
struct Folding<'p> {
    phrase: &'p str,
    folded: String,
    /// Up to where the phrase has been copied.
    copied: usize,
    /// Where the word begins in the phrase, and in the folded form once part of it has been copied.
    start: usize,
    word: usize,
}

impl<'p> Folding<'p> {
    fn new(phrase: &'p str) -> Self {
        let folded = String::with_capacity(phrase.len());
        Self { phrase, folded, copied: 0, start: 0, word: 0 }
    }

    /// Copies what stays as it is up to a byte.
    fn copy(&mut self, to: usize) {
        if self.copied <= self.start {
            self.word = self.folded.len() + self.start - self.copied;
        }
        self.folded.push_str(self.phrase.get(self.copied..to).unwrap_or(""));
        self.copied = to;
    }

    /// Puts a capital in small.
    fn capital(&mut self, at: usize, end: usize) {
        self.copy(at);
        push_small(&mut self.folded, self.phrase.get(at..end).unwrap_or(""));
        self.copied = end;
    }

    /// Ends a word; of several blanks one stays, of those at the start none.
    fn space(&mut self, at: usize, end: usize) {
        if at == self.start {
            self.copy(at);
            self.copied = end;
        } else if self.phrase.as_bytes().get(at) != Some(&b' ')
            || is_toned(self.phrase.as_bytes(), at)
        {
            self.copy(at);
            move_tone(&mut self.folded, self.word);
            self.folded.push(' ');
            self.copied = end;
        }
        self.start = end;
    }

    fn finish(mut self) -> String {
        let end = self.phrase.len();
        self.copy(end);
        if is_toned(self.phrase.as_bytes(), end) {
            move_tone(&mut self.folded, self.word);
        }
        if self.start == end {
            self.folded.truncate(self.folded.len().saturating_sub(1));
        }
        self.folded
    }
}

/// Adds a capital in its small form.
fn push_small(folded: &mut String, capital: &str) {
    match capital.as_bytes() {
        [ascii] => folded.push(ascii.to_ascii_lowercase().into()),
        _ => folded.extend(capital.chars().flat_map(char::to_lowercase)),
    }
}

/// Moves the tone mark of the last word, which begins at a byte, to its older place.
fn move_tone(folded: &mut String, start: usize) {
    let word = folded.get(start..).unwrap_or("");
    let Some(last) = word.chars().next_back().filter(|c| !c.is_ascii()) else { return };
    let before = word.as_bytes().get(..word.len() - last.len_utf8()).and_then(|b| b.last());
    if matches!(before, Some(b'o' | b'u')) && letter::table().class(last) & letter::TONED != 0 {
        let moved = old_tone(word);
        folded.truncate(start);
        folded.push_str(&moved);
    }
}
