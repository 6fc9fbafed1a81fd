//! Acts on reviews (sơ kết, tổng kết).

use crate::act::Evidence;
use terms::{AccessClass, Day, Field, Named, Period};

/// What a section of a review is for, in the customary order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// Leading, directing, spreading (lãnh đạo, chỉ đạo, quán triệt, triển khai).
    Leadership,
    /// Results by field.
    Results,
    /// Progress of tasks.
    Tasks,
    /// Strong points.
    Strengths,
    /// Shortcomings with causes.
    Shortcomings,
    /// Lessons.
    Lessons,
    /// Directions and tasks of the next term.
    Directions,
    /// Proposals (đề xuất, kiến nghị).
    Proposals,
}

impl SectionKind {
    /// Every value in the customary order.
    pub const ALL: &'static [Self] = &[
        Self::Leadership,
        Self::Results,
        Self::Tasks,
        Self::Strengths,
        Self::Shortcomings,
        Self::Lessons,
        Self::Directions,
        Self::Proposals,
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Leadership => "leadership",
            Self::Results => "results",
            Self::Tasks => "tasks",
            Self::Strengths => "strengths",
            Self::Shortcomings => "shortcomings",
            Self::Lessons => "lessons",
            Self::Directions => "directions",
            Self::Proposals => "proposals",
        }
    }

    /// The value with a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// One run of a sentence: plain words, or a figure with all that it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words, with dates and document numbers in them, but no figure.
    Words(String),
    /// A figure as printed, with its evidence.
    Figure(Figure),
}

impl Piece {
    /// The figure, when it is one.
    pub fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Words(_) => None,
        }
    }

    /// As printed.
    pub fn text(&self) -> &str {
        match self {
            Self::Figure(figure) => &figure.printed,
            Self::Words(words) => words,
        }
    }
}

/// A figure of a review, frozen with the review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Key of the figure, unique in the review (`s3`), the end of its trace address.
    pub key: String,
    /// As printed (`1.234,5`, `98,6%`, `90/97`).
    pub printed: String,
    /// How it is computed, as a formula that can be computed again (see `figures::Formula`).
    pub formula: String,
    /// What it says in words.
    pub explained: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

/// One sentence or row of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLine {
    /// Key of the line, unique in the review.
    pub key: String,
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
    /// What the line as a whole rests on.
    pub evidence: Vec<Evidence>,
}

/// One section of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewSection {
    /// What the section is for.
    pub kind: SectionKind,
    /// Line of work, for results by field.
    pub field: Option<Field>,
    /// Its lines.
    pub lines: Vec<ReviewLine>,
    /// Its tables and charts: one for each row of figures.
    pub tables: Vec<ReviewTable>,
}

/// A table of figures in a review, also drawn as a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewTable {
    /// Key of the table, unique in the review.
    pub key: String,
    /// Title.
    pub title: String,
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// Rows: a name and a piece for each column after the first.
    pub rows: Vec<(String, Vec<Piece>)>,
}

/// An act on a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewAct {
    /// It was begun.
    Opened {
        /// Title.
        title: String,
        /// The body whose review it is.
        body: Named,
        /// The document under review.
        reviewed: Option<Named>,
        /// The period under review.
        period: Period,
    },
    /// It was compiled from the record as it stood.
    Compiled {
        /// The day whose map and states were asked.
        as_of: Day,
        /// The sections.
        sections: Vec<ReviewSection>,
    },
    /// A person edited the wording of a line.
    Edited {
        /// Key of the line.
        line: String,
        /// The new pieces: every figure of the line is one of those the line had, or typed words.
        pieces: Vec<Piece>,
    },
    /// It was laid before the approver.
    Submitted,
    /// It was approved: its figures are frozen.
    Approved {
        /// Number given to the paper, when it has one.
        number: Option<terms::DocNumber>,
        /// Who signs, with post as printed.
        signer: Option<String>,
    },
    /// A numbered copy of it, produced at a class, was given out.
    CopyIssued {
        /// Number of the copy, from 1.
        number: u64,
        /// The class at which it was produced.
        class: AccessClass,
        /// To whom it goes, as written.
        to: String,
        /// How many figures and sentences are held back in it.
        held_back: u64,
    },
    /// It was sent back.
    Returned {
        /// Why.
        reason: String,
    },
}
