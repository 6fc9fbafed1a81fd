//! Words of a text as small numbers, and phrase tables that are matched over them.
//!
//! A word that occurs in one of the phrase tables has an id that does not depend on its case or on where its
//! tone mark stands (hòa, hoà); every other word has the id 0. White space of any kind only parts words, so a
//! phrase is found across line breaks and no-break spaces. Knows nothing of what the phrases mean.

mod phrase;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

pub(crate) use phrase::{Phrases, grouped};

/// Every table whose words get an id.
const TABLES: &[&str] = &[
    include_str!("../data/abbreviations.tsv"),
    include_str!("../data/body_fields.tsv"),
    include_str!("../data/body_heads.tsv"),
    include_str!("../data/body_places.tsv"),
    include_str!("../data/cues_activity.tsv"),
    include_str!("../data/cues_people.tsv"),
    include_str!("../data/cues_role.tsv"),
    include_str!("../data/cues_section.tsv"),
    include_str!("../data/cues_structure.tsv"),
    include_str!("../data/fields.tsv"),
    include_str!("../data/posts.tsv"),
    include_str!("../data/ranks.tsv"),
    include_str!("../data/surnames.tsv"),
];

/// One word, number or sign of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    start: u32,
    end: u32,
    /// Number of the word in the vocabulary; 0 for a word that no table knows.
    pub(crate) id: u32,
    shape: u8,
}

const CAPITAL: u8 = 1;
const ALL_CAPS: u8 = 2;
const DIGIT: u8 = 4;
const SIGN: u8 = 8;
const LINE: u8 = 16;
const SPACED: u8 = 32;
const BLOCK: u8 = 64;

impl Word {
    /// First byte.
    pub(crate) fn start(self) -> usize {
        self.start as usize
    }
    /// Byte after the last.
    pub(crate) fn end(self) -> usize {
        self.end as usize
    }
    /// Begins with a capital letter.
    pub(crate) fn is_capital(self) -> bool {
        self.shape & CAPITAL != 0
    }
    /// Has two letters or more, all capitals.
    pub(crate) fn is_all_caps(self) -> bool {
        self.shape & ALL_CAPS != 0
    }
    /// Begins with a digit.
    pub(crate) fn is_number(self) -> bool {
        self.shape & DIGIT != 0
    }
    /// Is a punctuation mark or another sign.
    pub(crate) fn is_sign(self) -> bool {
        self.shape & SIGN != 0
    }
    /// Is the first word of its line.
    pub(crate) fn begins_line(self) -> bool {
        self.shape & LINE != 0
    }
    /// Is the first word after a blank line or of the text.
    pub(crate) fn begins_block(self) -> bool {
        self.shape & BLOCK != 0
    }
    /// Has white space or the start of the text before it.
    pub(crate) fn is_spaced(self) -> bool {
        self.shape & SPACED != 0
    }
    /// Is letters, not a number and not a sign.
    pub(crate) fn is_letters(self) -> bool {
        self.shape & (DIGIT | SIGN) == 0
    }
}

/// Cuts a text into words. Linear in the length of the text; texts beyond 4 GiB are cut there.
pub(crate) fn split(text: &str) -> Vec<Word> {
    let vocabulary = &*VOCABULARY;
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut gap = SPACED | LINE | BLOCK;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            gap |= match c {
                '\n' if gap & LINE != 0 => SPACED | LINE | BLOCK,
                '\n' => SPACED | LINE,
                _ => SPACED,
            };
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut shape = gap;
        gap = 0;
        if c.is_alphanumeric() {
            let mut upper = c.is_uppercase();
            let digit = c.is_ascii_digit();
            shape |= if upper { CAPITAL } else { 0 } | if digit { DIGIT } else { 0 };
            let mut letters = 1;
            while let Some(&(at, next)) = chars.peek() {
                if !(next.is_alphanumeric() || is_joiner(next, text, at)) {
                    break;
                }
                upper &= !next.is_lowercase();
                letters += 1;
                end = at + next.len_utf8();
                chars.next();
            }
            shape |= if upper && letters > 1 { ALL_CAPS } else { 0 };
        } else {
            shape |= SIGN;
        }
        let (Ok(from), Ok(to)) = (u32::try_from(start), u32::try_from(end)) else { break };
        let id = text.get(start..end).map_or(0, |surface| vocabulary.id(surface));
        words.push(Word { start: from, end: to, id, shape });
    }
    words
}

/// Tells whether an apostrophe or a combining mark at byte `at` stands inside a word.
fn is_joiner(c: char, text: &str, at: usize) -> bool {
    if ('\u{300}'..='\u{36f}').contains(&c) {
        return true;
    }
    matches!(c, '\'' | '’')
        && text
            .get(at + c.len_utf8()..)
            .and_then(|r| r.chars().next())
            .is_some_and(char::is_alphabetic)
}

/// Moves the tone mark of an open oa, oe, uy to its older place: hoà → hòa.
pub(crate) fn old_tone(word: &str) -> String {
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
fn new_tone(word: &str) -> String {
    for (old, base) in [
        ("òa", "oà"),
        ("óa", "oá"),
        ("ỏa", "oả"),
        ("õa", "oã"),
        ("ọa", "oạ"),
        ("òe", "oè"),
        ("óe", "oé"),
        ("ỏe", "oẻ"),
        ("õe", "oẽ"),
        ("ọe", "oẹ"),
        ("ùy", "uỳ"),
        ("úy", "uý"),
        ("ủy", "uỷ"),
        ("ũy", "uỹ"),
        ("ụy", "uỵ"),
    ] {
        if let Some(onset) = word.strip_suffix(old) {
            return format!("{onset}{base}");
        }
    }
    word.to_owned()
}

/// The folded form of a word or phrase: lower case, tone marks in the older place, single spaces.
pub(crate) fn fold(phrase: &str) -> String {
    let mut folded = String::with_capacity(phrase.len());
    for word in phrase.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&old_tone(&word.to_lowercase()));
    }
    folded
}

/// Multiply-and-xor over bytes: quick for short words, not for hostile keys (the table is fixed).
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Quick(u64);

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self.0 ^= self.0 >> 29;
    }
    fn write_u8(&mut self, _: u8) {}
}

/// Ids of every word of the tables, under every spelling in which a text may print it.
#[derive(Debug, Default)]
struct Vocabulary {
    ids: HashMap<Box<str>, u32, BuildHasherDefault<Quick>>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary::default();
    let mut next = 1;
    let mut known = HashMap::new();
    for table in TABLES {
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            for piece in pieces(line) {
                let folded = old_tone(&piece.to_lowercase());
                let id = *known.entry(folded.clone()).or_insert_with(|| {
                    next += 1;
                    next - 1
                });
                vocabulary.learn(&folded, id);
            }
        }
    }
    vocabulary
});

impl Vocabulary {
    fn id(&self, surface: &str) -> u32 {
        self.ids.get(surface).copied().unwrap_or(0)
    }

    fn learn(&mut self, folded: &str, id: u32) {
        for form in [folded.to_owned(), new_tone(folded)] {
            let mut chars = form.chars();
            let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
            self.ids.insert(format!("{first}{}", chars.as_str()).into(), id);
            self.ids.insert(form.to_uppercase().into(), id);
            self.ids.insert(form.into(), id);
        }
    }
}

/// The words and signs of a line of a table.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices() {
        if c.is_alphanumeric() || is_joiner(c, line, at) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            pieces.extend(line.get(from..at));
        }
        if !c.is_whitespace() {
            pieces.extend(line.get(at..at + c.len_utf8()));
        }
    }
    pieces.extend(start.and_then(|from| line.get(from..)));
    pieces
}

/// The id of a word that stands in one of the tables; 0 for any other.
pub(crate) fn id(word: &str) -> u32 {
    VOCABULARY.id(word)
}
