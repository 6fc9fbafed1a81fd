//! A reading as marks on its text: every mention by its kind, with the proposal it belongs to.

use super::at::href;
use crate::view::text::{Mark, MarkedText, MentionKind, OutlineRow};
use app::intake::{Desk, Proposal, ProposalKind};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use terms::Named;

/// The mark that goes with a proposal.
pub(super) fn kind(p: &Proposal) -> MentionKind {
    match p.kind {
        ProposalKind::Document | ProposalKind::Activity => MentionKind::Heading,
        ProposalKind::Body => MentionKind::Body,
        ProposalKind::Person => MentionKind::Person,
        ProposalKind::Cited => MentionKind::Citation,
        ProposalKind::Task => MentionKind::Task,
        ProposalKind::Finding if p.value("kind") == "shortcoming" => MentionKind::Shortcoming,
        ProposalKind::Finding => MentionKind::Result,
    }
}

/// Places of words that are searched for; a page shows so many at most.
pub(super) fn found(desk: &Desk, words: &str) -> Vec<Mark> {
    const MOST: usize = 1000;
    let places = app::search::places(words, &desk.text).into_iter().take(MOST);
    places.map(|p| Mark::plain(p.start, p.end, MentionKind::Found)).collect()
}

/// The text with its marks; `linked` when the proposals stand beside it.
pub(super) fn marked(desk: &Desk, linked: bool) -> MarkedText {
    let places: Vec<usize> = outline(desk).into_iter().map(|row| row.at).collect();
    MarkedText::with_places(&desk.text, &marks(desk, linked), &places)
}

/// The text of a document on the register: each citation that is on record leads to the document it names; words that are
/// searched for are marked.
pub(super) fn linked(desk: &Desk, mentions: &[(u64, u64, Named)], searched: &str) -> MarkedText {
    let mut marks = marks(desk, false);
    for (start, end, document) in mentions {
        let place = usize::try_from(*start).ok().zip(usize::try_from(*end).ok());
        let Some((start, end)) = place else { continue };
        let same = |m: &&mut Mark| (m.start, m.end, m.kind) == (start, end, MentionKind::Citation);
        let to = Some(href(&document.at));
        match marks.iter_mut().find(same) {
            Some(mark) => mark.href = to,
            None => {
                let mark = Mark::plain(start, end, MentionKind::Citation);
                marks.push(Mark { decided: true, href: to, ..mark });
            }
        }
    }
    marks.extend(found(desk, searched));
    MarkedText::new(&desk.text, &marks)
}

fn marks(desk: &Desk, linked: bool) -> Vec<Mark> {
    let mut marks = Vec::new();
    for p in &desk.proposals {
        let decided = desk.intake.decided.contains_key(&p.key);
        let spans = p.spans.iter().filter(|s| s.start < s.end);
        marks.extend(spans.map(|s| Mark {
            proposal: linked.then(|| p.key.clone()),
            decided,
            ..Mark::plain(s.start, s.end, kind(p))
        }));
    }
    let reading = &desk.reading;
    marks.extend(reading.dates.iter().map(|d| Mark::plain(d.start, d.end, MentionKind::Date)));
    let quantities = reading.quantities.iter();
    marks.extend(quantities.map(|q| Mark::plain(q.start, q.end, MentionKind::Quantity)));
    let aspects = [
        (&reading.causes, MentionKind::Cause),
        (&reading.lessons, MentionKind::Lesson),
        (&reading.proposals, MentionKind::Request),
    ];
    for (clauses, kind) in aspects {
        marks.extend(clauses.iter().map(|c| Mark::plain(c.start, c.end, kind)));
    }
    marks.extend(reading.references.iter().map(|r| Mark {
        says: meant(r.to.as_deref(), r.candidates.iter().map(|c| c.value.as_str()).collect()),
        ..Mark::plain(r.start, r.end, MentionKind::Reference)
    }));
    marks
}

/// The document that a back reference means, or those that it can mean; nothing for the text's own.
fn meant(to: Option<&str>, candidates: Vec<&str>) -> Option<String> {
    match to {
        Some("self") => None,
        Some(to) => Some(to.to_owned()),
        None => Some(candidates.join("; ")).filter(|all| !all.is_empty()),
    }
}

/// What stands at a part: its label and title, or without a title the beginning of its line.
fn part_words(text: &str, span: Range<usize>, titled: bool) -> String {
    const MOST: usize = 70;
    let line = || text.get(span.start..).and_then(|t| t.lines().next()).unwrap_or("");
    let words = if titled { text.get(span.clone()).unwrap_or("") } else { line() };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if titled || words.chars().count() <= MOST {
        return words;
    }
    let cut: String = words.chars().take(MOST).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}

/// One line of the layout of a document: its words, how deep it stands, and where.
pub(super) fn outline(desk: &Desk) -> Vec<OutlineRow> {
    /// A layout of more lines than this is cut to its upper levels.
    const MOST: usize = 80;
    let Some(structure) = &desk.reading.structure else { return Vec::new() };
    let within = |deepest: usize| structure.parts.iter().filter(|p| p.level <= deepest).count();
    let deepest = (1..=6).rev().find(|d| within(*d) <= MOST).unwrap_or(1);
    let parts = structure.parts.iter().filter(|p| p.level <= deepest).take(MOST);
    parts
        .map(|p| OutlineRow {
            words: part_words(&desk.text, p.start..p.end, p.title.is_some()),
            level: u64::try_from(p.level.min(6)).unwrap_or(1),
            at: p.start,
        })
        .collect()
}

/// How many places of each kind are marked.
pub(super) fn legend(desk: &Desk) -> Vec<(MentionKind, u64)> {
    let places: BTreeSet<_> =
        marks(desk, false).into_iter().map(|m| (m.kind, m.start, m.end)).collect();
    let mut counts: BTreeMap<MentionKind, u64> = BTreeMap::new();
    for (kind, ..) in places {
        *counts.entry(kind).or_default() += 1;
    }
    MentionKind::ALL.iter().filter_map(|kind| Some((*kind, *counts.get(kind)?))).collect()
}
