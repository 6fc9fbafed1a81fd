//! Words that tell of an activity: names of events, verbs of holding, kinds.

use std::ops::Range;
use std::sync::LazyLock;

use crate::table;
use crate::word::{Glance, Phrases, Table, Word};

/// What a word tells of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// The name of an event: `hội nghị`, `lễ`, `diễn tập`.
    Event,
    /// A verb of holding it: `tổ chức`, `diễn ra`.
    Hold,
    /// A weaker verb: `khai mạc`.
    Open,
    /// Its kind, as the contract names it.
    Kind(&'static str),
    /// A verb of presiding or attending.
    Join,
    /// `tại`.
    Place,
    /// `giai đoạn`.
    Period,
    /// `năm thực hiện`.
    Years,
    /// Leads a delegation.
    Lead,
    /// Anything else.
    Other,
}

static CUES: LazyLock<Phrases<Vec<Use>>> = LazyLock::new(|| {
    let use_of = |row: &[&'static str]| {
        let cell = table::cell(row, 1);
        match cell {
            "event" => Use::Event,
            "hold" => Use::Hold,
            "open" => Use::Open,
            "join" => Use::Join,
            "place" => Use::Place,
            "period" => Use::Period,
            "years" => Use::Years,
            "lead" => Use::Lead,
            _ => cell.strip_prefix("kind:").map_or(Use::Other, Use::Kind),
        }
    };
    Phrases::grouped(Table::CuesActivity, use_of, |uses| uses)
});

impl Use {
    /// Its kind as one bit of many; all kinds of activities share one.
    const fn bit(self) -> u32 {
        1 << match self {
            Self::Event => 0,
            Self::Hold => 1,
            Self::Open => 2,
            Self::Kind(_) => 3,
            Self::Join => 4,
            Self::Place => 5,
            Self::Period => 6,
            Self::Years => 7,
            Self::Lead => 8,
            Self::Other => 9,
        }
    }
}

/// Of each word the uses of the cue that begins with it, as bits.
static USES: LazyLock<Glance> = LazyLock::new(|| {
    CUES.glance(|cues| cues.first().map_or(0, |uses| uses.iter().fold(0, |bits, u| bits | u.bit())))
});

/// The cue at a word: its length and its uses.
pub(crate) fn at(words: &[Word], at: usize) -> Option<(usize, &'static [Use])> {
    CUES.at(words, at).map(|(len, uses)| (len, uses.as_slice()))
}

/// The words of a range at which a cue stands.
pub(crate) fn starts(words: &[Word], range: Range<usize>) -> impl Iterator<Item = usize> {
    let first = range.start;
    let inside = words.get(range).unwrap_or_default().iter().enumerate();
    inside.filter(|(_, word)| word.opens(Table::CuesActivity)).map(move |(at, _)| first + at)
}

/// Tells whether a cue of this use stands at a word, and where it ends.
#[inline]
pub(crate) fn end(words: &[Word], from: usize, wanted: Use) -> Option<usize> {
    if USES.at(*words.get(from)?) & wanted.bit() == 0 {
        return None;
    }
    at(words, from).filter(|(_, uses)| uses.contains(&wanted)).map(|(len, _)| from + len)
}
