//! Words around people: ranks, honorifics, academic titles, bylines, signature marks.
//!
//! Only tables and their look-up; what follows from a cue is decided elsewhere.

use std::sync::LazyLock;

use crate::table;
use crate::word::{self, Phrases, Table, Word};

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

static CUES: LazyLock<Phrases<Vec<Use>>> =
    LazyLock::new(|| word::grouped(Table::CuesPeople, |row| Use::parse(table::cell(row, 1))));

/// For each word by its id, as bits, the uses of all cues that begin with it.
static FIRST: LazyLock<Vec<u32>> =
    LazyLock::new(|| CUES.firsts(|uses| uses.iter().fold(0, |bits, u| bits | u.bit())));

static RANKS: LazyLock<Phrases<&'static str>> = LazyLock::new(|| {
    let rows = table::rows(Table::Ranks.tsv());
    Phrases::of(Table::Ranks, rows.map(|row| (table::cell(&row, 0), table::cell(&row, 1))))
});

/// The end of a cue of this use at word `at`.
#[inline(always)]
pub(crate) fn end(words: &[Word], at: usize, wanted: Use) -> Option<usize> {
    if !may(words.get(at)?, wanted.bit()) {
        return None;
    }
    longest(words, at, wanted)
}

#[inline(never)]
fn longest(words: &[Word], at: usize, wanted: Use) -> Option<usize> {
    CUES.at(words, at).filter(|(_, uses)| uses.contains(&wanted)).map(|(len, _)| at + len)
}

/// Tells whether a cue of one of several uses, given as bits, can begin with a word.
#[inline(always)]
pub(crate) fn may(word: &Word, uses: u32) -> bool {
    word.opens(Table::CuesPeople)
        && FIRST.get(usize::from(word.id)).is_some_and(|bits| bits & uses != 0)
}

/// Tells whether a cue of this use stands at word `at`.
#[inline]
pub(crate) fn is(words: &[Word], at: usize, wanted: Use) -> bool {
    end(words, at, wanted).is_some()
}

/// Tells whether a cue of one of several uses, given as bits, stands at word `at`.
pub(crate) fn is_any(words: &[Word], at: usize, uses: u32) -> bool {
    let one = |found: &[Use]| found.iter().any(|u| u.bit() & uses != 0);
    words.get(at).is_some_and(|w| may(w, uses)) && CUES.at(words, at).is_some_and(|(_, u)| one(u))
}

/// The rank (cấp bậc) at word `at`: its end and its standard form.
pub(crate) fn rank(words: &[Word], at: usize) -> Option<(usize, &'static str)> {
    RANKS.at(words, at).map(|(len, rank)| (at + len, *rank))
}
