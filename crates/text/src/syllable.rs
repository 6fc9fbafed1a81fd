//! Tells how well a text reads as Vietnamese, by the build of its syllables: onset, rime, tone.
//!
//! Knows which syllables can be spelled, not which are words.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Onsets, longest first where one begins another.
const ONSETS: [&str; 29] = [
    "ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "q", "",
];

/// Rimes without tone.
const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oă oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong \
    ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc \
    uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưng ưn ưm ươc ươi ươm ươn ương \
    ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu";

static RIME_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| RIMES.split_whitespace().collect());

/// How many of the words with letters beyond ASCII can be spelled in Vietnamese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Score {
    /// Words that can be Vietnamese.
    pub(crate) good: usize,
    /// Words looked at.
    pub(crate) words: usize,
}

impl Score {
    /// Good words in a hundred; 0 when there are none to look at.
    pub(crate) fn percent(self) -> usize {
        (self.good * 100).checked_div(self.words).unwrap_or(0)
    }
}

/// Words that suffice to judge a text.
const MAX_WORDS: usize = 5000;

/// Scores the first words of a text that have a letter beyond ASCII.
pub(crate) fn score(text: &str) -> Score {
    let words = text.split(separates).filter(|word| !word.is_ascii()).take(MAX_WORDS);
    words.fold(Score::default(), |score, word| Score {
        good: score.good + usize::from(is_syllable(word)),
        words: score.words + 1,
    })
}

/// Tells whether a character stands between words.
pub(crate) fn separates(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphabetic()
        || c.is_whitespace()
        || matches!(
            c,
            '“' | '”'
                | '‘'
                | '’'
                | '«'
                | '»'
                | '…'
                | '–'
                | '—'
                | '•'
                | '§'
                | '°'
                | '²'
                | '³'
        )
}

/// Longest word that can be a syllable, in letters: `nghiêng`.
const MAX_LETTERS: usize = 7;

/// Tells whether a word can be a Vietnamese syllable.
pub(crate) fn is_syllable(word: &str) -> bool {
    if word.chars().any(|c| matches!(c, '\u{300}'..='\u{36f}')) {
        return is_composed_syllable(&word.nfc().collect::<String>());
    }
    is_composed_syllable(word)
}

fn is_composed_syllable(word: &str) -> bool {
    if word.chars().nth(MAX_LETTERS).is_some() {
        return false;
    }
    let (mut letters, mut tone) = (String::with_capacity(2 * MAX_LETTERS), None);
    for c in word.chars() {
        let Some((letter, mark)) = parts(c) else { return false };
        letters.push(letter);
        if mark.is_some() && tone.replace(mark).is_some() {
            return false;
        }
    }
    let rime_of = |onset: &&str| letters.strip_prefix(*onset).filter(|r| RIME_SET.contains(r));
    let carries = |rime: &str| is_carried(rime, tone.flatten());
    letters == "gi" || ONSETS.iter().filter_map(rime_of).any(carries)
}

/// A syllable that ends in a stop has the tone sắc or nặng.
fn is_carried(rime: &str, tone: Option<char>) -> bool {
    !rime.ends_with(['c', 'h', 'p', 't'])
        || rime.ends_with("nh")
        || matches!(tone, Some('\u{301}' | '\u{323}'))
}

/// A letter in lower case without its tone, and the tone.
type Parts = (char, Option<char>);

/// First character of each table of parts, and the number of its characters.
const LATIN: (u32, u32) = (0xc0, 0x1b1 - 0xc0);
const ADDITIONAL: (u32, u32) = (0x1ea0, 0x1efa - 0x1ea0);

static PARTS: LazyLock<[Vec<Option<Parts>>; 2]> = LazyLock::new(|| {
    let table = |(first, len): (u32, u32)| {
        (first..first + len).map(|code| char::from_u32(code).and_then(taken_apart)).collect()
    };
    [table(LATIN), table(ADDITIONAL)]
});

/// Takes a Vietnamese letter apart; `None` for letters that Vietnamese does not have.
fn taken_apart(c: char) -> Option<Parts> {
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let lower = c.to_lowercase().next()?;
    let tone = std::iter::once(lower).nfd().find(is_tone);
    let letter = std::iter::once(lower).nfd().filter(|c| !is_tone(c)).nfc().next()?;
    let is_ours = if tone.is_some() { "aăâeêioôơuưy" } else { "ăâđêôơư" }.contains(letter);
    is_ours.then_some((letter, tone))
}

fn parts(c: char) -> Option<Parts> {
    if c.is_ascii_alphabetic() {
        return Some((c.to_ascii_lowercase(), None));
    }
    let [latin, additional] = &*PARTS;
    let look = |table: &[Option<Parts>], (first, _): (u32, u32)| {
        let at = usize::try_from(u32::from(c).checked_sub(first)?).ok()?;
        table.get(at).copied().flatten()
    };
    look(latin, LATIN).or_else(|| look(additional, ADDITIONAL))
}
