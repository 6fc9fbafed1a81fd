//! Decisions on reviews: no figure without evidence, a second person for approval, a cause for every shortcoming.

use super::{Entry, Refusal, filled, fitting, reasoned};
use crate::act::Draft;
use crate::object::{Object, Review};
use crate::payload::{Payload, Piece, ReviewAct, ReviewSection};
use crate::words::loose_numbers;
use std::collections::BTreeSet;
use terms::{Named, ReviewState};

/// Decides on an act on a review. `causeless` are the shortcomings it tells of that have no cause on record.
///
/// # Errors
/// An edited line keeps to its own figures and types no number; keys are unique; another login approves, and only when
/// every shortcoming has a cause; sending back needs a reason.
pub fn review(
    now: Option<&Review>,
    entry: Entry,
    wanted: ReviewAct,
    causeless: &[Named],
) -> Result<Vec<Draft>, Refusal> {
    match (&wanted, now) {
        (ReviewAct::Opened { title, .. }, _) => filled(title, "title")?,
        (ReviewAct::Compiled { sections, .. }, _) => check_sections(sections)?,
        (ReviewAct::Edited { line, pieces }, Some(review)) => check_edit(review, line, pieces)?,
        (ReviewAct::Approved { .. }, Some(review)) => {
            second_person(review, &entry)?;
            if !causeless.is_empty() {
                return Err(Refusal::CauseMissing { findings: causeless.to_vec() });
            }
        }
        (ReviewAct::Returned { reason }, _) => reasoned(reason)?,
        (ReviewAct::CopyIssued { to, .. }, _) => filled(to, "copy.to")?,
        _ => {}
    }
    fitting(now.cloned().map(Object::Review), entry, Payload::Review(wanted))
}

fn check_sections(sections: &[ReviewSection]) -> Result<(), Refusal> {
    let mut keys = BTreeSet::new();
    let lines = sections.iter().flat_map(|s| s.lines.iter().map(|l| &l.key));
    let tables = sections.iter().flat_map(|s| s.tables.iter().map(|t| &t.key));
    let figures = sections.iter().flat_map(|s| s.figures().map(|(_, f)| &f.key));
    for key in lines.chain(tables).chain(figures) {
        if !keys.insert(key) {
            return Err(Refusal::KeyTwice { key: key.clone() });
        }
    }
    let mut lines = sections.iter().flat_map(|s| &s.lines);
    lines.try_for_each(|l| check_words(&l.key, &l.pieces))?;
    let mut tables = sections.iter().flat_map(|s| &s.tables);
    tables.try_for_each(|t| t.rows.iter().try_for_each(|(_, row)| check_words(&t.key, row)))
}

fn check_edit(review: &Review, key: &str, pieces: &[Piece]) -> Result<(), Refusal> {
    let line = review.line(key).ok_or_else(|| Refusal::LineUnknown { line: key.to_owned() })?;
    // A figure taken out by an edit may be put back.
    let compiled = review.before_edit.get(key).unwrap_or(&line.pieces);
    let own = |figure| compiled.iter().filter_map(Piece::figure).any(|f| f == figure);
    if let Some(foreign) = pieces.iter().filter_map(Piece::figure).find(|f| !own(*f)) {
        let (line, figure) = (key.to_owned(), foreign.key.clone());
        return Err(Refusal::FigureForeign { line, figure });
    }
    if pieces.iter().all(|p| p.text().trim().is_empty()) {
        return Err(Refusal::Blank { field: "pieces" });
    }
    check_words(key, pieces)
}

/// Words are judged apart: a number may not be split between words and a figure to hide it.
fn check_words(key: &str, pieces: &[Piece]) -> Result<(), Refusal> {
    let words = pieces.iter().filter(|p| p.figure().is_none());
    let numbers: Vec<String> = words
        .flat_map(|p| {
            let text = p.text();
            loose_numbers(text).into_iter().filter_map(|r| text.get(r).map(str::to_owned))
        })
        .collect();
    if numbers.is_empty() {
        return Ok(());
    }
    Err(Refusal::LooseNumber { line: key.to_owned(), numbers })
}

fn second_person(review: &Review, entry: &Entry) -> Result<(), Refusal> {
    if review.state != ReviewState::Submitted {
        return Err(Refusal::ReviewNotSubmitted { state: review.state });
    }
    match &review.submitted {
        Some(by) if by.actor.login == entry.actor.login => {
            Err(Refusal::ReviewSamePerson { login: by.actor.login.clone() })
        }
        _ => Ok(()),
    }
}
