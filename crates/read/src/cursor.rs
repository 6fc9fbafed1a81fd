//! Small steps over a folded text: blanks, words, figures, backwards and forwards.
//!
//! Knows nothing of what the words mean. Positions are bytes and always stand on character boundaries.

use crate::letter::{self, ALPHA};

/// A place in a folded text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'t> {
    text: &'t str,
    /// The byte the cursor stands at.
    pub(crate) at: usize,
}

impl<'t> Cursor<'t> {
    /// A cursor at a byte; at the end when the byte is not a character boundary.
    pub(crate) fn new(text: &'t str, at: usize) -> Self {
        let at = if text.is_char_boundary(at) { at } else { text.len() };
        Self { text, at }
    }

    /// What is still ahead.
    pub(crate) fn rest(self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The byte ahead; 0 at the end.
    pub(crate) fn byte(self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Steps over blanks and at most one line break.
    pub(crate) fn blanks(&mut self) {
        let mut breaks = 0;
        while let b @ (b' ' | b'\n') = self.byte() {
            breaks += usize::from(b == b'\n');
            if breaks > 1 {
                break;
            }
            self.at += 1;
        }
    }

    /// Steps over exact text.
    pub(crate) fn eat(&mut self, what: &str) -> bool {
        let fits = self.rest().starts_with(what);
        if fits {
            self.at += what.len();
        }
        fits
    }

    /// Steps over blanks and one whole word or phrase; stays where it was when it is not there.
    #[inline]
    pub(crate) fn word(&mut self, phrase: &str) -> bool {
        let byte = self.byte();
        let may = matches!(byte, b' ' | b'\n') || phrase.as_bytes().first() == Some(&byte);
        may && self.whole(phrase)
    }

    /// As [`Cursor::word`], where the first byte does not speak against it.
    #[inline(never)]
    fn whole(&mut self, phrase: &str) -> bool {
        let mut ahead = *self;
        ahead.blanks();
        let wanted = phrase.as_bytes();
        if wanted.first() != Some(&ahead.byte()) {
            return false;
        }
        let text = ahead.text.as_bytes().get(ahead.at..).unwrap_or_default();
        let same = text.iter().zip(wanted).take_while(|(a, b)| a == b).count();
        if same == wanted.len() {
            ahead.at += same;
        } else {
            // Only other blanks between the words may part a text from a phrase that is there.
            let blanks = matches!(text.get(same), Some(b' ' | b'\n'));
            if !(blanks || wanted.get(same) == Some(&b' ')) || !ahead.parts(phrase) {
                return false;
            }
        }
        if is_word_at(ahead.text, ahead.at) {
            return false;
        }
        *self = ahead;
        true
    }

    /// Steps over the words of a phrase with any blanks between them.
    fn parts(&mut self, phrase: &str) -> bool {
        let mut rest = phrase;
        loop {
            let (part, more) = match rest.as_bytes().iter().position(|b| *b == b' ') {
                Some(at) => (rest.get(..at).unwrap_or(""), rest.get(at + 1..)),
                None => (rest, None),
            };
            if !self.eat(part) {
                return false;
            }
            let Some(more) = more else { return true };
            let before = self.at;
            self.blanks();
            let tight = more.starts_with("-")
                && (more.len() == 1 || more.as_bytes().get(1) == Some(&b' '))
                || self.text.as_bytes().get(before.wrapping_sub(1)) == Some(&b'-');
            if self.at == before && !tight {
                return false;
            }
            rest = more;
        }
    }

    /// Whether a phrase stands here and ends exactly at a byte.
    pub(crate) fn word_up_to(mut self, phrase: &str, end: usize) -> bool {
        self.word(phrase) && self.at == end
    }

    /// Steps over the first of several words that is there.
    pub(crate) fn any_word(&mut self, words: &[&str]) -> bool {
        let mut ahead = *self;
        ahead.blanks();
        let first = ahead.byte();
        let fits = |word: &&&str| word.as_bytes().first() == Some(&first);
        words.iter().filter(fits).any(|word| self.word(word))
    }

    /// Reads a run of ASCII digits of at most `longest` digits; stays when there is none or it is longer.
    pub(crate) fn figure(&mut self, longest: usize) -> Option<u32> {
        let (mut n, mut value) = (0, 0_u32);
        while let digit @ b'0'..=b'9' = self.text.as_bytes().get(self.at + n).copied().unwrap_or(0)
        {
            if n == longest {
                return None;
            }
            value = value.checked_mul(10)?.checked_add(u32::from(digit - b'0'))?;
            n += 1;
        }
        if n == 0 {
            return None;
        }
        self.at += n;
        Some(value)
    }

    /// Whether a figure stands ahead, after blanks.
    pub(crate) fn next_figure(mut self) -> bool {
        self.blanks();
        self.byte().is_ascii_digit()
    }

    /// The word ahead (letters only), after blanks.
    pub(crate) fn next_word(mut self) -> &'t str {
        self.blanks();
        let rest = self.rest();
        let (letters, bytes) = (letter::table(), rest.as_bytes());
        let mut end = 0;
        while let Some(letter) = letters.at(bytes, end).filter(|l| l.class & ALPHA != 0) {
            end += letter.len;
        }
        rest.get(..end).unwrap_or("")
    }
}

/// Whether a letter or digit stands at a byte.
pub(crate) fn is_word_at(text: &str, at: usize) -> bool {
    letter::table().is_word_at(text.as_bytes(), at)
}

/// Whether a letter or digit stands just before a byte.
pub(crate) fn is_word_before(text: &str, at: usize) -> bool {
    letter::table().is_word_before(text.as_bytes(), at)
}

/// The place before blanks and at most one line break that precede a byte.
#[inline]
pub(crate) fn back_blanks(text: &str, at: usize) -> usize {
    let (mut at, mut breaks) = (at, 0);
    while let Some(b @ (b' ' | b'\n')) = at.checked_sub(1).and_then(|i| text.as_bytes().get(i)) {
        breaks += usize::from(*b == b'\n');
        if breaks > 1 {
            break;
        }
        at -= 1;
    }
    at
}

/// Where a phrase starts that ends, but for blanks, at a byte and is whole.
#[inline]
pub(crate) fn back_word(text: &str, at: usize, phrase: &str) -> Option<usize> {
    Back::new(text, at).word(phrase)
}

/// What stands before a byte of a folded text, for one who asks for several phrases there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Back<'t> {
    text: &'t str,
    /// The byte before blanks and at most one line break.
    end: usize,
    /// The last byte before it; 0 at the start.
    last: u8,
}

impl<'t> Back<'t> {
    /// What stands before a byte.
    #[inline]
    pub(crate) fn new(text: &'t str, at: usize) -> Self {
        let end = back_blanks(text, at);
        let last = end.checked_sub(1).and_then(|i| text.as_bytes().get(i)).copied().unwrap_or(0);
        Self { text, end, last }
    }

    /// Where a phrase starts that ends here, but for blanks, and is whole.
    #[inline(always)]
    pub(crate) fn word(self, phrase: &str) -> Option<usize> {
        if phrase.as_bytes().last() != Some(&self.last) {
            return None;
        }
        back_parts(self.text, self.end, phrase)
    }

    /// Where the first of several phrases starts that ends here, but for blanks, and is whole.
    #[inline]
    pub(crate) fn any(self, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.word(phrase))
    }

    /// As [`back_word`] with each of several phrases, one after the other, from where the one before it starts; the byte
    /// where the last that is there starts, or the byte asked of.
    pub(crate) fn chain(text: &'t str, at: usize, phrases: &[&str]) -> usize {
        let (mut start, mut back) = (at, Self::new(text, at));
        for phrase in phrases {
            if let Some(found) = back.word(phrase) {
                (start, back) = (found, Self::new(text, found));
            }
        }
        start
    }
}

/// Where a phrase starts that ends at a byte and is whole.
#[inline(never)]
fn back_parts(text: &str, end: usize, phrase: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = end;
    let mut rest = phrase.as_bytes();
    loop {
        let space = rest.iter().rposition(|b| *b == b' ');
        let part = rest.get(space.map_or(0, |s| s + 1)..)?;
        end = bytes.get(..end)?.ends_with(part).then(|| end - part.len())?;
        let Some(space) = space else { break };
        let before = back_blanks(text, end);
        if before == end {
            return None;
        }
        end = before;
        rest = rest.get(..space)?;
    }
    (!is_word_before(text, end)).then_some(end)
}

/// The word (letters only) that ends, but for blanks, at a byte: its start and itself.
pub(crate) fn last_word(text: &str, at: usize) -> (usize, &str) {
    let end = back_blanks(text, at);
    let head = text.get(..end).unwrap_or("");
    let letters = letter::table();
    let start = head
        .char_indices()
        .rev()
        .take_while(|(_, c)| letters.class(*c) & ALPHA != 0)
        .last()
        .map_or(end, |(i, _)| i);
    (start, text.get(start..end).unwrap_or(""))
}

/// Where a phrase stands whole in a folded text, whatever blanks part its words: first byte and byte after.
pub(crate) fn phrases<'t>(
    text: &'t str,
    phrase: &'t str,
) -> impl Iterator<Item = (usize, usize)> + 't {
    let first = phrase.split(' ').next().unwrap_or(phrase);
    text.match_indices(first).filter_map(move |(at, _)| {
        let mut c = Cursor::new(text, at);
        (c.word(phrase) && !is_word_before(text, at)).then_some((at, c.at))
    })
}

/// The byte after a phrase that begins whole at a byte of a folded text.
pub(crate) fn phrase_at(text: &str, at: usize, phrase: &str) -> Option<usize> {
    let mut c = Cursor::new(text, at);
    (c.word(phrase) && !is_word_before(text, at)).then_some(c.at)
}

/// Whether one of several phrases stands whole in a folded text, which is looked through once.
pub(crate) fn has_any_phrase(text: &str, phrases: &[&str]) -> bool {
    let firsts = phrases.iter().filter_map(|phrase| phrase.as_bytes().first());
    let firsts = firsts.fold(0_u64, |bits, byte| bits | 1 << (byte & 63));
    let may_open = |(_, byte): &(usize, u8)| firsts & 1 << (byte & 63) != 0;
    let inside = |at: usize| {
        at.checked_sub(1)
            .and_then(|i| text.as_bytes().get(i))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    let mut opens = text.bytes().enumerate().filter(may_open).filter(|(at, _)| !inside(*at));
    opens.any(|(at, byte)| {
        let next = text.as_bytes().get(at + 1);
        let begins = |phrase: &&&str| {
            let bytes = phrase.as_bytes();
            bytes.first() == Some(&byte) && (bytes.len() == 1 || bytes.get(1) == next)
        };
        phrases.iter().filter(begins).any(|phrase| phrase_at(text, at, phrase).is_some())
    })
}

/// Whether a phrase stands whole in a folded text.
pub(crate) fn has_phrase(text: &str, phrase: &str) -> bool {
    phrases(text, phrase).next().is_some()
}

/// The last bytes of a text, from a character boundary on.
pub(crate) fn last_bytes(text: &str, n: usize) -> &str {
    let from = (text.len().saturating_sub(n)..=text.len()).find(|i| text.is_char_boundary(*i));
    from.and_then(|i| text.get(i..)).unwrap_or("")
}

/// The first bytes of a text, up to a character boundary.
pub(crate) fn first_bytes(text: &str, n: usize) -> &str {
    let end = (0..=n.min(text.len())).rev().find(|i| text.is_char_boundary(*i));
    end.and_then(|i| text.get(..i)).unwrap_or("")
}
