//! A reading as marks on its text: every mention by its kind, with the proposal it belongs to.

use super::at::href;
use crate::view::text::{Mark, MarkedText, MentionKind};
use app::intake::{Desk, Proposal, ProposalKind};
use std::collections::{BTreeMap, BTreeSet};
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
    let kind = MentionKind::Found;
    places
        .map(|p| Mark {
            start: p.start,
            end: p.end,
            kind,
            proposal: None,
            decided: false,
            href: None,
        })
        .collect()
}

/// The text with its marks; `linked` when the proposals stand beside it.
pub(super) fn marked(desk: &Desk, linked: bool) -> MarkedText {
    MarkedText::new(&desk.text, &marks(desk, linked))
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
            None => marks.push(Mark {
                start,
                end,
                kind: MentionKind::Citation,
                proposal: None,
                decided: true,
                href: to,
            }),
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
            start: s.start,
            end: s.end,
            kind: kind(p),
            proposal: linked.then(|| p.key.clone()),
            decided,
            href: None,
        }));
    }
    let plain =
        |start, end, kind| Mark { start, end, kind, proposal: None, decided: false, href: None };
    let reading = &desk.reading;
    marks.extend(reading.dates.iter().map(|d| plain(d.start, d.end, MentionKind::Date)));
    marks.extend(reading.quantities.iter().map(|q| plain(q.start, q.end, MentionKind::Quantity)));
    marks
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
