//! A text with its mentions marked: cut into paragraphs and runs, each run with the marks on it.
//!
//! It must not know where the text or the marks come from; offsets are bytes of the text.

use super::common::own_codes;

/// What a mark in a text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MentionKind {
    /// A document that is cited.
    Citation,
    /// A calendar expression.
    Date,
    /// A figure.
    Quantity,
    /// A person in office.
    Person,
    /// A body.
    Body,
    /// A direction: what somebody is to do.
    Task,
    /// A result.
    Result,
    /// A shortcoming.
    Shortcoming,
    /// A cause of a result or a shortcoming.
    Cause,
    /// A lesson drawn.
    Lesson,
    /// What somebody asks of the bodies above.
    Request,
    /// A document meant by a word that points back: `Nghị quyết này`.
    Reference,
    /// The document or activity that the text itself is about.
    Heading,
    /// The place on which something rests.
    Evidence,
    /// Words that were searched for.
    Found,
}

impl MentionKind {
    /// Every kind, in the order of the legend.
    pub const ALL: &'static [Self] = &[
        Self::Heading,
        Self::Citation,
        Self::Reference,
        Self::Person,
        Self::Body,
        Self::Date,
        Self::Quantity,
        Self::Task,
        Self::Result,
        Self::Shortcoming,
        Self::Cause,
        Self::Lesson,
        Self::Request,
        Self::Evidence,
        Self::Found,
    ];

    /// Whether it marks a whole clause, under which other marks may stand.
    pub fn is_clause(self) -> bool {
        matches!(
            self,
            Self::Task
                | Self::Result
                | Self::Shortcoming
                | Self::Cause
                | Self::Lesson
                | Self::Request
        )
    }
}

own_codes! {
    MentionKind = "mention" {
        Citation = "citation",
        Date = "date",
        Quantity = "quantity",
        Person = "person",
        Body = "body",
        Task = "task",
        Result = "result",
        Shortcoming = "shortcoming",
        Cause = "cause",
        Lesson = "lesson",
        Request = "request",
        Reference = "reference",
        Heading = "heading",
        Evidence = "evidence",
        Found = "found",
    }
}

/// One mark on a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it stands for.
    pub kind: MentionKind,
    /// Key of the proposal it belongs to, when there is one.
    pub proposal: Option<String>,
    /// Whether it was decided already.
    pub decided: bool,
    /// The page of what is mentioned.
    pub href: Option<String>,
    /// What the mark says beside its kind, such as the document that is meant.
    pub says: Option<String>,
}

impl Mark {
    /// A mark that belongs to no proposal and leads nowhere.
    pub fn plain(start: usize, end: usize, kind: MentionKind) -> Self {
        Self { start, end, kind, proposal: None, decided: false, href: None, says: None }
    }
}

/// One line of the layout of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineRow {
    /// Label and title.
    pub words: String,
    /// Depth, from 1.
    pub level: u64,
    /// The byte at which it stands.
    pub at: usize,
}

/// A run of letters with the same marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Id of the element, for the first run of a mark.
    pub id: Option<String>,
    /// The mark of a mention: words that were searched for, else the innermost.
    pub mention: Option<Mark>,
    /// The mark of a clause around it.
    pub clause: Option<Mark>,
}

/// A text with its marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MarkedText {
    /// Paragraphs in order, each a list of runs.
    pub paragraphs: Vec<Vec<Run>>,
}

impl MarkedText {
    /// Cuts a text at its line ends and at the borders of its marks; marks that do not fit the text are left out.
    pub fn new(text: &str, marks: &[Mark]) -> Self {
        Self::with_places(text, marks, &[])
    }

    /// As [`MarkedText::new`], with places to which links of the page lead, as `b` and the byte.
    pub fn with_places(text: &str, marks: &[Mark], places: &[usize]) -> Self {
        let marks: Vec<&Mark> =
            marks.iter().filter(|m| text.get(m.start..m.end).is_some()).collect();
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let (start, end) = (at, at + line.trim_end().len());
            at += line.len();
            if start < end {
                paragraphs.push(runs(text, start, end, &marks, places));
            }
        }
        Self { paragraphs }
    }
}

fn runs(text: &str, start: usize, end: usize, marks: &[&Mark], places: &[usize]) -> Vec<Run> {
    let here: Vec<&Mark> =
        marks.iter().copied().filter(|m| m.start < end && start < m.end).collect();
    let mut cuts: Vec<usize> = here.iter().flat_map(|m| [m.start, m.end]).collect();
    cuts.extend([start, end]);
    cuts.extend(places.iter().filter(|p| text.is_char_boundary(**p)));
    cuts.retain(|cut| (start..=end).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|pair| {
            let (&from, &to) = (pair.first()?, pair.last()?);
            Some(run(text.get(from..to)?, from, to, &here, places))
        })
        .collect()
}

fn run(words: &str, from: usize, to: usize, marks: &[&Mark], places: &[usize]) -> Run {
    let over = |clause: bool| {
        marks.iter().filter(move |m| m.kind.is_clause() == clause && m.start <= from && to <= m.end)
    };
    let covering = |clause: bool| {
        over(clause)
            .min_by_key(|m| (m.kind != MentionKind::Found, m.end - m.start))
            .map(|m| (*m).clone())
    };
    let (mut mention, clause) = (covering(false), covering(true));
    // Words that are searched for within a citation lead where it leads.
    if let Some(mark) = mention.as_mut().filter(|m| m.href.is_none()) {
        mark.href = over(false).find_map(|m| m.href.clone());
    }
    let begins = marks.iter().any(|m| m.start == from) || places.contains(&from);
    Run { text: words.to_owned(), id: begins.then(|| format!("b{from}")), mention, clause }
}

/// A text with marks for examples, one mark a needle.
pub(crate) fn example_text(text: &str, needles: &[(&str, MentionKind, &str, bool)]) -> MarkedText {
    let marks: Vec<Mark> = needles
        .iter()
        .filter_map(|(needle, kind, proposal, decided)| {
            let start = text.find(needle)?;
            let proposal = (!proposal.is_empty()).then(|| (*proposal).to_owned());
            let mark = Mark::plain(start, start + needle.len(), *kind);
            Some(Mark { proposal, decided: *decided, ..mark })
        })
        .collect();
    MarkedText::new(text, &marks)
}
