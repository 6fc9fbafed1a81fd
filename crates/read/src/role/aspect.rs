//! Clauses that give causes, lessons or proposals, by the heading above them or by a cue in running text.
//!
//! Stands beside the roles and changes none of them: a clause under `Đề xuất, kiến nghị` may direct work and be a
//! proposal. A text that only says that causes were discussed gives none.

use std::ops::Range;

use crate::context::Context;
use crate::contract::FieldClause;
use crate::mark::{Mark, What, word};
use crate::people::cue::{self as people_cue, Use};
use crate::role::clause::Clause;
use crate::role::index::Index;
use crate::structure::label;

/// Clauses beyond directions, results and shortcomings.
#[derive(Debug, Default)]
pub(crate) struct Aspects {
    /// Causes.
    pub(crate) causes: Vec<FieldClause>,
    /// Lessons.
    pub(crate) lessons: Vec<FieldClause>,
    /// Proposals.
    pub(crate) proposals: Vec<FieldClause>,
}

/// How far an aspect is carried on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// To the end of the sentence.
    Sentence,
    /// To the end of the paragraph.
    Paragraph,
    /// Over the items of the list that follows.
    List,
}

/// Rank of a line without a label.
const PLAIN: u8 = 9;

/// Tells the aspects of every clause.
pub(super) fn find(cx: &Context, index: &Index, clauses: &[Clause], marks: &[Mark]) -> Aspects {
    let mut finder =
        Finder { cx, index, marks, next: 0, numbered: false, carried: None, section: None };
    let mut found = Aspects::default();
    // Rules speak of causes and proposals as cases to come, and report none.
    if matches!(index.parts.genre, "decision" | "regulation" | "law" | "decree") {
        return found;
    }
    for clause in clauses {
        if let Some(what) = finder.step(clause) {
            let one = super::plain(cx, clause);
            match what {
                What::Cause => found.causes.push(one),
                What::Lesson => found.lessons.push(one),
                _ => found.proposals.push(one),
            }
        }
    }
    found
}

struct Finder<'a, 't> {
    cx: &'a Context<'t>,
    index: &'a Index<'a>,
    marks: &'a [Mark],
    next: usize,
    /// The clause before was nothing but the number of a line.
    numbered: bool,
    carried: Option<(What, Scope)>,
    section: Option<(What, Section)>,
}

impl Finder<'_, '_> {
    fn step(&mut self, clause: &Clause) -> Option<What> {
        let cue = self.cue(&clause.words);
        let opens = clause.opens_paragraph || self.numbered;
        let line = line(self.cx, clause);
        let rank = if opens { rank(self.cx, line) } else { PLAIN + 1 };
        self.numbered = opens && is_number(self.cx, clause);
        self.leave(clause, opens, rank);
        if self.numbered {
            return None;
        }
        let whole = opens && line.is_none_or(|l| clause.span.end >= l.end);
        if let Some(cue) = cue.filter(|c| whole && is_heading(self.cx, clause, c, rank)) {
            self.section = Some((cue.what, Section::under(clause, rank)));
            self.carried = None;
            return None;
        }
        let told = cue.and_then(|c| told(self.cx, self.index, clause, &c).map(|s| (c.what, s)));
        let told =
            told.or_else(|| because(self.cx, clause).then_some((What::Cause, Scope::Sentence)));
        if let Some((what, scope)) = told {
            self.carried = Some((what, scope));
            return (scope != Scope::List).then_some(what);
        }
        let carried = self.carried.map(|(what, _)| what);
        carried.or_else(|| self.section.map(|(what, _)| what)).filter(|_| !clause.heads)
    }

    /// The first mark within the words of a clause.
    fn cue(&mut self, words: &Range<usize>) -> Option<Mark> {
        while self.marks.get(self.next).is_some_and(|m| m.at < words.start) {
            self.next += 1;
        }
        let here = self.marks.get(self.next..)?.iter().take_while(|m| m.end <= words.end);
        here.copied().find(|m| matches!(m.what, What::Cause | What::Lesson | What::Proposal))
    }

    /// Ends what does not reach a clause.
    fn leave(&mut self, clause: &Clause, opens: bool, rank: u8) {
        let first = clause.features.first;
        let counted = enumerates(self.cx, first);
        let closes = opens && people_cue::is(&self.cx.words, first, Use::Recipients);
        let ended = |s: &Section| opens && !counted && s.ends(rank);
        if closes || self.section.is_some_and(|(_, s)| ended(&s)) {
            self.section = None;
        }
        let over = match self.carried {
            Some((_, Scope::Sentence)) => clause.opens_sentence,
            Some((_, Scope::Paragraph)) => opens,
            Some((_, Scope::List)) => closes || ended(&Section { rank: PLAIN, list: true }),
            None => false,
        };
        if over {
            self.carried = None;
        }
    }
}

/// What lies under a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Section {
    /// Rank of the heading.
    rank: u8,
    /// The heading is plain text that ends with a colon: only the items of a list lie under it.
    list: bool,
}

impl Section {
    fn under(clause: &Clause, rank: u8) -> Self {
        Self { rank, list: rank >= PLAIN && clause.features.colon }
    }

    /// Whether a line of a rank ends it; under a plain heading items of any rank lie but chapters.
    fn ends(self, rank: u8) -> bool {
        if self.list {
            rank >= PLAIN || rank <= 2
        } else if self.rank >= PLAIN {
            rank <= 3
        } else {
            rank <= self.rank
        }
    }
}

/// The line that holds the first byte of a clause.
fn line<'c>(cx: &'c Context, clause: &Clause) -> Option<&'c Range<usize>> {
    cx.paragraphs.get(clause.line)
}

/// How high the line stands that a clause opens: 0 a part, 1 a Roman numeral or a line in capitals … 9 plain text.
fn rank(cx: &Context, line: Option<&Range<usize>>) -> u8 {
    let Some(line) = line else { return PLAIN };
    let text = cx.slice(line);
    match label::read(cx, line).map(|l| l.kind) {
        Some("annex" | "part") => 0,
        Some("roman" | "letter" | "chapter") => 1,
        Some("section" | "subsection" | "article") => 2,
        Some("number") => 3,
        Some("subnumber") => 4,
        Some(_) => 5,
        None if text.starts_with(['-', '–', '*', '•']) => 6,
        None if text.starts_with('+') => 7,
        None if crate::heading::is_capital(text) => 1,
        None => PLAIN,
    }
}

fn is_number(cx: &Context, clause: &Clause) -> bool {
    let text = cx.slice(&clause.span);
    text.len() <= 8 && text.ends_with('.') && clause.words.len() <= 5
}

/// Words that may stand before the cue in a heading.
const LEADS: &[&str] = &["một", "số", "những", "các", "về", "nêu", "rút", "ra", "và"];

/// A heading of causes, lessons or proposals: a short line that opens with the cue and is no sentence.
fn is_heading(cx: &Context, clause: &Clause, cue: &Mark, rank: u8) -> bool {
    let f = &clause.features;
    let opens = (f.first..cue.at).all(|k| LEADS.contains(&word(cx, k))) && cue.at <= f.first + 3;
    let letters = f.end.saturating_sub(f.first);
    let last = cx.words.get(f.end.saturating_sub(1)).map_or('\0', |w| w.sign());
    let short = letters <= 18 && !matches!(last, '.' | ';' | ',');
    let addressed =
        cue.what == What::Proposal && letters > 6 && last != ':' && !is_shouted(cx, clause);
    let full = cue.what != What::Proposal || cue.end - cue.at >= 4;
    let cause = cue.what == What::Cause && letters <= 14;
    let stands = cause || rank < PLAIN || last == ':' || letters <= 7 && full;
    let content = is_word_between(cx, cue.end, f.end, &["là", "do"]);
    let capital = cx.words.get(f.first).is_some_and(|w| w.is_capital());
    capital && opens && short && stands && !content && !addressed
}

fn is_shouted(cx: &Context, clause: &Clause) -> bool {
    crate::heading::is_capital(cx.slice(&clause.span))
}

/// Whether a clause with a cue says what the cause, lesson or proposal is, and how far that is carried on.
fn told(cx: &Context, index: &Index, clause: &Clause, cue: &Mark) -> Option<Scope> {
    let f = &clause.features;
    let colon = (cue.end..f.end).find(|k| word(cx, *k) == ":");
    let ends = f.colon;
    if cue.at > f.first && ["do", "vì", "bởi"].contains(&word(cx, cue.at - 1)) {
        return None;
    }
    match cue.what {
        What::Cause => {
            let near = is_word_between(cx, cue.end, f.end.min(cue.end + 12), &["là", "do"])
                && (cue.at <= f.first + 2
                    || cue.at.checked_sub(1).is_some_and(|k| word(cx, k) == ","));
            scope(ends && cue.at <= f.first + 3, colon.is_some() && !ends, near)
        }
        What::Lesson => {
            let near = is_word_between(cx, cue.end, f.end.min(cue.end + 12), &["là"]);
            scope(ends, colon.is_some() && !ends, near)
        }
        _ => {
            let asks = asks(cx, index, clause, cue);
            scope(ends && asks, false, asks)
        }
    }
}

fn scope(list: bool, paragraph: bool, sentence: bool) -> Option<Scope> {
    if list {
        Some(Scope::List)
    } else if paragraph {
        Some(Scope::Paragraph)
    } else {
        sentence.then_some(Scope::Sentence)
    }
}

/// Whether somebody proposes something to somebody, now: not in a tale of what was proposed, nor as one work among others.
fn asks(cx: &Context, index: &Index, clause: &Clause, cue: &Mark) -> bool {
    const ASKED: &[&str] =
        &["với", "cho", "sửa", "bổ", "sớm", "xem", "cần", "tiếp", ":", "cấp", "một"];
    let f = &clause.features;
    let first = cx.words.get(f.first).filter(|w| w.is_capital());
    let opens = (f.first..cue.at).all(|k| LEADS.contains(&word(cx, k)));
    let ends_subject = |start: usize| {
        let lead = cue.at.checked_sub(1).map_or(0, |k| crate::mark::byte_end(cx, k));
        let named = index.bodies(start..clause.span.end).next();
        named.is_some_and(|b| b.0 == start && b.1 == lead)
    };
    if !first.is_some_and(|w| opens || ends_subject(w.start())) {
        return false;
    }
    let next = cx.words.get(cue.end);
    let addressed = next.is_some_and(|w| {
        w.is_capital()
            || index.bodies(w.start()..clause.span.end).next().is_some_and(|b| b.0 == w.start())
    });
    addressed || ASKED.contains(&word(cx, cue.end))
}

fn is_word_between(cx: &Context, from: usize, to: usize, words: &[&str]) -> bool {
    (from..to).any(|k| words.contains(&word(cx, k)))
}

/// `Do … nên …`, `Vì … nên …` at the start of a sentence.
fn because(cx: &Context, clause: &Clause) -> bool {
    let f = &clause.features;
    let opens = ["do", "vì"].contains(&word(cx, f.first))
        && !["đó", "vậy", "thế"].contains(&word(cx, f.first + 1));
    opens && (f.first + 3..f.end).any(|k| word(cx, k) == "nên")
}

/// `Một là, …`, `Thứ nhất, …`: an item of a list without a label.
fn enumerates(cx: &Context, at: usize) -> bool {
    const COUNT: &[&str] = &["một", "hai", "ba", "bốn", "năm", "sáu", "bảy"];
    COUNT.contains(&word(cx, at)) && word(cx, at + 1) == "là" || word(cx, at) == "thứ"
}
