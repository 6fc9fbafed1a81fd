//! Back references: `Nghị quyết này`, `Chỉ thị nêu trên`, `Luật này`.
//!
//! One is bound only when exactly one document can be meant: the text's own, or the only one of that kind cited before
//! it in the paragraph, or else in the section. Everything else stays open with its candidates.

use std::ops::Range;

use crate::context::Context;
use crate::contract::{Candidate, Citation, Heading, Reference, Structure, Warning};
use crate::mark::{Mark, What, byte, byte_end, word};
use crate::word::Set;

/// Farthest a citation may stand before its back reference, in citations.
const REACH: usize = 60;

/// Most documents that are told as candidates.
const MOST: usize = 8;

/// How a reference points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Points {
    /// `này`.
    This,
    /// `trên`, `nêu trên`, `nói trên`.
    Above,
}

/// Finds back references, in text order.
#[inline(never)]
pub(crate) fn find(
    cx: &Context,
    marks: &[Mark],
    heading: Option<&Heading>,
    structure: Option<&Structure>,
    citations: &[Citation],
) -> Vec<Reference> {
    let finder = Finder { cx, heading, structure, citations };
    marks.iter().filter_map(|m| finder.read(m)).collect()
}

/// Back references that several documents fit; of those that are open in the same way the first.
pub(crate) fn doubts(references: &[Reference]) -> impl Iterator<Item = Warning> + '_ {
    let mut told: Set<(&str, Vec<&str>)> = Set::default();
    let open = references.iter().filter(|r| r.candidates.len() > 1);
    let new = open.filter(move |r| {
        let values = r.candidates.iter().map(|c| c.value.as_str()).collect();
        told.insert((r.doc_type.as_str(), values))
    });
    new.map(|r| Warning {
        code: "reference.unresolved".to_owned(),
        message: format!(
            "“{}” có thể chỉ {} văn bản đã nêu phía trước. Hãy chọn văn bản đúng.",
            r.text,
            r.candidates.len()
        ),
        start: Some(r.start),
        end: Some(r.end),
        candidates: r.candidates.clone(),
    })
}

struct Finder<'a, 't> {
    cx: &'a Context<'t>,
    heading: Option<&'a Heading>,
    structure: Option<&'a Structure>,
    citations: &'a [Citation],
}

impl Finder<'_, '_> {
    fn read(&self, mark: &Mark) -> Option<Reference> {
        let What::Kind(name) = mark.what else { return None };
        let cx = self.cx;
        let (end, points) = pointer(cx, mark.end)?;
        let range = byte(cx, mark.at)..byte_end(cx, end.checked_sub(1)?);
        let plural = mark.at.checked_sub(1).is_some_and(|k| is_plural(word(cx, k)));
        let own = points == Points::This && !plural && self.is_own(name);
        let possible = if own { Vec::new() } else { self.before(name, range.start) };
        let capital = cx.words.get(mark.at).is_some_and(|w| w.is_capital());
        if !own && possible.is_empty() && !capital {
            return None;
        }
        let to = match possible.as_slice() {
            _ if own => Some("self".to_owned()),
            [only] if !plural => Some(key(only)),
            _ => None,
        };
        let candidates =
            if to.is_some() { Vec::new() } else { possible.iter().map(|c| candidate(c)).collect() };
        Some(Reference {
            start: range.start,
            end: range.end,
            text: cx.slice(&range).to_owned(),
            doc_type: name.to_owned(),
            to,
            candidates,
            provisions: Vec::new(),
        })
    }

    /// Whether the text's own document, or one put in force with it, is of this kind.
    fn is_own(&self, name: &str) -> bool {
        let Some(heading) = self.heading else { return false };
        let subject = heading.subject.as_deref().unwrap_or("").to_lowercase();
        let issued = subject
            .find("ban hành")
            .and_then(|at| subject.get(at + "ban hành".len()..))
            .is_some_and(|rest| rest.trim_start().starts_with(&name.to_lowercase()));
        heading.doc_type.as_deref() == Some(name) || issued
    }

    /// The documents of a kind cited before a byte: those of the paragraph, or else of the section, or else of what stands
    /// above the first part: heading block, legal bases, the sentence that leads in.
    fn before(&self, name: &str, at: usize) -> Vec<&Citation> {
        let lead = |s: &Structure| s.parts.first().map_or(s.end, |p| p.start.max(s.end));
        let block = self.structure.map_or(0..0, |s| s.start..lead(s).min(at));
        let near = [self.paragraph(at)..at, self.section(at)..at, block];
        let found = near.into_iter().map(|range| self.within(name, range));
        found.into_iter().find(|list| !list.is_empty()).unwrap_or_default()
    }

    fn within(&self, name: &str, range: Range<usize>) -> Vec<&Citation> {
        let upto = self.citations.partition_point(|c| c.end <= range.end);
        let near = self.citations.get(..upto).unwrap_or_default().iter().rev().take(REACH);
        let inside = near.take_while(|c| c.start >= range.start);
        let mut found: Vec<&Citation> = Vec::new();
        for citation in inside.filter(|c| c.doc_type.as_deref() == Some(name)) {
            let same = |f: &&Citation| f.number == citation.number && f.name == citation.name;
            let named = |f: &&Citation| f.number.is_some() && f.number == citation.number;
            if !found.iter().any(|f| same(f) || named(f)) {
                found.push(citation);
            }
            if found.len() >= MOST {
                break;
            }
        }
        found
    }

    fn paragraph(&self, at: usize) -> usize {
        let i = self.cx.paragraphs.partition_point(|p| p.end <= at);
        self.cx.paragraphs.get(i).map_or(at, |p| p.start.min(at))
    }

    /// Where the section begins that holds a byte; the start of the text where there are no sections.
    fn section(&self, at: usize) -> usize {
        let parts = self.structure.map_or(&[][..], |s| s.parts.as_slice());
        let upto = parts.partition_point(|p| p.start <= at);
        let larger = |kind: &str| !matches!(kind, "clause" | "point" | "number" | "subnumber");
        let near = parts.get(..upto).unwrap_or_default().iter().rev().take(REACH);
        near.filter(|p| larger(&p.kind)).map(|p| p.start).next().unwrap_or(0)
    }
}

/// The pointing words behind the name of a kind: the word after them.
fn pointer(cx: &Context, at: usize) -> Option<(usize, Points)> {
    let next = word(cx, at + 1);
    match word(cx, at) {
        "này" => Some((at + 1, Points::This)),
        "nêu" | "nói" | "dẫn" | "kể" if next == "trên" => Some((at + 2, Points::Above)),
        "vừa" if next == "nêu" => Some((at + 2, Points::Above)),
        "trên" if next == "đây" => Some((at + 2, Points::Above)),
        "trên" if closes(cx, at + 1) => Some((at + 1, Points::Above)),
        _ => None,
    }
}

/// Whether `trên` ends the mention rather than opening a place (`trên địa bàn`) or an amount (`trên 300`).
fn closes(cx: &Context, at: usize) -> bool {
    const VERBS: &[&str] = &[
        "của", "đã", "được", "là", "cần", "phải", "và", "còn", "do", "đến", "chưa", "nêu", "quy",
        "có", "nhằm", "với", "để", "cũng", "sẽ", "vẫn", "đang",
    ];
    let Some(next) = cx.words.get(at) else { return true };
    let mark = [".", ",", ";", ":", ")"].contains(&word(cx, at));
    mark || next.begins_block() || VERBS.contains(&word(cx, at))
}

fn is_plural(word: &str) -> bool {
    ["các", "những", "hai", "ba", "bốn"].contains(&word)
}

fn key(citation: &Citation) -> String {
    citation.number.clone().or_else(|| citation.name.clone()).unwrap_or_default()
}

fn candidate(citation: &Citation) -> Candidate {
    Candidate {
        value: key(citation), reason: format!("“{}” được dẫn phía trước", citation.text)
    }
}
