//! Words around people: ranks, honorifics, academic titles, bylines, signature marks.
//!
//! Only tables and their look-up; what follows from a cue is decided elsewhere.

use std::sync::LazyLock;

use crate::table;
use crate::word::{Glance, Phrases, Table, Word};

/// What a word around people tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// `đồng chí`.
    Honorific,
    /// `các đồng chí`.
    Honorifics,
    /// `ông`, `bà`: used of officials and citizens alike.
    Citizen,
    /// Academic title, which is neither rank nor post.
    Academic,
    /// `nguyên`.
    Former,
    /// `quyền`.
    Acting,
    /// Names after it are authors.
    Byline,
    /// Looks like a name and is none, or names nobody in office today.
    Never,
    /// Presides.
    Chair,
    /// Takes part.
    Attend,
    /// Speaks.
    Speak,
    /// Authority to sign.
    Signature,
    /// `Nơi nhận`.
    Recipients,
    /// `(Đã ký)`.
    Signed,
    /// `các`.
    Plural,
    /// `cấp`.
    Level,
    /// `và`.
    And,
    /// `của`.
    Of,
    /// `về`.
    About,
    /// `kiêm`.
    AndAlso,
    /// `khóa`, `nhiệm kỳ`.
    Term,
    /// `Thường trực` after a post.
    Modifier,
    /// `Văn`, `Thị`.
    Middle,
    /// `Trưởng`, `Chánh` before the head of a body.
    Leader,
    /// `Đại biểu` before Quốc hội.
    Deputy,
    /// `phụ trách`.
    Charge,
    /// Nothing.
    Other,
}

impl Use {
    /// The use as one bit of many.
    pub(crate) const fn bit(self) -> u32 {
        1 << (self as u32)
    }

    fn parse(cell: &str) -> Self {
        match cell {
            "honorific" => Self::Honorific,
            "honorifics" => Self::Honorifics,
            "citizen" => Self::Citizen,
            "academic" => Self::Academic,
            "former" => Self::Former,
            "acting" => Self::Acting,
            "byline" => Self::Byline,
            "never" => Self::Never,
            "chair" => Self::Chair,
            "attend" => Self::Attend,
            "speak" => Self::Speak,
            "signature" => Self::Signature,
            "recipients" => Self::Recipients,
            "signed" => Self::Signed,
            "plural" => Self::Plural,
            "level" => Self::Level,
            "and" => Self::And,
            "of" => Self::Of,
            "about" => Self::About,
            "and_also" => Self::AndAlso,
            "term" => Self::Term,
            "modifier" => Self::Modifier,
            "middle" => Self::Middle,
            "leader" => Self::Leader,
            "deputy" => Self::Deputy,
            "charge" => Self::Charge,
            _ => Self::Other,
        }
    }
}

/// The cues with their uses as bits.
static CUES: LazyLock<Phrases<u32>> = LazyLock::new(|| {
    let bit = |row: &[&'static str]| Use::parse(table::cell(row, 1)).bit();
    Phrases::grouped(Table::CuesPeople, bit, |bits| bits.into_iter().fold(0, |all, bit| all | bit))
});

/// Of each word the uses of the cue that begins with it, as bits.
static USES: LazyLock<Glance> =
    LazyLock::new(|| CUES.glance(|uses| uses.first().map_or(0, |uses| **uses)));

static RANKS: LazyLock<Phrases<&'static str>> =
    LazyLock::new(|| Phrases::of(Table::Ranks, |row| table::cell(row, 1)));

/// The end of a cue of this use at word `at`.
#[inline]
pub(crate) fn end(words: &[Word], at: usize, wanted: Use) -> Option<usize> {
    if !is(words, at, wanted) {
        return None;
    }
    CUES.at(words, at).map(|(len, _)| at + len)
}

/// Tells whether a cue of one of several uses, given as bits, begins with a word.
#[inline]
pub(crate) fn opens(word: &Word, uses: u32) -> bool {
    USES.at(*word) & uses != 0
}

/// Tells whether a cue of this use stands at word `at`.
#[inline]
pub(crate) fn is(words: &[Word], at: usize, wanted: Use) -> bool {
    is_any(words, at, wanted.bit())
}

/// Tells whether a cue of one of several uses, given as bits, stands at word `at`.
#[inline]
pub(crate) fn is_any(words: &[Word], at: usize, uses: u32) -> bool {
    words.get(at).is_some_and(|word| opens(word, uses))
}

/// The rank (cấp bậc) at word `at`: its end and its standard form.
pub(crate) fn rank(words: &[Word], at: usize) -> Option<(usize, &'static str)> {
    RANKS.at(words, at).map(|(len, rank)| (at + len, *rank))
}
