//! What the words of a clause tell about its role: cues from `data/cues_role.tsv` with strength and position.

use std::ops::Range;
use std::sync::LazyLock;

use crate::context::Context;
use crate::role::{lack, spared};
use crate::table;
use crate::word::{Glance, Phrases, Table};

/// What a cue tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tells {
    /// A direction.
    Task,
    /// A verb that opens an item of a list of directions or results.
    Verb,
    /// The end of a sentence that leads into a list of directions.
    Intro,
    /// The end of a sentence that leads into a list of results.
    Outro,
    /// A result.
    Result,
    /// A result told in the past tense.
    Past,
    /// A shortcoming.
    Short,
    /// Who came, who presided, what was handed over.
    Scene,
    /// The worth of the work.
    Worth,
    /// Time to come.
    Future,
    /// A directive or telegram has been issued.
    Issue,
    /// Somebody sets others to work.
    Orders,
    /// Somebody speaks.
    Said,
    /// Caption, byline, page furniture.
    Silent,
    /// By when something is to be done.
    Term,
    /// Weather or damage.
    Nature,
    /// A report, an inspection or an assessment whose findings follow.
    Report,
    /// A period that is over.
    Back,
    /// The place or moment of the event at the head of a sentence.
    Stage,
    /// The event or those who came as a subject.
    Event,
    /// A day.
    Day,
    /// The sentence goes on with the one before.
    Link,
    /// Work to come is set out, to be named in the next sentence.
    Plan,
    /// Somebody praises or appraises.
    Praise,
    /// A word of good quality.
    Merit,
    /// Damage and weather.
    Harm,
    /// A word that names a shortcoming only with what follows it.
    Lack,
    /// A phrase that only looks like a cue.
    Nothing,
}

/// Where in a clause a cue counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    Start,
    End,
    Any,
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
struct Row {
    tells: Tells,
    strength: u8,
    position: Position,
}

/// A cue in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// What it tells.
    pub(crate) tells: Tells,
    /// How much it weighs.
    pub(crate) strength: u8,
    /// First word.
    pub(crate) at: usize,
    /// Word after the last.
    pub(crate) end: usize,
}

static CUES: LazyLock<Phrases<Vec<Row>>> = LazyLock::new(|| {
    let row = |row: &[&'static str]| Row {
        tells: tells(table::cell(row, 1)),
        strength: table::cell(row, 2).parse().unwrap_or(0),
        position: match table::cell(row, 3) {
            "start" => Position::Start,
            "end" => Position::End,
            _ => Position::Any,
        },
    };
    Phrases::grouped(Table::CuesRole, row, |rows| rows)
});

fn tells(cell: &str) -> Tells {
    match cell {
        "task" => Tells::Task,
        "verb" => Tells::Verb,
        "intro" => Tells::Intro,
        "outro" => Tells::Outro,
        "result" => Tells::Result,
        "past" => Tells::Past,
        "short" => Tells::Short,
        "scene" => Tells::Scene,
        "worth" => Tells::Worth,
        "future" => Tells::Future,
        "issue" => Tells::Issue,
        "orders" => Tells::Orders,
        "said" => Tells::Said,
        "silent" => Tells::Silent,
        "term" => Tells::Term,
        "nature" => Tells::Nature,
        "report" => Tells::Report,
        "back" => Tells::Back,
        "stage" => Tells::Stage,
        "event" => Tells::Event,
        "day" => Tells::Day,
        "link" => Tells::Link,
        "plan" => Tells::Plan,
        "praise" => Tells::Praise,
        "harm" => Tells::Harm,
        "merit" => Tells::Merit,
        "lack" => Tells::Lack,
        _ => Tells::Nothing,
    }
}

/// The words of a clause without list marks in front, and its cues.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Features {
    /// First word that is no list mark.
    pub(crate) first: usize,
    /// Word after the last.
    pub(crate) end: usize,
    /// Cues in text order.
    pub(crate) hits: Vec<Hit>,
    /// What the cues tell, as bits.
    told: u32,
    /// Ends with a colon.
    pub(crate) colon: bool,
}

impl Features {
    /// Reads the cues of a clause.
    #[inline(never)]
    pub(crate) fn of(cx: &Context, words: &Range<usize>) -> Self {
        let first = skip_marks(cx, words);
        let last =
            (first..words.end).rev().find(|k| is_letters(cx, *k)).map_or(words.end, |k| k + 1);
        let colon = cx.words.get(words.end.saturating_sub(1)).is_some_and(|w| w.sign() == ':');
        let mut hits: Vec<Hit> = Vec::with_capacity(8);
        for (at, len, rows) in CUES.all(&cx.words, first..words.end) {
            for row in rows {
                let fits = match row.position {
                    Position::Any => true,
                    Position::Start => at <= first + 1,
                    Position::End => colon && at + len + 3 >= last,
                };
                if !fits {
                    continue;
                }
                if let Some(tells) = row.tells.in_context(cx, first..words.end, at, len) {
                    hits.push(Hit { tells, strength: row.strength, at, end: at + len });
                }
            }
        }
        let told = hits.iter().fold(0, |told, hit| told | hit.tells.bit());
        Self { first, end: words.end, hits, told, colon }
    }

    /// Summed strength of the cues that tell this.
    pub(crate) fn weight(&self, tells: Tells) -> u32 {
        if !self.has(tells) {
            return 0;
        }
        self.hits.iter().filter(|h| h.tells == tells).map(|h| u32::from(h.strength)).sum()
    }

    /// The first cue that tells this.
    pub(crate) fn first(&self, tells: Tells) -> Option<Hit> {
        if !self.has(tells) {
            return None;
        }
        self.hits.iter().find(|h| h.tells == tells).copied()
    }

    /// Tells whether there is such a cue.
    #[inline(always)]
    pub(crate) fn has(&self, tells: Tells) -> bool {
        self.told & tells.bit() != 0
    }
}

impl Tells {
    /// As one bit of many.
    #[inline(always)]
    fn bit(self) -> u32 {
        1 << (self as u32)
    }

    /// What a cue tells where it stands in a clause; nothing where it only looks like one.
    #[inline(always)]
    fn in_context(self, cx: &Context, clause: Range<usize>, at: usize, len: usize) -> Option<Self> {
        match self {
            Self::Task | Self::Short | Self::Lack => self.weighed(cx, clause, at, len),
            other => Some(other),
        }
    }

    /// As [`Tells::in_context`], for cues that are not always what they look like.
    #[inline(never)]
    fn weighed(self, cx: &Context, clause: Range<usize>, at: usize, len: usize) -> Option<Self> {
        let (first, end) = (clause.start, clause.end);
        match self {
            Self::Task if hands_over(cx, at, len) || is_request(cx, first, at) => None,
            Self::Short if spared::is_none(cx, first, end, at) => None,
            Self::Lack if !lack::composed(cx, first, end, at) => None,
            Self::Lack if spared::is_none(cx, first, end, at) => None,
            Self::Lack => Some(Self::Short),
            other => Some(other),
        }
    }
}

/// `nhiều yêu cầu giám định bị từ chối`: requests that are counted, not made.
fn is_request(cx: &Context, first: usize, at: usize) -> bool {
    at > first
        && matches!((cx.small(at), cx.small(at + 1)), ("yêu", "cầu") | ("đề" | "kiến", "nghị"))
        && matches!(
            cx.small(at - 1),
            "nhiều"
                | "những"
                | "số"
                | "mọi"
                | "từng"
                | "lượt"
                | "lượng"
                | "mức"
                | "độ"
                | "quyết"
                | "lý"
                | "nhận"
                | "thu"
                | "hợp"
                | "lời"
        )
}

/// `giao cho 7 đơn vị`: so many are handed over, nothing is ordered.
fn hands_over(cx: &Context, at: usize, len: usize) -> bool {
    let first = cx.words.get(at).map_or("", |w| cx.slice(&(w.start()..w.end())));
    first == "giao" && cx.words.get(at + len).is_some_and(|w| w.is_number())
}

fn is_letters(cx: &Context, at: usize) -> bool {
    cx.words.get(at).is_some_and(|w| w.is_letters())
}

/// Leaves out what numbers or marks an item of a list: `-`, `a)`, `1.`, `II.`, `*`.
fn skip_marks(cx: &Context, words: &Range<usize>) -> usize {
    let mut at = words.start;
    while at < words.end {
        let Some(word) = cx.words.get(at) else { break };
        let next = cx.words.get(at + 1).map_or('\0', |w| w.sign());
        let short = word.end() - word.start() <= 4;
        if word.is_sign() && word.sign() != '[' {
            at += 1;
        } else if short
            && (matches!(next, ')' | '/')
                || (next == '.' && (word.is_number() || word.is_capital())))
            && at + 2 < words.end
        {
            at += 2;
        } else {
            break;
        }
    }
    at.min(words.end)
}

/// A verb of work is the longest cue that begins with a word.
const VERB: u32 = 1;
/// A verb of work is one of the cues that begin with a word.
const WORK: u32 = 2;

/// Of each word whether verbs of work begin with it.
static VERBS: LazyLock<Glance> = LazyLock::new(|| {
    let verb = |rows: &&Vec<Row>| rows.iter().any(|r| r.tells == Tells::Verb);
    CUES.glance(|cues| {
        let longest = cues.first().is_some_and(verb);
        (u32::from(longest) * VERB) | (u32::from(cues.iter().any(verb)) * WORK)
    })
});

/// Tells whether a verb of work is the longest cue that begins at a word.
#[inline]
pub(crate) fn verb(cx: &Context, at: usize) -> bool {
    cx.words.get(at).is_some_and(|word| VERBS.at(*word) & VERB != 0)
}

/// As [`verb`], also where the verb opens a longer phrase that tells something else in prose.
#[inline]
pub(crate) fn work(cx: &Context, at: usize) -> bool {
    cx.words.get(at).is_some_and(|word| VERBS.at(*word) & WORK != 0)
}
