//! Words of a text as small numbers, and phrase tables that are matched over them.
//!
//! A word that occurs in one of the phrase tables has a number that does not depend on its case or on where its
//! tone mark stands (hòa, hoà); every other word has the number 0. White space of any kind only parts words, so a
//! phrase is found across line breaks and no-break spaces. Knows nothing of what the phrases mean.

mod folded;
mod phrase;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::letter;
use crate::scan;

pub(crate) use folded::fold;
pub(crate) use phrase::{Glance, Phrases, note};

use folded::new_tone;

/// A map with a quick hash that differs from run to run.
pub(crate) type Map<K, V> = HashMap<K, V, foldhash::fast::RandomState>;
/// A set with a quick hash that differs from run to run.
pub(crate) type Set<K> = std::collections::HashSet<K, foldhash::fast::RandomState>;

/// A table whose words get a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Table {
    Abbreviations,
    BodyFields,
    BodyHeads,
    BodyPlaces,
    CuesActivity,
    CuesPeople,
    CuesRole,
    CuesSection,
    CuesStructure,
    Fields,
    Posts,
    Ranks,
    Surnames,
}

/// The tables, in the order of their bits.
const TABLES: [(Table, &str); 13] = [
    (Table::Abbreviations, include_str!("../data/abbreviations.tsv")),
    (Table::BodyFields, include_str!("../data/body_fields.tsv")),
    (Table::BodyHeads, include_str!("../data/body_heads.tsv")),
    (Table::BodyPlaces, include_str!("../data/body_places.tsv")),
    (Table::CuesActivity, include_str!("../data/cues_activity.tsv")),
    (Table::CuesPeople, include_str!("../data/cues_people.tsv")),
    (Table::CuesRole, include_str!("../data/cues_role.tsv")),
    (Table::CuesSection, include_str!("../data/cues_section.tsv")),
    (Table::CuesStructure, include_str!("../data/cues_structure.tsv")),
    (Table::Fields, include_str!("../data/fields.tsv")),
    (Table::Posts, include_str!("../data/posts.tsv")),
    (Table::Ranks, include_str!("../data/ranks.tsv")),
    (Table::Surnames, include_str!("../data/surnames.tsv")),
];

impl Table {
    /// The text of the table.
    pub(crate) fn tsv(self) -> &'static str {
        TABLES.iter().find(|(table, _)| *table == self).map_or("", |(_, tsv)| tsv)
    }

    /// The bit that a word has with which a phrase of the table begins, whole, in a text.
    const fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// Several tables, as bits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tables(u16);

impl Tables {
    /// The bits of tables.
    pub(crate) const fn of(tables: &[Table]) -> Self {
        let (mut bits, mut rest) = (0, tables);
        while let [table, more @ ..] = rest {
            (bits, rest) = (bits | table.bit(), more);
        }
        Self(bits)
    }
}

/// A word at which some finder begins to look; where such words stand is noted when the text is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// A small number in letters.
    Number,
    /// `tháng`, `quý`.
    Month,
    /// `luật`.
    Law,
    /// The first word of `pháp lệnh`.
    Ordinance,
    /// The first word of `hiến pháp`.
    Constitution,
    /// The first word of `nghị quyết`.
    Resolution,
    /// `ảnh`.
    Photo,
    /// The second word of `điều lệ`.
    Statute,
    /// The first word of `chủ trì`.
    Chair,
    /// The first word of `phối hợp`.
    Join,
}

const MARKED: &[(Anchor, &[&str])] = &[
    (Anchor::Number, &["hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]),
    (Anchor::Month, &["tháng", "quý"]),
    (Anchor::Law, &["luật"]),
    (Anchor::Ordinance, &["pháp"]),
    (Anchor::Constitution, &["hiến"]),
    (Anchor::Resolution, &["nghị"]),
    (Anchor::Photo, &["ảnh"]),
    (Anchor::Statute, &["lệ"]),
    (Anchor::Chair, &["chủ"]),
    (Anchor::Join, &["phối"]),
];

impl Anchor {
    /// The bit of the mark.
    pub(crate) fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// One word, number or sign of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    start: u32,
    end: u32,
    /// Its place in the tree of phrases: at first its number, which is 0 for a word that no table knows; once phrases are
    /// noted ([`note`]), the place where the longest way ends that leads from it over the words behind it.
    place: u16,
    /// The tables of which a phrase begins with the word, as bits; none before phrases are noted.
    opens: u16,
    /// The code of the sign that it is; 0 for letters and numbers, [`OTHER_SIGN`] for a sign of a rare script.
    sign: u16,
    shape: u8,
}

/// A sign whose code takes more than sixteen bits.
pub(crate) const OTHER_SIGN: u16 = 0xfffd;

pub(crate) const CAPITAL: u8 = 1;
pub(crate) const ALL_CAPS: u8 = 2;
pub(crate) const DIGIT: u8 = 4;
pub(crate) const SIGN: u8 = 8;
pub(crate) const LINE: u8 = 16;
pub(crate) const SPACED: u8 = 32;
pub(crate) const BLOCK: u8 = 64;

impl Word {
    /// A word or sign at bytes of a text of less than 4 GiB.
    #[inline(always)]
    pub(crate) fn new(range: Range<usize>, shape: u8, known: Known, sign: u16) -> Self {
        let (start, end) = (range.start as u32, range.end as u32);
        Self { start, end, place: known.id, opens: 0, sign, shape }
    }

    /// Tells whether a phrase of a table begins with the word.
    #[inline]
    pub(crate) fn opens(self, table: Table) -> bool {
        self.opens & table.bit() != 0
    }
    /// Tells whether a phrase of one of several tables begins with the word.
    #[inline]
    pub(crate) fn opens_one(self, tables: Tables) -> bool {
        self.opens & tables.0 != 0
    }
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
    /// The punctuation mark or other sign that it is; `\0` for letters and numbers.
    #[inline(always)]
    pub(crate) fn sign(self) -> char {
        char::from_u32(self.sign.into()).unwrap_or('\0')
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

/// Tells whether an apostrophe or a combining mark at byte `at` stands inside a word.
pub(crate) fn is_joiner(c: char, text: &str, at: usize) -> bool {
    if ('\u{300}'..='\u{36f}').contains(&c) {
        return true;
    }
    matches!(c, '\'' | '’')
        && text
            .get(at + c.len_utf8()..)
            .and_then(|r| r.chars().next())
            .is_some_and(char::is_alphabetic)
}

/// The hash of a word, letter by letter in small letters; a word of the tables is known by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key(u64);

impl Key {
    /// The key of no letters.
    pub(crate) const EMPTY: Self = Self(0x9e37_79b9_7f4a_7c15);

    /// The key with one more letter, given by the code of its small form.
    #[inline(always)]
    pub(crate) fn with(self, small: u32) -> Self {
        Self((self.0 ^ u64::from(small)).wrapping_mul(0x517c_c1b7_2722_0a95))
    }

    /// The key of up to sixteen bytes of a word, in two halves.
    #[inline(always)]
    pub(crate) fn printed(low: u64, high: u64) -> Self {
        let mixed = low.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high;
        Self(mixed.wrapping_mul(0x517c_c1b7_2722_0a95))
    }

    fn of(word: &str) -> Self {
        let letters = letter::table();
        word.chars().fold(Self::EMPTY, |key, c| key.with(letters.small(c).into()))
    }
}

/// Ids of every word of the tables, by the keys of the spellings in which a text may print it.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Words by the keys of their letters.
    letters: Slots,
    /// Words that [`scan::key`] takes, by the keys of their bytes.
    printed: Slots,
    /// ASCII signs by their codes.
    signs: [Known; 128],
}

/// Words by their keys: a power of two, at most half full.
type Slots = Vec<(u64, Known)>;

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// Its number; 0 for a word that no table knows.
    id: u16,
    /// Its marks, and whether this spelling has its tone mark in the newer place.
    marks: u16,
}

/// The bit of a tone mark in the newer place beside those of the marks.
const MOVED_BIT: u16 = 1 << 15;
/// The bit of a word with which a phrase of structure begins, beside those of the marks.
const STRUCTURE_BIT: u16 = 1 << 14;

impl Known {
    /// Tells whether no table knows the word.
    pub(crate) fn is_unknown(self) -> bool {
        self.id == 0
    }

    /// Its marks.
    pub(crate) fn marks(self) -> u16 {
        self.marks & !(MOVED_BIT | STRUCTURE_BIT)
    }

    /// Tells whether it has marks or a phrase of structure begins with it.
    #[inline(always)]
    pub(crate) fn is_notable(self) -> bool {
        self.marks & !MOVED_BIT != 0
    }

    /// Tells whether a phrase of structure begins with the word.
    pub(crate) fn opens_structure(self) -> bool {
        self.marks & STRUCTURE_BIT != 0
    }

    /// Tells whether this spelling has its tone mark in the newer place.
    pub(crate) fn is_moved(self) -> bool {
        self.marks & MOVED_BIT != 0
    }
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut words: Vec<(String, u16)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (table, tsv) in TABLES {
        for line in tsv.lines().filter(|line| !line.starts_with('#')) {
            for (i, piece) in pieces(line).into_iter().enumerate() {
                let folded = fold(piece);
                let slot = *known.entry(folded.clone()).or_insert_with(|| {
                    words.push((folded, 0));
                    words.len() - 1
                });
                let opens_structure = table == Table::CuesStructure && i == 0;
                if let Some(word) = words.get_mut(slot).filter(|_| opens_structure) {
                    word.1 |= STRUCTURE_BIT;
                }
            }
        }
    }
    for (mark, list) in MARKED {
        for word in *list {
            let slot = *known.entry((*word).to_owned()).or_insert_with(|| {
                words.push(((*word).to_owned(), 0));
                words.len() - 1
            });
            if let Some(word) = words.get_mut(slot) {
                word.1 |= mark.bit();
            }
        }
    }
    let slots = || vec![(0, Known::default()); (words.len() * 8).next_power_of_two()];
    let signs = [Known::default(); 128];
    let mut vocabulary = Vocabulary { letters: slots(), printed: slots(), signs };
    debug_assert!(words.len() < usize::from(u16::MAX), "words are told by 16 bits");
    for (id, (folded, marks)) in (1..).zip(&words) {
        for form in [folded.clone(), new_tone(folded)] {
            let moved = if form == *folded { 0 } else { MOVED_BIT };
            let known = Known { id, marks: marks | moved };
            learn(&mut vocabulary.letters, Key::of(&form), known);
            if form.starts_with(char::is_alphabetic)
                && let Some(key) = scan::key(&form)
            {
                learn(&mut vocabulary.printed, key, known);
            }
        }
    }
    vocabulary.signs = std::array::from_fn(|code| vocabulary.find(Key::EMPTY.with(code as u32)));
    vocabulary
});

/// The words of the tables.
pub(crate) fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

impl Vocabulary {
    /// What is known of a word, by the key of its letters; zeros for a word that no table knows.
    #[inline]
    pub(crate) fn find(&self, key: Key) -> Known {
        find(&self.letters, key)
    }

    /// What is known of an ASCII sign.
    #[inline(always)]
    pub(crate) fn sign(&self, byte: u8) -> Known {
        self.signs.get(usize::from(byte)).copied().unwrap_or_default()
    }

    /// As [`Vocabulary::find`], by the key of its bytes.
    #[inline]
    pub(crate) fn find_printed(&self, key: Key) -> Known {
        find(&self.printed, key)
    }
}

#[inline(always)]
fn find(slots: &Slots, key: Key) -> Known {
    let mask = slots.len().wrapping_sub(1);
    let mut at = (key.0 >> 32) as usize & mask;
    while let Some((known, word)) = slots.get(at) {
        if *known == key.0 {
            return *word;
        }
        if word.id == 0 {
            break;
        }
        at = (at + 1) & mask;
    }
    Known::default()
}

fn learn(slots: &mut Slots, key: Key, word: Known) {
    let mask = slots.len().wrapping_sub(1);
    let mut at = (key.0 >> 32) as usize & mask;
    while slots.get(at).is_some_and(|slot| slot.1.id != 0 && slot.0 != key.0) {
        at = (at + 1) & mask;
    }
    if let Some(slot) = slots.get_mut(at) {
        *slot = (key.0, word);
    }
}

/// The words and signs of a line of a table.
fn pieces(line: &str) -> Vec<&str> {
    let letters = letter::table();
    let mut pieces = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices() {
        let class = letters.class(c);
        if class & letter::ALNUM != 0 || class & letter::JOINER != 0 && is_joiner(c, line, at) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            pieces.extend(line.get(from..at));
        }
        if class & letter::SPACE == 0 {
            pieces.extend(line.get(at..at + c.len_utf8()));
        }
    }
    pieces.extend(start.and_then(|from| line.get(from..)));
    pieces
}

/// The id of a word that stands in one of the tables; 0 for any other.
pub(crate) fn id(word: &str) -> u16 {
    VOCABULARY.find(Key::of(word)).id
}
