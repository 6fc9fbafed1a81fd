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
    let separates = |c: char| {
        c.is_ascii() && !c.is_ascii_alphabetic() || c.is_whitespace() || "“”…–".contains(c)
    };
    let words = text.split(separates).filter(|word| !word.is_ascii()).take(MAX_WORDS);
    words.fold(Score::default(), |score, word| Score {
        good: score.good + usize::from(is_syllable(word)),
        words: score.words + 1,
    })
}

/// Tells whether a word can be a Vietnamese syllable.
fn is_syllable(word: &str) -> bool {
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let letters: String =
        word.nfd().filter(|c| !is_tone(c)).nfc().flat_map(char::to_lowercase).collect();
    let n_tones = word.nfd().filter(is_tone).count();
    let spelled =
        |onset: &str| letters.strip_prefix(onset).is_some_and(|rime| RIME_SET.contains(rime));
    let gi_alone = letters == "gi";
    n_tones <= 1 && (gi_alone || ONSETS.iter().any(|onset| spelled(onset)))
}
