//! Chooses the encoding in which Western characters, or ASCII, read best as Vietnamese.

use super::encoding::{EIGHT_BIT, Encoding};
use crate::legacy;
use crate::syllable::{Score, score, separates};

/// Well-formed syllables in a hundred from which a decoding is believed.
pub(super) const SURE_PERCENT: usize = 85;
/// Lead over the next best decoding, in the same measure.
const SURE_LEAD: usize = 15;
/// Words beyond spelling in the next best decoding that are as good as that lead, when the best has hardly any.
const SURE_FAULTS: usize = 3;
/// Words with marks that a decoding must rest on.
const SURE_WORDS: usize = 5;
/// The same for one paragraph among others.
pub(super) const SURE_WORDS_OF_LINE: usize = 4;

/// What a text reads like in one encoding.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) encoding: Encoding,
    pub(super) score: Score,
    pub(super) text: String,
}

/// Reads Western characters in every 8-bit encoding, the best first.
pub(super) fn readings(western: &str) -> Vec<Reading> {
    let read = |encoding: Encoding| {
        let text = encoding.read(western);
        Reading { encoding, score: score(&text), text }
    };
    let mut all: Vec<Reading> = EIGHT_BIT.map(read).into();
    all.sort_by_key(|reading| std::cmp::Reverse(reading.score.percent()));
    all
}

/// The best reading when it is sure; the others may be those of a whole text or of a line.
fn sure(readings: &[Reading], n_words: usize) -> Option<&Reading> {
    let [best, next, ..] = readings else { return None };
    let n_bad = |reading: &Reading| reading.score.words - reading.score.good;
    let leads = best.score.percent() >= next.score.percent() + SURE_LEAD
        || n_bad(next) >= SURE_FAULTS.max(4 * n_bad(best));
    let reads_well = best.score.percent() >= SURE_PERCENT && best.score.words >= n_words;
    (leads && reads_well).then_some(best)
}

/// The encoding of a paragraph by itself, when it is sure.
pub(super) fn of_line(western: &str) -> Option<Reading> {
    let mut all = readings(western);
    sure(&all, SURE_WORDS_OF_LINE)?;
    Some(all.swap_remove(0))
}

/// The main encoding of a text with the score on which it rests: that of the whole text when it is sure, else that
/// of most of its paragraphs when nearly all are sure.
pub(super) fn choose(western: &str, readings: &[Reading]) -> Option<(Encoding, Score)> {
    if let Some(best) = sure(readings, SURE_WORDS) {
        return Some((best.encoding, best.score));
    }
    let (mut total, mut by_encoding) = (Score::default(), [0_usize; EIGHT_BIT.len()]);
    for line in western.lines().filter(|line| !line.is_ascii()) {
        let Some(reading) = of_line(line) else {
            total.words += score(line).words;
            continue;
        };
        total.words += reading.score.words;
        total.good += reading.score.good;
        let counts = EIGHT_BIT.iter().zip(&mut by_encoding);
        counts.filter(|(e, _)| **e == reading.encoding).for_each(|(_, n)| *n += reading.score.good);
    }
    let main = EIGHT_BIT.iter().zip(by_encoding).rev().max_by_key(|(_, n)| *n)?.0;
    let is_sure = total.percent() >= SURE_PERCENT && total.words >= 2 * SURE_WORDS;
    is_sure.then_some((*main, total))
}

/// The name of the best reading among the usual encodings, when it stands out without being sure.
pub(super) fn probable(readings: &[Reading]) -> Option<&'static str> {
    let is_usual = |r: &&Reading| !matches!(r.encoding, Encoding::Vps | Encoding::Viscii);
    let mut usual = readings.iter().filter(is_usual);
    let (best, next) = (usual.next()?, usual.next()?);
    let stands_out = best.score.percent() > next.score.percent() && best.score.percent() >= 50;
    stands_out.then(|| best.encoding.title())
}

/// ASCII bytes that are looked at for signs of VIQR.
const VIQR_SAMPLE: usize = 64 * 1024;

/// A quick look: signs of shape stand after vowels in the head of an ASCII text.
pub(super) fn may_be_viqr(ascii: &str) -> bool {
    let head = ascii.as_bytes().get(..VIQR_SAMPLE).unwrap_or(ascii.as_bytes());
    let is_shaped = |pair: &[u8]| {
        let vowel = pair.first().map(u8::to_ascii_lowercase);
        let sign = pair.get(1);
        matches!(vowel, Some(b'a' | b'e' | b'o')) && sign == Some(&b'^')
            || matches!(vowel, Some(b'o' | b'u')) && matches!(sign, Some(b'+' | b'*'))
            || vowel == Some(b'a') && sign == Some(&b'(')
    };
    head.windows(2).any(is_shaped)
}

/// Decodes VIQR when nearly every word that has signs is then a syllable, and such words make up much of the text.
pub(super) fn as_viqr(ascii: &str) -> Option<(String, Score)> {
    let head = ascii.get(..VIQR_SAMPLE).unwrap_or(ascii);
    let read = legacy::viqr(head);
    let score = score(&read);
    let words = read.split(separates).filter(|word| word.chars().any(char::is_alphabetic));
    let (n_words, n_shaped) = words.fold((0, 0), |(n, shaped), word| {
        let is_shaped = word.chars().count() > 1 && word.chars().any(has_shape);
        (n + 1, shaped + usize::from(is_shaped))
    });
    let is_dense = score.words * 3 >= n_words && n_shaped * 8 >= n_words;
    let is_sure = score.percent() >= SURE_PERCENT && score.words >= SURE_WORDS;
    (is_dense && is_sure).then(|| (legacy::viqr(ascii), score))
}

/// Letters of which the sign is no punctuation: ă, â, đ, ê, ô, ơ, ư, with and without tones.
fn has_shape(c: char) -> bool {
    use unicode_normalization::UnicodeNormalization;
    matches!(c, 'đ' | 'Đ')
        || std::iter::once(c).nfd().any(|m| matches!(m, '\u{302}' | '\u{306}' | '\u{31b}'))
}
